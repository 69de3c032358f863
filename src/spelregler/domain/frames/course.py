"""The way of a year from its last booked month to December, as it is expected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from spelregler.domain.frames.booked_years import MONTHS, KnownEvent
from spelregler.domain.money import Money


@dataclass(frozen=True)
class CoursePoint:
    """Where the year is expected to stand after a month, in all, with its range."""

    month: int
    point: Money
    low: Money
    high: Money


def still_to_come(events: Iterable[KnownEvent], known: int) -> Money:
    """What is known to happen once and falls after the months that are known."""
    return Money.sum(each.amount - each.until(known) for each in events)


def course_to_december(
    known: int,
    outcome: Money,
    ends: tuple[Money, Money, Money],
    events: Sequence[KnownEvent],
    *,
    weight: Callable[[int], int],
) -> tuple[CoursePoint, ...]:
    """The way from the last booked month to December. The rest is spread by weight; events fall in their months.

    In December it is the proposal and its range to the öre. Where the weights say nothing, the way is straight.
    """
    to_come = still_to_come(events, known)
    if weight(MONTHS) <= 0:
        if known == MONTHS:
            return ()
        return course_to_december(known, outcome, ends, events, weight=lambda month: month - known)
    points = []
    for month in range(known, MONTHS + 1):
        fallen = to_come - still_to_come(events, month)
        point, low, high = (
            outcome + (end - to_come - outcome).share(numerator=weight(month), denominator=weight(MONTHS)) + fallen
            for end in ends
        )
        points.append(CoursePoint(month=month, point=point, low=low, high=high))
    return tuple(points)
