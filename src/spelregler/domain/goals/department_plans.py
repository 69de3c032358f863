"""A department's action plan is decided in time, and has an action for every committee goal (CP-7)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.findings import Duty, Judgement, Scope, Status, nothing_known
from spelregler.domain.goals.plans import PlanDeadline, no_plan
from spelregler.domain.wording import named
from spelregler.domain.words import Words


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
        return no_plan(fact.department, fact.year, begins, due=due, as_of=as_of, inputs=inputs, expected_of="FC")
    late = fact.decided_on > due
    if uncovered:
        words = Words(
            "Committee goals without an action ({uncovered_count} of {committee_goals_count}): {uncovered}.",
            uncovered_count=len(uncovered),
            committee_goals_count=len(fact.committee_goals),
            uncovered=named(uncovered),
        )
        return Judgement(fact.department, Status.BREACH, words, inputs, fact.decided_on, "FC", last_day=due)
    words = Words(
        "The action plan for {year} was decided on {decided_on} and covers every committee goal.",
        year=fact.year,
        decided_on=fact.decided_on,
    )
    if late:
        words = Words("{said} It was due on {due}.", due=due, said=words)
        duty = Duty(due, done_on=fact.decided_on)
        return Judgement(fact.department, Status.ATTENTION, words, inputs, fact.decided_on, duty=duty)
    return Judgement(fact.department, Status.KEPT, words, inputs, fact.decided_on)
