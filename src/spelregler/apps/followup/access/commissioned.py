"""Who enters what a body has evaluated, who hands it in, and who reads its file (MR-21)."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with evaluations that bodies commission."""

    ENTER = "commissioned_evaluation:execute"
    HAND_IN = "commissioned_evaluation:prepare"
    READ_FILE = "commissioned_evaluation:read"


def matter_of(body: str) -> Resource:
    """An evaluation that the body with the code has commissioned."""
    return Resource(kind="commissioned_evaluation", id=body, body=body)


def may_do(acting_role: ActingRole, action: Action, body: str) -> bool:
    """Whether the role may do so for the body, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, action, matter_of(body))


def may_read_file(acting_role: ActingRole, body: str) -> bool:
    """Whether the role saves what was handed in to the body."""
    return may(acting_role, Action.READ_FILE, matter_of(body))


def must_do(acting_role: ActingRole, action: Action, body: str) -> None:
    """Refuse, with the rule and the right way, whoever may not do so for the body."""
    must(acting_role, action, matter_of(body))
