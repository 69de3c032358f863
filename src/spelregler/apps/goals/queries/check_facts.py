"""What the checks of this room ask about goals and plans as of a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Min, Q, QuerySet

from spelregler.apps.goals.models import (
    Action,
    Goal,
    Plan,
    Target,
)
from spelregler.apps.goals.queries.goal_history import in_force
from spelregler.apps.goals.queries.lookups import counting
from spelregler.apps.goals.queries.thread import OWNERS, actions_in
from spelregler.domain.goals.planning import GoalRoom
from spelregler.domain.goals.responses import Effort
from spelregler.platform.findings import parameters_of


def most_goals(*, as_of: date) -> int:
    """How many goals a unit carries at most: what the package gives the check of CP-22, else the check's own ten."""
    return int(parameters_of("goals.goals_measurable", as_of=as_of).get("max_goals", GoalRoom.USUAL))


# What the checks load --------------------------------------------------------------------------------------------


def goals_holding(*, as_of: date, units: Collection[str] | None = None) -> QuerySet[Goal]:
    """The goals that hold and count on the day, with their owners, by code; proposals are left out.

    With `units` those of some units by their codes, and of every body.
    """
    goals = Goal.objects.on(as_of).filter(counting(as_of), owned_among(units))
    return goals.select_related("body", "unit", "decision__body").order_by("code")


def goals_of_units_since(*, as_of: date) -> dict[str, date]:
    """By the code of each unit with goals that hold on the day: since when it has had one of them. One query."""
    rows = Goal.objects.on(as_of).filter(counting(as_of), level=Goal.Level.UNIT).order_by()
    return dict(rows.values_list("unit__code").annotate(first=Min("start")))


def owned_among(units: Collection[str] | None) -> Q:
    """Goals that a body owns, or one of the units by their codes; every goal where that is None."""
    return Q() if units is None else Q(unit__isnull=True) | Q(unit__code__in=units)


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


def targeted(*, year: int, as_of: date, units: Collection[str] | None = None) -> tuple[frozenset[int], frozenset[int]]:
    """The keys of the goals that have an indicator at all on the day, and of those with a target for the year; all
    goals, or those of some units. One query.
    """
    targets = Target.objects.on(as_of)
    if units is not None:
        targets = targets.filter(goal__unit__code__in=units)
    rows = list(targets.values_list("goal", "year"))
    return frozenset(goal for goal, _ in rows), frozenset(goal for goal, its_year in rows if its_year == year)


def plans_decided(*, year: int, as_of: date) -> list[Plan]:
    """The plans for the year that were decided by the day, without those taken up again. One query."""
    return list(Plan.objects.filter(in_force(as_of), year=year).select_related("unit", "department"))


def plans_first_decided(*, year: int, as_of: date, units: Collection[str] | None = None) -> dict[tuple[str, str], date]:
    """When each plan in force on the day was first decided, by department and unit (no unit: the department's own).

    All plans, or those of some units by their codes. A deadline is kept by the first decision; a plan that is decided
    anew does not become late by it. One query.
    """
    rows = Plan.objects.filter(year=year, decided_on__lte=as_of)
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    first: dict[tuple[str, str], date] = {}
    held: set[tuple[str, str]] = set()
    told = rows.order_by("decided_on", "pk").values_list("department__code", "unit__code", "decided_on", "reopened_on")
    for department, unit, decided_on, reopened_on in told:
        key = (department, unit or "")
        first.setdefault(key, decided_on)
        if reopened_on is None or reopened_on > as_of:
            held.add(key)
    return {key: day for key, day in first.items() if key in held}


class ActionStarted(NamedTuple):
    """An action as the rules ask for it; finished or not as known on the day."""

    title: str
    department: str
    unit: str
    statutory_duty: str
    start: date
    due_on: date
    done_on: date | None
    goals: tuple[str, ...]


def actions_started(*, year: int, as_of: date, units: Collection[str] | None = None) -> list[ActionStarted]:
    """The actions of the year that had begun by the day, all or those of some units, by last day and code.

    Two queries.
    """
    chosen = Action.objects.filter(actions_in(year), start__lte=as_of)
    if units is not None:
        chosen = chosen.filter(unit__code__in=units)
    serves: dict[int, list[str]] = defaultdict(list)
    links = Action.goals.through.objects.filter(action__in=chosen.order_by().values("pk"))
    for action, goal in links.order_by("goal__code").values_list("action", "goal__code"):
        serves[action].append(goal)
    shown = "pk", "title", "department__code", "unit__code", "statutory_duty", "start", "due_on", "done_on"
    return [
        ActionStarted(
            title, department, unit or "", duty, start, due_on, _known(done_on, as_of), tuple(serves.get(pk, ()))
        )
        for pk, title, department, unit, duty, start, due_on, done_on in chosen.order_by("due_on", "code").values_list(
            *shown
        )
    ]


def _known(done_on: date | None, as_of: date) -> date | None:
    return done_on if done_on and done_on <= as_of else None


def efforts(*, as_of: date) -> dict[str, list[Effort]]:
    """What was begun this year and last, under the code of each unit or body whose goals it serves. Three queries.

    What is done for a goal is done for the goals above it too.
    """
    goals = {pk: (code, unit or body) for pk, code, unit, body in Goal.objects.values_list("pk", "code", *OWNERS)}
    above: dict[int, list[int]] = defaultdict(list)
    for goal, parent in Goal.parents.through.objects.values_list("from_goal", "to_goal"):
        above[goal].append(parent)
    found: dict[str, list[Effort]] = defaultdict(list)
    for (_action, start, due_on, done_on), served in _served(as_of=as_of).items():
        of_owner: dict[str, set[str]] = defaultdict(set)
        for pk in _with_those_above(served, above):
            code, owner = goals[pk]
            of_owner[owner].add(code)
        ends_on = _known(done_on, as_of) or due_on
        for owner, codes in of_owner.items():
            found[owner].append(Effort(goals=frozenset(codes), begun_on=start, ends_on=ends_on))
    return found


def _served(*, as_of: date) -> dict[tuple[int, date, date, date | None], list[int]]:
    """The keys of the goals that each action begun this year and last serves."""
    found: dict[tuple[int, date, date, date | None], list[int]] = defaultdict(list)
    links = Action.goals.through.objects.filter(action__start__range=(date(as_of.year - 1, 1, 1), as_of))
    told = links.order_by("pk").values_list("goal", "action", "action__start", "action__due_on", "action__done_on")
    for goal, action, start, due_on, done_on in told:
        found[action, start, due_on, done_on].append(goal)
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
