"""What somebody says that people hold, met with what is known to be held: what stays, changes, begins and ends.

A table tells of one thing that is held (a seat, a post, somebody's employments) as lines with days. What differs is
history: the old period ends on a day and a new one begins. Nothing ends because a line is missing, unless that is
asked for; but where only one may hold at a time, a new holder without an end ends the one before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


@dataclass(frozen=True, slots=True)
class Spell:
    """Somebody holds something from `start` up to, not including, `end`.

    `values` make it another holding when they change: a chair who becomes a member goes on in a new spell. `ref` is
    the caller's own, and None where no line tells of it.
    """

    who: str
    start: date
    end: date | None
    values: tuple[Any, ...] = ()
    ref: Any = field(default=None, compare=False)

    def meets(self, other: Spell) -> bool:
        """Whether at least one day belongs to both."""
        return (other.end is None or self.start < other.end) and (self.end is None or other.start < self.end)

    def holds_on(self, day: date) -> bool:
        """Whether the day belongs to it."""
        return self.start <= day and (self.end is None or day < self.end)


class Fate(StrEnum):
    """What becomes of a line, or of a spell that no line tells of."""

    KEEP = "keep"
    """The line tells of the spell. Its last day, and what describes it, may still differ."""
    CORRECT = "correct"
    """The line tells otherwise of a spell that has not begun, or is over: it is put right as it stands."""
    CHANGE = "change"
    """The spell ends on the day, and another begins there with what the line says."""
    BEGIN = "begin"
    """Nobody knew of it."""
    END = "end"
    """The spell ends on a day, because another takes over or because no line tells of it."""
    CLASH = "clash"
    """Two would hold what one holds at a time."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """A step, with the line and the spell that it is about, and the day where it needs one."""

    step: Fate
    line: Spell | None
    held: Spell | None
    on: date | None = None


def meet(
    lines: Sequence[Spell],
    held: Sequence[Spell],
    *,
    on: date,
    alone: bool,
    end_missing: bool = False,
    literal: bool = False,
) -> list[Outcome]:
    """Every line, and every spell that ends. `alone`: one holds at a time. `literal`: lines tell periods as they are.

    A line that begins on the same day as a spell tells of it, and of what it became since, as long as no other line
    does. So the same table again changes nothing, although it caused a change the first time.
    """
    found, left, open_lines = _exact(lines, held)
    named = {(line.who, line.start) for line in lines}
    begins: list[Spell] = []
    for line in open_lines:
        first = _begun_with(line, left)
        if first is None:
            begins.append(line)
            continue
        chain = [first] if literal else [first, *_since(first, left, named, line.end)]
        left = [each for each in left if each not in chain]
        found.append(_told(line, chain[-1], on=on, literal=literal))
    for line in begins:
        found.append(Outcome(Fate.BEGIN, line, None))
        before = next((each for each in left if alone and each.start < line.start and each.meets(line)), None)
        if before is not None and (line.end is None or (before.end is not None and before.end <= line.end)):
            left.remove(before)
            found.append(Outcome(Fate.END, line, before, on=line.start))
    if end_missing:
        gone = [each for each in left if each.start < on and each.holds_on(on)]
        left = [each for each in left if each not in gone]
        found += [Outcome(Fate.END, None, each, on=on) for each in gone]
    return [*found, *(_clashes(found, left) if alone else ())]


def _exact(lines: Sequence[Spell], held: Sequence[Spell]) -> tuple[list[Outcome], list[Spell], list[Spell]]:
    left, rest, found = list(held), [], []
    for line in lines:
        if line in left:
            found.append(Outcome(Fate.KEEP, line, left.pop(left.index(line))))
        else:
            rest.append(line)
    return found, left, rest


def _begun_with(line: Spell, left: Sequence[Spell]) -> Spell | None:
    """The spell that began when the line did; of two, the one that is most like it."""
    begun = [each for each in left if (each.who, each.start) == (line.who, line.start)]
    return next((each for each in begun if each.values == line.values), begun[0] if begun else None)


def _since(first: Spell, left: Sequence[Spell], named: set[tuple[str, date]], until: date | None) -> Iterator[Spell]:
    """What the spell became, as long as the line goes: day by day, without a break and without a line of its own."""
    last = first
    while last.end is not None and (until is None or last.end < until) and (last.who, last.end) not in named:
        after = next((each for each in left if (each.who, each.start) == (last.who, last.end)), None)
        if after is None:
            return
        yield after
        last = after


def _told(line: Spell, last: Spell, *, on: date, literal: bool) -> Outcome:
    if line.values == last.values:
        return Outcome(Fate.KEEP, line, last)
    goes_on = line.end is None or line.end > on
    if not literal and last.start < on and last.holds_on(on) and goes_on:
        return Outcome(Fate.CHANGE, line, last, on=on)
    return Outcome(Fate.CORRECT, line, last)


def after(found: Sequence[Outcome], untouched: Sequence[Spell] = ()) -> list[Spell]:
    """What is held once the steps are taken, each spell with the line that tells of it."""
    spells = list(untouched)
    for each in found:
        line, held = each.line, each.held
        match each.step:
            case Fate.KEEP if line and held:
                spells.append(Spell(held.who, held.start, line.end, held.values, line.ref))
            case Fate.CORRECT if line and held:
                spells.append(Spell(line.who, held.start, line.end, line.values, line.ref))
            case Fate.CHANGE if line and held and each.on:
                spells.append(Spell(held.who, held.start, each.on, held.values, line.ref))
                spells.append(Spell(line.who, each.on, line.end, line.values, line.ref))
            case Fate.BEGIN if line:
                spells.append(line)
            case Fate.END if held:
                spells.append(Spell(held.who, held.start, each.on, held.values))
    return spells


def _clashes(found: Sequence[Outcome], left: Sequence[Spell]) -> Iterator[Outcome]:
    """Each line whose spell meets another one; the later of the two is told."""
    spells = sorted(after(found, [Spell(x.who, x.start, x.end, x.values) for x in left]), key=lambda each: each.start)
    for number, spell in enumerate(spells[1:], start=1):
        other = next((each for each in spells[:number] if each.meets(spell)), None)
        if other is not None:
            told = spell if spell.ref is not None else other
            yield Outcome(Fate.CLASH, told, other if told is spell else spell)
