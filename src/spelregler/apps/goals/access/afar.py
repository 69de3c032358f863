"""Which goals and actions the acting role sees, asked of the rules by department and not one by one.

Units are alike before the rules but for whoever is tied to one (a package that names one is refused). So the rules are
asked about each department that holds something, and about the own unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.goals.access.visibility import ROWS, GoalAsked, seen_goals, seen_nodes
from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.goals.queries.goal_history import in_force, in_year
from spelregler.apps.goals.queries.ownership import EVERY, Things
from spelregler.apps.goals.queries.thread import GoalNode, actions_in, nodes_of, vision_node
from spelregler.apps.goals.queries.thread_afar import (
    Afar,
    carried,
    count_actions,
    count_unit_goals,
    hangs_loose,
)
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import department_then, only_own
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.roles import Resource

Group = tuple[Any, ...]


def seen_afar(acting_role: ActingRole, *, scale: GoalScale) -> Afar:
    """The red thread of the year that runs as the acting role sees it, as `seen_tree` of `goal_tree` but counted.

    The number of queries, and of rows but for the goals that figures alone judge, does not grow with units.
    """
    year, as_of = acting_role.as_of.year, acting_role.as_of
    bodies = bodies_by_department(as_of)
    shown = bodies_goals_seen(acting_role, scale=scale)
    goals = goals_seen(acting_role, [each.code for each in shown], bodies)
    actions = actions_seen(acting_role, bodies)
    return Afar(
        vision=vision_node(as_of),
        goals=tuple(shown),
        carried=carried(shown, goals, actions),
        unit_goals=count_unit_goals(goals, year=year, as_of=as_of, scale=scale, broken=hangs_loose(goals, actions)),
        actions=count_actions(actions, goals, as_of=as_of),
    )


def bodies_by_department(as_of: date) -> dict[str, str]:
    """The body that each department answers to on the day. One query."""
    return {each.code: each.body for each in departments(as_of=as_of)}


def bodies_goals_seen(acting_role: ActingRole, *, scale: GoalScale) -> list[GoalNode]:
    """The goals of the council and the committees in the year that runs, as the acting role sees them, with the
    threads between them.
    """
    year, as_of = acting_role.as_of.year, acting_role.as_of
    political = Goal.objects.filter(in_year(year)).exclude(level=Goal.Level.UNIT)
    among = set(political.values_list("pk", flat=True))
    return seen_nodes(acting_role, nodes_of(political, year=year, as_of=as_of, scale=scale, actions=(), among=among))


def goals_in_use(acting_role: ActingRole, which: Q) -> QuerySet[Goal]:
    """Those of some goals that the acting role sees in the year that runs; nothing is read of them yet.

    Eight queries.
    """
    as_of = acting_role.as_of
    rows = Goal.objects.filter(in_year(as_of.year), which).exclude(level=Goal.Level.UNIT)
    told = rows.values_list("code", "level", "body__code", "decision__decided_on")
    political = [GoalAsked(code, level, body, bool(on and on <= as_of)) for code, level, body, on in told]
    seen = seen_goals(acting_role, political, year=as_of.year)
    bodies = bodies_by_department(as_of)
    return goals_seen(acting_role, [each.code for each in seen], bodies, which)


def goals_seen(
    acting_role: ActingRole, political: list[str], bodies: Mapping[str, str], which: Q = EVERY
) -> QuerySet[Goal]:
    """The bodies' goals with those codes, and the units' goals that may be seen: in the year that runs they count."""
    as_of = acting_role.as_of
    rows = Goal.objects.filter(in_year(as_of.year), which).annotate(**_where(acting_role))

    def asks(group: Group) -> Question:
        own, place = group
        return reading(ROWS[Goal.Level.UNIT], _unit(own, place, bodies, is_published=True))

    units = _among(acting_role, rows.filter(level=Goal.Level.UNIT), ("own", "place"), asks)
    return rows.filter(Q(code__in=political) | (Q(level=Goal.Level.UNIT) & units))


def actions_seen(acting_role: ActingRole, bodies: Mapping[str, str]) -> QuerySet[Action]:
    """The actions of the year that may be seen: a plan in force opens them, the unit's own or its department's."""
    as_of = acting_role.as_of
    plans = Plan.objects.filter(in_force(as_of), year=as_of.year, department=OuterRef("department"))
    planned = Q(Exists(plans.filter(unit__isnull=True))) | Q(Exists(plans.filter(unit=OuterRef("unit"))))
    rows = Action.objects.filter(actions_in(as_of.year)).annotate(
        is_whole=ExpressionWrapper(Q(unit__isnull=True), output_field=BooleanField()),
        is_planned=ExpressionWrapper(planned, output_field=BooleanField()),
        **_where(acting_role),
    )

    def asks(group: Group) -> Question:
        own, place, is_whole, is_planned, department = group
        if not is_whole:
            return reading("action_plan", _unit(own, place, bodies, is_published=is_planned))
        body = bodies.get(department)
        return reading("action_plan", Resource("plan", department, body, department, published=is_planned))

    return rows.filter(_among(acting_role, rows, ("own", "place", "is_whole", "is_planned", "department__code"), asks))


def things_seen(acting_role: ActingRole) -> Things:
    """What has an owner on the day, as the acting role sees it: goals that hold and their indicators, and the actions
    whose plan it sees. Four queries, and nothing of the things is read yet.
    """
    every = Things.on(acting_role.as_of)
    return replace(every, actions=_open_actions_seen(acting_role, every.actions))


def _open_actions_seen(acting_role: ActingRole, actions: QuerySet[Action]) -> QuerySet[Action]:
    """An action stands in its unit's plan, or its department's; of a unit that lies nowhere, in its department's."""
    as_of = acting_role.as_of
    bodies = bodies_by_department(as_of)
    rows = actions.annotate(**_where(acting_role)).annotate(within=Coalesce("place", "department__code"))
    plans = Plan.objects.filter(in_force(as_of), year=as_of.year, department__code=OuterRef("within"))
    own = Q(Exists(plans.filter(unit=OuterRef("unit"))), place__isnull=False)
    planned = Q(Exists(plans.filter(unit__isnull=True))) | own
    rows = rows.annotate(is_planned=ExpressionWrapper(planned, output_field=BooleanField()))

    def asks(group: Group) -> Question:
        own, place, within, is_planned = group
        if place:
            return reading("action_plan", _unit(own, place, bodies, is_published=is_planned))
        matter = Resource("plan", within, bodies.get(within), within, published=is_planned)
        return reading("action_plan", matter)

    return rows.filter(_among(acting_role, rows, ("own", "place", "within", "is_planned"), asks))


