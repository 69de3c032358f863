"""How many of the units' goals go how, as the acting role sees them: unit by unit, and department by department."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.afar import goals_in_use
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.goal_history import load_known
from spelregler.apps.goals.queries.thread_afar import count_unit_goals
from spelregler.domain.goals.attainment import GoalScale, GoalStatus

GoalTally = Counter[GoalStatus]


def goals_of_bodies_and_units(
    acting_role: ActingRole, units: Collection[str], *, scale: GoalScale
) -> tuple[Mapping[str, int], Mapping[str, GoalTally]]:
    """How many decided goals each body has in the year that runs, by its code, and how the goals of some units go, by
    theirs. As many queries for five units as for fifty.
    """
    as_of = acting_role.as_of
    seen = goals_in_use(acting_role, Q(unit__code__in=units) | ~Q(level=Goal.Level.UNIT))
    decided = seen.filter(decision__decided_on__lte=as_of).exclude(level=Goal.Level.UNIT)
    of_bodies = Counter(decided.order_by().values_list("body__code", flat=True))
    goals = seen.filter(level=Goal.Level.UNIT)
    known = load_known(goals=goals, as_of=as_of)
    found: dict[str, GoalTally] = defaultdict(Counter)
    for goal in goals.select_related("unit"):
        if goal.unit is not None:
            found[goal.unit.code][known.judged(goal, year=as_of.year, on=as_of, scale=scale).status] += 1
    return of_bodies, dict(found)


def goals_of_departments(
    acting_role: ActingRole, departments: Collection[str], *, scale: GoalScale
) -> dict[str, GoalTally]:
    """How the goals of some departments' units go in the year that runs, by the department's code; what a person has
    judged is counted by the database.
    """
    as_of = acting_role.as_of
    goals = goals_in_use(acting_role, Q(level=Goal.Level.UNIT)).filter(Q(place__in=departments), level=Goal.Level.UNIT)
    found: dict[str, GoalTally] = defaultdict(Counter)
    for alike, count in count_unit_goals(goals, year=as_of.year, as_of=as_of, scale=scale).items():
        found[alike.department][GoalStatus(alike.stands)] += count
    return dict(found)
