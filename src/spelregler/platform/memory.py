"""What a request has asked once it need not ask again. Outside a request nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Remembered = TypeVar("Remembered")
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """A memory of its own, gone when the request is answered."""
    token = _remembered.set({})
    try:
        yield
    finally:
        _remembered.reset(token)


def once(key: Hashable, load: Callable[[], Remembered]) -> Remembered:
    """The answer for the key: loaded the first time it is asked for in a request, and every time outside one."""
    known = _remembered.get()
    if known is None:
        return load()
    if key not in known:
        known[key] = load()
    answer: Remembered = known[key]
    return answer


def forget() -> None:
    """Whoever changes what may be remembered says so."""
    if (known := _remembered.get()) is not None:
        known.clear()
