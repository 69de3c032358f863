"""The files beside the database, and who may touch them: those who serve share the home, who restores has it alone."""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.conf import settings

from spelregler.domain.words import Words
from spelregler.platform.audit import heads
from spelregler.platform.errors import DomainError

SECRETS = ("secret_key", "audit_key", "identity.toml")
MADE_ANEW = {"static", "uploads", "progress", "documents", "made", "backups", "measured", "last-backup.json"}
LEFT_OUT = {*MADE_ANEW, heads.FILE, *SECRETS}
"""Made anew by itself, there for a day, or told apart from the rest. Whatever a later room keeps here is copied."""
RUNNING, UNFINISHED, ASIDE = ".running", ".restoring", "before-restore-"


class InUse(DomainError):
    """Somebody serves, works in or restores this home."""

    code = "home-in-use"


class Unfinished(DomainError):
    """A restore was broken off between two files."""

    code = "restore-unfinished"


def home() -> Path:
    """SPELREGLER_HOME."""
    return Path(settings.HOME)


def files() -> Iterator[tuple[str, Path]]:
    """What belongs to a copy, by its path under the home."""
    for top in sorted(home().iterdir()):
        if top.name in LEFT_OUT or top.name.startswith((".", ASIDE)) or _is_database(top):
            continue
        for path in [top] if top.is_file() else sorted(top.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path.relative_to(home()).as_posix(), path


def secrets() -> dict[str, str]:
    """The keys that hold now, wherever they come from, and the file of the municipality's own sign-in."""
    identity = Path(settings.IDENTITY_FILE)
    told = {"secret_key": settings.SECRET_KEY, "audit_key": settings.SPELREGLER_AUDIT_KEY}
    return told | ({"identity.toml": identity.read_text(encoding="utf-8")} if identity.is_file() else {})


def marks() -> dict[str, list[str]]:
    """What a key can be recognised by without being told."""
    keys = {"secret_key": [settings.SECRET_KEY], "audit_key": str(settings.SPELREGLER_AUDIT_KEY).split()}
    return {
        name: [hmac.new(key.encode(), b"spelregler backup", hashlib.sha256).hexdigest()[:16] for key in each]
        for name, each in keys.items()
    }


@contextmanager
def shared() -> Iterator[None]:
    """For as long as somebody serves or works; let go of by the system if the process dies.

    Refuses with `InUse` a home that is being restored or upgraded.
    """
    with _held(fcntl.LOCK_SH):
        yield


@contextmanager
def alone() -> Iterator[None]:
    """Nobody serves and nobody works. Refuses with `InUse` a home where somebody does."""
    with _held(fcntl.LOCK_EX):
        yield


@contextmanager
def _held(kind: int) -> Iterator[None]:
    with (home() / RUNNING).open("w") as lock:
        try:
            fcntl.flock(lock, kind | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise _in_use(kind) from error
        yield


def _in_use(kind: int) -> InUse:
    if kind == fcntl.LOCK_SH:
        return InUse(
            Words("A restore or an upgrade of {home} is under way.", home=home()),
            way=Words("Wait until it has ended."),
        )
    return InUse(
        Words("Spelregler is running on {home}. Nothing has been changed.", home=home()),
        way=Words("Stop serve and work first (systemctl stop spelregler spelregler-work)."),
    )


@contextmanager
def unfinished() -> Iterator[None]:
    """A mark that stays if the process dies in here, so that nobody starts on half of two homes."""
    mark = home() / UNFINISHED
    mark.touch()
    yield
    mark.unlink()


def must_be_whole() -> None:
    """Refuses with `Unfinished` a home where a restore was broken off."""
    if (home() / UNFINISHED).exists():
        raise Unfinished(
            Words("A restore of {home} was broken off, so it is not whole.", home=home()),
            way=Words("Run spelregler restore again."),
        )


def put_in_place(new: Path, *, now: datetime) -> Path | None:
    """What a restored folder holds takes its place in the home; what stood there is put aside, and where."""
    with unfinished():
        aside = home() / f"{ASIDE}{now:%Y%m%d-%H%M%S}"
        for path in sorted(home().iterdir()):
            if not path.name.startswith((".", ASIDE)) and (path.name not in LEFT_OUT or _is_replaced(path)):
                aside.mkdir(mode=0o700, exist_ok=True)
                path.rename(aside / path.name)
        for path in sorted(new.iterdir()):
            if not path.name.startswith("."):
                path.rename(home() / path.name)
        _sync(home())
    return aside if aside.exists() else None


def _is_replaced(path: Path) -> bool:
    return path.name in {heads.FILE, *SECRETS, "uploads", "progress", "documents", "made"}


def _is_database(path: Path) -> bool:
    return path.name.startswith("spelregler.sqlite3")


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
