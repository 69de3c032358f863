"""The goal plan as a table: one row per goal, indicator, target and action. Export and import share these columns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals.models import Action, Goal, Indicator, Target
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Form, Kind, write_table

GOAL, INDICATOR, TARGET, ACTION = "goal", "indicator", "target", "action"
LEVELS = {
    "municipal": Words("municipal goal"),
    "committee": Words("committee goal"),
    "unit": Words("unit goal"),
}
COLUMNS = (
    Column(
        "kind",
        Words("Type"),
        kind=Kind.CHOICE,
        needed=True,
        choices={
            GOAL: Words("goal"),
            INDICATOR: Words("indicator"),
            TARGET: Words("target"),
            ACTION: Words("action"),
        },
    ),
    Column("code", Words("Code"), needed=True, longest=60),
    Column("indicator", Words("Indicator code"), lacking=True, longest=60),
    Column("year", Words("Year"), kind=Kind.INTEGER, lacking=True),
    Column("level", Words("Level"), kind=Kind.CHOICE, choices=LEVELS, lacking=True),
    Column("title", Words("Name"), lacking=True, longest=200),
    Column("title_en", Words("Name in English"), lacking=True, longest=200),
    Column("why", Words("Why"), lacking=True),
    Column("body", Words("Body"), lacking=True, longest=20),
    Column("department", Words("Department"), lacking=True, longest=40),
    Column("unit", Words("Unit"), lacking=True, longest=40),
    Column("parents", Words("Serves goals"), kind=Kind.CODES, lacking=True),
    Column("duty", Words("Statutory duty"), lacking=True, longest=120),
    Column("owner", Words("Owner post"), also=("ansvarig befattning",), lacking=True, longest=60),
    Column("measured_in", Words("Unit of measure"), lacking=True, longest=40),
    Column(
        "direction",
        Words("Direction"),
        kind=Kind.CHOICE,
        choices={"higher": Words("higher is better"), "lower": Words("lower is better")},
        lacking=True,
    ),
    Column("value", Words("Target value"), also=("target",), kind=Kind.DECIMAL, lacking=True),
    Column("baseline", Words("Baseline"), kind=Kind.DECIMAL, lacking=True),
    Column("weight", Words("Weight"), kind=Kind.DECIMAL, lacking=True),
    Column("start", Words("From"), kind=Kind.DAY, lacking=True),
    Column("last_day", Words("Through"), kind=Kind.DAY, lacking=True),
    Column("done_on", Words("Done"), kind=Kind.DAY, lacking=True),
    Column("decision_body", Words("Decided by"), lacking=True, longest=20),
    Column("decided_on", Words("Day of decision"), also=("beslutsdatum", "decided on"), kind=Kind.DAY, lacking=True),
    Column("paragraph", Words("Paragraph"), lacking=True, longest=12),
)
EMPTY: dict[str, Any] = {
    column.name: {Kind.TEXT: "", Kind.CODES: ()}.get(column.kind) for column in COLUMNS if column.name != "kind"
}
Key = tuple[str, ...]
"""Stable: the kind and the code; for a target the goal's code, the indicator's code and the year."""


def key_of(values: Mapping[str, Any]) -> Key:
    """What a row is about."""
    if values["kind"] == TARGET:
        return TARGET, values["code"], values["indicator"], str(values["year"])
    return values["kind"], values["code"]


def stored_rows(*, as_of: date, year: int | None = None) -> dict[Key, dict[str, Any]]:
    """Everything of the plan as rows, under their keys; of one year, or of every year. Eight queries at most.

    Of a year: the goals that hold in it, its targets with their indicators, and the actions under way in it.
    """
    goals, targets, indicators, actions = _chosen(as_of=as_of, year=year)
    rows = [*_goals(goals), *map(_indicator, indicators), *map(_target, targets), *_actions(actions)]
    return {key_of(row): row for row in rows}


def export_plan(
    *,
    year: int,
    as_of: date,
    form: Form,
    language: str = "sv",
    is_shown: Callable[[Key], bool] = lambda _key: True,
    hidden: Collection[str] = (),
) -> bytes:
    """A year's plan as a table that can be edited and read back; of the rows whose key is shown.

    `hidden` goals are not named where a row serves them either.
    """
    rows = [_without(row, hidden) for key, row in stored_rows(as_of=as_of, year=year).items() if is_shown(key)]
    return write_table(COLUMNS, rows, form=form, language=language, title=f"Plan {year}")


def _without(row: dict[str, Any], hidden: Collection[str]) -> dict[str, Any]:
    return {**row, "parents": tuple(code for code in row["parents"] if code not in hidden)}


def _chosen(*, as_of: date, year: int | None) -> tuple[list[Goal], QuerySet[Target], QuerySet[Indicator], list[Action]]:
    goals = Goal.objects.select_related("body", "unit", "coordinated_by", "decision__body")
    targets = Target.objects.filter(end__isnull=True, start__lte=as_of).select_related(
        "goal", "indicator", "decision__body"
    )
    indicators = Indicator.objects.select_related("owner")
    actions = Action.objects.select_related("unit", "department", "responsible")
    if year is not None:
        goals = goals.filter(in_year(year))
        targets = targets.filter(year=year, goal__in=goals.order_by().values("pk"))
        indicators = indicators.filter(targets__in=targets.order_by().values("pk")).distinct()
        actions = actions.filter(
            Q(done_on__isnull=True) | Q(done_on__gte=date(year, 1, 1)),
            start__lt=date(year + 1, 1, 1),
            due_on__gte=date(year, 1, 1),
        )
    order = {level: place for place, level in enumerate(LEVELS)}
    return (
        sorted(goals, key=lambda goal: (order[goal.level], goal.code)),
        targets.order_by("goal__code", "indicator__code", "year"),
        indicators.order_by("code"),
        list(actions.order_by("department__code", "code")),
    )


def _decision(decision: Decision | None) -> dict[str, Any]:
    if decision is None:
        return {}
    return {
        "decision_body": decision.body.code,
        "decided_on": decision.decided_on,
        "paragraph": decision.paragraph,
    }


def _goals(goals: list[Goal]) -> list[dict[str, Any]]:
    parents: dict[int, list[str]] = defaultdict(list)
    for child, code in Goal.parents.through.objects.values_list("from_goal", "to_goal__code"):
        parents[child].append(code)
    return [
        EMPTY
        | {
            "kind": GOAL,
            "code": goal.code,
            "level": goal.level,
            "title": goal.title,
            "title_en": goal.title_en,
            "why": goal.why,
            "body": goal.body.code if goal.body else "",
            "unit": goal.unit.code if goal.unit else "",
            "parents": tuple(sorted(parents[goal.pk])),
            "start": goal.start,
            "last_day": goal.end - ONE_DAY if goal.end else None,
        }
        | _decision(goal.decision)
        for goal in goals
    ]


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return EMPTY | {
        "kind": INDICATOR,
        "code": indicator.code,
        "title": indicator.title,
        "title_en": indicator.title_en,
        "owner": indicator.owner.code if indicator.owner else "",
        "measured_in": indicator.unit_of_measure,
        "direction": indicator.direction,
    }


def _target(target: Target) -> dict[str, Any]:
    return (
        EMPTY
        | {
            "kind": TARGET,
            "code": target.goal.code,
            "indicator": target.indicator.code,
            "year": target.year,
            "value": target.value,
            "baseline": target.baseline,
            "weight": target.weight,
        }
        | _decision(target.decision)
    )


def _actions(actions: list[Action]) -> list[dict[str, Any]]:
    served: dict[int, list[str]] = defaultdict(list)
    for action, code in Action.goals.through.objects.values_list("action", "goal__code"):
        served[action].append(code)
    return [
        EMPTY
        | {
            "kind": ACTION,
            "code": action.code,
            "title": action.title,
            "title_en": action.title_en,
            "department": action.department.code,
            "unit": action.unit.code if action.unit else "",
            "parents": tuple(sorted(served[action.pk])),
            "duty": action.statutory_duty,
            "owner": action.responsible.code if action.responsible else "",
            "start": action.start,
            "last_day": action.due_on,
            "done_on": action.done_on,
        }
        for action in actions
    ]
