"""The actions of this room, and the matters that they are asked about."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.apps.acting.visibility import Door
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with a body's internal control."""

    PREPARE = "internal_control_plan:prepare"
    ENTER = "internal_control_plan:execute"
    READ = "internal_control_plan:read"
    READ_DECIDED = "internal_control_plan:read_published"


def plan_matter(code: str, *, is_decided: bool = False) -> Resource:
    """A body's risks, plan and controls."""
    return Resource(kind="internal_control_plan", id=code, body=code, published=is_decided)


def minuted_matter(code: str) -> Resource:
    """A decision about it on its way from the minutes; one registry enters for every body."""
    return Resource(kind="internal_control_plan", id=code, subject="minutes", published=True)


def may_enter(acting_role: ActingRole, code: str) -> bool:
    """Whether the role enters what the body has decided."""
    return may(acting_role, Action.ENTER, minuted_matter(code))


def may_prepare(acting_role: ActingRole, code: str) -> bool:
    """Whether the role values risks, writes controls and records what they found."""
    return may(acting_role, Action.PREPARE, plan_matter(code))


PLAN = Door[Resource](asks=lambda matter: (Action.READ_DECIDED if matter.published else Action.READ, matter))
"""A plan: one that is decided is read by more than those who may read what is prepared."""


def may_read(acting_role: ActingRole, code: str, *, is_decided: bool) -> bool:
    """Whether the role reads the body's plan, decided or prepared: also whoever enters it, for whichever body."""
    return may_enter(acting_role, code) or bool(
        PLAN.let_through(acting_role, [plan_matter(code, is_decided=is_decided)])
    )


def must_read(acting_role: ActingRole, code: str, *, is_decided: bool) -> None:
    """Refuse, with the rule and the right way, whoever may not read the plan."""
    if not may_read(acting_role, code, is_decided=is_decided):
        must(acting_role, *PLAN.asks(plan_matter(code, is_decided=is_decided)))
