"""A missed target is answered with its cause and an action that has an owner and a day (MR-30, MR-28)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.goals.models import Measurement, MissedAnswer, Target
from spelregler.apps.goals.operations.plans import add_action
from spelregler.apps.organisation.models import Appointment, Department, Post
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class AnswerRefused(DomainError):
    """An answer says the cause, what is done, who does it and by when."""

    code = "answer-refused"


def answer_miss(
    *,
    measurement: Measurement,
    target: Target,
    department: Department,
    cause: str,
    action: str,
    owner: Post,
    due_on: date,
    on: date,
    who: Who,
) -> MissedAnswer:
    """The answer is once, on the day it is given; its action serves the goal and is followed up like any other (MR-30).

    Refuses with `AnswerRefused` no cause or action, a day that has passed, a post that nobody holds, a value that has
    been corrected, and a second answer; with `ActionRefused` a unit that is not in the department then.
    """
    _refuse(measurement, cause=cause, action=action, owner=owner, due_on=due_on, on=on)
    with transaction.atomic():
        Measurement.objects.select_for_update().get(pk=measurement.pk)
        if MissedAnswer.objects.filter(measurement=measurement, target=target).exists():
            raise _refusal(Words("The missed target is already answered."))
        made = add_action(
            code=f"svar-{measurement.pk}-{target.pk}",
            title=action.strip(),
            unit=target.goal.unit,
            department=department,
            goals=[target.goal],
            responsible=owner,
            start=on,
            due_on=due_on,
            who=who,
        )
        row = MissedAnswer(
            measurement=measurement,
            target=target,
            cause=cause.strip(),
            action=made,
            owner=owner,
            answered_on=on,
            by=who.name,
        )
        store(row, act="answer-miss", who=who, details={"due_on": due_on})
    return row


def _refuse(measurement: Measurement, *, cause: str, action: str, owner: Post, due_on: date, on: date) -> None:
    if not cause.strip():
        raise _refusal(Words("Write the cause."), "cause")
    if not action.strip():
        raise _refusal(Words("Write what is done."), "action")
    if due_on < on:
        raise _refusal(Words("The action is to be finished today or later."), "due_on")
    if measurement.recorded_on > on or Measurement.objects.filter(replaces=measurement).exists():
        raise _refusal(Words("The value has been corrected since."))
    if not Appointment.objects.on(on).filter(post=owner).exists():
        raise _refusal(Words("Nobody holds that post today."), "owner")


def _refusal(words: Bilingual, field: str = "") -> AnswerRefused:
    return AnswerRefused(
        field=field,
        words=words,
        clause="MR-30",
        way=Words("An answer has a cause, an action, an owner and a date."),
    )
