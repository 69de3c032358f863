"""What a value is measured in, so that it can be said in words: a limit, or a fact that was judged by."""

from __future__ import annotations

from enum import Enum

from spelregler.domain.words import NOTHING, Words


class Unit(Enum):
    """A unit of measure, or how a value is written where it has none."""

    DAYS = Words("days")
    WORKING_DAYS = Words("working days")
    MONTHS = Words("months")
    YEARS = Words("years")
    TIMES_A_YEAR = Words("times a year")
    PER_CENT = Words("%")
    TKR = Words("SEK thousand")
    GOALS = Words("goals")
    CASES = Words("cases")
    NUMBER = Words("number")
    YEAR = Words("year")
    DATE = Words("date")
    DAY_OF_YEAR = Words("day of the year")
    MONTH_OF_YEAR = Words("month of the year")
    DAY_OF_MONTH = Words("day of the month")
    YES_OR_NO = Words("yes or no")
    WORD = NOTHING
