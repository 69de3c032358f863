"""Meetings, for whoever searches: those whose notice is sent, under their body, their day and their items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.searching import Kind
from spelregler.apps.meetings.models import AgendaItem, Meeting
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.search.sources import Keys, Source, Thing
from spelregler.ui import formatting


def _meetings(keys: Keys) -> Iterator[Thing]:
    """What the notice has told is open to all; what is left out of published minutes is in none of it."""
    items = AgendaItem.objects.filter(removed_on__isnull=True).order_by("place", "pk")
    rows = Meeting.objects.filter(noticed_on__isnull=False, cancelled_on__isnull=True).select_related("body")
    told = rows.prefetch_related(Prefetch("items", queryset=items)).order_by("held_on", "pk")
    for each in told if keys is None else told.filter(pk__in=keys):
        yield Thing(
            key=str(each.pk),
            address=reverse("meetings:meeting", args=[each.pk]),
            title=_named(each),
            place=Pair(each.place),
            text=Pair(". ".join(f"{item.title} {item.case_number}".strip() for item in each.items.all())),
            start=each.noticed_on or each.held_on,
        )


def _named(meeting: Meeting) -> Bilingual:
    body, day = meeting.body, meeting.held_on
    told = Pair(formatting.long_date(day, "sv"), formatting.long_date(day, "en"))
    return Words("Meeting: {body} {day}", body=Pair(body.name, body.name_en), day=told)


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


SEARCHED = (
    Kind(
        Source(
            kind="meeting",
            things=_meetings,
            follows={
                Meeting: _keys,
                AgendaItem: lambda rows: _keys(
                    AgendaItem.objects.filter(pk__in=rows).values_list("meeting", flat=True)
                ),
                Body: lambda rows: _keys(Meeting.objects.filter(body__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=8,
        one=_("meeting"),
        many=_("Meetings"),
    ),
)
"""The kinds of things that this room lets be searched for."""
