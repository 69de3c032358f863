"""Where in the organisation an act belongs, so that heads see the trace of their own organisation and of no other.

A room says it of its own rows (`provide`); the trail itself knows of no rooms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class TrailPlace:
    """The department, with the body it answers to; or a body alone; or neither: the whole municipality."""

    body: str = ""
    department: str = ""

    def __bool__(self) -> bool:
        return bool(self.body or self.department)


EVERYWHERE = TrailPlace()
_tellers: list[Callable[[models.Model], TrailPlace]] = []


def provide(teller: Callable[[models.Model], TrailPlace]) -> None:
    """Called once, by `organisation`, when the product starts."""
    _tellers[:] = [teller]


def place_of(row: models.Model) -> TrailPlace:
    """Where a row belongs, as far as anybody can tell."""
    return next((found for teller in _tellers if (found := teller(row))), EVERYWHERE)
