"""A unit's money over the day on which the unit becomes others: what stays in its history, and what goes on.

A frame is an amount for a year. The unit that ends keeps the part of it that belongs to the days it lived, beside what
was booked on it then; the rest goes on from the day. So the sum of the frames is the same on every day, and what was
booked is counted once: before the day where it happened, after it where the work is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import ONE_DAY, Period, calendar_year


class CarryError(ValueError):
    """Amounts that do not add up; carries the difference, and whether something is below zero."""

    def __init__(self, difference: Money, *, is_negative: bool = False) -> None:
        self.difference = difference
        self.is_negative = is_negative
        super().__init__(str(difference))


@dataclass(frozen=True)
class Carry:
    """A year's frames over a day, by unit code. What nobody takes over is the committee's to share out again."""

    year: int
    on: date
    ending: Mapping[str, Money]
    takers: Mapping[str, Money]
    """What those who take over had before; zero for a new unit."""
    kept: Mapping[str, Money]
    given: Mapping[str, Money]
    returned: Money = ZERO

    @property
    def carried(self) -> Money:
        """What goes on from the day."""
        return Money.sum(self.ending.values()) - Money.sum(self.kept.values())

    @property
    def before(self) -> Mapping[str, Money]:
        """The frames to and with the day before."""
        return {**self.ending, **self.takers}

    @property
    def after(self) -> Mapping[str, Money]:
        """The frames from the day on."""
        grown = {unit: amount + self.given.get(unit, ZERO) for unit, amount in self.takers.items()}
        return {**self.kept, **grown}


def lived(*, year: int, on: date) -> tuple[int, int]:
    """How many of the year's days a unit lives that ends on the day, and how many the year has."""
    period = calendar_year(year)
    days = period.days or 0
    return min(max((on - period.start).days, 0), days), days


def propose_carry(*, year: int, on: date, ending: Mapping[str, Money], takers: Mapping[str, Money]) -> Carry:
    """By the day: what belongs to the days lived stays, the rest is shared alike between those who take over.

    Without anybody to take over, it goes back to be shared out. Proposed in whole tkr, as frames are decided: what
    does not divide is the last taker's.
    """
    days, whole = lived(year=year, on=on)
    kept = {unit: _in_tkr(amount.share(numerator=days, denominator=whole), amount) for unit, amount in ending.items()}
    carry = Carry(year, on, dict(ending), dict(takers), kept, {})
    if not takers:
        return replace(carry, returned=carry.carried)
    return replace(carry, given=_alike(carry.carried, list(takers)))


def _in_tkr(part: Money, most: Money) -> Money:
    return min(Money.from_tkr(part.tkr), most)


def _alike(amount: Money, takers: Sequence[str]) -> dict[str, Money]:
    found, left = {}, amount
    for number, unit in enumerate(takers):
        others = len(takers) - number
        found[unit] = left if others == 1 else _in_tkr(left.share(numerator=1, denominator=others), left)
        left -= found[unit]
    return found


def with_amounts(carry: Carry, *, given: Mapping[str, Money]) -> Carry:
    """The amounts that a person wrote instead: each taker's part of what is carried.

    Refuses with `CarryError` amounts that are not together all of it, and one below zero (MR-18).
    """
    shares = {unit: given.get(unit, ZERO) for unit in carry.takers}
    difference = carry.carried - Money.sum(shares.values())
    if difference or any(amount < ZERO for amount in shares.values()):
        raise CarryError(difference, is_negative=any(amount < ZERO for amount in shares.values()))
    return replace(carry, given=shares)


def with_kept(carry: Carry, *, kept: Mapping[str, Money]) -> Carry:
    """What a person wrote that the ending units keep for the days they lived. What is carried follows, shared as it
    was.

    Refuses with `CarryError` less than nothing, and more than the unit's frame (MR-18).
    """
    held = {unit: kept.get(unit, amount) for unit, amount in carry.kept.items()}
    for unit, amount in held.items():
        if not ZERO <= amount <= carry.ending[unit]:
            raise CarryError(amount - carry.ending[unit], is_negative=amount < ZERO)
    changed = replace(carry, kept=held)
    if not carry.takers:
        return replace(changed, returned=changed.carried)
    weights = [carry.given[unit].ore for unit in carry.takers]
    return replace(changed, given=dict(zip(carry.takers, allocate(changed.carried, weights), strict=True)))


def allocate(amount: Money, weights: Sequence[int]) -> list[Money]:
    """An amount in parts by weight that are together exactly the amount; alike where no weight says otherwise."""
    weights = list(weights) if any(weights) else [1] * len(weights)
    whole, so_far, given = sum(weights), 0, ZERO
    parts = []
    for weight in weights:
        so_far += weight
        until = amount.share(numerator=so_far, denominator=whole)
        parts.append(until - given)
        given = until
    return parts


# The day-by-day sum ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Span:
    """Days that follow each other on which nothing changes, with the sum of the frames before and after the change."""

    first: date
    last: date
    before: Money
    after: Money
    amounts: Mapping[str, tuple[Money, Money]] = field(default_factory=dict)

    @property
    def holds(self) -> bool:
        """The sum is the same."""
        return self.before == self.after


Rows = Iterable[tuple[str, Period, Money]]


def spans(*, year: int, before: Rows, after: Rows) -> list[Span]:
    """The year's days in stretches, each with what every unit has and the sums, as it was and as it would be."""
    whole, old, new = calendar_year(year), list(before), list(after)
    last = whole.end or whole.start
    marks = {whole.start}
    for _unit, period, _amount in (*old, *new):
        marks |= {day for day in (period.start, period.end) if day is not None and whole.contains(day)}
    days = [*sorted(marks), last]
    found = []
    for first, until in pairwise(days):
        one, other = _on(old, first), _on(new, first)
        amounts = {unit: (one.get(unit, ZERO), other.get(unit, ZERO)) for unit in {**one, **other}}
        found.append(Span(first, until - ONE_DAY, Money.sum(one.values()), Money.sum(other.values()), amounts))
    return found


def _on(rows: Sequence[tuple[str, Period, Money]], day: date) -> dict[str, Money]:
    found: dict[str, Money] = {}
    for unit, period, amount in rows:
        if period.contains(day):
            found[unit] = found.get(unit, ZERO) + amount
    return found


UNDISTRIBUTED = ""
"""What the committee has to share out, among the units of a day-by-day sum."""


def carried_rows(rows: Rows, carry: Carry) -> list[tuple[str, Period, Money]]:
    """The frames as they stand once the carry is done: each row that holds on the day ends there, and another begins.

    What goes back to the committee counts as a row of its own, so that nothing leaves the sum.
    """
    kept: list[tuple[str, Period, Money]] = []
    for unit, period, amount in rows:
        if unit in carry.after and period.contains(carry.on):
            if period.start < carry.on:
                kept.append((unit, Period(period.start, carry.on), amount))
        else:
            kept.append((unit, period, amount))
    begun = [(unit, Period(carry.on), amount) for unit, amount in carry.after.items()]
    if carry.returned:
        begun.append((UNDISTRIBUTED, Period(carry.on), carry.returned))
    return [*kept, *begun]


def total_is_kept(found: Iterable[Span]) -> bool:
    """The sum is the same on each day of the year: no krona is lost, and none is counted twice."""
    return all(span.holds for span in found)
