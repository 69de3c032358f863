"""The days of a body's meetings by one rule, such as the second Tuesday of each month but July."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from spelregler.domain.period import add_months

LAST: Final = 5
"""The last one of a month, be it the fourth or the fifth."""
MOST_YEARS: Final = 5
A_WEEK: Final = timedelta(days=7)


@dataclass(frozen=True)
class DayRule:
    """On which weekday (0 is Monday), which of them in the month (1–4, or `LAST`), and in which months none."""

    weekday: int
    which: Collection[int]
    without: Collection[int] = ()


def days_by_rule(rule: DayRule, *, first: date, last: date) -> list[date]:
    """The rule's days from the first to the last day, both counted, in order."""
    found = set()
    month = first.replace(day=1)
    while month <= last:
        if month.month not in rule.without:
            found |= {_day_of(month, rule.weekday, each) for each in rule.which}
        month = add_months(month, 1)
    return sorted(each for each in found if first <= each <= last)


def _day_of(month: date, weekday: int, which: int) -> date:
    if which == LAST:
        end = add_months(month, 1) - timedelta(days=1)
        return end - timedelta(days=(end.weekday() - weekday) % 7)
    return month + timedelta(days=(weekday - month.weekday()) % 7) + A_WEEK * (which - 1)
