"""Who marks decisions for a talk with the presidium, and who sees that they are marked."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of, may
from spelregler.apps.acting.visibility import Door, Question
from spelregler.apps.decisions.access.actions import Action
from spelregler.apps.decisions.models import HowFlag
from spelregler.domain.roles import Resource
from spelregler.platform import access


def flag_matter(body: str) -> Resource:
    """What is marked of a body's decisions. It is open to nobody but those whom it concerns."""
    return Resource(kind="how_flag", id=body, body=body)


def _flag(row: HowFlag) -> Question:
    return Action.READ_FLAG, flag_matter(row.decision.body.code)


FLAG = Door[HowFlag](asks=_flag)
"""A mark: the body's presidium, and those who mark."""


def reads_flags(acting_role: ActingRole) -> bool:
    """Whether the role reads marks at all: those of its own body, or every body's."""
    return may(acting_role, Action.READ_FLAG, flag_matter(acting_role.body))


def rule_of_flags(acting_role: ActingRole) -> str:
    """The clause that the right to read marks rests on, by the package; empty for whoever has none."""
    matter = flag_matter(acting_role.body)
    told = access.ask(actor=actor_of(acting_role), action=Action.READ_FLAG, resource=matter, today=acting_role.today)
    return told.clause if told.allowed else ""
