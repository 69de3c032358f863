"""An occasion of the municipality's year is moved to another day."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.policy.models import MovedOccasion
from spelregler.domain.cycle import Occurrence
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class MoveRefused(DomainError):
    """An occasion that is still to come is moved within its year, with a reason."""

    code = "occasion-move-refused"


def move_occasion(*, occasion: Occurrence, to: date, reason: str, today: date, who: Who) -> MovedOccasion:
    """The municipality moves an occasion to another day of the year; each clock that runs towards it follows.

    The package's own day stays the occasion's name, so that its cases and calendars keep knowing it.

    Refuses with `MoveRefused` one that has passed, a day that has passed or lies in another year, the day that it has,
    and no reason.
    """
    if occasion.on < today:
        raise _refused(Words("The occasion has passed."), Words("What came late is told as late."))
    if to < today or to.year != occasion.planned_on.year:
        raise _refused(
            Words("An occasion is moved to a day to come, in the same year."), Words("Give another day."), "to"
        )
    if to == occasion.on:
        raise _refused(Words("The occasion is on that day already."), Words("Give another day."), "to")
    if not reason.strip():
        raise _refused(Words("The reason is missing."), Words("Write why the day is moved."), "reason")
    with transaction.atomic():
        rows = MovedOccasion.objects.select_for_update().filter(event=occasion.event.id, planned_on=occasion.planned_on)
        last = max((each.revision for each in rows), default=0)
        row = MovedOccasion(
            event=occasion.event.id,
            planned_on=occasion.planned_on,
            moved_to=to,
            reason=reason.strip(),
            revision=last + 1,
            recorded_on=today,
        )
        store(row, act="move-occasion", who=who)
    return row


def _refused(words: Bilingual, way: Bilingual, field: str = "") -> MoveRefused:
    return MoveRefused(words, way=way, field=field)
