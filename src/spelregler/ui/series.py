"""The geometry of a series beside others: our line, their middle, and how far they spread. A gap stays a gap.

Positions are finished text in per cent of the width and in pixels of the height, so that lettering and dots keep their
shape on a phone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TypeVar

from spelregler.ui import formatting

T = TypeVar("T")
TOP, BOTTOM = 10, 190
"""Where the field begins and ends, in pixels from the top."""
LEFT, RIGHT = Decimal(2), Decimal(98)
"""Where the first and the last year stand, in per cent of the width."""
MOST_NAMES = 6
"""More years than this beside each other would not be readable on a phone."""


@dataclass(frozen=True, kw_only=True)
class SeriesPoint:
    """One year. What nobody knows is None."""

    year: int
    own: Decimal | None = None
    middle: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class SeriesChart:
    """A series beside the middle and the spread of others. `text` says the same in words."""

    label: str
    text: str
    own_label: str
    others_label: str
    spread_label: str
    points: Sequence[SeriesPoint]
    decimals: int = 1


@dataclass(frozen=True)
class Spot:
    """A place in the picture."""

    x: str
    y: str


@dataclass(frozen=True)
class Tick:
    """A value or a year with its name."""

    place: str
    name: str
    anchor: str = "middle"


@dataclass(frozen=True)
class SeriesDrawing:
    """Lines as points in a field of 1000 × 180, dots and names in the picture's own measure."""

    own: Sequence[str]
    middle: Sequence[str]
    spread: Sequence[str]
    dots: Sequence[Spot]
    last: Spot | None
    last_name: str
    last_anchor: str
    levels: Sequence[Tick]
    years: Sequence[Tick]


def draw_series(chart: SeriesChart, language: str) -> SeriesDrawing | None:
    """The field is as high as what is known needs; nothing known, nothing drawn."""
    points = sorted(chart.points, key=lambda each: each.year)
    known = [value for each in points for value in (each.own, each.middle, each.low, each.high) if value is not None]
    if not known:
        return None
    levels = nice_levels(min(known), max(known))
    field = _Field(points[0].year, points[-1].year, levels[0], levels[-1])
    own = [(each.year, each.own) for each in points if each.own is not None]
    last = own[-1] if own else None
    return SeriesDrawing(
        own=field.lines([(each.year, each.own) for each in points]),
        middle=field.lines([(each.year, each.middle) for each in points]),
        spread=field.bands(points),
        dots=[field.spot(year, value) for year, value in own],
        last=field.spot(*last) if last else None,
        last_name=formatting.number(last[1], language, decimals=chart.decimals) if last else "",
        last_anchor=field.anchor(last[0]) if last else "",
        levels=[Tick(field.level(each), formatting.number(each.normalize() + 0, language)) for each in levels],
        years=[Tick(f"{field.across(year):.2f}%", str(year), field.anchor(year)) for year in field.named_years()],
    )


def nice_levels(low: Decimal, high: Decimal) -> list[Decimal]:
    """Round values below, between and above: steps of 1, 2, 2.5 or 5 of a power of ten, three to six of them."""
    room = high - low or abs(high) or Decimal(1)
    power = Decimal(1).scaleb((room / 4).adjusted())
    step = next(power * each for each in (1, 2, Decimal("2.5"), 5, 10) if power * each * 4 >= room)
    first = (low / step).to_integral_value(ROUND_FLOOR) * step
    last = (high / step).to_integral_value(ROUND_CEILING) * step
    count = max(1, int((last - first) / step))
    return [first + step * number for number in range(count + 1)]


@dataclass(frozen=True)
class _Field:
    first: int
    last: int
    low: Decimal
    high: Decimal

    def across(self, year: int) -> Decimal:
        if self.last == self.first:
            return Decimal(50)
        return LEFT + Decimal(year - self.first) / (self.last - self.first) * (RIGHT - LEFT)

    def down(self, value: Decimal) -> Decimal:
        return (self.high - value) / (self.high - self.low) * (BOTTOM - TOP)

    def level(self, value: Decimal) -> str:
        return f"{self.down(value) + TOP:.1f}"

    def spot(self, year: int, value: Decimal) -> Spot:
        return Spot(f"{self.across(year):.2f}%", self.level(value))

    def point(self, year: int, value: Decimal) -> str:
        return f"{self.across(year) * 10:.1f},{self.down(value):.1f}"

    def anchor(self, year: int) -> str:
        return "middle" if self.first == self.last else {self.first: "start", self.last: "end"}.get(year, "middle")

    def lines(self, series: Sequence[tuple[int, Decimal | None]]) -> list[str]:
        """Unbroken stretches of two years or more."""
        runs = _runs([(year, value) for year, value in series if value is not None])
        return [" ".join(self.point(year, value) for year, value in run) for run in runs if len(run) > 1]

    def bands(self, points: Sequence[SeriesPoint]) -> list[str]:
        """From the lowest to the highest of the others, as far as there are years beside each other."""
        spread = [(each.year, (each.low, each.high)) for each in points if each.low is not None]
        bands = []
        for run in _runs(spread):
            above = [self.point(year, high) for year, (_low, high) in run if high is not None]
            below = [self.point(year, low) for year, (low, _high) in reversed(run) if low is not None]
            if len(run) > 1:
                bands.append(" ".join(above + below))
        return bands

    def named_years(self) -> list[int]:
        span = self.last - self.first
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if span / step <= MOST_NAMES - 1)
        return [year for year in range(self.first, self.last + 1) if (self.last - year) % step == 0]


def _runs(series: Sequence[tuple[int, T]]) -> list[list[tuple[int, T]]]:
    runs: list[list[tuple[int, T]]] = []
    for year, value in series:
        if not runs or runs[-1][-1][0] != year - 1:
            runs.append([])
        runs[-1].append((year, value))
    return runs
