"""A room adds itself to the menu and tells where its things have their pages; the shell names no room."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import spelregler
from spelregler.apps.acting import addresses, menu
from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.domain.roles import Beside, Role
from spelregler.domain.words import Pair
from spelregler.ui.page import NavItem

TODAY = date(2026, 11, 2)


@pytest.fixture
def entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(menu, "_entries", {})
    monkeypatch.setattr(menu, "_own_pages", {})
    monkeypatch.setattr(addresses, "_names", {})


def acting(role: str, *, body: str = "", unit: str = "", department: str = "", place_name: str = "") -> ActingRole:
    worn = RoleAssignment(
        code="x",
        role=role,
        words=Pair("x"),
        person="x",
        person_code="x",
        body=body,
        unit=unit,
        department=department,
        place_name=Pair(place_name),
    )
    return ActingRole(worn, (worn,), TODAY, TODAY, "sv", "Strandby", is_demo=False)


def test_the_rooms_stand_in_their_own_order_whoever_comes_first(entries: None) -> None:
    menu.register(menu.MenuEntry(5, "Frames", "frames:overview"), menu.MenuEntry(3, "Goals", "goals:tree"))
    assert menu.menu(acting("CI"), current="goals:tree").rooms == [
        NavItem(label="Goals", url="/mal/", current=True),
        NavItem(label="Frames", url="/ramar/", current=False),
    ]


def test_where_a_role_has_no_errand_stands_under_more_or_nowhere(entries: None) -> None:
    menu.register(
        menu.MenuEntry(1, "Frames", "frames:overview", errands={Role.CT}),
        menu.MenuEntry(2, "Start", "start:checklist", errands={Beside.ADMINISTRATOR}, is_hidden=True),
    )
    shown = {role: menu.menu(acting(role)) for role in ("CT", "EM", "SYS")}
    assert [[each.label for each in shown[role].rooms] for role in shown] == [["Frames"], [], ["Start"]]
    assert [[each.label for each in shown[role].more] for role in shown] == [[], ["Frames"], ["Frames"]]


def test_the_own_place_stands_first_and_is_the_one_shown_on_its_page(entries: None) -> None:
    menu.register(menu.MenuEntry(1, "Units", "autonomy:field"))
    menu.register_own_pages(unit=lambda code: f"/enheter/{code}/")
    head = acting("EC", unit="skolan", place_name="Oxelöskolan")
    own, units = menu.menu(head, current="autonomy:field", path="/enheter/skolan/").rooms
    assert own == NavItem(label="Oxelöskolan", url="/enheter/skolan/", current=True, is_own=True)
    assert not units.current
    own, units = menu.menu(head, current="autonomy:field", path="/enheter/").rooms
    assert (own.current, units.current) == (False, True)
    assert [each.label for each in menu.menu(acting("CI")).rooms] == ["Units"]


def test_an_entry_tells_what_waits_there(entries: None) -> None:
    menu.register(menu.MenuEntry(1, "Home", "home:home", tells_waiting=True))
    assert [menu.menu(acting("FC"), waiting=waiting).rooms[0].count for waiting in (3, 0)] == [3, 0]
    assert not any(each.count for each in menu.menu(acting("FC"), waiting=3).rooms[1:])


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
