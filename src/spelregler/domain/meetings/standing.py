"""What stands on every agenda by itself: the department's information, delegated decisions, open assignments."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import zip_longest

INFORMATION, DELEGATED, OPEN_ASSIGNMENTS = "information", "delegated", "open_assignments"
STANDING = (INFORMATION, DELEGATED, OPEN_ASSIGNMENTS)
"""In the order in which they stand on the agenda."""
DAYS_OF_A_YEAR = 365


def open_assignments_at(days: Sequence[date], *, times_a_year: int, gone_through_on: date | None = None) -> set[date]:
    """At which of the ordinary meetings a body goes through its open assignments, so that P21's times are kept.

    At a meeting where waiting for the next would make it longer since the last time than a year divided by the times;
    also at the last meeting that is known. None where the package asks for no times.
    """
    if times_a_year < 1:
        return set()
    longest, last, found = timedelta(days=DAYS_OF_A_YEAR // times_a_year), gone_through_on, set[date]()
    in_order = sorted(days)
    for day, following in zip_longest(in_order, in_order[1:]):
        if last is None or following is None or following > last + longest:
            found.add(day)
            last = day
    return found
