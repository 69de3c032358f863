"""What a room tells beside a rule's answer, and that changes nothing in it: a line, and where it is read.

Each room registers when the product starts, and tells by role: whoever may not see it is told nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from spelregler.apps.acting.acting_role import ActingRole


@dataclass(frozen=True)
class ToldBeside:
    """A line beside the answer, and the page where more stands."""

    words: str
    url: str


Teller: TypeAlias = Callable[[ActingRole, str], ToldBeside | None]
"""Tells the role about a rule, by its clause; None where there is nothing to tell."""
_tellers: list[Teller] = []


def register(*tellers: Teller) -> None:
    """Called by a room's AppConfig when the product starts."""
    _tellers.extend(tellers)


def told_beside(acting_role: ActingRole, clause: str) -> list[ToldBeside]:
    """Every room's line about the rule that the role may read."""
    return [told for each in _tellers if (told := each(acting_role, clause))]
