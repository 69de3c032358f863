"""How many of a body took part in its training, and what the body answered in its self-check (MR-3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.knowledge.models import Attendance, SelfCheck
from spelregler.apps.knowledge.queries.bodies import seated_in
from spelregler.apps.organisation.models import Body, Training
from spelregler.apps.organisation.operations.introductions import record_training
from spelregler.domain.body_training import ANSWERS
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class AttendanceRefused(DomainError):
    """No more took part than sit in the body."""

    code = "attendance-refused"


class SelfCheckRefused(DomainError):
    """Every question has an answer."""

    code = "self-check-refused"


@dataclass(frozen=True)
class Attended:
    """A training or its catch-up: when, how many of the seats took part, and what was gone through."""

    is_catch_up: bool
    held_on: date
    took_part: int
    part: str = ""


def record_attendance(*, body: Body, said: Attended, today: date, role: str, who: Who) -> Attendance:
    """How many members and substitutes took part; the training itself is recorded with it where it is not yet (MR-7).

    Refuses with `AttendanceRefused` a day to come, nobody, more than sit in the body that day, a catch-up without a
    training, and what is recorded already; with `NoTermThen` a day outside the body's terms.
    """
    with transaction.atomic():
        _refuse(said, seated_in(body=body, as_of=said.held_on), today=today)
        training = _training(body, said, today=today, who=who)
        same = Attendance.objects.filter(
            training=training, held_on=said.held_on, is_catch_up=said.is_catch_up, ended_on__isnull=True
        )
        if same.exists():
            raise _refused(
                Words("That is recorded already for {held_on}.", held_on=said.held_on),
                "held_on",
                Words("Take the earlier one back first, if the number was wrong."),
            )
        row = Attendance(
            training=training,
            is_catch_up=said.is_catch_up,
            held_on=said.held_on,
            took_part=said.took_part,
            part=said.part.strip(),
            role=role,
            recorded_on=today,
        )
        store(row, act="record-attendance", who=who)
    return row


def _training(body: Body, said: Attended, *, today: date, who: Who) -> Training:
    if not said.is_catch_up:
        held = Training.objects.filter(body=body, held_on=said.held_on).first()
        return held or record_training(body=body, held_on=said.held_on, today=today, who=who)
    earlier = Training.objects.filter(body=body, held_on__lte=said.held_on, attendances__ended_on__isnull=True)
    found = earlier.exclude(attendances=None).order_by("-held_on").first()
    if found is None:
        raise _refused(
            Words("There is nothing before that day to catch up."),
            "is_catch_up",
            Words("Record the training itself first."),
        )
    return found


def _refuse(said: Attended, seats: int, *, today: date) -> None:
    if said.held_on > today:
        raise _refused(
            Words("{held_on} has not been yet.", held_on=said.held_on),
            "held_on",
            Words("Record it when it has been held, with the day on which it was."),
        )
    if not 1 <= said.took_part <= seats:
        raise _refused(
            Words("{seats} sat in the body that day, substitutes too.", seats=seats),
            "took_part",
            Words("Give how many of them took part, at least one."),
        )


def withdraw_attendance(*, attendance: Attendance, reason: str, on: date, who: Who) -> None:
    """What was recorded by mistake counts no longer, and stays to read with the reason. The training itself stays.

    Refuses with `AttendanceRefused` one that is withdrawn already, and one without a reason.
    """
    with transaction.atomic():
        held = Attendance.objects.select_for_update().get(pk=attendance.pk)
        if held.ended_on is not None:
            raise _refused(Words("It is withdrawn already."), "", Words("Read what counts now."))
        if not reason.strip():
            raise _refused(Words("The reason is missing."), "reason", Words("Say in a few words what was wrong."))
        amend(held, to={"ended_on": on, "withdrawn_for": reason.strip()}, act="withdraw-attendance", who=who)


def answer_self_check(
    *,
    body: Body,
    questions: Sequence[tuple[str, Bilingual]],
    answers: Mapping[str, str],
    agreed: str,
    today: date,
    role: str,
    who: Who,
) -> SelfCheck:
    """What the body answers together, with what it agrees to do. Nobody's own answer is kept (MR-3, MR-24).

    Refuses with `SelfCheckRefused` where there are no questions, and a question without an answer.
    """
    if not questions:
        raise SelfCheckRefused(
            Words("The policy package has no questions for a self-check."),
            way=Words("They are added to the package, and the council adopts it anew."),
        )
    for name, _text in questions:
        if answers.get(name) not in ANSWERS:
            raise SelfCheckRefused(
                Words("A question has no answer."), way=Words("Answer yes, partly or no to each."), field=name
            )
    row = SelfCheck(
        body=body,
        answered_on=today,
        answers=[{"id": name, **text.as_dict(), "answer": answers[name]} for name, text in questions],
        agreed=agreed.strip(),
        role=role,
    )
    store(row, act="answer-self-check", who=who)
    return row


def _refused(words: Bilingual, field: str, way: Bilingual) -> AttendanceRefused:
    return AttendanceRefused(words, clause="MR-3", way=way, field=field)
