"""One row of a decided plan is changed in one act: the plan is taken up again, the row changed, the plan decided anew.

Both decisions are kept with the reason between them, so that whoever reads the plan sees that it was changed, and why.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from django.db import transaction

from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.goals.operations.decided_plans import ChangeRefused, standing_plans
from spelregler.apps.goals.operations.plans import decide_plan, reopen_plan
from spelregler.apps.goals.operations.rewording import change_action, hang_in
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who

Row = TypeVar("Row", Action, Goal)


def revise_action(
    *, action: Action, to: Mapping[str, Any], goals: Iterable[Goal], reason: str, on: date, who: Who
) -> Action:
    """An action gets other words, another day or other goals; in a decided plan with a reason, and the plan is decided
    anew in the same act by whoever decides it (MR-25). A finished one is history (MR-28).

    Refuses with `ChangeRefused` no change, no goal served, and what is finished; with `PlanRefused` no reason, and a
    year that is over; with `PlanFrozen` a day that reaches into another decided plan.
    """
    served = list(goals)
    _refuse_same(action, to, before=action.goals.all(), after=served)
    if not served and not action.statutory_duty:
        raise _refused(
            Words("The action serves no goal."),
            Words("Choose at least one goal."),
        )

    def change() -> Action:
        return change_action(action=action, to=to, goals=served, who=who)

    return _revised(action, action_plans(action), change, reason, on, who)


def revise_threads(*, goal: Goal, serves: Iterable[Goal], reason: str, on: date, who: Who) -> Goal:
    """A unit's goal comes to serve other goals above; a decided plan is decided anew, with a reason (MR-25, MR-13).

    Refuses with `ChangeRefused` no change, and a body's goal; with `PlanRefused` no reason, and a year that is over;
    with `BrokenLevels` a goal that is not one level up.
    """
    after = list(serves)
    _refuse_same(goal, {}, before=goal.parents.all(), after=after)
    if goal.unit is None:
        raise _refused(
            Words("Only a unit's goal is changed like this."),
            Words("A body's goal is changed by a new decision."),
        )
    return _revised(goal, goal_plans(goal), lambda: hang_in(goal=goal, serves=after, who=who), reason, on, who)


def action_plans(action: Action) -> list[Plan]:
    """The decided plans that an action stands in today."""
    return standing_plans(unit=action.unit, department=action.department, start=action.start, last=action.due_on)


def goal_plans(goal: Goal) -> list[Plan]:
    """The decided plans that a unit's goal stands in today."""
    last = goal.end - ONE_DAY if goal.end else None
    return standing_plans(unit=goal.unit, department=None, start=goal.start, last=last)


def _revised(row: Row, plans: list[Plan], change: Callable[[], Row], reason: str, on: date, who: Who) -> Row:
    """All at once, or nothing. That the reason is missing and that the year is over, the taking up refuses."""
    said = f"{str(row)[:200]}: {reason.strip()}" if reason.strip() else ""
    with transaction.atomic():
        for plan in plans:
            reopen_plan(plan=plan, reason=said, on=on, who=who)
        changed = change()
        for plan in plans:
            decide_plan(department=plan.department, unit=plan.unit, year=plan.year, decided_on=on, who=who)
    return changed


def _refuse_same(row: Action | Goal, to: Mapping[str, Any], *, before: Iterable[Goal], after: Iterable[Goal]) -> None:
    """A new decision says something new."""
    is_same = all(getattr(row, name) == value for name, value in to.items())
    if is_same and {each.pk for each in before} == {each.pk for each in after}:
        raise _refused(
            Words("It is the same as before."),
            Words("Give what should be different."),
        )


def _refused(words: Bilingual, way: Bilingual) -> ChangeRefused:
    return ChangeRefused(words, clause="MR-25", way=way)
