"""A meeting and its agenda as they were known on a day, for pages that show an earlier one. Reads only.

What has no day of its own (an item's words, a paper of the notice, a paragraph's text) is told from the day of what it
stands in: the notice, or the adjusted minutes.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, Q

from spelregler.apps.meetings.models import AgendaItem, Material, Meeting
from spelregler.apps.meetings.queries.calendar import meeting_by_pk
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible

DAYS = ("noticed_on", "opened_on", "adjusted_on", "posted_on", "taken_down_on", "cancelled_on")


def meeting_known(pk: int, *, as_of: date) -> Meeting:
    """The meeting with its body, without what came after the day. It is read, and never saved. One query.

    Refuses with `NotVisible` a number that none has, and a meeting that was planned later.
    """
    found = meeting_by_pk(pk)
    if found.planned_on > as_of:
        raise NotVisible(Words("The meeting was not planned yet."), way=Words("Choose a later day."))
    return as_known(found, as_of)


def as_known(meeting: Meeting, as_of: date) -> Meeting:
    """The same row without what came after the day."""
    later = [name for name in DAYS if (day := getattr(meeting, name)) is not None and day > as_of]
    for name in later:
        setattr(meeting, name, None)
    if "posted_on" in later:
        meeting.posted_until = None
    if "cancelled_on" in later:
        meeting.cancelled_for = ""
    return meeting


def items_known(meeting: Meeting, *, as_of: date) -> list[AgendaItem]:
    """Every item that was told by the day, also those taken away, in order, with papers and presenter. Two queries."""
    told = Q(sent_on__isnull=True) | Q(sent_on__lte=as_of)
    papers = Prefetch("material", queryset=Material.objects.filter(told).select_related("file").order_by("pk"))
    rows = meeting.items.filter(Q(told_on__isnull=True) | Q(told_on__lte=as_of)).select_related("presenter", "area")
    found = list(rows.prefetch_related(papers).order_by("place", "pk"))
    for each in found:
        if each.removed_on is not None and each.removed_on > as_of:
            each.removed_on, each.removed_for = None, ""
        if each.changed_on is not None and each.changed_on > as_of:
            each.changed_on = None
    return found
