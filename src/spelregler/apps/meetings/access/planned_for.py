"""The bodies that the acting role plans meetings for."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import must
from spelregler.apps.acting.visibility import Door
from spelregler.apps.meetings.access.rights import ANY, Action, meetings_of
from spelregler.apps.meetings.queries.calendar import meeting_bodies
from spelregler.apps.organisation.models import Body

PLANNED_FOR: Door[Body] = Door(asks=lambda body: (Action.PLAN, meetings_of(body.code)))
"""Whose meetings a role may plan."""


def must_plan_somewhere(acting_role: ActingRole) -> list[Body]:
    """The bodies today that the role plans for; whoever plans for none is refused with the rule. One query."""
    found = PLANNED_FOR.let_through(acting_role, meeting_bodies(as_of=acting_role.today))
    if not found:
        must(acting_role, Action.PLAN, meetings_of(ANY))
    return found
