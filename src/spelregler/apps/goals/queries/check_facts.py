"""What the checks of this room ask about goals and plans as of a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Q, QuerySet

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Plan,
    Target,
)
from spelregler.apps.goals.queries.goal_history import in_force
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.thread import OWNERS, ActionNode, actions_of
from spelregler.domain.goals.planning import GoalRoom
from spelregler.domain.goals.responses import Effort
from spelregler.platform.findings import parameters_of


def most_goals(*, as_of: date) -> int:
    """How many goals a unit carries at most: what the package gives the check of CP-22, else the check's own ten."""
    return int(parameters_of("goals.goals_measurable", as_of=as_of).get("max_goals", GoalRoom.USUAL))


# What the checks load --------------------------------------------------------------------------------------------


def goals_holding(*, as_of: date) -> QuerySet[Goal]:
    """The goals that hold and count on the day, with their owners, by code; proposals are left out."""
    goals = Goal.objects.on(as_of).filter(counting(as_of)).select_related("body", "unit", "decision__body")
    return goals.order_by("code")


def political_goals(*, as_of: date) -> list[Goal]:
    """The council's and the committees' goals on the day, proposals too, by body and code. One query."""
    goals = Goal.objects.on(as_of).exclude(level=Goal.Level.UNIT)
    return list(
        goals.select_related("body", "coordinated_by", "coordination", "decision__body").order_by("body__name", "code")
    )


def committees_served(*, as_of: date) -> dict[int, dict[str, date]]:
    """For each municipal goal, by its key: the committees with a decided goal under it, and since when. One query.

    A goal counts for others from the day when it both holds and is decided, which is the later of the two (MR-17).
    """
    found: dict[int, dict[str, date]] = defaultdict(dict)
    holding = Goal.objects.on(as_of).filter(counting(as_of), level=Goal.Level.COMMITTEE)
    rows = Goal.parents.through.objects.filter(from_goal__in=holding.values("pk"))
    asked = ("to_goal", "from_goal__body__code", "from_goal__start", "from_goal__decision__decided_on")
    for goal, body, start, decided_on in rows.values_list(*asked):
        counts_from = max(start, decided_on)
        found[goal][body] = min(counts_from, found[goal].get(body, counts_from))
    return found


def targeted(*, year: int, as_of: date) -> tuple[frozenset[int], frozenset[int]]:
    """The keys of the goals that have an indicator at all on the day, and of those with a target for the year. One
    query.
    """
    rows = list(Target.objects.on(as_of).values_list("goal", "year"))
    return frozenset(goal for goal, _ in rows), frozenset(goal for goal, its_year in rows if its_year == year)


def plans_decided(*, year: int, as_of: date) -> list[Plan]:
    """The plans for the year that were decided by the day, without those taken up again. One query."""
    return list(Plan.objects.filter(in_force(as_of), year=year).select_related("unit", "department"))


def plans_first_decided(*, year: int, as_of: date) -> dict[tuple[str, str], date]:
    """When each plan in force on the day was first decided, by department and unit (no unit: the department's own).

    A deadline is kept by the first decision; a plan that is decided anew does not become late by it. One query.
    """
    rows = Plan.objects.filter(year=year, decided_on__lte=as_of).select_related("unit", "department")
    first: dict[tuple[str, str], date] = {}
    held: set[tuple[str, str]] = set()
    for row in rows.order_by("decided_on", "pk"):
        key = (row.department.code, row.unit.code if row.unit else "")
        first.setdefault(key, row.decided_on)
        if row.reopened_on is None or row.reopened_on > as_of:
            held.add(key)
    return {key: day for key, day in first.items() if key in held}


def actions_started(*, year: int, as_of: date) -> list[ActionNode]:
    """The actions of the year that had begun by the day, finished or not as known then. Two queries."""
    return actions_of(Q(start__lte=as_of), year=year, as_of=as_of)


def efforts(*, as_of: date) -> dict[str, list[Effort]]:
    """What was begun this year and last, under the code of each unit or body whose goals it serves. Three queries.

    What is done for a goal is done for the goals above it too.
    """
    goals = {pk: (code, unit or body) for pk, code, unit, body in Goal.objects.values_list("pk", "code", *OWNERS)}
    above: dict[int, list[int]] = defaultdict(list)
    for goal, parent in Goal.parents.through.objects.values_list("from_goal", "to_goal"):
        above[goal].append(parent)
    found: dict[str, list[Effort]] = defaultdict(list)
    for action, served in _served(as_of=as_of).items():
        of_owner: dict[str, set[str]] = defaultdict(set)
        for pk in _with_those_above(served, above):
            code, owner = goals[pk]
            of_owner[owner].add(code)
        ends_on = action.done_on if action.done_on and action.done_on <= as_of else action.due_on
        for owner, codes in of_owner.items():
            found[owner].append(Effort(goals=frozenset(codes), begun_on=action.start, ends_on=ends_on))
    return found


def _served(*, as_of: date) -> dict[Action, list[int]]:
    found: dict[Action, list[int]] = defaultdict(list)
    begun = Action.objects.filter(start__range=(date(as_of.year - 1, 1, 1), as_of))
    for link in Action.goals.through.objects.filter(action__in=begun).select_related("action"):
        found[link.action].append(link.goal_id)
    return found


def _with_those_above(goals: Iterable[int], above: Mapping[int, Sequence[int]]) -> set[int]:
    found: set[int] = set()
    waiting = list(goals)
    while waiting:
        goal = waiting.pop()
        if goal not in found:
            found.add(goal)
            waiting.extend(above.get(goal, ()))
    return found
