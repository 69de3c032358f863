"""A room adds itself to the menu and tells where its things have their pages; the shell names no room."""

from __future__ import annotations

from pathlib import Path

import pytest

import spelregler
from spelregler.apps.acting import addresses, menu
from spelregler.ui.page import NavItem


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", {})
    monkeypatch.setattr(addresses, "_names", {})


def test_the_rooms_stand_in_their_own_order_whoever_comes_first(entries: None) -> None:
    menu.register(menu.MenuEntry(5, "Frames", "frames:overview"), menu.MenuEntry(3, "Goals", "goals:tree"))
    assert menu.menu("goals:tree") == [
        NavItem(label="Goals", url="/mal/", current=True),
        NavItem(label="Frames", url="/ramar/", current=False),
    ]


def test_a_thing_without_a_page_is_linked_by_nobody(entries: None) -> None:
    assert addresses.address_of("unit", "skolan") == ""
    addresses.provide(unit="autonomy:unit")
    assert addresses.address_of("unit", "skolan") == "/enheter/skolan/"


def test_neither_acting_nor_the_organisation_names_the_address_of_a_room_above() -> None:
    apps = Path(spelregler.__file__).parent / "apps"
    above = ("home:", "start:", "identity_", "policy:", "followup:", "autonomy:", "frames:", "comparison:", "goals:")
    found = [
        f"{path.relative_to(apps)}: {name}"
        for room in ("acting", "organisation")
        for path in sorted([*(apps / room).rglob("*.py"), *(apps / room).rglob("*.html")])
        if not {"tests", "migrations"} & set(path.parts)
        for name in above
        if f'"{name}' in path.read_text("utf-8") or f"'{name}" in path.read_text("utf-8")
    ]
    assert found == []
