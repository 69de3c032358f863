"""Which units there were on a day, where they belonged, and what they became. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, Q, QuerySet, Subquery, Value, When

from spelregler.apps.organisation.models import (
    Appointment,
    Placement,
    Post,
    Unit,
    UnitChange,
    UnitName,
    UnitPart,
)
from spelregler.apps.organisation.queries.departments import bodies_before
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform import memory
from spelregler.platform.findings import SomeUnits


def name_then(unit: str, as_of: date, column: str = "name") -> Subquery:
    """What the row's unit was called on the day, where it has been renamed since; `name_en` is what in English."""
    names = UnitName.objects.filter(unit=OuterRef(unit), start__lte=as_of, end__gt=as_of)
    return Subquery(names.values(column)[:1])


def english_then(then: str | None, then_en: str | None, now_en: str) -> str:
    """The English name of a unit on a day: the one that went with its Swedish name then, which may have had none."""
    return now_en if then is None else then_en or ""


def department_then(unit: str, as_of: date, column: str = "code") -> Subquery:
    """The code, or the name, of the department that the row's unit lay in on the day; null where it lay in none."""
    placed = Placement.objects.on(as_of).filter(unit=OuterRef(unit))
    return Subquery(placed.values(f"department__{column}")[:1])


def only_own(unit: str, code: str) -> Case:
    """The code of the row's unit where it is that one, else nothing: the rest are alike before the role rules."""
    return Case(When(**{f"{unit}__code": code}, then=F(f"{unit}__code")), default=Value(""))


def unit_places(
    *, as_of: date, department: str = "", codes: Collection[str] | QuerySet[Any, Any] | None = None
) -> list[UnitPlace]:
    """Every unit that exists on the day, those of a department, or some by their codes, with place and manager.

    Three queries; a page that asks for the same units in several of its parts asks them once.
    """
    if isinstance(codes, QuerySet):
        return _places(as_of, department=department, codes=codes)
    key = ("unit places", as_of, department, None if codes is None else frozenset(codes))
    return list(memory.once_while_reading(key, lambda: _places(as_of, department=department, codes=codes)))


def _places(
    as_of: date, *, department: str = "", codes: Collection[str] | QuerySet[Any, Any] | None = None
) -> list[UnitPlace]:
    leading = Appointment.objects.on(as_of).filter(post__kind=Post.Kind.UNIT_MANAGER)
    placed = Placement.objects.on(as_of)
    if department:
        placed = placed.filter(department__code=department)
        leading = leading.filter(post__unit__in=placed.values("unit"))
    if codes is not None:
        leading, placed = leading.filter(post__unit__code__in=codes), placed.filter(unit__code__in=codes)
    managers = dict(leading.values_list("post__unit", "person__name"))
    earlier = {key: body.code for key, body in bodies_before(as_of=as_of).items()}
    then = {"then": name_then("unit", as_of), "then_en": name_then("unit", as_of, "name_en")}
    rows = placed.annotate(**then).order_by("department__name", "unit__name")
    return [
        UnitPlace(
            code=each["unit__code"],
            name=each["then"] or each["unit__name"],
            department=each["department__code"],
            department_name=each["department__name"],
            body=earlier.get(each["department"], each["department__body__code"]),
            parent=each["parent__code"] or "",
            manager=managers.get(each["unit"], ""),
            purpose=each["unit__purpose"],
            name_en=english_then(each["then"], each["then_en"], each["unit__name_en"]),
            department_name_en=each["department__name_en"],
        )
        for each in rows.values(
            *("unit", "unit__code", "unit__name", "unit__name_en", "then", "then_en", "unit__purpose", "parent__code"),
            *("department", "department__code", "department__name", "department__name_en", "department__body__code"),
        )
    ]


UNITS_PLACED = ("organisation.placement", "organisation.department", "organisation.unit", "organisation.unitname")
"""The kinds of rows that `placed_units` reads."""


class PlacedUnit(NamedTuple):
    """A unit and its department on the day, for the rules that ask no more."""

    code: str
    name: str
    department: str
    name_en: str = ""


