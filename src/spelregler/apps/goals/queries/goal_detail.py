"""One goal with its indicators' series, targets, corrections and judgements, as of a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from spelregler.apps.goals.models import (
    DefinitionChange,
    Goal,
    GoalJudgement,
    Indicator,
    PeriodOpening,
    ReportedValue,
    Target,
)
from spelregler.apps.goals.queries.goal_history import LEVELS as STATUSES
from spelregler.apps.goals.queries.goal_history import Known, Value, load_known
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.period import ONE_DAY


@dataclass(frozen=True)
class SeriesPoint:
    """One reported value. None where it is built on too few cases to be shown."""

    period_start: date
    period_end: date
    sex: str
    value: Decimal | None
    is_suppressed: bool
    recorded_on: date
    origin: str
    source: str
    comment: str


@dataclass(frozen=True)
class TargetPoint:
    """What is aimed at in a year. Changed after its year, it shows the decision behind it and what it `was` (MR-14)."""

    year: int
    value: Decimal
    decision: str
    set_on: date
    was: Decimal | None
    before: Decimal | None = None


@dataclass(frozen=True)
class CorrectionPoint:
    """A value that was put right after its year: what it `was`, what it is, why and by which role.

    A figure about few cases is None, before as well as after.
    """

    period_start: date
    period_end: date
    sex: str
    was: Decimal | None
    value: Decimal | None
    corrected_on: date
    reason: str
    by: str = ""

    @property
    def last_day(self) -> date:
        """The last day that the value is about."""
        return self.period_end - ONE_DAY


@dataclass(frozen=True)
class SeriesBreak:
    """A day from which an indicator means something else than before, and why."""

    on: date
    reason: str
    by: str


@dataclass(frozen=True)
class IndicatorSeries:
    """An indicator of the goal over time, for all and by sex, with targets year by year and late corrections."""

    code: str
    title: str
    title_en: str
    unit_of_measure: str
    decimals: int
    direction: str
    points: tuple[SeriesPoint, ...]
    targets: tuple[TargetPoint, ...]
    corrections: tuple[CorrectionPoint, ...] = ()
    breaks: tuple[SeriesBreak, ...] = ()

    def of(self, sex: str) -> tuple[SeriesPoint, ...]:
        """The values for one sex, or T for all."""
        return tuple(point for point in self.points if point.sex == sex)


@dataclass(frozen=True)
class Rejudged:
    """A judgement of a year that was changed after the year: what it `was`, what it is, why and by which role."""

    year: int
    was: GoalStatus
    level: GoalStatus
    judged_on: date
    reason: str
    by: str


@dataclass(frozen=True)
class GoalDetail:
    """One goal's figures over time, and the year that it is shown in."""

    year: int
    series: tuple[IndicatorSeries, ...]
    rejudged: tuple[Rejudged, ...] = ()


def goal_detail(*, code: str, as_of: date) -> GoalDetail | None:
    """One goal in the year of the day, or in the nearest year that it holds; None where there is no such goal.

    With its series oldest first, in each indicator's unit. The number of queries does not grow with them.
    """
    goal = Goal.objects.filter(code=code).first()
    if goal is None:
        return None
    known = load_known(goals=Goal.objects.filter(pk=goal.pk), as_of=as_of)
    return GoalDetail(
        year=_nearest_year(goal, as_of=as_of),
        series=_series(goal, known, as_of=as_of),
        rejudged=rejudged(goal, known, as_of=as_of),
    )


def _nearest_year(goal: Goal, *, as_of: date) -> int:
    last = (goal.end - timedelta(days=1)).year if goal.end else as_of.year
    return max(goal.start.year, min(as_of.year, last))


def _series(goal: Goal, known: Known, *, as_of: date) -> tuple[IndicatorSeries, ...]:
    targets: dict[Indicator, list[Target]] = defaultdict(list)
    for target in known.targets_on(goal, day=as_of):
        targets[target.indicator].append(target)
    late = {each.pk: known.corrected_late(indicator=each.pk, unit=goal.unit_id, on=as_of) for each in targets}
    grounds = Grounds.of(late, as_of=as_of)
    breaks = series_breaks(late, as_of=as_of)
    return tuple(
        IndicatorSeries(
            code=indicator.code,
            title=indicator.title,
            title_en=indicator.title_en,
            unit_of_measure=indicator.unit_of_measure,
            decimals=indicator.decimals,
            direction=indicator.direction,
            points=shown_points(known.values_of(indicator=indicator.pk, unit=goal.unit_id, on=as_of)),
            targets=tuple(target_point(target, known) for target in its),
            corrections=tuple(
                grounds.correction(was, now, indicator=indicator.pk, unit=goal.unit_id)
                for was, now in late[indicator.pk]
            ),
            breaks=breaks.get(indicator.pk, ()),
        )
        for indicator, its in targets.items()
    )


