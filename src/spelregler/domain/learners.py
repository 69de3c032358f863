"""How many are certain to have learnt the rules, where only numbers are kept of who took part (MR-3, MR-4).

No list of names is kept, so nobody knows whether the ten of one meeting are the ten of another. What is told is
therefore the least that is certain: no two numbers are added, unless somebody has said that they are other people.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Learner:
    """One who is to know the rules, without a name.

    `since` is since when they are there; `learnt_on` the last day on which they were introduced or said themselves that
    they have read; `caught_up_on` when they said so and that they had missed what the others took part in.
    """

    since: date
    learnt_on: date | None = None
    caught_up_on: date | None = None


@dataclass(frozen=True)
class Gathering:
    """A day on which the rules were gone through, and how many took part; a catch-up is for those who had missed it."""

    held_on: date
    took_part: int
    is_catch_up: bool = False


@dataclass(frozen=True)
class Reached:
    """How many it has reached for certain, and the gathering that the number rests on; None where it rests on none."""

    count: int
    base: Gathering | None = None


def reached(learners: Sequence[Learner], gatherings: Sequence[Gathering], *, headcount: int | None = None) -> Reached:
    """The least that is certain, no one counted twice.

    A gathering is for those who were there on its day and still are, and reaches no more than they are. Its catch-ups
    are added, and those who say that they had missed it. Whoever came later counts by their own introduction or
    reading. Of several gatherings the one that gives the most counts, for they may have been the same people.
    `headcount` is how many there are where `learners` are not all of them.
    """
    found = [Reached(sum(each.learnt_on is not None for each in learners))]
    ordered = sorted(gatherings, key=lambda each: (each.held_on, each.is_catch_up))
    for number, base in enumerate(ordered):
        if base.is_catch_up and number:
            continue
        after = ordered[number + 1 :]
        run = next((at for at, each in enumerate(after) if not each.is_catch_up), len(after))
        there = [each for each in learners if each.since <= base.held_on]
        came_later = [each for each in learners if each.since > base.held_on]
        own = sum(each.caught_up_on is not None and each.caught_up_on >= base.held_on for each in there)
        told = base.took_part + sum(each.took_part for each in after[:run]) + own
        known = sum(each.learnt_on is not None for each in there)
        later = sum(each.learnt_on is not None for each in came_later)
        most = len(there) if headcount is None else max(headcount - later, 0)
        found.append(Reached(min(most, max(told, known)) + later, base))
    return max(
        found, key=lambda each: (each.count, each.base is not None, each.base.held_on if each.base else date.min)
    )
