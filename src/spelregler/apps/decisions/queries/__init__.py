"""What political bodies had decided, asked for and been asked by a day."""

from __future__ import annotations

from spelregler.apps.decisions.queries.assignments import (
    PER_PAGE,
    AssignmentRow,
    DecisionPage,
    DecisionRow,
    assignment_by_pk,
    assignment_row,
    assignment_rows,
    assignments_by_body,
    decided_of_kind,
    decision_by_pk,
    decision_row,
    decisions_list,
    last_decided,
    last_of_kind,
    open_assignments,
    open_assignments_near,
    reported_to,
)

__all__ = [
    "PER_PAGE",
    "AssignmentRow",
    "DecisionPage",
    "DecisionRow",
    "assignment_by_pk",
    "assignment_row",
    "assignment_rows",
    "assignments_by_body",
    "decided_of_kind",
    "decision_by_pk",
    "decision_row",
    "decisions_list",
    "last_decided",
    "last_of_kind",
    "open_assignments",
    "open_assignments_near",
    "reported_to",
]
