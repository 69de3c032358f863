"""The checks on plans: every unit and department has one, with actions that are started."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from spelregler.apps.goals.checks.reads import ACTIONS, GOALS, RESULTS
from spelregler.apps.goals.checks.results import followed
from spelregler.apps.goals.checks.scopes import owner_scope, unit_scope, units_asked
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries import check_facts
from spelregler.apps.organisation.models import Department, Unit
from spelregler.apps.organisation.queries.departments import DEPARTMENTS, departments
from spelregler.apps.organisation.queries.units import UNITS_PLACED
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.counting import later_of
from spelregler.domain.findings import Scope
from spelregler.domain.goals import department_plans, plans, unit_goals
from spelregler.domain.goals.actions import ActionDue, ActionsOnTime, UnitActions, judge_actions_on_time
from spelregler.domain.words import Pair, Words


def load_unit_plans(load: Load) -> list[plans.UnitPlan]:
    """Each unit with its plan for the year and the actions begun by the day. Five queries."""
    decided, started = _unit_plans(load), _unit_starts(load)
    actions: dict[str, list[plans.PlannedAction]] = defaultdict(list)
    for action in load.once(check_facts.actions_started, year=load.as_of.year, units=load.units):
        actions[action.unit].append(
            plans.PlannedAction(
                name=action.title,
                entered_on=action.start,
                linked_to_goal=bool(action.goals),
                statutory_duty=action.statutory_duty,
            )
        )
    return [
        plans.UnitPlan(
            unit=unit_scope(place),
            year=load.as_of.year,
            decided_on=decided.get(place.code),
            actions=tuple(actions[place.code]),
            started=started.get(place.code),
        )
        for place in units_asked(load)
    ]


def _unit_plans(load: Load) -> dict[str, date]:
    found = load.once(check_facts.plans_first_decided, year=load.as_of.year, units=load.units)
    return {unit: day for (_department, unit), day in found.items() if unit}


def _unit_starts(load: Load) -> dict[str, date]:
    there = Unit.objects.on(load.as_of)
    return dict((there if load.units is None else there.filter(code__in=load.units)).values_list("code", "start"))


def load_actions(load: Load) -> list[UnitActions]:
    """Each unit with the year's actions begun by the day, its follow-ups, and what was begun for its goals.

    Twelve queries, fewer where another check has read them.
    """
    actions: dict[str, list[ActionDue]] = defaultdict(list)
    for each in load.once(check_facts.actions_started, year=load.as_of.year, units=load.units):
        if each.due_on.year == load.as_of.year and each.due_on == later_of(each.due_on, load.counts_from):
            actions[each.unit].append(ActionDue(name=each.title, due=each.due_on, done_on=each.done_on))
    periods = load.once(followed, units=load.units).periods
    efforts = load.once(check_facts.efforts)
    return [
        UnitActions(
            unit=unit,
            actions=tuple(actions[unit.key]),
            periods=periods.get(unit, ()),
            efforts=tuple(efforts[unit.key]),
        )
        for unit in map(unit_scope, units_asked(load))
    ]


def load_action_plans(load: Load) -> list[department_plans.DepartmentPlan]:
    """Each department's action plan and the decided goals of its committee. Five queries."""
    year = load.as_of.year
    found = load.once(check_facts.plans_first_decided, year=year, units=load.units)
    decided = {department: day for (department, unit), day in found.items() if not unit}
    goals: dict[str, list[Goal]] = defaultdict(list)
    for goal in check_facts.goals_holding(as_of=load.as_of).filter(level=Goal.Level.COMMITTEE):
        if goal.body is not None:
            goals[goal.body.code].append(goal)
    covered: dict[str, set[str]] = defaultdict(set)
    for action in load.once(check_facts.actions_started, year=year, units=load.units):
        covered[action.department].update(action.goals)
    return [
        department_plans.DepartmentPlan(
            department=Scope("department", each.code, each.name),
            year=year,
            decided_on=decided.get(each.code),
            committee_goals=tuple(goal.title for goal in goals[each.body]),
            covered_goals=frozenset(goal.title for goal in goals[each.body] if goal.code in covered[each.code]),
        )
        for each in departments(as_of=load.as_of)
    ]


