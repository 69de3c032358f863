"""What a table brought in, told at the console."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from spelregler.cli.base import language, print_json, say, spoken
from spelregler.cli.imports import MOST_ROWS, tell_nothing_stored
from spelregler.domain.words import Words

if TYPE_CHECKING:
    from spelregler.platform.tables import Brought


def tell_brought(brought: Brought, form: str) -> None:
    """The rows on standard output, what to do next on standard error. Exit code 1 where a row was refused."""
    shown = brought.as_dict(language(), most=None if form == "json" else MOST_ROWS)
    if form == "json":
        print_json(shown)
    else:
        new, same, wrong = shown["new"], shown["same"], len(brought.faults)
        file = brought.file_name
        click.echo(
            spoken(
                Words(
                    "{file}: {new} new, {same} in already, {wrong} errors", file=file, new=new, same=same, wrong=wrong
                )
            )
        )
        for row in shown["rows"]:
            click.echo(spoken(Words("  row {row}  {text}", row=row["row"], text=row["text"])))
        if left := shown["rows_left"]:
            click.echo(spoken(Words("  … and {left} more", left=left)))
    for remark in shown["remarks"]:
        say(remark)
    for fault in shown["faults"]:
        say(fault["text"])
    if brought.faults:
        say(Words("Nothing is stored. Correct the rows and import again."))
        sys.exit(1)
    if not brought.new:
        say(Words("The file changes nothing."))
    elif not brought.stored:
        tell_nothing_stored()
