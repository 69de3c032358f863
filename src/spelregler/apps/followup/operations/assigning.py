"""An assignment that a body gives by the same decision in which it values or follows up (MR-23)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.decisions.models import Assignment, Decision
from spelregler.apps.decisions.operations import give_assignment
from spelregler.apps.organisation.models import Post
from spelregler.platform.audit.operations import Who


@dataclass(frozen=True)
class AssignmentSaid:
    """What the body asks for where it acts: of whom, what, and by when."""

    addressee: Post
    text: str
    due_on: date


def given_by(decision: Decision, asked: AssignmentSaid | None, *, who: Who) -> Assignment | None:
    """The assignment that the decision gives, where the body asks for something.

    Refuses with `WrongAddressee` and `AssignmentRefused` one that cannot be given.
    """
    if asked is None:
        return None
    return give_assignment(
        decision=decision,
        addressee=asked.addressee,
        text=asked.text,
        intended_result="",
        due_on=asked.due_on,
        who=who,
    )
