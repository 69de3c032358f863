"""Who records a body's dialogues. Reading them is as open as the answers that they give."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with dialogues."""

    RECORD = "body_dialogue:execute"


def registered_for(code: str) -> Resource:
    """A body's dialogue, which the secretary records for every body."""
    return Resource(kind="committee", id=code, subject="bodies")


def of_body(code: str) -> Resource:
    """A body's own dialogue, which its presidium records too."""
    return Resource(kind="committee", id=code, body=code)


def may_record(acting_role: ActingRole, code: str) -> bool:
    """Whether the role records for the body: as its presidium, or as the secretary of every body."""
    return any(may(acting_role, Action.RECORD, each) for each in (registered_for(code), of_body(code)))


def must_record(acting_role: ActingRole, code: str) -> None:
    """Refuse, with the rule and the right way, whoever may not record for the body."""
    if not may_record(acting_role, code):
        must(acting_role, Action.RECORD, of_body(code))
