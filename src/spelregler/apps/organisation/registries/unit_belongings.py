"""What rests on a unit, told by each room above this one. A room registers itself when the product starts.

Organisation knows no other room; so a room says by itself what hangs on a unit, what becomes of it on the day when the
unit moves or ends, and what stands in the way. One plan of it all is shown before anything is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from spelregler.apps.organisation.models import Basis, Department, Unit, UnitChange
from spelregler.domain.money import Money
from spelregler.domain.units import Carry, Span
from spelregler.domain.words import Bilingual
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who

NOBODY = "-"
"""Chosen instead of a taker: the thing ends with the unit."""


@dataclass(frozen=True)
class Taker:
    """A unit that goes on from the day: one that is there, or one that is made by the change."""

    code: str
    name: str
    unit: Unit | None = None
    name_en: str = ""


@dataclass(frozen=True)
class Sketch:
    """What somebody means to do with units on a day, and what they chose where there is a choice.

    `units` end, or are moved when the kind is move. `chosen` says, by a thing's key, which taker gets it; `NOBODY`
    is none: it ends with the unit. `given` and `kept` are the amounts written instead of the proposed, by year.
    """

    kind: str
    units: tuple[Unit, ...]
    takers: tuple[Taker, ...]
    on: date
    department: Department
    parent: Unit | None = None
    chosen: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[int, Mapping[str, Money]] = field(default_factory=dict)
    given: Mapping[int, Mapping[str, Money]] = field(default_factory=dict)
    managers: Mapping[str, str] = field(default_factory=dict)

    @property
    def ends(self) -> bool:
        """Whether the units end on the day."""
        return self.kind in (UnitChange.Kind.MERGE, UnitChange.Kind.SPLIT, UnitChange.Kind.CLOSE)

    def taker_of(self, key: str) -> str:
        """Who gets a thing: as chosen, else the first of those who go on; empty where nobody does."""
        first = self.takers[0].code if self.takers else ""
        return self.chosen.get(key, first)


@dataclass(frozen=True)
class Resting:
    """Something that rests on a unit, and what becomes of it. Where it `is_chosen`, the person says who gets it."""

    room: str
    kind: str
    code: str
    unit: str
    title: str
    what: Bilingual
    how: Bilingual
    is_chosen: bool = False
    may_end: bool = False

    @property
    def key(self) -> str:
        """Its name in a form."""
        return f"{self.room}-{self.kind}-{self.code}"


@dataclass(frozen=True)
class YearMoney:
    """A year's money over the day, and the sums of its stretches of days. `body` decides what goes back to it."""

    carry: Carry
    spans: tuple[Span, ...]
    names: Mapping[str, str]
    body: str
    body_to: str = ""
    """The body that the frame goes to, where the unit moves between two."""


@dataclass(frozen=True)
class Room:
    """How one room tells what rests on units, and carries it. `carry` stores through the trail's own `store`.

    `refuse` raises what stands in the way, in words. `let_go` makes ready for taking back: it raises where something
    rests on the change, and undoes what was not written row by row.
    """

    name: str
    rests: Callable[[Sketch], list[Resting]]
    refuse: Callable[[Sketch], None]
    carry: Callable[[Sketch, Mapping[str, Unit], Basis, Who], None]
    let_go: Callable[[UnitChange, Collection[Unit], Collection[Unit], Sequence[Note]], None]
    money: Callable[[Sketch], list[YearMoney]] | None = None


_rooms: dict[str, Room] = {}


def register(room: Room) -> None:
    """Called by a room's AppConfig when the product starts."""
    _rooms[room.name] = room


def rooms() -> list[Room]:
    """Every room that something may rest in, this one first: the people go before the money and the goals."""
    return [_rooms[name] for name in sorted(_rooms, key=lambda name: (name != "organisation", name))]