def load_chains(load: Load) -> list[unit_goals.DepartmentChain]:
    """Each department's units, and whether goals and plan reach them. Six queries."""
    plan_on, started = _unit_plans(load), _unit_starts(load)
    goals_on = check_facts.goals_of_units_since(as_of=load.as_of)
    units: dict[str, list[unit_goals.UnitSteering]] = defaultdict(list)
    for place in units_asked(load):
        units[place.department].append(
            unit_goals.UnitSteering(
                name=Pair(place.name, place.name_en),
                since=max(date(load.as_of.year, 1, 1), started.get(place.code, date.min)),
                goals_on=goals_on.get(place.code),
                plan_on=plan_on.get(place.code),
            )
        )
    return [
        unit_goals.DepartmentChain(department=Scope("department", each.code, each.name), units=tuple(units[each.code]))
        for each in Department.objects.on(load.as_of).order_by("name")
    ]


def load_unit_goals(load: Load) -> list[unit_goals.UnitGoals]:
    """Each unit's goals, and whether they can be measured. Four queries."""
    indicated, targeted = load.once(check_facts.targeted, year=load.as_of.year, units=load.units)
    forms: dict[str, list[unit_goals.GoalForm]] = defaultdict(list)
    for goal in check_facts.goals_holding(as_of=load.as_of, units=load.units).filter(level=Goal.Level.UNIT):
        forms[owner_scope(goal).key].append(
            unit_goals.GoalForm(
                name=goal.title,
                since=goal.start,
                has_indicator=goal.pk in indicated,
                has_target=goal.pk in targeted,
            )
        )
    return [unit_goals.UnitGoals(unit=unit_scope(place), goals=tuple(forms[place.code])) for place in units_asked(load)]


registry.register(
    Check(
        name="goals.unit_plans_in_place",
        title=Words("Every unit has a plan"),
        formula=Words("A decided plan for the year by the given day, and every action has a goal or a duty in law."),
        scope_kinds=("unit",),
        load=load_unit_plans,
        judge=plans.judge_unit_plans_in_place,
        reads=(*ACTIONS, "goals.plan", *UNITS_PLACED),
        parameters=plans.UnitPlanDeadline,
    )
)
registry.register(
    Check(
        name="goals.actions_on_time",
        title=Words("Actions are done on time"),
        formula=Words(
            "Actions done by their due day / actions whose due day has passed this year ≥ the limit, and "
            "goals not met at two follow-ups running without a new action begun = 0."
        ),
        scope_kinds=("unit",),
        load=load_actions,
        judge=judge_actions_on_time,
        reads=(*ACTIONS, *RESULTS, *UNITS_PLACED),
        parameters=ActionsOnTime,
    )
)
registry.register(
    Check(
        name="goals.action_plan_covers_goals",
        title=Words("The action plan covers the committee's goals"),
        formula=Words("The action plan is decided by the given day, and committee goals without an action = 0."),
        scope_kinds=("department",),
        load=load_action_plans,
        judge=department_plans.judge_action_plan_covers_goals,
        reads=(*ACTIONS, *GOALS, "goals.plan", "organisation.unit", *DEPARTMENTS),
        parameters=plans.PlanDeadline,
    )
)
registry.register(
    Check(
        name="goals.units_steered",
        title=Words("The goals reach every unit"),
        formula=Words("Units with both goals and a decided plan / units = 100%."),
        scope_kinds=("department",),
        load=load_chains,
        judge=unit_goals.judge_units_steered,
        reads=("goals.goal", "decisions.decision", "goals.plan", *UNITS_PLACED),
    )
)
registry.register(
    Check(
        name="goals.goals_measurable",
        title=Words("The unit's goals can be measured"),
        formula=Words("Every unit goal has a measure and a target for the year, and no more goals than the limit."),
        scope_kinds=("unit",),
        load=load_unit_goals,
        judge=unit_goals.judge_goals_measurable,
        reads=(*GOALS, "goals.target", *UNITS_PLACED),
        parameters=unit_goals.GoalsMeasurable,
    )
)
