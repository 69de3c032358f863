"""Limits in working days: which days count, and which day is the last one.

Weekdays that are no holiday in Sweden, as the library `holidays` has them. Midsummer Eve, Christmas Eve and New Year's
Eve are weekdays on which next to nobody works; a package says whether they count (`eves`).
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from spelregler.domain.period import ONE_DAY

SATURDAY = 5


def is_working_day(day: date, *, eves: bool = False) -> bool:
    """A weekday that is no holiday. With `eves` the three eves count as working days too."""
    return day.weekday() < SATURDAY and day not in _free_days(day.year, eves)


def working_days_after(day: date, days: int, *, eves: bool = False) -> date:
    """The last day of so many working days: the day itself is not counted, and the last one is."""
    last, left = day, days
    while left > 0:
        last += ONE_DAY
        left -= is_working_day(last, eves=eves)
    return last


@lru_cache(maxsize=200)
def _free_days(year: int, eves: bool) -> frozenset[date]:
    """The library takes a quarter of a second to load, so it is loaded where the first limit is counted."""
    from holidays.constants import DE_FACTO, PUBLIC
    from holidays.countries.sweden import Sweden

    return frozenset(Sweden(years=year, categories=(PUBLIC,) if eves else (PUBLIC, DE_FACTO)))
