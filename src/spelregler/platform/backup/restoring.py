"""Restoring a copy: into a new home beside the old, by a process of its own, and in its place only when it is whole.

The new home has the copy's keys, so the process that fills it reads them as any start does. Nothing of what stood there
is lost: it is put aside.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, record
from spelregler.platform.audit.verification import Verdict, verify
from spelregler.platform.backup import archive, database, home
from spelregler.platform.errors import DomainError

NEW = ".restored-"


class HomeNotEmpty(DomainError):
    """There is something to lose where the copy would go."""

    code = "home-not-empty"


class KeysMissing(DomainError):
    """Without the copy's own keys the trail cannot be verified."""

    code = "keys-missing"


def must_be_free(*, replace: bool) -> None:
    """Refuses with `HomeNotEmpty` a database that somebody uses, unless it is a file that can be put aside."""
    if (home.home() / home.UNFINISHED).exists() and connection.vendor == "sqlite":
        return
    # A file that is put aside need not be readable.
    if (replace and connection.vendor == "sqlite") or not database.is_in_use():
        return
    if connection.vendor == "sqlite":
        way = Words("Give an empty folder by SPELREGLER_HOME, or --replace, which puts aside what is there.")
    else:
        way = Words("Create a new, empty database and give it by SPELREGLER_DATABASE_URL.")
    raise HomeNotEmpty(
        Words("The database is used already. Nothing has been changed."),
        way=way,
    )


@contextmanager
def new_home(path: Path, manifest: dict[str, Any]) -> Iterator[Path]:
    """A folder in the home with the copy's files and keys; gone afterwards, but for what has found its place."""
    for left in home.home().glob(f"{NEW}*"):
        shutil.rmtree(left, ignore_errors=True)  # of a restore that was killed; nobody else restores now
    folder = Path(tempfile.mkdtemp(prefix=NEW, dir=home.home()))
    try:
        if not manifest["has_keys"]:
            for name in home.SECRETS:
                if (home.home() / name).is_file():
                    shutil.copy2(home.home() / name, folder / name)
        for part in archive.parts(path):
            _unpack(part, folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unpack(part: archive.Part, folder: Path) -> None:
    top, _, name = part.name.partition("/")
    if top == "heads":
        target = folder / "audit-heads.jsonl"
    elif top in {"home", "keys"} and name:
        target = folder / name
    else:
        return
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("ab") as out:
        shutil.copyfileobj(part, out, archive.PIECE)
    target.chmod(0o600)


def fill(path: Path, manifest: dict[str, Any], *, step: Callable[[int], None], who: Who) -> Verdict:
    """Into the database that this process stands on: all rows or none, a row that tells of it, and is the trail whole?

    Where something is refused, a database of its own kind (PostgreSQL) is left as empty as it was.

    Refuses with `KeysMissing` a copy whose key to the trail is not here, and as `database.fill` does.
    """
    _must_have_keys(manifest)
    if connection.vendor == "postgresql":
        database.clear()
    try:
        database.fill(archive.parts(path), manifest, step=step)
    except BaseException:
        if connection.vendor == "postgresql":
            database.clear()
        raise
    told = {"made_at": manifest["made_at"], "product": manifest["product"], "sha256": archive.digest_of(path)}
    record(who=who, act="restore", subject=path.name, details=told)
    return verify()


def _must_have_keys(manifest: dict[str, Any]) -> None:
    here = home.marks()["audit_key"]
    if set(manifest["marks"]["audit_key"]) <= set(here):
        return
    if manifest["has_keys"]:
        raise KeysMissing(
            Words("SPELREGLER_AUDIT_KEY in the environment is another key than the backup's."),
            way=Words("Remove the variable, and the backup's key holds, or write the backup's key after your own."),
        )
    raise KeysMissing(
        Words("The backup was made without keys, and this installation has another key of the trail."),
        way=Words("Put the old installation's secret_key and audit_key in the home folder and run it again."),
    )


def loses_second_steps(manifest: dict[str, Any]) -> bool:
    """With another signing key, second steps and links on their way open no more."""
    return bool(manifest["marks"]["secret_key"] != home.marks()["secret_key"])
