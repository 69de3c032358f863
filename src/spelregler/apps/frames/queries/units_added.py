"""What units have, have cost and are expected to cost, added up in the database by committee and department."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Case, Count, F, Min, OuterRef, Q, QuerySet, Subquery, Sum, When
from django.db.models.functions import Coalesce

from spelregler.apps.frames.models import Forecast, UnitFrame
from spelregler.apps.frames.queries.frame_rows import held_unit_frames
from spelregler.apps.frames.queries.outcome import nets
from spelregler.apps.organisation.queries.units import department_then, taken_over
from spelregler.platform import memory

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class UnitsAdded:
    """Units that have their frame in a committee's and lie in one department, together; in öre.

    `told` are those whose cost of the year is known: by a forecast, or because the unit has ended. `ranged` are those
    of them with a range. `department` is empty where they lie in none.
    """

    body: str
    department: str
    count: int = 0
    frame_ore: int = 0
    outcome_ore: int = 0
    told: int = 0
    told_ore: int = 0
    told_on: date | None = None
    ranged: int = 0
    low_ore: int = 0
    high_ore: int = 0

    @property
    def expected_ore(self) -> int | None:
        """What they are expected to cost together; None while one of them has not told."""
        return self.told_ore if self.told == self.count else None

    @property
    def range_ore(self) -> tuple[int, int] | None:
        """Their ranges added up; None while one of them lacks."""
        return (self.low_ore, self.high_ore) if self.ranged == self.count else None

    def __add__(self, other: UnitsAdded) -> UnitsAdded:
        days = [each for each in (self.told_on, other.told_on) if each]
        return UnitsAdded(
            self.body,
            self.department,
            self.count + other.count,
            self.frame_ore + other.frame_ore,
            self.outcome_ore + other.outcome_ore,
            self.told + other.told,
            self.told_ore + other.told_ore,
            min(days, default=None),
            self.ranged + other.ranged,
            self.low_ore + other.low_ore,
            self.high_ore + other.high_ore,
        )


def units_added(*, year: int, as_of: date, body_code: str = "") -> tuple[UnitsAdded, ...]:
    """The units of a committee, or of all, added up by committee and department, in no order.

    A unit that has ended is expected to cost what it came to, and what a unit told before it took over from others
    counts for nothing. Three queries, once in a request that reads.
    """
    return memory.once_while_reading(
        ("units added", year, as_of, body_code), lambda: _units_added(year=year, as_of=as_of, body_code=body_code)
    )


def together(added: Iterable[UnitsAdded], key: Callable[[UnitsAdded], Key]) -> dict[Key, UnitsAdded]:
    """Those with the same key as one."""
    found: dict[Key, UnitsAdded] = {}
    for each in added:
        found[key(each)] = found[key(each)] + each if key(each) in found else each
    return found


def framed(*, year: int, as_of: date, body_code: str = "", unit_code: str = "") -> QuerySet[UnitFrame]:
    """The unit frames that held on the day, out of committee frames that had begun, each with its unit's outcome."""
    rows = held_unit_frames(year=year, as_of=as_of)
    if body_code:
        rows = rows.filter(committee_frame__body__code=body_code)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    booked = nets(first_year=year, year=year, as_of=as_of).filter(unit=OuterRef("unit")).order_by()
    found: QuerySet[UnitFrame] = rows.annotate(
        outcome=Subquery(booked.values("unit").annotate(total=Sum("amount_ore")).values("total"))
    )
    return found


def latest_told(*, year: int, as_of: date) -> Subquery:
    """The key of the unit's latest forecast: the one that builds on the latest month."""
    known = Forecast.objects.known_on(as_of).filter(year=year, unit=OuterRef("unit"))
    return Subquery(known.order_by("-month", "-recorded_on", "-pk").values("pk")[:1])


def _units_added(*, year: int, as_of: date, body_code: str) -> tuple[UnitsAdded, ...]:
    rows = framed(year=year, as_of=as_of, body_code=body_code)
    parts = [*_given(rows, as_of=as_of), *_told(rows, year=year, as_of=as_of)]
    return tuple(together(parts, lambda each: (each.body, each.department)).values())


def _given(rows: QuerySet[UnitFrame], *, as_of: date) -> list[UnitsAdded]:
    """Frames and outcome, and of the units that have ended what they came to."""
    gone = Q(unit__end__lte=as_of)
    placed = rows.annotate(department=department_then("unit", as_of))
    added = placed.order_by().values_list("committee_frame__body__code", "department")
    return [
        UnitsAdded(
            body, department or "", count, frame, outcome or 0, ended, cost or 0, None, ended, cost or 0, cost or 0
        )
        for body, department, count, frame, outcome, ended, cost in added.annotate(
            Count("pk"),
            Sum("amount_ore"),
            Sum("outcome"),
            ended=Count(Case(When(gone, then=F("pk")))),
            cost=Sum(Case(When(gone, then=Coalesce(F("outcome"), 0)))),
        )
    ]


def _told(rows: QuerySet[UnitFrame], *, year: int, as_of: date) -> list[UnitsAdded]:
    """The forecasts of the units that there still are, each read once from the list of the latest."""
    older = Q(pk=None)
    for code, day in taken_over(as_of=as_of).items():
        older |= Q(unit__code=code, recorded_on__lt=day)
    alive = rows.exclude(unit__end__lte=as_of)
    latest = alive.annotate(latest=latest_told(year=year, as_of=as_of)).values("latest")
    within = rows.filter(unit=OuterRef("unit")).values("committee_frame__body__code")[:1]
    told = Forecast.objects.filter(pk__in=latest).exclude(older)
    placed = told.annotate(within=Subquery(within), department=department_then("unit", as_of))
    added = placed.order_by().values_list("within", "department")
    return [
        UnitsAdded(body, department or "", 0, 0, 0, count, ore, day, ranged, low or 0, high or 0)
        for body, department, count, ore, day, ranged, low, high in added.annotate(
            Count("pk"),
            Sum("amount_ore"),
            Min("recorded_on"),
            Count("proposed_low_ore"),
            Sum("proposed_low_ore"),
            Sum("proposed_high_ore"),
        )
    ]
