"""Small numbers are not shown, and cannot be worked out from what is shown (architecture: 5 cases, 10 answers).

A cell is a number of cases somewhere: a place, a sex and a period. What readers may add and subtract is written as
relations (a total is the sum of its parts). First what is small is hidden; then, as long as some hidden cell follows
from the cells shown, one more is hidden beside it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Generic, NamedTuple, TypeVar

FEWEST_CASES = 5
"""A figure about fewer cases than this is not shown: somebody could be recognised (domain 6, pitfall 18)."""

FEWEST_ANSWERS = 10
"""A figure from a survey with fewer answers than this is not shown."""

TOTAL, PARTS = "T", ("K", "M")
REST = "rest"
WHOLE = ""
"""The place that all others lie in."""

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class Relation(Generic[Key]):
    """A total and its parts, which a reader can add up and subtract."""

    total: Key
    parts: tuple[Key, ...]

    @property
    def cells(self) -> tuple[Key, ...]:
        """All of them, the parts first: a part is given up before a total."""
        return (*self.parts, self.total)


class Cell(NamedTuple):
    """Where a number of cases stands. `rest` names what a total holds beside the parts that have been reported."""

    place: str
    sex: str
    start: date
    end: date
    rest: str = ""


def hidden_cells(
    counts: Mapping[Key, Decimal | int],
    relations: Sequence[Relation[Key]],
    *,
    fewest: int,
    unseen: Mapping[Key, Decimal | int] | None = None,
) -> frozenset[Key]:
    """The cells not to be shown: each small one, and others until no hidden one can be computed from what is shown.

    `unseen` are sums that no page prints but a reader may work out (a total less its reported parts): a small one is
    protected like a small cell. Hidden parts under a shown total make at least `fewest` together as well.
    """
    never = dict(unseen or {})
    every = {**counts, **never}
    small = {key for key, count in every.items() if count < fewest}
    hidden = {key for key in counts if key in small} | never.keys()
    if not small:
        return frozenset()
    while exposed := _exposed(relations, every, hidden, small, fewest):
        chosen = _companion(exposed, relations, every, hidden)
        if chosen is None:
            break
        hidden.add(chosen)
        small.add(chosen)
    return frozenset(hidden - never.keys())


def _exposed(
    relations: Sequence[Relation[Key]],
    counts: Mapping[Key, Decimal | int],
    hidden: set[Key],
    protected: set[Key],
    fewest: int,
) -> set[Key]:
    """The protected cells that follow from what is shown, or that share too small a known sum."""
    found = set(determined(relations, hidden)) & protected
    for each in relations:
        covered = [key for key in each.parts if key in hidden]
        if each.total not in hidden and covered and sum(counts[key] for key in covered) < fewest:
            found.update(covered)
    return found


def determined(relations: Sequence[Relation[Key]], hidden: Iterable[Key]) -> frozenset[Key]:
    """The hidden cells that follow from the shown ones: exactly those that the relations, solved, leave alone."""
    unknown = frozenset(hidden)
    rows = []
    for each in relations:
        row: dict[Key, Fraction] = defaultdict(Fraction)
        for key in each.parts:
            row[key] += 1
        row[each.total] -= 1
        rows.append({key: factor for key, factor in row.items() if factor and key in unknown})
    return frozenset(key for row in _reduced(rows) if len(row) == 1 for key in row)


def _reduced(rows: Iterable[dict[Key, Fraction]]) -> list[dict[Key, Fraction]]:
    """The reduced row echelon form, rows as what stands in them."""
    solved: dict[Key, dict[Key, Fraction]] = {}
    for row in rows:
        for pivot in [key for key in row if key in solved]:
            row = _less(row, solved[pivot], pivot)
        if not row:
            continue
        pivot = next(iter(row))
        scale = row[pivot]
        new = {key: factor / scale for key, factor in row.items()}
        for other, held in solved.items():
            if pivot in held:
                solved[other] = _less(held, new, pivot)
        solved[pivot] = new
    return list(solved.values())


def _less(row: dict[Key, Fraction], other: dict[Key, Fraction], pivot: Key) -> dict[Key, Fraction]:
    """The row with the pivot taken away by means of the other row, in which the pivot stands as one."""
    factor = row[pivot]
    made = dict(row)
    for key, value in other.items():
        left = made.pop(key, Fraction(0)) - factor * value
        if left:
            made[key] = left
    return made


def _companion(
    exposed: set[Key],
    relations: Sequence[Relation[Key]],
    counts: Mapping[Key, Decimal | int],
    hidden: set[Key],
) -> Key | None:
    """The next cell to hide: the smallest part beside an exposed cell, else a total, else any that is left."""
    near = [each for each in relations if exposed & set(each.cells)]
    for group in (near, list(relations)):
        parts = [key for each in group for key in each.parts if key not in hidden]
        totals = [each.total for each in group if each.total not in hidden]
        for candidates in (parts, totals):
            if candidates:
                return min(candidates, key=lambda key: (counts[key], str(key)))
    return None


def small_in(
    counts: Mapping[Cell, Decimal | int], *, inside: Mapping[str, str], fewest: int, adds_over_time: bool = False
) -> frozenset[Cell]:
    """The cells not to be shown among figures by place, sex and period. `inside` says which place lies in which.

    Women and men make all; the places in a place make it, with a rest that is not reported; with `adds_over_time` the
    months of a year make it, and one running sum less an earlier one gives the months between.
    """
    relations: list[Relation[Cell]] = []
    unseen: dict[Cell, Decimal | int] = {}
    groups = [_over_sexes(counts), _over_places(counts, inside)]
    if adds_over_time:
        groups.append(_over_time(counts))
    for total, parts, rest in (each for group in groups for each in group):
        left = counts[total] - sum(counts[part] for part in parts)
        if left < 0:
            continue  # The figures do not add up, so nothing can be worked out from them.
        if left > 0:
            beside = _beside(total, rest)
            unseen[beside] = left
            parts = (*parts, beside)
        relations.append(Relation(total, parts))
    return hidden_cells(counts, relations, fewest=fewest, unseen=unseen)


def _beside(cell: Cell, rest: str) -> Cell:
    """What the cell holds beside its reported parts."""
    return cell._replace(rest=f"{REST} {rest}")


Sums = Iterable[tuple[Cell, tuple[Cell, ...], str]]


def _over_sexes(counts: Mapping[Cell, Decimal | int]) -> Sums:
    for total in [cell for cell in counts if cell.sex == TOTAL]:
        parts = tuple(part for sex in PARTS if (part := total._replace(sex=sex)) in counts)
        if parts:
            yield total, parts, "sex"


def _over_places(counts: Mapping[Cell, Decimal | int], inside: Mapping[str, str]) -> Sums:
    parts: dict[Cell, list[Cell]] = defaultdict(list)
    for cell in sorted(counts):
        above = _nearest(cell, counts, inside)
        if above is not None:
            parts[above].append(cell)
    for total, found in parts.items():
        yield total, tuple(found), "place"


def _nearest(cell: Cell, counts: Mapping[Cell, Decimal | int], inside: Mapping[str, str]) -> Cell | None:
    """The nearest place around the cell's own that has a figure of the same kind."""
    place, seen = cell.place, {cell.place}
    while place != WHOLE:
        place = inside.get(place, WHOLE)
        if place in seen:
            return None
        seen.add(place)
        if (above := cell._replace(place=place)) in counts:
            return above
    return None


def _over_time(counts: Mapping[Cell, Decimal | int]) -> Sums:
    """Each period and the longest run of shorter ones that begins with it; what is left is the rest."""
    alike: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for cell in counts:
        alike[cell.place, cell.sex].append(cell)
    for cells in alike.values():
        for total in cells:
            within = [each for each in cells if each != total and total.start <= each.start and each.end <= total.end]
            for first in within:
                yield total, _run(first, within), f"time {first.start} {first.end}"


def _run(first: Cell, within: Sequence[Cell]) -> tuple[Cell, ...]:
    """The first period and those that follow it without a gap, the longest first."""
    found = [first]
    while following := [each for each in within if each.start == found[-1].end]:
        found.append(max(following, key=lambda each: each.end))
    return tuple(found)
