"""Whose matter a frame, a proposed budget or a move between units is: built from the thing alone."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.frames.access import actions, visibility
from spelregler.domain.roles import Resource

HEARD, SPENT = "frame_per_committee", "committee_goals_and_plan"


def frame(code: str, body: str | None, unit: str | None = None) -> Resource:
    return Resource("frame", code, body, unit=unit, published=True)


@pytest.mark.parametrize(("is_council", "body"), [(True, None), (False, "schools")])
def test_the_councils_budget_is_the_whole_municipalitys_an_internal_one_its_committees(
    is_council: bool, body: str | None
):
    assert actions.budget_matter("schools", is_council=is_council) == frame("schools", body)


def test_a_committees_whole_frame_is_its_own():
    assert actions.whole_frame("schools") == frame("schools", "schools")


def test_a_decision_is_entered_from_the_minutes_by_any_bodys_secretary():
    assert actions.entered("kf") == Resource("decision", "kf", subject="minutes", published=True)
    assert actions.enters(is_council=True) == "frame_per_committee:execute"
    assert actions.enters(is_council=False) == "committee_goals_and_plan:execute"


@pytest.mark.parametrize(
    ("departments", "department"),
    [(["education"], "education"), (["education", "care"], "-"), ([], "-")],
)
@pytest.mark.parametrize("above", [True, False])
def test_a_move_is_the_departments_that_all_its_units_have_in_common(
    departments: list[str], department: str, above: bool
):
    matter = Resource("unit_move", "schools", "schools", department, above_limit=above)
    assert actions.moves_matter(body="schools", departments=departments, above_limit=above) == matter


def test_a_move_is_below_the_limit_unless_it_is_said():
    assert not actions.moves_matter(body="schools", departments=["education"]).above_limit


@pytest.mark.parametrize(
    ("role", "body", "is_author"),
    [("FC", "schools", True), ("CT", "schools", False), ("FC", "social", False)],
)
def test_a_draft_belongs_to_the_role_and_the_body_that_write_it(role: str, body: str, is_author: bool):
    proposal: Any = SimpleNamespace(author_role="FC", author_body="schools")
    asking: Any = SimpleNamespace(role=role, body=body)
    assert actions.is_author(asking, proposal) is is_author


DAY = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("submitted_on", "asks"),
    [(None, "prepare"), (date(2026, 11, 1), "read_published"), (DAY, "read_published"), (date(2026, 11, 3), "prepare")],
)
@pytest.mark.parametrize(("kind", "row", "body"), [("council", HEARD, None), ("committee", SPENT, "schools")])
def test_a_proposed_budget_is_open_from_the_day_that_it_is_submitted(
    submitted_on: date | None, asks: str, kind: str, row: str, body: str | None
):
    proposal: Any = SimpleNamespace(submitted_on=submitted_on, decider=SimpleNamespace(kind=kind, code="schools"))
    asking: Any = SimpleNamespace(as_of=DAY)
    asked = visibility._about_proposal(asking, proposal)
    assert asked == (f"{row}:{asks}", frame("schools", body))


def test_a_frame_is_asked_about_by_the_row_of_whoever_shares_it_out():
    committee: Any = SimpleNamespace(code="schools")
    unit: Any = SimpleNamespace(code="north")
    of_unit = (f"{SPENT}:read_published", frame("north", "schools", "north"))
    assert visibility._about_committee(committee) == (f"{HEARD}:read_published", frame("schools", "schools"))
    assert visibility._about_unit_row(("schools", unit)) == of_unit
    forecast: Any = SimpleNamespace(unit="north", body="schools")
    assert visibility._about_forecast(forecast) == of_unit


@pytest.mark.parametrize(
    ("kind", "code", "asked"),
    [
        ("unit", "north", (f"{SPENT}:read_published", frame("north", "schools", "north"))),
        ("committee", "schools", (f"{HEARD}:read_published", frame("schools", "schools"))),
    ],
)
def test_what_was_carried_over_is_seen_with_the_frame_of_its_place(kind: str, code: str, asked: tuple[str, Resource]):
    row: Any = SimpleNamespace(kind=kind, code=code, body="schools")
    assert visibility._about_carried(row) == asked


ASKING: Any = object()
PREPARES, HEARS = "frame_per_committee:prepare", "frame_per_committee:consult"
PREPARES_OWN, HEARS_OWN = "committee_goals_and_plan:prepare", "committee_goals_and_plan:consult"


@pytest.fixture
def holds(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whoever asks has these rights and no others."""

    def having(*rights: tuple[str, Resource]) -> None:
        monkeypatch.setattr(actions, "may", lambda asking, *asked: asking is ASKING and asked in rights)

    return having


@pytest.mark.parametrize(
    ("action", "is_council", "proposes", "is_heard"),
    [
        (PREPARES, True, True, True),
        (HEARS, True, False, True),
        (PREPARES_OWN, True, False, False),
        (HEARS_OWN, True, False, False),
        (PREPARES_OWN, False, True, True),
        (HEARS_OWN, False, False, True),
        (PREPARES, False, False, False),
        (HEARS, False, False, False),
    ],
)
def test_whoever_prepares_a_budget_or_is_to_be_heard_describes_its_consequences(
    holds: Any, action: str, is_council: bool, proposes: bool, is_heard: bool
):
    holds((action, frame("schools", None if is_council else "schools")))
    assert actions.may_propose(ASKING, "schools", is_council=is_council) is proposes
    assert actions.may_be_heard(ASKING, "schools", is_council=is_council) is is_heard
    assert not actions.may_be_heard(ASKING, "social", is_council=False)


@pytest.mark.parametrize(("is_council", "row"), [(True, HEARD), (False, SPENT)])
def test_a_decided_budget_is_entered_by_the_right_of_its_row(holds: Any, is_council: bool, row: str):
    holds((f"{row}:execute", actions.entered("schools")))
    assert actions.may_enter(ASKING, "schools", is_council=is_council)
    assert not actions.may_enter(ASKING, "schools", is_council=not is_council)


@pytest.mark.parametrize(
    ("department", "above", "sees"),
    [
        ("education", False, True),
        ("education", True, True),
        ("care", False, True),
        ("-", True, True),
        ("-", False, True),
        ("culture", False, False),
    ],
)
def test_moves_are_seen_by_whoever_sees_those_of_one_of_the_departments_or_between_them(
    holds: Any, department: str, above: bool, sees: bool
):
    matter = Resource("unit_move", "schools", "schools", department, above_limit=above)
    holds(("move_money_between_units:read", matter))
    assert actions.may_see_moves(ASKING, body="schools", departments=["education", "care"]) is sees
    assert not actions.may_see_moves(ASKING, body="social", departments=["education", "care"])
