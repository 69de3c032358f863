"""Packages, their rules and their answers."""

from __future__ import annotations

import csv
import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spelregler.cli.base import (
    DAY,
    FORMAT,
    django_setup,
    language,
    print_json,
    program,
    progress,
    say,
    spoken,
    start_django,
    stop,
)
from spelregler.domain.words import Words, samples

if TYPE_CHECKING:
    from spelregler.apps.policy.findings.engine import Result
    from spelregler.exchange.package import Package


@program.command(epilog="Example: spelregler evaluate --as-of 2026-11-02 --format json")
@click.option("--as-of", "as_of", type=DAY, help="The day to judge; today when left out.")
@FORMAT
def evaluate(as_of: datetime | None, form: str) -> None:
    """Ask every clause's check as of a day, and store the answers that changed; each is read anew, word for word.

    What can be searched for is made anew too.
    """
    django_setup()
    from spelregler.apps.policy.operations.findings import evaluate_and_store
    from spelregler.apps.policy.packages.in_force import package_on
    from spelregler.platform import clock
    from spelregler.platform.errors import DomainError
    from spelregler.platform.search.filling import make_anew

    day = as_of.date() if as_of else clock.today()
    rows: list[dict[str, Any]] = []
    try:
        with progress(length=len(package_on(day).clauses), label=spoken(Words("Rules"))) as bar:

            def asked(results: Sequence[Result]) -> None:
                rows.extend(map(_answer, results))
                bar.update(1)

            evaluate_and_store(as_of=day, asked=asked, word_for_word=True)
        make_anew(word_for_word=True)
    except DomainError as error:
        stop(error)
    if form == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo(f"{row['clause']:7} {row['status']:14} {row['scope']:28} {row[f'reason_{language()}']}")


def _answer(result: Result) -> dict[str, Any]:
    """As plain data."""
    said = result.judgement
    return {
        "clause": result.clause,
        "scope_kind": said.scope.kind,
        "scope": said.scope.key,
        "status": str(said.status),
        "since": said.since,
        "reason_sv": said.reason.sv,
        "reason_en": said.reason.en,
        "inputs": said.inputs,
        "parameters": result.parameters,
    }


@program.group()
def policy() -> None:
    """Policy packages."""


@policy.command(epilog="Example: spelregler policy validate src/spelregler/policies/oxelosund")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@FORMAT
def validate(folder: Path, form: str) -> None:
    """Say every fault of a package: file, line, what, and what to do. Exit code 1 if there is any."""
    start_django()
    from spelregler.apps.policy.packages.comparing import base_words
    from spelregler.apps.policy.packages.validation import faults_of
    from spelregler.exchange.package import read_package

    faults = faults_of(folder)
    if form == "json":
        print_json(faults)
    else:
        for fault in faults:
            click.echo(f"{fault['file']}:{fault['line']}: {fault[f'what_{language()}']} {fault[f'todo_{language()}']}")
        if not faults:
            say(Words("{name}: no faults.", name=folder.name))
            say(base_words(folder))
            _tell_words(read_package(folder))
    sys.exit(1 if faults else 0)


def _tell_words(package: Package) -> None:
    """How the product's texts sound with the package's own words, so that an ending that is wrong is heard."""
    if package.terms:
        say(Words("With the package's own words the product says, for example:"))
        for sentence in samples(package.terms):
            click.echo(f"  {sentence}")


@policy.command(epilog="Example: spelregler policy diff liten")
@click.argument("package", metavar="FOLDER|NAME")
@click.argument("other", metavar="[FOLDER|NAME]", required=False)
@click.option("--base", type=int, help="The version of the base to compare with; the newest when left out.")
@FORMAT
def diff(package: str, other: str | None, base: int | None, form: str) -> None:
    """What a later version of the product's base would change in a package's role rules.

    With two packages: what would change if the other took the first one's place. Exit code 1 if anything would.
    """
    start_django()
    from spelregler.apps.policy.operations.adoption import folder_named
    from spelregler.apps.policy.packages.bases import bases
    from spelregler.apps.policy.packages.comparing import base_words, between, told, upgrade_of
    from spelregler.exchange.package import PackageError
    from spelregler.platform.errors import DomainError

    try:
        folder = folder_named(package)
        if base is not None and base not in bases():
            numbers = ", ".join(map(str, bases()))
            stop(Words("The base has no version {base}. Choose among {numbers}.", base=base, numbers=numbers))
        found = between(folder, folder_named(other)) if other else upgrade_of(folder, to=base)
        lines = told(found, language(), names_rules=True)
        if form == "json":
            print_json(lines)
        else:
            say(base_words(folder))
            for line in lines:
                click.echo(line)
            if not lines:
                say(Words("The role rules would be the same."))
    except DomainError as error:
        stop(error)
    except (PackageError, ValueError) as error:
        stop(Words("The package cannot be read. {error}", error=error))
    sys.exit(1 if lines else 0)


@program.group()
def roles() -> None:
    """The rules about who may do what."""


@roles.command(epilog="Example: spelregler roles matrix --format csv")
@click.option("--package", help="A package by its folder's name; the installation's own when left out.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table")
def matrix(package: str | None, form: str) -> None:
    """Print the permission matrix as computed from the package's role rules."""
    start_django()
    from django.conf import settings

    from spelregler.apps.policy.packages.in_force import rules_of
    from spelregler.platform.errors import DomainError

    try:
        rows = [row.as_dict() for row in rules_of(package or settings.SPELREGLER_PACKAGE).matrix()]
    except DomainError as error:
        stop(error)
    if form == "json":
        print_json(rows)
        return
    if form == "csv":
        writer = csv.DictWriter(sys.stdout, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return
    widths = {key: max(len(key), *(len(str(row[key])) for row in rows)) for key in rows[0]}
    for row in [dict(zip(rows[0], rows[0], strict=True)), *rows]:
        click.echo("  ".join(str(row[key]).ljust(widths[key]) for key in rows[0]))
