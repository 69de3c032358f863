"""Frames, outcome and forecasts as of a date. The number of queries never depends on the number of units.

Net cost follows Kommun-Bas: account classes 3–7, income negative as in SIE. Class 8 (taxes, grants, interest) is
finance and belongs to no unit's net frame."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, Count, F, Max, Min, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.db.models.functions import Coalesce

from spelregler.apps.frames.models import CommitteeFrame, Forecast, LedgerMonth, UnitFrame
from spelregler.apps.frames.queries.frame_rows import committee_frames, council_budget, held_unit_frames, paragraph_of
from spelregler.apps.frames.queries.known_forecasts import (
    KnownForecast,
    forecast_deviation,
    forecasts_by_pk,
    forecasts_known,
    latest_forecasts,
)
from spelregler.apps.frames.queries.outcome import nets
from spelregler.apps.organisation.queries.units import department_then, english_then, name_then, taken_over
from spelregler.platform import memory


@dataclass(frozen=True)
class UnitRow:
    """One unit in the overview: frame, outcome of whole months, the latest forecast, and what is left."""

    code: str
    name: str
    frame_ore: int
    outcome_ore: int
    forecast: KnownForecast | None
    origin: str
    ended_on: date | None = None
    """The first day after a unit that has ended: its frame and outcome are those of the days it lived."""
    name_en: str = ""

    @property
    def expected_ore(self) -> int | None:
        """What the year is expected to cost: its forecast, and for a unit that has ended what it came to."""
        if self.ended_on is not None:
            return self.outcome_ore
        return None if self.forecast is None else self.forecast.amount_ore

    @property
    def remaining_ore(self) -> int:
        """Frame less outcome so far."""
        return self.frame_ore - self.outcome_ore

    @property
    def deviation_ore(self) -> int | None:
        """Frame less forecast; negative is overrun."""
        return None if self.forecast is None else self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_deviation(self) -> Decimal | None:
        """The deviation in per cent of the frame (domain 1.3)."""
        return forecast_deviation(frame_ore=self.frame_ore, forecast=self.forecast)


@dataclass(frozen=True)
class PartRow:
    """The units of one department that have their frame in a committee's, together. Those that have ended have neither
    name nor code.

    `forecast_ore` is what they are expected to cost, or None while one of them has no forecast.
    """

    name: str
    frame_ore: int
    outcome_ore: int
    forecast_ore: int | None
    code: str = ""
    name_en: str = ""


@dataclass(frozen=True)
class CommitteeRow:
    """One committee in the overview, and its units together.

    `distributed_ore` is what the units have been given, and `outcome_ore` what those that have their frame here have
    cost. The units' forecasts together are asked for where the committee has none of its own; None while one lacks.
    """

    code: str
    name: str
    name_en: str
    frame_ore: int
    forecast: KnownForecast | None
    decision: str
    origin: str
    unit_count: int = 0
    distributed_ore: int = 0
    outcome_ore: int = 0
    units_forecast_ore: int | None = None
    units_forecast_on: date | None = None
    """The earliest day of those forecasts: no sum is newer than its oldest part."""
    units_range_ore: tuple[int, int] | None = None
    """The ranges that were computed for the units when each told its forecast, added up; None while one of them lacks.

    The ends are added as if all miss the same way in the same year, so the range is wide rather than narrow."""

    @property
    def undistributed_ore(self) -> int:
        return self.frame_ore - self.distributed_ore

    @property
    def range_ore(self) -> tuple[int, int] | None:
        """Between what and what the committee's year is expected to end: its units' ranges, and what no unit has been
        given as if it were used. Of a body without units nothing is computed, and its own forecast is both ends.
        """
        if self.units_range_ore is None:
            told = self.forecast.amount_ore if self.forecast and not self.unit_count else None
            return None if told is None else (told, told)
        low, high = self.units_range_ore
        return low + self.undistributed_ore, high + self.undistributed_ore

    @property
    def remaining_ore(self) -> int:
        return self.frame_ore - self.outcome_ore

    @property
    def deviation_ore(self) -> int | None:
        """Frame less the committee's own forecast; negative is overrun."""
        return None if self.forecast is None else self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_deviation(self) -> Decimal | None:
        return forecast_deviation(frame_ore=self.frame_ore, forecast=self.forecast)


@dataclass(frozen=True)
class FramesOverview:
    """The year's money in one picture. `total_ore` is None until the council has decided."""

    year: int
    as_of: date
    total_ore: int | None
    finance_ore: int
    decision: str
    origin: str
    committees: tuple[CommitteeRow, ...]
    outcome_to: date | None

    @property
    def committees_ore(self) -> int:
        return sum(each.frame_ore for each in self.committees)

    @property
    def difference_ore(self) -> int | None:
        """What the council's total lacks or has over; zero when the sums hold (MR-18)."""
        return None if self.total_ore is None else self.total_ore - self.committees_ore - self.finance_ore

    @property
    def outcome_ore(self) -> int:
        return sum(each.outcome_ore for each in self.committees)


