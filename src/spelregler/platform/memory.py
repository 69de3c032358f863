"""What a request has asked once it need not ask again. Outside a request nothing is remembered."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

Remembered = TypeVar("Remembered")
_remembered: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


_only_reads: ContextVar[bool] = ContextVar("only reads", default=False)


@contextmanager
def one_request(*, only_reads: bool = False) -> Iterator[None]:
    """A memory of its own, gone when the request is answered. `only_reads` where it is asked to change nothing."""
    memory, reading = _remembered.set({}), _only_reads.set(only_reads)
    try:
        yield
    finally:
        _only_reads.reset(reading)
        _remembered.reset(memory)


def once(key: Hashable, load: Callable[[], Remembered]) -> Remembered:
    """The answer for the key: loaded the first time it is asked for in a request, and every time outside one."""
    known = _remembered.get()
    if known is None:
        return load()
    if key not in known:
        known[key] = load()
    answer: Remembered = known[key]
    return answer


def once_while_reading(key: Hashable, load: Callable[[], Remembered]) -> Remembered:
    """As `once`, but only in a request that changes nothing: of what a write in the same request may change."""
    return once(key, load) if _only_reads.get() else load()


def forget() -> None:
    """Whoever changes what may be remembered says so."""
    if (known := _remembered.get()) is not None:
        known.clear()
