"""A department, a unit or a body by its code, or not here. Reads only."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import (
    AlsoServes,
    Body,
    Department,
    Placement,
    Unit,
)
from spelregler.apps.organisation.queries.departments import bodies_before
from spelregler.apps.organisation.queries.holdings import not_here
from spelregler.apps.organisation.queries.units import unit_place
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words


def department_by_code(code: str, *, as_of: date, ahead: bool = False) -> Department:
    """The department on the day, `ahead` one that begins later too. Refuses with `NotVisible` where there is none."""
    rows = Department.objects.on_or_after(as_of) if ahead else Department.objects.on(as_of)
    found: Department | None = rows.filter(code=code).select_related("body").first()
    if found is None:
        raise not_here(Words("The department"))
    return found


def body_then(department: Department, *, as_of: date) -> Body:
    """The body that the department answered to on the day."""
    return bodies_before(as_of=as_of).get(department.pk, department.body)


def unit_itself(code: str) -> Unit:
    """The unit whenever it is there, for an operation. Refuses with `NotVisible` a code that no unit has."""
    found: Unit | None = Unit.objects.filter(code=code).first()
    if found is None:
        raise not_here(Words("The unit"))
    return found


def unit_place_by_code(code: str, *, as_of: date) -> UnitPlace:
    """The unit in its place on the day; one that begins later in its first place. Refuses with `NotVisible` where it
    has none.
    """
    first = Placement.objects.filter(unit__code=code, start__gt=as_of).order_by("start").first()
    found = unit_place(code=code, as_of=as_of) or (unit_place(code=code, as_of=first.start) if first else None)
    if found is None:
        raise not_here(Words("The unit"))
    return found


def also_served(pk: int) -> AlsoServes:
    """A further body of a department, for an operation to work on. Refuses with `NotVisible` a number that none has."""
    found: AlsoServes | None = AlsoServes.objects.select_related("department__body", "body").filter(pk=pk).first()
    if found is None:
        raise not_here(Words("That body"))
    return found
