"""What a post owns, told by each room above this one. A room registers itself when the product starts.

Organisation knows no other room; so a room says by itself what hangs on a post and how it is handed on.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from spelregler.domain.roles import Resource
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import NotVisible


@dataclass(frozen=True)
class Owned:
    """Something that a post owns on the day. What follows the post cannot be handed on alone: a successor takes it.

    `asks` is the right that handing it on needs, on every page where it is done.
    """

    room: str
    kind: str
    code: str
    title: str
    title_en: str
    what: Bilingual
    post: str
    can_be_handed_on: bool = True
    asks: tuple[str, Resource] | None = None


@dataclass(frozen=True)
class Room:
    """How one room tells what posts own, in a number of queries that does not grow, and how it hands a thing on."""

    name: str
    owned_by: Callable[[Collection[str], date], list[Owned]]
    hand_on: Callable[[Owned, str, date, Who], None] | None = None


_rooms: dict[str, Room] = {}


def register(room: Room) -> None:
    """Called by a room's AppConfig when the product starts."""
    _rooms[room.name] = room


def owned_by(posts: Collection[str], *, as_of: date) -> list[Owned]:
    """Everything that the posts own on the day, room by room."""
    return [each for name in sorted(_rooms) for each in _rooms[name].owned_by(posts, as_of)] if posts else []


def hand_on(thing: Owned, *, to: str, on: date, who: Who) -> None:
    """One thing goes to another post that somebody holds on the day.

    Refuses with `NotVisible` what follows its post, and as the room itself does.
    """
    room = _rooms[thing.room]
    if room.hand_on is None or not thing.can_be_handed_on:
        raise NotVisible(
            Words("{thing} follows the post.", thing=Pair(thing.title, thing.title_en)),
            way=Words("Appoint a successor to the post."),
        )
    room.hand_on(thing, to, on, who)
