"""Which request an act belongs to. One id per web request; a command has one for its whole run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import uuid4

_PROCESS = f"run-{uuid4().hex}"
_current: ContextVar[str] = ContextVar("request_id", default=_PROCESS)


def current() -> str:
    """The id of the request being answered; outside a request, of this run of the program."""
    return _current.get()


@contextmanager
def one_request() -> Iterator[str]:
    """A new id, for as long as one request is answered. Never taken from outside, so that nobody can borrow one."""
    token = _current.set(uuid4().hex)
    try:
        yield _current.get()
    finally:
        _current.reset(token)
