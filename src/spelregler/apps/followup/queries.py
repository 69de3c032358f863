"""A committee's money beside its goals, as the acting role sees it. Nothing says that the one caused the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.frames.queries.both_forecasts import BandMonth, band_together, unit_forecasts
from spelregler.apps.frames.queries.frames import CommitteeRow, frames_overview
from spelregler.apps.frames.queries.net_outcome import net_outcome_by_unit_and_month
from spelregler.apps.goals.access.visibility import seen_tree
from spelregler.apps.goals.queries.thread import GoalNode, GoalTree, goal_tree
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import GoalScale
from spelregler.domain.unit_place import UnitPlace


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
    unit_goals: dict[str, tuple[GoalNode, ...]]
    tree: GoalTree
    """What the acting role sees of the goals, for the thread from the vision to what is done (MR-13)."""
    places: dict[str, UnitPlace]

    @property
    def forecast_ore(self) -> int | None:
        """The committee's own forecast; else its units' together, once each of them has one (MR-19, MR-42)."""
        return self.money.forecast.amount_ore if self.money.forecast else self.money.units_forecast_ore

    @property
    def forecast_on(self) -> date | None:
        """The day of the forecast; of several, the earliest, for no sum is newer than its oldest part."""
        if self.money.forecast:
            return self.money.forecast.recorded_on
        if self.money.units_forecast_ore is None:
            return None
        return min((unit.forecast.recorded_on for unit in self.money.units if unit.forecast), default=None)


def account_of(acting_role: ActingRole, *, code: str, scale: GoalScale) -> Account | None:
    """The committee's account for the year of the day; None where no frame is decided (MR-14, MR-18).

    A proposal is no goal (MR-17) and is left out for everyone, and a unit's goals are counted once they are decided.
    The number of queries does not grow with units or goals.
    """
    year, as_of = acting_role.as_of.year, acting_role.as_of
    overview = frames_overview(year=year, as_of=as_of)
    row = next((each for each in overview.committees if each.code == code), None)
    if row is None:
        return None
    tree = seen_tree(acting_role, goal_tree(year=year, as_of=as_of, scale=scale))
    units = {unit.code for unit in row.units}
    by_unit: dict[str, list[GoalNode]] = defaultdict(list)
    for goal in tree.unit:
        if goal.owner in units and goal.is_decided:
            by_unit[goal.owner].append(goal)
    return Account(
        year=year,
        as_of=as_of,
        money=row,
        outcome_to=overview.outcome_to,
        booked=_booked(units, year=year, as_of=as_of),
        band=band_together(unit_forecasts(year=year, as_of=as_of, body_code=code)),
        goals=tuple(goal for goal in tree.committee if goal.owner == code and goal.is_decided),
        unit_goals={unit: tuple(goals) for unit, goals in by_unit.items()},
        tree=tree,
        places={each.code: each for each in unit_places(as_of=as_of)},
    )


def _booked(units: set[str], *, year: int, as_of: date) -> dict[int, int]:
    """The units' net cost from January through each month that has a ledger; the others are left out."""
    by_month: dict[int, int] = defaultdict(int)
    for each in net_outcome_by_unit_and_month(year=year, as_of=as_of):
        if each.unit in units:
            by_month[each.month.month] += each.amount_ore
    found, so_far = {}, 0
    for month in sorted(by_month):
        so_far += by_month[month]
        found[month] = so_far
    return found
