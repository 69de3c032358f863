"""Whose matter a goal, an action or a row of a file is: built from the thing alone, never from who asks."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest

from spelregler.apps.goals.access import definition_rights, file_rights
from spelregler.apps.goals.access.visibility import _Ground
from spelregler.apps.goals.files.plan_lookups import DECISION
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.ownership import Offered
from spelregler.apps.goals.queries.thread import ActionNode, GoalNode
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import Refused


def place(code: str, *, manager: str = "") -> UnitPlace:
    return UnitPlace(code, code, "education", "Utbildning", "schools", "", manager, "")


NORTH, SOUTH = place("north", manager="Bo"), place("south")
PLACES = {"north": NORTH, "south": SOUTH}
BODIES = {"education": "schools", "care": "social"}


def of_unit(code: str, **more: Any) -> Resource:
    return Resource("unit", code, "schools", "education", code, **more)


OF_SOCIAL = Resource("plan", "care", "social", "care")
OF_SOCIAL = Resource("plan", "care", "social", "care")
DEFINED = Resource("indicator", "known", "schools", "education")
OF_POST = Resource("indicator", "new", "social", "care")
COUNCIL, COMMITTEE = "vision_council_goals_and_budget:prepare", "committee_goals_and_plan:prepare"
UNIT, ACTIONS, DEFINE = "unit_goals_and_plan:decide", "action_plan:decide", "indicator_definition:execute"


@pytest.mark.parametrize(
    ("row", "action", "matter"),
    [
        # An indicator that is there; a new one, by the post that will answer for it; one that nobody answers for.
        ({"kind": "indicator", "code": "known", "owner": "post"}, DEFINE, DEFINED),
        ({"kind": "indicator", "code": "new", "owner": "post"}, DEFINE, OF_POST),
        ({"kind": "indicator", "code": "new", "owner": ""}, DEFINE, Resource("indicator", "new")),
        ({"kind": "indicator", "code": "new", "owner": "gone"}, DEFINE, Resource("indicator", "new")),
        # A goal of each level. A unit without a manager of its own is decided over in its department.
        ({"kind": "goal", "level": "municipal"}, COUNCIL, Resource("plan", "council")),
        ({"kind": "goal", "level": "committee", "body": "social"}, COMMITTEE, OF_SOCIAL),
        ({"kind": "goal", "level": "committee", "body": "alone"}, COMMITTEE, Resource("plan", "alone", "alone")),
        ({"kind": "goal", "level": "committee"}, COMMITTEE, Resource("plan", "all")),
        ({"kind": "goal", "level": "unit", "unit": "north"}, UNIT, of_unit("north", decided_at="unit")),
        ({"kind": "goal", "level": "unit", "unit": "south"}, UNIT, of_unit("south", decided_at="department")),
        # A target is its goal's; one of a goal that is not there is the council's.
        ({"kind": "target", "code": "of-north"}, UNIT, of_unit("north", decided_at="unit")),
        ({"kind": "target", "code": "of-social"}, COMMITTEE, OF_SOCIAL),
        ({"kind": "target", "code": "of-council"}, COUNCIL, Resource("plan", "council")),
        ({"kind": "target", "code": "gone", "level": "unit", "unit": "north"}, COUNCIL, Resource("plan", "council")),
        # An action is its unit's, or its department's.
        ({"kind": "action", "unit": "north", "department": "care"}, UNIT, of_unit("north", decided_at="unit")),
        ({"kind": "action", "department": "care"}, ACTIONS, Resource("plan", "care", "social", "care")),
        ({"kind": "action", "department": "new"}, ACTIONS, Resource("plan", "new", None, "new")),
    ],
)  # fmt: skip
def test_a_row_of_a_file_is_asked_about_as_its_page_would(row: dict[str, str], action: str, matter: Resource):
    said = dict.fromkeys(("code", "owner", "level", "body", "unit", "department"), "") | row
    goals = {
        "of-north": ("unit", "", "north"),
        "of-social": ("committee", "social", ""),
        "of-council": ("municipal", "", ""),
    }
    of_body = {body: code for code, body in BODIES.items()}
    asked = file_rights._matter(said, PLACES, BODIES, of_body, goals, {"known": DEFINED}, {"post": OF_POST})
    assert asked == (action, matter)


GROUND = _Ground(PLACES, BODIES, planned=frozenset({("education", "north"), ("care", "")}))


def goal(level: str, owner: str, *, is_decided: bool) -> GoalNode:
    return cast("GoalNode", SimpleNamespace(code="g", level=level, owner=owner, is_decided=is_decided))


@pytest.mark.parametrize("is_decided", [True, False])
@pytest.mark.parametrize(
    ("level", "owner", "row", "matter"),
    [
        ("municipal", "kf", "vision_council_goals_and_budget", Resource("goal", "g")),
        ("committee", "schools", "committee_goals_and_plan", Resource("goal", "g", "schools")),
        ("unit", "north", "unit_goals_and_plan", of_unit("north")),
        ("unit", "closed", "unit_goals_and_plan", Resource("unit", "closed", unit="closed")),
    ],
)
def test_a_goal_is_open_once_it_is_decided(level: str, owner: str, row: str, matter: Resource, is_decided: bool):
    action, asked = GROUND.about_goal(goal(level, owner, is_decided=is_decided))
    assert action == f"{row}:{'read_published' if is_decided else 'read'}"
    assert (asked.kind, asked.id, asked.body, asked.department, asked.unit) == (
        *(matter.kind, matter.id, matter.body, matter.department, matter.unit),
    )
    assert asked.published is is_decided


@pytest.mark.parametrize(
    ("unit", "department", "is_open", "matter"),
    [
        ("north", "education", True, of_unit("north", published=True)),
        ("south", "education", False, of_unit("south")),
        ("", "education", False, Resource("plan", "education", "schools", "education")),
        ("", "care", True, Resource("plan", "care", "social", "care", published=True)),
        # A unit without a plan of its own stands in its department's.
        ("home", "care", True, Resource("unit", "home", unit="home", published=True)),
        ("", "closed", False, Resource("plan", "closed", None, "closed")),
    ],
)
def test_an_action_is_open_once_its_units_plan_or_its_departments_is_decided(
    unit: str, department: str, is_open: bool, matter: Resource
):
    action = cast("ActionNode", SimpleNamespace(unit=unit, department=department))
    asked = f"action_plan:{'read_published' if is_open else 'read'}", matter
    assert GROUND.about_action(action) == asked
    assert GROUND.about_plan(unit=unit, department=department) == asked


@pytest.mark.parametrize(
    ("body", "department", "matter"),
    [
        ("schools", "education", Resource("indicator", "new", "schools", "education")),
        ("", "education", Resource("indicator", "new", None, "education")),
        ("", "", Resource("indicator", "new")),
    ],
)
def test_a_new_indicator_belongs_to_the_department_of_its_post(body: str, department: str, matter: Resource):
    assert definition_rights.matter_of_new(body=body, department=department) == matter


DAY, EARLIER = date(2026, 11, 2), date(2026, 11, 1)


def asking(**more: Any) -> Any:
    said = {"body": "schools", "department": "education", "is_central": False, "as_of": DAY, "today": DAY} | more
    return SimpleNamespace(**said, role_assignment=SimpleNamespace(body=said["body"], department=said["department"]))


@pytest.mark.parametrize(
    ("body", "department", "of"),
    [("schools", "education", ("schools", "education")), ("kf", "", ("kf", None)), ("", "", (None, None))],
)
def test_the_role_is_asked_about_in_its_own_department(body: str, department: str, of: tuple[str | None, str | None]):
    role = asking(body=body, department=department)
    assert definition_rights.own_matter(role) == Resource("indicator", "new", *of)
    assert file_rights.own_plan(role) == Resource("plan", "file", *of)


OTHERS = Resource("indicator", "theirs", "social", "care")


@pytest.fixture
def defines(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Whoever asks defines the indicators of these matters and no others."""

    def having(*matters: Resource) -> None:
        def may(asking: Any, action: str, matter: Resource) -> bool:
            return asking.today == DAY and action == DEFINE and matter in matters

        def must(asking: Any, action: str, matter: Resource) -> None:
            if not may(asking, action, matter):
                raise Refused(Words("Not {id}.", id=matter.id))

        monkeypatch.setattr(definition_rights, "may", may)
        monkeypatch.setattr(definition_rights, "must", must)

    return having


