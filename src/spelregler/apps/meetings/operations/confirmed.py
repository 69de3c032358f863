"""Whoever has confirmed the minutes has confirmed them as they are: nothing in them is changed after that."""

from __future__ import annotations

from spelregler.apps.meetings.models import Adjustment, Attendance, Meeting
from spelregler.apps.meetings.operations.numbering import ParagraphRefused
from spelregler.apps.meetings.queries.agenda import STILL, adjusting
from spelregler.domain.words import Words


def adjusters_held(meeting: Meeting) -> list[Attendance]:
    """Those who adjust the minutes: the one who led, then those chosen, by their seats. One query."""
    rows = adjusting(meeting).select_related("membership__person", "meeting")
    return list(rows.order_by("-leads", "seat__number", "pk"))


def confirmation_of(attendance: Attendance) -> Adjustment | None:
    """What the adjuster has confirmed by, and not taken back. One query."""
    found: Adjustment | None = attendance.adjustments.filter(**STILL).first()
    return found


def refuse_confirmed(meeting: Meeting) -> None:
    """Minutes that somebody has confirmed stay as they are until the confirmation is taken back. One query.

    Refuses with `ParagraphRefused` those that somebody has confirmed.
    """
    rows = Adjustment.objects.filter(attendance__meeting=meeting, **STILL)
    found = rows.select_related("attendance__membership__person").order_by("pk").first()
    if found is not None:
        raise ParagraphRefused(
            Words("{name} has confirmed the minutes as they stand.", name=found.attendance.membership.person.name),
            way=Words("Take the confirmation back first, under Adjust the minutes. It is then given anew."),
        )
