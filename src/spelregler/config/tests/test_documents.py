"""The documents have one form, and their links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spelregler

ROOT = Path(spelregler.__file__).resolve().parents[2]
ADRS = sorted((ROOT / "docs" / "adr").glob("*.md"))
INDEX = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
UNDER_WAY = 10
"""The newest numbers may belong to work that is not merged yet."""


class TestDecisionsHaveOneForm:
    @pytest.mark.parametrize("adr", ADRS, ids=lambda each: each.stem)
    def test_number_title_state_and_five_headings(self, adr):
        lines = adr.read_text(encoding="utf-8").splitlines()
        number = int(adr.name[:4])
        assert re.fullmatch(rf"# {number}\. \S.*[^.]", lines[0]), "# N. Title"
        assert lines[1] == ""
        assert re.match(r"(Proposed|Accepted|Withdrawn), \d{4}-\d\d\.", lines[2]), "Accepted, YYYY-MM."
        headings = [line.removeprefix("## ") for line in lines if line.startswith("## ")]
        assert headings == ["Context", "Options", "Decision", "Consequences", "Enforced by"]

    def test_each_is_in_the_index_and_no_number_is_taken_twice(self):
        assert [adr.name for adr in ADRS if f"](adr/{adr.name})" not in INDEX] == []
        numbers = [int(adr.name[:4]) for adr in ADRS]
        assert len(numbers) == len(set(numbers))

    def test_a_number_without_a_file_is_said_to_be_unused(self):
        said = re.search(r"^([\d, and]+) are not used", INDEX.replace("\n", " ").split("headings. ")[1])
        assert said is not None
        unused, taken = {int(n) for n in re.findall(r"\d+", said[1])}, {int(adr.name[:4]) for adr in ADRS}
        assert unused & taken == set()
        holes = set(range(1, max(taken) + 1 - UNDER_WAY)) - taken
        assert holes <= unused


@pytest.mark.parametrize(
    "page",
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")],
    ids=lambda each: each.relative_to(ROOT).as_posix(),
)
def test_every_link_between_documents_leads_somewhere(page):
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    links = re.findall(r"\]\((?!https?:|mailto:|/|#)([^)#\s]+)", text)
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_map_of_the_readme_names_every_room_and_nothing_that_is_not_there():
    lines = (
        (ROOT / "README.md").read_text(encoding="utf-8").split("## Where things lie")[1].split("## ")[0].splitlines()
    )
    package, inside = (
        ROOT / "src" / "spelregler",
        [line.split()[0] for line in lines if line.startswith("      ") and line[6] != " "],
    )
    assert [name for name in inside if not (package / name).exists()] == []
    rooms = next(line for line in lines if line.split()[:1] == ["apps/"])
    told = re.findall(r"[a-z]+", rooms.partition("chapter:")[2].replace("(role, rights, page shell)", ""))
    assert sorted(told) == sorted(each.parent.name for each in package.glob("apps/*/apps.py"))
