"""Where in the organisation an act belongs, so that heads see the trace of their own organisation and of no other.

A room says it of its own rows (`provide`); the trail itself knows of no rooms.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db import models


@dataclass(frozen=True)
class Place:
    """The department, with the body it answers to; or a body alone; or neither: the whole municipality."""

    body: str = ""
    department: str = ""

    def __bool__(self) -> bool:
        return bool(self.body or self.department)


EVERYWHERE = Place()
_tellers: list[Callable[[models.Model], Place]] = []


def provide(teller: Callable[[models.Model], Place]) -> None:
    """Called once, by `organisation`, when the product starts."""
    _tellers[:] = [teller]


def place_of(row: models.Model) -> Place:
    """Where a row belongs, as far as anybody can tell."""
    return next((found for teller in _tellers if (found := teller(row))), EVERYWHERE)
