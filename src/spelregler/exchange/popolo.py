"""Popolo: organisations, people, meetings, motions and votes, as programs read them. Written only.

A property that says nothing is left out. Votes are counts: who said what is not kept (ADR 78).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final, TypeAlias

Thing: TypeAlias = dict[str, Any]
OPTIONS: Final = ("yes", "no", "abstain")


def thing(**said: Any) -> Thing:
    """A thing with what is said of it."""
    return {name: value for name, value in said.items() if value not in (None, "", [], {})}


def link(address: str) -> list[Thing]:
    """The page that it is read on, as its source."""
    return [{"url": address}]


def counts(*, yes: int, no: int, abstained: int) -> list[Thing]:
    """How many said each; also that nobody did."""
    return [{"option": option, "value": value} for option, value in zip(OPTIONS, (yes, no, abstained), strict=True)]


def collection(name: str, things: Sequence[Thing], *, total: int, next_url: str | None) -> dict[str, Any]:
    """A page of things of one kind, how many there are in all, and where they go on."""
    return {name: list(things), "total": total, "next_url": next_url}
