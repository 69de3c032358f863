"""The actions of this room, and the matter that they are asked about."""

from __future__ import annotations

from enum import StrEnum

from spelregler.domain.roles import Resource


class Action(StrEnum):
    """What may be done with archives. One holds what each unit was answered, so few may take one out."""

    TAKE_OUT = "policy_archive:read"
    BRING = "policy_archive:execute"


ARCHIVES = Resource(kind="policy_archive", id="all")
"""An archive is of the whole municipality."""
