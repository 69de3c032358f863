"""Which goals and actions the acting role sees: what is decided is open to all, a proposal to those who work on it.

A goal that no decision carries is a proposal and does not count (MR-17). Actions are open once the plan that they stand
in is decided, the unit's own or its department's (CP-7).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import unit_matter
from spelregler.apps.acting.visibility import Door, Question, reading
from spelregler.apps.goals.files.plan_table import ACTION, GOAL, INDICATOR, TARGET, Key
from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.goals.queries.goal_history import in_force, in_year
from spelregler.apps.goals.queries.thread import ActionNode, GoalNode, GoalTree, actions_in, units_planned
from spelregler.apps.organisation.queries.departments import departments
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace

ROWS = {
    Goal.Level.MUNICIPAL: "vision_council_goals_and_budget",
    Goal.Level.COMMITTEE: "committee_goals_and_plan",
    Goal.Level.UNIT: "unit_goals_and_plan",
}
"""The row of the matrix that a goal of each level belongs to."""


def seen_tree(acting_role: ActingRole, tree: GoalTree) -> GoalTree:
    """The red thread as the acting role sees it, with no thread to a goal that is not seen. Seven queries."""
    ground = _Ground.on(acting_role, year=tree.year, units=tree.units)
    door: Door[GoalNode] = Door(asks=ground.about_goal)
    goals = door.let_through(acting_role, tree.goals)
    doors: Door[ActionNode] = Door(asks=ground.about_action)
    actions = doors.let_through(acting_role, tree.actions)
    seen, done = {goal.code for goal in goals}, {action.code for action in actions}
    return replace(
        tree,
        goals=tuple(
            replace(
                goal,
                parents=tuple(link for link in goal.parents if link.code in seen),
                children=tuple(link for link in goal.children if link.code in seen),
                actions=tuple(action for action in goal.actions if action.code in done),
            )
            for goal in goals
        ),
        actions=tuple(replace(each, goals=tuple(code for code in each.goals if code in seen)) for each in actions),
    )


@dataclass(frozen=True)
class GoalAsked:
    """What the rules are told of a goal."""

    code: str
    level: str
    owner: str
    is_decided: bool


@dataclass(frozen=True)
class ActionAsked:
    """What the rules are told of an action."""

    code: str
    unit: str
    department: str


def seen_goals(acting_role: ActingRole, goals: Sequence[GoalAsked], *, year: int) -> list[GoalAsked]:
    """Those of a year's goals that the acting role sees. Six queries."""
    units = {goal.owner for goal in goals if goal.level == Goal.Level.UNIT}
    ground = _Ground.on(acting_role, year=year, units=units)
    door: Door[GoalAsked] = Door(asks=ground.about_goal)
    return door.let_through(acting_role, goals)


def seen_nodes(acting_role: ActingRole, nodes: Sequence[GoalNode]) -> list[GoalNode]:
    """Some goals as the acting role sees them, with no thread up to a goal that is not seen."""
    units = {goal.owner for goal in nodes if goal.level == Goal.Level.UNIT}
    ground = _Ground.on(acting_role, year=acting_role.as_of.year, units=units)
    door: Door[GoalNode] = Door(asks=ground.about_goal)
    goals = door.let_through(acting_role, nodes)
    seen = {goal.code for goal in goals}
    return [replace(goal, parents=tuple(link for link in goal.parents if link.code in seen)) for goal in goals]


