"""`spelregler upgrade`: bring the database to this version, with a way back."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from spelregler import __version__
from spelregler.cli.backup import in_words, make_backup
from spelregler.cli.base import console_user, program, say, spoken, start_django
from spelregler.domain.words import Words


@program.command(epilog="Example: spelregler upgrade --backup /var/backups/spelregler")
@click.option("--check", is_flag=True, help="Say what would be done and what stands in the way; change nothing.")
@click.option("--backup", "to", metavar="DIR", type=click.Path(path_type=Path), help="Make a backup there first.")
def upgrade(check: bool, to: Path | None) -> None:
    """Bring the database to this version of the product, when nobody runs it and there is a way back."""
    start_django()
    from spelregler.config import preflight, upgrading
    from spelregler.platform import clock
    from spelregler.platform.audit.operations import record
    from spelregler.platform.backup import home

    with in_words():
        home.must_be_whole()
        now = upgrading.standing()
        upgrading.must_not_be_newer(now)
        upgrading.must_not_be_lost(now)
        if not now.pending:
            say(Words("The database is at {version} already.", version=__version__))
            return
        found = preflight.examine(now, at=clock.now(), makes_backup=to is not None)
        for name in now.pending:
            click.echo(name)
        for each in found:
            mark = "ok" if each.ok else spoken(Words("FAULT"))
            say(f"{mark:5}  {spoken(each.what)}  {spoken(each.way)}".rstrip())
        is_free = all(each.ok for each in found)
        if check or not is_free:
            say("" if is_free else spoken(Words("Nothing has been changed.")))
            sys.exit(0 if is_free else 2)
        with home.alone():
            if to is not None and not now.is_new:
                path = make_backup(to, with_keys=True).path
                say(Words("Backup: {path}", path=path))
            upgrading.migrate()
            record(who=console_user(), act="upgrade", subject=__version__, details={"steps": list(now.pending)})
    say(Words("The database is at version {version}.", version=__version__))
    if not now.is_new:
        say(Words("The way back: install the earlier version and run spelregler restore BACKUP."))
