"""A committee's money beside its goals, as the acting role sees it. Nothing says that the one caused the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.frames.queries.both_forecasts import BandMonth, band_together, unit_forecasts
from spelregler.apps.frames.queries.frames import CommitteeRow, UnitRow, frames_overview, unit_rows
from spelregler.apps.frames.queries.net_outcome import booked_through
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries.goal_history import in_year
from spelregler.apps.goals.queries.thread import GoalNode, GoalTree, nodes_of, tree_around
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.unit_place import UnitPlace

MOST_TOGETHER = 40
"""Of a committee with more units, the threads are not drawn, and their computed forecasts not added up, on the page."""


@dataclass(frozen=True)
class Account:
    """The frame, what was booked month by month, and the decided goals of the committee and of its units."""

    year: int
    as_of: date
    money: CommitteeRow
    outcome_to: date | None
    booked: dict[int, int]
    band: tuple[BandMonth, ...]
    """The units' computed forecasts together; empty while a unit has none (MR-42)."""
    goals: tuple[GoalNode, ...]
    units: tuple[UnitRow, ...]
    """The committee's units, or those of the page that is shown."""
    unit_goals: Mapping[str, tuple[GoalNode, ...]]
    tree: GoalTree | None
    """What the acting role sees of the goals, for the thread from the vision to what is done (MR-13)."""
    places: Mapping[str, UnitPlace]

    @property
    def forecast_ore(self) -> int | None:
        """The committee's own forecast; else its units' together, once each of them has one (MR-19, MR-42)."""
        return self.money.forecast.amount_ore if self.money.forecast else self.money.units_forecast_ore

    @property
    def forecast_on(self) -> date | None:
        """The day of the forecast; of several, the earliest, for no sum is newer than its oldest part."""
        if self.money.forecast:
            return self.money.forecast.recorded_on
        return self.money.units_forecast_on


def account_of(
    acting_role: ActingRole, *, code: str, scale: GoalScale, start: int = 0, most: int | None = None
) -> Account | None:
    """The committee's account for the year of the day; None where no frame is decided (MR-14, MR-18).

    A proposal is no goal (MR-17) and is left out for everyone, and a unit's goals are counted once they are decided.
    At most so many units from a place in the list. The number of queries does not grow with units or goals.
    """
    year, as_of = acting_role.as_of.year, acting_role.as_of
    overview = frames_overview(year=year, as_of=as_of, body_code=code)
    row = next(iter(overview.committees), None)
    if row is None:
        return None
    units = unit_rows(year=year, as_of=as_of, body_code=code, start=start, most=most)
    is_drawn = row.unit_count <= MOST_TOGETHER
    read = _drawn if is_drawn else _listed
    tree, goals, places = read(acting_role, code, [each.code for each in units], scale)
    by_unit: dict[str, list[GoalNode]] = defaultdict(list)
    for goal in goals:
        if goal.level == Goal.Level.UNIT:
            by_unit[goal.owner].append(goal)
    return Account(
        year=year,
        as_of=as_of,
        money=row,
        outcome_to=overview.outcome_to,
        booked=booked_through(body_code=code, year=year, as_of=as_of),
        band=band_together(unit_forecasts(year=year, as_of=as_of, body_code=code)) if is_drawn else (),
        goals=tuple(goal for goal in goals if goal.level == Goal.Level.COMMITTEE),
        units=tuple(units),
        unit_goals={unit: tuple(found) for unit, found in by_unit.items()},
        tree=tree,
        places=places,
    )


_Read = tuple[GoalTree | None, list[GoalNode], dict[str, UnitPlace]]


def _drawn(acting_role: ActingRole, code: str, units: Collection[str], scale: GoalScale) -> _Read:
    """The decided goals of the committee and of the units, out of the threads that they are drawn in."""
    year, as_of = acting_role.as_of.year, acting_role.as_of
    told = Q(level=Goal.Level.COMMITTEE, body__code=code) | Q(unit__code__in=units)
    tree = seen_tree(acting_role, tree_around(told, year=year, as_of=as_of, scale=scale))
    own = [goal for goal in tree.committee if goal.owner == code]
    inside = [goal for goal in tree.unit if goal.owner in set(units)]
    places = {each.code: each for each in unit_places(as_of=as_of, codes=tree.units)}
    return tree, [goal for goal in (*own, *inside) if goal.is_decided], places


def _listed(acting_role: ActingRole, code: str, units: Collection[str], scale: GoalScale) -> _Read:
    """The decided goals alone, of the committee and of some units."""
    year, as_of = acting_role.as_of.year, acting_role.as_of
    told = Goal.objects.filter(in_year(year), Q(body__code=code) | Q(unit__code__in=units))
    goals = nodes_of(told, year=year, as_of=as_of, scale=scale, actions=())
    seen = seen_tree(acting_role, GoalTree(year, as_of, None, tuple(goals), ()))
    return None, [goal for goal in seen.goals if goal.is_decided], {}
