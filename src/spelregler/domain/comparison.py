"""Comparing one municipality with others: position, middle and change. Nothing missing is ever made up.

A position is about municipalities, never about persons (ADR 12).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from statistics import median as middle

FEWEST = 3
"""With fewer values than this, the own one included, a position says nothing."""
FEWEST_YEARS = 3
"""A change over fewer years than this is no trend."""
TREND_YEARS = 10
"""How far back a trend looks."""
HUNDRED = Decimal(100)


class Direction(StrEnum):
    """Which way is good. Kolada does not say; the municipality does, or says that neither is."""

    HIGHER = "higher"
    LOWER = "lower"
    NONE = "none"


@dataclass(frozen=True)
class Position:
    """Where a value stands among others: 0 is worst and 100 best, where a direction is set; else 100 is highest."""

    percentile: Decimal
    count: int


def position(own: Decimal, others: Collection[Decimal], *, direction: Direction) -> Position | None:
    """How large a share of all values, the own one included, is worse; a tie counts as half (midrank).

    Everyone equal stands at 50, and the other direction gives 100 minus the same. None where too few have a value.
    """
    count = len(others) + 1
    if count < FEWEST:
        return None
    lower = sum(1 for each in others if each < own)
    higher = sum(1 for each in others if each > own)
    worse = higher if direction is Direction.LOWER else lower
    ties = count - lower - higher
    share = (Decimal(worse) + Decimal(ties) / 2) / count * HUNDRED
    return Position(share.quantize(Decimal("0.1"), ROUND_HALF_UP), count)


def median(values: Collection[Decimal]) -> Decimal | None:
    """The middle of the values that exist: every municipality weighs the same."""
    return Decimal(middle(values)) if values else None


def change_per_year(series: Mapping[int, Decimal]) -> Decimal | None:
    """The median of the changes per year between every two years that have a value (Theil and Sen).

    A year without a value is left out, not filled in; one strange year does not turn the answer.
    """
    years = sorted(series)
    if len(years) < FEWEST_YEARS:
        return None
    slopes = [(series[b] - series[a]) / (b - a) for i, a in enumerate(years) for b in years[i + 1 :]]
    return Decimal(middle(slopes))


class Pace(StrEnum):
    """Our change beside theirs."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    FASTER = "faster"
    SLOWER = "slower"


@dataclass(frozen=True)
class Trends:
    """Our change per year, and the middle of theirs over the same years."""

    own: Decimal
    theirs: Decimal
    first: int
    last: int
    years: int
    count: int
    pace: Pace


def trends(
    own: Mapping[int, Decimal],
    others: Mapping[str, Mapping[int, Decimal]],
    *,
    direction: Direction,
    precision: Decimal = Decimal("0.01"),
) -> Trends | None:
    """Our trend against theirs, in the last ten years that have our value.

    Each of the others is measured over those of our years in which it has a value, at least three. Two changes that
    are equal when written with two decimals are equal.
    """
    if not own:
        return None
    recent = {year: value for year, value in own.items() if year > max(own) - TREND_YEARS}
    ours = change_per_year(recent)
    changes = [
        change
        for series in others.values()
        if (change := change_per_year({year: value for year, value in series.items() if year in recent})) is not None
    ]
    theirs = median(changes)
    if ours is None or theirs is None:
        return None
    pace = _pace(ours.quantize(precision), theirs.quantize(precision), direction)
    return Trends(ours, theirs, min(recent), max(recent), len(recent), len(changes), pace)


def _pace(ours: Decimal, theirs: Decimal, direction: Direction) -> Pace:
    if ours == theirs:
        return Pace.SAME
    is_more = ours > theirs
    if direction is Direction.NONE:
        return Pace.FASTER if is_more else Pace.SLOWER
    return Pace.BETTER if is_more == (direction is Direction.HIGHER) else Pace.WORSE


def is_preliminary(
    year: int, *, publ_period: str, preliminary_on: date | None, final_on: date | None, day: date
) -> bool:
    """A value of the period that is being published is preliminary from its first date up to the final one."""
    if str(year) != publ_period or preliminary_on is None:
        return False
    return preliminary_on <= day and (final_on is None or day < final_on)
