"""Which request an act belongs to. One id per web request; a command has one for its whole run."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID, uuid4

_PROCESS = f"run-{uuid4().hex}"
_current: ContextVar[str] = ContextVar("request_id", default=_PROCESS)
_is_work: ContextVar[bool] = ContextVar("is_work", default=False)


def current() -> str:
    """The id of the request being answered; outside a request, of this run of the program."""
    return _current.get()


def current_work() -> str:
    """The id where it is a work's own; empty otherwise."""
    return current() if _is_work.get() else ""


@contextmanager
def one_request() -> Iterator[str]:
    """A new id, for as long as one request is answered. Never taken from outside, so that nobody can borrow one."""
    token = _current.set(uuid4().hex)
    try:
        yield _current.get()
    finally:
        _current.reset(token)


@contextmanager
def one_work(work: UUID) -> Iterator[None]:
    """A work in the queue has its own name as id each time it is tried, so the trail tells what it has stored."""
    token, before = _current.set(work.hex), _is_work.set(True)
    try:
        yield
    finally:
        _is_work.reset(before)
        _current.reset(token)
