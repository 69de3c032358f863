"""A meeting's agenda and minutes as people read them. Reads only."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from spelregler.apps.meetings.models import (
    Adjustment,
    AgendaItem,
    Attendance,
    Disqualification,
    Material,
    Meeting,
    Motion,
    OtherText,
    Paragraph,
    RecordedDissent,
    Second,
    Vote,
)
from spelregler.apps.meetings.models.minutes import AtItem
from spelregler.apps.organisation.models import Department, Post
from spelregler.apps.organisation.queries.departments import departments_of
from spelregler.domain.period import add_months
from spelregler.domain.words import Words
from spelregler.platform.errors import NotVisible

STILL = {"taken_back_on__isnull": True}
PERSON = "attendance__membership__person"
RECORDED = (
    Prefetch(
        "disqualifications", queryset=Disqualification.objects.filter(**STILL).select_related(PERSON).order_by("pk")
    ),
    Prefetch(
        "motions",
        queryset=Motion.objects.filter(**STILL)
        .select_related("mover__membership__person")
        .prefetch_related(Prefetch("seconds", queryset=Second.objects.select_related(PERSON).order_by("pk")))
        .order_by("pk"),
    ),
    Prefetch(
        "votes", queryset=Vote.objects.filter(**STILL).select_related("tie_by__membership__person").order_by("pk")
    ),
    Prefetch(
        "recordeddissents", queryset=RecordedDissent.objects.filter(**STILL).select_related(PERSON).order_by("pk")
    ),
    Prefetch("other_texts", queryset=OtherText.objects.filter(settled_on__isnull=True).order_by("pk")),
)
"""What is read with a paragraph that is told."""


def items_of(meeting: Meeting) -> list[AgendaItem]:
    """Every item, also those taken away, in order, with papers and presenter. Two queries."""
    papers = Prefetch("material", queryset=Material.objects.select_related("file").order_by("pk"))
    rows = meeting.items.select_related("presenter", "area").prefetch_related(papers)
    return list(rows.order_by("place", "pk"))


def titles_of(meeting: Meeting) -> frozenset[str]:
    """What stands on the body's agendas of the last year up to the meeting and after. One query."""
    rows = AgendaItem.objects.filter(
        meeting__body=meeting.body,
        meeting__held_on__gt=add_months(meeting.held_on, -12),
        meeting__cancelled_on__isnull=True,
        removed_on__isnull=True,
    )
    return frozenset(rows.values_list("title", flat=True))


def paragraphs_of(meeting: Meeting) -> list[Paragraph]:
    """The paragraphs of a meeting in order, with what was recorded at each. Seven queries, however many there are."""
    rows = Paragraph.objects.filter(item__meeting=meeting).select_related("item__presenter", "decision")
    return list(rows.prefetch_related(*RECORDED).order_by("number"))


def attendances_of(meeting: Meeting) -> list[Attendance]:
    """Who was there: those who served by their seats, then the others, with what confirms the minutes. Two queries."""
    confirmed = Prefetch("adjustments", queryset=Adjustment.objects.filter(**STILL), to_attr="confirmations")
    rows = meeting.attendances.select_related("membership__person", "membership__seat", "seat")
    rows = rows.prefetch_related(confirmed)
    return sorted(rows, key=lambda each: (each.seat is None, each.seat.number if each.seat else each.membership.order))


def adjusting(meeting: Meeting) -> QuerySet[Attendance]:
    """The one who led the meeting and those chosen, who adjust its minutes. One query once it is read."""
    found: QuerySet[Attendance] = meeting.attendances.filter(Q(leads=True) | Q(adjusts=True))
    return found


def adjusters_of(meeting: Meeting) -> frozenset[str]:
    """The codes of those who led the meeting and adjust its minutes. One query."""
    return frozenset(adjusting(meeting).values_list("membership__person__code", flat=True))


def adjusters_awaited(meeting: Meeting) -> frozenset[str]:
    """The codes of those who are to adjust the minutes and have not confirmed them. One query."""
    waits = adjusting(meeting).exclude(adjustments__in=Adjustment.objects.filter(**STILL))
    return frozenset(waits.values_list("membership__person__code", flat=True))


def confirmation(row: Attendance) -> Adjustment | None:
    """What the adjuster confirmed the minutes by; None while it is awaited. Read with `attendances_of`."""
    found: list[Adjustment] = getattr(row, "confirmations", [])
    return found[0] if found else None


def adjustment_by_pk(meeting: Meeting, pk: int) -> Adjustment | None:
    """A confirmation of the meeting's minutes that counts, or None. One query."""
    rows = Adjustment.objects.filter(attendance__meeting=meeting, **STILL)
    return rows.select_related("attendance__meeting", "attendance__membership__person").filter(pk=pk).first()


def item_by_pk(pk: int) -> AgendaItem:
    """The item with its meeting and body. Refuses with `NotVisible` a number that none has."""
    found = AgendaItem.objects.select_related("meeting__body", "presenter", "area").filter(pk=pk).first()
    if found is None:
        raise _not_here()
    return found


def material_by_pk(pk: int) -> Material:
    """The paper with its item and meeting. Refuses with `NotVisible` a number that none has."""
    found = Material.objects.select_related("file", "item__meeting__body").filter(pk=pk).first()
    if found is None:
        raise _not_here()
    return found


def paragraph_by_pk(pk: int) -> Paragraph:
    """The paragraph with its meeting and what was recorded. Refuses with `NotVisible` a number that none has."""
    rows = Paragraph.objects.select_related("item__meeting__body", "item__presenter", "decision")
    found = rows.prefetch_related(*RECORDED).filter(pk=pk).first()
    if found is None:
        raise _not_here()
    return found


def recorded(kind: type[AtItem], paragraph: Paragraph, pk: int) -> Any:
    """One of what is recorded at the paragraph and not taken back, or None. One query."""
    return kind._default_manager.filter(paragraph=paragraph, pk=pk, **STILL).select_related("paragraph").first()


def posts_that_present(meeting: Meeting) -> list[Post]:
    """The leading posts that hand in papers to the body: its departments' and the chief executive's. One query."""
    kinds = (Post.Kind.CHIEF_EXECUTIVE, Post.Kind.DEPARTMENT_HEAD, Post.Kind.UNIT_MANAGER)
    rows = Post.objects.filter(kind__in=kinds, closed_on__isnull=True).select_related("department")
    own = departments_of(meeting.body, as_of=meeting.held_on)
    head = rows.filter(kind=Post.Kind.CHIEF_EXECUTIVE)
    return list((head | rows.filter(department__in=own)).distinct().order_by("kind", "title"))


def areas_of(meeting: Meeting) -> list[Department]:
    """The departments that work for the body on the meeting's day, by name. One query."""
    return list(departments_of(meeting.body, as_of=meeting.held_on).filter(start__lte=meeting.held_on).order_by("name"))


def told_on(item: AgendaItem, meeting: Meeting) -> date | None:
    """When members were told of the item; None before the notice."""
    return item.told_on or meeting.noticed_on


def sent_on(material: Material, meeting: Meeting) -> date | None:
    """When the paper was sent to members; None before the notice."""
    return material.sent_on or meeting.noticed_on


def _not_here() -> NotVisible:
    return NotVisible(Words("That is not on the agenda."), way=Words("Go to Meetings and choose there."))
