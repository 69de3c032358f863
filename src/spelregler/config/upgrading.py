"""Is the database at this version of the product, and who brings it there?

An SQLite home is upgraded by whatever command meets it first, which makes a copy before it. On PostgreSQL in production
nothing changes tables unless somebody says `spelregler upgrade`: there are other processes, and another way back.
"""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from spelregler.config.damage import is_damage
from spelregler.domain.words import Bilingual, Words
from spelregler.platform import collecting
from spelregler.platform.audit import heads
from spelregler.platform.backup import making
from spelregler.platform.backup.home import must_be_whole
from spelregler.platform.errors import DomainError
from spelregler.platform.search.filling import make_anew

COPIES = 3
"""Made before an upgrade that nobody asked for."""


class DatabaseAway(DomainError):
    """The database does not answer."""

    code = "database-away"


class DatabaseDamaged(DomainError):
    """What lies on the disk can no longer be read."""

    code = "database-damaged"


class DatabaseIsNewer(DomainError):
    """A later version of the product has changed the tables; this one would damage what lies in them."""

    code = "database-is-newer"


class MustBeUpgraded(DomainError):
    """The database is of an earlier version, or new, and somebody has to say that it is to be changed."""

    code = "must-be-upgraded"


class DatabaseLost(DomainError):
    """The trail's heads stand in the home, and the database that they are of does not."""

    code = "database-lost"


class NoWayBack(DomainError):
    """No copy can be made before the tables are changed."""

    code = "no-way-back"


@dataclass(frozen=True)
class Standing:
    """Where the database stands: what this version would do to it, and what a later version has done."""

    is_new: bool
    pending: tuple[str, ...]
    unknown: tuple[str, ...]


def standing() -> Standing:
    """Read without changing anything.

    Refuses with `DatabaseDamaged` a database that cannot be read, with `DatabaseAway` one that does not answer.
    """
    try:
        executor = MigrationExecutor(connection)
    except DatabaseError as error:
        if is_damage(error):
            raise DatabaseDamaged(
                Words("The database is damaged: {told}.", told=str(error).strip()),
                way=Words("Stop the service and run spelregler restore FILE --replace with the latest copy."),
            ) from error
        raise DatabaseAway(
            Words("The database does not answer: {told}", told=str(error).strip()),
            way=_way_to_the_database(),
        ) from error
    loader = executor.loader
    ours = {each.label for each in apps.get_app_configs() if each.name.startswith("spelregler.")}
    unknown = [key for key in loader.applied_migrations if key[0] in ours and key not in loader.disk_migrations]
    plan = executor.migration_plan(loader.graph.leaf_nodes())
    return Standing(
        is_new=not loader.applied_migrations,
        pending=tuple(f"{each.app_label}.{each.name}" for each, _ in plan),
        unknown=tuple(f"{label}.{name}" for label, name in sorted(unknown)),
    )


def _way_to_the_database() -> Bilingual:
    if connection.vendor == "sqlite":
        return Words(
            "See that the service's user may read and write in {home} and the files there.", home=settings.HOME
        )
    return Words("See that it runs, and SPELREGLER_DATABASE_URL.")


def is_automatic() -> bool:
    """Whether any command may bring the database to this version."""
    return connection.vendor == "sqlite" or not settings.SPELREGLER_PRODUCTION


def make_ready() -> None:
    """The database is at this version when this returns; refused, with what to run, where that is somebody's to say.

    Refuses with `Unfinished` a home where a restore was broken off, with `DatabaseIsNewer` one that a later version has
    changed, with `DatabaseLost` a home that has lost its own, with `MustBeUpgraded` one that is behind where only
    `spelregler upgrade` may change it, with `NoWayBack` one that no copy can be made of first; as `standing` does.
    """
    must_be_whole()
    now = standing()
    must_not_be_newer(now)
    must_not_be_lost(now)
    if not now.pending:
        return
    if not is_automatic():
        raise MustBeUpgraded(
            Words("The database is new.")
            if now.is_new
            else Words("The database is {pending_count} steps behind.", pending_count=len(now.pending)),
            way=Words("Run spelregler upgrade."),
        )
    if not now.is_new:
        _keep_a_way_back()
    migrate()


def _keep_a_way_back() -> None:
    """Nobody was asked, so a copy is made; only the latest few are kept."""
    folder = settings.HOME / "backups"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        making.make(to=folder, with_keys=True, who=None, stage=lambda rows: nullcontext(lambda done: None))
    except OSError as error:
        raise NoWayBack(
            Words(
                "The database is to be upgraded, but no backup can be written in {folder}: {error}.",
                folder=folder,
                error=error,
            ),
            way=Words("Make room, or give the user the right to write, and run it again."),
        ) from error
    making.forget_older(folder, keep=COPIES)


def must_not_be_newer(now: Standing) -> None:
    """Refuses with `DatabaseIsNewer` a database that a later version of the product has changed."""
    if now.unknown:
        last = now.unknown[-1]
        raise DatabaseIsNewer(
            Words("The database was made by a later version of Spelregler ({last}).", last=last),
            way=Words("Install that version again, or restore a backup of this one: spelregler restore."),
        )


def must_not_be_lost(now: Standing) -> None:
    """A new database is never made beside the trail of another: it would look like a municipality that never was.

    Refuses with `DatabaseLost` no tables where the heads of a trail are kept.
    """
    if now.is_new and heads.are_kept():
        raise DatabaseLost(
            Words("The database is gone, but {heads} shows that there was one.", heads=heads.path()),
            way=Words(
                "Put the latest copy in place: spelregler restore FILE. Only if you mean to begin an empty "
                "municipality: move {file} out of the folder first.",
                file=heads.FILE,
            ),
        )


def migrate() -> None:
    """Bring the database to this version, and what can be searched for with it; two commands at once take turns."""
    collecting.search_seldom()
    with _alone():
        call_command("migrate", verbosity=0, interactive=False)
        make_anew()


@contextmanager
def _alone() -> Iterator[None]:
    with (settings.HOME / ".upgrading").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
