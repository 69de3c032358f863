"""A unit's own money: frame, lines, moves, outcome and forecast, as of a date. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.frames.models import (
    BudgetLine,
    LineMove,
    UnitFrame,
)
from spelregler.apps.frames.queries.computed_forecasts import proposals
from spelregler.apps.frames.queries.frame_rows import same_year, unit_frames
from spelregler.apps.frames.queries.known_forecasts import (
    KnownForecast,
    forecast_deviation,
    forecasts_known,
    latest_forecasts,
    own_forecast,
)
from spelregler.apps.frames.queries.net_outcome import UnitMonth, net_outcome_by_unit_and_month
from spelregler.apps.organisation.queries.units import taken_over
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.words import Bilingual, Words


@dataclass(frozen=True)
class MonthOutcome:
    """A month's net cost and the year's so far."""

    month: date
    amount_ore: int
    cumulative_ore: int


@dataclass(frozen=True)
class UnitLine:
    """One of the unit's own lines."""

    pk: int
    number: int
    label: str
    amount_ore: int


@dataclass(frozen=True)
class MoveRow:
    """A move between the unit's own lines, with what each had after it; None for moves from before that was kept."""

    pk: int
    from_label: str
    to_label: str
    amount_ore: int
    reason: str
    moved_on: date
    moved_by: str
    approval_asked_of: str
    from_after_ore: int | None
    to_after_ore: int | None

    @property
    def from_before_ore(self) -> int | None:
        return None if self.from_after_ore is None else self.from_after_ore + self.amount_ore

    @property
    def to_before_ore(self) -> int | None:
        return None if self.to_after_ore is None else self.to_after_ore - self.amount_ore


@dataclass(frozen=True)
class UnitMoney:
    """A unit's money in a year. `proposal` is computed beside the manager's forecast, never instead of it."""

    unit: str
    name: str
    year: int
    body: str
    frame_pk: int | None
    frame_ore: int | None
    origin: str
    months: tuple[MonthOutcome, ...]
    forecast: KnownForecast | None
    forecasts: tuple[KnownForecast, ...]
    proposal: ForecastProposal | None
    proposal_missing: Bilingual
    lines: tuple[UnitLine, ...]
    moves: tuple[MoveRow, ...]

    @property
    def outcome_ore(self) -> int:
        return self.months[-1].cumulative_ore if self.months else 0

    @property
    def remaining_ore(self) -> int | None:
        return None if self.frame_ore is None else self.frame_ore - self.outcome_ore

    @property
    def deviation_ore(self) -> int | None:
        """Frame less forecast; negative is overrun."""
        if self.frame_ore is None or self.forecast is None:
            return None
        return self.frame_ore - self.forecast.amount_ore

    @property
    def deviation_deviation(self) -> Decimal | None:
        return None if self.frame_ore is None else forecast_deviation(frame_ore=self.frame_ore, forecast=self.forecast)

    @property
    def outside_lines_ore(self) -> int | None:
        """What the unit has not put on any line."""
        return None if self.frame_ore is None else self.frame_ore - sum(line.amount_ore for line in self.lines)


def unit_money(*, unit_code: str, year: int, as_of: date) -> UnitMoney | None:
    """One unit's frame, months, forecasts, lines and moves; None where neither frame, outcome nor forecast exists.

    Net cost in öre, the months oldest first and cumulated (MR-42). Ten queries, however much is booked or moved.
    """
    frame = next(iter(unit_frames(year=year, as_of=as_of, unit_code=unit_code)), None)
    months = _cumulative(net_outcome_by_unit_and_month(year=year, as_of=as_of, unit_code=unit_code))
    forecasts = forecasts_known(year=year, as_of=as_of, unit_code=unit_code)
    if frame is None and not months and not forecasts:
        return None
    proposal, missing = _proposal(frame, as_of=as_of)
    return UnitMoney(
        unit=unit_code,
        name=frame.unit.name if frame else forecasts[-1].name if forecasts else unit_code,
        year=year,
        body=frame.committee_frame.body.code if frame else "",
        frame_pk=frame.pk if frame else None,
        frame_ore=frame.amount_ore if frame else None,
        origin=frame.origin if frame else "",
        months=months,
        forecast=own_forecast(frame.unit, latest_forecasts(forecasts), since=taken_over(as_of=as_of), as_of=as_of)
        if frame
        else latest_forecasts(forecasts).get(("unit", unit_code)),
        forecasts=tuple(forecasts),
        proposal=proposal,
        proposal_missing=missing,
        lines=_lines(frame, as_of=as_of),
        moves=_moves(frame, as_of=as_of),
    )


def moves_in_year(*, year: int, as_of: date, units: Collection[str] | None = None) -> list[LineMove]:
    """Every move made by the day between lines inside the year's frames, or those of some units, oldest first.

    One query.
    """
    rows = LineMove.objects.filter(unit_frame__year=year, moved_on__lte=as_of)
    if units is not None:
        rows = rows.filter(unit_frame__unit__code__in=units)
    return list(rows.select_related("unit_frame__unit", "from_line", "to_line").order_by("moved_on", "pk"))


def lines_of(*, unit_frame: UnitFrame, as_of: date | None = None) -> list[BudgetLine]:
    """The unit's own lines of the frame's year by label, as they stood on the day; else until further notice."""
    rows = BudgetLine.objects.filter(end__isnull=True) if as_of is None else BudgetLine.objects.on(as_of)
    return list(rows.filter(same_year(unit_frame)).order_by("label"))


def move_of(*, pk: int, unit_frame: UnitFrame) -> LineMove | None:
    """One of the unit's own moves in the frame's year, for an operation to work on."""
    rows = LineMove.objects.filter(same_year(unit_frame), pk=pk)
    return rows.select_related("unit_frame", "from_line__unit_frame", "to_line__unit_frame").first()


def _cumulative(outcomes: Iterable[UnitMonth]) -> tuple[MonthOutcome, ...]:
    months: list[MonthOutcome] = []
    so_far = 0
    for each in outcomes:
        so_far += each.amount_ore
        months.append(MonthOutcome(month=each.month, amount_ore=each.amount_ore, cumulative_ore=so_far))
    return tuple(months)


def _proposal(frame: UnitFrame | None, *, as_of: date) -> tuple[ForecastProposal | None, Bilingual]:
    """A computed forecast, or what is missing for one."""
    if frame is None:
        return None, Words("The unit has no frame for the year.")
    found = proposals(units=[frame.unit], year=frame.year, as_of=as_of)[frame.unit.code]
    return found.proposal, found.missing


def _lines(frame: UnitFrame | None, *, as_of: date) -> tuple[UnitLine, ...]:
    rows = lines_of(unit_frame=frame, as_of=as_of) if frame else []
    return tuple(UnitLine(pk=row.pk, number=row.number, label=row.label, amount_ore=row.amount_ore) for row in rows)


def _moves(frame: UnitFrame | None, *, as_of: date) -> tuple[MoveRow, ...]:
    if frame is None:
        return ()
    rows = LineMove.objects.filter(same_year(frame), moved_on__lte=as_of)
    return tuple(
        MoveRow(
            pk=row.pk,
            from_label=row.from_line.label,
            to_label=row.to_line.label,
            amount_ore=row.amount_ore,
            reason=row.reason,
            moved_on=row.moved_on,
            moved_by=row.moved_by,
            approval_asked_of=row.approval_asked_of,
            from_after_ore=row.from_after_ore,
            to_after_ore=row.to_after_ore,
        )
        for row in rows.select_related("from_line", "to_line").order_by("moved_on", "pk")
    )
