"""Checks on a unit's goals: each unit has some and a plan, and each goal can be measured (CP-17, CP-22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from spelregler.domain.checks import NoParameters, param
from spelregler.domain.findings import Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.wording import named, pct, percentage
from spelregler.domain.words import Bilingual, Words


@dataclass(frozen=True)
class GoalForm:
    """How a unit goal is formulated."""

    name: str
    since: date
    has_indicator: bool
    has_target: bool


@dataclass(frozen=True)
class UnitGoals:
    """The goals a unit has on the date."""

    unit: Scope
    goals: tuple[GoalForm, ...] = ()


@dataclass(frozen=True)
class GoalsMeasurable:
    """CP-22: how many goals a unit can carry."""

    max_goals: int = param(10, minimum=1, maximum=50, unit=Unit.GOALS, title=Words("Most goals that a unit may have"))


def judge_goals_measurable(facts: Sequence[UnitGoals], *, parameters: GoalsMeasurable, as_of: date) -> list[Judgement]:
    """CP-22: every unit goal has an indicator and a target, else breach; too many goals is attention.

    One judgement per unit; nothing known without goals. A fact is the goals that a unit has on the day.
    """
    if not facts:
        return [nothing_known(missing=Words("the units' goals"), expected_of="EC")]
    return [_measurable(fact, most=parameters.max_goals) for fact in facts]


def _measurable(fact: UnitGoals, *, most: int) -> Judgement:
    if not fact.goals:
        return nothing_known(scope=fact.unit, missing=Words("the unit's goals"), expected_of="EC")
    vague = [goal for goal in fact.goals if not (goal.has_indicator and goal.has_target)]
    count = len(fact.goals)
    inputs: dict[str, str | int | None] = {"goals": count, "not_measurable": len(vague), "most_goals": most}
    if vague:
        names = [goal.name for goal in vague]
        words = Words(
            "{vague_count} of {count} goals lack a measure or a target: {names}.",
            vague_count=len(vague),
            count=count,
            names=named(names),
        )
        since = earliest(goal.since for goal in vague)
        return Judgement(fact.unit, Status.BREACH, words, inputs, since, "EC")
    if count > most:
        words = Words("The unit has {count} goals; at most {most} are meant.", count=count, most=most)
        since = sorted(goal.since for goal in fact.goals)[most]  # the goal that made them too many
        return Judgement(fact.unit, Status.ATTENTION, words, inputs, since, "FC")
    words = (
        Words("The only goal has a measure and a target.")
        if count == 1
        else Words("All {count} goals have a measure and a target.", count=count)
    )
    return Judgement(fact.unit, Status.KEPT, words, inputs, latest(goal.since for goal in fact.goals))


@dataclass(frozen=True)
class UnitSteering:
    """Whether a unit has goals and a plan for the year. `since` is when it should have had them."""

    name: str | Bilingual
    since: date
    goals_on: date | None = None
    plan_on: date | None = None

    @property
    def steered(self) -> bool:
        return self.goals_on is not None and self.plan_on is not None


@dataclass(frozen=True)
class DepartmentChain:
    """The units of a department and how far the goals reach."""

    department: Scope
    units: tuple[UnitSteering, ...] = ()


def judge_units_steered(facts: Sequence[DepartmentChain], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """CP-17: all units of a department have goals and a plan. None at all is a breach, some is attention.

    One judgement per department; nothing known without units. A fact is a department's units in the year.
    """
    if not facts:
        return [nothing_known(missing=Words("departments with units"), expected_of="FC")]
    return [_steered(fact) for fact in facts]


def _steered(fact: DepartmentChain) -> Judgement:
    share = percentage(sum(unit.steered for unit in fact.units), len(fact.units))
    if share is None:
        return nothing_known(
            scope=fact.department,
            missing=Words("the department's units"),
            expected_of="FC",
        )
    missing = [unit for unit in fact.units if not unit.steered]
    inputs: dict[str, str | int | None] = {
        "units": len(fact.units),
        "without_goals_or_plan": len(missing),
        "share_pct": str(share),
    }
    if not missing:
        since = latest(day for unit in fact.units for day in (unit.goals_on, unit.plan_on))
        words = Words("Units with goals and a plan: {units_count} of {units_count}.", units_count=len(fact.units))
        return Judgement(fact.department, Status.KEPT, words, inputs, since)
    names = [unit.name for unit in missing]
    return Judgement(
        fact.department,
        Status.BREACH if share == Decimal(0) else Status.ATTENTION,
        Words("{share} of the units have goals and a plan. Missing at {names}.", share=pct(share), names=named(names)),
        inputs,
        earliest(unit.since for unit in missing),
        "FC",
    )
