"""What was known about goals on a day: targets, values and judgements, loaded once and asked many times.

Four queries, however many goals. A correction is a row that replaces an older one, so "as known then" needs no more
than the day on which each row was recorded and the day on which it was replaced.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Any, cast

from django.db.models import F, Q, QuerySet

from spelregler.apps.goals.models import Goal, GoalJudgement, Indicator, Measurement, Target
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.domain.goals.attainment import (
    Aggregate,
    Direction,
    GoalScale,
    GoalStatus,
    Measure,
    Trend,
    aggregate_attainment,
    judge_share,
    trend,
)
from spelregler.domain.period import ONE_DAY, Period, calendar_year
from spelregler.domain.wording import one_decimal

HUNDRED = Decimal(100)
LEVELS = {
    GoalJudgement.Level.MET: GoalStatus.MET,
    GoalJudgement.Level.PARTLY_MET: GoalStatus.PARTLY,
    GoalJudgement.Level.NOT_MET: GoalStatus.NOT_MET,
    GoalJudgement.Level.NOT_MEASURABLE: GoalStatus.NOT_MEASURABLE,
}


@dataclass(frozen=True)
class Value:
    """One reported value, and the days between which it was the known one.

    One that is `hidden` is about so few that it is not shown, or would let such a value be worked out.
    """

    hidden: str
    sex: str
    start: date
    end: date
    value: Decimal
    denominator: Decimal | None
    recorded_on: date
    replaced_on: date | None
    origin: str
    source: str
    comment: str

    @property
    def is_hidden(self) -> bool:
        """It is not shown, and nothing is said that follows from it."""
        return bool(self.hidden)

    def known_on(self, day: date) -> bool:
        """Recorded by the day and not replaced by then."""
        return self.recorded_on <= day and (self.replaced_on is None or self.replaced_on > day)


@dataclass(frozen=True)
class Said:
    """A person's judgement of a goal for a year, and the days between which it stood."""

    year: int
    level: str
    reason: str
    judged_by: str
    role: str
    recorded_on: date
    replaced_on: date | None

    def known_on(self, day: date) -> bool:
        """Recorded by the day and not replaced by then."""
        return self.recorded_on <= day and (self.replaced_on is None or self.replaced_on > day)


@dataclass(frozen=True)
class Judged:
    """How a goal goes: what counts, what the figures alone say, and the person's reason where the two differ."""

    status: GoalStatus
    automatic: GoalStatus
    share: Decimal | None
    is_hidden: bool = False
    reason: str = ""
    judged_by: str = ""
    judged_on: date | None = None

    @property
    def share_pct(self) -> Decimal | None:
        """The share reached in per cent; hidden where a figure about few cases could be worked out from it."""
        return None if self.share is None or self.is_hidden else one_decimal(self.share * HUNDRED)

    @property
    def overruled(self) -> bool:
        """A person judged otherwise than the figures."""
        return self.status != self.automatic


@dataclass(frozen=True)
class IndicatorNow:
    """An indicator of a goal in a year: target, latest value and trend. A value about few cases is not shown.

    `target_was` is what the target was when its year ended, where it has been changed since (MR-14).
    """

    code: str
    title: str
    title_en: str
    unit_of_measure: str
    decimals: int
    direction: str
    target: Decimal
    baseline: Decimal | None
    target_origin: str
    target_set_on: date
    target_was: Decimal | None
    target_decision: str
    value: Decimal | None
    period_start: date | None
    period_end: date | None
    origin: str
    source: str
    trend: Trend | None
    hidden: str

    @property
    def is_suppressed(self) -> bool:
        """There is a value, and it is not shown."""
        return bool(self.hidden)


