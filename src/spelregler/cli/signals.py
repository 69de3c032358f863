"""`spelregler signals open`: the signals that the rules call for, as the night opens them."""

from __future__ import annotations

from datetime import datetime

import click

from spelregler.cli.base import DAY, FORMAT, console_work, language, print_json, program, say
from spelregler.cli.imports import tell_nothing_stored
from spelregler.domain.words import Words


@program.group()
def signals() -> None:
    """Signals about units, which department management answers."""


@signals.command(name="open", epilog="Example: spelregler signals open --apply")
@click.option("--as-of", "as_of", type=DAY, help="The day to judge and to open on; today when left out.")
@click.option("--apply/--dry-run", "store", default=False, help="Store it. A dry run is what happens without it.")
@FORMAT
def open_(as_of: datetime | None, store: bool, form: str) -> None:
    """Show the signals that the rules call for and nobody has opened; open them only with --apply."""
    with console_work() as who:
        from spelregler.apps.autonomy.operations import open_called_signals
        from spelregler.apps.autonomy.queries.called_signals import called_signals
        from spelregler.platform import clock

        day = as_of.date() if as_of else clock.today()
        rows = [
            {
                "unit": unit.code,
                "ground": each.ground,
                "since": each.since,
                "reason": each.reason.text(language()),
            }
            for unit, each in called_signals(as_of=day)
        ]
        if form == "json":
            print_json(rows)
        for row in rows if form == "text" else ():
            click.echo(f"{row['ground']:7} {row['unit']:28} {row['since']} {row['reason']}")
        if store:
            opened = open_called_signals(as_of=day, who=who)
            say(Words("Signals opened: {count}.", count=len(opened)))
        elif rows:
            tell_nothing_stored()
        else:
            say(Words("No signal is missing."))
