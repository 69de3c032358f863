"""What is examined before the database is changed, and can be examined by itself: may it, is there room, a way back?"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import connection

from spelregler.config.upgrading import Standing
from spelregler.platform.backup import home, making
from spelregler.platform.errors import DomainError

FRESH = timedelta(days=1)


@dataclass(frozen=True)
class Finding:
    """One examination, in both languages, with what to do where it is not good."""

    ok: bool
    sv: str
    en: str
    todo_sv: str = ""
    todo_en: str = ""


def examine(now: Standing, *, at: datetime, makes_backup: bool) -> list[Finding]:
    """The examinations of an upgrade, in order. A database that holds nothing needs no copy."""
    return [_alone(), _room(), *([] if now.is_new else [_way_back(at, makes_backup)])]


def _alone() -> Finding:
    try:
        with home.alone():
            return Finding(True, "Ingen kör Spelregler på den här mappen.", "Nobody runs Spelregler on this home.")
    except DomainError as error:
        return Finding(False, error.words.sv, error.words.en, error.way.sv, error.way.en)


def _room() -> Finding:
    size, free = database_size(), shutil.disk_usage(settings.HOME).free
    return Finding(
        free >= size,
        f"Databasen är {_megabytes(size)} MB, och {_megabytes(free)} MB är lediga i {settings.HOME}.",
        f"The database is {_megabytes(size)} MB, and {_megabytes(free)} MB are free in {settings.HOME}.",
        "Gör plats för en kopia till.",
        "Make room for one more copy.",
    )


def _way_back(at: datetime, makes_backup: bool) -> Finding:
    last = making.last_made()
    if makes_backup:
        return Finding(True, "En säkerhetskopia görs först.", "A backup is made first.")
    age = None if last is None else at - last
    return Finding(
        age is not None and age < FRESH,
        "Ingen säkerhetskopia är gjord här."
        if last is None
        else f"Senaste säkerhetskopian gjordes {last:%Y-%m-%d %H:%M} UTC.",
        "No backup has been made here." if last is None else f"The last backup was made {last:%Y-%m-%d %H:%M} UTC.",
        "Kör med --backup MAPP, eller spelregler backup först.",
        "Run with --backup DIR, or spelregler backup first.",
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
