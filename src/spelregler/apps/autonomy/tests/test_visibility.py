"""How much of a unit's freedom is seen: its state, that an intervention is in force, and why."""

from __future__ import annotations

from collections import Counter
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from spelregler.apps.autonomy.access import actions, visibility
from spelregler.apps.autonomy.access.visibility import FieldTally
from spelregler.apps.autonomy.pages.words import unit_status, unit_words
from spelregler.apps.autonomy.queries.interventions import LimitInForce
from spelregler.apps.autonomy.queries.unit_states import UnitState
from spelregler.domain.autonomy.picture import ConditionView, GroundView, UnitPicture
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import SomeUnits

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


def story(state: State | None, *, limits: bool = False, unanswered: int = 0) -> Any:
    """A unit about which something is going on, as it is seen; None where its state is not."""
    seen = state and SimpleNamespace(picture=SimpleNamespace(state=state), unanswered=unanswered)
    return SimpleNamespace(state=seen, limits=("until May",) if limits else ())


ALL: SomeUnits | None = None
SOME = SomeUnits(codes=frozenset({"north"}), departments=frozenset())
MINE = SomeUnits(codes=frozenset(), departments=frozenset({"education"}))


@pytest.mark.parametrize(("shown", "seen"), [(ALL, 9), (MINE, 9), (SOME, 2)])
def test_the_units_whose_state_is_seen_are_free_but_for_those_with_a_story(shown: SomeUnits | None, seen: int):
    education: Any = SimpleNamespace(code="education", units=9, some=2)
    stories = [
        story(State.DIALOGUE, unanswered=2),
        story(State.AUTONOMOUS, unanswered=1),  # a story that has ended: the unit is free again
        story(None, limits=True),
        story(None),
    ]
    assert visibility._tally(education, stories, shown) == FieldTally(
        units=9,
        seen=seen,
        states=Counter({State.DIALOGUE: 1, State.AUTONOMOUS: seen - 1}),
        told=1,
        unanswered=3,
    )


def test_the_field_is_the_sum_of_its_departments():
    one = FieldTally(9, 8, Counter({State.DIALOGUE: 1, State.AUTONOMOUS: 7}), 3, 2)
    other = FieldTally(5, 4, Counter({State.AUTONOMOUS: 4}), 2, 1)
    whole = FieldTally(14, 12, Counter({State.DIALOGUE: 1, State.AUTONOMOUS: 11}), 5, 3)
    assert sum([one, other], FieldTally()) == whole


def unit_in(
    state: State | None, *, unanswered: int = 0, statuses: tuple[Status, ...] = (), limited: bool = False
) -> Any:
    """A unit as it is seen, with its conditions; None where its state is not."""
    views = tuple(ConditionView(f"MR-{40 + place}", status) for place, status in enumerate(statuses))
    missing = tuple(each.clause for each in views if each.status is Status.NOT_ASSESSED)
    grounds = (GroundView("MR-48", unanswered, unanswered, None),)
    picture = state and UnitPicture(state=state, conditions=views, grounds=grounds, missing=missing)
    limits = (LimitInForce("MR-48", "Inköp stäms av", date(2027, 2, 28)),) if limited else ()
    seen = picture and UnitState(place=NORTH, picture=picture, limits=limits, answers={})
    return visibility.SeenUnit(
        place=NORTH, conditions=views, answers={}, state=seen or None, limits=limits, tells_why=False
    )


ALL_MET = (Status.KEPT,) * 6


@pytest.mark.parametrize(
    ("unit", "status", "said"),
    [
        (unit_in(State.AUTONOMOUS, statuses=ALL_MET), Status.KEPT, "fri"),
        (
            unit_in(State.AUTONOMOUS, statuses=(*ALL_MET[:4], Status.NOT_ASSESSED, Status.NOT_ASSESSED)),
            Status.NOT_ASSESSED,
            "underlag saknas: 4 av 6 villkor kända",
        ),
        (
            unit_in(State.AUTONOMOUS, statuses=(*ALL_MET[:4], Status.BREACH, Status.NOT_ASSESSED)),
            Status.ATTENTION,
            "1 av 6 villkor brister",
        ),
        (
            unit_in(State.AUTONOMOUS, unanswered=1, statuses=ALL_MET),
            Status.ATTENTION,
            "signal väntar på svar",
        ),
        (unit_in(State.DIALOGUE, statuses=ALL_MET), Status.ATTENTION, "i dialog"),
        (unit_in(State.DIALOGUE, unanswered=1), Status.ATTENTION, "i dialog, signal väntar"),
        (unit_in(State.INTERVENTION_PROPOSED), Status.BREACH, "ingripande föreslaget"),
        (unit_in(State.INTERVENTION, limited=True), Status.BREACH, "ingripande t.o.m. 28 feb 2027"),
        (unit_in(None, limited=True), Status.BREACH, "ingripande t.o.m. 28 feb 2027"),
        (unit_in(None, statuses=ALL_MET), "", ""),
    ],
)
def test_a_state_is_told_by_shape_and_word(unit: visibility.SeenUnit, status: str, said: str):
    with translation.override("sv"):
        assert (unit_status(unit), unit_words(unit, "sv").replace("\xa0", " ")) == (status, said)
