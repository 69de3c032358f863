"""Job assignments: an employee's own, and those of a unit for whoever leads the work there. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.goals.access.actions import GoalAction
from spelregler.apps.goals.models import JobAssignment
from spelregler.apps.organisation.models import Appointment, Employment, Person, Post

GIVE = GoalAction.GIVE_JOB


def own(*, person: str, as_of: date) -> list[JobAssignment]:
    """What a person has been given, the latest year first; nobody else's (GDPR 15). Two queries."""
    if not person:
        return []
    rows = JobAssignment.objects.filter(person__code=person, given_on__lte=as_of).select_related("unit")
    return list(rows.prefetch_related("goals").order_by("-year", "unit__name"))


@dataclass(frozen=True)
class Employee:
    """Somebody who works in the unit, and the job assignment of the year."""

    code: str
    name: str
    assignment: JobAssignment | None


def employees(*, unit: str, year: int, as_of: date) -> list[Employee]:
    """The unit's employees by name, each with the year's job assignment. Who has left is not shown. Four queries."""
    employed = Employment.objects.on(as_of).filter(unit__code=unit).values("person")
    appointed = Appointment.objects.on(as_of).filter(post__unit__code=unit, post__kind=Post.Kind.EMPLOYEE)
    people = Person.objects.filter(Q(pk__in=employed) | Q(pk__in=appointed.values("person"))).order_by("name")
    rows = JobAssignment.objects.filter(unit__code=unit, year=year, given_on__lte=as_of).prefetch_related("goals")
    given = {row.person_id: row for row in rows}
    return [Employee(each.code, each.name, given.get(each.pk)) for each in people]
