"""The check of this room: political assignments go the right way."""

from __future__ import annotations

from spelregler.apps.decisions.queries import assignments_by_body
from spelregler.apps.organisation.queries import POST_ROLES
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.decisions import BodyAssignments, PoliticalAssignment, judge_assignments_addressed
from spelregler.domain.findings import Scope


def load_assignments(load: Load) -> list[BodyAssignments]:
    """Each political body on the day with the assignments it had given by then, from the start day; two queries."""
    return [
        BodyAssignments(
            body=Scope("committee", body.code, body.name),
            assignments=tuple(
                PoliticalAssignment(
                    name=row.text, decided_on=row.decided_on, addressee=POST_ROLES.get(row.addressee_kind, "")
                )
                for row in rows
                if row.decided_on == later_of(row.decided_on, load.counts_from)
            ),
        )
        for body, rows in assignments_by_body(as_of=load.as_of)
    ]


registry.register(
    Check(
        name="decisions.assignments_addressed",
        title_sv="Uppdrag går genom kommunchef och förvaltningschef",
        title_en="Assignments go through the chief executive and the department heads",
        formula_sv="Uppdrag från politiska organ till annan mottagare än kommunchef eller förvaltningschef = 0.",
        formula_en="Assignments from political bodies to anyone but the chief executive or a department head = 0.",
        scope_kinds=("committee",),
        load=load_assignments,
        judge=judge_assignments_addressed,
    )
)
