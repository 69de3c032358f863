"""What is recorded at an item: who took no part, what was moved, how it was voted, who would not stand behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from spelregler.apps.meetings.models import (
    Attendance,
    Disqualification,
    Motion,
    Paragraph,
    RecordedDissent,
    Second,
    Vote,
)
from spelregler.apps.meetings.operations.planning import MeetingRefused, refused
from spelregler.apps.meetings.operations.writing import open_paragraph
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store


def record_disqualification(*, paragraph: Paragraph, attendance: Attendance, reason: str, who: Who) -> Disqualification:
    """Somebody takes no part in the item, for a reason (jäv).

    Refuses with `MeetingRefused` one without a reason, somebody of another meeting, somebody who has moved at the item,
    and with `ParagraphRefused` what is adjusted.
    """
    if not reason.strip():
        raise refused(
            Words("Somebody takes no part for a reason."), Words("Write what it has to do with them."), "reason"
        )
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        _refuse_outsider(held, attendance)
        if held.motions.filter(mover=attendance, taken_back_on__isnull=True).exists():
            raise refused(
                Words("{name} has moved at the item.", name=attendance.membership.person.name),
                Words("Take the motion back first."),
                "attendance",
            )
        row = Disqualification(paragraph=held, attendance=attendance, reason=reason.strip())
        store(row, act="record-disqualification", who=who)
    return row


def record_motion(
    *, paragraph: Paragraph, mover: Attendance | None, text: str, who: Who, seconds: Sequence[Attendance] = ()
) -> Motion:
    """A member who serves moves at the item, and others join (MR-34: nobody moves or seconds on duty).

    Refuses with `MeetingRefused` a motion without words, and one by somebody who is no member or substitute that serves
    in the meeting, or who takes no part in the item, and a mover who joins the own motion; with `ParagraphRefused` what
    is adjusted.
    """
    if not text.strip():
        raise refused(Words("A motion says something."), Words("Write what was moved."), "text")
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        if mover is None:
            raise no_official("mover")
        for field, each in (("mover", mover), *(("seconds", each) for each in seconds)):
            _refuse_idle(held, each, field)
        if mover.pk in {each.pk for each in seconds}:
            raise refused(
                Words("{name} moved, and does not join the same motion.", name=mover.membership.person.name),
                Words("Take the mark away, or choose who moved."),
                "seconds",
            )
        motion = Motion(paragraph=held, mover=mover, text=text.strip())
        store(motion, act="record-motion", who=who)
        for each in seconds:
            store(Second(motion=motion, attendance=each), act="record-motion", who=who)
    return motion


def no_official(field: str) -> MeetingRefused:
    """The refusal of somebody who is not elected, or does not serve."""
    return refused(
        Words("Only members and substitutes who serve in the meeting move and join motions. Officials do not."),
        Words("Choose among those who serve. What an official proposes stands in the officials' memo."),
        field,
        clause="MR-34",
    )


@dataclass(frozen=True)
class TieSettled:
    """Which side a tie became, one of `Vote.Tie`, and whose vote settled it; None where it was by lot."""

    side: str
    by: Attendance | None = None


def record_vote(
    *,
    paragraph: Paragraph,
    about: str,
    yes: int,
    no: int,
    abstained: int,
    who: Who,
    tie: TieSettled | None = None,
) -> Vote:
    """How it was voted, in numbers. `tie` says what became of it where as many said yes as no.

    Refuses with `MeetingRefused` a vote about nothing, one without votes, and more votes than there are who serve and
    take part in the item; a tie that nothing settled, one settled by somebody who takes no part, and what settles
    where there is no tie; and a second vote on the same question. With `ParagraphRefused` what is adjusted.
    """
    if not about.strip():
        raise refused(Words("A vote is about something."), Words("Write what yes and no meant."), "about")
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        voting = _voting(held)
        if not 0 < yes + no + abstained <= voting:
            raise refused(
                Words(
                    "{count} votes are counted, and {voting} serve and take part in the item.",
                    count=yes + no + abstained,
                    voting=voting,
                ),
                Words("Count the votes again, or correct who was there."),
                "yes",
            )
        _refuse_tie(held, tie, is_tie=yes == no)
        _refuse_same_question(held, about.strip())
        vote = Vote(paragraph=held, about=about.strip(), yes=yes, no=no, abstained=abstained)
        if tie is not None:
            vote.tie_for, vote.tie_by = tie.side, tie.by
        store(vote, act="record-vote", who=who)
    return vote


def record_dissent(*, paragraph: Paragraph, attendance: Attendance, text: str, who: Who) -> RecordedDissent:
    """Somebody who took part would not stand behind what was decided (reservation).

    Refuses with `MeetingRefused` somebody who did not serve or takes no part in the item; with `ParagraphRefused` what
    is adjusted.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = open_paragraph(paragraph)
        _refuse_idle(held, attendance, "attendance")
        row = RecordedDissent(paragraph=held, attendance=attendance, text=text.strip())
        store(row, act="record-dissent", who=who)
    return row


def take_back(*, row: Disqualification | Motion | Vote | RecordedDissent, on: date, who: Who) -> None:
    """What was recorded by mistake counts no longer. It stays, with the day.

    Refuses with `ParagraphRefused` what is adjusted.
    """
    with transaction.atomic():
        lock_audit_chain()
        open_paragraph(row.paragraph)
        amend(row, to={"taken_back_on": on}, act="take-back-record", who=who)


def _refuse_outsider(paragraph: Paragraph, attendance: Attendance) -> None:
    if attendance.meeting_id != paragraph.item.meeting_id:
        raise no_official("attendance")


def _refuse_idle(paragraph: Paragraph, attendance: Attendance, field: str) -> None:
    if attendance.meeting_id != paragraph.item.meeting_id or attendance.seat_id is None:
        raise no_official(field)
    if _out(paragraph).filter(attendance=attendance).exists():
        raise refused(
            Words("{name} takes no part in the item.", name=attendance.membership.person.name),
            Words("Choose somebody else, or take the disqualification back."),
            field,
        )


def _refuse_tie(paragraph: Paragraph, tie: TieSettled | None, *, is_tie: bool) -> None:
    if is_tie and tie is None:
        raise refused(
            Words("As many said yes as no."),
            Words("Say which of them it became, and whose vote settled it."),
            "tie_for",
        )
    if tie is not None and not is_tie:
        raise refused(
            Words("The vote is no tie, and the greater number decides."),
            Words("Leave the answers about a tie empty, or count the votes again."),
            "tie_for",
        )
    if tie is not None and tie.by is not None:
        _refuse_idle(paragraph, tie.by, "tie_by")


def _refuse_same_question(paragraph: Paragraph, about: str) -> None:
    known = paragraph.votes.filter(taken_back_on__isnull=True).values_list("about", flat=True)
    if about.casefold() in {each.casefold() for each in known}:
        raise refused(
            Words("A vote on the same question is recorded already."),
            Words("Take that one back if it is wrong, or write what this one was about."),
            "about",
        )


def _out(paragraph: Paragraph) -> Any:
    return paragraph.disqualifications.filter(taken_back_on__isnull=True)


def _voting(paragraph: Paragraph) -> int:
    serving = paragraph.item.meeting.attendances.filter(seat__isnull=False)
    return serving.exclude(pk__in=_out(paragraph).values("attendance")).count()
