"""The last link of the chain: what each employee's work is for. Words, goals and dates; never a measure of a person."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.goals.models import Goal, JobAssignment
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.organisation.models import Person, Unit
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class JobAssignmentRefused(DomainError):
    """A job assignment says what the work is and which of the unit's goals it serves."""

    code = "job-assignment-refused"


def give_job_assignment(
    *, person: Person, unit: Unit, year: int, text: str, goals: Sequence[Goal], on: date, who: Who
) -> JobAssignment:
    """The manager gives an employee a job assignment for the year, tied to the unit's own goals (CP-23).

    There is one for each person, unit and year; given again it takes the place of the earlier words.

    Refuses with `JobAssignmentRefused` no words, no goal, and a goal that is not the unit's in the year.
    """
    mine = set(Goal.objects.filter(in_year(year), unit=unit).values_list("pk", flat=True))
    if not text.strip() or not goals or not {goal.pk for goal in goals} <= mine:
        raise JobAssignmentRefused(
            Words("The job assignment lacks words or one of the unit's goals."),
            clause="CP-23",
            field="goals" if text.strip() else "text",
            way=Words("Write what the assignment is and choose at least one of the unit's goals for the year."),
        )
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)
        row = JobAssignment.objects.filter(person=person, unit=unit, year=year).first()
        row = row or JobAssignment(person=person, unit=unit, year=year)
        row.text, row.given_on, row.by = text.strip(), on, who.name
        store(row, act="give-job-assignment", who=who, concerns=person.code)
        row.goals.set(goals)
    return row


def follow_up_job_assignment(*, assignment: JobAssignment, on: date, who: Who) -> JobAssignment:
    """That manager and employee have talked the assignment through is a day, and nothing more is kept (CP-23)."""
    with transaction.atomic():
        held: JobAssignment = JobAssignment.objects.select_for_update().get(pk=assignment.pk)
        held.followed_up_on = on
        store(held, act="follow-up-job-assignment", who=who, concerns=held.person.code)
    return held
