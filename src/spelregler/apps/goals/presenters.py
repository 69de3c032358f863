"""The red thread and a goal's page, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals.known import IndicatorNow
from spelregler.apps.goals.queries import (
    HANGS_IN_NOTHING,
    LEADS_NOWHERE,
    ActionNode,
    GoalNode,
    GoalTree,
    IndicatorSeries,
    Thread,
)
from spelregler.domain.goals.attainment import Direction, GoalScale, GoalStatus, Measure, judge_goal
from spelregler.platform.findings import parameters
from spelregler.ui.page import ThreadColumn, ThreadGoal

MARKS = {
    GoalStatus.MET: "kept",
    GoalStatus.PARTLY: "attention",
    GoalStatus.NOT_MET: "breach",
    GoalStatus.NOT_MEASURABLE: "not_assessed",
}


def status_words(status: GoalStatus) -> str:
    """The three steps and what cannot be measured."""
    return {
        GoalStatus.MET: _("met"),
        GoalStatus.PARTLY: _("partly met"),
        GoalStatus.NOT_MET: _("not met"),
        GoalStatus.NOT_MEASURABLE: _("not measurable"),
    }[status]


def trend_words(trend: str) -> str:
    """Which way it goes, or nothing where there are too few figures."""
    return {"better": _("better"), "worse": _("worse"), "unchanged": _("unchanged")}.get(trend, "")


def title(item: GoalNode | IndicatorNow | ActionNode, language: str) -> str:
    """The title in the reader's language; Swedish where no English is written."""
    return item.title if language == "sv" or not item.title_en else item.title_en


def thread_of(tree: GoalTree, *, goal: str = "", unit: str = "") -> Thread:
    """What lights up: one goal's thread, or the threads of all goals of a unit."""
    chosen = [goal] if goal else [each.code for each in tree.unit if unit and each.owner == unit]
    threads = [tree.thread(goal=code) for code in chosen]
    return Thread(
        goals=frozenset(code for each in threads for code in each.goals),
        actions=frozenset(code for each in threads for code in each.actions),
    )


def columns(tree: GoalTree, lit: Thread, language: str) -> list[ThreadColumn]:
    """Vision → municipal goal → committee goal → unit goal → action; with a choice only its thread is shown."""
    levels = (
        (_("Municipal goals"), tree.municipal),
        (_("Committee goals"), tree.committee),
        (_("Unit goals"), tree.unit),
    )
    found = [ThreadColumn(title=_("Vision"), goals=_visions(tree, lit, language))]
    for words, goals in levels:
        shown = [each for each in goals if not lit.goals or each.code in lit.goals]
        found.append(ThreadColumn(title=words, goals=[_goal(each, lit, language) for each in shown]))
    actions = [each for each in tree.actions if not lit.goals or each.code in lit.actions]
    found.append(ThreadColumn(title=_("Actions"), goals=[_action(each, lit, language) for each in actions]))
    return found


def _visions(tree: GoalTree, lit: Thread, language: str) -> list[ThreadGoal]:
    if tree.vision is None:
        return []
    text = tree.vision.text if language == "sv" or not tree.vision.text_en else tree.vision.text_en
    return [ThreadGoal(label=text, lit=bool(lit.goals))]


def break_words(kind: str) -> str:
    """Where the thread is broken."""
    return {LEADS_NOWHERE: _("nothing is done for it"), HANGS_IN_NOTHING: _("serves no goal above")}[kind]


def _goal(each: GoalNode, lit: Thread, language: str) -> ThreadGoal:
    status = each.judged.status
    name = title(each, language)
    is_proposal = each.level != "unit" and not each.is_decided
    return ThreadGoal(
        label=name if each.level == "municipal" else f"{name} ({each.owner_name})",
        url=reverse("goals:goal", args=[each.code]),
        status="not_assessed" if is_proposal else MARKS[status],
        status_text=_("proposal, not decided") if is_proposal else status_words(status),
        lit=each.code in lit.goals,
        broken=", ".join(break_words(kind) for kind in each.breaks),
    )


def _action(each: ActionNode, lit: Thread, language: str) -> ThreadGoal:
    status, words = ("kept", _("done")) if each.done_on else ("breach", _("late")) if each.is_late else ("", "")
    return ThreadGoal(
        label=f"{title(each, language)} ({each.unit_name or each.department_name})",
        status=status,
        status_text=words,
        lit=each.code in lit.actions,
        broken=_("serves no goal and no duty in law") if each.is_broken else "",
    )


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
                sign="≤" if each.direction == "lower" else "≥",
                status=MARKS[status],
                status_text=status_words(status),
                trend=trend_words(str(each.trend or "")),
                origin=each.origin,
                source=each.source,
                values=[value for _day, value in points],
                series=points,
            )
        )
    return rows


def scale_on(day: date) -> GoalScale:
    """P05 in the package in force on the day; the rule's own defaults for what the package does not set."""
    found = parameters("P05", as_of=day)
    return GoalScale(**{name: Decimal(found[name]) for name in ("met", "partly") if name in found})


def indicator_status(each: IndicatorNow, scale: GoalScale) -> GoalStatus:
    """One measure against its target, on the scale."""
    direction: Direction = "lower" if each.direction == "lower" else "higher"
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
