"""What a table brought in, told at the console."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from spelregler.cli.base import language, pick, print_json, say
from spelregler.cli.imports import MOST_ROWS, tell_nothing_stored

if TYPE_CHECKING:
    from spelregler.platform.tables import Brought


def tell_brought(brought: Brought, form: str) -> None:
    """The rows on standard output, what to do next on standard error. Exit code 1 where a row was refused."""
    shown = brought.as_dict(language(), most=None if form == "json" else MOST_ROWS)
    if form == "json":
        print_json(shown)
    else:
        counts = shown["new"], shown["same"], len(brought.faults)
        words = pick("{}: {} nya, {} fanns redan, {} fel", "{}: {} new, {} in already, {} errors")
        click.echo(words.format(brought.file_name, *counts))
        for row in shown["rows"]:
            click.echo(f"  {pick('rad', 'row')} {row['row']}  {row['text']}")
        if shown["rows_left"]:
            click.echo(pick(f"  … och {shown['rows_left']} till", f"  … and {shown['rows_left']} more"))
    for remark in shown["remarks"]:
        say(remark)
    for fault in shown["faults"]:
        say(fault["text"])
    if brought.faults:
        say(pick("Inget är lagrat. Rätta raderna och läs in filen igen.", "Nothing is stored. Correct and try again."))
        sys.exit(1)
    if not brought.new:
        say(pick("Filen ändrar ingenting.", "The file changes nothing."))
    elif not brought.stored:
        tell_nothing_stored()
