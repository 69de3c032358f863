"""One goal's thread in the picture of the year, as the acting role sees it.

What bodies want stands there whole. What units want and do stands there by name as far as there is room; all of it is
counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.afar import actions_seen, bodies_by_department, bodies_goals_seen, goals_seen
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Action, Goal
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.goals.queries.thread import (
    ActionNode,
    GoalNode,
    VisionNode,
    actions_of,
    nodes_of,
    vision_node,
)
from spelregler.apps.goals.queries.thread import thread_tree as tree_of
from spelregler.apps.goals.queries.thread_afar import Counted, carried, count_actions, count_unit_goals, hangs_loose
from spelregler.apps.organisation.models import Unit
from spelregler.domain.goals.attainment import GoalScale

MOST_NAMED = 12
"""So many of the units' goals, and of the actions, stand by name in a thread."""


@dataclass(frozen=True)
class LitThread:
    """Every goal of the bodies, the codes of those in the thread of the chosen one, and what units have in it.

    `carried` are the goals that something seen is done for. At most `MOST_NAMED` unit goals and actions are told one by
    one; the counts are of all in the thread, and `all_unit_goals` and `all_actions` of all that are seen in the year.
    """

    chosen: GoalNode
    vision: VisionNode | None
    goals: tuple[GoalNode, ...]
    lit: frozenset[str]
    carried: frozenset[str]
    unit_goals: tuple[GoalNode, ...]
    unit_goal_count: int
    all_unit_goals: int
    actions: tuple[ActionNode, ...]
    action_count: int
    all_actions: int


def lit_thread(acting_role: ActingRole, code: str, *, scale: GoalScale) -> LitThread | None:
    """The thread of a goal of the year that runs, up to the vision and down to what is done; None where the role does
    not see the goal. The number of queries and of rows does not grow with units.
    """
    if not code:
        return None
    year, as_of = acting_role.as_of.year, acting_role.as_of
    bodies = bodies_by_department(as_of)
    political = bodies_goals_seen(acting_role, scale=scale)
    goals = goals_seen(acting_role, [each.code for each in political], bodies)
    actions = actions_seen(acting_role, bodies)
    of_units = goals.filter(level=Goal.Level.UNIT)
    chosen = next((each for each in political if each.code == code), None)
    if chosen is not None:
        below = _reach(political, [chosen], up=False)
        lit = below | _reach(political, [chosen], up=True)
        serving, done = _below(below, goals, actions)
    else:
        own = seen_tree(acting_role, tree_of(goal=code, year=year, as_of=as_of, scale=scale)).goal(code)
        if own is None:
            return None
        chosen, serving = own, of_units.filter(code=code)
        parents = [each for each in political if each.code in {link.code for link in own.parents}]
        lit = _reach(political, parents, up=True)
        done = actions.filter(goals__code=code).distinct()
    named = _named(serving, political, acting_role, scale=scale)
    return LitThread(
        chosen=chosen,
        vision=vision_node(as_of),
        goals=tuple(political),
        lit=lit,
        carried=carried([*political, *named], goals, actions),
        unit_goals=named,
        unit_goal_count=serving.count(),
        all_unit_goals=of_units.count(),
        actions=_first(done, year=year, acting_role=acting_role),
        action_count=done.count(),
        all_actions=actions.count(),
    )


@dataclass(frozen=True)
class CountedThread:
    """The thread of a goal of a body that much hangs in: bodies' goals one by one, and what units have in it counted by
    department. `carried` are the goals that something seen is done for.
    """

    chosen: GoalNode
    vision: VisionNode | None
    goals: tuple[GoalNode, ...]
    carried: frozenset[str]
    unit_goals: Counted
    actions: Counted


def counted_thread(acting_role: ActingRole, code: str, *, scale: GoalScale, more_than: int) -> CountedThread | None:
    """The thread of a body's goal of the year that runs, where more than so many units have goals or actions in it;
    else None. The number of queries and of rows does not grow with units.
    """
    year, as_of = acting_role.as_of.year, acting_role.as_of
    if not Goal.objects.filter(in_year(year), code=code).exclude(level=Goal.Level.UNIT).exists():
        return None
    bodies = bodies_by_department(as_of)
    political = bodies_goals_seen(acting_role, scale=scale)
    chosen = next((each for each in political if each.code == code), None)
    if chosen is None:
        return None
    goals = goals_seen(acting_role, [each.code for each in political], bodies)
    actions = actions_seen(acting_role, bodies)
    below = _reach(political, [chosen], up=False)
    serving, done = _below(below, goals, actions)
    units = (each.order_by().values("unit") for each in (serving, done))
    if Unit.objects.filter(reduce(or_, (Q(pk__in=each) for each in units))).count() <= more_than:
        return None
    inside = below | _reach(political, [chosen], up=True)
    shown = tuple(each for each in political if each.code in inside)
    return CountedThread(
        chosen=chosen,
        vision=vision_node(as_of),
        goals=shown,
        carried=carried(shown, goals, actions),
        unit_goals=count_unit_goals(serving, year=year, as_of=as_of, scale=scale, broken=hangs_loose(goals, actions)),
        actions=count_actions(done, goals, as_of=as_of),
    )


def _below(
    below: frozenset[str], goals: QuerySet[Goal], actions: QuerySet[Action]
) -> tuple[QuerySet[Goal], QuerySet[Action]]:
    """The units' goals that serve some goals, and the actions that are done for those or for these; each once."""
    serves = Goal.parents.through.objects.filter(to_goal__code__in=below).values("from_goal")
    serving = goals.filter(level=Goal.Level.UNIT, pk__in=serves)
    done_for = Action.goals.through.objects.filter(
        Q(goal__code__in=below) | Q(goal__in=serving.order_by().values("pk"))
    )
    return serving, actions.filter(pk__in=done_for.values("action"))


def _reach(political: Sequence[GoalNode], start: Iterable[GoalNode], *, up: bool) -> frozenset[str]:
    """The goals and everything of the bodies above them, or below."""
    by_code = {each.code: each for each in political}
    found: set[str] = set()
    waiting = [each.code for each in start]
    while waiting:
        code = waiting.pop()
        if code in by_code and code not in found:
            found.add(code)
            node = by_code[code]
            waiting.extend(link.code for link in (node.parents if up else node.children))
    return frozenset(found)


def _named(
    serving: QuerySet[Goal], political: Sequence[GoalNode], acting_role: ActingRole, *, scale: GoalScale
) -> tuple[GoalNode, ...]:
    """The first of the units' goals, by unit, with their threads up to goals that are seen."""
    first = serving.order_by("unit__name", "code", "pk").values_list("pk", flat=True)
    keys = list(dict.fromkeys(first[:MOST_NAMED]))
    seen = {each.code for each in political}
    among = {*keys, *Goal.objects.filter(code__in=seen).values_list("pk", flat=True)}
    as_of = acting_role.as_of
    nodes = nodes_of(
        Goal.objects.filter(pk__in=keys), year=as_of.year, as_of=as_of, scale=scale, actions=(), among=among
    )
    return tuple(replace(each, parents=tuple(link for link in each.parents if link.code in seen)) for each in nodes)


def _first(done: QuerySet[Action], *, year: int, acting_role: ActingRole) -> tuple[ActionNode, ...]:
    """The first of the actions, by their last day."""
    keys = [pk for pk, *_ in done.order_by("due_on", "code", "pk").values_list("pk", "due_on", "code")[:MOST_NAMED]]
    return tuple(actions_of(Q(pk__in=keys), year=year, as_of=acting_role.as_of))
