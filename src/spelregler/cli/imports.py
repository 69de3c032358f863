"""`spelregler import`: plan, show, and with --apply store."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from spelregler.cli.base import (
    FORMAT,
    console_work,
    django_setup,
    language,
    print_json,
    program,
    say,
    slow_progress,
    spoken,
    stop,
)
from spelregler.domain.words import Pair, Words
from spelregler.exchange.bounded import whole_file


@program.group(name="import")
def import_() -> None:
    """Bring in files: plan, show, and with --apply store."""


FILE = click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
APPLY = click.option("--apply", "store", is_flag=True, help="Store it. Without this nothing is stored.")


def tell_nothing_stored() -> None:
    """What a plan ends with, and the next step."""
    say(Words("Nothing is stored. Add --apply to store it."))


@contextmanager
def import_stage(stage: str, length: int) -> Iterator[Callable[[int], None]]:
    """A bar for each stage of an import that takes its time."""
    label = {"read": spoken(Words("Reading")), "store": spoken(Words("Storing"))}[stage]
    with slow_progress(length, label=label) as step:
        yield step


@import_.command(epilog="Example: spelregler import commitments bestallt.csv --unit kr --apply")
@FILE
@click.option("--unit", "money_unit", required=True, type=click.Choice(["kr", "tkr", "mnkr"]), help="Unit of money.")
@APPLY
@FORMAT
def commitments(file: Path, money_unit: str, store: bool, form: str) -> None:
    """Read what is ordered and not yet booked (CSV or XLSX: Ansvar, Månad, Belopp); it takes the older file's place."""
    with console_work() as who:
        from spelregler.apps.frames.files.commitments import import_commitments
        from spelregler.platform import clock

        found = import_commitments(
            data=whole_file(file),
            file_name=file.name,
            money_unit=money_unit,
            store=store,
            today=clock.today(),
            who=who,
        )
    report = {
        "file": found.file_name,
        "sums": found.rows,
        "total_kr": str(found.total.kronor),
        "changed": found.is_changed,
        "without_unit": list(found.without_unit),
        "stored": store and found.is_changed,
    }
    if form == "json":
        print_json(report)
        return
    click.echo(
        spoken(Words("{name}: {rows} sums, SEK {kronor}.", name=file.name, rows=found.rows, kronor=found.total.kronor))
    )
    if found.without_unit:
        click.echo(spoken(Words("Responsibility codes without a unit: ")) + ", ".join(found.without_unit[:MOST_ROWS]))
    if not found.is_changed:
        click.echo(spoken(Words("It is known already. Nothing is changed.")))
    elif not store:
        tell_nothing_stored()


COLUMN_HELP = "A table's headings: responsibility, activity, account, month, amount. Remembered."


@import_.command(epilog="Example: spelregler import ledger 2026.SE --responsibility 1 --activity 20 --apply")
@FILE
@click.option("--responsibility", type=int, help="The SIE dimension that is ansvar. Remembered.")
@click.option("--activity", type=int, help="The SIE dimension that is verksamhet. Remembered.")
@click.option("--column", "columns", multiple=True, metavar="NAME=HEADING", help=COLUMN_HELP)
@click.option("--unit", "money_unit", type=click.Choice(["kr", "tkr", "mnkr"]), help="A table's unit of money.")
@click.option("--costs-negative", is_flag=True, help="A table writes costs with a minus sign.")
@APPLY
@FORMAT
def ledger(
    file: Path,
    responsibility: int | None,
    activity: int | None,
    columns: tuple[str, ...],
    money_unit: str | None,
    costs_negative: bool,
    store: bool,
    form: str,
) -> None:
    """Read a SIE file or a table, show what it would change, and with --apply store it in one transaction."""
    django_setup()
    if columns or money_unit:
        remember_columns(columns, money_unit=money_unit or "", costs_are_negative=costs_negative)
    from spelregler.apps.frames.files.ledger_report import import_file
    from spelregler.platform import clock
    from spelregler.platform.audit.operations import Who
    from spelregler.platform.errors import DomainError

    try:
        with file.open("rb") as data:
            report = import_file(
                data=data,
                file_name=file.name,
                responsibility=responsibility,
                activity=activity,
                store=store,
                today=clock.today(),
                who=Who(name=os.environ.get("USER", "konsol"), role="CT"),
                stage=import_stage,
            )
    except DomainError as error:
        stop(f"{file.name}: {error.text(language())}")
    if form == "json":
        print_json(report)
        return
    if report["unchanged"] and "agrees" not in report:
        click.echo(
            spoken(
                Words(
                    "{name}: the same file was imported on {imported_on} as {file}. Nothing is changed.",
                    name=file.name,
                    imported_on=report["imported_on"],
                    file=report["file"],
                )
            )
        )
        return
    if "agrees" in report:
        print_control(report)
        return
    print_import(report)
    if not store:
        tell_nothing_stored()


