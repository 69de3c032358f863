"""Frames, outcome and forecasts as of a date. The number of queries never depends on the number of units.

Net cost follows Kommun-Bas: account classes 3–7, income negative as in SIE. Class 8 (taxes, grants, interest) is
finance and belongs to no unit's net frame."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.frames.models import (
    CommitteeFrame,
)
from spelregler.apps.frames.queries.frame_rows import committee_frames, council_budget, paragraph_of, unit_frames
from spelregler.apps.frames.queries.known_forecasts import (
    KnownForecast,
    forecast_deviation,
    forecasts_known,
    latest_forecasts,
    own_forecast,
)
from spelregler.apps.frames.queries.net_outcome import net_outcome_by_unit_and_month, total_by_unit
from spelregler.apps.organisation.queries.units import taken_over

MONTHS = 12


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
class CommitteeRow:
    """One committee in the overview, with its units."""

    code: str
    name: str
    name_en: str
    frame_ore: int
    forecast: KnownForecast | None
    decision: str
    origin: str
    units: tuple[UnitRow, ...]

    @property
    def distributed_ore(self) -> int:
        """What the units have been given."""
        return sum(unit.frame_ore for unit in self.units)

    @property
    def undistributed_ore(self) -> int:
        return self.frame_ore - self.distributed_ore

    @property
    def outcome_ore(self) -> int:
        """The outcome of the units that have their frame here."""
        return sum(unit.outcome_ore for unit in self.units)

    @property
    def remaining_ore(self) -> int:
        return self.frame_ore - self.outcome_ore

    @property
    def units_forecast_ore(self) -> int | None:
        """The units' forecasts together, or None while one of them is missing."""
        known = [unit.expected_ore for unit in self.units if unit.expected_ore is not None]
        return sum(known) if known and len(known) == len(self.units) else None

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
    outcome_outside_frames_ore: int

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


def frames_overview(*, year: int, as_of: date) -> FramesOverview:
    """Council total, committee frames and unit frames with outcome, latest forecast and what is left, in 6 queries.

    Net cost in öre, deviations in per cent of the frame, minus for an overrun (MR-18, MR-42).
    """
    budget = council_budget(year=year, as_of=as_of)
    outcomes = net_outcome_by_unit_and_month(year=year, as_of=as_of)
    latest = latest_forecasts(forecasts_known(year=year, as_of=as_of))
    framed = unit_frames(year=year, as_of=as_of)
    by_unit = total_by_unit(outcomes)
    since = taken_over(as_of=as_of)
    units_of: dict[str, list[UnitRow]] = defaultdict(list)
    for frame in framed:
        units_of[frame.committee_frame.body.code].append(
            UnitRow(
                code=frame.unit.code,
                name=frame.unit.name,
                frame_ore=frame.amount_ore,
                outcome_ore=by_unit.get(frame.unit.code, 0),
                forecast=own_forecast(frame.unit, latest, since=since, as_of=as_of),
                origin=frame.origin,
                ended_on=frame.unit.end if frame.unit.end and frame.unit.end <= as_of else None,
            )
        )
    inside = sum(by_unit.get(frame.unit.code, 0) for frame in framed)
    return FramesOverview(
        year=year,
        as_of=as_of,
        total_ore=budget.total_ore if budget else None,
        finance_ore=budget.finance_ore if budget else 0,
        decision=paragraph_of(budget.decision) if budget else "",
        origin=budget.origin if budget else "",
        committees=tuple(
            _committee_row(frame, units=units_of[frame.body.code], latest=latest)
            for frame in committee_frames(year=year, as_of=as_of)
        ),
        outcome_to=max((each.month for each in outcomes), default=None),
        outcome_outside_frames_ore=sum(by_unit.values()) - inside,
    )


def _committee_row(
    frame: CommitteeFrame, *, units: Iterable[UnitRow], latest: Mapping[tuple[str, str], KnownForecast]
) -> CommitteeRow:
    return CommitteeRow(
        code=frame.body.code,
        name=frame.body.name,
        name_en=frame.body.name_en or frame.body.name,
        frame_ore=frame.amount_ore,
        forecast=latest.get(("body", frame.body.code)),
        decision=f"{frame.decision.decided_on} § {frame.decision.paragraph}" if frame.decision else "",
        origin=frame.origin,
        units=tuple(units),
    )
