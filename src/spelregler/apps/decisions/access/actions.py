"""The actions of this room, as the package's role rules name them, and what they are asked about."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.decisions.queries import AssignmentRow
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with decisions and political assignments."""

    ENTER_ASSIGNMENT = "political_assignment:execute"
    REPORT_BACK = "political_assignment:execute"


ENTERED = Resource(kind="assignment", id="new", subject="minutes", published=True)
"""A decision or an assignment on its way from the minutes into the register."""


def reported(row: AssignmentRow) -> Resource:
    """An assignment on its way back to the body that gave it; only its addressee's."""
    return Resource(
        kind="assignment",
        id=str(row.pk),
        body=row.body,
        department=row.department or None,
        addressee_role=POST_ROLES.get(row.addressee_kind, ""),
        subject="report",
        published=True,
    )
