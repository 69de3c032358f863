"""Files that several processes keep in one folder: written whole, and looked through while others take them away."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from time import time


def write_whole(path: Path, data: bytes) -> None:
    """The file is whole or not there, and its owner's alone; those who write the same one at once do not meet."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    new = Path(name)
    try:
        with open(handle, "wb") as out:
            out.write(data)
        new.replace(path)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def kept_in(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Each file of the folder, with its time and size. One that somebody takes away meanwhile is passed over."""
    for path in folder.iterdir():
        with suppress(FileNotFoundError):
            yield path, path.stat()


def forget_old(folder: Path, *, seconds: float, most_bytes: int) -> None:
    """Files older than so many seconds go, and of the rest the oldest where together they are more than so large."""
    left = most_bytes
    for path, kept in sorted(kept_in(folder), key=lambda each: each[1].st_mtime, reverse=True):
        left -= kept.st_size
        if time() - kept.st_mtime > seconds or left < 0:
            path.unlink(missing_ok=True)
