"""Where the case is that a decision names by its number, and whether there is one. The registry, which stands above,
says both."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.organisation.models import Body

_known: list[Callable[[str, ActingRole], str]] = []
_tried: list[Callable[..., str]] = []


def provide(address: Callable[[str, ActingRole], str], number: Callable[..., str]) -> None:
    """Called once, by the registry, when the product starts."""
    _known[:], _tried[:] = [address], [number]


def case_number(number: str, *, body: Body, on: date, field: str) -> str:
    """The number as the case has it. Refuses, at `field`, one that no case of a body that keeps its cases here has."""
    return _tried[0](number, body=body, on=on, field=field) if _tried else number.strip()


def case_address(number: str, acting_role: ActingRole) -> str:
    """The address of the case with the number; empty where there is none. One query at most."""
    return _known[0](number, acting_role) if _known and number else ""