def seen_rows(acting_role: ActingRole, *, year: int) -> Callable[[Key], bool]:
    """Whether the acting role sees a row of the plan's file of a year: a goal, its targets, an action; indicators are
    open. Nine queries.
    """
    asked = _goals_of(year, acting_role.as_of)
    told = Action.objects.filter(actions_in(year)).values_list("code", "unit__code", "department__code")
    done = [ActionAsked(code, unit or "", department) for code, unit, department in told]
    units = {goal.owner for goal in asked if goal.level == Goal.Level.UNIT} | {each.unit for each in done if each.unit}
    ground = _Ground.on(acting_role, year=year, units=units)
    door: Door[GoalAsked] = Door(asks=ground.about_goal)
    doors: Door[ActionAsked] = Door(asks=ground.about_action)
    goals = {goal.code for goal in door.let_through(acting_role, asked)}
    held = {GOAL: goals, TARGET: goals, ACTION: {each.code for each in doors.let_through(acting_role, done)}}
    return lambda key: key[0] == INDICATOR or key[1] in held[key[0]]


def hidden_goals(acting_role: ActingRole) -> frozenset[str]:
    """The codes of this year's and next year's goals that the acting role does not see, and so is not to be told of.

    Fifteen queries.
    """
    every: set[str] = set()
    seen: set[str] = set()
    for year in (acting_role.as_of.year, acting_role.as_of.year + 1):
        asked = _goals_of(year, acting_role.as_of)
        every.update(goal.code for goal in asked)
        seen.update(goal.code for goal in seen_goals(acting_role, asked, year=year))
    return frozenset(every - seen)


def _goals_of(year: int, as_of: date) -> list[GoalAsked]:
    """What the rules are told of each goal of a year; of a unit's for a year to come, whether its plan is decided."""
    planned = units_planned(year=year, as_of=as_of)
    told = Goal.objects.filter(in_year(year)).values_list(
        "code", "level", "body__code", "unit", "unit__code", "decision__decided_on"
    )
    return [
        GoalAsked(code, level, name, is_decided=planned is None or unit in planned)
        if level == Goal.Level.UNIT
        else GoalAsked(code, level, body, is_decided=bool(on and on <= as_of))
        for code, level, body, unit, name, on in told
    ]


@dataclass(frozen=True)
class _Ground:
    """Where units and departments belong on the day, and which of them have decided their plan of the year."""

    places: dict[str, UnitPlace]
    bodies: dict[str, str]
    planned: frozenset[tuple[str, str]]

    @classmethod
    def on(cls, acting_role: ActingRole, *, year: int, units: Collection[str]) -> _Ground:
        """Where some units belong, and every department. Six queries."""
        plans = Plan.objects.filter(in_force(acting_role.as_of), year=year)
        plans = plans.filter(Q(unit__isnull=True) | Q(unit__code__in=units))
        return cls(
            places={place.code: place for place in unit_places(as_of=acting_role.as_of, codes=units)},
            bodies={each.code: each.body for each in departments(as_of=acting_role.as_of)},
            planned=frozenset(
                (department, unit or "") for department, unit in plans.values_list("department__code", "unit__code")
            ),
        )

    def about_goal(self, goal: GoalNode | GoalAsked) -> Question:
        return reading(ROWS[Goal.Level(goal.level)], self._matter_of_goal(goal))

    def _matter_of_goal(self, goal: GoalNode | GoalAsked) -> Resource:
        if goal.level == Goal.Level.UNIT:
            return self._units(goal.owner, published=goal.is_decided)
        body = None if goal.level == Goal.Level.MUNICIPAL else goal.owner
        return Resource(kind="goal", id=goal.code, body=body, published=goal.is_decided)

    def about_action(self, action: ActionNode | ActionAsked) -> Question:
        return self.about_plan(unit=action.unit, department=action.department)

    def about_plan(self, *, unit: str, department: str) -> Question:
        """The plan that an action stands in: the unit's, or its department's where it has none."""
        published = bool(self.planned & {(department, unit), (department, "")})
        if unit:
            return reading("action_plan", self._units(unit, published=published))
        body = self.bodies.get(department)
        return reading("action_plan", Resource("plan", department, body, department, published=published))

    def _units(self, code: str, *, published: bool) -> Resource:
        place = self.places.get(code)
        return (
            unit_matter(place, published=published) if place else Resource("unit", code, unit=code, published=published)
        )
