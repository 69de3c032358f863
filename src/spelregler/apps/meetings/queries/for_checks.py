"""What the rules are judged by: the items of meetings that were held, when they were told and their papers sent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from spelregler.apps.meetings.models import AgendaItem, Material, Meeting
from spelregler.domain.meetings.standing import INFORMATION
from spelregler.domain.period import add_months

MOST_MONTHS = 48
"""The longest that any of the checks looks back."""


@dataclass(frozen=True)
class HeldItem:
    """An item of a meeting that was held, as it was known on the day."""

    body: str
    department: str
    """The code of the department whose papers it is about; empty for none."""
    area: str
    """Its Swedish name."""
    title: str
    kind: str
    standing: str
    held_on: date
    is_ordinary: bool
    told_on: date | None
    papers_on: date | None


@dataclass(frozen=True)
class HeldMeeting:
    """A meeting that was held, with its items."""

    body: str
    held_on: date
    is_ordinary: bool
    items: tuple[HeldItem, ...]

    @property
    def has_information(self) -> bool:
        """Whether the department's information stood on the agenda."""
        return any(each.standing == INFORMATION for each in self.items)


def held_meetings(*, as_of: date) -> list[HeldMeeting]:
    """The meetings whose minutes are begun by the day, of the last four years, by day. Three queries."""
    papers = Prefetch("material", queryset=Material.objects.order_by("pk"))
    items = AgendaItem.objects.filter(removed_on__isnull=True).select_related("area").prefetch_related(papers)
    rows = Meeting.objects.filter(
        held_on__lte=as_of,
        held_on__gt=add_months(as_of, -MOST_MONTHS),
        opened_on__lte=as_of,
        cancelled_on__isnull=True,
    )
    found = rows.select_related("body").prefetch_related(Prefetch("items", queryset=items.order_by("place", "pk")))
    return [_meeting(each) for each in found.order_by("held_on", "pk")]


def by_body(found: Sequence[HeldMeeting]) -> dict[str, list[HeldMeeting]]:
    """The meetings of each body by its code, in their order."""
    told: dict[str, list[HeldMeeting]] = defaultdict(list)
    for each in found:
        told[each.body].append(each)
    return told


def _meeting(row: Meeting) -> HeldMeeting:
    is_ordinary = row.kind == Meeting.Kind.ORDINARY
    items = tuple(_item(each, row, is_ordinary=is_ordinary) for each in row.items.all())
    return HeldMeeting(row.body.code, row.held_on, is_ordinary, items)


def _item(item: AgendaItem, row: Meeting, *, is_ordinary: bool) -> HeldItem:
    sent = [each.sent_on or row.noticed_on for each in item.material.all()]
    days = [each for each in sent if each is not None]
    return HeldItem(
        body=row.body.code,
        department=item.area.code if item.area else "",
        area=item.area.name if item.area else "",
        title=item.title,
        kind=item.kind,
        standing=item.standing,
        held_on=row.held_on,
        is_ordinary=is_ordinary,
        told_on=item.told_on or row.noticed_on,
        papers_on=max(days, default=None),
    )
