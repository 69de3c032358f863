"""Who moves the day of an occasion."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with the municipality's year."""

    MOVE = "year_occasion:execute"


THE_YEAR = Resource(kind="year_occasion", id="year")
"""The municipality's year, which is the same for all its bodies."""


def may_move_occasions(acting_role: ActingRole) -> bool:
    """Whether the role moves an occasion of the year, today."""
    return acting_role.as_of == acting_role.today and may(acting_role, Action.MOVE, THE_YEAR)


def must_move_occasions(acting_role: ActingRole) -> None:
    """Refuse, with the rule and the right way, whoever may not move an occasion."""
    must(acting_role, Action.MOVE, THE_YEAR)