def frames_overview(*, year: int, as_of: date, body_code: str = "", ranged: bool = True) -> FramesOverview:
    """Council total and committee frames with outcome, latest forecast and what is left; of one body where it is named,
    and with the range of the units' forecasts where it is asked for.

    Net cost in öre, deviations in per cent of the frame, minus for an overrun (MR-18, MR-42). The units are added up in
    the database: seven queries, or nine where a committee has no forecast of its own.
    """
    budget = council_budget(year=year, as_of=as_of)
    return FramesOverview(
        year=year,
        as_of=as_of,
        total_ore=budget.total_ore if budget else None,
        finance_ore=budget.finance_ore if budget else 0,
        decision=paragraph_of(budget.decision) if budget else "",
        origin=budget.origin if budget else "",
        committees=tuple(_committee_rows(year=year, as_of=as_of, body_code=body_code, ranged=ranged)),
        outcome_to=outcome_to(year=year, as_of=as_of),
    )


def outcome_to(*, year: int, as_of: date) -> date | None:
    """The last month of the year that has an outcome, as known on the day. One query in a page."""
    booked = LedgerMonth.objects.filter(pk__in=nets(first_year=year, year=year, as_of=as_of).values("ledger_month"))
    found: date | None = memory.once_while_reading(
        ("outcome to", year, as_of), lambda: booked.aggregate(last=Max("month"))["last"]
    )
    return found


def unit_rows(
    *,
    year: int,
    as_of: date,
    body_code: str = "",
    unit_code: str = "",
    units: Collection[str] | None = None,
    start: int = 0,
    most: int | None = None,
) -> list[UnitRow]:
    """The units that have their frame in a committee's, one unit or some, by name; at most so many from a place in the
    list.

    Three queries, and rows for those units alone.
    """
    framed = _framed(year=year, as_of=as_of, body_code=body_code, unit_code=unit_code)
    if units is not None:
        framed = framed.filter(unit__code__in=units)
    then = {"then": name_then("unit", as_of), "then_en": name_then("unit", as_of, "name_en")}
    framed = framed.annotate(**then, told=_told("pk", year=year, as_of=as_of))
    shown = "unit__code", "unit__name", "unit__name_en", *then, "amount_ore", "outcome", "told", "origin", "unit__end"
    found = list(
        framed.order_by("unit__name", "pk").values_list(*shown)[start : None if most is None else start + most]
    )
    since, known = taken_over(as_of=as_of), forecasts_by_pk([each[7] for each in found if each[7]], as_of=as_of)
    return [
        UnitRow(
            code=code,
            name=then or name,
            frame_ore=frame,
            outcome_ore=outcome or 0,
            forecast=_own(known.get(told), code, since) if gone is None or gone > as_of else None,
            origin=origin,
            ended_on=gone if gone and gone <= as_of else None,
            name_en=english_then(then, then_en, name_en),
        )
        for code, name, name_en, then, then_en, frame, outcome, told, origin, gone in found
    ]


def part_rows(*, year: int, as_of: date, body_code: str = "") -> list[PartRow]:
    """A committee's units, or all, added up by department, by its name; those that have ended last. Two queries."""
    framed = _expected(_framed(year=year, as_of=as_of, body_code=body_code), year=year, as_of=as_of)
    named = framed.annotate(
        department=department_then("unit", as_of, "name"),
        department_en=department_then("unit", as_of, "name_en"),
        department_code=department_then("unit", as_of),
    )
    by_department = named.values_list("department", "department_en", "department_code")
    added = by_department.annotate(Sum("amount_ore"), Sum("outcome"), Sum("expected"), Count("expected"), Count("pk"))
    return [
        PartRow(name or "", frame, outcome or 0, expected if known == count else None, code or "", english or "")
        for name, english, code, frame, outcome, expected, known, count in sorted(
            added, key=lambda row: (row[0] is None, row[0])
        )
    ]


def _own(found: KnownForecast | None, unit: str, since: Mapping[str, date]) -> KnownForecast | None:
    """None from before the unit took over from others."""
    return None if found is not None and unit in since and found.recorded_on < since[unit] else found


def _framed(*, year: int, as_of: date, body_code: str = "", unit_code: str = "") -> QuerySet[UnitFrame]:
    """The unit frames that held on the day, out of committee frames that had begun, each with its unit's outcome."""
    rows = held_unit_frames(year=year, as_of=as_of)
    if body_code:
        rows = rows.filter(committee_frame__body__code=body_code)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    booked = nets(first_year=year, year=year, as_of=as_of).filter(unit=OuterRef("unit")).order_by()
    framed: QuerySet[UnitFrame] = rows.annotate(
        outcome=Subquery(booked.values("unit").annotate(total=Sum("amount_ore")).values("total"))
    )
    return framed


