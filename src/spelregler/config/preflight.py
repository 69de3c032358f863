"""What is examined before the database is changed, and can be examined by itself: may it, is there room, a way back?"""

from __future__ import annotations

import shutil
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from spelregler.config.examined import Examined
from spelregler.config.upgrading import Standing
from spelregler.domain.words import Words
from spelregler.platform.backup import home, making
from spelregler.platform.errors import DomainError

FRESH = timedelta(days=1)


def examine(now: Standing, *, at: datetime, makes_backup: bool) -> list[Examined]:
    """The examinations of an upgrade, in order. A database that holds nothing needs no copy."""
    return [_alone(), _room(), *([] if now.is_new else [_way_back(at, makes_backup)])]


def _alone() -> Examined:
    try:
        with home.alone():
            return Examined(True, Words("Nobody runs Spelregler on this home."))
    except DomainError as error:
        return Examined(False, error.words, error.way)


def _room() -> Examined:
    size, free = database_size(), shutil.disk_usage(settings.HOME).free
    return Examined(
        free >= size,
        Words(
            "The database is {size} MB, and {free} MB are free in {home}.",
            size=_megabytes(size),
            free=_megabytes(free),
            home=settings.HOME,
        ),
        Words("Make room for one more copy."),
    )


def _way_back(at: datetime, makes_backup: bool) -> Examined:
    last = making.last_made()
    if makes_backup:
        return Examined(True, Words("A backup is made first."))
    age = None if last is None else at - last
    return Examined(
        age is not None and age < FRESH,
        Words("No backup has been made here.")
        if last is None
        else Words("The last backup was made {when} UTC.", when=f"{last:%Y-%m-%d %H:%M}"),
        Words("Run with --backup DIR, or spelregler backup first."),
    )


def database_size() -> int:
    """Bytes on the disk."""
    if connection.vendor == "sqlite":
        path = Path(str(connection.settings_dict["NAME"]))
        return path.stat().st_size if path.exists() else 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0])


def _megabytes(size: int) -> int:
    return -(-size // 1_000_000)
