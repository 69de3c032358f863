"""Every room has the same layout, and the maps that newcomers read name what is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spelregler

pytestmark = pytest.mark.once
HOUSE = Path(spelregler.__file__).parent
ROOT = HOUSE.parent.parent
ROOMS = sorted(each for each in (HOUSE / "apps").iterdir() if (each / "apps.py").exists())
KINDS = {"models", "queries", "operations", "access", "files", "registered", "registries", "pages", "checks"}
OF_DJANGO = {"templates", "tests", "migrations", "apps", "urls", "__init__", "__pycache__"}
OF_ITS_OWN = {
    # What a room has beside the kinds, and why it is none of them.
    "acting": None,  # the ground of the others: each file is a part of it
    "autonomy": {"unit_belongings"},
    "comparison": {"kolada", "feed", "presenters", "views", "forms"},
    "decisions": {"post_belongings", "decision_table"},
    "followup": {"presenters", "report", "views"},
    "help": {"built", "manual", "chapter_of_page", "context", "views"},
    "identity": {"scim", "matching", "context"},
    "meetings": {"feed"},
    "policy": {"findings", "packages"},
}
OF_A_PAGE = re.compile(r"(\w+_)?(views|forms|presenters|queries|shared|page|shell|words|acts|person_field)|__init__")
MOST_LINES = 450


def sources() -> list[Path]:
    return [
        each
        for each in sorted(HOUSE.rglob("*.py"))
        if not {"tests", "migrations", "__pycache__"} & set(each.relative_to(HOUSE).parts)
    ]


@pytest.mark.parametrize("room", ROOMS, ids=lambda each: each.name)
def test_a_room_has_the_kinds_and_nothing_else(room: Path) -> None:
    own = OF_ITS_OWN.get(room.name, set())
    if own is None:
        return
    found = {each.stem for each in room.iterdir() if not each.name.startswith(".")}
    assert found - KINDS - OF_DJANGO - own == set()


@pytest.mark.parametrize("room", ROOMS, ids=lambda each: each.name)
def test_a_page_s_folder_holds_views_forms_and_presenters(room: Path) -> None:
    pages = room / "pages"
    odd = [
        str(each.relative_to(room))
        for each in sorted(pages.glob("*/*.py"))
        if not OF_A_PAGE.fullmatch(each.stem) and each.parent.name != "trail"
    ]
    assert odd == []


def test_no_file_holds_more_than_one_reads_at_once() -> None:
    long = {
        str(each.relative_to(HOUSE)): lines
        for each in sources()
        if (lines := len(each.open().readlines())) > MOST_LINES
    }
    assert long == {}


@pytest.mark.parametrize("text", ["README.md", "CONTRIBUTING.md"])
def test_the_map_names_what_is_there(text: str) -> None:
    said = (ROOT / text).read_text("utf-8")
    named = set(
        re.findall(
            r"`((?:src|docs|tests|stories|tools|bench|deploy|apps|platform|domain|config|ui|acting|demo)/[\w./-]+)`",
            said,
        )
    )
    missing = {each for each in named if not any((base / each).exists() for base in (ROOT, HOUSE, HOUSE / "apps"))}
    assert missing == set()
