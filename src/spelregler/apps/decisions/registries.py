"""Where the case is that a decision names by its number. The registry, which stands above, says it."""

from __future__ import annotations

from collections.abc import Callable

from spelregler.apps.acting.acting_role import ActingRole

_known: list[Callable[[str, ActingRole], str]] = []


def provide(address: Callable[[str, ActingRole], str]) -> None:
    """Called once, by the registry, when the product starts."""
    _known[:] = [address]


def case_address(number: str, acting_role: ActingRole) -> str:
    """The address of the case with the number; empty where there is none. One query at most."""
    return _known[0](number, acting_role) if _known and number else ""
