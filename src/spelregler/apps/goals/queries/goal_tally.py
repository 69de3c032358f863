"""How many of units' goals go how: what people have judged is counted by the database, the rest from the figures alone.

`goal_history` tells the same of one goal, with all that was known; here nothing is read but what a count needs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Case, Count, DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from spelregler.apps.goals.models import Goal, GoalJudgement, Measurement, ShownValue
from spelregler.apps.goals.queries.goal_history import LEVELS, direction_said
from spelregler.apps.goals.queries.suppression import COUNTED, SMALL
from spelregler.domain.goals.attainment import GoalScale, GoalStatus, Measure, aggregate_attainment, judge_share

Group = tuple[Any, ...]


def count_goals(
    goals: QuerySet[Goal], *, by: Sequence[str], year: int, as_of: date, scale: GoalScale
) -> Counter[Group]:
    """How many of some units' goals have the same columns and go alike in the year, as known on the day (MR-14, P05).

    A group is the columns and the `GoalStatus`. A value that is not shown counts for nothing. Two queries: a row for
    each group, and one for each target of a goal that nobody has judged.
    """
    said = GoalJudgement.objects.known_on(as_of).filter(goal=OuterRef("pk"), year=year)
    levels = goals.annotate(said=Subquery(said.order_by("-recorded_on", "-pk").values("level")[:1]))
    found: Counter[Group] = Counter()
    for *group, level, count in levels.order_by().values_list(*by, "said").annotate(count=Count("pk")):
        status = LEVELS[GoalJudgement.Level(level)] if level else GoalStatus.NOT_MEASURABLE
        found[(*group, status)] += count
    for group, status in _measured(goals.filter(~Exists(said)), by=by, year=year, as_of=as_of, scale=scale):
        found[(*group, GoalStatus.NOT_MEASURABLE)] -= 1
        found[(*group, status)] += 1
    return +found


def _measured(
    goals: QuerySet[Goal], *, by: Sequence[str], year: int, as_of: date, scale: GoalScale
) -> list[tuple[Group, GoalStatus]]:
    """The goals that have targets in the year, each as its figures say. One query."""
    in_force = Q(targets__end__isnull=True) | Q(targets__end__gt=as_of)
    targets = goals.filter(in_force, targets__year=year, targets__start__lte=as_of).annotate(
        measured=Subquery(_shown(year=year, as_of=as_of), output_field=DecimalField(max_digits=16, decimal_places=4))
    )
    columns = "measured", "targets__value", "targets__baseline", "targets__indicator__direction", "targets__weight"
    measures: dict[int, list[Measure]] = {}
    told: dict[int, tuple[Group, Any]] = {}
    for pk, aggregate, value, target, baseline, direction, weight, *group in targets.order_by().values_list(
        "pk", "aggregate", *columns, *by
    ):
        measure = Measure(value, target, baseline, direction_said(direction), weight)
        measures.setdefault(pk, []).append(measure)
        told[pk] = tuple(group), aggregate
    return [
        (group, judge_share(aggregate_attainment(measures[pk], aggregate=aggregate), scale=scale))
        for pk, (group, aggregate) in told.items()
    ]


def _shown(*, year: int, as_of: date) -> QuerySet[Measurement, Any]:
    """The latest value for all that can answer the target; null where it is hidden (as `hidden_measurements` says)."""
    shown = ShownValue.objects.filter(measurement=OuterRef("pk"), shown_on__lte=as_of)
    hidden = COUNTED & (SMALL | ~Exists(shown))
    values = Measurement.objects.known_on(as_of).filter(
        indicator=OuterRef("targets__indicator"),
        unit=OuterRef("unit"),
        sex=Measurement.Sex.TOTAL,
        period_end__lte=date(year + 1, 1, 1),
    )
    last_first = values.order_by("-period_end", "-period_start", "-recorded_on", "-pk")
    return last_first.annotate(told=Case(When(hidden, then=None), default=F("value"))).values("told")[:1]
