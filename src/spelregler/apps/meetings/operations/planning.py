"""A body's meetings are planned, and their agendas written: what stands there by itself, and what others bring."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time

from django.db import transaction
from django.db.models import Max

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.meetings.models import MEETING, AgendaItem, Meeting
from spelregler.apps.meetings.operations.confirmed import refuse_confirmed
from spelregler.apps.meetings.operations.numbering import give_paragraph
from spelregler.apps.organisation.models import Body, Department, Post
from spelregler.apps.registry.operations import number_of_case
from spelregler.domain.meetings.standing import DELEGATED, INFORMATION, OPEN_ASSIGNMENTS, STANDING, open_assignments_at
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform import clock
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError

MOST_PLANNED = 120
"""Two a month for a term of office, and some more."""
STANDING_TITLES = {
    INFORMATION: Words("Information from the department"),
    DELEGATED: Words("Delegated decisions to be notified"),
    OPEN_ASSIGNMENTS: Words("The open assignments"),
}


class MeetingRefused(DomainError):
    """A meeting is of a body that meets, once at a time, and its agenda is written before its minutes."""

    code = "meeting-refused"


@dataclass(frozen=True)
class Planned:
    """When and where a meeting is to be, and whether it is an ordinary one."""

    held_on: date
    starts_at: time
    place: str
    kind: str = Meeting.Kind.ORDINARY


@dataclass(frozen=True)
class ItemSaid:
    """An item as it is proposed: the case by its number in the registry, who presents it, and whose area it is."""

    title: str
    kind: str
    case_number: str = ""
    presenter: Post | None = None
    area: Department | None = None


def plan_meetings(
    *,
    body: Body,
    planned: Sequence[Planned],
    lists_a_year: int,
    on: date,
    who: Who,
    origin: Origin = Origin.ENTERED,
) -> list[Meeting]:
    """A body's meetings, each with what stands on its agenda by itself (CP-10, P21, P22). All of them or none.

    At each ordinary meeting stand the department's information and the delegated decisions, and the open assignments as
    often as `lists_a_year` says. Refuses with `MeetingRefused` a body that does not meet, a day when the body is not
    there, a meeting at the same time, none at all, and more than `MOST_PLANNED`.
    """
    if body.kind not in MEETING:
        raise refused(Words("{body} holds no meetings here.", body=named(body)), Words("Choose another body."), "body")
    if not 0 < len(planned) <= MOST_PLANNED:
        raise refused(
            Words("Between one and {most} meetings are planned at a time.", most=MOST_PLANNED),
            Words("Write a day on each line."),
            "days",
        )
    with transaction.atomic():
        lock_audit_chain()
        made = [_plan(body, each, on=on, who=who, origin=origin) for each in planned]
        ordinary = [each for each in made if each.kind == Meeting.Kind.ORDINARY]
        lists = _lists(body, ordinary, lists_a_year=lists_a_year)
        for meeting in ordinary:
            for place, standing in enumerate(STANDING, start=1):
                if standing != OPEN_ASSIGNMENTS or meeting.held_on in lists:
                    _stand(meeting, standing, place=place, who=who)
    return made


def cancel_meeting(*, meeting: Meeting, reason: str, on: date, who: Who) -> None:
    """A meeting that is not held, with the reason. It stays in the calendar.

    Refuses with `MeetingRefused` one without a reason, one whose minutes are begun, and one that is cancelled already.
    """
    with transaction.atomic():
        held = locked(meeting)
        if held.opened_on is not None:
            raise refused(Words("The minutes are begun: the meeting was held."), Words("Write on in the minutes."))
        if not reason.strip():
            raise refused(Words("A meeting is cancelled for a reason."), Words("Write why."), "reason")
        amend(held, to={"cancelled_on": on, "cancelled_for": reason.strip()}, act="cancel-meeting", who=who)


def add_item(*, meeting: Meeting, said: ItemSaid, on: date, who: Who) -> AgendaItem:
    """An item last on the agenda. After the notice it is told as late; after the minutes are begun it has a paragraph.

    Refuses with `MeetingRefused` an item without a title, a theme without its area, one of a meeting that is cancelled
    or adjusted, with `CaseRefused` a number that no case has, and with `ParagraphRefused` one at a meeting that a later
    one has been held after, or whose minutes somebody has confirmed.
    """
    refuse_unsaid(said)
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        if held.adjusted_on is not None:
            raise refused(Words("The minutes are adjusted."), Words("Take it up at the next meeting."))
        refuse_confirmed(held)
        last = held.items.aggregate(last=Max("place"))["last"] or 0
        item = AgendaItem(
            meeting=held,
            place=last + 1,
            title=said.title.strip(),
            kind=said.kind,
            case_number=number_of_case(said.case_number, body=held.body, on=on, field="case_number"),
            presenter=said.presenter,
            area=said.area or (said.presenter.department if said.presenter else None),
            told_on=max(on, held.noticed_on) if held.noticed_on is not None else None,
        )
        store(item, act="add-agenda-item", who=who, details={"meeting": str(held)})
        if held.opened_on is not None:
            give_paragraph(item=item, who=who)
    return item


def move_item(*, item: AgendaItem, earlier: bool, who: Who) -> None:
    """The item changes places with the one before it, or after it. Nothing is done where there is none.

    Refuses with `MeetingRefused` items that have their paragraphs.
    """
    with transaction.atomic():
        lock_audit_chain()
        meeting = unopened(item)
        rows = list(meeting.items.filter(removed_on__isnull=True).order_by("place", "pk"))
        here = next((number for number, each in enumerate(rows) if each.pk == item.pk), None)
        there = None if here is None else here + (-1 if earlier else 1)
        if here is None or there is None or not 0 <= there < len(rows):
            return
        rows[here], rows[there] = rows[there], rows[here]
        for place, each in enumerate(rows, start=1):
            if each.place != place:
                amend(each, to={"place": place}, act="order-agenda", who=who)


def remove_item(*, item: AgendaItem, reason: str, on: date, who: Who) -> None:
    """An item leaves the agenda for a reason; also one that stood there by itself. It stays to be read.

    Refuses with `MeetingRefused` one without a reason, and one that has its paragraph.
    """
    if not reason.strip():
        raise refused(Words("An item is taken away for a reason."), Words("Write why."), "reason")
    with transaction.atomic():
        lock_audit_chain()
        unopened(item)
        amend(item, to={"removed_on": on, "removed_for": reason.strip()}, act="remove-agenda-item", who=who)


def put_back_item(*, item: AgendaItem, who: Who) -> None:
    """An item that was taken away stands on the agenda again.

    Refuses with `MeetingRefused` an agenda whose minutes are begun.
    """
    with transaction.atomic():
        lock_audit_chain()
        unopened(item)
        amend(item, to={"removed_on": None, "removed_for": ""}, act="put-back-agenda-item", who=who)


def refuse_unsaid(said: ItemSaid) -> None:
    """What an item says at least.

    Refuses with `MeetingRefused` one without a title, and a theme without its area.
    """
    if not said.title.strip():
        raise refused(Words("An item has a title."), Words("Write what it is about."), "title")
    if said.kind == AgendaItem.Kind.THEME and said.area is None:
        raise refused(
            Words("A theme is about an area of activity."),
            Words("Choose the department whose activity it is about."),
            "area",
            clause="MR-20",
        )


def locked(meeting: Meeting) -> Meeting:
    """The meeting, held until the transaction ends. Refuses with `MeetingRefused` one that is cancelled."""
    held = Meeting.objects.select_for_update().select_related("body").get(pk=meeting.pk)
    if held.is_cancelled:
        raise refused(Words("The meeting is cancelled."), Words("Plan another meeting."))
    stamp(held)
    return held


def stamp(meeting: Meeting) -> None:
    """Something is written about the meeting: programs that ask for what has changed are told it anew."""
    meeting.changed_at = clock.now()
    Meeting.objects.filter(pk=meeting.pk).update(changed_at=meeting.changed_at)


def refused(words: Bilingual, way: Bilingual, field: str = "", *, clause: str = "") -> MeetingRefused:
    """The refusal, to be raised."""
    return MeetingRefused(words, way=way, field=field, clause=clause)


def named(body: Body) -> Pair:
    """The body's name in both languages."""
    return Pair(body.name, body.name_en)


