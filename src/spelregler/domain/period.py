"""Periods are half-open: the start day belongs, the end day does not. No end means "until further notice"."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

SATURDAY = 5
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Period:
    """[start, end): two periods that meet at a day do not overlap."""

    start: date
    end: date | None = None

    def __post_init__(self) -> None:
        if self.end is not None and self.end <= self.start:
            raise ValueError(f"a period ends after it starts: {self.start} – {self.end}")

    def contains(self, day: date) -> bool:
        """True from the start day up to, not including, the end day."""
        return self.start <= day and (self.end is None or day < self.end)

    def overlaps(self, other: Period) -> bool:
        """True when at least one day belongs to both."""
        return self.intersection(other) is not None

    def intersection(self, other: Period) -> Period | None:
        """The days that belong to both, if any."""
        start = max(self.start, other.start)
        ends = [end for end in (self.end, other.end) if end is not None]
        end = min(ends, default=None)
        return None if end is not None and end <= start else Period(start, end)

    @property
    def days(self) -> int | None:
        """Number of days, or None while the period has no end."""
        return None if self.end is None else (self.end - self.start).days


def calendar_year(year: int) -> Period:
    """1 January up to, not including, 1 January the year after."""
    return Period(date(year, 1, 1), date(year + 1, 1, 1))


def is_calendar_year(start: date, end: date) -> bool:
    """Whether [start, end) is a whole calendar year."""
    year = calendar_year(start.year)
    return (start, end) == (year.start, year.end)


def add_months(day: date, months: int) -> date:
    """The same day some months on; a day the month does not have becomes its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


LEAP_YEAR = 2024


def day_of_year(written: str, *, year: int) -> date:
    """A day written 02-28, in a year; 29 February is the month's end in another. Refuses with `ValueError` the rest."""
    month, _, day = written.partition("-")
    whole = date(LEAP_YEAR, int(month), int(day))
    return add_months(whole, (year - LEAP_YEAR) * 12)
