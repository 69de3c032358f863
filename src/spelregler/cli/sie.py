"""`spelregler sie`: accounting files, without a database."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from spelregler.cli.base import FORMAT, language, pick, print_json, program, say, slow_progress


@program.group()
def sie() -> None:
    """SIE accounting files."""


@sie.command(epilog="Example: spelregler sie check 2026.SE --format json")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@FORMAT
def check(files: tuple[Path, ...], form: str) -> None:
    """Count and sum SIE files, verify their checksum, and report unbalanced vouchers."""
    from spelregler.exchange.sie import SieError, summary, watched

    found, failed = [], False
    size = sum(file.stat().st_size for file in files)
    with slow_progress(2 * size, label=pick("Läser", "Reading")) as step:  # each file is looked through, then read
        for file in files:
            try:
                with file.open("rb") as stream:
                    found.append(summary(watched(stream, step), file.name, language=language()))
            except SieError as error:
                failed = True
                say(f"{file.name}: {error.text(language())}")
    if form == "json":
        print_json(found)
    else:
        for row in found:
            click.echo("  ".join(f"{key}={value}" for key, value in row.items()))
    sys.exit(2 if failed else 0)
