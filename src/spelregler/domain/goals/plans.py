"""Checks on plans: each unit has one, its actions have a purpose, the department covers its goals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    Duty,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
    start_of_run,
)
from spelregler.domain.goals.attainment import Scaled
from spelregler.domain.goals.responses import Effort, goals_not_met
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.wording import named, pct, percentage
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
        return _no_plan(fact.unit, fact.year, begins, due=due, as_of=as_of, inputs=inputs, expected_of="EC")
    if purposeless:
        names = [action.name for action in purposeless]
        return Judgement(
            fact.unit,
            Status.BREACH,
            Words(
                "{purposeless_count} of {actions_count} actions serve no goal or statutory duty: {names}.",
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
            "EC",
            duty=Duty(due, done_on=fact.decided_on),
        )
    return Judgement(
        fact.unit,
        Status.KEPT,
        Words(
            "The plan for {year} was decided on {decided_on}. All {actions_count} actions have a purpose.",
            year=fact.year,
            decided_on=fact.decided_on,
            actions_count=len(fact.actions),
        ),
        inputs,
        latest([fact.decided_on, *(action.entered_on for action in fact.actions)]),
    )


def _no_plan(
    scope: Scope,
    year: int,
    begins: date,
    *,
    due: date,
    as_of: date,
    inputs: dict[str, str | int | None],
    expected_of: str,
) -> Judgement:
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


@dataclass(frozen=True)
class DepartmentPlan:
    """A department's action plan and the committee goals it is meant to cover."""

    department: Scope
    year: int
    decided_on: date | None = None
    committee_goals: tuple[str, ...] = ()
    covered_goals: frozenset[str] = frozenset()


