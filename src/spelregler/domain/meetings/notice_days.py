"""By which day papers are to be with the members: a number of working days before the meeting (P23)."""

from __future__ import annotations

from datetime import date

from spelregler.domain.period import ONE_DAY
from spelregler.domain.working_days import is_working_day


def last_day_for_papers(held_on: date, *, working_days: int) -> date:
    """The working day that is so many of them before the meeting's own day (P23); the meeting's day is not counted."""
    day, left = held_on, working_days
    while left > 0:
        day -= ONE_DAY
        left -= is_working_day(day)
    return day
