"""What is proposed for units' years, from the ledger. Four queries, however many units.

A unit that others were merged into is forecast together with them, months, frames and earlier years alike, and what
they cost is taken off: its own months alone say nothing of the year's course. One that ended owes its outcome.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.queries.outcome import TESTED_YEARS, booked_years, known_events
from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.units import Merged, merged_into
from spelregler.domain.frames.backtest import TrackRecord, backtest, propose
from spelregler.domain.frames.booked_years import EarlierYear, ForecastError, KnownEvent, years_together
from spelregler.domain.frames.changed_units import forecast_ended, without_taken_over
from spelregler.domain.frames.forecast import ForecastProposal
from spelregler.domain.money import Money
from spelregler.domain.words import NOTHING, Bilingual


@dataclass(frozen=True)
class Proposed:
    """A unit's proposal with how well its method would have done; or what is missing for one."""

    outcome: Mapping[int, Money]
    proposal: ForecastProposal | None = None
    test: Callable[[], TrackRecord] | None = None
    missing: Bilingual = NOTHING

    @property
    def record(self) -> TrackRecord | None:
        """Tested when it is asked for: who adds proposals up has no use of it."""
        return self.test() if self.test else None


@dataclass(frozen=True)
class _Ground:
    """All that the proposals are counted from, by unit code."""

    outcome: Mapping[str, Mapping[int, Money]]
    earlier: Mapping[str, Sequence[EarlierYear]]
    events: Mapping[str, Sequence[KnownEvent]]
    frames: Mapping[str, Mapping[int, Money]]
    merged: Mapping[str, Sequence[Merged]]


def proposals(*, units: Sequence[Unit], year: int, as_of: date) -> dict[str, Proposed]:
    """Each unit's computed forecast of the year as of the day, by its code, or what it lacks. Four queries."""
    merged = merged_into(as_of=as_of)
    codes = {each.code for each in units}
    codes |= {each.code for code in codes for each in merged.get(code, ())}
    booked = booked_years(year=year, as_of=as_of, units=codes)
    ground = _Ground(
        outcome={code: each.months for code, years in booked.items() for each in years if each.year == year},
        earlier={code: [each for each in years if each.year < year] for code, years in booked.items()},
        events=known_events(year=year, as_of=as_of, units=codes),
        frames=_frames(codes, year=year, as_of=as_of),
        merged=merged,
    )
    return {each.code: _proposed(each, ground, year=year, as_of=as_of) for each in units}


def _proposed(unit: Unit, ground: _Ground, *, year: int, as_of: date) -> Proposed:
    outcome = ground.outcome.get(unit.code, {})
    try:
        if unit.end is not None and unit.end <= as_of:
            return Proposed(outcome, forecast_ended(outcome_by_month=outcome, last=_last_month(unit.end, year=year)))
        return _of_a_living(unit, outcome, ground, year=year)
    except ForecastError as lack:
        return Proposed(outcome, missing=lack.words)


def _of_a_living(unit: Unit, outcome: Mapping[int, Money], ground: _Ground, *, year: int) -> Proposed:
    """The unit's year counted together with those merged into it in the year, theirs taken off afterwards."""
    merged = ground.merged.get(unit.code, ())
    this_year = [each for each in merged if ground.outcome.get(each.code)]
    together = [unit.code, *(each.code for each in this_year)]
    earlier = list(ground.earlier.get(unit.code, ()))
    if merged:
        earlier = years_together([earlier, *(ground.earlier.get(each.code, ()) for each in merged)])
    frames = _added(ground.frames.get(code, {}) for code in together)
    made = propose(
        outcome_by_month=_added(ground.outcome.get(code, {}) for code in together),
        earlier=earlier,
        frame=frames.get(year),
        events=[event for code in together for event in ground.events.get(code, ())],
        frames=frames,
        first=1 if this_year else _first_month(unit.start, outcome, year=year),
    )
    test = partial(backtest, earlier=earlier, months=made.months, method=made.method, frames=frames)
    if this_year:
        taken = Money.sum(amount for each in this_year for amount in ground.outcome[each.code].values())
        made = without_taken_over(made, taken=taken, names=[each.name for each in this_year])
    return Proposed(outcome, made, test)


def _first_month(start: date, outcome: Mapping[int, Money], *, year: int) -> int:
    """January, or the month that a new unit began in; or the next, where it began within one and booked then."""
    if start <= date(year, 1, 1):
        return 1
    return start.month + 1 if start.day > 1 and outcome and min(outcome) == start.month + 1 else start.month


def _last_month(end: date, *, year: int) -> int:
    """The last month that an ended unit books on: a month that had begun when it ended is its own."""
    if end.year > year:
        return 12
    return end.month if end.day > 1 else end.month - 1


def _added(parts: Iterable[Mapping[int, Money]]) -> dict[int, Money]:
    found: dict[int, Money] = {}
    for part in parts:
        for number, amount in part.items():
            found[number] = found[number] + amount if number in found else amount
    return found


def _frames(codes: Collection[str], *, year: int, as_of: date) -> dict[str, dict[int, Money]]:
    """Each unit's frame of the year and of the years that the methods are tested on, as it stood last in each."""
    rows = UnitFrame.objects.filter(
        unit__code__in=codes, year__lte=year, year__gte=year - TESTED_YEARS, start__lte=as_of
    )
    found: dict[str, dict[int, Money]] = defaultdict(dict)
    for code, its_year, ore in rows.order_by("start", "pk").values_list("unit__code", "year", "amount_ore"):
        found[code][its_year] = Money(ore)
    return found
