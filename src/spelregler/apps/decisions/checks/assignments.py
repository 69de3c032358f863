"""The checks of this room: political assignments go the right way, are carried out, and their effect is told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spelregler.apps.decisions.models import Decision, PartReport
from spelregler.apps.decisions.queries import AssignmentRow, assignments_by_body, last_of_kind
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.decisions import (
    AssignmentsExecuted,
    BodyAssignments,
    PoliticalAssignment,
    judge_assignments_addressed,
    judge_assignments_executed,
)
from spelregler.domain.effects import EffectKnown, judge_effect_known
from spelregler.domain.findings import Scope
from spelregler.domain.words import Words
from spelregler.platform.touching import belongs

# A decision counts for a unit from when a goal, a frame or a forecast points at it.
belongs(Decision, alone_is_nothing=True)
# How an assignment goes is told to the body that gave it, and judges no unit.
belongs(PartReport)

ASSIGNMENTS = (
    *("decisions.assignment", "decisions.laterday", "decisions.partreport", "decisions.decision"),
    *("organisation.body", "organisation.department", "organisation.post"),
)
"""What was ordered, by whom and of whom."""


def load_assignments(load: Load) -> list[BodyAssignments]:
    """Each political body on the day with the assignments it had given by then, from the start day; four queries."""
    return _load(load, counts=lambda row: row.decided_on)


def load_due_assignments(load: Load) -> list[BodyAssignments]:
    """The same, with those given before the start day whose last day lies after it (ADR 30)."""
    return _load(load, counts=lambda row: row.due_on)


def _load(load: Load, *, counts: Callable[[AssignmentRow], date]) -> list[BodyAssignments]:
    gone_through = load.once(last_of_kind, kind=Decision.Kind.OPEN_ASSIGNMENTS)
    return [
        BodyAssignments(
            body=Scope("committee", body.code, body.name),
            assignments=tuple(_fact(row) for row in rows if counts(row) == later_of(counts(row), load.counts_from)),
            gone_through_on=gone_through.get(body.code),
        )
        for body, rows in load.once(assignments_by_body)
    ]


def _fact(row: AssignmentRow) -> PoliticalAssignment:
    return PoliticalAssignment(
        name=row.text,
        decided_on=row.decided_on,
        addressee=POST_ROLES.get(row.addressee_kind, ""),
        due_on=row.due_on,
        reported_on=row.reported_on,
        has_result=bool(row.result),
        has_effect=bool(row.effect),
    )


registry.register(
    Check(
        name="decisions.assignments_addressed",
        title=Words("Assignments go through the chief executive and the department heads"),
        formula=Words("Assignments from political bodies to anyone but the chief executive or a department head = 0."),
        scope_kinds=("committee",),
        load=load_assignments,
        judge=judge_assignments_addressed,
        reads=ASSIGNMENTS,
    )
)
registry.register(
    Check(
        name="decisions.assignments_executed",
        title=Words("Assignments are done in time"),
        formula=Words(
            "Assignments past their day, not reported back and without another day from the body that "
            "gave them = 0, and the body has gone through its open ones within the days that the times a "
            "year give."
        ),
        scope_kinds=("committee",),
        load=load_due_assignments,
        judge=judge_assignments_executed,
        reads=ASSIGNMENTS,
        parameters=AssignmentsExecuted,
    )
)
registry.register(
    Check(
        name="decisions.effect_known",
        title=Words("The effect of the assignments is known"),
        formula=Words(
            "Assignments reported back with result and effect / assignments reported back = 100%, within the days."
        ),
        scope_kinds=("committee",),
        load=load_due_assignments,
        judge=judge_effect_known,
        reads=ASSIGNMENTS,
        parameters=EffectKnown,
    )
)
