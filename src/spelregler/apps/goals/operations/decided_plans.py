"""What has been decided stands: it is changed by a new decision, and until then the change is a proposal."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.organisation.models import Department, Unit
from spelregler.domain.goals.planning import held_by
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.errors import DomainError


class ChangeRefused(DomainError):
    """What has been decided, measured or finished is not changed under those who rely on it."""

    code = "change-refused"


class PlanFrozen(ChangeRefused):
    """A row of a plan that its manager has decided is not changed, and no goal is added, until it is taken up again."""

    code = "plan-frozen"


def refuse_decided(goal: Goal) -> None:
    """What a body has decided is not moved without that body (MR-17), nor a unit's goal without its plan (MR-25).

    Refuses with `ChangeRefused` a body's decided goal, with `PlanFrozen` a unit's goal in a decided plan.
    """
    if goal.unit is not None:
        last = goal.end - ONE_DAY if goal.end else None
        refuse_planned(what=str(goal), unit=goal.unit, department=None, start=goal.start, last=last)
    elif goal.decision_id is not None:
        raise ChangeRefused(
            Words(
                "The goal “{goal}” was decided by {decision}. It does not change without a new decision.",
                decision=goal.decision,
                goal=Pair(goal.title, goal.title_en),
            ),
            clause="MR-17",
            way=Words("Propose a new goal with a code of its own, so the history is kept, and let the body decide it."),
        )


def refuse_planned_action(action: Action) -> None:
    """An action in a decided plan keeps its words, its day and its goals; that it is done may always be said (MR-25).

    Refuses with `PlanFrozen` an action that stands in one.
    """
    refuse_planned(
        what=str(action), unit=action.unit, department=action.department, start=action.start, last=action.due_on
    )


def refuse_other_end(goal: Goal, end: date | None) -> None:
    """A unit's goal may end, or go on, in years that no decided plan binds: only the days between are changed (MR-25).

    Refuses with `PlanFrozen` days between the two ends in a decided plan.
    """
    ends = [each for each in (goal.end, end) if each is not None]
    latest = None if None in (goal.end, end) else max(ends) - ONE_DAY
    refuse_planned(what=str(goal), unit=goal.unit, department=None, start=min(ends), last=latest)


def refuse_planned(
    *, what: str, unit: Unit | None, department: Department | None, start: date, last: date | None
) -> None:
    """A unit's rows stand in its own plan, the others in the department's (MR-25).

    Refuses with `PlanFrozen` a row that reaches into a year whose plan is decided. `last` is its last day.
    """
    decided = dict(_standing(unit, department).values_list("year", "decided_on"))
    year = held_by(decided, start=start, last=last)
    if year is not None:
        raise _frozen(what, f"{unit or department}", year, decided[year])


def standing_plans(*, unit: Unit | None, department: Department | None, start: date, last: date | None) -> list[Plan]:
    """The decided plans that hold a row that reaches from `start` to `last`, the earliest first."""
    found = _standing(unit, department).select_related("unit", "department").order_by("year")
    return [plan for plan in found if held_by([plan.year], start=start, last=last) is not None]


def _standing(unit: Unit | None, department: Department | None) -> QuerySet[Plan]:
    plans = Plan.objects.filter(reopened_on__isnull=True)
    return plans.filter(unit=unit) if unit else plans.filter(unit__isnull=True, department=department)


def _frozen(what: str, whose: str, year: int, decided_on: date) -> PlanFrozen:
    return PlanFrozen(
        Words(
            "“{what}” belongs to the plan for {year} ({whose}), decided on {decided_on}. It does "
            "not change without a new decision.",
            what=what,
            year=year,
            whose=whose,
            decided_on=decided_on,
        ),
        clause="MR-25",
        way=Words(
            "Whoever decides the plan takes it up again on the plan's page, with a reason, and "
            "decides it anew when the row has been changed. If the year is over: end the row and "
            "add a new one."
        ),
    )
