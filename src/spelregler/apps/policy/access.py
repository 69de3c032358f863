"""The action of this room, as the package's role rules name it."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with packages and documents. The council decides them; the decision is entered from minutes."""

    ENTER = "policy_package:execute"


PACKAGE = Resource(kind="policy", id="package")
"""The rules of the game are the whole municipality's matter."""
