"""The minutes are adjusted and posted. With it what was decided is a decision that every other room knows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NoReturn

from django.db import transaction

from spelregler.apps.decisions.models import Decision, Origin
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.meetings.models import Adjustment, Attendance, Meeting, OtherText, Paragraph
from spelregler.apps.meetings.operations.confirmed import adjusters_held, confirmation_of
from spelregler.apps.meetings.operations.planning import locked, refused
from spelregler.apps.meetings.operations.writing import open_paragraph
from spelregler.domain.meetings import adjusting
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


def adjust_at_once(*, paragraph: Paragraph, on: date, who: Who) -> Decision:
    """A paragraph that was adjusted at the meeting itself takes effect at once (omedelbart justerad).

    Refuses with `MeetingRefused` one in which nothing is decided, and with `ParagraphRefused` one that is adjusted.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        if not held.decision_kind:
            raise refused(
                Words("Nothing is decided in the paragraph."), Words("Write the decision first."), clause="MR-29"
            )
        day = held.item.meeting.held_on
        decision = _decide(held, adjusted_on=day, who=who)
        to = {"adjusted_at_once_on": day, "decision": decision}
        amend(held, to=to, act="adjust-at-once", who=who, details={"recorded_on": on})
    return decision


def confirm_minutes(
    *, meeting: Meeting, attendance: Attendance, adjusted_on: date, is_on_paper: bool, on: date, who: Who
) -> Meeting:
    """One of those who adjust has confirmed the minutes. With the last of them they are adjusted, on that one's day.

    Refuses with `MeetingRefused` somebody who was not there or was not chosen, and who has confirmed already; minutes
    that are not begun or are adjusted; a day before the meeting or that has not come; a paragraph without a word, and a
    text that is kept beside and not settled.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        _refuse_adjusting(held, adjusted_on=adjusted_on, on=on)
        adjusters = adjusters_held(held)
        _refuse_other(attendance, adjusters)
        _confirm(attendance, adjusted_on=adjusted_on, is_on_paper=is_on_paper, who=who)
        _adjust_when_all_have(held, adjusters, who=who)
    return held


def adjust_minutes(*, meeting: Meeting, adjusted_on: date, on: date, who: Who) -> Meeting:
    """All who adjust and had not confirmed have signed on paper, on one day. The minutes are adjusted.

    Refuses with `MeetingRefused` minutes that are not begun or are adjusted already, a day before the meeting or that
    has not come, a paragraph without a word, and a text that is kept beside and not settled.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        _refuse_adjusting(held, adjusted_on=adjusted_on, on=on)
        adjusters = adjusters_held(held)
        for each in adjusters:
            if confirmation_of(each) is None:
                _confirm(each, adjusted_on=adjusted_on, is_on_paper=True, who=who)
        _adjust_when_all_have(held, adjusters, who=who)
    return held


def take_back_adjustment(*, adjustment: Adjustment, on: date, who: Who) -> None:
    """A confirmation counts no longer, so that the minutes can be changed. It stays, with the day.

    Refuses with `MeetingRefused` one that counts no longer, and one of minutes that are adjusted.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(adjustment.attendance.meeting)
        now = Adjustment.objects.select_for_update().get(pk=adjustment.pk)
        if held.adjusted_on is not None or now.taken_back_on is not None:
            raise refused(
                Words("The minutes are adjusted, or the confirmation counts no longer."),
                Words("What is wrong in adjusted minutes is put right by the body, at its next meeting."),
            )
        amend(now, to={"taken_back_on": on}, act="take-back-adjustment", who=who)


def _confirm(attendance: Attendance, *, adjusted_on: date, is_on_paper: bool, who: Who) -> None:
    row = Adjustment(attendance=attendance, adjusted_on=adjusted_on, is_on_paper=is_on_paper)
    store(row, act="confirm-minutes", who=who, concerns=attendance.membership.person.code)


def _adjust_when_all_have(held: Meeting, adjusters: Sequence[Attendance], *, who: Who) -> None:
    """The decisions are ones that other rooms know from the day on which the last of them confirmed."""
    rows = [confirmation_of(each) for each in adjusters]
    day = adjusting.adjusted_on([each.adjusted_on if each else None for each in rows])
    if day is None:
        return
    paragraphs = held_paragraphs(held)
    for each in paragraphs:
        if each.decision_kind and each.decision_id is None:
            amend(each, to={"decision": _decide(each, adjusted_on=day, who=who)}, act="decide-paragraph", who=who)
    amend(held, to={"adjusted_on": day}, act="adjust-minutes", who=who, details={"paragraphs": len(paragraphs)})


def _refuse_other(attendance: Attendance, adjusters: Sequence[Attendance]) -> None:
    found = next((each for each in adjusters if each.pk == attendance.pk), None)
    if found is None:
        raise refused(
            Words("The minutes are adjusted by the one who led the meeting and those chosen among who was there."),
            Words("Choose one of them, or change who was there and who adjusts."),
            "signer",
        )
    if confirmation_of(found) is not None:
        raise refused(
            Words("{name} has confirmed the minutes already.", name=found.membership.person.name),
            Words("Wait for the others."),
            "signer",
        )


def post_minutes(*, meeting: Meeting, posted_on: date, posted_until: date, on: date, who: Who) -> None:
    """The public notice that the minutes are adjusted: from when it is up, and the day on which it is to come down.

    Refuses with `MeetingRefused` minutes that are not adjusted, or posted already; a day before they were adjusted or
    that has not come; and a last day that is not after the first.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        if held.adjusted_on is None or held.posted_on is not None:
            raise refused(
                Words("Adjusted minutes are posted once."),
                Words("Adjust the minutes first, or read when they were posted."),
                "posted_on",
            )
        if not held.adjusted_on <= posted_on <= on:
            raise refused(
                Words(
                    "The notice is put up between {first}, when the minutes were adjusted, and today.",
                    first=held.adjusted_on,
                ),
                Words("Check the day."),
                "posted_on",
            )
        if posted_until <= posted_on:
            raise refused(Words("The notice comes down after it was put up."), Words("Check the day."), "posted_until")
        amend(held, to={"posted_on": posted_on, "posted_until": posted_until}, act="post-minutes", who=who)


