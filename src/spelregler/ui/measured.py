"""A value in words with its unit: a limit of the package, or a fact that an answer was judged by."""

from __future__ import annotations

import re
from decimal import Decimal

from spelregler.domain import reading
from spelregler.domain.measured import Unit
from spelregler.domain.words import Words
from spelregler.ui.formatting import NBSP, NOTHING, long_date, month_name, number, percent

ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
DAY_OF_YEAR = re.compile(r"(\d\d)-(\d\d)")

ONE = {
    Unit.DAYS: Words("1 day"),
    Unit.WORKING_DAYS: Words("1 working day"),
    Unit.MONTHS: Words("1 month"),
    Unit.YEARS: Words("1 year"),
    Unit.GOALS: Words("1 goal"),
}
"""How one of them is said. More are said with the unit's name."""

NAMED = {*ONE, Unit.TIMES_A_YEAR, Unit.CASES}


def measured(value: object, unit: Unit, language: str) -> str:
    """The value as people write it; nothing for what is not known, and a word as it is."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return (Words("yes") if value else Words("no")).text(language)
    if isinstance(value, str) and ISO_DAY.fullmatch(value):
        return long_date(reading.day(value), language)
    if unit is Unit.DAY_OF_YEAR:
        return day_of_year(str(value), language)
    figure = _figure(value)
    if figure is None or unit is Unit.YEAR:
        return str(value)
    if unit is Unit.PER_CENT:
        return percent(figure, language, decimals=None)
    if unit is Unit.TKR:
        return f"{number(figure, language)}{NBSP}tkr"
    if unit is Unit.MONTH_OF_YEAR:
        return month_name(int(figure), language)
    if unit in ONE and figure == 1:
        return ONE[unit].text(language).replace(" ", NBSP)
    return f"{number(figure, language)}{NBSP}{unit.value.text(language)}" if unit in NAMED else number(figure, language)


def with_unit(value: object, unit: str, language: str) -> str:
    """A value with the package's own words for its unit. A day has none, and what is no figure is told by it alone."""
    if isinstance(value, str) and DAY_OF_YEAR.fullmatch(value):
        return day_of_year(value, language)
    figure = _figure(value)
    if figure is None:
        return unit
    return percent(figure, language, decimals=None) if unit == "%" else f"{number(figure, language)}{NBSP}{unit}"


def day_of_year(value: str, language: str) -> str:
    """A month and a day, 03-31, as 31 mars."""
    found = DAY_OF_YEAR.fullmatch(value)
    return f"{int(found[2])}{NBSP}{month_name(int(found[1]), language)}" if found else value


def _figure(value: object) -> Decimal | None:
    if isinstance(value, int | Decimal):
        return Decimal(value)
    if isinstance(value, float | str) and re.fullmatch(r"-?\d+(\.\d+)?", str(value)):
        return Decimal(str(value))
    return None
