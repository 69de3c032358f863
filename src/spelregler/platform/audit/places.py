"""Where in the organisation an act belongs, so that heads see the trace of their own organisation and of no other.

A room says it of its own rows (`provide`); the trail itself knows of no rooms.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
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
Teller = Callable[[Sequence[models.Model]], list[TrailPlace]]
_tellers: list[Teller] = []


def provide(teller: Teller) -> None:
    """Called once, by `organisation`, when the product starts."""
    _tellers[:] = [teller]


def places_of(rows: Sequence[models.Model]) -> list[TrailPlace]:
    """Where each row belongs, as far as anybody can tell."""
    return next((teller(rows) for teller in _tellers), [EVERYWHERE] * len(rows))


def place_of(row: models.Model) -> TrailPlace:
    """Where one row belongs."""
    return places_of([row])[0]