def remember_columns(columns: tuple[str, ...], *, money_unit: str, costs_are_negative: bool) -> None:
    """What a table's columns are called, remembered for the tables to come."""
    from spelregler.apps.frames.operations import choose_table
    from spelregler.platform import clock

    with console_work() as who:
        choose_table(
            headings=dict(each.split("=", 1) for each in columns if "=" in each),
            money_unit=money_unit,
            costs_are_negative=costs_are_negative,
            chosen_on=clock.today(),
            who=who,
        )


IMPORT_WORDS = {
    "file": Words("file"),
    "company": Words("company"),
    "responsibility_dimension": Words("dimension of responsibility"),
    "activity_dimension": Words("dimension of activity"),
    "first_month": Words("first month"),
    "last_month": Words("last month"),
    "vouchers": Words("vouchers"),
    "rows": Words("rows"),
    "ksumma": Words("checksum"),
    "months": Words("months (net cost, difference, difference in finance; SEK)"),
    "replaces": Words("replaces"),
    "net_cost_tkr": Words("net cost, SEK thousand"),
    "finance_tkr": Words("finance, SEK thousand"),
    "unknown_tkr": Words("without a unit, SEK thousand"),
    "units": Words("units and months (SEK thousand)"),
    "unknown_codes": Words("responsibility codes without a unit (SEK thousand)"),
    "unbalanced": Words("vouchers out of balance (SEK)"),
    "warnings": Words("remarks"),
    "opening_balances": Words("opening balances"),
    "opening_source": Words("held against"),
    "opening_until": Words("imported up to"),
    "result_left_kr": Words("result not booked to equity, SEK"),
    "opening_differences": Words("accounts that differ (opening, closing the year before, difference; SEK)"),
    "agree": Words("agree"),
    "differ": Words("differ"),
    "unknown": Words("the year before is not known"),
    "stored": Words("stored"),
    "unchanged": Words("the same file as before"),
    "new": Words("new"),
    "same": Words("same"),
    "changed": Words("changed"),
    "ok": Words("ok"),
    "none": Words("not there"),
    True: Words("yes"),
    False: Words("no"),
    None: Pair("–"),
}
MOST_ROWS = 60
"""Rows of one kind on the screen; `--format json` has all."""


def import_word(value: Any) -> str:
    """A word of an import's report in the reader's language; names and figures as they are."""
    is_word = isinstance(value, str | bool) or value is None
    return spoken(IMPORT_WORDS[value]) if is_word and value in IMPORT_WORDS else str(value)


def print_control(report: dict[str, Any]) -> None:
    """A file without ansvar, held against what is stored."""
    kind = report["sie_type"]
    click.echo(
        spoken(
            Words(
                "{file}: SIE type {kind} has no ansvar and is not imported, but compared with what is stored.",
                file=report["file"],
                kind=kind,
            )
        )
    )
    if report["agrees"]:
        count = report["accounts"]
        click.echo(spoken(Words("{count} accounts agree to the öre.", count=count)))
        return
    click.echo(spoken(Words("account, month, file, stored, difference (SEK)")))
    for row in report["differences"][:MOST_ROWS]:
        click.echo("  " + "  ".join(row.values()))
    if (left := len(report["differences"]) - MOST_ROWS) > 0:
        click.echo(spoken(Words("  … and {left} more; --format json shows all", left=left)))
    click.echo(spoken(Words("Import the whole year as SIE type 4E or 3 if what is stored is not the whole ledger.")))


def print_import(report: dict[str, Any]) -> None:
    """A ledger's plan for a person to read before it is stored."""
    for key, value in report.items():
        if not isinstance(value, list):
            click.echo(f"{import_word(key)}: {value if key in ('file', 'company') else import_word(value)}")
            continue
        click.echo(f"{import_word(key)}: {len(value)}")
        for row in value[:MOST_ROWS]:
            shown = [row[language()]] if key == "warnings" else map(str, row.values())
            if key == "months":
                shown = map(import_word, row.values())
            click.echo("  " + "  ".join(shown))
        if len(value) > MOST_ROWS:
            left = len(value) - MOST_ROWS
            click.echo(spoken(Words("  … and {left} more; --format json shows all", left=left)))
