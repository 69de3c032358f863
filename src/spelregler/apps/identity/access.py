"""The action of this room, as the package's role rules name it: who keeps the table of groups."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.roles import Resource

TABLE = Resource(kind="group_table", id="all")
"""What a group gives concerns the whole municipality."""


class Action(StrEnum):
    """What this page asks the role rules about."""

    SEE = "group_table:read"
    KEEP = "group_table:execute"
