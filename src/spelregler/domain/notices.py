"""When somebody is told of what waits, and of what. Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from spelregler.domain.work_list import Task, When

APART = timedelta(days=5)
"""The same task is not told twice within so many days."""
MONDAY = 0


class MailDays(StrEnum):
    """On which days somebody wants mail."""

    NEVER = "never"
    MONDAYS = "mondays"
    DAILY = "daily"

    def has(self, on: date) -> bool:
        """Whether the day is one of them."""
        return self is MailDays.DAILY or (self is MailDays.MONDAYS and on.weekday() == MONDAY)


@dataclass(frozen=True)
class Told:
    """What a letter tells: what is late, what is due this week, and what is near enough to begin with."""

    late: list[Task]
    this_week: list[Task]
    ahead: list[Task]

    @property
    def tasks(self) -> list[Task]:
        """All of it, in order."""
        return [*self.late, *self.this_week, *self.ahead]


def worth_telling(tasks: Iterable[Task], *, on: date, told: Collection[str] = ()) -> Told:
    """Of what waits, what a letter tells on the day: late, due by Sunday, or within the task's own lead time.

    What has no last day and breaks nothing is not told. `told` are the marks of what was told less than five days ago.
    """
    found = Told([], [], [])
    for task in tasks:
        if mark(task) in told:
            continue
        match task.when(on):
            case When.LATE | When.BROKEN:
                found.late.append(task)
            case When.TODAY | When.WEEK:
                found.this_week.append(task)
            case When.LATER if task.last_day is not None and task.last_day <= on + task.lead:
                found.ahead.append(task)
    return found


def mark(task: Task) -> str:
    """What tells a task apart from others on another day: its address and title (ADR 62)."""
    return hashlib.sha256(f"{task.url}\n{task.title}".encode()).hexdigest()
