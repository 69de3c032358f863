"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum


class Action(StrEnum):
    """What may be done with political assignments."""

    ENTER_ASSIGNMENT = "political_assignment:execute"
