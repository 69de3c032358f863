"""The actions of this room, and the matters that they are asked about."""

from __future__ import annotations

from enum import StrEnum

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