def series_breaks(indicators: Iterable[int], *, as_of: date) -> dict[int, tuple[SeriesBreak, ...]]:
    """Where the definition of each indicator changed under values that were there (pitfall 9). One query."""
    rows = DefinitionChange.objects.filter(indicator__in=list(indicators), breaks_series=True, changed_on__lte=as_of)
    found: dict[int, tuple[SeriesBreak, ...]] = {}
    for row in rows.order_by("changed_on", "pk"):
        point = SeriesBreak(row.changed_on, row.reason, role_of(row.role))
        found[row.indicator_id] = (*found.get(row.indicator_id, ()), point)
    return found


def rejudged(goal: Goal, known: Known, *, as_of: date) -> tuple[Rejudged, ...]:
    """What was judged anew of the goal after a year was over."""
    return tuple(
        Rejudged(
            now.year,
            STATUSES[GoalJudgement.Level(was.level)],
            STATUSES[GoalJudgement.Level(now.level)],
            now.recorded_on,
            now.reason,
            role_of(now.role),
        )
        for was, now in known.judged_again(goal, on=as_of)
    )


def role_of(said: str) -> str:
    """The role in words, without its code: a correction is shown with the role that made it, not the person."""
    return said.partition(" ")[2] or said


Late = Mapping[Any, Sequence[tuple[Value, Value]]]
"""Values put right after their year: what each was, and what it became."""


@dataclass(frozen=True)
class Grounds:
    """Why the periods of some late corrections were opened again, and by which role each value was approved."""

    opened: Mapping[tuple[date, date], Sequence[tuple[date, str]]]
    approved: Mapping[tuple[Any, ...], str]

    @classmethod
    def of(cls, late: Late, *, as_of: date) -> Grounds:
        """Two queries, and none where nothing was corrected."""
        ends = {was.end for each in late.values() for was, _now in each}
        if not ends:
            return cls({}, {})
        opened: dict[tuple[date, date], list[tuple[date, str]]] = defaultdict(list)
        rows = PeriodOpening.objects.filter(period_end__in=ends, opens=True, recorded_on__lte=as_of)
        for row in rows.order_by("-recorded_on", "-pk"):
            opened[row.period_start, row.period_end].append((row.recorded_on, row.reason))
        steps = ReportedValue.objects.filter(period_end__in=ends, state="approved", recorded_on__lte=as_of)
        columns = ("indicator", "unit", "period_start", "period_end", "sex", "recorded_on", "role")
        return cls(opened, {tuple(key): role for *key, role in steps.values_list(*columns)})

    def correction(self, was: Value, now: Value, *, indicator: int, unit: int | None) -> CorrectionPoint:
        """One correction, told with its ground. A figure about few cases is told without its numbers."""
        hidden = was.is_hidden or now.is_hidden
        opened = (reason for day, reason in self.opened.get((was.start, was.end), ()) if day <= now.recorded_on)
        return CorrectionPoint(
            period_start=was.start,
            period_end=was.end,
            sex=was.sex,
            was=None if hidden else was.value,
            value=None if hidden else now.value,
            corrected_on=now.recorded_on,
            reason=next(opened, now.comment),
            by=role_of(self.approved.get((indicator, unit, was.start, was.end, was.sex, now.recorded_on), "")),
        )


def target_point(target: Target, known: Known) -> TargetPoint:
    """A target with what it was when its year ended, and what it took the place of."""
    was, before = known.was(target), known.before(target)
    return TargetPoint(
        target.year,
        target.value,
        str(target.decision or ""),
        set_on=target.start,
        was=was.value if was else None,
        before=before.value if before else None,
    )


def shown_points(values: Sequence[Value]) -> tuple[SeriesPoint, ...]:
    """The values as they may be shown: one that is hidden is there without its number."""
    return tuple(
        SeriesPoint(
            period_start=value.start,
            period_end=value.end,
            sex=value.sex,
            value=None if value.is_hidden else value.value,
            is_suppressed=value.is_hidden,
            recorded_on=value.recorded_on,
            origin=value.origin,
            source=value.source,
            comment=value.comment,
        )
        for value in values
    )
