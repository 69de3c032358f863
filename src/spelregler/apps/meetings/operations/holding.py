"""Who was at a meeting and who served. With it the minutes are begun: each item gets its paragraph."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.meetings.models import Attendance, Meeting
from spelregler.apps.meetings.operations.confirmed import refuse_confirmed
from spelregler.apps.meetings.operations.numbering import give_paragraph
from spelregler.apps.meetings.operations.planning import locked, refused
from spelregler.apps.organisation.models import Membership
from spelregler.domain.meetings.serving import Place, who_serves
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record

RECORDED = ("adjustments", "motions", "seconds", "disqualifications", "dissents", "settled")
"""What may be recorded of somebody who was there."""


@dataclass(frozen=True)
class Attended:
    """Who was there, by membership: those from afar, who led, and who adjust beside the one who led."""

    present: Collection[int]
    remote: Collection[int] = ()
    leads: int | None = None
    adjusters: Collection[int] = ()
    others: str = ""


def record_attendance(*, meeting: Meeting, said: Attended, on: date, who: Who) -> Meeting:
    """Who was there; substitutes serve for absent members in their order. The first time each item gets its paragraph.

    Refuses with `MeetingRefused` a meeting whose notice is not sent or whose day has not come, one where an earlier
    meeting of the year is not minuted, adjusted minutes, nobody there, somebody who has no place in the body that day,
    somebody from afar, leading or adjusting who was not there, and whoever is taken away though something is recorded
    of them; with `ParagraphRefused` minutes that somebody has confirmed.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        _refuse_time(held, on=on)
        refuse_confirmed(held)
        places = {each.pk: each for each in places_of(held)}
        _refuse_people(said, places)
        serving = who_serves(
            [
                Place(
                    each.pk,
                    each.seat_id,
                    each.seat.is_substitute,
                    each.order if each.seat.is_substitute else each.seat.number,
                )
                for each in places.values()
            ],
            present=set(said.present),
        )
        _refuse_lead(said, serving)
        _store(held, said, places, serving, who=who)
        if held.opened_on is None:
            for item in held.items.filter(removed_on__isnull=True).order_by("place", "pk"):
                item.meeting = held
                give_paragraph(item=item, who=who)
        amend(
            held,
            to={"opened_on": held.opened_on or on, "others_present": said.others.strip()},
            act="record-attendance-at-meeting",
            who=who,
            details={"present": len(said.present), "serving": len(serving)},
        )
    return held


def places_of(meeting: Meeting) -> list[Membership]:
    """Who held the body's seats on the meeting's day: members by seat, then substitutes by order. One query."""
    rows = Membership.objects.on(meeting.held_on).filter(seat__body=meeting.body).select_related("seat", "person")
    return sorted(rows, key=lambda each: (each.seat.is_substitute, each.order, each.seat.number))


def _refuse_time(held: Meeting, *, on: date) -> None:
    if held.adjusted_on is not None:
        raise refused(
            Words("The minutes are adjusted, and say who was there."),
            Words("What is wrong in adjusted minutes is put right by the body, at its next meeting."),
        )
    if held.held_on > on:
        raise refused(
            Words("The meeting is on {day}, which has not come.", day=held.held_on),
            Words("Come back on the day of the meeting."),
            "present",
        )
    if held.noticed_on is None:
        raise refused(
            Words("No notice of the meeting has been sent."),
            Words("Send the notice first, or enter the day when it was sent."),
            "present",
            clause="MR-27",
        )
    before = Meeting.objects.filter(
        body=held.body,
        held_on__year=held.held_on.year,
        held_on__lt=held.held_on,
        opened_on__isnull=True,
        cancelled_on__isnull=True,
    ).order_by("held_on")
    found = before.first()
    if held.opened_on is None and found is not None:
        raise refused(
            Words("The meeting on {day} is not minuted yet, and its paragraphs come first.", day=found.held_on),
            Words("Begin its minutes, or cancel it if it was not held."),
            "present",
        )


def _refuse_people(said: Attended, places: Mapping[int, Membership]) -> None:
    if not said.present:
        raise refused(Words("Nobody was there."), Words("Mark those who were."), "present")
    if not places.keys() >= set(said.present):
        raise refused(
            Words("Somebody marked has no place in the body on that day."), Words("Mark those in the list."), "present"
        )
    for field, chosen in (("remote", said.remote), ("adjusters", said.adjusters)):
        absent = [each for each in chosen if each not in said.present]
        if not absent:
            continue
        name = places[absent[0]].person.name if absent[0] in places else "–"
        if field == "adjusters":
            raise refused(
                Words("{name} was not there, and cannot adjust the minutes.", name=name),
                Words("Choose somebody who took part."),
                field,
            )
        raise refused(
            Words("{name} is marked as taking part from afar, and not as being there.", name=name),
            Words("Mark {name} among those who were there.", name=name),
            field,
        )


def _refuse_lead(said: Attended, serving: Mapping[int, int]) -> None:
    if said.leads is None or said.leads not in serving:
        raise refused(
            Words("Whoever led the meeting was there and served."), Words("Choose who led the meeting."), "leads"
        )
    idle = [each for each in said.adjusters if each not in serving]
    if idle:
        raise refused(
            Words("A substitute who did not serve cannot adjust the minutes."),
            Words("Choose somebody who took part in the decisions."),
            "adjusters",
        )
    if not [each for each in said.adjusters if each != said.leads]:
        raise refused(
            Words("The minutes are adjusted by the one who led and at least one more."),
            Words("Choose who adjusts beside the one who led."),
            "adjusters",
        )


def _store(
    held: Meeting, said: Attended, places: Mapping[int, Membership], serving: Mapping[int, int], *, who: Who
) -> None:
    """The rows as they now are. Seats are left before they are taken, for nobody sits where somebody else does."""
    known = {each.membership_id: each for each in held.attendances.select_related("membership__person")}
    for gone in [each for key, each in known.items() if key not in said.present]:
        if any(getattr(gone, kind).exists() for kind in RECORDED):
            raise refused(
                Words("{name} has something recorded in the minutes.", name=gone.membership.person.name),
                Words("Let {name} stand among those who were there.", name=gone.membership.person.name),
                "present",
            )
        known.pop(gone.membership_id)
        record(who=who, act="take-away-attendance", subject=f"{held}: {gone}")
        gone.delete()
    held.attendances.update(seat=None, leads=False)
    for key in said.present:
        row = known.get(key) or Attendance(meeting=held, membership=places[key])
        to = {
            "seat_id": serving.get(key),
            "is_remote": key in said.remote,
            "leads": key == said.leads,
            "adjusts": key in said.adjusters and key != said.leads,
        }
        amend(row, to=to, act="record-attendance-at-meeting", who=who)
