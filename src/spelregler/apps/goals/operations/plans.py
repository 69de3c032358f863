"""Actions, and the plans that managers decide."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Plan,
)
from spelregler.apps.organisation.models import Department, Placement, Post, Unit
from spelregler.domain.period import calendar_year
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class ActionRefused(DomainError):
    """An action belongs to one unit or department and is finished once."""

    code = "action-refused"


class PlanRefused(DomainError):
    """A plan for a year is decided once, for a department or for one of its units."""

    code = "plan-refused"


# Goals -----------------------------------------------------------------------------------------------------------


def add_action(
    *,
    code: str,
    title: str,
    department: Department,
    start: date,
    due_on: date,
    who: Who,
    unit: Unit | None = None,
    goals: Iterable[Goal] = (),
    statutory_duty: str = "",
    responsible: Post | None = None,
    title_en: str = "",
) -> Action:
    """An action serves goals or a duty in law. One that serves neither is kept and shown as a broken thread (MR-25)."""
    if due_on < start:
        raise ActionRefused(
            sv=f"Åtgärden ska vara klar {due_on}, före sin start {start}.",
            en=f"The action is due on {due_on}, before it starts on {start}.",
            way_sv="Ange ett senare slutdatum.",
            way_en="Give a later due date.",
        )
    if unit is not None and not _belongs(unit, department, start=start, end=due_on + timedelta(days=1)):
        raise ActionRefused(**_outside(unit, department))
    action = Action(
        code=code,
        title=title.strip(),
        title_en=title_en.strip(),
        unit=unit,
        department=department,
        statutory_duty=statutory_duty.strip(),
        responsible=responsible,
        start=start,
        due_on=due_on,
    )
    served = list(goals)
    with transaction.atomic():
        store(action, act="add-action", who=who, details={"goals": [goal.code for goal in served], "due": due_on})
        action.goals.set(served)
    return action


def finish_action(*, action: Action, done_on: date, who: Who) -> Action:
    """An action is carried out on a day, in time or late (MR-28)."""
    with transaction.atomic():
        held = Action.objects.select_for_update().get(pk=action.pk)
        if held.done_on is not None:
            raise ActionRefused(
                sv=f"Åtgärden är redan klar sedan {held.done_on}.",
                en=f"The action has been done since {held.done_on}.",
                way_sv="Lägg till en ny åtgärd om mer behöver göras.",
                way_en="Add a new action if more needs to be done.",
            )
        if done_on < held.start:
            raise ActionRefused(
                sv=f"Åtgärden kan inte ha blivit klar {done_on}, före sin start {held.start}.",
                en=f"The action cannot have been done on {done_on}, before it started on {held.start}.",
                way_sv="Kontrollera datumet.",
                way_en="Check the date.",
            )
        held.done_on = done_on
        store(held, act="finish-action", who=who, details={"done_on": done_on})
    return held


def decide_plan(*, department: Department, year: int, decided_on: date, who: Who, unit: Unit | None = None) -> Plan:
    """The responsible manager decides one plan a year for a unit, or for the department as a whole (MR-25, CP-7)."""
    period = calendar_year(year)
    if unit is not None and not _belongs(unit, department, start=period.start, end=date(year + 1, 1, 1)):
        raise PlanRefused(**_outside(unit, department))
    if period.end is not None and decided_on >= period.end:
        raise PlanRefused(
            sv=f"Året {year} är slut. Det kan inte få en plan {decided_on}.",
            en=f"The year {year} is over. It cannot get a plan on {decided_on}.",
            clause="MR-25",
            way_sv="Besluta planen för året som kommer.",
            way_en="Decide the plan for the year to come.",
        )
    plan = Plan(department=department, unit=unit, year=year, decided_on=decided_on)
    with transaction.atomic():
        Department.objects.select_for_update().get(pk=department.pk)
        _refuse_planned_twice(plan)
        store(plan, act="decide-plan", who=who, details={"decided_on": decided_on})
    return plan


# Refusals --------------------------------------------------------------------------------------------------------


def _belongs(unit: Unit, department: Department, *, start: date, end: date) -> bool:
    """The unit is in the department some day of the period."""
    placed = Placement.objects.filter(Q(end__isnull=True) | Q(end__gt=start), start__lt=end)
    return placed.filter(unit=unit, department=department).exists()


def _outside(unit: Unit, department: Department) -> dict[str, str]:
    return {
        "sv": f"{unit} hör inte till {department} under den tiden.",
        "en": f"{unit} does not belong to {department} during that time.",
        "way_sv": "Välj enhetens egen förvaltning.",
        "way_en": "Choose the unit's own department.",
    }


def _refuse_planned_twice(plan: Plan) -> None:
    held = Plan.objects.filter(year=plan.year, unit=plan.unit)
    if plan.unit is None:
        held = held.filter(department=plan.department)
    found = held.first()
    if found is not None:
        raise PlanRefused(
            sv=f"Planen för {plan.year} är redan beslutad, {found.decided_on}.",
            en=f"The plan for {plan.year} has already been decided, on {found.decided_on}.",
            clause="MR-25",
            way_sv="Ändra åtgärderna i planen i stället.",
            way_en="Change the actions of the plan instead.",
        )
