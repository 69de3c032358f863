"""Planning beside running: how many goals a unit carries, and what goes on into the next year's plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar


@dataclass(frozen=True)
class GoalRoom:
    """CP-22: few goals are followed, many are not. The most is the municipality's own; the eleventh is refused."""

    USUAL: ClassVar[int] = 10
    NEAR: ClassVar[int] = 2

    count: int
    most: int = USUAL

    @property
    def is_full(self) -> bool:
        """One more would be too many."""
        return self.count >= self.most

    def has_room_for(self, more: int) -> bool:
        """So many more are not too many."""
        return self.count + more <= self.most

    @property
    def is_near(self) -> bool:
        """Two from the most, or nearer: time to ask which goal is still worth its measuring."""
        return self.count >= self.most - self.NEAR


CARRIED, DONE, GOES_ON, CARRIED_BEFORE = "carried", "done", "goes_on", "carried_before"


@dataclass(frozen=True)
class Planned:
    """A goal or an action of a year's plan. `ends_on` is the last day on which it holds or is due; None is for good."""

    code: str
    ends_on: date | None = None
    is_done: bool = False
    has_successor: bool = False


def what_carries(plan: Iterable[Planned], *, into: int) -> dict[str, str]:
    """What goes into the next year's plan, and why the rest does not.

    What is done stays with its year; what reaches into the new year goes on by itself; what has been carried already is
    not carried twice. Everything else is carried, and whoever plans may still leave it.
    """
    first = date(into, 1, 1)
    return {each.code: _fate(each, first) for each in plan}


def _fate(each: Planned, first: date) -> str:
    if each.is_done:
        return DONE
    if each.has_successor:
        return CARRIED_BEFORE
    return GOES_ON if each.ends_on is None or each.ends_on >= first else CARRIED


def yearly_minutes(minutes: int, *, months_between: int) -> int:
    """What a measure asks in a year: its minutes for each time that it is reported, at least once (pitfall 3)."""
    return minutes * max(1, 12 // max(1, months_between))


def held_by(decided: Iterable[int], *, start: date, last: date | None) -> int | None:
    """MR-25: the first year whose decided plan holds a row that reaches from `start` to `last`; None for good.

    What has been decided is not changed silently. It takes a new decision, and until then it is a proposal.
    """
    years = (year for year in decided if year >= start.year and (last is None or year <= last.year))
    return min(years, default=None)
