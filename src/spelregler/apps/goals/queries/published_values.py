"""The figures that the municipality publishes: what anybody may read on the goals' pages, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.goals.models import Goal, Indicator
from spelregler.apps.goals.queries.goal_detail import SeriesPoint, shown_points
from spelregler.apps.goals.queries.goal_history import load_known
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.organisation.models import Unit


@dataclass(frozen=True)
class PublishedSeries:
    """An indicator's known figures: the whole municipality's, or a unit's. Few cases are hidden as on the pages."""

    indicator: Indicator
    unit: Unit | None
    points: tuple[SeriesPoint, ...]


@dataclass(frozen=True)
class PublishedGoal:
    """A goal that counts, with the indicators that measure it."""

    code: str
    title: str
    owner: str
    indicators: tuple[str, ...]


def published(*, as_of: date) -> tuple[list[PublishedSeries], list[PublishedGoal]]:
    """Figures of indicators that a goal in force is measured by: decided political goals and units' own (MR-17).

    A proposal's figures are nobody's to publish. The series by indicator and unit, oldest value first and in the
    indicator's unit; the goals by level and code. Five queries.
    """
    goals = Goal.objects.on(as_of).filter(counting(as_of))
    known = load_known(goals=goals, as_of=as_of)
    series: dict[tuple[int, int | None], PublishedSeries] = {}
    told: list[PublishedGoal] = []
    for goal in goals.select_related("unit", "body").order_by("level", "code"):
        measured: dict[str, None] = {}
        for target in known.targets_on(goal, day=as_of):
            key = target.indicator_id, goal.unit_id
            measured[target.indicator.code] = None
            if key not in series:
                values = known.values_of(indicator=key[0], unit=key[1], on=as_of)
                series[key] = PublishedSeries(target.indicator, goal.unit, shown_points(values))
        owner = goal.unit or goal.body
        told.append(PublishedGoal(goal.code, goal.title, str(owner), tuple(measured)))
    return sorted(series.values(), key=lambda each: (each.indicator.code, each.unit.code if each.unit else "")), told