def _told(column: str, *, year: int, as_of: date) -> Subquery:
    """Of the unit's latest forecast: the one that builds on the latest month."""
    known = Forecast.objects.known_on(as_of).filter(year=year, unit=OuterRef("unit"))
    return Subquery(known.order_by("-month", "-recorded_on", "-pk").values(column)[:1])


def _expected(framed: QuerySet[UnitFrame], *, year: int, as_of: date) -> QuerySet[UnitFrame]:
    """With what each unit is expected to cost: its forecast, and of one that has ended what it came to."""
    rows = framed.annotate(
        told_ore=_told("amount_ore", year=year, as_of=as_of),
        told_on=_told("recorded_on", year=year, as_of=as_of),
        told_low=_told("proposed_low_ore", year=year, as_of=as_of),
        told_high=_told("proposed_high_ore", year=year, as_of=as_of),
    )
    gone, older = Q(unit__end__lte=as_of), Q(pk=None)
    for code, day in taken_over(as_of=as_of).items():
        older |= Q(unit__code=code, told_on__lt=day)
    return rows.annotate(
        expected=Case(When(gone, then=Coalesce(F("outcome"), Value(0))), When(older, then=None), default=F("told_ore")),
        expected_on=Case(When(gone | older, then=None), default=F("told_on")),
        **{
            end: Case(
                When(gone, then=Coalesce(F("outcome"), Value(0))), When(older, then=None), default=F(f"told_{end}")
            )
            for end in ("low", "high")
        },
    )


def _committee_rows(*, year: int, as_of: date, body_code: str, ranged: bool) -> list[CommitteeRow]:
    framed = _framed(year=year, as_of=as_of, body_code=body_code)
    of_units = {
        code: (count, given, outcome or 0)
        for code, count, given, outcome in framed.values_list("committee_frame__body__code").annotate(
            Count("pk"), Sum("amount_ore"), Sum("outcome")
        )
    }
    own = latest_forecasts(forecasts_known(year=year, as_of=as_of, kind="body"))
    frames = [each for each in committee_frames(year=year, as_of=as_of) if not body_code or each.body.code == body_code]
    untold = [each.body.code for each in frames if ("body", each.body.code) not in own and each.body.code in of_units]
    together = _together(framed, untold, year=year, as_of=as_of) if untold else {}
    ranges = _ranges(framed, year=year, as_of=as_of) if ranged else {}
    return [
        _committee_row(
            frame,
            own.get(("body", frame.body.code)),
            of_units.get(frame.body.code, (0, 0, 0)),
            together.get(frame.body.code, (None, None)),
            ranges.get(frame.body.code),
        )
        for frame in frames
    ]


def _together(
    framed: QuerySet[UnitFrame], bodies: Iterable[str], *, year: int, as_of: date
) -> dict[str, tuple[int | None, date | None]]:
    """What the units of each body are expected to cost and the earliest day of that, where each of them has told."""
    rows = _expected(framed.filter(committee_frame__body__code__in=bodies), year=year, as_of=as_of)
    added = rows.values_list("committee_frame__body__code").annotate(
        Sum("expected"), Min("expected_on"), Count("expected"), Count("pk")
    )
    return {code: (ore, day) for code, ore, day, known, count in added if known == count}


def _ranges(framed: QuerySet[UnitFrame], *, year: int, as_of: date) -> dict[str, tuple[int, int]]:
    """Within which range the units of each body are expected to end together, where one is known for each of them."""
    rows = _expected(framed, year=year, as_of=as_of)
    added = rows.values_list("committee_frame__body__code").annotate(Sum("low"), Sum("high"), Count("low"), Count("pk"))
    return {code: (low, high) for code, low, high, known, count in added if known == count}


def _committee_row(
    frame: CommitteeFrame,
    own: KnownForecast | None,
    of_units: tuple[int, int, int],
    together: tuple[int | None, date | None],
    within: tuple[int, int] | None,
) -> CommitteeRow:
    count, given, outcome = of_units
    return CommitteeRow(
        code=frame.body.code,
        name=frame.body.name,
        name_en=frame.body.name_en or frame.body.name,
        frame_ore=frame.amount_ore,
        forecast=own,
        decision=f"{frame.decision.decided_on} § {frame.decision.paragraph}" if frame.decision else "",
        origin=frame.origin,
        unit_count=count,
        distributed_ore=given,
        outcome_ore=outcome,
        units_forecast_ore=together[0],
        units_forecast_on=together[1],
        units_range_ore=within,
    )
