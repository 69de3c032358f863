"""Of which units a stored row is, so that a write has the rules asked about those units and no others (MR-52).

A room says it of its own rows (`belongs`); whoever reads the trail knows of no rooms. A kind of row that nobody has
spoken for can touch any unit.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import Model

Units = frozenset[str] | None
"""Units by their codes; None is any."""


@dataclass(frozen=True)
class Belonging:
    """The ways from a row to the codes of its units, and the units that it touches beside its own."""

    model: type[Model]
    ways: tuple[str, ...]
    beside: Callable[[Collection[int]], Iterable[str]]
    alone_is_nothing: bool

    def units(self, keys: Collection[int]) -> Units:
        """The units of some rows. Any, where one of the rows is not there any more."""
        rows = list(self.model._base_manager.filter(pk__in=keys).values_list("pk", *self.ways))
        if {row[0] for row in rows} != set(keys):
            return None
        own = {code for _key, *codes in rows for code in codes if code}
        return frozenset(own.union(self.beside(keys)))

    def leads_by(self, column: str) -> bool:
        """Whether a way begins with the column, so that a row in which it changed was another unit's before."""
        return any(column in (way.partition("__")[0], f"{way.partition('__')[0]}_id") for way in self.ways)


_belongings: dict[str, Belonging] = {}


def belongs(
    model: type[Model],
    *ways: str,
    beside: Callable[[Collection[int]], Iterable[str]] = lambda _keys: (),
    alone_is_nothing: bool = False,
) -> None:
    """Rows of the kind are of the units at the end of the ways (`unit_frame__unit__code`), and touch no other.

    Where there is no unit at the end of a way the row is a body's, a department's or the whole municipality's. With
    `beside` it touches more units than its own. What says `alone_is_nothing` touches no unit when it is made: it counts
    from when another row points at it.
    """
    _belongings[model._meta.label_lower] = Belonging(model, ways, beside, alone_is_nothing)


def belonging(label: str) -> Belonging | None:
    """What the room has said of a kind of row, by its label in lower case; None where nothing is said."""
    return _belongings.get(label)
