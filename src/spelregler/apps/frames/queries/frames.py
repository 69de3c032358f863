"""Frames, outcome and forecasts as of a date. The number of queries never depends on the number of units.

Net cost follows Kommun-Bas: account classes 3–7, income negative as in SIE. Class 8 (taxes, grants, interest) is
finance and belongs to no unit's net frame."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Max

from spelregler.apps.frames.models import CommitteeFrame, LedgerMonth
from spelregler.apps.frames.queries.frame_rows import committee_frames, council_budget, paragraph_of
from spelregler.apps.frames.queries.known_forecasts import (
    KnownForecast,
    forecast_deviation,
    forecasts_by_pk,
    forecasts_known,
    latest_forecasts,
)
from spelregler.apps.frames.queries.outcome import nets
from spelregler.apps.frames.queries.units_added import UnitsAdded, framed, latest_told, together, units_added
from spelregler.apps.organisation.queries.departments import department_names
from spelregler.apps.organisation.queries.units import english_then, name_then, taken_over
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


def frames_overview(*, year: int, as_of: date, body_code: str = "") -> FramesOverview:
    """Council total and committee frames with outcome, latest forecast and what is left; of one body where it is named.

    Net cost in öre, deviations in per cent of the frame, minus for an overrun (MR-18, MR-42). The units are added up in
    the database: seven queries.
    """
    budget = council_budget(year=year, as_of=as_of)
    return FramesOverview(
        year=year,
        as_of=as_of,
        total_ore=budget.total_ore if budget else None,
        finance_ore=budget.finance_ore if budget else 0,
        decision=paragraph_of(budget.decision) if budget else "",
        origin=budget.origin if budget else "",
        committees=tuple(_committee_rows(year=year, as_of=as_of, body_code=body_code)),
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
    held = framed(year=year, as_of=as_of, body_code=body_code, unit_code=unit_code)
    if units is not None:
        held = held.filter(unit__code__in=units)
    then = {"then": name_then("unit", as_of), "then_en": name_then("unit", as_of, "name_en")}
    held = held.annotate(**then, told=latest_told(year=year, as_of=as_of))
    shown = "unit__code", "unit__name", "unit__name_en", *then, "amount_ore", "outcome", "told", "origin", "unit__end"
    found = list(held.order_by("unit__name", "pk").values_list(*shown)[start : None if most is None else start + most])
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
    """A committee's units, or all, added up by department, by its name; those that have ended last. Four queries."""
    parts = together(units_added(year=year, as_of=as_of, body_code=body_code), lambda each: each.department)
    names = department_names(code for code in parts if code)
    found = []
    for code, each in parts.items():
        name, english = names.get(code, ("", ""))
        found.append(PartRow(name, each.frame_ore, each.outcome_ore, each.expected_ore, code, english))
    return sorted(found, key=lambda row: (not row.code, row.name))


def _own(found: KnownForecast | None, unit: str, since: Mapping[str, date]) -> KnownForecast | None:
    """None from before the unit took over from others."""
    return None if found is not None and unit in since and found.recorded_on < since[unit] else found


def _committee_rows(*, year: int, as_of: date, body_code: str) -> list[CommitteeRow]:
    of_units = together(units_added(year=year, as_of=as_of, body_code=body_code), lambda each: each.body)
    own = latest_forecasts(forecasts_known(year=year, as_of=as_of, kind="body"))
    return [
        _committee_row(frame, own.get(("body", frame.body.code)), of_units.get(frame.body.code))
        for frame in committee_frames(year=year, as_of=as_of)
        if not body_code or frame.body.code == body_code
    ]


def _committee_row(frame: CommitteeFrame, own: KnownForecast | None, units: UnitsAdded | None) -> CommitteeRow:
    asked = units if units and own is None else None  # a committee that has told its own is not told for
    expected = asked.expected_ore if asked else None
    return CommitteeRow(
        code=frame.body.code,
        name=frame.body.name,
        name_en=frame.body.name_en or frame.body.name,
        frame_ore=frame.amount_ore,
        forecast=own,
        decision=f"{frame.decision.decided_on} § {frame.decision.paragraph}" if frame.decision else "",
        origin=frame.origin,
        unit_count=units.count if units else 0,
        distributed_ore=units.frame_ore if units else 0,
        outcome_ore=units.outcome_ore if units else 0,
        units_forecast_ore=expected,
        units_forecast_on=asked.told_on if asked and expected is not None else None,
        units_range_ore=units.range_ore if units else None,
    )
