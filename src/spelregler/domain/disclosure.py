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

from spelregler.domain.checks import param
from spelregler.domain.measured import Unit
from spelregler.domain.other_towns import DEAR, EPSILON, NEVER, Aim, Program, Town, Wish
from spelregler.domain.suppression import Table
from spelregler.domain.words import Words

TRIED_AT_FIRST, TRIED_ANEW, FEW_FIGURES = 32, 8, 64
"""So few figures are tried several times, in different orders, most when they are new; what hides least is taken."""

MOST_SOLVED = 400
"""So many programs are spent on showing again what was hidden first and turned out not to be needed."""
HAIR = 1e-4


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
    program = Program(table, fewest=fewest)
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


def _unsettled(program: Program, table: Table, *, fewest: int) -> frozenset[int]:
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


def _wishes(program: Program, table: Table, waiting: frozenset[int], *, fewest: int, doubt: Doubt) -> list[Wish]:
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


def _first(program: Program, wish: Wish) -> Town | None:
    found = (program.town(aim, is_strict=wish.is_strict) for aim in wish.aims)
    return next((town for town in found if town is not None), None)


def _possible(program: Program, wish: Wish, yet: Collection[Aim], fewest: int) -> list[Wish]:
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


def _is_large(program: Program, aim: Aim, fewest: int) -> bool:
    """Nobody who knew every reported figure could take the number for a small one."""
    known = [*program.more.values(), *program.less.values()]
    program.shut(known)
    least = program.nearest(Aim(aim.row, -NEVER, 0.0), is_strict=False)
    program.shut(known, is_shut=False)
    return least is not None and least >= fewest - EPSILON


class _Search:
    """One try at hiding few: each wish is met as cheaply as can be, then what is not needed is shown again."""

    def __init__(self, program: Program, waiting: frozenset[int], wishes: Sequence[Wish], start: int) -> None:
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
