"""The demo's bookkeeping of earlier years, for a forecast to take a season from and be tested on. Pure data.

Each year is a part of this year's frame, spread by the shape of the unit with a little of its own each month: no two
years go quite alike, and it is the same every time.
"""

from __future__ import annotations

import calendar
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spelregler.demo.facts import YEAR, Origin
from spelregler.demo.frames import UNIT_TKR
from spelregler.demo.organisation import UNITS, UnitFact
from spelregler.demo.vouchers import MONTH_WEIGHTS, Voucher, rows_of, spread

ORIGIN = Origin.INVENTED
"""Holds for every year, every event and every voucher here."""

LEVELS = {2023: 905, 2024: 938, 2025: 968}
"""What a year cost, in per mille of the frame for 2026."""

IMPORTED_ON = date(2026, 1, 26)
"""The earlier years were read in when the product was taken into use."""

FIRST_MONTH = {("ungdom", 2023): 13, ("ungdom", 2024): 13, ("ungdom", 2025): 8}
"""The youth unit began in August 2025: no whole year lies behind it, so its forecast takes the simpler method."""

SNOW = {("gata-park", 2024, month): 130 for month in (1, 2, 3)}
"""A winter that cost a third more, in per cent."""


def net_cost_ore(unit: UnitFact, year: int) -> tuple[int, ...]:
    """The unit's net cost of each month of the year."""
    weights = [
        weight
        * (100 + zlib.crc32(f"{unit.code} {year} {month}".encode()) % 9 - 4)
        * SNOW.get((unit.code, year, month), 100)
        for month, weight in enumerate(MONTH_WEIGHTS[unit.shape], start=1)
    ]
    return spread(UNIT_TKR[unit.code] * 100 * LEVELS[year], weights)


def vouchers(year: int) -> Iterator[Voucher]:
    """One voucher per unit and month of the year, numbered in order of date."""
    costs = {unit.code: net_cost_ore(unit, year) for unit in UNITS}
    number = 0
    for month in range(1, 13):
        last_day = date(year, month, calendar.monthrange(year, month)[1])
        for unit in UNITS:
            if month >= FIRST_MONTH.get((unit.code, year), 1):
                number += 1
                rows = rows_of(unit, costs[unit.code][month - 1])
                yield Voucher(number, last_day, f"{unit.name} {year}-{month:02}", rows)


@dataclass(frozen=True)
class EventFact:
    """A known event that a unit's manager has told of, in tkr."""

    unit: str
    month: int
    tkr: int
    reason: str
    told_on: date
    runs_on: bool = False


EVENTS = (
    EventFact("gata-park", 12, 350, "Inköp av salt och sand inför nästa vinter.", date(YEAR, 10, 26)),
    EventFact("peterslundsskolan", 11, 240, "Byte av värmepump i matsalen.", date(YEAR, 10, 27)),
    EventFact("bjorntorp", 4, 180, "Vattenskada i entrén, självrisk.", date(YEAR, 10, 26)),
)

OUTSIDE = "Vi vet mer om resten av året än vad tidigare år visar: avtal och bemanning är klara till jul."
"""What managers say whose own forecast lies outside the computed range, where nothing else is said."""
