"""What forecasts are made from: earlier years and this one as booked, and what is known to happen once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from spelregler.domain.money import ZERO, Money
from spelregler.domain.words import Bilingual, Words

MONTHS = 12
MOST_YEARS = 5
"""How many earlier years make the profile: older ones say less about how the work is done now."""


class ForecastError(ValueError):
    """The figures do not carry a forecast; the message says what is missing, in both languages."""

    def __init__(self, words: Bilingual) -> None:
        self.words = words
        super().__init__(words.en)


@dataclass(frozen=True)
class EarlierYear:
    """A year's net cost month by month, as booked."""

    year: int
    months: Mapping[int, Money]

    @cached_property
    def is_whole(self) -> bool:
        """All twelve months are booked; nothing is filled in."""
        return set(self.months) == set(range(1, MONTHS + 1))

    @property
    def whole(self) -> Money:
        return self._through[MONTHS]

    def until(self, month: int) -> Money:
        """Net cost from January through the month."""
        return self._through[month]

    @cached_property
    def _through(self) -> tuple[Money, ...]:
        """What had been booked through each month, from none: asked for time and again when methods are tested."""
        amounts = (self.months[month].ore if month in self.months else 0 for month in range(1, MONTHS + 1))
        return tuple(Money(ore) for ore in accumulate(amounts, initial=0))

    def carries(self, month: int) -> bool:
        """Whether the year has a profile to take: whole, and with a net cost both by the month and by December."""
        return self.is_whole and self.whole > ZERO and self.until(month) > ZERO


@dataclass(frozen=True)
class KnownEvent:
    """Something that happens once, with its net cost: in one month, or evenly from a month through December."""

    month: int
    amount: Money
    reason: str
    runs_on: bool = False

    def __post_init__(self) -> None:
        if not 1 <= self.month <= MONTHS:
            raise ValueError(f"no such month: {self.month}")

    def until(self, month: int) -> Money:
        """How much of it lies in the year through the month."""
        if month < self.month:
            return ZERO
        if not self.runs_on:
            return self.amount
        return self.amount.share(numerator=month - self.month + 1, denominator=MONTHS - self.month + 1)


def years_together(histories: Iterable[Iterable[EarlierYear]]) -> list[EarlierYear]:
    """Several units' earlier years as one unit's, oldest first: what was booked in each month, added up."""
    found: dict[int, dict[int, Money]] = {}
    for each in (each for history in histories for each in history):
        months = found.setdefault(each.year, {})
        for month, amount in each.months.items():
            months[month] = months.get(month, ZERO) + amount
    return [EarlierYear(year, months) for year, months in sorted(found.items())]


def profile_years(earlier: Iterable[EarlierYear], *, month: int) -> tuple[tuple[EarlierYear, ...], tuple[int, ...]]:
    """The latest years that carry a profile, oldest first, and those left out.

    Refuses with `ForecastError` where none carries one.
    """
    ordered = sorted(earlier, key=lambda each: each.year)
    used = [each for each in ordered if each.carries(month)][-MOST_YEARS:]
    if not used:
        raise ForecastError(Words("No earlier year has booked outcome for all twelve months."))
    left_out = tuple(each.year for each in ordered if each.year > used[0].year and each not in used)
    return tuple(used), left_out


def known_months(outcome_by_month: Mapping[int, Money], *, first: int = 1) -> int:
    """The last month that is known; they must run from the unit's first without a gap, or its course is unknown.

    Refuses with `ForecastError` no months, and months with a gap.
    """
    if not outcome_by_month:
        raise ForecastError(Words("No month of the year is booked yet."))
    known = max(outcome_by_month)
    if set(outcome_by_month) != set(range(first, known + 1)) or known > MONTHS:
        raise ForecastError(Words("Booked outcome is missing for at least one of the year's months so far."))
    return known


def months_in_words(count: int) -> Words:
    """So many months."""
    return Words("1 month") if count == 1 else Words("{count} months", count=count)
