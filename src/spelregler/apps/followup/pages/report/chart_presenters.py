"""The pictures of a report, drawn from the figures kept with it: money, how goals go, and measures by year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _

from spelregler.apps.followup.queries.figures import FORECAST, FRAME, GOAL, MEASURE, MONEY, OUTCOME, YEAR, Figure
from spelregler.apps.goals.pages.words import MARKS, status_words
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.money import Money
from spelregler.exchange.documents import Block, Drawing, Paragraph
from spelregler.ui import formatting
from spelregler.ui.names import named
from spelregler.ui.pictures import FrameBar, Picture, Standing, Year, YearLine, frame, over_years, standings
from spelregler.ui.pictures.picture import source_line

LEAST_YEARS = 3
"""Fewer are told in the table, and make no line."""
MOST_LINES = 12
"""Of measures by year in a section; the rest stand in the workbook."""


def money_picture(figures: Sequence[Figure], language: str) -> Picture | None:
    """Frame, outcome and forecast; nothing without a frame."""
    amounts = {each.code: each for each in figures if each.kind == MONEY}
    given = {code: each.amount_ore for code, each in amounts.items()}
    if given.get(FRAME) is None:
        return None
    whole, outcome, forecast = (
        None if ore is None else Money(ore) for ore in map(given.get, (FRAME, OUTCOME, FORECAST))
    )
    day = amounts[OUTCOME].day if OUTCOME in amounts else None
    said = _("Outcome to and with %(day)s") % {"day": formatting.long_date(day, language)} if day else ""
    bar = FrameBar(
        label=_("Frame, outcome and forecast"),
        frame=whole or Money(0),
        outcome=outcome,
        outcome_label=said,
        forecast=forecast,
        source="ledger",
    )
    return frame(bar, language)


def goals_picture(figures: Iterable[Figure], language: str, *, day: date | None = None) -> Picture | None:
    """How many goals stand how; nothing without goals."""
    counts = Counter(GoalStatus(each.value) for each in figures if each.kind == GOAL)
    if not counts:
        return None
    parts = [
        Standing(status=str(MARKS[each].value), word=status_words(each), count=counts[each])
        for each in GoalStatus
        if each in MARKS
    ]
    return standings(parts, title=_("How the goals go"), day=day, language=language)


def measure_pictures(figures: Sequence[Figure], language: str) -> list[Picture]:
    """Each measure that has been followed long enough, as a line over the years."""
    found: list[Picture] = []
    for measure, years in by_year(figures):
        if len(years) >= LEAST_YEARS and len(found) < MOST_LINES:
            points = [(int(each.name), measured(each.value), measured(each.target)) for each in years]
            last = points[-1][1]
            line = YearLine(
                label=named(measure.name, measure.name_en, language),
                years=[Year(year=year, value=one.number, target=aim.number) for year, one, aim in points],
                unit=last.unit,
                decimals=last.decimals,
                source=measure.source,
            )
            found.append(over_years(line, language))
    return found


def by_year(figures: Iterable[Figure]) -> list[tuple[Figure, list[Figure]]]:
    """Each measure with its years, which stand after it."""
    found: list[tuple[Figure, list[Figure]]] = []
    for each in figures:
        if each.kind == MEASURE:
            found.append((each, []))
        elif each.kind == YEAR and found:
            found[-1][1].append(each)
    return found


class Measured(NamedTuple):
    """A value as it was kept, in its parts: the number, its unit, and how many decimals it is told with."""

    number: Decimal | None
    unit: str
    decimals: int


def measured(text: str) -> Measured:
    """12.50 persons: the number 12.50, persons, two decimals. What is no number is None."""
    figure, _between, unit = text.partition(" ")
    try:
        return Measured(Decimal(figure), unit, len(figure.partition(".")[2]))
    except InvalidOperation:
        return Measured(None, "", 0)


def picture_blocks(picture: Picture | None, language: str) -> list[Block]:
    """The picture with its name and what it rests on; its figures stand in the section's own table."""
    if picture is None:
        return []
    line = source_line(picture, language)
    return [
        Drawing(f"{picture.title}. {picture.text}", picture.svg),
        Paragraph(f"{picture.title}. {line}." if line else f"{picture.title}.", is_note=True),
    ]
