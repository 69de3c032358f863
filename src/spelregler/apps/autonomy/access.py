"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What may be done with a unit's freedom and money."""

    MOVE_MONEY = "move_money_inside_unit_frame:decide"
    SEE_LINES = "move_money_inside_unit_frame:read"
    STATE = "intervention_in_unit:consult"
    TAKE_STAND = "intervention_in_unit:decide"
    SEE_RECORD = "intervention_record:read"
