"""How many of the units' goals go how, as the acting role sees them: unit by unit, and department by department."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import Case, F, Q, Value, When

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.access.afar import goals_in_use
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.goal_tally import count_goals
from spelregler.apps.organisation.queries.units import units_inside
from spelregler.domain.goals.attainment import GoalScale, GoalStatus

GoalTally = Counter[GoalStatus]


@dataclass(frozen=True)
class GoalTallies:
    """How many decided goals each body has in the year that runs, and how the goals of units and of departments' units
    go: each by its code.
    """

    of_bodies: Mapping[str, int]
    of_units: Mapping[str, GoalTally]
    of_departments: Mapping[str, GoalTally]


def goal_tallies(
    acting_role: ActingRole, units: Collection[str], departments: Collection[str], *, scale: GoalScale
) -> GoalTallies:
    """The goals of bodies, of some units and of the departments that they lie in, as far as the acting role sees them.

    What a person has judged is counted by the database. As many queries for five units as for fifty.
    """
    as_of = acting_role.as_of
    inside = units_inside(*departments, as_of=as_of)
    seen = goals_in_use(acting_role, Q(unit__in=inside) | ~Q(level=Goal.Level.UNIT))
    decided = seen.filter(decision__decided_on__lte=as_of).exclude(level=Goal.Level.UNIT)
    goals = seen.filter(level=Goal.Level.UNIT).annotate(
        shown=Case(When(unit__code__in=units, then=F("unit__code")), default=Value(""))
    )
    of_units: dict[str, GoalTally] = defaultdict(Counter)
    of_departments: dict[str, GoalTally] = defaultdict(Counter)
    counted = count_goals(goals, by=("place", "shown"), year=as_of.year, as_of=as_of, scale=scale)
    for (place, unit, status), count in counted.items():
        of_departments[place][status] += count
        if unit:
            of_units[unit][status] += count
    return GoalTallies(
        of_bodies=Counter(decided.order_by().values_list("body__code", flat=True)),
        of_units=dict(of_units),
        of_departments=dict(of_departments),
    )
