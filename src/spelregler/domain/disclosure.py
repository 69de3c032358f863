"""What may be shown of figures about few people, so that no small number can be worked out from all that was shown.

A reader knows everything that has ever been shown, which figures are sums of which, and that counts are never below
zero and parts never more than their wholes. A small number is safe while such a reader must hold every number from the
lowest to the highest of `Doubt` for possible. So for each small number two other towns are looked for, alike in all
that is shown: one where it is the lowest and one where it is the highest. Where such a town differs, figures are
hidden; as few as can be found. Each town is the answer to a linear program, which HiGHS solves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any, NamedTuple

from spelregler.domain.checks import param
from spelregler.domain.measured import Unit
from spelregler.domain.suppression import Cell, Figure, Table
from spelregler.domain.words import Words

TRIED_AT_FIRST, TRIED_ANEW, FEW_FIGURES = 32, 8, 64
"""So few figures are tried several times, in different orders, most when they are new; what hides least is taken."""

MOST_SOLVED = 400
"""So many programs are spent on showing again what was hidden first and turned out not to be needed."""

EPSILON, NEVER = 1e-6, float("inf")
HAIR = 1e-4
DEAR = 0.02
"""What it costs to lean on a figure that is hidden already; one more hidden costs one."""


@dataclass(frozen=True)
class Doubt:
    """How wide a reader's doubt about a hidden small number is: all from the lowest to the highest are possible."""

    lowest: int = param(
        0, minimum=0, maximum=4, unit=Unit.CASES, number="P30", title=Words("Lowest that must be possible")
    )
    highest: int = param(
        4, minimum=1, maximum=50, unit=Unit.CASES, number="P30", title=Words("Highest that must be possible")
    )


DEFAULT_DOUBT = Doubt()


def may_be_shown(tables: Iterable[Table], *, fewest: int, doubt: Doubt = DEFAULT_DOUBT) -> frozenset[int]:
    """The keys of the figures that may be shown, those shown before among them.

    What is small is never shown. Of the others as many as can be found without narrowing a reader's doubt about a
    small number, a reported one or one that is yet to be. The rest waits: later reports may make room for it.
    """
    found: set[int] = set()
    for table in tables:
        found |= {each.key for each in table.figures if each.is_shown}
        waiting = frozenset(each.key for each in table.figures if not each.is_shown and each.count >= fewest)
        found |= waiting - hidden_beside(table, waiting, fewest=fewest, doubt=doubt)
    return frozenset(found)


def hidden_beside(table: Table, waiting: frozenset[int], *, fewest: int, doubt: Doubt) -> frozenset[int]:
    """Those of the waiting that must wait on beside what is small: the fewest that some tries find."""
    if not waiting or all(len(table.made_of(each.cell)) == 1 for each in table.figures):
        return frozenset()
    program = _Program(table, fewest=fewest)
    if not program.is_sound:
        return waiting
    unsettled = _unsettled(program, table, fewest=fewest) & waiting
    settled = waiting - unsettled
    wishes = _wishes(program, table, settled, fewest=fewest, doubt=doubt)
    if not wishes:
        return unsettled
    is_new = not any(each.is_shown for each in table.figures)
    tries = 1 if len(table.figures) > FEW_FIGURES else TRIED_AT_FIRST if is_new else TRIED_ANEW
    return unsettled | min((_Search(program, settled, wishes, start).hidden() for start in range(tries)), key=len)


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


class _Program:
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


def _unsettled(program: _Program, table: Table, *, fewest: int) -> frozenset[int]:
    """The corrections in sums that do not add up since: what else has to be corrected could be told from them.

    Where nothing at all is hidden that matters only if a shown part may be on its way to a small number.
    """
    now, corrected = table.states[-1], set()
    for cell, figure in now.items():
        if figure != table.states[0][cell]:
            corrected.add(figure)
    is_open = all(each.is_shown or (each.count >= fewest and each in corrected) for each in table.figures)
    found: set[int] = set()
    for (cell, is_part), (beside, lacking) in program.slack[-1].items():
        before = [state[cell, is_part] for state in program.slack]
        grown = lacking > min(each[1] for each in before) + EPSILON
        if grown or (beside > min(each[0] for each in before) + EPSILON and not is_open):
            atoms = set(table.made_of(cell))
            parts = (each for each in now.values() if set(table.made_of(each.cell)) < atoms)
            if not is_open or any(fewest <= each.count < fewest + lacking for each in parts):
                found |= {each.key for each in corrected if set(table.made_of(each.cell)) & atoms}
    return frozenset(found)


