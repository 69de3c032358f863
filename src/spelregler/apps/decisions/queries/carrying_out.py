"""How an assignment is carried out: what has been done in part, and what the units have been asked for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.decisions.models import Assignment, PartReport, UnitAssignment
from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.queries.units import units_of_department


@dataclass(frozen=True)
class PassedOn:
    """What a unit has been asked for, as it stood on the day."""

    pk: int
    assignment: int
    text: str
    addressee_title: str
    addressee_title_en: str
    addressee_kind: str
    unit: str
    department: str
    body: str
    due_on: date
    result: str
    reported_on: date | None
    is_late: bool


def part_reports(*, assignment: int, as_of: date) -> list[PartReport]:
    """What has been told of the assignment as done in part by the day, the latest first. One query."""
    return list(
        PartReport.objects.filter(assignment=assignment, reported_on__lte=as_of).order_by("-reported_on", "-pk")
    )


def passed_on(*, as_of: date, assignment: int) -> list[PassedOn]:
    """What units have been asked for by the day because of an assignment, by its last day. One query."""
    return _rows(Q(assignment=assignment), as_of=as_of)


def waiting_at_unit(*, as_of: date, unit: str) -> list[PassedOn]:
    """What a unit has been asked for and has not reported by the day, by its last day. One query."""
    waits = Q(reported_on__isnull=True) | Q(reported_on__gt=as_of)
    return _rows(waits, Q(addressee__unit__code=unit), as_of=as_of)


def passed_on_by_pk(*, pk: int, as_of: date) -> PassedOn | None:
    """One of them, or None. One query."""
    return next(iter(_rows(Q(pk=pk), as_of=as_of)), None)


def unit_assignment(*, pk: int) -> UnitAssignment | None:
    """Itself, for an operation to work on."""
    return UnitAssignment.objects.filter(pk=pk).first()


def posts_below(assignment: Assignment, *, as_of: date) -> list[Post]:
    """Those who lead the units of the department that the assignment was given to, by title. Two queries."""
    head = assignment.addressee
    if head.kind != Post.Kind.DEPARTMENT_HEAD or head.department is None:
        return []
    units = units_of_department(head.department.code, as_of=as_of)
    below = Post.objects.filter(kind=Post.Kind.UNIT_MANAGER, unit__code__in=units, closed_on__isnull=True)
    return list(below.order_by("title", "code"))


def _rows(*which: Q, as_of: date) -> list[PassedOn]:
    rows = UnitAssignment.objects.filter(*which, given_on__lte=as_of).order_by("due_on", "pk")
    near = rows.select_related("addressee__unit", "assignment__addressee__department", "assignment__decision__body")
    return [_passed_on(row, as_of=as_of) for row in near]


def _passed_on(row: UnitAssignment, *, as_of: date) -> PassedOn:
    told = row.reported_on if row.reported_on and row.reported_on <= as_of else None
    post, department = row.addressee, row.assignment.addressee.department
    return PassedOn(
        pk=row.pk,
        assignment=row.assignment_id,
        text=row.text,
        addressee_title=post.title,
        addressee_title_en=post.title_en,
        addressee_kind=post.kind,
        unit=post.unit.code if post.unit else "",
        department=department.code if department else "",
        body=row.assignment.decision.body.code,
        due_on=row.due_on,
        result=row.result if told else "",
        reported_on=told,
        is_late=row.due_on < (told or as_of),
    )
