"""Small numbers: what is reported of how few, and what each is the sum of (architecture: 5 cases, 10 answers).

A figure is a number of cases somewhere: a place, a sex and a period, as first reported or as corrected later. Every
figure is a sum of atoms that no figure divides: a place with no place in it, a stretch of time that no period cuts,
women or men. So whatever readers may add and subtract is said once. `disclosure` decides what may be shown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

FEWEST_CASES = 5
"""A figure about fewer cases than this is not shown: somebody could be recognised (domain 6, pitfall 18)."""

FEWEST_ANSWERS = 10
"""A figure from a survey with fewer answers than this is not shown."""

TOTAL, PARTS = "T", ("K", "M")
WHOLE = ""
"""The place that all others lie in."""

Span = tuple[date, date]


class Cell(NamedTuple):
    """Where a number of cases stands."""

    place: str
    sex: str
    start: date
    end: date


@dataclass(frozen=True)
class Figure:
    """A number of cases as it was reported; `part` is how many of them were so, where the figure is a share.

    The batch says what was approved together, in order: a later figure of the same cell corrects an earlier one. What
    has been shown once is known for ever.
    """

    key: int
    cell: Cell
    count: Decimal
    part: Decimal | None = None
    batch: int = 0
    is_shown: bool = False


class Atom(NamedTuple):
    """What figures are sums of."""

    place: str
    stretch: Span
    sex: str


@dataclass(frozen=True)
class Table:
    """Figures that hang together: what all of them are sums of, and what could be reported beside them."""

    figures: tuple[Figure, ...]
    inside: Mapping[str, str]
    awaited: frozenset[str]
    """Places that are there and have not reported at all."""

    adds_over_time: bool

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The places that no other place here lies in."""
        found = {figure.cell.place for figure in self.figures} | self.awaited
        holding = {above for place in found for above in self._above(place)}
        return tuple(sorted(found - holding))

    @cached_property
    def sexes(self) -> tuple[str, ...]:
        """Women and men where any figure tells them apart."""
        return PARTS if any(figure.cell.sex != TOTAL for figure in self.figures) else (TOTAL,)

    @cached_property
    def stretches(self) -> tuple[Span, ...]:
        """The stretches of time that no period cuts."""
        days = sorted({day for figure in self.figures for day in (figure.cell.start, figure.cell.end)})
        return tuple(pairwise(days))

    @cached_property
    def atoms(self) -> tuple[Atom, ...]:
        """Every atom."""
        return tuple(
            Atom(place, stretch, sex) for place in self.places for stretch in self.stretches for sex in self.sexes
        )

    def made_of(self, cell: Cell) -> list[int]:
        """The atoms that make the cell, by their numbers."""
        return self._made_of[cell]

    @cached_property
    def unseen(self) -> list[Cell]:
        """What could be reported and has not been: each place, period, stretch and sex that there is here."""
        told = {figure.cell for figure in self.figures}
        places = {cell.place for cell in told} | self.awaited
        spans = {(cell.start, cell.end) for cell in told} | set(self.stretches)
        sexes = (TOTAL, *PARTS) if self.sexes == PARTS else self.sexes
        return [
            cell
            for place in sorted(places)
            for sex in sexes
            for span in sorted(spans)
            if (cell := Cell(place, sex, *span)) not in told
        ]

    @cached_property
    def states(self) -> list[dict[Cell, Figure]]:
        """The figures that stood together: now, and before each batch that corrected some. What came later was so."""
        versions: dict[Cell, list[Figure]] = defaultdict(list)
        for figure in sorted(self.figures, key=lambda each: (each.batch, each.key)):
            versions[figure.cell].append(figure)
        corrected = {figure.batch for each in versions.values() for figure in each[1:]}
        found = {}
        for batch in (*sorted(corrected), None):
            state = {
                cell: next((each for each in reversed(its) if batch is None or each.batch < batch), its[0])
                for cell, its in versions.items()
            }
            found[tuple(figure.key for figure in state.values())] = state
        return list(found.values())

    @cached_property
    def _made_of(self) -> dict[Cell, list[int]]:
        under: dict[str, set[str]] = defaultdict(set)
        for place in self.places:
            for above in (place, *self._above(place)):
                under[above].add(place)
        at = {atom: number for number, atom in enumerate(self.atoms)}
        cells = {*(figure.cell for figure in self.figures), *self.unseen}
        return {
            cell: [
                at[Atom(place, stretch, sex)]
                for place in under[cell.place]
                for stretch in self.stretches
                if cell.start <= stretch[0] and stretch[1] <= cell.end
                for sex in (self.sexes if cell.sex == TOTAL else (cell.sex,))
            ]
            for cell in cells
        }

    def _above(self, place: str) -> list[str]:
        found: list[str] = []
        while place != WHOLE and place not in found[:-1]:
            place = self.inside.get(place, WHOLE)
            found.append(place)
        return found


def tables(
    figures: Iterable[Figure],
    *,
    inside: Mapping[str, str],
    adds_over_time: bool,
    expected: Mapping[str, Sequence[Span]] | None = None,
) -> list[Table]:
    """The figures in tables that have nothing to do with each other, by periods that overlap.

    Women and men make all and the places in a place make it; with `adds_over_time` the months of a year make it, so
    that one running sum less an earlier one gives the months between; without it each period stands by itself.
    `inside` says which place lies in which, and `expected` when each place is there to report.
    """
    groups: list[list[Figure]] = []
    end: Span | None = None
    for figure in sorted(figures, key=lambda each: (each.cell.start, each.cell.end, each.key)):
        span = (figure.cell.start, figure.cell.end)
        joins = end is not None and (span[0] < end[1] if adds_over_time else span == end)
        if not joins:
            groups.append([])
        groups[-1].append(figure)
        end = (span[0], max(span[1], end[1])) if joins and end else span
    return [Table(tuple(group), inside, _awaited(group, expected or {}), adds_over_time) for group in groups]


def _awaited(group: Sequence[Figure], expected: Mapping[str, Sequence[Span]]) -> frozenset[str]:
    first, last = min(each.cell.start for each in group), max(each.cell.end for each in group)
    return frozenset(
        place for place, spans in expected.items() if any(start < last and first < end for start, end in spans)
    )
