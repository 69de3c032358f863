"""The meetings of the bodies: a page of them, the next one, and those where something is to be done. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from django.db.models import Count, Max, Q, QuerySet

from spelregler.apps.meetings.models import MEETING, Adjustment, AgendaItem, Attendance, Meeting
from spelregler.apps.meetings.queries.as_known import known_on
from spelregler.apps.organisation.models import Body
from spelregler.domain.meetings.judges import ON_TIME, OnTime
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible
from spelregler.platform.findings import parameters_of

PER_PAGE = 25
NEAR = timedelta(days=45)
"""How long before a meeting its agenda is made."""
OPEN_LISTS = "decisions.assignments_executed"
"""The check whose parameter says how often the open assignments are gone through (P21)."""


@dataclass(frozen=True)
class MeetingPage:
    """One page of meetings."""

    rows: tuple[Meeting, ...]
    page: int
    total: int


def meeting_bodies(*, as_of: date) -> list[Body]:
    """The bodies that meet: council, executive board, and the committees by name. One query."""
    order = {kind: place for place, kind in enumerate(MEETING)}
    rows = Body.objects.on(as_of).filter(kind__in=MEETING)
    return sorted(rows, key=lambda each: (order[Body.Kind(each.kind)], each.name))


def coming(*, as_of: date, body: str = "", page: int = 1) -> MeetingPage:
    """Meetings that are not held yet by the day, as known then, the next first; a page at a time. Two queries."""
    found = _counted(_known(as_of, body).filter(held_on__gte=as_of), as_of).order_by("held_on", "starts_at", "pk")
    return _page(found, page, as_of)


def held(*, as_of: date, body: str = "", page: int = 1) -> MeetingPage:
    """Meetings before the day that were not cancelled by then, as known then, the latest first; a page at a time. Two
    queries.
    """
    found = _counted(_standing(_known(as_of, body).filter(held_on__lt=as_of), as_of), as_of)
    return _page(found.order_by("-held_on", "-starts_at", "-pk"), page, as_of)


def on_days(days: Collection[date]) -> dict[date, list[Meeting]]:
    """The meetings of all bodies on the days, those that are cancelled left out. One query."""
    rows = Meeting.objects.filter(held_on__in=days, cancelled_on__isnull=True).select_related("body")
    found: dict[date, list[Meeting]] = defaultdict(list)
    for each in rows.order_by("held_on", "starts_at", "pk"):
        found[each.held_on].append(each)
    return found


def meeting_by_pk(pk: int) -> Meeting:
    """The meeting with its body. Refuses with `NotVisible` a number that none has. One query."""
    found = Meeting.objects.select_related("body").filter(pk=pk).first()
    if found is None:
        raise NotVisible(Words("There is no such meeting."), way=Words("Go to Meetings and choose there."))
    return found


class NextItem(NamedTuple):
    """An item of the next meeting: how many papers it has, and when the last of those sent after the notice was."""

    item: AgendaItem
    papers: int
    newest: date | None


def items_of_next(body: str, *, as_of: date) -> list[NextItem]:
    """What stands on the agenda of the body's next meeting whose notice is sent, today's too; in order. One query."""
    rows = _standing(Meeting.objects.filter(body__code=body, held_on__gte=as_of, noticed_on__lte=as_of), as_of)
    first = rows.order_by("held_on", "starts_at").values("pk")[:1]
    told = Q(material__sent_on__isnull=True) | Q(material__sent_on__lte=as_of)
    counted = AgendaItem.objects.filter(_told(as_of), meeting=first).annotate(
        papers=Count("material", filter=told), newest=Max("material__sent_on", filter=told)
    )
    found = counted.select_related("meeting").order_by("place", "pk")
    return [NextItem(each, each.papers, each.newest) for each in found]


def to_see_to(*, as_of: date, limit: int) -> list[Meeting]:
    """Meetings where the secretary has something to do, the earliest first, at most `limit`. One query.

    Those that come within `NEAR` and have no notice, and those that were held and whose notice is not down yet.
    """
    waits = Q(held_on__lte=as_of + NEAR, noticed_on__isnull=True) | Q(held_on__lte=as_of, taken_down_on__isnull=True)
    rows = Meeting.objects.select_related("body").filter(waits, cancelled_on__isnull=True)
    counted = Count("items", filter=Q(items__removed_on__isnull=True, items__standing=""))
    return list(rows.annotate(own_items=counted).order_by("held_on", "starts_at", "pk")[:limit])


def to_attend(body: str, *, as_of: date, until: date) -> list[Meeting]:
    """The body's meetings from the day until another that by the day are known and neither cancelled nor begun, as
    known then, the next first, at most 20. One query.
    """
    rows = _standing(_known(as_of, body).filter(held_on__range=(as_of, until)), as_of)
    rows = rows.filter(Q(opened_on__isnull=True) | Q(opened_on__gt=as_of))
    return [known_on(each, as_of) for each in rows.order_by("held_on", "starts_at", "pk")[:20]]


def to_adjust(person: str, body: str, *, as_of: date) -> list[Meeting]:
    """The body's minutes that the person is to adjust and has not, the earliest first. One query."""
    waits = Attendance.objects.filter(Q(leads=True) | Q(adjusts=True), membership__person__code=person)
    waits = waits.exclude(adjustments__in=Adjustment.objects.filter(taken_back_on__isnull=True))
    rows = Meeting.objects.select_related("body").filter(
        pk__in=waits.values("meeting"),
        body__code=body,
        held_on__lte=as_of,
        opened_on__lte=as_of,
        adjusted_on__isnull=True,
    )
    return list(rows.order_by("held_on")[:10])


def working_days(*, as_of: date) -> int:
    """How many working days before a meeting its papers are to be there, as the package of the day has it (P23)."""
    return OnTime(**parameters_of(ON_TIME, as_of=as_of)).working_days


def lists_a_year(*, as_of: date) -> int:
    """How often the open assignments are gone through, as the package of the day has it (P21); 0 where it asks none."""
    found = parameters_of(OPEN_LISTS, as_of=as_of).get("lists_a_year", 0)
    return int(found)


def _known(as_of: date, body: str) -> QuerySet[Meeting]:
    rows = Meeting.objects.select_related("body").filter(planned_on__lte=as_of)
    return rows.filter(body__code=body) if body else rows


def _standing(rows: QuerySet[Meeting], as_of: date) -> QuerySet[Meeting]:
    return rows.filter(Q(cancelled_on__isnull=True) | Q(cancelled_on__gt=as_of))


def _told(as_of: date, items: str = "") -> Q:
    """Items that were told by the day and not taken away by then; `items` is the way to them, with its underscores."""
    told = Q(**{f"{items}told_on__isnull": True}) | Q(**{f"{items}told_on__lte": as_of})
    return told & (Q(**{f"{items}removed_on__isnull": True}) | Q(**{f"{items}removed_on__gt": as_of}))


def _counted(rows: QuerySet[Meeting], as_of: date) -> QuerySet[Meeting]:
    return rows.annotate(item_count=Count("items", filter=_told(as_of, "items__")))


def _page(found: QuerySet[Meeting], page: int, as_of: date) -> MeetingPage:
    total = found.count()
    page = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    start = (page - 1) * PER_PAGE
    return MeetingPage(tuple(known_on(each, as_of) for each in found[start : start + PER_PAGE]), page, total)
