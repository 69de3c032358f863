"""A department's units as a tree of any depth, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Pair


@dataclass(frozen=True)
class Branch:
    """A unit, how deep it lies, and how many lie under it in all."""

    unit: UnitPlace
    depth: int
    below: int


def tree_of(department: str, *, as_of: date) -> list[Branch]:
    """The units of a department, each followed by those under it; three queries.

    A unit whose parent lies in another department, or nowhere, stands at the top.
    """
    places = sorted(unit_places(as_of=as_of, department=department), key=lambda each: each.name)
    codes = {each.code for each in places}
    under: dict[str, list[UnitPlace]] = {}
    for each in places:
        under.setdefault(each.parent if each.parent in codes else "", []).append(each)
    return list(_branches(under, "", 0))


def _branches(under: dict[str, list[UnitPlace]], parent: str, depth: int) -> Iterator[Branch]:
    for each in under.pop(parent, ()):
        below = list(_branches(under, each.code, depth + 1))
        yield Branch(each, depth, len(below))
        yield from below


def indented(branches: Sequence[Branch], language: str) -> list[tuple[str, str]]:
    """The units as choices, those under another told by their place."""
    return [
        (each.unit.code, f"{'– ' * each.depth}{Pair(each.unit.name, each.unit.name_en).text(language)}")
        for each in branches
    ]
