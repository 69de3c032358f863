"""How much of a unit's freedom is seen: its state, that an intervention is in force, and why."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.autonomy.access import actions, visibility
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace

ASKING: Any = object()
NORTH = UnitPlace("north", "Norra", "education", "Utbildning", "schools", "", "Bo", "")


def matter(**more: Any) -> Resource:
    return Resource("unit", "north", "schools", "education", "north", **more)


def test_what_is_in_force_is_published_and_its_summary_is_the_committees():
    assert visibility._in_force(NORTH) == ("intervention_in_unit:read_published", matter(published=True))
    assert visibility._summary(NORTH) == ("intervention_record:read_summary", matter())


def test_a_signal_may_be_opened_on_the_grounds_that_the_role_has(monkeypatch: pytest.MonkeyPatch):
    def may(asking: object, action: str, about: Resource) -> bool:
        return (asking, action) == (ASKING, "signal_at_unit:execute") and about == matter(subject="MR-50")

    monkeypatch.setattr(actions, "may", may)
    assert actions.grounds_to_raise(ASKING, NORTH, ["MR-46", "MR-50", "MR-51"]) == ["MR-50"]


def door(*codes: str) -> Any:
    """A door that lets these units through, of those that are brought to it."""

    def let_through(asking: object, places: list[UnitPlace]) -> list[UnitPlace]:
        assert asking is ASKING
        return [place for place in places if place.code in codes]

    return SimpleNamespace(let_through=let_through)


@pytest.mark.parametrize("is_limited", [True, False])
@pytest.mark.parametrize(
    ("state", "told", "why", "sees"),
    [
        ([], [], [], (False, False, False)),
        (["north"], [], [], (True, True, True)),
        ([], ["north"], [], (False, True, False)),
        ([], [], ["north"], (False, True, True)),
        (["another"], ["another"], ["another"], (False, False, False)),
    ],
)
def test_each_door_opens_its_own(
    monkeypatch: pytest.MonkeyPatch,
    state: list[str],
    told: list[str],
    why: list[str],
    sees: tuple[bool, bool, bool],
    is_limited: bool,
):
    monkeypatch.setattr(visibility, "UNIT_STATE", door(*state))
    monkeypatch.setattr(visibility, "LIMIT", door(*told))
    monkeypatch.setattr(visibility, "SUMMARY", door(*why))
    limits = ("until May",) if is_limited else ()
    unit: Any = SimpleNamespace(
        place=NORTH,
        limits=limits,
        conditions={"MR-41": "a"},
        picture=SimpleNamespace(conditions=("a", "b")),
        answers={"MR-41": "a condition", "MR-46": "a ground"},
    )
    sees_state, sees_limit, sees_why = sees
    assert visibility.seen_units(ASKING, [unit]) == [
        visibility.SeenUnit(
            place=NORTH,
            conditions=("a", "b"),  # type: ignore[arg-type]
            answers=unit.answers if sees_state else {"MR-41": "a condition"},
            state=unit if sees_state else None,
            limits=limits if sees_limit else (),  # type: ignore[arg-type]
            tells_why=sees_why and (is_limited or sees_state),
        )
    ]
