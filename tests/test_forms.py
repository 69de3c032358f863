"""Every form goes the one way: sent, read by its class, and answered in the same form with what was typed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import spelregler

pytestmark = pytest.mark.once
HOUSE = Path(spelregler.__file__).parent
GROUND = HOUSE / "platform" / "forms.py"


def found(pattern: str, *, ending: str = "py", besides: tuple[Path, ...] = ()) -> list[str]:
    """Each line of the house that has it, with where it stands."""
    return [
        f"{path.relative_to(HOUSE)}:{number}"
        for path in sorted(HOUSE.rglob(f"*.{ending}"))
        if "tests" not in path.parts and path not in besides
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if re.search(pattern, line)
    ]


def test_a_form_that_was_sent_empty_was_sent() -> None:
    """`form_page.sent` says so; whatever is empty is nothing to Python."""
    assert found(r"request\.POST (or|if request\.POST)\b") == []


def test_what_was_sent_is_read_by_a_form() -> None:
    """Also what a button says: no view of a room reads it by hand (`ButtonForm`, `form_page.sent_with`)."""
    by_hand = found(
        r"request\.POST(\.get|\.lists?\b|\[)|in request\.POST\b", besides=(HOUSE / "apps/acting/form_page.py",)
    )
    assert [each for each in by_hand if not each.startswith("config/")] == []


def test_what_may_be_chosen_is_told_by_offer() -> None:
    assert found(r"\.choices = ", besides=(GROUND,)) == []


BY_HAND = {
    # Templates in which an <input>, <select> or <textarea> is typed by hand, and why it is no form of a page.
    "apps/identity/templates/identity/kept.html": "sends again, hidden, whatever was typed before the session ended",
    "apps/identity/templates/identity/sessions.html": "a button says which session it ends",
    "apps/home/templates/home/log_in.html": "a button of the demo says who one becomes",
    "apps/organisation/templates/organisation/_people_found.html": "the widget of the person field",
    "apps/organisation/templates/organisation/person_input.html": "the widget of the person field",
    "ui/templates/ui/components/kept.html": "the rest of the address, hidden",
    "ui/templates/ui/look.html": "sends again, hidden, what was typed on the page before",
    "ui/templates/ui/parts/language.html": "a button says where one stays",
    "ui/templates/ui/parts/role_choices.html": "a button says where one stays",
    "ui/templates/ui/parts/search.html": "the shell's own, on every page",
    "ui/templates/ui/parts/whereabouts.html": "the shell's own, on every page",
}


def test_no_field_of_a_form_is_typed_in_a_template() -> None:
    """It comes from a form class, which knows its kind, its bounds and what was typed."""
    typed = {each.partition(":")[0] for each in found(r"<(input|select|textarea)\b", ending="html")}
    assert typed - set(BY_HAND) == set()
    assert {each for each in BY_HAND if each not in typed} == set(), "no longer there"


def test_a_file_is_read_by_a_form() -> None:
    """It is told at its field that there is none, that it is too large and that it is of another kind."""
    sent = found(r"request\.FILES")
    assert {each.partition(":")[0] for each in sent if not each.startswith("config/")} == {
        each.partition(":")[0] for each in found(r"Form\((request\.POST|sent\(request\)), request\.FILES")
    }
