"""Other towns that could be the true one for a reader who knows all that was shown: answers to a linear program."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from spelregler.domain.suppression import Cell, Figure, Table

EPSILON, NEVER = 1e-6, float("inf")
DEAR = 0.02
"""What it costs to lean on a figure that is hidden already; one more hidden costs one."""


class Aim(NamedTuple):
    """What must be possible: that the number in a row of the program lies between low and high."""

    row: int
    low: float
    high: float

    def holds(self, town: Town) -> bool:
        """The town shows that it is possible."""
        return self.low - EPSILON <= town.rows[self.row] <= self.high + EPSILON


@dataclass(frozen=True)
class Wish:
    """One of some aims; `is_strict`: also for a reader who takes small mismatches in totals for known."""

    aims: tuple[Aim, ...]
    is_strict: bool = False

    def met_by(self, town: Town) -> bool:
        """The town meets it."""
        return (town.is_strict or not self.is_strict) and any(aim.holds(town) for aim in self.aims)


@dataclass(frozen=True)
class Town:
    """Another town that could be the true one: the numbers in the program's rows, and the figures that differ in it."""

    rows: Sequence[float]
    differs: frozenset[int]
    is_strict: bool


Layer = tuple[int, bool]
"""A figure's number of cases, or (true) how many of them are so."""


class _Slack(NamedTuple):
    """The columns of what a total holds beside its parts and of what it lacks, in a state."""

    beside: int
    lacking: int
    state: int
    cell: Cell
    is_part: bool