def judge_action_plan_covers_goals(
    facts: Sequence[DepartmentPlan], *, parameters: PlanDeadline, as_of: date
) -> list[Judgement]:
    """CP-7: the department's action plan is decided in time and has an action for every committee goal.

    One judgement per department; nothing known without committee goals. A fact is a department's plan of the year.
    """
    if not facts:
        return [
            nothing_known(
                missing=Words("the departments' action plans"),
                expected_of="FC",
            )
        ]
    return [_department_plan(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _department_plan(fact: DepartmentPlan, *, parameters: PlanDeadline, as_of: date) -> Judgement:
    due = parameters.for_year(fact.year)
    uncovered = [goal for goal in fact.committee_goals if goal not in fact.covered_goals]
    inputs: dict[str, str | int | None] = {
        "year": fact.year,
        "due": due.isoformat(),
        "decided_on": fact.decided_on.isoformat() if fact.decided_on else None,
        "committee_goals": len(fact.committee_goals),
        "uncovered": len(uncovered),
    }
    if not fact.committee_goals:
        return nothing_known(
            scope=fact.department,
            missing=Words("the committee's goals for {year}", year=fact.year),
            expected_of="N",
        )
    if fact.decided_on is None:
        begins = date(fact.year, 1, 1)
        return _no_plan(fact.department, fact.year, begins, due=due, as_of=as_of, inputs=inputs, expected_of="FC")
    late = fact.decided_on > due
    if uncovered:
        words = Words(
            "{uncovered_count} of {committee_goals_count} committee goals have no action: {uncovered}.",
            uncovered_count=len(uncovered),
            committee_goals_count=len(fact.committee_goals),
            uncovered=named(uncovered),
        )
        return Judgement(fact.department, Status.BREACH, words, inputs, fact.decided_on, "FC")
    words = Words(
        "The action plan for {year} was decided on {decided_on} and covers every committee goal.",
        year=fact.year,
        decided_on=fact.decided_on,
    )
    if late:
        words = Words("{said} It was due on {due}.", due=due, said=words)
        duty = Duty(due, done_on=fact.decided_on)
        return Judgement(fact.department, Status.ATTENTION, words, inputs, fact.decided_on, "FC", duty=duty)
    return Judgement(fact.department, Status.KEPT, words, inputs, fact.decided_on)


@dataclass(frozen=True)
class ActionDue:
    """An action with its last day; `done_on` is None until it is carried out."""

    name: str
    due: date
    done_on: date | None = None

    @property
    def on_time(self) -> bool:
        return self.done_on is not None and self.done_on <= self.due


@dataclass(frozen=True)
class UnitActions:
    """The actions of a unit as known on the date, its follow-ups, and what was begun for its goals."""

    unit: Scope
    actions: tuple[ActionDue, ...] = ()
    periods: tuple[PeriodOutcome, ...] = ()
    efforts: tuple[Effort, ...] = ()


@dataclass(frozen=True)
class ActionsOnTime(Scaled):
    """MR-28: the share of actions that are to be done in time, and the scale that says when a goal is not met."""

    minimum_pct: int = param(
        80, minimum=1, maximum=100, unit=Unit.PER_CENT, title=Words("Share of the actions to be done in time")
    )


def judge_actions_on_time(facts: Sequence[UnitActions], *, parameters: ActionsOnTime, as_of: date) -> list[Judgement]:
    """MR-28: work towards the goals shows in actions done on time, and in new ones where a goal stays not met.

    One judgement per unit; nothing known without actions, not applicable before one is due. The share is per cent of
    the actions that have been due; what is not met is said by the scale of P05.
    """
    if not facts:
        return [nothing_known(missing=Words("the units' actions"), expected_of="EC")]
    return [_works_towards_goals(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _works_towards_goals(fact: UnitActions, *, parameters: ActionsOnTime, as_of: date) -> Judgement:
    missed = goals_not_met(periods=fact.periods, efforts=fact.efforts, scale=parameters.scale(), as_of=as_of)
    behind = [goal for goal in missed if goal.left_behind_since]
    if not behind:
        return _on_time(fact, limit=parameters.minimum_pct, as_of=as_of)
    names = [goal.name for goal in behind]
    return Judgement(
        fact.unit,
        Status.BREACH,
        Words("Not met at two follow-ups running, and no new action has begun: {names}.", names=named(names)),
        {"not_met": len(missed), "left_behind": len(behind)},
        earliest(goal.left_behind_since for goal in behind),
        "EC",
    )


def _on_time(fact: UnitActions, *, limit: int, as_of: date) -> Judgement:
    if not fact.actions:
        return nothing_known(
            scope=fact.unit,
            missing=Words("actions with a due date"),
            expected_of="EC",
        )
    due = [action for action in fact.actions if action.due < as_of]
    kept_count = sum(action.on_time for action in due)
    share = percentage(kept_count, len(due))
    inputs: dict[str, str | int | None] = {
        "due": len(due),
        "on_time": kept_count,
        "share_pct": None if share is None else str(share),
        "limit_pct": limit,
    }
    if share is None:
        words = Words("No action has reached its due date yet.")
        return Judgement(fact.unit, Status.NOT_APPLICABLE, words, inputs)
    kept = share >= limit
    return Judgement(
        fact.unit,
        Status.KEPT if kept else Status.BREACH,
        Words(
            "{kept_count} of {due_count} actions were done on time ({share}); the limit is {limit}%.",
            kept_count=kept_count,
            due_count=len(due),
            limit=limit,
            share=pct(share),
        ),
        inputs,
        _held_since(due, limit=limit, kept=kept),
        "" if kept else "EC",
    )


def _held_since(due: Sequence[ActionDue], *, limit: int, kept: bool) -> date | None:
    """The day after the due date from which the share has stayed on the same side of the limit."""

    def same_side(day: date) -> bool:
        counted = [action for action in due if action.due < day]
        share = percentage(sum(action.on_time for action in counted), len(counted))
        return share is not None and (share >= limit) == kept

    return start_of_run(days=(action.due + ONE_DAY for action in due), holds=same_side)
