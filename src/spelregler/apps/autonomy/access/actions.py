"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, unit_matter
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace


class Action(StrEnum):
    """What may be done with a unit's freedom and money."""

    MOVE_MONEY = "move_money_inside_unit_frame:decide"
    SEE_LINES = "move_money_inside_unit_frame:read"
    STATE = "intervention_in_unit:consult"
    TAKE_STAND = "intervention_in_unit:decide"
    SEE_RECORD = "intervention_record:read"
    OPEN_SIGNAL = "signal_at_unit:execute"
    ENTER_LIMIT = "how_limit:execute"
    SAY_LIMITED = "how_limit:object"


def grounds_to_raise(acting_role: ActingRole, place: UnitPlace, grounds: Iterable[str]) -> list[str]:
    """The grounds on which the acting role may open a signal about the unit (MR-46…51)."""
    return [ground for ground in grounds if may(acting_role, Action.OPEN_SIGNAL, unit_matter(place, subject=ground))]


def limit_matter(*, department: str = "", body: str = "") -> Resource:
    """What limits how the units of a department work, or every unit where none is named."""
    return Resource(
        kind="how_limit", id=department or "all", department=department or None, body=body or None, part="limit"
    )


def may_enter_limits(acting_role: ActingRole) -> bool:
    """Whether the role enters what limits units at all: everywhere, or in its own department."""
    return may(acting_role, Action.ENTER_LIMIT, limit_matter(department=acting_role.department, body=acting_role.body))
