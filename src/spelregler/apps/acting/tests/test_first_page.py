"""A room tells what it has on a role's first page; the page is not edited for it."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.acting import first_page
from spelregler.ui.page import StatCard, StateList

ANYONE: Any = SimpleNamespace(unit="", department="")


@pytest.fixture(autouse=True)
def empty(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, nothing in (
        ("_panels", []),
        ("_notes", []),
        ("_lists", []),
        ("_action_pages", {}),
    ):
        monkeypatch.setattr(first_page, name, nothing)


def test_panels_stand_in_their_own_order_and_one_that_is_nothing_to_the_role_is_left_out() -> None:
    for place, title in ((3, "rules"), (1, "money"), (2, "")):
        first_page.register_panel(place, lambda _role, title=title: StatCard(title=title, value="1") if title else None)
    assert [card.title for card in first_page.cards(ANYONE)] == ["money", "rules"]


def test_lists_stand_in_their_own_order_and_one_that_is_nothing_to_the_role_is_left_out() -> None:
    for place, title in ((3, "assignments"), (1, "goals"), (2, "")):
        first_page.register_list(
            place, lambda _role, title=title: StateList(title=title, url="/", rows=()) if title else None
        )
    assert [each.title for each in first_page.lists(ANYONE)] == ["goals", "assignments"]


def test_a_note_with_nothing_to_say_is_left_out() -> None:
    first_page.register_note(lambda _role: first_page.Note("start", "/start/"))
    first_page.register_note(lambda _role: None)
    assert [each.text for each in first_page.notes(ANYONE)] == ["start"]


def test_what_a_role_decides_leads_to_its_page_or_nowhere() -> None:
    first_page.register_action_pages(plans="goals:tree", own=lambda role: role.unit)
    assert [first_page.page_of_action(each, ANYONE) for each in ("plans", "own", "unknown")] == ["/mal/", "", ""]
