"""What follows when a goal is not met: something new is begun for it, or its owner owes an answer (MR-28, MR-30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.goals.attainment import GoalScale, GoalStatus
from spelregler.domain.goals.results import PeriodOutcome


@dataclass(frozen=True)
class Effort:
    """An action as an answer: the goals that it serves, when it began, and its last day (done, else due)."""

    goals: frozenset[str]
    begun_on: date
    ends_on: date


@dataclass(frozen=True)
class NotMet:
    """A goal that was not met at the last follow-up: the days of the unbroken run, oldest first, and what was begun."""

    name: str
    judged_on: tuple[date, ...]
    efforts: tuple[Effort, ...] = ()

    @property
    def left_behind_since(self) -> date | None:
        """Not met twice running and nothing begun since the first time: the day of the second (MR-28)."""
        return self.judged_on[1] if len(self.judged_on) > 1 and not self.efforts else None

    @property
    def waits_since(self) -> date | None:
        """The last follow-up, where no effort begun in the run was still under way then or came after (MR-30)."""
        last = self.judged_on[-1]
        return None if any(effort.ends_on >= last for effort in self.efforts) else last


def goals_not_met(
    *, periods: Sequence[PeriodOutcome], efforts: Sequence[Effort], scale: GoalScale, as_of: date
) -> list[NotMet]:
    """The goals not met at the last follow-up. An effort begun before the run was no answer to it."""
    known = [period.by(scale) for period in periods if period.judged_on <= as_of]
    found = []
    for goal in known[-1].goals if known else ():
        run: list[date] = []
        for period in reversed(known):
            if not _missed(period, goal.key):
                break
            run.insert(0, period.judged_on)
        if run:
            begun = [each for each in efforts if goal.key in each.goals and run[0] <= each.begun_on <= as_of]
            found.append(NotMet(goal.name, tuple(run), tuple(begun)))
    return found


def _missed(period: PeriodOutcome, key: str) -> bool:
    return any(goal.key == key and goal.status is GoalStatus.NOT_MET for goal in period.goals)
