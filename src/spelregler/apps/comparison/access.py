"""The actions of this room, as the package's role rules name them."""

from __future__ import annotations

from enum import StrEnum

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may, must
from spelregler.domain.roles import Resource


class Action(StrEnum):
    """Choosing what to follow prepares the council's goals, and its figures become measurements: both are asked."""

    PREPARE = "vision_council_goals_and_budget:prepare"
    ENTER = "enter_measurements:execute"


MATTER = Resource(kind="municipality", id="comparison")
"""The whole municipality's: no committee, department or unit is concerned more than another."""


def may_follow(acting_role: ActingRole) -> bool:
    """Whether the acting role chooses what the municipality compares."""
    return all(may(acting_role, action, MATTER) for action in Action)


def must_follow(acting_role: ActingRole) -> None:
    """Refuse with the rule, its reason and the right way."""
    for action in Action:
        must(acting_role, action, MATTER)