def placed_units(*, as_of: date, units: Collection[str] | None = None) -> list[PlacedUnit]:
    """Every unit with a place on the day, or some by their codes, in the order of `unit_places`. One query."""
    placed = Placement.objects.on(as_of)
    if units is not None:
        placed = placed.filter(unit__code__in=units)
    rows = placed.annotate(then=name_then("unit", as_of), then_en=name_then("unit", as_of, "name_en"))
    columns = ("unit__code", "then", "unit__name", "department__code", "then_en", "unit__name_en")
    return [
        PlacedUnit(code, then or name, department, english_then(then, then_en, english))
        for code, then, name, department, then_en, english in rows.order_by(
            "department__name", "unit__name"
        ).values_list(*columns)
    ]


def count_placed_units(*, as_of: date) -> int:
    """How many units have a place on the day. One query."""
    return Placement.objects.on(as_of).count()


def unit_place(*, code: str, as_of: date) -> UnitPlace | None:
    """One unit on the day, or None where it does not exist then."""
    return next(iter(unit_places(as_of=as_of, codes=[code])), None)


def units_among(some: SomeUnits, *, as_of: date, scope: str = "scope") -> Q:
    """That a row's `scope` is the code of one of the units on the day."""
    inside = units_inside(*some.departments, as_of=as_of).values("unit__code")
    among = Q(**{f"{scope}__in": inside})
    return among | Q(**{f"{scope}__in": some.codes}) if some.codes else among


def bodies_of_units(*, as_of: date) -> dict[str, str]:
    """The body that each unit belongs under on the day, or belonged under last; by the unit's code. One query."""
    rows = Placement.objects.filter(start__lte=as_of).order_by("start")
    return dict(rows.values_list("unit__code", "department__body__code"))


def units_of_year(year: int) -> list[Unit]:
    """The units that there are or were some day of the year, also those that have ended; one query."""
    there = Unit.objects.filter(start__lt=date(year + 1, 1, 1))
    return list(there.filter(Q(end__isnull=True) | Q(end__gt=date(year, 1, 1))))


def unit_by_code(*, code: str) -> Unit | None:
    """The unit itself, for an operation to work on."""
    return Unit.objects.filter(code=code).first()


def units_inside(*departments: str, as_of: date) -> QuerySet[Placement, Any]:
    """The keys of departments' units on the day, for another question to ask among (`unit__in`); nothing is read."""
    return Placement.objects.on(as_of).filter(department__code__in=departments).values("unit")


def units_of_department(code: str, *, as_of: date) -> frozenset[str]:
    """The codes of a department's units on the day. One query."""
    return frozenset(Placement.objects.on(as_of).filter(department__code=code).values_list("unit__code", flat=True))


@dataclass(frozen=True)
class Merged:
    """A unit that went up in another."""

    code: str
    name: str
    name_en: str = ""


def merged_into(*, as_of: date) -> dict[str, list[Merged]]:
    """By unit code, the units that had been merged into it by the day, and those merged into them. One query."""
    ended = Unit.objects.filter(succeeded_by__isnull=False, end__lte=as_of).select_related("succeeded_by")
    into = {unit.code: unit.succeeded_by.code for unit in ended if unit.succeeded_by}
    found: dict[str, list[Merged]] = defaultdict(list)
    for unit in sorted(ended, key=lambda each: (each.end or as_of, each.code)):
        code, seen = into[unit.code], {unit.code}
        while code and code not in seen:
            found[code].append(Merged(unit.code, unit.name, unit.name_en))
            seen.add(code)
            code = into.get(code, "")
    return found


def change_planned(*, on: date, by: date, unit: Unit | None = None) -> UnitChange | None:
    """A change of units that is decided to be made on the day and has not been made by the other: of a unit, or a move.

    A move between two committees changes the frames of both.
    """
    rows = UnitChange.objects.filter(on=on, on__gt=by, undone_on__isnull=True).exclude(kind=UnitChange.Kind.RENAME)
    of = rows.filter(parts__unit=unit) if unit is not None else rows.filter(kind=UnitChange.Kind.MOVE)
    found: UnitChange | None = of.order_by("pk").first()
    return found


def taken_over(*, as_of: date) -> dict[str, date]:
    """The units that took over from others in the day's year, and since when: what they forecast before is another's.

    One query.
    """
    rows = UnitPart.objects.filter(
        is_after=True,
        change__undone_on__isnull=True,
        change__kind__in=(UnitChange.Kind.MERGE, UnitChange.Kind.SPLIT),
        change__on__lte=as_of,
        change__on__gte=date(as_of.year, 1, 1),
    )
    return dict(rows.order_by("change__on").values_list("code", "change__on"))