def test_what_an_indicator_means_is_said_today_only(defines: Any):
    defines(DEFINED)
    assert definition_rights.may_define(asking(), DEFINED)
    assert not definition_rights.may_define(asking(), OTHERS)
    assert not definition_rights.may_define(asking(as_of=EARLIER), DEFINED)


def test_why_not_is_told_to_whoever_defines_others_and_to_nobody_else(defines: Any):
    defines(DEFINED, definition_rights.own_matter(asking()))
    refused = definition_rights.why_not(asking(), OTHERS)
    assert refused is not None
    assert "theirs" in str(refused)
    assert definition_rights.why_not(asking(), DEFINED) is None
    assert definition_rights.why_not(asking(as_of=EARLIER), OTHERS) is None
    defines(DEFINED)
    assert definition_rights.why_not(asking(), OTHERS) is None


@pytest.mark.parametrize(
    ("role", "posts"),
    [
        (asking(), ["head"]),
        (asking(is_central=True), ["head", "carer"]),
        (asking(department=""), ["head", "carer"]),
        (asking(department="culture"), []),
    ],
)
def test_a_post_that_somebody_holds_near_the_role_may_answer_for_an_indicator(
    monkeypatch: pytest.MonkeyPatch, role: Any, posts: list[str]
):
    held = [
        SimpleNamespace(code="head", holder="Eva", department="education"),
        SimpleNamespace(code="carer", holder="Kim", department="care"),
    ]
    monkeypatch.setattr(
        definition_rights,
        "posts_offered",
        lambda _near, *, as_of, **_sought: Offered(tuple(held) if as_of == DAY else ()),
    )
    assert [post.code for post in definition_rights.near_posts(role).posts] == posts


