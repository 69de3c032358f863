"""The actions of this room, and the matters that they are asked about."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done so that everybody knows the policy; reading how it goes is as open as the answers."""

    INFORM_UNIT = "unit_information:execute"
    TRAIN_BODY = "body_training:execute"
    ANSWER_CHECK = "body_training:answer"
    SIGN = "policy_reading:sign"
    SEE_AUDIENCES = "policy_audience:read"


AUDIENCES = Resource(kind="policy_audience", id="all")
"""How far all of it has come."""


def own_reading(person: str) -> Resource:
    """What somebody has read, which only they say."""
    return Resource(kind="policy_reading", id=person, owner_person=person)


def training_matter(code: str) -> Resource:
    """A body's training, which the secretary records for every body, as introductions."""
    return Resource(kind="committee", id=code, subject="bodies")


def own_matter(code: str) -> Resource:
    """A body's own self-check, which its presidium answers for."""
    return Resource(kind="committee", id=code, body=code)


def may_answer(acting_role: ActingRole, code: str) -> bool:
    """Whether the role enters the body's self-check: as its presidium, or as the secretary of every body."""
    return any(may(acting_role, Action.ANSWER_CHECK, each) for each in (training_matter(code), own_matter(code)))


def must_answer(acting_role: ActingRole, code: str) -> None:
    """Refuse, with the rule and the right way, whoever may not enter the body's self-check."""
    if not may_answer(acting_role, code):
        must(acting_role, Action.ANSWER_CHECK, own_matter(code))