def _where(acting_role: ActingRole) -> dict[str, Any]:
    """Annotations: which department a row's unit lies in, by code and name, and whether it is the role's own."""
    as_of = acting_role.as_of
    return {
        "own": only_own("unit", acting_role.unit),
        "place": department_then("unit", as_of),
        "place_name": department_then("unit", as_of, "name"),
        "place_name_en": department_then("unit", as_of, "name_en"),
    }


def _unit(own: str, place: str | None, bodies: Mapping[str, str], *, is_published: bool) -> Resource:
    body = bodies.get(place) if place else None
    return Resource(kind="unit", id=own, body=body, department=place, unit=own, published=is_published)


def _among(
    acting_role: ActingRole, rows: QuerySet[Any], names: tuple[str, ...], asks: Callable[[Group], Question]
) -> Q:
    """That a row is of a group that the rules let the role see. One query, of as many rows as there are groups."""
    groups: list[Group] = list(rows.order_by().values_list(*names).distinct())
    seen = Door(asks=asks).let_through(acting_role, groups)
    if len(seen) == len(groups):
        return Q()
    return _any(_is(dict(zip(names, group, strict=True))) for group in seen)


def _is(group: Mapping[str, Any]) -> Q:
    return Q(**{f"{name}__isnull" if value is None else name: value is None or value for name, value in group.items()})


def _any(each: Iterable[Q]) -> Q:
    return reduce(or_, each, Q(pk__in=[]))
