"""Forecasts: two plain methods, each with its words and a range, so that nobody has to trust a number alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spelregler.domain.money import Money
from spelregler.domain.wording import tkr_en, tkr_sv

MONTHS = 12


class ForecastError(ValueError):
    """The figures do not carry a forecast; the message says what is missing."""


@dataclass(frozen=True)
class Forecast:
    """The expected net cost of the year, the range it moves in, and how it was counted."""

    amount: Money
    low: Money
    high: Money
    months: int
    method_sv: str
    method_en: str


def forecast_straight(*, outcome_by_month: Mapping[int, Money], frame: Money) -> Forecast:
    """Outcome so far plus the frame's even share for the months left.

    The range asks: what if the months left cost as the cheapest, or the dearest, month so far?
    """
    known = _known_months(outcome_by_month)
    left = MONTHS - known
    outcome = Money.sum(outcome_by_month.values())
    amount = outcome + frame.share(numerator=left, denominator=MONTHS)
    low = outcome + Money(min(outcome_by_month.values()).ore * left)
    high = outcome + Money(max(outcome_by_month.values()).ore * left)
    return Forecast(
        amount=amount,
        low=min(low, amount),
        high=max(high, amount),
        months=known,
        method_sv=f"Utfallet för {known} månader ({tkr_sv(outcome)}) plus {left} tolftedelar av ramen "
        f"({tkr_sv(frame)}). Spannet antar att resten av året kostar som den billigaste respektive "
        "dyraste månaden hittills.",
        method_en=f"The outcome of {known} months ({tkr_en(outcome)}) plus {left} twelfths of the frame "
        f"({tkr_en(frame)}). The range assumes that the rest of the year costs as the cheapest or "
        "the dearest month so far.",
    )


def forecast_seasonal(
    *, outcome_by_month: Mapping[int, Money], earlier_year: Mapping[int, Money], earlier_year_label: str
) -> Forecast:
    """Outcome so far, raised by the share of the year that the same months were in an earlier year.

    The range lies between this and letting the months left cost exactly what they cost in the earlier year.
    """
    known = _known_months(outcome_by_month)
    if set(earlier_year) != set(range(1, MONTHS + 1)):
        raise ForecastError("the earlier year needs all twelve months")
    outcome = Money.sum(outcome_by_month.values())
    whole = Money.sum(earlier_year.values())
    part = Money.sum(earlier_year[month] for month in range(1, known + 1))
    if part.ore <= 0 or whole.ore <= 0:
        raise ForecastError("the earlier year has no net cost to take a profile from")
    amount = outcome.share(numerator=whole.ore, denominator=part.ore)
    other = outcome + (whole - part)
    return Forecast(
        amount=amount,
        low=min(amount, other),
        high=max(amount, other),
        months=known,
        method_sv=f"Utfallet för {known} månader ({tkr_sv(outcome)}) räknat upp med årets förlopp "
        f"{earlier_year_label}. Spannet jämför med att återstående månader kostar lika mycket som då.",
        method_en=f"The outcome of {known} months ({tkr_en(outcome)}) scaled by the course of "
        f"{earlier_year_label}. The range compares with the months left costing as much as they did then.",
    )


def _known_months(outcome_by_month: Mapping[int, Money]) -> int:
    """How many months are known; they must run from January without a gap, or the year's course is unknown."""
    known = len(outcome_by_month)
    if not known:
        raise ForecastError("no month with outcome yet")
    if set(outcome_by_month) != set(range(1, known + 1)) or known > MONTHS:
        raise ForecastError("the months must run from January without a gap")
    return known
