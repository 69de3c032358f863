"""How well each method would have done at the same month of earlier years, and which of them to propose by.

A forecast is tested on what it could not see: each year is forecast from the years before it alone (rolling-origin
evaluation; Tashman 2000, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16), and
against the rules that anyone can count in their head. The mean is MAPE without sign, in per cent. The range is tested
too: how many of those years it would have held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from spelregler.domain.frames.booked_years import (
    MONTHS,
    EarlierYear,
    ForecastError,
    KnownEvent,
    known_months,
    profile_years,
)
from spelregler.domain.frames.forecast import (
    ForecastProposal,
    Method,
    forecast_seasonal,
    forecast_straight,
    rest_of_frame,
    scaled,
)
from spelregler.domain.money import Money
from spelregler.domain.wording import one_decimal
from spelregler.domain.words import Words

FEWEST_TESTS = 3
"""Of fewer tested years a method that came closest did so by chance; then the seasonal profile is used."""


class SimpleRule(StrEnum):
    """What a reader would count without the program; a method must do better than the best of them."""

    PACE = "pace"
    LAST_YEAR = "last-year"
    LAST_REST = "last-rest"
    FRAME = "frame"

    @property
    def words(self) -> Words:
        """What it is called."""
        return RULES[self]


RULES = {
    SimpleRule.PACE: Words("the same pace all year"),
    SimpleRule.LAST_YEAR: Words("the same as the year before"),
    SimpleRule.LAST_REST: Words("the rest as the year before"),
    SimpleRule.FRAME: Words("the rest of the frame, evenly"),
}


@dataclass(frozen=True)
class BackTest:
    """One earlier year: what the method and each simple rule would have said, and what the year became."""

    year: int
    forecast: Money
    low: Money
    high: Money
    simple: Mapping[SimpleRule, Money]
    actual: Money

    @property
    def error(self) -> Money:
        """Forecast less actual; positive is a forecast that was too high."""
        return self.forecast - self.actual

    @property
    def error_pct(self) -> Decimal:
        """The error in per cent of the actual cost, which is never zero in a year that is tested."""
        return _pct(self.error, self.actual)

    @property
    def is_held(self) -> bool:
        """Whether the year ended within the range that would have been given."""
        return self.low <= self.actual <= self.high

    def simple_error(self, rule: SimpleRule) -> Money:
        return self.simple[rule] - self.actual

    def simple_pct(self, rule: SimpleRule) -> Decimal:
        return _pct(self.simple_error(rule), self.actual)


@dataclass(frozen=True)
class TrackRecord:
    """The tested years, oldest first, and those that could not be tested: nothing was booked before them."""

    months: int
    method: Method
    tests: tuple[BackTest, ...]
    untested: tuple[int, ...]

    @property
    def mean_pct(self) -> Decimal | None:
        """The mean size of the error in per cent; None where no year could be tested."""
        return _mean([abs(each.error_pct) for each in self.tests])

    @property
    def best_rule(self) -> SimpleRule | None:
        """The simple rule that came closest at this month, of those that could say something every tested year."""
        rules = [rule for rule in SimpleRule if self.tests and all(rule in each.simple for each in self.tests)]
        return min(rules, key=self._missed_by, default=None)

    @property
    def best_rule_pct(self) -> Decimal | None:
        return None if self.best_rule is None else one_decimal(self._missed_by(self.best_rule))

    @property
    def held(self) -> int:
        """How many of the tested years the range would have held."""
        return sum(each.is_held for each in self.tests)

    @property
    def is_worse_than_simple(self) -> bool:
        """A rule that anyone can count would have come closer: the reader is told so, beside the proposal."""
        return self.mean_pct is not None and self.best_rule_pct is not None and self.mean_pct > self.best_rule_pct

    def _missed_by(self, rule: SimpleRule) -> Decimal:
        return sum((abs(each.simple_pct(rule)) for each in self.tests), Decimal(0)) / len(self.tests)


def propose(
    *,
    outcome_by_month: Mapping[int, Money],
    earlier: Iterable[EarlierYear],
    frame: Money | None,
    events: Iterable[KnownEvent] = (),
    frames: Mapping[int, Money] | None = None,
    first: int = 1,
) -> ForecastProposal:
    """The method that came closest at this month of earlier years; else the straight line on the frame, else nothing.

    With fewer than three tested years the seasonal profile is used. Earlier years' `frames` let the straight line be
    tested too. Never a made-up number.

    Refuses with `ForecastError` a unit with neither a whole earlier year nor a frame, and months with a gap.
    """
    earlier, events = list(earlier), list(events)
    known = known_months(outcome_by_month, first=first)
    if first == 1 and any(each.carries(known) for each in earlier):
        method = closest(earlier=earlier, months=known, frames=frames or {})
        if method is not Method.STRAIGHT or frame is None:
            method = Method.SEASONAL if method is Method.STRAIGHT else method
            return forecast_seasonal(outcome_by_month=outcome_by_month, earlier=earlier, events=events, method=method)
    if frame is None:
        raise ForecastError(
            Words("There is neither a whole earlier year with outcome nor a frame for the year."),
        )
    return forecast_straight(outcome_by_month=outcome_by_month, frame=frame, events=events, first=first)


def closest(*, earlier: Iterable[EarlierYear], months: int, frames: Mapping[int, Money]) -> Method:
    """The method with the smallest mean miss after so many months, over the years that every method could be tested on.

    The seasonal profile keeps its place where another does no better, or fewer than three years could be tested.
    """
    earlier = list(earlier)
    records = [backtest(earlier=earlier, months=months, method=method, frames=frames) for method in _TESTED]
    missed = {
        each.method: each.mean_pct
        for each in records
        if each.mean_pct is not None and len(each.tests) == len(records[0].tests) >= FEWEST_TESTS
    }
    return min(missed, key=lambda method: missed[method], default=Method.SEASONAL)


def backtest(
    *,
    earlier: Iterable[EarlierYear],
    months: int,
    method: Method = Method.SEASONAL,
    frames: Mapping[int, Money] | None = None,
) -> TrackRecord:
    """Each earlier year with a net cost, forecast after so many months from the years before it alone."""
    ordered = sorted(earlier, key=lambda each: each.year)
    tests: list[BackTest] = []
    untested: list[int] = []
    for number, each in enumerate(ordered):
        if not each.carries(months):
            continue
        frame = (frames or {}).get(each.year)
        made = _would_have_said(each, ordered[:number], months=months, method=method, frame=frame)
        if made is None:
            untested.append(each.year)
            continue
        simple = _simple(each, ordered[number - 1], months=months, frame=frame)  # what is tested has years before it
        tests.append(BackTest(each.year, *made, simple=simple, actual=each.whole))
    return TrackRecord(months=months, method=method, tests=tuple(tests), untested=tuple(untested))


_TESTED = (Method.SEASONAL, Method.MEDIAN, Method.STRAIGHT)


def _would_have_said(
    year: EarlierYear, before: Sequence[EarlierYear], *, months: int, method: Method, frame: Money | None
) -> tuple[Money, Money, Money] | None:
    """Point, low and high; None where the method had nothing to go by. Years without a profile before it test none."""
    try:
        used, _left_out = profile_years(before, month=months)
    except ForecastError:
        return None
    if method is not Method.STRAIGHT:
        return scaled(year.until(months), used, months, method)
    if frame is None:
        return None
    booked = [amount for month, amount in year.months.items() if month <= months]
    outcome = Money.sum(booked)
    amount, low, high = rest_of_frame(booked, frame=frame, left=MONTHS - months, lived=MONTHS)
    return outcome + amount, outcome + low, outcome + high


def _simple(year: EarlierYear, last: EarlierYear, *, months: int, frame: Money | None) -> dict[SimpleRule, Money]:
    so_far = year.until(months)
    found = {SimpleRule.PACE: so_far.share(numerator=MONTHS, denominator=months)}
    if last.is_whole and last.year == year.year - 1:
        found[SimpleRule.LAST_YEAR] = last.whole
        found[SimpleRule.LAST_REST] = so_far + last.whole - last.until(months)
    if frame is not None:
        found[SimpleRule.FRAME] = so_far + frame.share(numerator=MONTHS - months, denominator=MONTHS)
    return found


def _pct(error: Money, actual: Money) -> Decimal:
    return one_decimal(Decimal(error.ore) * 100 / actual.ore)


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return one_decimal(sum(values, Decimal(0)) / len(values)) if values else None
