"""The store of attached files is kept in order: what nobody attached is swept, and what is gone or altered is found."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from spelregler.platform import clock
from spelregler.platform.attachments.models import Attachment
from spelregler.platform.attachments.store import FOLDER, digest_of, place_of

KEPT_FOR = timedelta(days=1)
"""A form that was refused may be sent again for as long; the file is then brought anew, and counts from then."""
AT_ONCE = 500


def sweep(*, now: datetime) -> int:
    """Take away the files that lie in the store for nobody since a day, as when the form was refused; how many.

    One that is brought anew in the meantime stays. One query for each 500 files.
    """
    oldest, swept = (now - KEPT_FOR).timestamp(), 0
    for paths in _old_files(oldest):
        rows = Attachment.objects.filter(sha256__in=[path.name for path in paths])
        attached = set(rows.values_list("sha256", flat=True))
        swept += sum(_taken_away(path, oldest) for path in paths if path.name not in attached)
    return swept


def let_go(digests: Collection[str]) -> None:
    """When the transaction is stored, the files that nobody has any longer leave the store.

    One that was put there since a day may be on its way to somebody, and is left to `sweep`. What is copied afterwards
    lacks them; a copy that was made before keeps them until it is thrown away.
    """

    def now_gone() -> None:
        attached = set(Attachment.objects.filter(sha256__in=digests).values_list("sha256", flat=True))
        oldest = (clock.now() - KEPT_FOR).timestamp()
        for digest in set(digests) - attached:
            path = place_of(digest)
            if path.is_file() and path.stat().st_mtime < oldest:
                _taken_away(path, oldest)

    transaction.on_commit(now_gone)


def _old_files(oldest: float) -> Iterator[list[Path]]:
    folder = Path(settings.HOME) / FOLDER
    found: list[Path] = []
    for path in sorted(folder.glob("*/*")) if folder.is_dir() else ():
        if path.is_file() and path.stat().st_mtime < oldest:
            found.append(path)
        if len(found) == AT_ONCE:
            yield found
            found = []
    if found:
        yield found


def _taken_away(path: Path, oldest: float) -> bool:
    """Moved aside first: whoever brings the same file meanwhile puts a whole one in its place."""
    aside = path.with_name(f".{path.name}.swept")
    try:
        os.replace(path, aside)
        if aside.stat().st_mtime >= oldest:
            os.replace(aside, path)
            return False
        aside.unlink()
    except FileNotFoundError:  # somebody else sweeps too
        return False
    return True


def wrong_files(*, read: bool = False) -> Iterator[str]:
    """The digests of attached files that are gone from the store or of another size; with `read` also those whose
    content has become another. One query; the files are asked one by one.
    """
    rows = Attachment.objects.values_list("sha256", "size").distinct().order_by("sha256")
    for sha256, size in rows.iterator():
        path = place_of(sha256)
        is_whole = path.is_file() and path.stat().st_size == size
        if not is_whole or (read and digest_of(path) != sha256):
            yield sha256
