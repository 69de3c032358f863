"""New employees learn the rules of the game in their first weeks (MR-5, P01)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.introductions import counted, last_day_owed
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.suppression import FEWEST_CASES
from spelregler.domain.words import Words


@dataclass(frozen=True)
class NewEmployee:
    """Somebody's unbroken time as an employee, and when the rules of the game were part of their introduction."""

    employed_on: date
    introduced_on: date | None = None


@dataclass(frozen=True)
class UnitEmployees:
    """The people employed in a unit on the date. `versions` and `start_day` as for a body's members."""

    unit: Scope
    employees: tuple[NewEmployee, ...] = ()
    versions: tuple[date, ...] = ()
    start_day: date | None = None


@dataclass(frozen=True)
class EmployeesIntroduced:
    """MR-5: days from the first day at work to the introduction (P01)."""

    days: int = param(30, minimum=1, maximum=365, unit=Unit.DAYS, number="P01", title=Words("Time to be introduced"))


def employee_last_day(
    employee: NewEmployee, *, versions: Sequence[date], start_day: date | None, parameters: EmployeesIntroduced
) -> date | None:
    """MR-5: the last day for a new employee's introduction; None for one who is not new since the rules are counted."""
    return last_day_owed(employee.employed_on, days=parameters.days, versions=versions, start_day=start_day)


def judge_employees_introduced(
    facts: Sequence[UnitEmployees], *, parameters: EmployeesIntroduced, as_of: date
) -> list[Judgement]:
    """MR-5: new employees learn the rules in their first weeks, within P01's days from the first day at work.

    One judgement per unit, and small numbers are not told; nothing known without employees.
    """
    if not any(fact.employees for fact in facts):
        return [nothing_known(missing=Words("the units' employees"), expected_of="HR")]
    return [_employees(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _employees(fact: UnitEmployees, *, parameters: EmployeesIntroduced, as_of: date) -> Judgement:
    if not fact.employees:
        return nothing_known(scope=fact.unit, missing=Words("the unit's employees"), expected_of="HR")
    asked = [
        (each, last_day)
        for each in fact.employees
        if (
            last_day := employee_last_day(each, versions=fact.versions, start_day=fact.start_day, parameters=parameters)
        )
    ]
    held = [day for each, _ in asked if (day := each.introduced_on) is not None and day <= as_of]
    waiting = [(each, last_day) for each, last_day in asked if each.introduced_on is None or each.introduced_on > as_of]
    late = [last_day for _, last_day in waiting if last_day < as_of]
    inputs: dict[str, InputValue] = {
        "new": counted(len(asked)),
        "waiting": counted(len(waiting)),
        "late": counted(len(late)),
        "days": parameters.days,
    }
    if not asked:
        words = Words("No employee is new since the rules came into force and are counted here.")
        return Judgement(fact.unit, Status.NOT_APPLICABLE, words, inputs)
    if late:
        words = Words("At least one new employee has had no introduction within {days} days.", days=parameters.days)
        if len(late) >= FEWEST_CASES:
            words = Words(
                "{count} new employees have had no introduction within {days} days.",
                count=len(late),
                days=parameters.days,
            )
        return Judgement(fact.unit, Status.BREACH, words, inputs, min(late) + ONE_DAY, "EC")
    if waiting:
        last_day = min(last_day for _, last_day in waiting)
        words = Words(
            "At least one new employee awaits an introduction; the first last day is {last_day}.", last_day=last_day
        )
        if len(waiting) >= FEWEST_CASES:
            words = Words(
                "{count} new employees await an introduction; the first last day is {last_day}.",
                count=len(waiting),
                last_day=last_day,
            )
        since = earliest(each.employed_on for each, _ in waiting)
        return Judgement(fact.unit, Status.ATTENTION, words, inputs, since, "EC")
    words = Words("Every new employee has been introduced.")
    return Judgement(fact.unit, Status.KEPT, words, inputs, latest(held))
