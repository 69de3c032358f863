"""`spelregler import organisation` and `spelregler export organisation`: how a real municipality begins."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from spelregler.cli.base import FORMAT, console_work, django_setup, language, pick, print_json, say, stop
from spelregler.cli.imports import FILE, import_, tell_nothing_stored
from spelregler.cli.tables import OUT, export, write_out


@import_.command(name="organisation", epilog="Example: spelregler import organisation kommunen.xlsx --apply")
@FILE
@click.option("--apply/--dry-run", "store", default=False, help="Store it. A dry run is what happens without it.")
@FORMAT
def import_organisation(file: Path, store: bool, form: str) -> None:
    """Read bodies, departments, units, posts, people and holders; exit code 1 and nothing stored if a row is wrong."""
    with console_work() as who:
        from spelregler.apps.organisation import importing
        from spelregler.exchange.sheets import SheetRefused

        try:
            report = importing.import_organisation(data=file.read_bytes(), file_name=file.name, store=store, who=who)
        except SheetRefused as refused:
            stop(f"{file.name}: {refused.text(language())}")
        _tell(report, form)
        sys.exit(1 if report.faults else 0)


def _tell(report: Any, form: str) -> None:
    """The report as data, and what to do next."""
    from spelregler.exchange.organisation import WORDS

    if form == "json":
        faults = [{"row": each.row, "column": each.column, "text": each.text(language())} for each in report.faults]
        print_json({"new": report.new, "same": report.same, "faults": faults, "stored": report.stored})
    else:
        for fault in report.faults:
            click.echo(fault.text(language()))
        for what, words in WORDS.items():
            if report.new[what] or report.same[what]:
                counts = report.new[what], report.same[what]
                click.echo(
                    pick("{}: {} nya, {} fanns redan", "{}: {} new, {} there already").format(pick(*words), *counts)
                )
    if report.faults:
        say(
            pick(
                "Inget är lagrat. Rätta raderna och försök igen.", "Nothing is stored. Correct the rows and try again."
            )
        )
    elif not report.new:
        say(pick("Allt fanns redan; inget ändras.", "Everything is there already; nothing changes."))
    elif not report.stored:
        tell_nothing_stored()


@export.command(name="organisation", epilog="Example: spelregler export organisation --format xlsx --out mall.xlsx")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="The kind of file.")
@OUT
def export_organisation(form: Any, out: Path) -> None:
    """Write the organisation, or the empty template of a new installation, with the columns that the import reads."""
    django_setup()
    from spelregler.apps.organisation import importing

    write_out(out, importing.export_organisation(form=form, language=language()))
