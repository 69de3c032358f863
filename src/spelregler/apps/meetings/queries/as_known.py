"""A meeting and its agenda as they were known on a day: what came after it is not told. Asks nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible

DAYS = ("noticed_on", "opened_on", "adjusted_on", "posted_on", "taken_down_on", "cancelled_on")


def known_on(meeting: Meeting, day: date) -> Meeting:
    """The meeting without what happened after the day. Refuses with `NotVisible` one that was planned later.

    The row is for reading, and is not stored again.
    """
    if meeting.planned_on > day:
        raise NotVisible(Words("There was no such meeting on that day."), way=Words("Go to Meetings and choose there."))
    for name in DAYS:
        if _is_after(getattr(meeting, name), day):
            setattr(meeting, name, None)
    if meeting.posted_on is None:
        meeting.posted_until = None
    if meeting.cancelled_on is None:
        meeting.cancelled_for = ""
    return meeting


def items_known_on(items: Iterable[AgendaItem], day: date) -> list[AgendaItem]:
    """The items that were told by the day; one that was taken away later stands, and a later change is not told."""
    found = [each for each in items if not _is_after(each.told_on, day)]
    for each in found:
        if _is_after(each.removed_on, day):
            each.removed_on, each.removed_for = None, ""
        if _is_after(each.changed_on, day):
            each.changed_on = None
    return found


def _is_after(told: date | None, day: date) -> bool:
    return told is not None and told > day
