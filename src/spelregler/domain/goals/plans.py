"""Checks on the plans of units: each unit has one in time, and its actions have a purpose (MR-25)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.wording import named
from spelregler.domain.words import Words


@dataclass(frozen=True)
class PlanDeadline:
    """When the year's plan is to be decided (CP-7, 31 January)."""

    by_month: int = param(
        1, minimum=1, maximum=12, unit=Unit.MONTH_OF_YEAR, title=Words("The plan is decided by, month")
    )
    by_day: int = param(31, minimum=1, maximum=31, unit=Unit.DAY_OF_MONTH, title=Words("The plan is decided by, day"))

    def for_year(self, year: int) -> date:
        """The last day for a plan. Day 31 means month end."""
        month_start = date(year, self.by_month, 1)
        return min(month_start + timedelta(days=self.by_day - 1), add_months(month_start, 1) - ONE_DAY)


@dataclass(frozen=True)
class UnitPlanDeadline(PlanDeadline):
    """MR-25: the same day for a unit's plan, and the time that a new unit gets."""

    new_unit_days: int = param(60, minimum=0, maximum=365, unit=Unit.DAYS, title=Words("Time for a new unit"))

    def for_unit(self, year: int, *, started: date | None) -> date:
        """Whoever starts late in the year gets its own time."""
        day = self.for_year(year)
        return day if started is None else max(day, started + timedelta(days=self.new_unit_days))


@dataclass(frozen=True)
class PlannedAction:
    """An action in a plan, and what it is for: a goal, or a duty in law."""

    name: str
    entered_on: date
    linked_to_goal: bool = False
    statutory_duty: str = ""

    @property
    def has_purpose(self) -> bool:
        return self.linked_to_goal or bool(self.statutory_duty)


@dataclass(frozen=True)
class UnitPlan:
    """A unit's plan for a year; `decided_on` is None until decided. `started` is the unit's first day."""

    unit: Scope
    year: int
    decided_on: date | None = None
    actions: tuple[PlannedAction, ...] = ()
    started: date | None = None


def judge_unit_plans_in_place(
    facts: Sequence[UnitPlan], *, parameters: UnitPlanDeadline, as_of: date
) -> list[Judgement]:
    """MR-25: each unit has a plan for the year, decided by its day, and every action serves a goal or a duty in law.

    One judgement per unit; nothing known without units. A fact is a unit's plan of the year, decided or not; a new unit
    has so many days of its own.
    """
    if not facts:
        return [nothing_known(missing=Words("units and plans"), expected_of="FC")]
    return [_unit_plan(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _unit_plan(fact: UnitPlan, *, parameters: UnitPlanDeadline, as_of: date) -> Judgement:
    due = parameters.for_unit(fact.year, started=fact.started)
    purposeless = [action for action in fact.actions if not action.has_purpose]
    inputs: dict[str, str | int | None] = {
        "year": fact.year,
        "due": due.isoformat(),
        "decided_on": fact.decided_on.isoformat() if fact.decided_on else None,
        "actions": len(fact.actions),
        "actions_without_purpose": len(purposeless),
    }
    if fact.decided_on is None:
        begins = max(date(fact.year, 1, 1), fact.started or date.min)
        return no_plan(fact.unit, fact.year, begins, due=due, as_of=as_of, inputs=inputs, expected_of="EC")
    if purposeless:
        names = [action.name for action in purposeless]
        return Judgement(
            fact.unit,
            Status.BREACH,
            Words(
                "Actions that serve no goal or statutory duty ({purposeless_count} of {actions_count}): {names}.",
                purposeless_count=len(purposeless),
                actions_count=len(fact.actions),
                names=named(names),
            ),
            inputs,
            earliest(action.entered_on for action in purposeless),
            "EC",
        )
    if not fact.actions:
        return Judgement(
            fact.unit,
            Status.ATTENTION,
            Words("The plan for {year} is decided but has no actions.", year=fact.year),
            inputs,
            fact.decided_on,
            "EC",
        )
    if fact.decided_on > due:
        return Judgement(
            fact.unit,
            Status.ATTENTION,
            Words(
                "The plan for {year} was decided on {decided_on}. It was due on {due}.",
                year=fact.year,
                decided_on=fact.decided_on,
                due=due,
            ),
            inputs,
            fact.decided_on,
            duty=Duty(due, done_on=fact.decided_on),
        )
    return Judgement(
        fact.unit,
        Status.KEPT,
        Words(
            "The plan for {year} was decided on {decided_on}. "
            "Actions with a purpose: {actions_count} of {actions_count}.",
            year=fact.year,
            decided_on=fact.decided_on,
            actions_count=len(fact.actions),
        ),
        inputs,
        latest([fact.decided_on, *(action.entered_on for action in fact.actions)]),
    )


def no_plan(
    scope: Scope,
    year: int,
    begins: date,
    *,
    due: date,
    as_of: date,
    inputs: dict[str, str | int | None],
    expected_of: str,
) -> Judgement:
    """The plan is not decided: attention until its day, a breach after it."""
    late = as_of > due
    return Judgement(
        scope,
        Status.BREACH if late else Status.ATTENTION,
        Words("No decided plan for {year}. It was due on {due}.", year=year, due=due)
        if late
        else Words("The plan for {year} is not decided yet. It is due on {due}.", year=year, due=due),
        inputs,
        due + ONE_DAY if late else begins,
        expected_of,
        duty=Duty(due),
    )
