"""`spelregler sie`: accounting files, without a database."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spelregler.cli.base import FORMAT, language, print_json, program, say, slow_progress, spoken, stop
from spelregler.domain.words import Words

if TYPE_CHECKING:
    from spelregler.exchange.sie import Conversion


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
    with slow_progress(2 * size, label=spoken(Words("Reading"))) as step:  # each file is looked through, then read
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


KINDS = ("1", "2", "3", "4", "4I")


@sie.command(epilog="Example: spelregler sie convert 2026.SE 2026-typ3.SE --type 3")
@click.argument("source", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("target", metavar="OUT", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--type", "kind", required=True, type=click.Choice(KINDS, case_sensitive=False), help="The SIE type.")
@FORMAT
def convert(source: Path, target: Path, kind: str, form: str) -> None:
    """Write a SIE file anew, as its own type or another, and name what the type cannot hold.

    OUT is complete or not there: it takes its place when the last line is written. OUT may be IN.
    """
    from spelregler.exchange.sie import SieError, watched
    from spelregler.exchange.sie import convert as converted

    label = spoken(Words("Writing"))
    try:
        with source.open("rb") as stream, slow_progress(4 * source.stat().st_size, label=label) as step:
            done, pieces = converted(watched(stream, step), kind=kind)  # looked through and read, twice over
            write_whole(target, pieces)
    except SieError as error:
        stop(f"{source.name}: {error.text(language())}")
    except OSError as error:
        stop(Words("{target}: not written ({why}).", target=target, why=error.strerror))
    report = _conversion(done, source=source, target=target)
    if form == "json":
        print_json(report)
    else:
        _print_conversion(report)


def write_whole(target: Path, pieces: Iterable[bytes]) -> None:
    """A file that is whole or not there: written beside its place, and put there when it is on the disk."""
    place = target.resolve()  # a link keeps pointing at the file
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    beside = Path(name)
    try:
        with open(handle, "wb") as out:
            out.writelines(pieces)
            out.flush()
            os.fsync(out.fileno())
        beside.chmod(place.stat().st_mode & 0o777 if place.exists() else 0o666 & ~_mask())
        beside.replace(place)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _mask() -> int:
    """What new files may not be, as the keyboard's owner has set it; asking means setting it for a moment."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def _conversion(done: Conversion, *, source: Path, target: Path) -> dict[str, Any]:
    """What became of the file, as plain data."""
    records = sum(count for label, count in done.written.items() if label not in {"{", "}"})
    return {
        "file": source.name,
        "out": str(target),
        "from_type": done.source.type,
        "type": done.kind,
        "records": records,
        "left_out": dict(done.left_out),
        "lacks": list(done.lacks),
        "letters_lost": done.letters_lost,
        "ksumma": done.source.ksumma,
        "warnings": [each.text(language()) for each in done.source.warnings],
    }


def _print_conversion(report: dict[str, Any]) -> None:
    kind, count = report["type"], report["records"]
    click.echo(
        spoken(
            Words(
                "{out}: SIE type {kind}, {count} records (from type {from_type}).",
                out=report["out"],
                kind=kind,
                count=count,
                from_type=report["from_type"],
            )
        )
    )
    if report["left_out"]:
        named = ", ".join(f"{label} ({number})" for label, number in report["left_out"].items())
        click.echo(spoken(Words("Type {kind} cannot hold: {named}.", kind=kind, named=named)))
    if report["lacks"]:
        named = ", ".join(report["lacks"])
        click.echo(spoken(Words("Type {kind} asks for what the file lacks: {named}.", kind=kind, named=named)))
    if lost := report["letters_lost"]:
        click.echo(spoken(Words("{lost} letters are not in PC8 and became ?.", lost=lost)))
    for warning in report["warnings"]:
        say(warning)
