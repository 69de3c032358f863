"""The actions of this room, as the package's role rules name them, and what they are asked about."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.decisions.queries import AssignmentRow
from spelregler.apps.decisions.queries.carrying_out import PassedOn
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with decisions, political assignments and members' questions."""

    ENTER_ASSIGNMENT = "political_assignment:execute"
    REPORT_BACK = "assignment_report:execute"
    TO_UNIT = "assignment_to_unit_or_employee:decide"
    REPORT_FROM_UNIT = "political_assignment:contribute"
    ASK = "member_question:execute"
    ANSWER_QUESTION = "member_question:answer"
    FLAG = "how_flag:execute"
    READ_FLAG = "how_flag:read"


ENTERED = Resource(kind="assignment", id="new", subject="minutes", published=True)
"""A decision or an assignment on its way from the minutes into the register."""


def own_assignments(acting_role: ActingRole) -> Resource:
    """What has been assigned to the acting role, whichever it is: whether it carries out assignments at all."""
    return Resource(
        kind="assignment",
        id="own",
        department=acting_role.department or None,
        addressee_role=acting_role.role,
        published=True,
    )


def reported(row: AssignmentRow) -> Resource:
    """An assignment on its way back to the body that gave it; only its addressee's."""
    return Resource(
        kind="assignment",
        id=str(row.pk),
        body=row.body,
        department=row.department or None,
        addressee_role=POST_ROLES.get(row.addressee_kind, ""),
        published=True,
    )


def passed_on_from(row: AssignmentRow) -> Resource:
    """An assignment's part on its way to a unit of the department that it was given to."""
    return Resource(
        kind="assignment",
        id=f"{row.pk}-passed-on",
        body=row.body,
        department=row.department or None,
        addressee_role=POST_ROLES["unit_manager"],
    )


def at_unit(row: PassedOn) -> Resource:
    """What a unit has been asked for; only its manager's to report."""
    return Resource(
        kind="assignment",
        id=f"{row.assignment}-passed-on-{row.pk}",
        body=row.body,
        department=row.department or None,
        unit=row.unit or None,
        addressee_role=POST_ROLES.get(row.addressee_kind, ""),
    )


def own_unit_assignments(acting_role: ActingRole) -> Resource:
    """What the acting role's unit has been asked for: whether the role reports such at all."""
    return Resource(
        kind="assignment",
        id="own-unit",
        department=acting_role.department or None,
        unit=acting_role.unit or None,
        addressee_role=acting_role.role,
    )
