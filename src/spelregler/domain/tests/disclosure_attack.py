"""A reader who tries to work small numbers out, by linear programming over everything that was ever shown.

Written apart from what it attacks: it knows towns, months and sexes, not sums and moves. Each edition of a town's
figures is a table of atoms (a unit, a stretch of time, a sex); a figure is a sum of atoms, one that was not corrected
is the same in every edition. Needs SciPy.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from random import Random

import numpy as np
from scipy.optimize import LinearConstraint, linprog, milp
from scipy.sparse import coo_matrix, csr_matrix

from spelregler.domain.disclosure import DEFAULT_DOUBT, may_be_shown
from spelregler.domain.suppression import WHOLE, Cell, Figure, tables

FEWEST = 5
Atom = tuple[str, int, str]
Table = Mapping[Cell, int]


def month(number: int) -> date:
    """The first day of a month, counted from January 2026 as 0."""
    return date(2026 + number // 12, number % 12 + 1, 1)


@dataclass(frozen=True)
class Town:
    """Units, the periods in which they report (as months from and until), and whether women and men are told apart."""

    units: tuple[str, ...]
    periods: tuple[tuple[int, int], ...]
    by_sex: bool
    has_whole: bool = True

    @property
    def sexes(self) -> tuple[str, ...]:
        """What an atom is about."""
        return ("K", "M") if self.by_sex else ("T",)

    @cached_property
    def stretches(self) -> list[tuple[int, int]]:
        """The stretches of time that no period cuts."""
        days = sorted({day for period in self.periods for day in period})
        return list(itertools.pairwise(days))

    @cached_property
    def atoms(self) -> list[Atom]:
        """What every figure is a sum of."""
        return [(unit, at, sex) for unit in self.units for at in range(len(self.stretches)) for sex in self.sexes]

    @cached_property
    def cells(self) -> dict[Cell, list[int]]:
        """Every figure that can be reported, and its atoms."""
        return self._cells(self.periods)

    @cached_property
    def unseen(self) -> dict[Cell, list[int]]:
        """The same over stretches that nobody reports: one running sum less another."""
        return self._cells(tuple(each for each in self.stretches if each not in self.periods))

    def _cells(self, periods: Sequence[tuple[int, int]]) -> dict[Cell, list[int]]:
        found = {}
        for place in (*self.units, *([WHOLE] if self.has_whole else [])):
            for start, end in periods:
                for sex in ("T", "K", "M") if self.by_sex else ("T",):
                    found[Cell(place, sex, month(start), month(end))] = [
                        number
                        for number, (unit, at, of) in enumerate(self.atoms)
                        if place in (WHOLE, unit)
                        and start <= self.stretches[at][0]
                        and self.stretches[at][1] <= end
                        and sex in ("T", of)
                    ]
        return found

    def table(self, atoms: Sequence[int]) -> dict[Cell, int]:
        """Every figure of a town that is so."""
        return {cell: sum(atoms[at] for at in its) for cell, its in self.cells.items()}


@dataclass(frozen=True)
class Step:
    """Figures that are approved together: which edition they are of, and which cells."""

    edition: int
    cells: tuple[Cell, ...]


@dataclass
class Story:
    """What was reported in which order. Every edition is a whole true table; shares have a second one, of parts."""

    town: Town
    editions: list[list[int]]
    parts: list[list[int]] | None
    steps: list[Step]
    adds_over_time: bool = True

    def expected(self) -> dict[str, list[tuple[date, date]]]:
        """Every unit is there all the time."""
        return {unit: [(month(0), month(36))] for unit in self.town.units}


@dataclass
class Told:
    """A story as it was shown: each figure, the edition it was reported in, and whether it is shown."""

    figures: list[Figure] = field(default_factory=list)
    editions: list[int] = field(default_factory=list)


def tell(story: Story) -> list[Told]:
    """Report step by step, deciding after each what is shown as the product does; how it stood after each."""
    told, found = Told(), []
    true = [story.town.table(atoms) for atoms in story.editions]
    parts = [story.town.table(atoms) for atoms in story.parts] if story.parts else None
    for batch, step in enumerate(story.steps):
        for cell in step.cells:
            count = Decimal(true[step.edition][cell])
            part = Decimal(parts[step.edition][cell]) if parts else None
            told.figures.append(Figure(len(told.figures), cell, count, part, batch))
            told.editions.append(step.edition)
        shown = may_be_shown(
            tables(
                told.figures,
                inside=dict.fromkeys(story.town.units, WHOLE),
                adds_over_time=story.adds_over_time,
                expected=story.expected(),
            ),
            fewest=FEWEST,
        )
        told.figures = [replace(each, is_shown=each.key in shown) for each in told.figures]
        found.append(Told(list(told.figures), list(told.editions)))
    return found


@dataclass(frozen=True)
class Interval:
    """Between what a reader can place a hidden figure."""

    figure: Figure
    low: float
    high: float
    is_part: bool = False

    @property
    def is_pinned(self) -> bool:
        """The reader knows it."""
        return self.high - self.low < 1 - 1e-6

    @property
    def is_narrow(self) -> bool:
        """A small number that the reader knows more about than that it is small."""
        doubt = DEFAULT_DOUBT
        is_small = self.figure.count < FEWEST and not self.is_part
        return is_small and (self.low > doubt.lowest + 1e-6 or self.high < doubt.highest - 1e-6)


class Attack:
    """What can be worked out of a story after some of its steps."""

    def __init__(self, story: Story, told: Told) -> None:
        self._story, self._told = story, told
        self._atoms = len(story.town.atoms)
        self._layers = 2 if story.parts else 1
        self._wide = self._atoms * len(story.editions) * self._layers
        equal, values = self._known()
        self._equal = _matrix(equal, self._wide)
        self._values = np.array(values, dtype=float)
        self._less = _matrix(self._parts_at_most(), self._wide) if story.parts else None

    def _row(self, cell: Cell, edition: int, layer: int) -> dict[int, float]:
        at = self._atoms * (edition * self._layers + layer)
        return {at + number: 1.0 for number in self._story.town.cells[cell]}

    def _known(self) -> tuple[list[dict[int, float]], list[float]]:
        rows: list[dict[int, float]] = []
        values: list[float] = []
        times: dict[Cell, list[int]] = {}
        for figure, edition in zip(self._told.figures, self._told.editions, strict=True):
            times.setdefault(figure.cell, []).append(edition)
            if figure.is_shown:
                for layer, value in enumerate((figure.count, figure.part)[: self._layers]):
                    rows.append(self._row(figure.cell, edition, layer))
                    values.append(float(value or 0))
        tables = [self._story.town.table(each) for each in self._story.editions]
        parts = [self._story.town.table(each) for each in self._story.parts or ()]
        for cell, its in times.items():
            for edition in range(1, len(self._story.editions)):
                same = [tables, *([parts] if parts else [])]
                if edition not in its and all(each[edition][cell] == each[edition - 1][cell] for each in same):
                    for layer in range(self._layers):
                        before = self._row(cell, edition - 1, layer)
                        rows.append(self._row(cell, edition, layer) | dict.fromkeys(before, -1.0))
                        values.append(0.0)
        return rows, values

    def _parts_at_most(self) -> list[dict[int, float]]:
        per = self._atoms
        starts = (edition * 2 * per for edition in range(len(self._story.editions)))
        return [{start + per + at: 1.0, start + at: -1.0} for start in starts for at in range(per)]

    def intervals(self) -> list[Interval]:
        """For every hidden small figure, in cases, and of a share in how many are so and how many are not."""
        found = []
        for figure, edition in zip(self._told.figures, self._told.editions, strict=True):
            if not figure.is_shown and figure.count < FEWEST:
                rows = [self._row(figure.cell, edition, layer) for layer in range(self._layers)]
                if self._layers > 1:
                    rows.append(rows[0] | dict.fromkeys(rows[1], -1.0))
                for number, row in enumerate(rows):
                    found.append(Interval(figure, self._most(row, -1.0), self._most(row, 1.0), is_part=number > 0))
        return found

    def _most(self, row: Mapping[int, float], way: float) -> float:
        cost = np.zeros(self._wide)
        for at, factor in row.items():
            cost[at] = -way * factor
        less = {} if self._less is None else {"A_ub": self._less, "b_ub": np.zeros(self._less.shape[0])}
        answer = linprog(cost, A_eq=self._equal, b_eq=self._values, **less, method="highs")
        if answer.status == 3:  # without bound
            return way * float("inf")
        if answer.status != 0:
            raise AssertionError(f"the attack does not know what is true: {answer.message}")
        return -way * float(answer.fun)


def _matrix(rows: Sequence[Mapping[int, float]], wide: int) -> csr_matrix:
    places = [(number, at, factor) for number, row in enumerate(rows) for at, factor in row.items()]
    down, across, factors = zip(*places, strict=True) if places else ((), (), ())
    return coo_matrix((factors, (down, across)), shape=(len(rows), wide)).tocsr()


def fewest_hidden(town: Town, atoms: Sequence[int], *, most: int = 12, seconds: float = 20) -> int | None:
    """How many figures the smallest safe way hides when all are published at once, by a solver; None if it gave up."""
    table, cells = town.table(atoms), list(town.cells)
    small = [cell for cell in cells if table[cell] < FEWEST]
    large = {cell: at for at, cell in enumerate(cell for cell in cells if table[cell] >= FEWEST)}
    unseen = {cell: its for cell, its in town.unseen.items() if sum(atoms[at] for at in its) < FEWEST}
    wishes = [(cell, way) for cell in (*small, *unseen) for way in (0, DEFAULT_DOUBT.highest)]
    per, wide = len(atoms), len(large) + len(atoms) * len(wishes)
    rows: list[dict[int, float]] = []
    low: list[float] = []
    high: list[float] = []
    for number, (wished, way) in enumerate(wishes):
        start = len(large) + per * number
        for cell in (*cells, *unseen):
            row = {start + at: 1.0 for at in (town.cells.get(cell) or unseen[cell])}
            if cell in large:
                rows += [row | {large[cell]: -float(most)}, row | {large[cell]: float(most)}]
                low += [-np.inf, table[cell]]
                high += [table[cell], np.inf]
            elif cell == wished:
                rows.append(row)
                low.append(0 if way == 0 else way)
                high.append(0 if way == 0 else np.inf)
    whole = np.array([1] * len(large) + [0] * (wide - len(large)))
    top = np.array([1.0] * len(large) + [np.inf] * (wide - len(large)))
    if not wishes:
        return 0
    answer = milp(
        whole,
        constraints=LinearConstraint(_matrix(rows, wide), low, high),
        integrality=whole,
        bounds=(np.zeros(wide), top),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    return None if answer.status != 0 else len(small) + round(answer.fun)


SHAPES: tuple[tuple[tuple[int, int], ...], ...] = (
    ((0, 12),),
    ((0, 4), (4, 8), (8, 12), (0, 12)),
    ((0, 4), (0, 8), (0, 12)),
    (*((at, at + 1) for at in range(6)), (0, 6)),
    ((0, 3), (3, 6), (6, 9), (9, 12), (0, 6), (0, 12)),
)


def any_town(random: Random, *, most_units: int = 6, most_cells: int = 400) -> Town:
    """Some units, some way of dividing the year, with or without women and men."""
    while True:
        units = tuple(f"u{number}" for number in range(random.randint(2, most_units)))
        town = Town(units, random.choice(SHAPES), random.random() < 0.4)
        if len(town.cells) <= most_cells:
            return town


def any_atoms(town: Town, random: Random) -> list[int]:
    """Numbers of cases, some towns with many small ones."""
    most, share = random.choice((6, 12, 30, 60)), random.choice((0.05, 0.2))
    return [random.randint(0, 4) if random.random() < share else random.randint(0, most) for _ in town.atoms]


def any_story(random: Random, *, most_cells: int = 120) -> Story:
    """A town's figures reported in some order and some pieces, with up to two rounds of corrections, also in pieces."""
    town = any_town(random, most_cells=most_cells)
    editions = [any_atoms(town, random)]
    for _ in range(random.choice((0, 0, 1, 2))):
        changed = list(editions[-1])
        for at in random.sample(range(len(changed)), min(len(changed), random.randint(1, 2))):
            changed[at] = random.randint(0, 12)
        editions.append(changed)
    is_share = random.random() < 0.35
    parts = None
    if is_share:
        share = random.choice((0.0, 0.1, 0.5, 0.9, 1.0))
        parts = [[sum(random.random() < share for _ in range(count)) for count in editions[0]]]
        for before, after in itertools.pairwise(editions):
            last = parts[-1]
            parts.append(
                [
                    last[at] if before[at] == count else sum(random.random() < share for _ in range(count))
                    for at, count in enumerate(after)
                ]
            )
    steps = _pieces(random, 0, list(town.cells))
    for number in range(1, len(editions)):
        old, new = (town.table(editions[at]) for at in (number - 1, number))
        differs = [cell for cell in town.cells if old[cell] != new[cell]]
        if parts:
            was, now = (town.table(parts[at]) for at in (number - 1, number))
            differs = [cell for cell in town.cells if (old[cell], was[cell]) != (new[cell], now[cell])]
        steps += _pieces(random, number, differs)
    return Story(town, editions, parts, steps)


def _pieces(random: Random, edition: int, cells: list[Cell]) -> list[Step]:
    """All at once, one by one, or in a few pieces, in any order."""
    if not cells:
        return []
    random.shuffle(cells)
    size = random.choice((len(cells), len(cells), max(1, len(cells) // 3), max(1, len(cells) // 6)))
    return [Step(edition, tuple(cells[at : at + size])) for at in range(0, len(cells), size)]