def _plan(body: Body, said: Planned, *, on: date, who: Who, origin: Origin) -> Meeting:
    if said.held_on < body.start or (body.end is not None and said.held_on >= body.end):
        raise refused(
            Words("{body} does not exist on {day}.", body=named(body), day=said.held_on),
            Words("Check the body and the date."),
            "days",
        )
    same = {"body": body, "held_on": said.held_on, "starts_at": said.starts_at, "cancelled_on": None}
    if Meeting.objects.filter(**same).exists():
        raise refused(
            Words(
                "{body} has a meeting at {time} on {day} already.",
                body=named(body),
                time=f"{said.starts_at:%H:%M}",
                day=said.held_on,
            ),
            Words("Give another time, or take the line away."),
            "days",
        )
    meeting = Meeting(
        body=body,
        held_on=said.held_on,
        starts_at=said.starts_at,
        place=said.place.strip(),
        kind=said.kind,
        planned_on=on,
        origin=origin,
    )
    store(meeting, act="plan-meeting", who=who)
    return meeting


def _lists(body: Body, ordinary: Sequence[Meeting], *, lists_a_year: int) -> set[date]:
    """At which of the new meetings the open assignments are gone through, after the last time that is known."""
    if not ordinary:
        return set()
    first = min(each.held_on for each in ordinary)
    decided = Decision.objects.filter(body=body, kind=Decision.Kind.OPEN_ASSIGNMENTS, decided_on__lt=first)
    planned = AgendaItem.objects.filter(
        meeting__body=body,
        meeting__held_on__lt=first,
        meeting__cancelled_on__isnull=True,
        standing=OPEN_ASSIGNMENTS,
        removed_on__isnull=True,
    )
    known = [
        decided.aggregate(last=Max("decided_on"))["last"],
        planned.aggregate(last=Max("meeting__held_on"))["last"],
    ]
    last = max((each for each in known if each is not None), default=None)
    return open_assignments_at([each.held_on for each in ordinary], times_a_year=lists_a_year, gone_through_on=last)


def _stand(meeting: Meeting, standing: str, *, place: int, who: Who) -> None:
    item = AgendaItem(
        meeting=meeting,
        place=place,
        title=STANDING_TITLES[standing].sv,
        kind=AgendaItem.Kind.STANDING,
        standing=standing,
    )
    store(item, act="add-agenda-item", who=who, details={"standing": standing})


def unopened(item: AgendaItem) -> Meeting:
    """The item's meeting, held until the transaction ends.

    Refuses with `MeetingRefused` one whose minutes are begun, or that is cancelled.
    """
    meeting = locked(item.meeting)
    if meeting.opened_on is not None:
        raise refused(
            Words("The minutes are begun, and each item has its paragraph."),
            Words("Write in the paragraph what became of the item."),
        )
    return meeting
