"""Is there a worker? Each one touches a file in the home that every process shares, for as long as it lives."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import time

from django.conf import settings

FILE = ".worker"
SECONDS = 15
SILENT_AFTER = 4 * SECONDS


@contextmanager
def beating(seconds: float = SECONDS) -> Iterator[None]:
    """For as long as this lasts the worker is known to live. A work that takes an hour does not stop it."""
    over = Event()

    def beat() -> None:
        while True:
            _path().touch()
            if over.wait(seconds):
                return

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def age() -> float | None:
    """Seconds since a worker was heard of; None where there has been none."""
    try:
        return max(0.0, time() - _path().stat().st_mtime)
    except OSError:
        return None


def is_heard() -> bool:
    """Whether a worker lives."""
    heard = age()
    return heard is not None and heard < SILENT_AFTER


def _path() -> Path:
    return Path(settings.HOME) / FILE
