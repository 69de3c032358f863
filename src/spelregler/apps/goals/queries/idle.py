"""Measures and goals that nobody keeps alive, and the minutes that measuring asks for. Reads only.

"Used" is what the municipality itself holds on record: a target in a plan, a judgement, an answer to a missed target,
an action that serves the goal. Who reads what is not recorded, so it is not counted either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import overload

from django.db.models import Q, QuerySet

from spelregler.apps.goals.models import (
    Action,
    Goal,
    GoalJudgement,
    Indicator,
    Measurement,
    MissedAnswer,
    ReportedValue,
    Target,
)
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.ownership import GOAL, INDICATOR
from spelregler.apps.organisation.models import Placement
from spelregler.domain.goals.planning import yearly_minutes

A_YEAR = timedelta(days=365)


@dataclass(frozen=True)
class Idle:
    """An indicator or a goal that stands still."""

    kind: str
    code: str
    title: str
    title_en: str


class Idles(Sequence[Idle]):
    """What stands still, read a page at a time: first the measures, then the goals, each by title."""

    def __init__(self, *found: tuple[str, QuerySet[Goal] | QuerySet[Indicator]]) -> None:
        self.found = found
        self.counts = [rows.count() for _kind, rows in found]

    def __len__(self) -> int:
        return sum(self.counts)

    @overload
    def __getitem__(self, index: int) -> Idle: ...
    @overload
    def __getitem__(self, index: slice) -> list[Idle]: ...
    def __getitem__(self, index: int | slice) -> Idle | list[Idle]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        start, stop, _step = index.indices(len(self))
        rows: list[Idle] = []
        for (kind, each), count in zip(self.found, self.counts, strict=True):
            part = each[max(start, 0) : max(stop, 0)]
            rows += [Idle(kind, row.code, row.title, row.title_en) for row in part]
            start, stop = start - count, stop - count
        return rows


def never_updated(*, as_of: date) -> Idles:
    """The indicators of goals that hold and count, which have never had a value, not even a draft. A query to count
    them.
    """
    goals = Goal.objects.on(as_of).filter(counting(as_of))
    told = Measurement.objects.filter(recorded_on__lte=as_of).values("indicator")
    begun = ReportedValue.objects.filter(recorded_on__lte=as_of).values("indicator")
    rows = Indicator.objects.filter(targets__goal__in=goals).exclude(pk__in=told).exclude(pk__in=begun)
    return Idles((INDICATOR, rows.distinct().order_by("title", "code")))


def unused(*, as_of: date) -> Idles:
    """What no plan, judgement, answer or action has used for a year. Two queries to count it, and two at most for a
    page.
    """
    since = as_of - A_YEAR
    in_plan = _in_plan(as_of)
    judged = GoalJudgement.objects.filter(recorded_on__range=(since, as_of)).values("goal")
    served = Action.goals.through.objects.filter(action__due_on__gte=since, action__start__lte=as_of).values("goal")
    goals = (
        Goal.objects.on(as_of)
        .filter(counting(as_of), start__lte=since)
        .exclude(pk__in=in_plan.values("goal"))
        .exclude(pk__in=judged)
        .exclude(pk__in=served)
        .order_by("title", "code")
    )
    return Idles((INDICATOR, unused_measures(as_of=as_of)), (GOAL, goals))


def unused_measures(*, as_of: date) -> QuerySet[Indicator]:
    """The indicators that no plan, judgement or answer has used for a year, by title; nothing is read yet."""
    since = as_of - A_YEAR
    in_plan = _in_plan(as_of)
    answered = MissedAnswer.objects.filter(answered_on__range=(since, as_of)).values("target__indicator")
    judged = GoalJudgement.objects.filter(recorded_on__range=(since, as_of)).values("goal")
    return (
        Indicator.objects.exclude(pk__in=in_plan.values("indicator"))
        .exclude(pk__in=answered)
        .exclude(pk__in=Target.objects.filter(goal__in=judged, year__gte=since.year).values("indicator"))
        .order_by("title", "code")
    )


def _in_plan(as_of: date) -> QuerySet[Target]:
    """The targets of this year and those to come, as they stand on the day."""
    return Target.objects.filter(year__gte=as_of.year, start__lte=as_of).filter(Q(end=None) | Q(end__gt=as_of))


@dataclass(frozen=True)
class UnitMinutes:
    """What a year's measuring asks of a unit."""

    name: str
    measures: int
    minutes: int
    name_en: str = ""


def minutes_by_unit(*, department: str, year: int, as_of: date) -> list[UnitMinutes]:
    """The minutes that the year's measures ask of each unit of a department, the most first. Two queries."""
    placed = Placement.objects.on(as_of).filter(department__code=department).select_related("unit")
    names = {each.unit_id: each.unit for each in placed}
    rows = Target.objects.on(as_of).filter(year=year, goal__unit__in=names).select_related("indicator", "goal")
    asked: dict[int, dict[int, int]] = {key: {} for key in names}
    for row in rows:
        if row.goal.unit_id is not None:
            minutes = yearly_minutes(row.indicator.minutes, months_between=row.indicator.months_between)
            asked[row.goal.unit_id][row.indicator_id] = minutes
    found = [
        UnitMinutes(names[key].name, len(each), sum(each.values()), names[key].name_en) for key, each in asked.items()
    ]
    return sorted(found, key=lambda each: (-each.minutes, each.name))
