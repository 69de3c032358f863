"""How many units the departments have on a day, and which of them stand on a page of a list. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from spelregler.apps.organisation.models import Placement
from spelregler.apps.organisation.queries.departments import bodies_before
from spelregler.platform import memory


@dataclass(frozen=True)
class DepartmentOnField:
    """A department with the body that it answered to, its units on the day, and how many of some units are its own."""

    code: str
    name: str
    body: str
    units: int
    some: int
    name_en: str = ""


def units_by_department(*, as_of: date, some: Collection[str] = ()) -> list[DepartmentOnField]:
    """Every department that has a unit on the day, by name, and how many. Two queries, a row for each department."""
    key = ("units by department", as_of, frozenset(some))
    return memory.once_while_reading(key, lambda: _by_department(as_of=as_of, some=some))


def _by_department(*, as_of: date, some: Collection[str]) -> list[DepartmentOnField]:
    earlier = {key: body.code for key, body in bodies_before(as_of=as_of).items()}
    rows = (
        Placement.objects.on(as_of)
        .order_by("department__name")
        .values_list(
            "department", "department__code", "department__name", "department__name_en", "department__body__code"
        )
    )
    counted = rows.annotate(units=Count("pk"), some=Count("pk", filter=Q(unit__code__in=list(some))))
    return [
        DepartmentOnField(code, name, earlier.get(key, body), units, own, name_en)
        for key, code, name, name_en, body, units, own in counted
    ]


def unit_codes(*, as_of: date, department: str = "", start: int, most: int) -> list[str]:
    """The codes of at most so many units, by department and name, from a place in the list. One query."""
    placed = Placement.objects.on(as_of)
    if department:
        placed = placed.filter(department__code=department)
    named = placed.order_by("department__name", "unit__name", "pk").values_list("unit__code", flat=True)
    return list(named[start : start + most])
