"""`spelregler backup` and `spelregler restore`: a copy of everything, and the way back."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import click

from spelregler.cli.base import console_user, program, say, slow_progress, spoken, start_django, stop
from spelregler.domain.words import Words

TRAIL_BROKEN = 3
"""How the process that fills a new home tells that all is in, but that the trail was not whole."""
FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@contextmanager
def in_words() -> Iterator[None]:
    """A refusal, a full disk and a folder that cannot be written in are told without a trace."""
    from django.db import DatabaseError

    from spelregler.platform.errors import DomainError

    try:
        yield
    except DomainError as error:
        stop(error)
    except (OSError, DatabaseError) as error:
        stop(Words("It could not be done: {said}", said=str(error).strip()))


@program.command(epilog="Example: spelregler backup /var/backups/spelregler --keep 14")
@click.argument("to", metavar="FILE|DIR", type=click.Path(path_type=Path))
@click.option("--keep", type=click.IntRange(1, 10_000), help="In a folder: keep so many of the latest copies.")
@click.option("--without-keys", is_flag=True, help="Leave out the keys and identity.toml, which are kept elsewhere.")
def backup(to: Path, keep: int | None, without_keys: bool) -> None:
    """Copy the database, the keys, the own packages and the head of the trail to one file, while people work."""
    start_django()
    with in_words():
        made = make_backup(to, with_keys=not without_keys)
        click.echo(made.path)
        forgotten = forget_older(to, keep) if keep and to.is_dir() else 0
    say(
        Words(
            "{rows} rows, {megabytes} MB, SHA-256 {sha256}",
            rows=made.rows,
            megabytes=f"{made.size / 1e6:.1f}",
            sha256=made.sha256,
        )
    )
    if forgotten:
        say(Words("{forgotten} older copies were removed.", forgotten=forgotten))
    if without_keys:
        say(
            Words(
                "The copy has no keys: without secret_key and audit_key, which are to be kept apart, the "
                "trail cannot be verified and second steps of signing in must be made anew."
            )
        )
    else:
        say(Words("The file holds the keys. Keep it where only those who run the system reach it."))


def forget_older(folder: Path, keep: int) -> int:
    """Only the latest copies are kept."""
    from spelregler.platform.backup import making

    return making.forget_older(folder, keep=keep)


def make_backup(to: Path, *, with_keys: bool) -> Any:
    """The copy. Of a database that waits to be upgraded too; it cannot take the row that tells of it."""
    from spelregler.config.upgrading import must_not_be_lost, must_not_be_newer, standing
    from spelregler.platform.backup import home, making

    home.must_be_whole()
    now = standing()
    must_not_be_newer(now)
    must_not_be_lost(now)
    if now.is_new:
        stop(Words("There is no database to copy yet."))
    if not to.parent.is_dir():
        stop(Words("The folder {folder} does not exist.", folder=to.parent))
    label = spoken(Words("Copying"))
    who = None if now.pending else console_user()
    return making.make(to=to, with_keys=with_keys, who=who, stage=lambda rows: slow_progress(rows, label=label))


@program.command(epilog="Example: spelregler restore spelregler-20261101-023000.tar.gz")
@FILE
@click.option("--check", is_flag=True, help="Say whether the copy is whole, and change nothing.")
@click.option("--replace", is_flag=True, help="Put aside the SQLite database and files that are there.")
def restore(file: Path, check: bool, replace: bool) -> None:
    """Put a copy in place: in an empty home and database of either kind, or with --replace in the stead of a file."""
    start_django()
    from spelregler.platform import clock
    from spelregler.platform.backup import archive, database, home, restoring

    with in_words():
        manifest = archive.checked(file, room=None if check else shutil.disk_usage(home.home()).free)
        database.must_be_known(manifest)
        tell_copy(manifest)
        if check:
            return
        with home.alone():
            restoring.must_be_free(replace=replace)
            with restoring.new_home(file, manifest) as folder:
                is_whole = fill_new_home(file, folder)
                aside = home.put_in_place(folder, now=clock.now())
    say(Words("Restored in {home}.", home=home.home()))
    if aside:
        say(Words("What was there lies in {aside}.", aside=aside))
    sys.exit(0 if is_whole else 1)


def tell_copy(manifest: dict[str, Any]) -> None:
    """What the copy says of itself."""
    rows = sum(table["rows"] for table in manifest["tables"])
    when, product = manifest["made_at"][:16].replace("T", " "), manifest["product"]
    say(
        Words(
            "The copy is whole: made {when} UTC by version {product}, {rows} rows.",
            when=when,
            product=product,
            rows=rows,
        )
    )


def fill_new_home(file: Path, folder: Path) -> bool:
    """A process of its own fills the new home, with the keys that lie in it; whether the trail is whole."""
    from django.db import connections

    from spelregler.platform.backup import home

    shared_database = connections["default"].vendor == "postgresql"
    connections.close_all()
    environment = {**os.environ, "SPELREGLER_HOME": str(folder)}
    with home.unfinished() if shared_database else nullcontext():
        ran = subprocess.run(  # noqa: S603  ourselves
            [sys.executable, "-m", "spelregler", "restore-into", str(file.resolve())], env=environment, check=False
        )
        if ran.returncode not in (0, TRAIL_BROKEN):
            (home.home() / home.UNFINISHED).unlink(missing_ok=True)
            sys.exit(2)
    return ran.returncode == 0


@program.command(name="restore-into", hidden=True, epilog="Example: spelregler restore-into copy.tar.gz")
@FILE
def restore_into(file: Path) -> None:
    """What `restore` runs on the new home."""
    start_django()
    from spelregler.platform import collecting
    from spelregler.platform.backup import archive, restoring

    collecting.search_seldom()
    with in_words():
        manifest = archive.checked(file)
        if restoring.loses_second_steps(manifest):
            say(
                Words(
                    "The signing key is another than the copy's: second steps of signing in must be made anew "
                    "(spelregler account drop-steps)."
                )
            )
        rows = sum(table["rows"] for table in manifest["tables"])
        with slow_progress(rows, label=spoken(Words("Restoring"))) as step:
            verdict = restoring.fill(file, manifest, step=step, who=console_user())
    for flaw in verdict.flaws:
        say(flaw.words)
    if verdict.is_whole:
        say(Words("The trail is whole: {rows} rows.", rows=verdict.rows))
    sys.exit(0 if verdict.is_whole else TRAIL_BROKEN)
