"""By which day papers are to be with the members: a number of working days before the meeting (P23)."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from spelregler.domain.period import ONE_DAY, SATURDAY

FRIDAY = 4


def last_day_for_papers(held_on: date, *, working_days: int) -> date:
    """The last day that leaves so many whole working days between it and the meeting's own day (P23).

    Saturdays, Sundays, the public holidays of Swedish law, Midsummer Eve, Christmas Eve and New Year's Eve are none.
    """
    day, left = held_on, working_days
    while left > 0:
        day -= ONE_DAY
        if is_working_day(day):
            left -= 1
    return day


def is_working_day(day: date) -> bool:
    """Whether people are at work on the day."""
    return day.weekday() < SATURDAY and day not in _holidays(day.year)


@lru_cache(maxsize=64)
def _holidays(year: int) -> frozenset[date]:
    """The days of the year that are none, those that fall on a weekend among them or not."""
    easter = _easter_sunday(year)
    moved = (-2, 1, 39)  # Good Friday, Easter Monday, Ascension Day
    midsummer_eve = next(
        day for day in (date(year, 6, 19) + timedelta(days=step) for step in range(7)) if day.weekday() == FRIDAY
    )
    fixed = ((1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31))
    return frozenset(
        {*(easter + timedelta(days=each) for each in moved), midsummer_eve, *(date(year, *each) for each in fixed)}
    )


def _easter_sunday(year: int) -> date:
    """Easter by the Gregorian calendar (the anonymous algorithm, whole divisions only)."""
    golden, century = year % 19, year // 100
    leaps, left = divmod(century, 4)
    epact = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * left + 2 * ((year % 100) // 4) - epact - (year % 100) % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)