def _wishes(program: _Program, table: Table, waiting: frozenset[int], *, fewest: int, doubt: Doubt) -> list[Wish]:
    """What must be possible and is not, were all that waits shown: the nearest to it that can be where it cannot."""
    lowest, highest = float(doubt.lowest), float(doubt.highest)
    alternatives: list[tuple[Aim, ...]] = []
    for row in program.small_rests:
        alternatives += [(Aim(row, highest, NEVER),), (Aim(row, -NEVER, lowest),)]
    for each in table.figures:
        if not each.is_shown and each.count < fewest:
            row, count = program.net[each.key], float(each.count)
            alternatives += [(Aim(row, highest - count, NEVER),)] if count < highest else []
            alternatives += [(Aim(row, -NEVER, lowest - count),)] if count > lowest else []
            for rows in (program.so, program.not_so):
                if each.key in rows:
                    row = rows[each.key]
                    alternatives.append((Aim(row, 1.0, NEVER), Aim(row, -NEVER, -1.0)))
    yet = [aim for row in program.unseen for aim in (Aim(row, highest, NEVER), Aim(row, -NEVER, lowest))]
    yet += [Aim(row, 1.0, NEVER) for row in program.unseen_so]
    alternatives += [(aim,) for aim in yet]
    closed = [column for key in waiting for column in program.of(key)]
    program.shut(closed)
    met: list[Town] = []
    left = []
    for is_strict in (True, False) if program.is_stiff else (False,):
        for aims in alternatives:
            wish = Wish(aims, is_strict)
            if not any(wish.met_by(town) for town in met):
                town = _first(program, wish)
                met += [town] if town else []
                left += [] if town else [wish]
    program.shut(closed, is_shut=False)
    return [near for wish in left for near in _possible(program, wish, yet, fewest)]


def _first(program: _Program, wish: Wish) -> Town | None:
    found = (program.town(aim, is_strict=wish.is_strict) for aim in wish.aims)
    return next((town for town in found if town is not None), None)


def _possible(program: _Program, wish: Wish, yet: Collection[Aim], fewest: int) -> list[Wish]:
    """The wish, or as near it as hiding all that waits can come; nothing where what is yet to come is not small."""
    aim = wish.aims[0]
    if aim in yet and _is_large(program, aim, fewest):
        return []
    if _first(program, wish) is not None:
        return [wish]
    if len(wish.aims) > 1:
        return []
    near = program.nearest(aim, is_strict=wish.is_strict)
    if near is None:
        return []
    is_up = aim.low > -NEVER
    nearest = aim._replace(low=near - HAIR) if is_up else aim._replace(high=near + HAIR)
    return [Wish((nearest,), wish.is_strict)]


def _is_large(program: _Program, aim: Aim, fewest: int) -> bool:
    """Nobody who knew every reported figure could take the number for a small one."""
    known = [*program.more.values(), *program.less.values()]
    program.shut(known)
    least = program.nearest(Aim(aim.row, -NEVER, 0.0), is_strict=False)
    program.shut(known, is_shut=False)
    return least is not None and least >= fewest - EPSILON


class _Search:
    """One try at hiding few: each wish is met as cheaply as can be, then what is not needed is shown again."""

    def __init__(self, program: _Program, waiting: frozenset[int], wishes: Sequence[Wish], start: int) -> None:
        self._program, self._waiting = program, sorted(waiting)
        self._random = Random(start)  # noqa: S311 - no secret
        self._wishes = list(wishes)
        self._towns: dict[Wish, Town] = {}
        self._hidden: set[int] = set()
        if start:
            self._random.shuffle(self._wishes)
        for key in self._waiting:
            program.shut(program.of(key), is_shut=False)
            program.price(program.of(key), self._random.uniform(0.7, 1.3) if start else 1.0)

    def hidden(self) -> frozenset[int]:
        """Those of the waiting that this try hides."""
        for wish in self._wishes:
            town = self._met(wish)
            if town is not None:
                self._towns[wish] = town
                for key in town.differs & set(self._waiting) - self._hidden:
                    self._hidden.add(key)
                    self._program.price(self._program.of(key), DEAR)
        self._show_again()
        return frozenset(self._hidden)

    def _met(self, wish: Wish, without: int | None = None) -> Town | None:
        found = (town for town in self._towns.values() if without not in town.differs and wish.met_by(town))
        return next(found, None) or _first(self._program, wish)

    def _show_again(self) -> None:
        """Show each hidden one that every wish can do without, once the others are hidden."""
        program = self._program
        for key in set(self._waiting) - self._hidden:
            program.shut(program.of(key))
        solved = program.solved
        for key in sorted(self._hidden, key=lambda _key: self._random.random()):
            if program.solved - solved > MOST_SOLVED:
                return
            program.shut(program.of(key))
            touched = {wish: town for wish, town in self._towns.items() if key in town.differs}
            for wish in touched:
                town = self._met(wish, without=key)
                if town is None:
                    self._towns |= touched
                    program.shut(program.of(key), is_shut=False)
                    break
                self._towns[wish] = town
            else:
                self._hidden.discard(key)
