"""Which political assignments the acting role sees. A decision itself stands in the minutes, which are open to all."""

from __future__ import annotations

from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.decisions.queries import AssignmentRow
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource


def _assignment(row: AssignmentRow) -> Question:
    role = POST_ROLES.get(row.addressee_kind, "")
    matter = Resource(kind="assignment", id=str(row.pk), body=row.body, addressee_role=role, published=True)
    return reading("political_assignment", matter)


ASSIGNMENT = Door(asks=_assignment)
"""An assignment given by a decision in the minutes, and how it goes (MR-23, MR-29)."""
