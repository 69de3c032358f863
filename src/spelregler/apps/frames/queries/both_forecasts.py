"""Both forecasts of a unit's year: the one that is computed and the manager's own. Five queries, however many units."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from spelregler.apps.frames.models import ForecastEvent, UnitFrame
from spelregler.apps.frames.queries.computed_forecasts import Proposed, proposals
from spelregler.apps.frames.queries.frame_rows import unit_frames
from spelregler.apps.frames.queries.known_forecasts import (
    KnownForecast,
    forecasts_known,
    latest_forecasts,
    own_forecast,
)
from spelregler.apps.organisation.queries.units import taken_over
from spelregler.domain.frames.backtest import TrackRecord
from spelregler.domain.frames.booked_years import MONTHS
from spelregler.domain.frames.forecast import ForecastProposal, Method
from spelregler.domain.money import Money
from spelregler.domain.words import Bilingual


@dataclass(frozen=True)
class UnitForecast:
    """A unit's frame, what is booked, what is proposed and what the manager expects. Money in whole öre."""

    unit: str
    name: str
    name_en: str
    body: str
    year: int
    frame_ore: int
    origin: str
    outcome: tuple[int, ...]
    """Net cost of each booked month, from the first."""
    first: int
    made: Proposed
    own: KnownForecast | None

    @property
    def proposal(self) -> ForecastProposal | None:
        return self.made.proposal

    @property
    def missing(self) -> Bilingual:
        """What is lacking for a proposal."""
        return self.made.missing

    @cached_property
    def record(self) -> TrackRecord | None:
        """How well the proposal's method would have done."""
        return self.made.record

    @property
    def outcome_ore(self) -> int:
        return sum(self.outcome)

    @property
    def has_ended(self) -> bool:
        return self.proposal is not None and self.proposal.method is Method.ENDED

    @property
    def difference_ore(self) -> int | None:
        """The manager's own forecast less the proposal; None while one of them is missing."""
        if self.own is None or self.proposal is None:
            return None
        return self.own.amount_ore - self.proposal.amount.ore

    @property
    def is_outside_range(self) -> bool:
        """The manager expects something that the range does not hold, and has said why."""
        if self.own is None or self.proposal is None:
            return False
        return not self.proposal.low.ore <= self.own.amount_ore <= self.proposal.high.ore


@dataclass(frozen=True)
class PictureMonth:
    """The year's money through a month, from January, in whole öre; None for what is not known."""

    month: int
    frame_ore: int
    outcome_ore: int | None
    point_ore: int | None
    low_ore: int | None
    high_ore: int | None


@dataclass(frozen=True)
class ForecastPicture:
    """Twelve months of frame, outcome and forecast band, to be drawn. `own_ore` is the manager's own for the year."""

    unit: str
    name: str
    year: int
    months: tuple[PictureMonth, ...]
    own_ore: int | None
    how: Bilingual
    origin: str


@dataclass(frozen=True)
class EventShown:
    """A known event as it stands on the day."""

    pk: int
    month: int
    amount: Money
    runs_on: bool
    reason: str
    told_on: date
    told_by: str
    origin: str


@dataclass(frozen=True)
class FrameChange:
    """A decided change of the unit's frame within the year."""

    decided_on: date
    change: Money


MOST_ADDED = 100
"""Of a body with more units the proposals are added up on its own page alone."""


def unit_forecasts(
    *, year: int, as_of: date, unit_code: str = "", body_code: str = "", start: int = 0, most: int | None = None
) -> list[UnitForecast]:
    """Every framed unit's two forecasts as of the day, by name; net cost in öre. Of one unit or one body where it is
    named, at most so many from a place in the list. Seven queries.
    """
    whose = {"unit_code": unit_code, "body_code": body_code}
    frames = unit_frames(year=year, as_of=as_of, **whose, start=start, most=most)
    codes = [each.unit.code for each in frames]
    proposed = proposals(units=[each.unit for each in frames], year=year, as_of=as_of)
    latest = latest_forecasts(forecasts_known(year=year, as_of=as_of, units=codes))
    since = taken_over(as_of=as_of)
    found = []
    for frame in frames:
        made = proposed[frame.unit.code]
        found.append(
            UnitForecast(
                unit=frame.unit.code,
                name=frame.unit.name,
                name_en=frame.unit.name_en,
                body=frame.committee_frame.body.code,
                year=year,
                frame_ore=frame.amount_ore,
                origin=frame.origin,
                outcome=tuple(made.outcome[month].ore for month in sorted(made.outcome)),
                first=min(made.outcome, default=1),
                made=made,
                own=own_forecast(frame.unit, latest, since=since, as_of=as_of),
            )
        )
    return found


