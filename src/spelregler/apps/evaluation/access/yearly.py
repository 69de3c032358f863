"""The actions of a body's yearly evaluation and of the account, and the matters that they are asked about (ADR 72)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.evaluation import SIDES, Side
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done; one that is decided, and an account that is handed over, everybody reads."""

    PREPARE = "yearly_evaluation:prepare"
    ANSWER = "yearly_evaluation:answer"
    ENTER = "yearly_evaluation:execute"
    READ = "yearly_evaluation:read"
    PREPARE_ACCOUNT = "evaluation_account:prepare"
    ENTER_ACCOUNT = "evaluation_account:execute"
    READ_ACCOUNT = "evaluation_account:read"


BODY = "body"
"""Whose part it is that the body answers itself."""


def evaluation_of(acting_role: ActingRole, body: str, *, part: str = "") -> Resource:
    """A body's evaluation, or a part of it; with the acting role's own department where it answers to the body."""
    own = {each.code: each.body for each in departments(as_of=acting_role.as_of)}
    department = acting_role.department if own.get(acting_role.department) == body and part != BODY else None
    return Resource(kind="yearly_evaluation", id=body, body=body, department=department, subject=part)


def account_of(board: str) -> Resource:
    """The board's account."""
    return Resource(kind="evaluation_account", id=board, body=board)


@dataclass(frozen=True)
class Doing:
    """What the acting role may do with a body's evaluation; `side` is whose own part it writes, empty for none."""

    prepare: bool
    answer: bool
    enter: bool
    read: bool
    side: Side | None


def doing(acting_role: ActingRole, body: str) -> Doing:
    """As the rules say; nothing but reading in a picture of an earlier day. At most three queries in a request."""
    whole, is_now = evaluation_of(acting_role, body), acting_role.as_of == acting_role.today
    sides = (each for each in SIDES if may(acting_role, Action.ANSWER, evaluation_of(acting_role, body, part=each)))
    return Doing(
        prepare=is_now and may(acting_role, Action.PREPARE, whole),
        answer=is_now and may(acting_role, Action.ANSWER, evaluation_of(acting_role, body, part=BODY)),
        enter=is_now and may(acting_role, Action.ENTER, whole),
        read=may(acting_role, Action.READ, whole),
        side=next(sides, None) if is_now else None,
    )
