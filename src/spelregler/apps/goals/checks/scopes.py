"""Whom an answer of this room's checks is about."""

from __future__ import annotations

from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.queries.units import PlacedUnit, placed_units
from spelregler.domain.checks import Load
from spelregler.domain.findings import Scope


def units_asked(load: Load) -> list[PlacedUnit]:
    """The units that are asked about, by department and name. One query in an evaluation."""
    return load.once(placed_units, units=load.units)


def unit_scope(place: PlacedUnit) -> Scope:
    """The unit that an answer is about."""
    return Scope("unit", place.code, place.name)


def owner_scope(goal: Goal) -> Scope:
    """Whose goal it is: a unit's, or a body's."""
    if goal.unit is not None:
        return Scope("unit", goal.unit.code, goal.unit.name)
    assert goal.body is not None  # noqa: S101 - a constraint of the database; said for the type checker
    return Scope("committee", goal.body.code, goal.body.name)
