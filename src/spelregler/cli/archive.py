"""`spelregler archive`: the policy, its answers and its evidence in one file, and such a file from elsewhere."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from spelregler.cli.base import FORMAT, console_work, print_json, program, say, spoken, start_django, stop
from spelregler.domain.words import Words
from spelregler.exchange.bounded import PIECE

if TYPE_CHECKING:
    from spelregler.exchange.archive import Fault

FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))


@program.group()
def archive() -> None:
    """Archives of a policy, its answers and its evidence."""


@archive.command("export", epilog="Example: spelregler archive export --out policyarkiv.zip")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The zip to write.")
def export_(out: Path) -> None:
    """Write this municipality's archive. It holds answers about single units: keep it where few reach it."""
    with console_work() as who:
        from spelregler.apps.archive.operations import taken_out
        from spelregler.exchange.bounded import TooMuch
        from spelregler.platform import clock

        handle, aside = tempfile.mkstemp(dir=out.parent)
        try:
            with open(handle, "wb") as file:
                taken_out(own=file, as_of=clock.today(), made_at=clock.now(), who=who)
            os.replace(aside, out)
        except TooMuch as error:
            stop(error.words)
        finally:
            Path(aside).unlink(missing_ok=True)
        say(Words("The archive is written to {out}.", out=out))


@archive.command(epilog="Example: spelregler archive check policyarkiv.zip")
@FILE
@FORMAT
def check(file: Path, form: str) -> None:
    """Hold an archive against its manifest and the format, row by row. Exit code 1 where it has a fault."""
    start_django()
    from spelregler.apps.archive.operations import MOST_FAULTS
    from spelregler.exchange.archive import ArchiveRefused, faults, looked_at

    try:
        opened = looked_at(file)
    except ArchiveRefused as refused:
        say(refused.words)
        stop(refused.way)
    found = faults(opened, most=MOST_FAULTS)
    if form == "json":
        print_json([{"part": each.part, "row": each.row, "what": spoken(each.words)} for each in found])
    else:
        for each in found:
            click.echo(_placed(each))
    if not found:
        about = opened.about
        say(Words("{name}, as of {day}: no faults.", name=about.name, day=about.as_of))
    raise SystemExit(1 if found else 0)


@archive.command(epilog="Example: spelregler archive bring policyarkiv.zip")
@FILE
def bring(file: Path) -> None:
    """Keep an archive from elsewhere, to be read on the page of archives. Nothing of it becomes this municipality's."""
    with console_work() as who:
        from spelregler.apps.archive.operations import BringRefused, bring_archive, put_aside
        from spelregler.platform import clock

        try:
            with file.open("rb") as stream, put_aside(iter(lambda: stream.read(PIECE), b"")) as path:
                found = bring_archive(path=path, today=clock.today(), role="system", who=who)
        except BringRefused as refused:
            for each in refused.faults:
                say(_placed(each))
            raise
        say(Words("{name}, as of {day}, is here to be read.", name=found.name, day=found.as_of))


def _placed(fault: Fault) -> str:
    """What is wrong, with the part and the row."""
    return f"{fault.part}:{fault.row}: {spoken(fault.words)}"
