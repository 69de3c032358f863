"""A file on its way in: from the browser to the disk, there while what it changes is looked at, and gone afterwards.

It may be a whole year of vouchers. It is never held whole in memory, has a largest size, and lies where nothing is
served from, under a name that nobody chose.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import time
from typing import Any, BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError
from spelregler.platform.kept_files import kept_in

FORGOTTEN_AFTER = 24 * 60 * 60
LONGEST_NAME = 200


class UploadRefused(DomainError):
    """No file, or one that is too large to be what is asked for."""

    code = "upload-refused"


def keep(file: UploadedFile[Any] | None, *, most_bytes: int, command: str) -> tuple[str, str]:
    """Put the file on the disk; its key, and its name as it was sent.

    A larger one is for the program's `command`, and without one for several files.

    Refuses with `UploadRefused` no file, an empty one, and one over `most_bytes`.
    """
    if file is None or not file.size:
        raise UploadRefused(
            Words("No file was chosen."),
            way=Words("Go back and choose the file."),
            field="file",
        )
    if file.size > most_bytes:
        raise UploadRefused(
            Words("The file is larger than {most_bytes} MB.", most_bytes=most_bytes // 1024**2),
            way=Words("Import it from the command line: spelregler {command}.", command=command)
            if command
            else Words("Split the file into several."),
            field="file",
        )
    _forget_old()
    key = secrets.token_hex(16)
    with (_folder() / key).open("xb") as out:
        for piece in file.chunks():
            out.write(piece)
    return key, (file.name or "")[:LONGEST_NAME]


@contextmanager
def opened(key: str) -> Iterator[BinaryIO]:
    """The file behind a key. Refuses with `UploadRefused` a key whose file has been taken away."""
    path = _path(key)
    if path is None:
        raise UploadRefused(
            Words("The file is no longer here."),
            way=Words("Choose it again."),
        )
    with path.open("rb") as stream:
        yield stream


def forget(key: str) -> None:
    """Take the file away."""
    path = _path(key)
    if path is not None:
        path.unlink(missing_ok=True)


def _folder() -> Path:
    folder = Path(settings.HOME) / "uploads"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _path(key: str) -> Path | None:
    """Only what `keep` named is a key, so no address leads out of the folder."""
    if len(key) != 32 or not key.isalnum():
        return None
    path = _folder() / key
    return path if path.is_file() else None


def _forget_old() -> None:
    """A file whose plan nobody confirmed is gone the next time somebody imports, a day later or more."""
    for path, kept in kept_in(_folder()):
        if kept.st_mtime < time() - FORGOTTEN_AFTER:
            path.unlink(missing_ok=True)
