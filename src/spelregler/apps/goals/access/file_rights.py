"""Who may bring in what by file: each row is asked about as the page for it would ask."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must, unit_matter
from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.access.definition_rights import DEFINE, matter_of_new, matters, matters_by_post
from spelregler.apps.goals.files.dry_run import RowRefused
from spelregler.apps.goals.files.plan_lookups import DECISION, Values
from spelregler.apps.goals.files.plan_table import ACTION, INDICATOR, TARGET
from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.goals.queries.ownership import DECIDE_PLAN, DECIDE_UNIT
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError, Refused

PREPARE_COUNCIL, PREPARE_COMMITTEE = GoalAction.PREPARE_COUNCIL, GoalAction.PREPARE_COMMITTEE
COUNCILS = Resource(kind="plan", id="council")


def own_plan(acting_role: ActingRole) -> Resource:
    """The plan of the role's own body, which it prepares."""
    role_assignment = acting_role.role_assignment
    return Resource(
        kind="plan", id="file", body=role_assignment.body or None, department=role_assignment.department or None
    )


def may_bring(acting_role: ActingRole) -> bool:
    """Whether the page of files is offered at all."""
    return may(acting_role, GoalAction.WORK_WITH_TABLE, own_plan(acting_role))


def must_bring(acting_role: ActingRole) -> None:
    """Refuse with the rule whoever does not work with the plan as a table; each row is asked about by itself."""
    must(acting_role, GoalAction.WORK_WITH_TABLE, own_plan(acting_role))


def asker(acting_role: ActingRole) -> Callable[[Values, Values | None], DomainError | None]:
    """Asks the role rules about each row of a plan. The places are read once, not per row."""
    places = {place.code: place for place in unit_places(as_of=acting_role.today)}
    heads = {each.code: each.body for each in departments(as_of=acting_role.today)}
    of_body = {body: code for code, body in heads.items()}
    goals = {
        code: (level, body or "", unit or "")
        for code, level, body, unit in Goal.objects.values_list("code", "level", "body__code", "unit__code")
    }

    defined = matters(Indicator.objects.all(), as_of=acting_role.today)
    by_post = matters_by_post(as_of=acting_role.today)

    def ask(after: Values, before: Values | None) -> DomainError | None:
        if any(after[name] != (before or after)[name] or (before is None and after[name]) for name in DECISION):
            return _secretarys_work()
        action, matter = _matter(after, places, heads, of_body, goals, defined, by_post)
        try:
            must(acting_role, action, matter)
        except Refused as refused:
            return refused
        return None

    return ask


def _matter(
    row: Values,
    places: Mapping[str, UnitPlace],
    heads: Mapping[str, str],
    of_body: Mapping[str, str],
    goals: Mapping[str, tuple[str, str, str]],
    defined: Mapping[str, Resource],
    by_post: Mapping[str, Resource],
) -> tuple[str, Resource]:
    """Which row of the matrix a row of the file is, and whose matter."""
    if row["kind"] == INDICATOR:
        # Without a post, or with one that is not there, it is the whole municipality's.
        return DEFINE, defined.get(row["code"]) or by_post.get(row["owner"], matter_of_new(body="", department=""))
    level, body, unit = row["level"], row["body"], row["unit"]
    if row["kind"] == TARGET:
        level, body, unit = goals.get(row["code"], (Goal.Level.MUNICIPAL, "", ""))
    place = places.get(unit)
    if place is not None:
        decided_at = "unit" if place.manager else "department"
        return DECIDE_UNIT, unit_matter(place, decided_at=decided_at)
    if row["kind"] == ACTION:
        department = row["department"]
        return DECIDE_PLAN, _of(heads.get(department, ""), department)
    if level == Goal.Level.MUNICIPAL:
        return PREPARE_COUNCIL, COUNCILS
    return PREPARE_COMMITTEE, _of(body, of_body.get(body, ""))


def _of(body: str, department: str) -> Resource:
    said: dict[str, Any] = {"body": body or None, "department": department or None}
    return Resource(kind="plan", id=department or body or "all", **said)


def _secretarys_work() -> DomainError:
    return RowRefused(
        Words("That a goal is decided is entered by the secretary from the minutes, not by whoever prepares it."),
        clause="MR-17",
        way=Words("Leave the three cells of the decision as they are."),
    )
