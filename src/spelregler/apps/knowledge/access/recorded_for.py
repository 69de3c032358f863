"""The units that the acting role records for."""

from __future__ import annotations

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import must, unit_matter
from spelregler.apps.acting.visibility import Door
from spelregler.apps.knowledge.access.rights import Action
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace

RECORDED_FOR: Door[UnitPlace] = Door(asks=lambda place: (Action.INFORM_UNIT, unit_matter(place)))
"""Whom a role may record for."""


def must_record_somewhere(acting_role: ActingRole) -> list[UnitPlace]:
    """The units today that the role records for; whoever records for none is refused with the rule. Three queries."""
    found = RECORDED_FOR.let_through(acting_role, unit_places(as_of=acting_role.today))
    if not found:
        must(acting_role, Action.INFORM_UNIT, Resource(kind="unit", id="all"))
    return found
