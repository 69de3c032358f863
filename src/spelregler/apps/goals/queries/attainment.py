"""How large a share of the goals were reached, year by year. Reads only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.apps.goals.models import (
    Goal,
)
from spelregler.apps.goals.queries.goal_history import load_known
from spelregler.apps.goals.queries.lookups import counting
from spelregler.domain.goals.attainment import DEFAULT_SCALE, GoalScale, GoalStatus
from spelregler.domain.wording import percentage


@dataclass(frozen=True)
class YearShare:
    """How many goals of a year ended where. The share is of those that can be measured."""

    year: int
    met: int
    partly: int
    not_met: int
    not_measurable: int

    @property
    def measurable(self) -> int:
        """Goals with an answer."""
        return self.met + self.partly + self.not_met

    @property
    def share_pct(self) -> Decimal | None:
        """Met, in per cent of what can be measured (P06 compares it with the year before)."""
        return percentage(self.met, self.measurable)


def attainment_share_by_year(*, as_of: date, level: str = "", scale: GoalScale = DEFAULT_SCALE) -> list[YearShare]:
    """How many decided goals ended where, year by year from the first with targets, as known on the day. Five queries.

    The share is per cent of those that can be measured (P05, P06). `level` is one level's goals; else all.
    """
    goals = Goal.objects.filter(counting(as_of), start__lte=as_of)
    if level:
        goals = goals.filter(level=level)
    known = load_known(goals=goals, as_of=as_of)
    counts: dict[int, dict[GoalStatus, int]] = defaultdict(lambda: defaultdict(int))
    for goal in goals:
        for year in sorted({target.year for target in known.targets.get(goal.pk, [])}):
            if year <= as_of.year:
                counts[year][known.judged(goal, year=year, on=as_of, scale=scale).status] += 1
    return [
        YearShare(
            year=year,
            met=found[GoalStatus.MET],
            partly=found[GoalStatus.PARTLY],
            not_met=found[GoalStatus.NOT_MET],
            not_measurable=found[GoalStatus.NOT_MEASURABLE],
        )
        for year, found in sorted(counts.items())
    ]
