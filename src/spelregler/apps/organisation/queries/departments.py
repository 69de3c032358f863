"""Which departments there were on a day, and whom they answered to. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, QuerySet

from spelregler.apps.organisation.models import (
    AlsoServes,
    Answering,
    Appointment,
    Body,
    Department,
    Post,
)
from spelregler.platform import memory
from spelregler.platform.findings import UNITS_OF, Place

DEPARTMENTS = (
    *("organisation.department", "organisation.answering", "organisation.body"),
    *("organisation.post", "organisation.appointment", "organisation.person"),
)
"""The kinds of rows that `departments` reads."""


def bodies_before(*, as_of: date) -> dict[int, Body]:
    """The body that a department answered to on the day, by its key, where it was another than today's. One query."""

    def load() -> dict[int, Body]:
        rows = Answering.objects.on(as_of).select_related("body")
        return {each.department_id: each.body for each in rows}

    return memory.once_while_reading(("bodies before", as_of), load)


@dataclass(frozen=True)
class DepartmentPlace:
    """A department, the body that it answers to, and its head on the day."""

    code: str
    name: str
    body: str
    body_name: str
    head: str
    head_is_acting: bool
    begins: date | None = None
    """Its first day, where that is later."""
    name_en: str = ""
    body_name_en: str = ""


def departments(*, as_of: date, ahead: bool = False) -> list[DepartmentPlace]:
    """Every department on the day with its head, by name, `ahead` those that begin later too; three queries."""
    return memory.once_while_reading(("departments", as_of, ahead), lambda: _departments(as_of=as_of, ahead=ahead))


def department_names(codes: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The names of some departments, in Swedish and in English, by code: of those that have ended too. One query."""
    named = Department.objects.filter(code__in=set(codes)).values_list("code", "name", "name_en")
    return {code: (name, english) for code, name, english in named}


def departments_under(body: str, *, as_of: date) -> list[DepartmentPlace]:
    """The departments that answer to the body on the day, by name. Three queries in a request."""
    return [each for each in departments(as_of=as_of) if each.body == body]


def field_of(body: str, *, as_of: date) -> list[Place]:
    """What a body answers for on the day: itself, its departments and their units. Three queries in a request."""
    under = [each.code for each in departments_under(body, as_of=as_of)]
    return [("committee", body), *(place for code in under for place in (("department", code), (UNITS_OF, code)))]


def _departments(*, as_of: date, ahead: bool) -> list[DepartmentPlace]:
    heads = {
        each.post.department_id: each
        for each in Appointment.objects.on_or_after(as_of)
        .filter(Q(start__lte=as_of) | Q(start__lte=F("post__department__start")))
        .filter(post__kind=Post.Kind.DEPARTMENT_HEAD)
        .select_related("post", "person")
        .order_by("-start")
    }
    found, earlier = [], bodies_before(as_of=as_of)
    there = Department.objects.on_or_after(as_of) if ahead else Department.objects.on(as_of)
    for each in there.select_related("body").order_by("name"):
        head, body = heads.get(each.pk), earlier.get(each.pk, each.body)
        found.append(
            DepartmentPlace(
                code=each.code,
                name=each.name,
                body=body.code,
                body_name=body.name,
                head=head.person.name if head else "",
                head_is_acting=bool(head and head.is_acting),
                begins=each.start if each.start > as_of else None,
                name_en=each.name_en,
                body_name_en=body.name_en,
            )
        )
    return found


def departments_of(body: Body, *, as_of: date) -> QuerySet[Department]:
    """The departments that answer to the body, and those that work for it on the day; nothing is read yet."""
    also = AlsoServes.objects.on(as_of).filter(body=body).values("department")
    return Department.objects.filter(Q(body=body) | Q(pk__in=also))