def take_down(*, meeting: Meeting, taken_down_on: date, on: date, who: Who) -> None:
    """The public notice is down.

    Refuses with `MeetingRefused` one that is not up, a day that has not come, and one before the day on which it was to
    come down.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = locked(meeting)
        if held.posted_until is None or held.taken_down_on is not None:
            raise refused(Words("No notice is up."), Words("Read the days of the notice."), "taken_down_on")
        if not held.posted_until <= taken_down_on <= on:
            raise refused(
                Words("The notice is up until {last}, and comes down then or later.", last=held.posted_until),
                Words("Come back on that day."),
                "taken_down_on",
            )
        amend(held, to={"taken_down_on": taken_down_on}, act="take-down-notice", who=who)


def held_paragraphs(meeting: Meeting) -> list[Paragraph]:
    """The meeting's paragraphs in order, held until the transaction ends."""
    rows = Paragraph.objects.select_for_update(of=("self",)).select_related("item__meeting__body")
    return list(rows.filter(item__meeting=meeting).order_by("number"))


def _refuse_adjusting(held: Meeting, *, adjusted_on: date, on: date) -> None:
    if held.opened_on is None:
        raise refused(Words("The minutes are not begun."), Words("Enter who was there first."), "adjusted_on")
    if held.adjusted_on is not None:
        _refuse_adjusted(held)
    if not held.held_on <= adjusted_on <= on:
        raise refused(
            Words("The minutes are adjusted between {first}, the day of the meeting, and today.", first=held.held_on),
            Words("Check the day."),
            "adjusted_on",
        )
    if OtherText.objects.filter(paragraph__item__meeting=held, settled_on__isnull=True).exists():
        raise refused(
            Words("Two have written in the same paragraph, and one of the texts waits beside it."),
            Words("Settle what is to stand, in the paragraph."),
            "adjusted_on",
        )
    _refuse_empty(held)


def _refuse_adjusted(held: Meeting) -> NoReturn:
    """Told to whoever comes later: since when, and by whom. Those of an earlier version say the day alone."""
    names = [each.membership.person.name for each in adjusters_held(held) if confirmation_of(each)]
    told = Words("The minutes were adjusted on {day}.", day=held.adjusted_on)
    if names:
        told = Words("The minutes were adjusted on {day} by {names}.", day=held.adjusted_on, names=", ".join(names))
    way = Words("What is wrong in adjusted minutes is put right by the body, at its next meeting.")
    raise refused(told, way, "adjusted_on")


def _refuse_empty(held: Meeting) -> None:
    rows = Paragraph.objects.filter(item__meeting=held, text="", outcome="").order_by("number")
    empty = list(rows.values_list("number", flat=True))
    if empty:
        raise refused(
            Words("Paragraphs without a word: {numbers}.", numbers=", ".join(f"§ {each}" for each in empty)),
            Words("Write what became of each item."),
            "adjusted_on",
        )


def _decide(paragraph: Paragraph, *, adjusted_on: date, who: Who) -> Decision:
    """The decision that other rooms choose: the one entered by hand under the paragraph, else a new one."""
    item, meeting = paragraph.item, paragraph.item.meeting
    number = str(paragraph.number)
    known = Decision.objects.filter(
        body=meeting.body, decided_on=meeting.held_on, paragraph=number, minuted__isnull=True
    ).first()
    if known is not None:
        to: dict[str, Any] = {"adjusted_on": adjusted_on, "effective_on": adjusted_on}
        if paragraph.touches_staff is not None:
            to["touches_staff"] = paragraph.touches_staff
        amend(known, to=to, act="adjust-decision", who=who)
        return known
    return record_decision(
        body=meeting.body,
        decided_on=meeting.held_on,
        paragraph=number,
        title=item.title,
        text=paragraph.public_text or paragraph.outcome,
        kind=paragraph.decision_kind,
        reference=item.case_number,
        origin=Origin(meeting.origin),
        adjusted_on=adjusted_on,
        effective_on=adjusted_on,
        touches_staff=paragraph.touches_staff,
        who=who,
    )
