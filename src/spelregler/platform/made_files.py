"""A file that the worker makes for somebody who asked: whole or not there, fetched for a day, and then gone.

Nothing is served from the folder, and nobody chooses a name in it. Who may fetch a file is asked where it is fetched.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import IO

from django.conf import settings

from spelregler.platform.kept_files import forget_old

FOLDER = "made"
KEPT_FOR = 24 * 60 * 60
MOST_BYTES = 4 * 1024**3
"""On the disk; the oldest go first."""
UNDER_WAY = ".part"


def new_key() -> str:
    """What the file is known by until it is gone."""
    return secrets.token_hex(16)


@contextmanager
def being_made(key: str) -> Iterator[IO[bytes]]:
    """Where the file is written. It is there once all of it is; what failed is taken away."""
    folder = _folder()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    forget_old(folder, seconds=KEPT_FOR, most_bytes=MOST_BYTES)
    path = _path(key)
    aside = path.with_name(path.name + UNDER_WAY)
    try:
        with aside.open("wb") as out:
            yield out
        os.replace(aside, path)
    finally:
        aside.unlink(missing_ok=True)


def made(key: str) -> Path | None:
    """The file; None where it is not made, or gone, or was made more than a day ago and only not yet taken away."""
    path = _path(key)
    return path if path.is_file() and time() - path.stat().st_mtime <= KEPT_FOR else None


def _folder() -> Path:
    return Path(settings.HOME) / FOLDER


def _path(key: str) -> Path:
    """Only what `new_key` gave is a key, so none leads out of the folder."""
    if len(key) != 32 or not key.isalnum():
        raise ValueError("not a key that was given")
    return _folder() / key
