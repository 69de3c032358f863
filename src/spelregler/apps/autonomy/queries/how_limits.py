"""What limits how units work on a day, and what it rests on. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.autonomy.models import HowLimit
from spelregler.apps.organisation.models import Department, Placement
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import PlacedUnit, placed_units
from spelregler.domain.autonomy.how_limits import LimitsOfPlace
from spelregler.domain.findings import MUNICIPALITY, Scope

MOST_SHOWN = 300


def _known(as_of: date) -> QuerySet[HowLimit]:
    return HowLimit.objects.filter(start__lte=as_of, entered_on__lte=as_of).select_related(
        "unit", "department", "intervention"
    )


def how_limits(*, as_of: date) -> list[HowLimit]:
    """Those in force on the day: every unit's first, then by department and unit; 300 at most. One query."""
    rows = _known(as_of).filter(Q(end__isnull=True) | Q(end__gt=as_of))
    return sorted(
        rows.order_by("pk")[:MOST_SHOWN],
        key=lambda each: (
            each.unit is not None,
            each.department is not None,
            each.department.name if each.department else "",
            each.unit.name if each.unit else "",
            each.start,
        ),
    )


def how_limits_on(*, unit: str, as_of: date) -> list[HowLimit]:
    """What limits a unit on the day: its own, its department's and every unit's; 300 at most. One query."""
    placed = Placement.objects.on(as_of).filter(unit__code=unit).values("department")
    everywhere = Q(unit__isnull=True, department__isnull=True)
    rows = _known(as_of).filter(Q(end__isnull=True) | Q(end__gt=as_of))
    return list(
        rows.filter(everywhere | Q(unit__code=unit) | Q(department__in=placed)).order_by("start", "pk")[:MOST_SHOWN]
    )


def limited_units(limits: Iterable[HowLimit], *, as_of: date) -> dict[str, PlacedUnit]:
    """Each unit that something limits by its code, with its department and what it is called on the day. One query."""
    codes = {each.unit.code for each in limits if each.unit}
    return {each.code: each for each in placed_units(as_of=as_of, units=codes)}


def how_limit_by_pk(pk: int) -> HowLimit | None:
    """One of them, with its place. One query."""
    rows = HowLimit.objects.select_related("unit", "department__body", "intervention")
    return rows.filter(pk=pk).first()


def department_of(limit: HowLimit, *, as_of: date) -> Department | None:
    """The department whose units it limits; None where it limits every unit. One query at most."""
    if limit.unit is None:
        return limit.department
    placed = Placement.objects.on(as_of).filter(unit=limit.unit).select_related("department__body").first()
    return placed.department if placed else None


def limits_of_places(*, as_of: date) -> list[LimitsOfPlace]:
    """Each department with what limits its units, and all of them where anything limits every unit (MR-26). Five
    queries."""
    placed = dict(
        Placement.objects.on(as_of)
        .filter(unit__in=HowLimit.objects.filter(unit__isnull=False).values("unit"))
        .values_list("unit", "department__code")
    )
    found: dict[str, list[HowLimit]] = defaultdict(list)
    for each in _known(as_of):
        code = each.department.code if each.department else ""
        found[placed.get(each.unit_id, "-") if each.unit_id else code].append(each)
    places = [(each.code, Scope("department", each.code, each.name)) for each in departments(as_of=as_of)]
    places += [("", MUNICIPALITY)] if "" in found else []
    return [_place(place, found[code], as_of) for code, place in places]


def _place(place: Scope, limits: list[HowLimit], as_of: date) -> LimitsOfPlace:
    held = [each for each in limits if each.end is None or each.end > as_of]
    without = [each for each in held if not each.has_ground(as_of)]
    return LimitsOfPlace(
        place=place,
        in_force=len(held),
        without_since=tuple(_since(each) for each in without),
        is_used=bool(limits),
    )


def _since(limit: HowLimit) -> date:
    """From when it has held without a ground: since it was said, or since the intervention ended."""
    ended = limit.intervention.end if limit.intervention else None
    return ended if limit.grounded_on and ended else limit.start
