"""A goal's page, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals.pages.words import (
    MARKS,
    hidden_words,
    source_of,
    status_words,
    target_sign,
    title,
    trend_words,
)
from spelregler.apps.goals.queries.goal_detail import (
    CorrectionPoint,
    IndicatorSeries,
    Rejudged,
    SeriesBreak,
    TargetPoint,
)
from spelregler.apps.goals.queries.goal_history import IndicatorNow, direction_said
from spelregler.apps.goals.queries.thread import GoalNode
from spelregler.domain.goals.attainment import GoalScale, GoalStatus, Measure, judge_goal
from spelregler.ui import formatting
from spelregler.ui.pictures import Bullet, Picture, bullets


@dataclass(frozen=True)
class IndicatorRow:
    """One measure of a goal: value, target and how that goes."""

    title: str
    unit: str
    value: Decimal | None
    decimals: int
    measured_to: date | None
    target: Decimal | None
    sign: str
    status: str
    status_text: str
    trend: str
    origin: str
    source: str
    values: list[Decimal]
    series: list[tuple[date, Decimal]]
    target_was: Decimal | None = None
    target_set_on: date | None = None
    target_decision: str = ""
    targets: tuple[TargetPoint, ...] = ()
    corrections: tuple[CorrectionPoint, ...] = ()
    hidden: str = ""
    url: str = ""
    breaks: tuple[SeriesBreak, ...] = ()

    @property
    def is_hidden(self) -> bool:
        """There is a value, and it is not shown."""
        return bool(self.hidden)

    @property
    def hidden_words(self) -> str:
        """Why there is no figure."""
        return hidden_words(self.hidden)

    @property
    def broken_days(self) -> dict[date, date]:
        """For the first value of the series after each change of the definition: the day of the change."""
        days = [day for day, _value in self.series]
        after = ((each.on, next((day for day in days if day > each.on), None)) for each in self.breaks)
        return {day: on for on, day in after if day is not None}

    @property
    def corrected_days(self) -> set[date]:
        """The days through which the corrected values of the series reach."""
        return {point.period_end for point in self.corrections if point.sex == "T"}

    @property
    def is_moved(self) -> bool:
        """The target was changed after its year was over: it is said wherever the target is (MR-14, pitfall 9)."""
        return self.target_was is not None


def indicator_rows(
    node: GoalNode, scale: GoalScale, language: str, series: Mapping[str, IndicatorSeries] | None = None
) -> list[IndicatorRow]:
    """Every measure of a goal, with its series where it is asked for."""
    rows = []
    for each in node.indicators:
        status = indicator_status(each, scale)
        points = [
            (point.period_end, point.value)
            for point in (series[each.code].of("T") if series and each.code in series else ())
            if point.value is not None
        ]
        rows.append(
            IndicatorRow(
                title=title(each, language),
                unit=each.unit_of_measure,
                value=each.value,
                decimals=each.decimals,
                measured_to=each.period_end,
                target=each.target,
                sign=target_sign(each.direction),
                status=MARKS[status],
                status_text=_("not told") if each.is_suppressed else status_words(status),
                trend=trend_words(str(each.trend or "")),
                origin=source_of(each),
                source=formatting.days_in_words(each.source, language),
                values=[value for _day, value in points],
                series=points,
                target_was=each.target_was,
                target_set_on=each.target_set_on,
                target_decision=each.target_decision,
                targets=series[each.code].targets if series and each.code in series else (),
                hidden=each.hidden,
                corrections=series[each.code].corrections if series and each.code in series else (),
                breaks=series[each.code].breaks if series and each.code in series else (),
                url=reverse("goals:indicator", args=[each.code]),
            )
        )
    return rows


@dataclass(frozen=True)
class RejudgedRow:
    """A judgement that was changed after its year, in words."""

    year: int
    was: str
    level: str
    judged_on: date
    reason: str
    by: str


def rejudged_rows(found: Sequence[Rejudged]) -> list[RejudgedRow]:
    """Each judgement that was changed after its year."""
    return [
        RejudgedRow(each.year, status_words(each.was), status_words(each.level), each.judged_on, each.reason, each.by)
        for each in found
    ]


def bullet_of(row: IndicatorRow, goal: str = "") -> Bullet:
    """A measure as it is drawn: what is hidden for few cases has no value, and so no bar."""
    return Bullet(
        label=f"{row.title} ({goal})" if goal else row.title,
        value=row.value,
        target=row.target,
        unit=row.unit,
        sign=row.sign,
        decimals=row.decimals,
        status=row.status,
        status_text=row.status_text,
        day=row.measured_to,
        source=row.source or row.origin,
        hidden=row.hidden_words,
    )


def measured(rows: Sequence[IndicatorRow], language: str) -> Picture | None:
    """Every measure against its target in one picture; nothing where nothing is measured."""
    title = _("Outcome against target")
    return bullets([bullet_of(row) for row in rows], title=title, language=language) if rows else None


def indicator_status(each: IndicatorNow, scale: GoalScale) -> GoalStatus:
    """One measure against its target, on the scale."""
    direction = direction_said(each.direction)
    measure = Measure(value=each.value, target=each.target, baseline=each.baseline, direction=direction)
    return judge_goal([measure], scale=scale)


@dataclass(frozen=True)
class GoalRow:
    """A goal with its measures, for a table on a unit's page."""

    title: str
    url: str
    status: str
    status_text: str
    indicators: list[IndicatorRow]

    @property
    def has_hidden(self) -> bool:
        """Some figure is not shown."""
        return has_hidden(self.indicators)


def has_hidden(rows: Iterable[IndicatorRow]) -> bool:
    """Some figure is not shown, so the page says why."""
    return any(row.is_hidden for row in rows)


def goal_rows(nodes: Iterable[GoalNode], scale: GoalScale, language: str) -> list[GoalRow]:
    """Goals as a table's rows."""
    return [
        GoalRow(
            title=title(each, language),
            url=reverse("goals:goal", args=[each.code]),
            status=MARKS[each.judged.status],
            status_text=status_words(each.judged.status),
            indicators=indicator_rows(each, scale, language),
        )
        for each in nodes
    ]
