"""What a rule's answers have become between two days: for the worse, for the better, answered or answered no more."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.findings import Status

WEIGHT = {Status.BREACH: 2, Status.ATTENTION: 1}
"""How much an answer asks of somebody; what is followed, ensured or does not apply asks nothing."""


class Change(StrEnum):
    """What has happened to an answer."""

    WORSE = "worse"
    LOST = "lost"
    ANSWERED = "answered"
    BETTER = "better"
    OTHER = "other"
    NEW = "new"


def change_of(before: str, after: str) -> Change:
    """From one answer to another. That nothing is known any more is no recovery, and a first answer is neither.

    Without an answer before, and with one that was not assessed, it is answered now. What was not asked before, and
    cannot be assessed now either, has lost nothing: it is new.
    """
    if not before and after == Status.NOT_ASSESSED:
        return Change.NEW
    if after == Status.NOT_ASSESSED:
        return Change.LOST
    if before in ("", Status.NOT_ASSESSED):
        return Change.ANSWERED
    was, now = (WEIGHT.get(Status(each), 0) for each in (before, after))
    if was == now:
        return Change.OTHER
    return Change.WORSE if now > was else Change.BETTER