@dataclass(frozen=True)
class Known:
    """Everything reported about some goals up to a day."""

    as_of: date
    targets: dict[int, list[Target]]
    values: dict[tuple[int, int | None], list[Value]]
    said: dict[int, list[Said]]

    def targets_of(self, goal: Goal, *, year: int, on: date | None = None) -> list[Target]:
        """What the goal's indicators were to reach in the year, as it stood on a day; else on the day of the load."""
        return [target for target in self.targets_on(goal, day=on or self.as_of) if target.year == year]

    def targets_on(self, goal: Goal, *, day: date) -> list[Target]:
        """The goal's targets of every year, as they stood on the day."""
        return [each for each in self.targets.get(goal.pk, []) if Period(each.start, each.end).contains(day)]

    def was(self, target: Target) -> Target | None:
        """What the target was when its year ended, if it has been changed since (MR-14)."""
        last_day = date(target.year, 12, 31)
        if target.start <= last_day:
            return None
        rows = [each for each in self.targets.get(target.goal_id, []) if each.indicator_id == target.indicator_id]
        held = [row for row in rows if row.year == target.year and Period(row.start, row.end).contains(last_day)]
        return held[0] if held and held[0].value != target.value else None

    def before(self, target: Target) -> Target | None:
        """The target that this one took the place of, on the day when it was set; none where the value is the same."""
        rows = [each for each in self.targets.get(target.goal_id, []) if each.indicator_id == target.indicator_id]
        ended = [row for row in rows if row.year == target.year and row.end == target.start]
        return ended[0] if ended and ended[0].value != target.value else None

    def values_of(self, *, indicator: int, unit: int | None, on: date) -> list[Value]:
        """The values known on the day, oldest period first, every sex."""
        return [value for value in self.values.get((indicator, unit), []) if value.known_on(on)]

    def corrected_late(self, *, indicator: int, unit: int | None, on: date) -> list[tuple[Value, Value]]:
        """Each value that was put right when its year was already over: what it was, and what it became."""
        every = self.values.get((indicator, unit), [])
        made = {(value.start, value.end, value.sex, value.recorded_on): value for value in every}
        found = []
        for was in every:
            day = was.replaced_on
            if day is not None and day <= on and day.year > (was.end - ONE_DAY).year:
                now = made.get((was.start, was.end, was.sex, day))
                found += [(was, now)] if now is not None and now.value != was.value else []
        return found

    def series(self, target: Target, *, unit: int | None, on: date) -> list[Value]:
        """The values for all that can answer the target: its year's and older ones."""
        after = date(target.year + 1, 1, 1)
        found = self.values_of(indicator=target.indicator_id, unit=unit, on=on)
        return [value for value in found if value.sex == Measurement.Sex.TOTAL and value.end <= after]

    def said_of(self, goal: Goal, *, year: int, on: date) -> Said | None:
        """The latest judgement by a person that stood on the day."""
        found = [said for said in self.said.get(goal.pk, []) if said.year == year and said.known_on(on)]
        return found[-1] if found else None

    def judged_again(self, goal: Goal, *, on: date) -> list[tuple[Said, Said]]:
        """Each judgement of a year that was changed when it had been made after the year: what was said, and is."""
        said = self.said.get(goal.pk, [])
        pairs = ((was, now) for was, now in pairwise(said) if was.year == now.year and now.recorded_on <= on)
        return [(was, now) for was, now in pairs if was.recorded_on.year > was.year and was.level != now.level]

    def judged(self, goal: Goal, *, year: int, on: date, scale: GoalScale) -> Judged:
        """The judgement that stood on the day: P05 on the latest values, unless a person judged otherwise.

        A value that is not shown counts for nothing: that a target is met tells what the value is at least.
        """
        measures, is_hidden = [], False
        for target in self.targets_of(goal, year=year, on=on):
            series = self.series(target, unit=goal.unit_id, on=on)
            last = series[-1] if series else None
            is_hidden = is_hidden or (last is not None and last.is_hidden)
            measures.append(
                Measure(
                    value=None if last is None or last.is_hidden else last.value,
                    target=target.value,
                    baseline=target.baseline,
                    direction=direction_of(target),
                    weight=target.weight,
                )
            )
        share = aggregate_attainment(measures, aggregate=aggregate_of(goal))
        automatic = judge_share(share, scale=scale)
        said = self.said_of(goal, year=year, on=on)
        if said is None:
            return Judged(automatic, automatic, share, is_hidden)
        status = LEVELS[GoalJudgement.Level(said.level)]  # a person's judgement goes before the computed (MR-14)
        return Judged(status, automatic, share, is_hidden, said.reason, said.judged_by, said.recorded_on)

    def indicators(self, goal: Goal, *, year: int, on: date) -> tuple[IndicatorNow, ...]:
        """The goal's indicators in the year, as known on the day."""
        return tuple(
            _now(target, self.series(target, unit=goal.unit_id, on=on), was=self.was(target))
            for target in self.targets_of(goal, year=year, on=on)
        )


def load_known(*, goals: QuerySet[Goal], as_of: date) -> Known:
    """Targets, values and judgements of some goals (a queryset), known by the day. Four queries.

    A target that has been changed is there in each of its rows, so that an earlier day can be asked about.
    """
    chosen = goals.order_by().values("pk")
    targets: dict[int, list[Target]] = defaultdict(list)
    rows = Target.objects.filter(goal__in=chosen, start__lte=as_of).select_related("indicator", "decision__body")
    for target in rows.order_by("indicator__code", "year", "start"):
        targets[target.goal_id].append(target)
    return Known(as_of=as_of, targets=targets, values=_values(goals, as_of=as_of), said=_said(goals, as_of=as_of))


