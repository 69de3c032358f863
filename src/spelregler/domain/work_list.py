"""What waits for somebody: tasks with a last day, and in which order they are met. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from spelregler.domain.roles import Resource

SOON = timedelta(days=60)
"""How far ahead a task is shown: what people plan for."""
WEEK_AHEAD, MONTH_AHEAD = timedelta(days=7), timedelta(days=28)
"""How long before its last day a task is told of in a letter: what comes often, and what comes once a year."""


class When(StrEnum):
    """How near a task's last day is, in the order in which tasks are met. `BROKEN` is a rule that is not followed and
    that gives no last day: nothing is late, but it is to be put right.
    """

    LATE = "late"
    TODAY = "today"
    BROKEN = "broken"
    WEEK = "week"
    UNDATED = "undated"
    LATER = "later"


@dataclass(frozen=True, kw_only=True)
class Task:
    """Something that waits for somebody: what to do in plain words, where, and by when.

    `last_day` is the last day on which it is done in time; None where no rule gives one, and never the day on which it
    began to wait. `minutes` is about how long it takes, `clause` the rule it comes from, `why` the facts behind.
    `is_broken` says that a rule is broken until it is done, and `lack` in two or three words what is lacking. `owner`
    says whose it is where it is not the reader's own. `lead` is how long before its last day a letter tells of it.
    `behind` is what one must be allowed to see to be told of it in its owner's absence: actions and their matters, none
    where the title tells what is open to all. Unsaid, nobody but its owner is told. `known_as` is its name in a
    calendar where its day may be moved, and `revision` how many times it has been.
    """

    title: str
    url: str
    last_day: date | None = None
    minutes: int | None = None
    clause: str = ""
    why: str = ""
    is_broken: bool = False
    lack: str = ""
    owner: str = ""
    lead: timedelta = WEEK_AHEAD
    behind: tuple[tuple[str, Resource], ...] | None = None
    known_as: str = ""
    revision: int = 0

    def when(self, on: date) -> When:
        """Late the day after its last day; this week until Sunday. Without a last day, to put right or to do."""
        if self.last_day is None:
            return When.BROKEN if self.is_broken else When.UNDATED
        if self.last_day < on:
            return When.LATE
        if self.last_day == on:
            return When.TODAY
        sunday = on + timedelta(days=6 - on.weekday())
        return When.WEEK if self.last_day <= sunday else When.LATER


def in_order(tasks: Iterable[Task], *, on: date) -> list[Task]:
    """The most urgent first: by how near, by last day, by title. What is due in more than 60 days is left out."""
    order = list(When)
    near = [each for each in tasks if each.last_day is None or each.last_day <= on + SOON]
    return sorted(near, key=lambda each: (order.index(each.when(on)), each.last_day or date.max, each.title))
