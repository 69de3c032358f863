"""OParl 1.1: bodies, meetings and decisions as programs read them. Written; of what is asked a moment is read.

Nothing here knows what is published. What is empty is left out, for OParl has no empty properties.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, TypeAlias
from zoneinfo import ZoneInfo

from spelregler.domain.reading import Unreadable
from spelregler.domain.words import Words

SCHEMA: Final = "https://schema.oparl.org/1.1/"
SWEDEN: Final = ZoneInfo("Europe/Stockholm")
MOST_ON_A_PAGE: Final = 100
INSIDE: Final = {
    "Meeting": ("agendaItem", "auxiliaryFile"),
    "Person": ("membership",),
    "Paper": ("auxiliaryFile", "location"),
    "AgendaItem": ("auxiliaryFile",),
    "Body": ("legislativeTerm",),
}
"""What a reader may ask to be spared, for it has a list of its own (`omit_internal`)."""
Thing: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Moments:
    """When a thing was made, and when it was last changed, in any zone."""

    created: datetime
    modified: datetime


def thing(kind: str, address: str, at: Moments, **said: Any) -> Thing:
    """A thing of a kind at its own address, with what is said of it; what says nothing is left out."""
    kept = {name: value for name, value in said.items() if value not in (None, "", [], {})}
    return {**_identity(kind, address, at), **kept}


def gone(kind: str, address: str, at: Moments) -> Thing:
    """A thing that is there no longer: its address goes on answering, and says so."""
    return {**_identity(kind, address, at), "deleted": True}


def spared(told: Thing) -> Thing:
    """The thing without what has a list of its own."""
    kind = told["type"].removeprefix(SCHEMA)
    return {name: value for name, value in told.items() if name not in INSIDE.get(kind, ())}


def moment(at: datetime) -> str:
    """A moment as OParl writes it, by the second and with the Swedish time's offset."""
    return at.astimezone(SWEDEN).isoformat(timespec="seconds")


def read_moment(text: str) -> datetime:
    """A filter's moment: day, time and offset, `2026-11-02T08:00:00+01:00`. A plus that became a space is a plus.

    Refuses with `Unreadable` one without its time or offset.
    """
    try:
        at = datetime.fromisoformat(text.replace(" ", "+"))
        if len(text) < len("2026-11-02T08:00Z") or at.tzinfo is None:
            raise ValueError(text)
        at.astimezone(SWEDEN)  # a moment before or after all years cannot be told in another zone
    except (ValueError, OverflowError):
        raise Unreadable(
            Words("{text} is no moment with a time and an offset.", text=text[:40]),
            way=Words("Write it as {form}.", form="2026-11-02T08:00:00+01:00"),
        ) from None
    return at


@dataclass(frozen=True)
class ListPage:
    """One page of an external list. `address_of` gives the address of a page by its number, with its filters."""

    address_of: Callable[[int], str]
    things: Sequence[Thing]
    number: int
    total: int
    per_page: int

    def written(self) -> dict[str, Any]:
        """With how much there is, and the addresses of the pages beside it."""
        last = max(1, -(-self.total // self.per_page))
        links = {"first": self.address_of(1), "self": self.address_of(self.number), "last": self.address_of(last)}
        if self.number > 1:
            links["prev"] = self.address_of(min(self.number - 1, last))
        if self.number < last:
            links["next"] = self.address_of(self.number + 1)
        told = {
            "totalElements": self.total,
            "elementsPerPage": self.per_page,
            "currentPage": self.number,
            "totalPages": last,
        }
        return {"data": list(self.things), "pagination": told, "links": links}


def fault(message: str) -> dict[str, str]:
    """What a question that is not answered is told."""
    return {"type": f"{SCHEMA}Error", "message": message}


def _identity(kind: str, address: str, at: Moments) -> Thing:
    return {
        "id": address,
        "type": f"{SCHEMA}{kind}",
        "created": moment(at.created),
        "modified": moment(max(at.created, at.modified)),
    }
