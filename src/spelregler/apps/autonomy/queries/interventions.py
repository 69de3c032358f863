"""Interventions and the limits on freedom in force on a date. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from spelregler.apps.autonomy.models import Intervention
from spelregler.apps.organisation.queries.units import units_inside
from spelregler.domain.autonomy.picture import InterventionFact
from spelregler.domain.period import ONE_DAY, Period
from spelregler.domain.words import Bilingual, Words, joined

MOST_REVIEWS = 100
"""A department with more interventions than this has begun with the nearest."""


def intervention_facts(*, as_of: date, units: Collection[str] | None = None) -> dict[str, list[InterventionFact]]:
    """Every intervention started by the day, ended ones too, per unit code; one query."""
    found: dict[str, list[InterventionFact]] = {}
    rows = Intervention.objects.filter(start__lte=as_of).select_related("unit")
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    for row in rows:
        fact = InterventionFact(
            key=str(row.pk),
            ground=row.ground,
            proposed_on=row.start,
            period=Period(row.start, row.end),
        )
        found.setdefault(row.unit.code, []).append(fact)
    return found


@dataclass(frozen=True)
class LimitInForce:
    """What is told of an intervention outside the department: on which ground, what it limits, and its last day."""

    ground: str
    limits: str
    last_day: date
    since: date | None = None
    next_review: date | None = None


def limits_in_force(*, as_of: date, units: Collection[str] | None = None) -> dict[str, list[LimitInForce]]:
    """The interventions in force on the day, per unit code, the one that ends first first; one query."""
    rows = Intervention.objects.on(as_of).select_related("unit")
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    found: dict[str, list[LimitInForce]] = {}
    for row in rows.order_by("end", "pk"):
        if row.end is not None:
            limit = LimitInForce(row.ground, row.limits, row.end - ONE_DAY, row.start, row.next_review)
            found.setdefault(row.unit.code, []).append(limit)
    return found


def next_reviews(*, department: str, as_of: date, most: int = MOST_REVIEWS) -> list[Intervention]:
    """The interventions in force in a department's units, the first to be looked at again first; one query."""
    held = Intervention.objects.on(as_of).filter(unit__in=units_inside(department, as_of=as_of))
    return list(held.select_related("unit").order_by("next_review", "pk")[:most])


def intervention_by_pk(pk: int) -> Intervention | None:
    """The intervention itself, for an operation to work on."""
    return Intervention.objects.select_related("signal", "unit").filter(pk=pk).first()


def limit_on_money_moves(*, unit: str, as_of: date) -> Bilingual:
    """What an open intervention says about moving money, with its last day; nothing where the unit is free (MR-38)."""
    rows = Intervention.objects.filter(unit__code=unit, start__lte=as_of, end__gt=as_of, limits_money_moves=True)
    told = [
        Words("{limits} ({ground}, until {day})", limits=row.limits, ground=row.ground, day=row.end - ONE_DAY)
        for row in rows
        if row.end
    ]
    return joined(*told, between="; ")
