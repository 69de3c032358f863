"""From reported values to the tables that are weighed: what may be shown of an indicator that counts people."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from spelregler.domain.disclosure import Doubt, may_be_shown
from spelregler.domain.period import ONE_DAY
from spelregler.domain.suppression import FEWEST_ANSWERS, FEWEST_CASES, WHOLE, Cell, Figure, Span, tables

COUNT, ANSWERS = "count", "answers"
COLUMNS = (
    "pk",
    "unit__code",
    "sex",
    "period_start",
    "period_end",
    "value",
    "numerator",
    "denominator",
    "recorded_on",
    "shown__shown_on",
)
HUNDRED = Decimal(100)


class Row(NamedTuple):
    """A value as it is stored, in the order of `COLUMNS`."""

    pk: int
    unit: str | None
    sex: str
    start: date
    end: date
    value: Decimal
    numerator: Decimal | None
    denominator: Decimal | None
    recorded_on: date
    shown_on: date | None


class Kind(NamedTuple):
    """What an indicator counts, and in which unit."""

    small_numbers: str
    unit_of_measure: str

    @property
    def fewest(self) -> int:
        """The fewest cases or answers that are shown."""
        return FEWEST_ANSWERS if self.small_numbers == ANSWERS else FEWEST_CASES


def newly_shown(
    rows: Sequence[Row],
    *,
    kind: Kind,
    batches: Sequence[int],
    there: Mapping[str, Sequence[Span]],
    doubt: Doubt,
    is_all: bool = False,
) -> frozenset[int]:
    """The keys of the values that may be shown and have not been.

    `batches` are the last keys of what was weighed together before; what came after the last of them is new. Only
    periods with something new are weighed again, or all where the rule is new. `there` says when units could report.
    """
    figures = [_figure(row, kind, bisect_left(batches, row.pk)) for row in rows]
    found = tables(
        [figure for figure in figures if figure.count >= 0],
        inside=dict.fromkeys(there, WHOLE),
        adds_over_time=kind.small_numbers == COUNT,
        expected=there,
    )
    told = batches[-1] if batches else 0
    again = (table for table in found if is_all or any(figure.key > told for figure in table.figures))
    before = {row.pk for row in rows if row.shown_on is not None}
    return may_be_shown(again, fewest=kind.fewest, doubt=doubt) - before


def _figure(row: Row, kind: Kind, batch: int) -> Figure:
    is_count = kind.small_numbers == COUNT
    count = row.value if is_count else row.denominator or Decimal(0)
    part = None
    if not is_count:
        share = row.value / HUNDRED if kind.unit_of_measure == "%" else row.value
        part = share * count if row.numerator is None else row.numerator
    cell = Cell(row.unit or WHOLE, row.sex, row.start, row.end)
    return Figure(row.pk, cell, count, part, batch, is_shown=row.shown_on is not None)


def presence(rows: Iterable[Row], asked: Iterable[tuple[str, int]], lives: Mapping[str, Span]) -> dict[str, list[Span]]:
    """When each unit could report: the years that it has reported or was asked in, while it was there."""
    years = {(row.unit, (row.end - ONE_DAY).year) for row in rows if row.unit} | set(asked)
    found: dict[str, list[Span]] = defaultdict(list)
    for unit, year in sorted(years):
        start, end = lives.get(unit, (date.min, date.max))
        span = max(start, date(year, 1, 1)), min(end, date(year + 1, 1, 1))
        if span[0] < span[1]:
            found[unit].append(span)
    return found
