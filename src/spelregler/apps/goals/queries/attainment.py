"""How large a share of the goals were reached, year by year. Reads only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from spelregler.apps.goals.models import Goal, Target
from spelregler.apps.goals.queries.goal_history import load_known
from spelregler.apps.goals.queries.goal_tally import count_goals
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


def attainment_share_by_year(
    *, as_of: date, level: str = "", scale: GoalScale = DEFAULT_SCALE, years: Collection[int] | None = None
) -> list[YearShare]:
    """How many decided goals ended where, year by year from the first with targets, as known on the day; or some years.

    The share is per cent of those that can be measured (P05, P06). `level` is one level's goals; else all. The
    units' are counted by the database. Eight queries, and seven more for each further year.
    """
    goals = Goal.objects.filter(counting(as_of), start__lte=as_of)
    if level:
        goals = goals.filter(level=level)
    told = Target.objects.filter(goal__in=goals.values("pk"), start__lte=as_of, year__lte=as_of.year)
    if years is not None:
        told = told.filter(year__in=years)
    return [
        _share(goals.filter(pk__in=told.filter(year=year).values("goal")), year=year, as_of=as_of, scale=scale)
        for year in told.order_by("year").values_list("year", flat=True).distinct()
    ]


def _share(goals: QuerySet[Goal], *, year: int, as_of: date, scale: GoalScale) -> YearShare:
    found: Counter[GoalStatus] = Counter()
    of_units = count_goals(goals.filter(level=Goal.Level.UNIT), by=(), year=year, as_of=as_of, scale=scale)
    for (status,), count in of_units.items():
        found[status] += count
    political = goals.exclude(level=Goal.Level.UNIT)
    known = load_known(goals=political, as_of=as_of)
    found.update(known.judged(goal, year=year, on=as_of, scale=scale).status for goal in political)
    return YearShare(
        year=year,
        met=found[GoalStatus.MET],
        partly=found[GoalStatus.PARTLY],
        not_met=found[GoalStatus.NOT_MET],
        not_measurable=found[GoalStatus.NOT_MEASURABLE],
    )