class Program:
    """The reader's knowledge as a linear program, kept in HiGHS between questions.

    Its columns are the atoms in each state; how much more and how much less each figure not shown could be; and what
    totals hold beside their parts, or lack, where the true figures do not add up.
    """

    def __init__(self, table: Table, *, fewest: int) -> None:
        import highspy

        self._solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self._optimal = highspy.HighsModelStatus.kOptimal
        for name, value in (("output_flag", False), ("threads", 1), ("presolve", "off")):
            self._solver.setOptionValue(name, value)
        self._table = table
        self._most: list[float] = []
        self._costs: dict[int, float] = {}
        self._numbers: list[dict[int, float]] = []
        self.solved = 0
        self.layers = [False, True] if all(is_share(each) for each in table.figures) else [False]
        self.more: dict[Layer, int] = {}
        self.less: dict[Layer, int] = {}
        for figure in table.figures:
            for is_part in self.layers if not figure.is_shown else ():
                self.more[figure.key, is_part] = self._column(NEVER)
                self.less[figure.key, is_part] = self._column(_number(figure, is_part))
        self._stiff: dict[int, tuple[int, float]] = {}
        self.small_rests: list[int] = []
        self.slack: list[dict[tuple[Cell, bool], tuple[float, float]]] = [{} for _state in table.states]
        self._settle([slack for number in range(len(table.states)) for slack in self._state(number)], fewest)
        net = {layer: {self.more[layer]: 1.0, self.less[layer]: -1.0} for layer in self.more}
        self.net = {key: self._row(row) for (key, is_part), row in net.items() if not is_part}
        self.unseen = [self._row(self._made_of(cell, is_part=False)) for cell in table.unseen]
        self.so, self.not_so, self.unseen_so = {}, {}, []
        if len(self.layers) > 1:
            turned = {key: {at: -by for at, by in net[key, True].items()} for key in self.net}
            self.so = {key: self._row(net[key, True]) for key in self.net}
            self.not_so = {key: self._row(net[key, False] | turned[key]) for key in self.net}
            for cell in table.unseen:
                every, so = self._made_of(cell, is_part=False), self._made_of(cell, is_part=True)
                self.unseen_so += [self._row(so), self._row(every | dict.fromkeys(so, -1.0))]
        self.is_stiff = bool(self._stiff)

    def _state(self, number: int) -> list[_Slack]:
        """Each figure is the sum of its atoms. A total has besides what it holds beside them and what it lacks."""
        self._atoms = {is_part: [self._column(NEVER) for _ in self._table.atoms] for is_part in self.layers}
        if len(self.layers) > 1:
            for part, whole in zip(self._atoms[True], self._atoms[False], strict=True):
                self._row({part: 1.0, whole: -1.0}, high=0.0)
        slack = []
        for figure in self._table.states[number].values():
            for is_part in self.layers:
                row = self._made_of(figure.cell, is_part=is_part)
                if len(row) > 1:
                    beside, lacking = self._column(NEVER), self._column(NEVER)
                    row |= {beside: 1.0, lacking: -1.0}
                    slack.append(_Slack(beside, lacking, number, figure.cell, is_part))
                layer = (figure.key, is_part)
                if layer in self.more:
                    row |= {self.more[layer]: -1.0, self.less[layer]: 1.0}
                self._row(row, low=_number(figure, is_part), high=_number(figure, is_part))
        return slack

    def _made_of(self, cell: Cell, *, is_part: bool) -> dict[int, float]:
        return {self._atoms[is_part][at]: 1.0 for at in self._table.made_of(cell)}

    def _settle(self, slack: Sequence[_Slack], fewest: int) -> None:
        """How little the true figures fail to add up by: where they do, there is no doubt to hide behind."""
        unknown = [*self.more.values(), *self.less.values()]
        self.shut(unknown)
        self.price((column for each in slack for column in (each.beside, each.lacking)), 1.0)
        self.is_sound = self._run()
        values = list(self._solver.getSolution().col_value) if self.is_sound else [0.0] * len(self._most)
        for each in slack:
            self.slack[each.state][each.cell, each.is_part] = (values[each.beside], values[each.lacking])
            for column in (each.beside, each.lacking):
                self._most[column] = NEVER if values[column] > EPSILON else 0.0
                self.shut([column], is_shut=False)
                if each.state == len(self.slack) - 1 and EPSILON < values[column] < fewest:
                    row = self._row({column: 1.0})
                    self._stiff[row] = (column, values[column])
                    self.small_rests += [row] if column == each.beside and not each.is_part else []
        self.price(list(self._costs), 0.0)
        self.shut(unknown, is_shut=False)

    def _column(self, most: float) -> int:
        self._solver.addVar(0.0, most)
        self._most.append(most)
        return len(self._most) - 1

    def _row(self, row: dict[int, float], *, low: float = -NEVER, high: float = NEVER) -> int:
        self._solver.addRow(low, high, len(row), list(row), list(row.values()))
        self._numbers.append(row)
        return len(self._numbers) - 1

    def price(self, columns: Iterable[int], cost: float) -> None:
        """What one more in each of the columns costs."""
        for column in columns:
            self._costs[column] = cost
            self._solver.changeColCost(column, cost)

    def shut(self, columns: Iterable[int], *, is_shut: bool = True) -> None:
        """The columns are nothing; or they may be what they may be."""
        for column in columns:
            self._solver.changeColBounds(column, 0.0, 0.0 if is_shut else self._most[column])

    def of(self, key: int) -> list[int]:
        """The columns of a figure: how much more and less it could be."""
        return [at[key, is_part] for is_part in self.layers for at in (self.more, self.less)]

    def town(self, aim: Aim, *, is_strict: bool) -> Town | None:
        """The cheapest town in which the aim holds, if there is one."""
        self._solver.changeRowBounds(aim.row, aim.low, aim.high)
        found = self._town(aim, is_strict=is_strict)
        self._solver.changeRowBounds(aim.row, -NEVER, NEVER)
        return found

    def nearest(self, aim: Aim, *, is_strict: bool) -> float | None:
        """How near the aim its number can come, whatever it costs."""
        is_up = aim.low > -NEVER
        costs = {column: self._costs.get(column, 0.0) for column in self._numbers[aim.row]}
        for column, factor in self._numbers[aim.row].items():
            self._solver.changeColCost(column, factor * (-1e4 if is_up else 1e4))
        self._solver.changeRowBounds(aim.row, *((-NEVER, aim.low) if is_up else (aim.high, NEVER)))
        found = self._town(aim, is_strict=is_strict)
        self._solver.changeRowBounds(aim.row, -NEVER, NEVER)
        for column, cost in costs.items():
            self._solver.changeColCost(column, cost)
        return found.rows[aim.row] if found else None

    def _town(self, aim: Aim, *, is_strict: bool) -> Town | None:
        stiff = [its for row, its in self._stiff.items() if is_strict and row != aim.row]
        for column, left in stiff:
            self._solver.changeColBounds(column, left, left)
        is_found = self._run()
        values = self._solver.getSolution() if is_found else None
        for column, _left in stiff:
            self._solver.changeColBounds(column, 0.0, self._most[column])
        if values is None:
            return None
        columns: Any = list(values.col_value)
        nets = ((layer[0], columns[at] - columns[self.less[layer]]) for layer, at in self.more.items())
        differs = frozenset(key for key, net in nets if abs(net) > EPSILON)
        return Town(list(values.row_value), differs, is_strict)

    def _run(self) -> bool:
        self._solver.run()
        self.solved += 1
        return bool(self._solver.getModelStatus() == self._optimal)


def is_share(figure: Figure) -> bool:
    """How many of the cases are so is known and is at most all."""
    return figure.part is not None and 0 <= figure.part <= figure.count


def _number(figure: Figure, is_part: bool) -> float:
    return float((figure.part if is_part else figure.count) or 0)
