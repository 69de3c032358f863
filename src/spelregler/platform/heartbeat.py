"""Who works, and is heard of? Each worker touches a file of its own, under the home that every process shares.

Not a row in the database: while a work stores, it may hold SQLite's only lock for minutes, and its worker lives.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event, Thread
from time import time

from django.conf import settings

FOLDER = ".workers"
SECONDS = 5
SILENT_AFTER = 60
"""A worker that has not been heard of for so many seconds is taken for dead by whoever looks."""
FORGOTTEN_AFTER = 24 * 60 * 60


@contextmanager
def beating(name: str, seconds: float = SECONDS) -> Iterator[None]:
    """For as long as this lasts the worker is known to live. A work that takes an hour does not stop it."""
    path, over = _path(name), Event()
    path.parent.mkdir(mode=0o700, exist_ok=True)
    path.touch()

    def beat() -> None:
        while not over.wait(seconds):
            path.touch()

    thread = Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()
        forget(name)


def forget(name: str) -> None:
    """This worker is known to have ended: it said so itself, or whoever started it saw it die."""
    _path(name).unlink(missing_ok=True)


def beat_of(name: str) -> float | None:
    """When a worker was last heard of, by the clock of the file system; None where it has ended."""
    try:
        return _path(name).stat().st_mtime
    except OSError:
        return None


def is_silent(name: str) -> bool:
    """Whether a worker has ended, or not been heard of for a minute."""
    beat = beat_of(name)
    return beat is None or time() - beat > SILENT_AFTER


def age() -> float | None:
    """Seconds since any worker was heard of; None where there is none."""
    beats = [beat for path in _folder().glob("*") if (beat := beat_of(path.name)) is not None]
    return max(0.0, time() - max(beats)) if beats else None


def is_heard() -> bool:
    """Whether a worker lives."""
    heard = age()
    return heard is not None and heard < SILENT_AFTER


def forget_old() -> None:
    """The files of workers that died long ago."""
    for path in _folder().glob("*"):
        beat = beat_of(path.name)
        if beat is not None and time() - beat > FORGOTTEN_AFTER:
            forget(path.name)


def _folder() -> Path:
    return Path(settings.HOME) / FOLDER


def _path(name: str) -> Path:
    return _folder() / Path(name).name
