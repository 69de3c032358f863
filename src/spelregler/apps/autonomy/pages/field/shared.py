"""What the field shows beside states: goals and money of bodies, departments and units, as the role sees them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.frames.access.visibility import seen_committee_frames, seen_unit_frames
from spelregler.apps.frames.queries.frames import CommitteeRow, PartRow, UnitRow, frames_overview, part_rows, unit_rows
from spelregler.apps.goals.access.tallies import GoalTally, goal_tallies
from spelregler.apps.goals.pages.words import scale_on
from spelregler.apps.goals.queries.visions import vision_on
from spelregler.domain.money import Money
from spelregler.domain.unit_place import UnitPlace


@dataclass(frozen=True)
class Whole:
    """What is to be reached and what there is to use: by the code of the body, the department or the unit."""

    has_vision: bool
    total: Money | None
    goals_of_bodies: Mapping[str, int]
    money_of_bodies: Mapping[str, CommitteeRow]
    goals_of_departments: Mapping[str, GoalTally]
    money_of_departments: Mapping[str, PartRow]
    goals_of_units: Mapping[str, GoalTally]
    money_of_units: Mapping[str, UnitRow]


def whole(acting_role: ActingRole, places: Collection[UnitPlace]) -> Whole:
    """The whole, and the units in some places. As many queries for five units as for thousands, and of units only the
    rows of those places.
    """
    as_of = acting_role.as_of
    year, scale = as_of.year, scale_on(as_of)
    money = frames_overview(year=year, as_of=as_of)
    within = {place.department for place in places}
    goals = goal_tallies(acting_role, {place.code for place in places}, within, scale=scale)
    return Whole(
        has_vision=vision_on(as_of) is not None,
        total=None if money.total_ore is None else Money(money.committees_ore),
        goals_of_bodies=goals.of_bodies,
        money_of_bodies={each.code: each for each in seen_committee_frames(acting_role, money)},
        goals_of_departments=goals.of_departments,
        money_of_departments={each.code: each for each in part_rows(year=year, as_of=as_of) if each.code},
        goals_of_units=goals.of_units,
        money_of_units=_frames(acting_role, places),
    )


def _frames(acting_role: ActingRole, places: Collection[UnitPlace]) -> dict[str, UnitRow]:
    as_of = acting_role.as_of
    bodies = {place.code: place.body for place in places}
    by_body: dict[str, list[UnitRow]] = {}
    for row in unit_rows(year=as_of.year, as_of=as_of, units=bodies):
        by_body.setdefault(bodies[row.code], []).append(row)
    return {row.code: row for body, rows in by_body.items() for row in seen_unit_frames(acting_role, body, rows)}