DECIDED = {"decision_body": "kf", "decided_on": "2026-05-01", "paragraph": "1"}


@pytest.mark.parametrize(
    ("after", "before", "refused"),
    [
        ({}, None, None),
        ({}, {}, None),
        (DECIDED, DECIDED, None),
        # The three cells of the decision are the secretary's, whoever's row it is.
        (DECIDED, None, "MR-17"),
        (DECIDED, {}, "MR-17"),
        ({}, DECIDED, "MR-17"),
        ({**DECIDED, "paragraph": "2"}, DECIDED, "MR-17"),
        # Somebody else's row is refused by the rule of its page.
        ({"unit": "south"}, None, "the rule"),
        ({"unit": "south"}, {"unit": "south"}, "the rule"),
    ],
)
def test_a_row_is_refused_where_it_decides_or_is_anothers(
    monkeypatch: pytest.MonkeyPatch, after: dict[str, str], before: dict[str, str] | None, refused: str | None
):
    row = dict.fromkeys((*DECISION, "code", "owner", "level", "body", "unit", "department"), "")
    row |= {"kind": "goal", "level": "unit", "unit": "north"}

    def must(asking: Any, action: str, matter: Resource) -> None:
        if (action, matter) != (UNIT, of_unit("north", decided_at="unit")):
            raise Refused(Words("Not {id}.", id=matter.id), clause="the rule")

    monkeypatch.setattr(file_rights, "must", must)
    monkeypatch.setattr(file_rights, "unit_places", lambda *, as_of: PLACES.values() if as_of == DAY else [])
    monkeypatch.setattr(file_rights, "departments", lambda *, as_of: [])
    monkeypatch.setattr(file_rights, "matters", lambda indicators, *, as_of: {})
    monkeypatch.setattr(file_rights, "matters_by_post", lambda *, as_of: {})
    nothing: Any = SimpleNamespace(objects=SimpleNamespace(all=list, values_list=lambda *_: []))
    monkeypatch.setattr(file_rights, "Goal", SimpleNamespace(objects=nothing.objects, Level=Goal.Level))
    monkeypatch.setattr(file_rights, "Indicator", nothing)
    told = file_rights.asker(asking())(row | after, None if before is None else row | before)
    assert (told.clause if told else None) == refused


def test_that_a_goal_is_decided_is_the_secretarys_work_by_its_clause():
    assert file_rights._secretarys_work().clause == "MR-17"


def test_a_definition_belongs_to_the_department_of_its_post_and_concerns_whoever_reported(
    monkeypatch: pytest.MonkeyPatch,
):
    held = {1: SimpleNamespace(department="education"), 2: SimpleNamespace(department="alone")}
    monkeypatch.setattr(definition_rights, "posts_held", lambda *, as_of, **_which: held)
    heads = [SimpleNamespace(code="education", body="schools"), SimpleNamespace(code="alone", body="")]
    monkeypatch.setattr(definition_rights, "departments", lambda *, as_of: heads)
    monkeypatch.setattr(
        definition_rights, "reporters", lambda keys: {11: frozenset({"Bo"})} if 11 in list(keys) else {}
    )
    owners = {"owned": (11, 1), "alone": (12, 2), "gone": (13, 3), "nobodys": (14, None)}
    indicators: Any = [SimpleNamespace(code=code, pk=pk, owner_id=owner) for code, (pk, owner) in owners.items()]
    assert definition_rights.matters(iter(indicators), as_of=DAY) == {
        "owned": Resource("indicator", "owned", "schools", "education", concerned=frozenset({"Bo"})),
        "alone": Resource("indicator", "alone", None, "alone"),
        "gone": Resource("indicator", "gone"),
        "nobodys": Resource("indicator", "nobodys"),
    }
