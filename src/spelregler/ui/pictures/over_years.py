"""A measure year by year beside its target. A year without a value is a gap; the scale need not begin at zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from spelregler.domain.words import Words
from spelregler.ui import formatting
from spelregler.ui.pictures import picture as draw
from spelregler.ui.pictures.axes import Scale, runs, scale_of
from spelregler.ui.pictures.picture import Picture, Point, say

TOP, BOTTOM, LEFT, RIGHT = 34, 128, 52, 372
YEARS_AT, HEIGHT = 148, 156
LETTERED = 6
"""More years than this are not all named."""


@dataclass(frozen=True, kw_only=True)
class Year:
    """A year's value and target. What is not known is None."""

    year: int
    value: Decimal | None
    target: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class YearLine:
    """A measure over years, in its unit; `sign` says which way is good."""

    label: str
    years: Sequence[Year]
    unit: str = ""
    sign: str = ""
    decimals: int | None = None
    source: str = ""


def over_years(line: YearLine, language: str) -> Picture:
    """Values as an unbroken line with dots, targets as short lines across their years."""
    years = sorted(line.years, key=lambda each: each.year)
    words = _words(line, years, language)
    return Picture(
        title=line.label,
        text=words,
        unit=line.unit,
        source=line.source,
        header=[say(language, Words("Year")), say(language, Words("Outcome")), say(language, Words("Target"))],
        rows=[[str(each.year), _figure(line, each.value, language), _aim(line, each, language)] for each in years],
        svg=draw.drawing(_marks(line, years, language), height=HEIGHT, title=line.label, words=words),
        kind="over-years",
    )


def _figure(line: YearLine, value: Decimal | None, language: str) -> str:
    return formatting.number(value, language, decimals=line.decimals)


def _aim(line: YearLine, each: Year, language: str) -> str:
    written = _figure(line, each.target, language)
    return f"{line.sign} {written}" if line.sign and each.target is not None else written


def _words(line: YearLine, years: Sequence[Year], language: str) -> str:
    known = [each for each in years if each.value is not None]
    if not known:
        return say(language, Words("No values to show."))
    told = ", ".join(f"{each.year} {_figure(line, each.value, language)}" for each in known)
    unit = f" {line.unit}" if line.unit else ""
    words = f"{told}{unit}."
    last = years[-1]
    if last.target is not None:
        target = f"{_aim(line, last, language)}{unit}"
        words += " " + say(language, Words("The target {year} is {target}.", year=last.year, target=target))
    return words


def _marks(line: YearLine, years: Sequence[Year], language: str) -> list[str]:
    known = [figure for each in years for figure in (each.value, each.target) if figure is not None]
    if not known:
        return []
    scale, levels = scale_of(known, start=BOTTOM, end=TOP, has_zero=False)
    first, last = years[0].year, years[-1].year

    def place(year: int, figure: Decimal) -> Point:
        return _across(year, first, last), scale.at(figure)

    marks = [*_axes(levels, scale, language), *_named(first, last)]
    for each in years:
        if each.target is not None:
            x, y = place(each.year, each.target)
            marks.append(draw.line((x - 12, y), (x + 12, y), colour=draw.INK, name="p-target", width="2.5"))
    by_year = {each.year: each.value for each in years}
    for run in runs([by_year.get(year) for year in range(first, last + 1)]):
        if len(run) > 1:
            line_of = [place(first + at, value) for at, value in run]
            marks.append(draw.path(line_of, colour=draw.SEA, name="p-outcome", width="2.5"))
    values = [(each.year, each.value) for each in years if each.value is not None]
    marks += [draw.dot(place(*each), colour=draw.SEA, name="p-dot", radius="3.5") for each in values]
    if values:
        x, y = place(*values[-1])
        said = _figure(line, values[-1][1], language)
        marks.append(draw.text(x, y - 8, said, name="p-ink p-strong", anchor="middle"))
    return [*marks, *_keys(years, language)]


def _across(year: int, first: int, last: int) -> Decimal:
    if first == last:
        return Decimal(LEFT + RIGHT) / 2
    return LEFT + Decimal(year - first) / (last - first) * (RIGHT - LEFT)


def _axes(levels: Sequence[Decimal], scale: Scale, language: str) -> list[str]:
    marks = []
    for level in levels:
        y = scale.at(level)
        marks.append(draw.line((Decimal(LEFT - 16), y), (Decimal(RIGHT + 16), y), colour="#d9dedf", name="p-grid"))
        name = formatting.number(level.normalize() + 0, language)
        marks.append(draw.text(LEFT - 22, y + 4, name, colour=draw.MUTE, name="p-mute", anchor="end"))
    return marks


def _named(first: int, last: int) -> list[str]:
    step = -(-(last - first + 1) // LETTERED)
    return [
        draw.text(_across(year, first, last), YEARS_AT, str(year), colour=draw.MUTE, name="p-mute", anchor="middle")
        for year in range(first, last + 1)
        if (last - year) % step == 0
    ]


def _keys(years: Sequence[Year], language: str) -> list[str]:
    """What the line and the short lines are."""
    y = Decimal(10)
    marks = [
        draw.line(
            (Decimal(LEFT - 16), y - 4), (Decimal(LEFT + 4), y - 4), colour=draw.SEA, name="p-outcome", width="2.5"
        ),
        draw.text(LEFT + 10, y, say(language, Words("Outcome"))),
    ]
    if any(each.target is not None for each in years):
        marks += [
            draw.line((Decimal(150), y - 4), (Decimal(174), y - 4), colour=draw.INK, name="p-target", width="2.5"),
            draw.text(180, y, say(language, Words("Target"))),
        ]
    return marks
