"""What each room lets be searched for. A room tells it when the product starts; nothing here knows a room."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

from django.db.models import Model

from spelregler.domain.words import NOTHING, Bilingual
from spelregler.platform.search.models import ALWAYS, EVER

Keys: TypeAlias = Collection[str] | None
"""Some things by their keys; None is all of them."""


@dataclass(frozen=True)
class Thing:
    """Something that can be found: what it is called, where it belongs, what it says, and on which days it is so."""

    key: str
    address: str
    title: Bilingual
    place: Bilingual = NOTHING
    text: Bilingual = NOTHING
    start: date = ALWAYS
    end: date = EVER


@dataclass(frozen=True)
class Source:
    """A kind of thing. `things` gives them anew from the room's own rows; only what is decided or published is there.

    `follows` are the kinds of rows that they are made of, each with the way from some rows, also rows that are gone, to
    the keys of the things. What the product itself holds, such as its manual, follows nothing.
    """

    kind: str
    things: Callable[[Keys], Iterable[Thing]]
    follows: Mapping[type[Model], Callable[[Collection[int]], Iterable[str]]] = field(default_factory=dict)

    def touched(self, kind_of_row: str, rows: Collection[int]) -> set[str]:
        """The keys of the things that some rows have a part in; the kind of row is a label in lower case."""
        ways = (way for model, way in self.follows.items() if model._meta.label_lower == kind_of_row)
        return {key for way in ways for key in way(rows)}


_sources: dict[str, Source] = {}


def register(source: Source) -> None:
    """Called when the product starts."""
    _sources[source.kind] = source


def sources() -> list[Source]:
    """Every kind of thing, in the order in which they were told."""
    return list(_sources.values())
