"""What ships: all 101 clauses in own words, every parameter, both tracks; and a second municipality that differs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from spelregler.exchange.package import Package, read_package

PACKAGES = Path(__file__).parents[3] / "policies"
SEEDS = Path(__file__).parents[5] / ".." / "shared" / "seeds"
RUN = 6


@pytest.fixture(scope="module")
def oxelosund() -> Package:
    return read_package(PACKAGES / "oxelosund")


def runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def test_every_clause_is_there_once_and_in_order(oxelosund: Package) -> None:
    expected = [f"MR-{n}" for n in range(1, 57)] + [f"CP-{n}" for n in range(1, 46)]
    assert [clause.id for clause in oxelosund.clauses] == expected
    assert set(oxelosund.parameters) == {f"P{n:02}" for n in (*range(1, 31), 34, 35, 45, 46)}


def test_conditions_grounds_and_committees(oxelosund: Package) -> None:
    assert oxelosund.conditions == tuple(f"MR-{n}" for n in range(40, 46))
    assert oxelosund.grounds == tuple(f"MR-{n}" for n in range(46, 52))
    assert [each.code for each in oxelosund.committees] == ["ks", "un", "von", "msn", "kfn"]
    assert oxelosund.document("MR").adopted is None
    assert oxelosund.document("CP").adopted is not None


def test_percentages_are_decimals_and_overruns_negative(oxelosund: Package) -> None:
    found = oxelosund.resolved(oxelosund.clause("MR-42"))
    assert [found[key] for key in ("notice_pct", "action_pct", "serious_pct")] == [
        Decimal("-1.0"),
        Decimal("-2.0"),
        Decimal("-3.0"),
    ]


def test_both_tracks_have_the_budget_and_differ_in_when(oxelosund: Package) -> None:
    when = {each.track: each.when for each in oxelosund.cycle if each.id == "council-budget"}
    assert (when["autumn"].month, when["june"].month) == (11, 6)


def test_no_paraphrase_repeats_six_words_of_the_documents(oxelosund: Package) -> None:
    if not SEEDS.is_dir():
        pytest.skip("the documents themselves are not shipped; no shared/seeds beside the repository")
    documents = {run for path in SEEDS.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    assert documents
    texts = [(c.id, text.sv) for c in oxelosund.clauses for text in (c.text, c.evidence, c.breach)]
    assert [(name, run) for name, text in texts for run in runs(text) if run in documents] == []


def test_the_second_municipality_differs_in_everything_but_the_checks(oxelosund: Package) -> None:
    liten = read_package(PACKAGES / "liten")
    assert len(liten.committees) == 8
    assert not {clause.id for clause in liten.clauses} & {clause.id for clause in oxelosund.clauses}
    assert {clause.check for clause in liten.clauses} <= {clause.check for clause in oxelosund.clauses}
    assert liten.parameter("P07", "serious") != oxelosund.parameter("P07", "serious")


def test_the_self_check_has_a_few_questions_in_both_languages(oxelosund: Package) -> None:
    assert 3 <= len(oxelosund.self_check) <= 7
    assert all(each.text.sv.endswith("?") and each.text.en.endswith("?") for each in oxelosund.self_check)