def _values(goals: QuerySet[Goal], *, as_of: date) -> dict[tuple[int, int | None], list[Value]]:
    goals = goals.order_by()
    measured = Target.objects.filter(goal__in=goals.values("pk")).values("indicator")
    mine = Q(unit__isnull=True) | Q(unit__in=goals.filter(unit__isnull=False).values("unit"))
    return load_values(indicators=measured, of_units=mine, as_of=as_of)


def load_values(
    *, indicators: Collection[int] | QuerySet[Any, Any], of_units: Q, as_of: date
) -> dict[tuple[int, int | None], list[Value]]:
    """What was reported by the day of some indicators, of some units or the whole: oldest period first. Two queries."""
    rows = Measurement.objects.filter(of_units, indicator__in=indicators, recorded_on__lte=as_of)
    found: dict[tuple[int, int | None], list[Value]] = defaultdict(list)
    columns = ("sex", "period_start", "period_end", "value", "denominator", "recorded_on", "replaced_on")
    hidden = hidden_measurements(indicators=indicators, as_of=as_of, of_units=of_units)
    for pk, indicator, unit, *rest in (
        rows.annotate(replaced_on=F("replaced_by__recorded_on"))
        .order_by("period_end", "period_start", "recorded_on", "pk")
        .values_list("pk", "indicator", "unit", *columns, "origin", "source", "comment")
    ):
        found[indicator, unit].append(Value(hidden.get(pk, ""), *rest))
    return found


def _said(goals: QuerySet[Goal], *, as_of: date) -> dict[int, list[Said]]:
    chosen = goals.order_by().values("pk")
    rows = GoalJudgement.objects.filter(goal__in=chosen, recorded_on__lte=as_of)
    found: dict[int, list[Said]] = defaultdict(list)
    for goal, *rest in (
        rows.annotate(replaced_on=F("replaced_by__recorded_on"))
        .order_by("year", "recorded_on", "pk")
        .values_list("goal", "year", "level", "reason", "judged_by", "role", "recorded_on", "replaced_on")
    ):
        found[goal].append(Said(*rest))
    return found


def _now(target: Target, series: list[Value], *, was: Target | None) -> IndicatorNow:
    indicator, last = target.indicator, series[-1] if series else None
    hidden = last.hidden if last else ""
    return IndicatorNow(
        code=indicator.code,
        title=indicator.title,
        title_en=indicator.title_en,
        unit_of_measure=indicator.unit_of_measure,
        decimals=indicator.decimals,
        direction=indicator.direction,
        target=target.value,
        baseline=target.baseline,
        target_origin=target.origin,
        target_set_on=target.start,
        target_was=was.value if was else None,
        target_decision=str(target.decision or ""),
        value=None if last is None or hidden else last.value,
        period_start=last.start if last else None,
        period_end=last.end if last else None,
        origin=last.origin if last else "",
        source=last.source if last else "",
        trend=None if hidden else trend(alike(series), direction=direction_of(target), noise=indicator.noise),
        hidden=hidden,
    )


def alike(series: list[Value]) -> list[Decimal]:
    """The values over periods as long as the last one: eight months are not compared with a year."""
    if not series:
        return []
    months = _months(series[-1])
    return [value.value for value in series if _months(value) == months and not value.is_hidden]


def _months(value: Value) -> int:
    return (value.end.year - value.start.year) * 12 + value.end.month - value.start.month


def direction_of(target: Target) -> Direction:
    """Which way is good, in the domain's own words."""
    return direction_said(target.indicator.direction)


def direction_said(said: str) -> Direction:
    """The model's words for it are the domain's."""
    return "lower" if said == Indicator.Direction.LOWER else "higher"


def aggregate_of(goal: Goal) -> Aggregate:
    """How the goal weighs its measures together; the model's words are the domain's."""
    return cast("Aggregate", goal.aggregate)


def in_year(year: int, *, of: str = "") -> Q:
    """Goals that hold some day of the year; or rows `of` such goals, by the way to them (`goal__`)."""
    period = calendar_year(year)
    has_not_ended = Q(**{f"{of}end__isnull": True}) | Q(**{f"{of}end__gt": period.start})
    return Q(**{f"{of}start__lt": period.end}) & has_not_ended


def in_force(day: date) -> Q:
    """Plans that were decided by the day and not taken up again by then."""
    return Q(decided_on__lte=day) & (Q(reopened_on__isnull=True) | Q(reopened_on__gt=day))
