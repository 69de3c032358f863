"""How well the seasonal profile would have done at the same month of earlier years.

A forecast is tested on what it could not see: each year is forecast from the years before it alone (rolling-origin
evaluation; Tashman 2000, Out-of-sample tests of forecasting accuracy, International Journal of Forecasting 16), and
against the naive straight line, the outcome so far at the same pace. The mean is MAPE without sign, in per cent.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from spelregler.domain.frames.forecast import MONTHS, EarlierYear, ForecastError, forecast_seasonal
from spelregler.domain.money import Money
from spelregler.domain.wording import one_decimal


@dataclass(frozen=True)
class BackTest:
    """One earlier year: what the method would have said after the same month, and what the year became."""

    year: int
    forecast: Money
    naive: Money
    actual: Money

    @property
    def error(self) -> Money:
        """Forecast less actual; positive is a forecast that was too high."""
        return self.forecast - self.actual

    @property
    def naive_error(self) -> Money:
        return self.naive - self.actual

    @property
    def error_pct(self) -> Decimal:
        """The error in per cent of the actual cost, which is never zero in a year that is tested."""
        return _pct(self.error, self.actual)

    @property
    def naive_pct(self) -> Decimal:
        return _pct(self.naive_error, self.actual)


@dataclass(frozen=True)
class TrackRecord:
    """The tested years, oldest first, and those that could not be tested: nothing was booked before them."""

    months: int
    tests: tuple[BackTest, ...]
    untested: tuple[int, ...]

    @property
    def mean_pct(self) -> Decimal | None:
        """The mean size of the error in per cent; None where no year could be tested."""
        return _mean([abs(each.error_pct) for each in self.tests])

    @property
    def naive_mean_pct(self) -> Decimal | None:
        return _mean([abs(each.naive_pct) for each in self.tests])

    @property
    def is_worse_than_naive(self) -> bool:
        """The straight line would have come closer: the reader is told so, beside the proposal."""
        mine, naive = self.mean_pct, self.naive_mean_pct
        return mine is not None and naive is not None and mine > naive


def backtest(*, earlier: Iterable[EarlierYear], months: int) -> TrackRecord:
    """Each earlier year with a net cost, forecast after so many months from the years before it alone."""
    ordered = sorted(earlier, key=lambda each: each.year)
    tests: list[BackTest] = []
    untested: list[int] = []
    for number, each in enumerate(ordered):
        if not each.carries(months):
            continue
        known = {month: amount for month, amount in each.months.items() if month <= months}
        try:
            made = forecast_seasonal(outcome_by_month=known, earlier=ordered[:number])
        except ForecastError:
            untested.append(each.year)
            continue
        naive = each.until(months).share(numerator=MONTHS, denominator=months)
        tests.append(BackTest(year=each.year, forecast=made.amount, naive=naive, actual=each.whole))
    return TrackRecord(months=months, tests=tuple(tests), untested=tuple(untested))


def _pct(error: Money, actual: Money) -> Decimal:
    return one_decimal(Decimal(error.ore) * 100 / actual.ore)


def _mean(values: Sequence[Decimal]) -> Decimal | None:
    return one_decimal(sum(values, Decimal(0)) / len(values)) if values else None
