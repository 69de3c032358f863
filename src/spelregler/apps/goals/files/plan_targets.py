"""The targets of a plan's file: judged by what stands, all of them together, and set at once (ADR 59)."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import NamedTuple

from spelregler.apps.decisions.models import Decision
from spelregler.apps.goals import operations
from spelregler.apps.goals.files.dry_run import RowRefused, telling
from spelregler.apps.goals.files.plan_lookups import Values, by_code, decision_in, decisions_of, there
from spelregler.apps.goals.models import Goal, Indicator, Origin
from spelregler.apps.goals.operations import Aim
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Fault, Table
from spelregler.platform.audit.operations import Who


class TargetRow(NamedTuple):
    """A row of the file, as it would be, and whether the decision that it names is one of its own."""

    row: int
    after: Values
    is_decided: bool


def set_together(
    targets: Sequence[TargetRow], broken: Container[int], *, table: Table, today: date, who: Who
) -> list[Fault]:
    """The targets of rows that are not broken are set; each refused one is told, and keeps none of the others out."""
    rows = [each for each in targets if each.row not in broken]
    goals = by_code(Goal, {each.after["code"] for each in rows}, "unit", "decision__body")
    indicators = by_code(Indicator, {each.after["indicator"] for each in rows})
    decisions = decisions_of(each.after for each in rows if each.is_decided)
    faults: list[Fault] = []
    with operations.targets_held(goal.pk for goal in goals.values()):
        aims: list[tuple[int, Aim]] = []
        for row, after, is_decided in rows:
            with telling(faults, row=row, column="value", table=table):
                goal, indicator = there(goals, after["code"]), there(indicators, after["indicator"])
                decision = decision_in(decisions, after) if is_decided else None
                _refuse_other_decider(goal, decision, today=today)
                aims.append((row, _aim(after, goal, indicator, decision)))
        known = operations.Aimed.about([aim for _row, aim in aims], set_on=today)
        for row, aim in aims:
            with telling(faults, row=row, column="value", table=table):
                known.set(aim)
        operations.keep_targets(known, who=who)
    return faults


def _aim(after: Values, goal: Goal, indicator: Indicator, decision: Decision | None) -> Aim:
    return Aim(
        goal,
        indicator,
        after["year"],
        after["value"],
        baseline=after["baseline"],
        weight=after["weight"],
        decision=decision,
        origin=Origin.IMPORTED,
    )


def _refuse_other_decider(goal: Goal, decision: Decision | None, *, today: date) -> None:
    """A target of a political goal is carried by a decision of the goal's own body, already taken (MR-17)."""
    if decision is None or goal.level == Goal.Level.UNIT:
        return
    if decision.body_id != goal.body_id or decision.decided_on > today:
        raise RowRefused(
            Words(
                "{decision} does not carry the target: it must be taken by the goal's body and no later than {today}.",
                decision=decision,
                today=today,
            ),
            clause="MR-17",
            way=Words("Name a decision by the goal's body."),
        )
