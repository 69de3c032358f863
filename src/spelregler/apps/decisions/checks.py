"""The check of this room: political assignments go through the leading officials."""

from __future__ import annotations

from collections import defaultdict

from spelregler.apps.decisions import queries
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.decisions import BodyAssignments, PoliticalAssignment, judge_assignments_addressed
from spelregler.domain.findings import Scope


def load_assignments(load: Load) -> list[BodyAssignments]:
    """Every political body on the day and the assignments it had given by then; two queries."""
    given: dict[str, list[PoliticalAssignment]] = defaultdict(list)
    for row in queries.assignments_given(as_of=load.as_of):
        given[row.body_code].append(
            PoliticalAssignment(name=row.text, decided_on=row.decided_on, addressee=row.addressee_role)
        )
    return [
        BodyAssignments(body=Scope("committee", body.code, body.name), assignments=tuple(given[body.code]))
        for body in queries.political_bodies(as_of=load.as_of)
    ]


registry.register(
    Check(
        name="decisions.assignments_addressed",
        title_sv="Uppdrag går genom ledande tjänstepersoner",
        title_en="Assignments go through leading officials",
        formula_sv="Politiska uppdrag till någon annan än kommunchef eller förvaltningschef = 0.",
        formula_en="Political assignments to anybody but the chief executive or a department head = 0.",
        scope_kinds=("committee",),
        load=load_assignments,
        judge=judge_assignments_addressed,
    )
)
