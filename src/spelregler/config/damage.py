"""Is every page of the database readable? What a disk, a power failure or a hand in the file can do to it."""

from __future__ import annotations

from django.db import DatabaseError, connection

MOST_TOLD = 3
WORDS = ("malformed", "not a database", "invalid page", "could not read block", "disk i/o error")
"""How SQLite and PostgreSQL say it."""


def is_damage(error: DatabaseError) -> bool:
    """Whether an error says that what lies on the disk cannot be read."""
    return any(words in str(error).lower() for words in WORDS)


def faults() -> list[str]:
    """What is wrong, in the database's own words, the first few. Reads everything, so it takes a while.

    A database that does not answer is not damaged for that, and nothing to restore over: its error goes on.
    """
    try:
        return _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()
    except DatabaseError as error:
        if not is_damage(error):
            raise
        return [" ".join(str(error).split())]


def _of_sqlite() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA integrity_check({MOST_TOLD})")
        told = [str(row[0]) for row in cursor.fetchall()]
        cursor.execute("PRAGMA foreign_key_check")
        loose = [f"{table} {row}: {parent}" for table, row, parent, _ in cursor.fetchmany(MOST_TOLD)]
    return [" ".join(each.split()) for each in (*told, *loose) if each != "ok"]


def _of_postgresql() -> list[str]:
    found: list[str] = []
    for table in connection.introspection.table_names():
        try:
            with connection.cursor() as cursor:
                # The text of a row is made of all that it holds, so each page is read and unpacked.
                cursor.execute(f"SELECT sum(length(row::text)) FROM {connection.ops.quote_name(table)} AS row")  # noqa: S608
        except DatabaseError as error:
            found.append(f"{table}: {' '.join(str(error).split())}")
    return found[:MOST_TOLD]
