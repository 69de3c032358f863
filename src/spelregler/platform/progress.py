"""How far a long work has come, told to whoever waits for it.

The work stores in one transaction, which nobody outside it sees until it ends. So its progress lies in a file beside
the uploaded ones, where every process of the installation sees it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from django.conf import settings

from spelregler.platform.kept_files import write_whole

Stage = Callable[[int], AbstractContextManager[Callable[[int], None]]]
"""Shows how far a work has come: told how many steps there are, then each step as it is done."""
SECONDS_BETWEEN = 0.5


@dataclass(frozen=True)
class Progress:
    """So many steps of so many."""

    done: int
    steps: int

    @property
    def percent(self) -> int:
        """Whole per cent; a work without steps is done."""
        return 100 * self.done // self.steps if self.steps else 100


@contextmanager
def quiet(steps: int) -> Iterator[Callable[[int], None]]:
    """Nobody looks."""
    yield lambda done: None


def told_of(key: str) -> Stage:
    """For a work that shows its stages: its progress is kept under the key."""

    @contextmanager
    def stage(steps: int) -> Iterator[Callable[[int], None]]:
        done, written = 0, monotonic()
        _write(key, done, steps)

        def seen(more: int) -> None:
            nonlocal done, written
            done += more
            if monotonic() - written > SECONDS_BETWEEN:
                _write(key, done, steps)
                written = monotonic()

        yield seen

    return stage


def progress_of(key: str) -> Progress | None:
    """How far the work has come; None before it has begun."""
    try:
        told = json.loads(_path(key).read_text(encoding="utf-8"))
        return Progress(done=told["done"], steps=told["steps"])
    except (OSError, ValueError):
        return None


def forget(key: str) -> None:
    """The work is over."""
    _path(key).unlink(missing_ok=True)


def _write(key: str, done: int, steps: int) -> None:
    path = _path(key)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    write_whole(path, json.dumps({"done": done, "steps": steps}).encode())


def _path(key: str) -> Path:
    if len(key) != 32 or not key.isalnum():
        raise ValueError("not a key that an upload was given")
    return Path(settings.HOME) / "progress" / f"{key}.json"
