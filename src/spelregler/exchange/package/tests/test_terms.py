"""A package's own words are whole, plain and told apart, or the package is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from spelregler.domain.terms import Term
from spelregler.exchange.package import PackageError, read_package

PACKAGES = Path(__file__).parents[3] / "policies"
GOAL = "  unit_goal: {article: ett, one: åtagande, the: åtagandet, many: åtaganden, the_many: åtagandena}\n"


def with_terms(tmp_path: Path, text: str) -> Path:
    """The tiny package with words of its own at its end."""
    folder = tmp_path / "ord"
    shutil.copytree(PACKAGES / "liten", folder)
    with (folder / "policy.yaml").open("a", encoding="utf-8") as file:
        file.write(f"\nterms:\n{text}")
    return folder


@pytest.mark.parametrize("name", ["oxelosund", "liten"])
def test_the_shipped_packages_have_no_words_of_their_own(name: str) -> None:
    assert read_package(PACKAGES / name).terms == {}


def test_a_package_names_what_it_wants_and_keeps_the_rest(tmp_path: Path) -> None:
    assert read_package(with_terms(tmp_path, GOAL)).terms == {
        "unit_goal": Term("ett", one="åtagande", the="åtagandet", many="åtaganden", the_many="åtagandena")
    }


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("unit_goal", "unit_gaol", "the key unit_gaol is unknown."),
        (", the_many: åtagandena", "", "the_many is missing."),
        ("one: åtagande", "single: åtagande", "the key single is unknown."),
        ("article: ett", "article: den", "article is “den”."),
        ("one: åtagande", 'one: ""', "one is to be a text."),
        ("one: åtagande", "one: åtagande %(n)s", "one is “åtagande %(n)s”."),
        ("one: åtagande", "one: '[[indicator:one]]'", "one is “[[indicator:one]]”."),
        ("one: åtagande", f"one: {'å' * 41}", f"one is “{'å' * 41}”."),
        ("one: åtagande", "one: nämndmål", "unit_goal and committee_goal are both called “nämndmål”."),
        (GOAL.strip(), "- unit_goal", "terms is to hold keys and values."),
    ],
)
def test_a_fault_names_the_line_and_what_is_wrong(tmp_path: Path, old: str, new: str, words: str) -> None:
    folder = with_terms(tmp_path, GOAL.replace(old, new))
    lines = (folder / "policy.yaml").read_text(encoding="utf-8").splitlines()
    with pytest.raises(PackageError) as caught:
        read_package(folder)
    assert words in [fault.what.en for fault in caught.value.faults]
    assert {fault.line for fault in caught.value.faults} <= {len(lines), len(lines) - 1}
