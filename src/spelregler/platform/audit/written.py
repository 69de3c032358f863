"""In which rooms something was written while a request was answered, as the trail's rows tell it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_rooms: ContextVar[set[str] | None] = ContextVar("written_rooms", default=None)


@contextmanager
def watched() -> Iterator[set[str]]:
    """The rooms in which something is written inside the block: labels of apps; "" where a row does not tell which."""
    rooms: set[str] = set()
    token = _rooms.set(rooms)
    try:
        yield rooms
    finally:
        _rooms.reset(token)


def note(room: str) -> None:
    """Something was written in the room."""
    rooms = _rooms.get()
    if rooms is not None:
        rooms.add(room)
