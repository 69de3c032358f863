"""`make mutants` tries a fair sample, on the tests that tell most, and what it names is there."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[1]

pytestmark = pytest.mark.once


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    said = importlib.util.spec_from_file_location("mutants_tool", ROOT / "tools" / "mutants.py")
    assert said
    assert said.loader
    found = importlib.util.module_from_spec(said)
    sys.modules[said.name] = found
    said.loader.exec_module(found)
    return found


def test_what_each_part_changes_and_asks_is_there(tool: ModuleType) -> None:
    for part in tool.PARTS.values():
        assert all(list(ROOT.glob(pattern)) for pattern in part.changed)
        for suite in part.suites:
            named = [each.removeprefix("--ignore=") for each in suite if "/" in each]
            assert named
            assert all((ROOT / each).exists() for each in named)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_sample_is_spread_over_all_and_the_same_each_time(tool: ModuleType, seed: int) -> None:
    names = [f"{n:04}" for n in range(1_000)]
    sample = tool.sampled(names, tool.Extent(sample=40, seed=seed, seconds=1))
    assert sample == tool.sampled(names, tool.Extent(sample=40, seed=seed, seconds=1))
    assert [int(name) // 25 for name in sample] == list(range(40))


def test_another_seed_is_another_sample_and_none_is_all(tool: ModuleType) -> None:
    names = [f"{n:04}" for n in range(1_000)]
    first, second = (tool.sampled(names, tool.Extent(40, seed, 1)) for seed in (1, 2))
    assert not set(first) & set(second)
    assert tool.sampled(names, tool.Extent(0, 1, 1)) == names
    assert tool.sampled(names[:40], tool.Extent(40, 1, 1)) == names[:40]


def test_the_tests_that_tell_most_are_asked_first_within_their_time(tool: ModuleType) -> None:
    goals, home = "src/spelregler/apps/goals/tests/test_a.py::", "src/spelregler/apps/home/tests/test_a.py::"
    seconds = {
        f"{goals}cases[1]": 1.0,
        f"{goals}cases[2]": 2.0,
        f"{goals}other": 3.0,
        f"{home}quick": 0.5,
        f"{home}slow": 9.0,
    }
    mutant = "spelregler.apps.goals.access.visibility.x_seen__mutmut_1"
    every = [f"{goals}cases[1]", f"{goals}other", f"{goals}cases[2]", f"{home}quick", f"{home}slow"]
    assert tool.telling(mutant, set(seconds), seconds, 60) == every
    assert tool.telling(mutant, set(seconds), seconds, 6.5) == every[:4]
    assert tool.telling(mutant, set(seconds), seconds, 0.9) == []


def test_a_change_is_killed_where_one_suite_kills_it_and_survives_only_once_all_are_asked(
    tool: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [
        {"a": 1, "b": 0, "c": 0, "d": 33, "e": 33, "f": None},
        {"a": None, "b": 1, "c": None, "d": 0, "e": 33, "f": None},
    ]
    monkeypatch.setattr(tool.Work, "codes", lambda work: codes[work.nth])
    assert tool.became("access") == {
        **dict.fromkeys("ab", "killed"),
        "c": "not tried",
        "d": "survived",
        "e": "no test",
        "f": "not tried",
    }
