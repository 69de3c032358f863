"""What anybody may read of meetings, for programs: those planned, agendas whose notice is sent, adjusted minutes."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from spelregler.apps.meetings.models import (
    MEETING,
    AgendaItem,
    Attendance,
    Meeting,
    Motion,
    Paragraph,
    Vote,
)
from spelregler.apps.organisation.models import Body, Membership, Term

ADJUSTED = {"paragraph__item__meeting__adjusted_on__isnull": False}
WHOLE = {"taken_back_on__isnull": True, "paragraph__withheld_for": ""}
"""A paragraph of which nothing is left out. What was recorded at another is told in the words that are published."""


def meetings_known(*, as_of: date) -> QuerySet[Meeting]:
    """Meetings of the bodies that meet, planned by the day, with their bodies."""
    return Meeting.objects.filter(planned_on__lte=as_of, body__kind__in=MEETING).select_related("body")


def with_people(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with who was there; whoever is made anonymous is left out. Two queries."""
    there = Attendance.objects.filter(membership__person__anonymous_since__isnull=True)
    return found.prefetch_related(
        Prefetch("attendances", queryset=there.select_related("membership__person").order_by("pk"))
    )


def with_agendas(found: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """The meetings with who was there, and their items and paragraphs. Three queries, however many there are."""
    items = AgendaItem.objects.select_related("paragraph").order_by("place", "pk")
    return with_people(found).prefetch_related(Prefetch("items", queryset=items))


def items_told(*, as_of: date) -> QuerySet[AgendaItem]:
    """Items of meetings whose notice is sent, also those taken away, with meeting, body and paragraph."""
    found = AgendaItem.objects.filter(
        meeting__noticed_on__lte=as_of, meeting__planned_on__lte=as_of, meeting__body__kind__in=MEETING
    )
    return found.select_related("meeting__body", "paragraph")


def paragraphs_published() -> QuerySet[Paragraph]:
    """Paragraphs of adjusted minutes, with item, meeting, body and the votes that are told. Two queries."""
    votes = Vote.objects.filter(taken_back_on__isnull=True).order_by("pk")
    rows = Paragraph.objects.filter(item__meeting__adjusted_on__isnull=False).select_related("item__meeting__body")
    return rows.prefetch_related(Prefetch("votes", queryset=votes))


def motions_published() -> QuerySet[Motion]:
    """What members moved at published paragraphs of which nothing is left out."""
    rows = Motion.objects.filter(**ADJUSTED, **WHOLE)
    return rows.select_related("paragraph__item__meeting__body", "mover__membership")


def votes_published() -> QuerySet[Vote]:
    """Votes at published paragraphs of which nothing is left out."""
    rows = Vote.objects.filter(**ADJUSTED, **WHOLE)
    return rows.select_related("paragraph__item__meeting__body")


def bodies_known(*, as_of: date) -> list[Body]:
    """The bodies that meet, or have met, by the day. One query."""
    return list(Body.objects.filter(kind__in=MEETING, start__lte=as_of).order_by("pk"))


def seats_held(*, as_of: date) -> list[Membership]:
    """Who holds, or has held, a seat in a body that meets; whoever is made anonymous is left out. One query."""
    rows = Membership.objects.filter(
        start__lte=as_of,
        seat__body__kind__in=MEETING,
        seat__body__start__lte=as_of,
        person__anonymous_since__isnull=True,
    )
    return list(rows.select_related("person", "seat__body").order_by("pk"))


def council_terms(*, as_of: date) -> list[Term]:
    """The council's terms of office that have begun, in order. One query."""
    return list(Term.objects.filter(body__kind=Body.Kind.COUNCIL, start__lte=as_of).order_by("start", "pk"))


def meeting_with_minutes(pk: int, *, as_of: date) -> Meeting | None:
    """The meeting where its minutes are adjusted; else None. One query."""
    found: Meeting | None = meetings_known(as_of=as_of).filter(pk=pk, adjusted_on__lte=as_of).first()
    return found
