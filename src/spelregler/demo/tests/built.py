"""The demo as `spelregler demo --no-serve` leaves it, built once and then copied to whoever needs it (ADR 39)."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

SOURCE = Path(__file__).parents[2]
KEY = "only-for-tests"
"""The key that config/settings/test.py seals the trail with, so that its tests can read what the program sealed."""

DATABASE = "spelregler.sqlite3"
HEADS = "audit-heads.jsonl"
ATTACHED = "attachments"
"""The store of files that rows point to."""
DEMO = ("demo", "--no-serve")
TABLES = ("migrate", "--verbosity", "0")
"""Django's own command, which leaves nothing in the tables: not what can be searched for, as the program does."""
SAID = "said.txt"
"""What the program said while it built."""


def built_home() -> Path:
    """A home with the demo on SQLite. It is shared: copy it, never write in it."""
    return _kept(*DEMO)


def empty_home() -> Path:
    """A home with an SQLite database of this version and nothing in it. Shared too."""
    return _kept("mail", "list")


def _kept(*words: str) -> Path:
    kept = _folder() / words[0]
    with _alone():
        if not kept.exists():
            making = Path(tempfile.mkdtemp(dir=_folder()))
            _run(making, *words)
            making.rename(kept)
    return kept


def bare_home() -> Path:
    """A home with the tables and nothing at all in them. Shared too."""
    return _kept(*TABLES)


@contextmanager
def copied(blocker: Any, *, is_demo: bool) -> Iterator[Path]:
    """The tests' database as a copy of the demo's, or of one with nothing in it; the home that it was made in.

    A new database goes through every change of the tables, which takes seconds: one process does it for them all.
    """
    if connection.vendor == "sqlite":
        home = built_home() if is_demo else bare_home()
        creation: Any = connection.creation
        connection.settings_dict["NAME"] = creation._get_test_db_name()
        with blocker.unblock(), closing(sqlite3.connect(home / DATABASE)) as source:
            connection.ensure_connection()
            source.backup(connection.connection)
        yield home
        return
    name, home = _template(os.environ["SPELREGLER_DATABASE_URL"], *(DEMO if is_demo else TABLES))
    connection.settings_dict["TEST"]["TEMPLATE"] = name
    with blocker.unblock():
        old = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    yield home
    with blocker.unblock():
        teardown_databases(old, verbosity=0)


def furnish(home: Path, built: Path) -> None:
    """Put beside a copied database of the demo what its rows point to: the trail's heads, and the kept files."""
    shutil.copy(built / HEADS, home / HEADS)
    shutil.copytree(built / ATTACHED, home / ATTACHED, dirs_exist_ok=True)


def _template(url: str, *words: str) -> tuple[str, Path]:
    """The name of a PostgreSQL database made by a command, in the cluster that the address points to, and its home."""
    import psycopg

    name = f"{words[0]}_{_digest()}"
    home = _folder() / hashlib.sha256(f"{url} {words}".encode()).hexdigest()[:16]
    with _alone(), psycopg.connect(url, autocommit=True) as own:
        if not own.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            own.execute("DROP DATABASE IF EXISTS in_making")
            own.execute("CREATE DATABASE in_making")
            there = urlunsplit(urlsplit(url)._replace(path="/in_making"))
            _run(home, *words, SPELREGLER_DATABASE_URL=there)
            own.execute(f"ALTER DATABASE in_making RENAME TO {name}")
    return name, home


def _run(home: Path, *words: str, **more: str) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPELREGLER_", "DJANGO_"))}
    environment = {**kept, "PYTHONPATH": str(SOURCE.parent), "SPELREGLER_HOME": str(home), **more}
    (home / "audit_key").touch(mode=0o600)
    (home / "audit_key").write_text(KEY, encoding="utf-8")
    ran = subprocess.run(
        [sys.executable, "-m", "spelregler.manage" if words == TABLES else "spelregler", *words],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if ran.returncode:
        raise AssertionError(f"spelregler {' '.join(words)}: {ran.stderr}")
    (home / SAID).write_text(ran.stderr, encoding="utf-8")


def _folder() -> Path:
    """Where this source's demo is kept. What earlier sources left goes when a new one comes."""
    folder = Path(tempfile.gettempdir()) / f"spelregler-demo-{os.getuid()}-{_digest()}"
    if not folder.exists():
        for old in folder.parent.glob(f"spelregler-demo-{os.getuid()}-*"):
            if time.time() - old.stat().st_mtime > 24 * 60 * 60:
                shutil.rmtree(old, ignore_errors=True)
        folder.mkdir(mode=0o700, exist_ok=True)
    return folder


@contextmanager
def _alone() -> Iterator[None]:
    """One process builds; the others wait for it."""
    with (_folder() / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


_known: list[str] = []


def _digest() -> str:
    """Of all that the demo is made of, and how; tomorrow it is built anew, for rows tell when they were written."""
    if not _known:
        found = hashlib.sha256(f"{sys.version}{time.strftime('%Y-%m-%d')}".encode())
        for path in sorted(SOURCE.rglob("*")):
            if path.is_file() and not {"tests", "__pycache__", "static", "templates"} & set(path.parts):
                found.update(f"{path.relative_to(SOURCE)}\0".encode())
                found.update(path.read_bytes())
        for more in (Path(__file__), *sorted(SOURCE.parents[1].glob("requirements*.txt"))):
            found.update(more.read_bytes())
        _known.append(found.hexdigest()[:16])
    return _known[0]