def proposals_by_body(*, year: int, as_of: date, bodies: Collection[str]) -> dict[str, list[ForecastProposal | None]]:
    """What is proposed for each framed unit of some bodies, None where something lacks, by the code of its body.

    Each unit's year is counted, so where several bodies are listed those with more than `MOST_ADDED` units are left
    out. Four queries, and one for each body.
    """
    frames = [each for body in bodies for each in unit_frames(year=year, as_of=as_of, body_code=body)]
    made = proposals(units=[each.unit for each in frames], year=year, as_of=as_of)
    found: dict[str, list[ForecastProposal | None]] = defaultdict(list)
    for each in frames:
        found[each.committee_frame.body.code].append(made[each.unit.code].proposal)
    return found


def unit_forecast(*, unit_code: str, year: int, as_of: date) -> UnitForecast | None:
    """One unit's two forecasts; None where it has no frame for the year."""
    return next(iter(unit_forecasts(year=year, as_of=as_of, unit_code=unit_code)), None)


def forecast_picture(*, unit_code: str, year: int, as_of: date) -> ForecastPicture | None:
    """What a picture of the unit's year needs, cumulated in öre; None where the unit has no frame for it."""
    found = unit_forecast(unit_code=unit_code, year=year, as_of=as_of)
    return None if found is None else picture_of(found)


def picture_of(found: UnitForecast) -> ForecastPicture:
    """The twelve months, cumulated in öre: the frame spread evenly, the outcome as booked, and the proposal onwards."""
    proposal = found.proposal
    course = {each.month: each for each in proposal.course} if proposal else {}
    known = found.first + len(found.outcome)
    months = []
    for month in range(1, MONTHS + 1):
        point = course.get(month)
        months.append(
            PictureMonth(
                month=month,
                frame_ore=found.frame_ore * month // MONTHS,
                outcome_ore=sum(found.outcome[: month - found.first + 1]) if found.first <= month < known else None,
                point_ore=point.point.ore if point else None,
                low_ore=point.low.ore if point else None,
                high_ore=point.high.ore if point else None,
            )
        )
    return ForecastPicture(
        unit=found.unit,
        name=found.name,
        year=found.year,
        months=tuple(months),
        own_ore=found.own.amount_ore if found.own else None,
        how=proposal.how if proposal else found.missing,
        origin=found.origin,
    )


@dataclass(frozen=True)
class BandMonth:
    """Several units' computed forecast through a month, in whole öre."""

    month: int
    point_ore: int
    low_ore: int
    high_ore: int


def band_together(found: Sequence[UnitForecast]) -> tuple[BandMonth, ...]:
    """The units' proposals and ranges added up, in öre through each month; a month that a unit lacks is left out.

    The ends are added as if all units miss the same way in the same year, so the range is wide rather than narrow.
    """
    pictures = [picture_of(each) for each in found]
    months = []
    for month in range(1, MONTHS + 1):
        its = [each.months[month - 1] for each in pictures]
        points = [each.point_ore for each in its if each.point_ore is not None]
        lows = [each.low_ore for each in its if each.low_ore is not None]
        highs = [each.high_ore for each in its if each.high_ore is not None]
        if its and len(points) == len(lows) == len(highs) == len(its):
            months.append(BandMonth(month, sum(points), sum(lows), sum(highs)))
    return tuple(months)


def events_shown(*, unit_code: str, year: int, as_of: date) -> list[EventShown]:
    """The unit's known events of the year, by month; amounts in `Money`, plus for a cost. One query."""
    rows = ForecastEvent.objects.on(as_of).filter(unit__code=unit_code, year=year).order_by("month", "pk")
    return [
        EventShown(
            pk=row.pk,
            month=row.month,
            amount=Money(row.amount_ore),
            runs_on=row.kind == ForecastEvent.Kind.FRAME_CHANGE,
            reason=row.reason,
            told_on=row.start,
            told_by=row.told_by,
            origin=row.origin,
        )
        for row in rows
    ]


def frame_changes(*, unit_code: str, year: int, as_of: date) -> list[FrameChange]:
    """By how much the unit's frame has been changed by decision since it was first set, oldest first. One query."""
    rows = UnitFrame.objects.filter(unit__code=unit_code, year=year, start__lte=as_of).order_by("start", "pk")
    return [
        FrameChange(decided_on=later.start, change=Money(later.amount_ore - earlier.amount_ore))
        for earlier, later in pairwise(rows)
        if later.amount_ore != earlier.amount_ore
    ]


def event_by_pk(*, pk: int, unit_code: str) -> ForecastEvent | None:
    """One of the unit's own events, for an operation to work on."""
    return ForecastEvent.objects.select_related("unit").filter(pk=pk, unit__code=unit_code).first()
