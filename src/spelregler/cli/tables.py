"""`spelregler export` and `spelregler import` for plans and values: the same columns out and in."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
)
from spelregler.cli.imports import APPLY, FILE, MOST_ROWS, import_, tell_nothing_stored
from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.exchange.bounded import whole_file

if TYPE_CHECKING:
    from spelregler.apps.goals.files.dry_run import FilePlan, RowChange

OUT = click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The file to write.")
TABLE = click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", help="Kind of table.")
YEAR = click.option("--year", type=click.IntRange(2000, 2100), help="The year; this year if left out.")
DRY = click.option("--dry-run", is_flag=True, help="Show the plan and store nothing. This is the default.")


@program.group()
def export() -> None:
    """Write files for others to read, and to be edited and read back."""


def write_out(out: Path, data: bytes) -> None:
    """The file, and on standard error that it was written."""
    out.write_bytes(data)
    say(Words("Wrote {out} ({count} bytes).", out=out, count=len(data)))


@export.command(name="plan", epilog="Example: spelregler export plan --format xlsx --out plan.xlsx")
@TABLE
@OUT
@YEAR
def export_plan(form: Any, out: Path, year: int | None) -> None:
    """A year's goals, indicators, targets and actions as a table."""
    with console_work():
        from spelregler.apps.goals.files import plan_table
        from spelregler.platform import clock

        today = clock.today()
        write_out(out, plan_table.export_plan(year=year or today.year, as_of=today, form=form, language=language()))


@contextmanager
def trying(steps: int) -> Iterator[Callable[[int], None]]:
    """A bar for what takes more than two seconds."""
    with slow_progress(steps, label=spoken(Words("Trying"))) as step:
        yield step


def bring_in(import_file: Callable[..., FilePlan], file: Path, *, store: bool, form: str, **more: Any) -> None:
    """Read a file, and tell what it changes; stored only with `store`."""
    with console_work() as who:
        from spelregler.platform import clock

        plan = import_file(
            data=whole_file(file),
            file_name=file.name,
            today=clock.today(),
            who=who,
            store=store,
            stage=trying,
            **more,
        )
    tell(plan, form=form)


@import_.command(name="plan", epilog="Example: spelregler import plan plan.xlsx --dry-run --format json")
@FILE
@DRY
@APPLY
@FORMAT
def import_plan_file(file: Path, dry_run: bool, store: bool, form: str) -> None:
    """Read a plan that was exported and edited; show what it would change, and with --apply store it."""
    django_setup()
    from spelregler.apps.goals.files.plan_file import import_plan

    bring_in(import_plan, file, store=store and not dry_run, form=form)


WORDS = {
    "new": Words("new"),
    "changed": Words("changed"),
    "goal": Words("goal"),
    "indicator": Words("indicator"),
    "target": Words("target"),
    "action": Words("action"),
    "value": Words("value"),
}


def tell(plan: FilePlan, *, form: str) -> None:
    """The plan on standard output, what to do next on standard error. Exit code 1 where a row was refused."""
    if form == "json":
        print_json(plan.as_dict())
    elif form == "text":
        _print(plan)
    for remark in plan.remarks:
        say(remark)
    for fault in plan.faults[:MOST_ROWS]:
        say(fault)
    if plan.faults_in_all > MOST_ROWS:
        left = plan.faults_in_all - MOST_ROWS
        say(Words("… and {left} more errors; --format json shows more", left=left))
    if plan.faults:
        say(Words("Nothing is stored. Correct the rows and import again."))
        sys.exit(1)
    if plan.changes_nothing:
        say(Words("The file changes nothing."))
    elif not plan.stored:
        tell_nothing_stored()


def _print(plan: FilePlan) -> None:
    new, changed, same, wrong = plan.count("new"), plan.count("changed"), plan.count("same"), plan.faults_in_all
    file = plan.file_name
    click.echo(
        spoken(
            Words(
                "{file}: {new} new, {changed} changed, {same} the same, {wrong} errors",
                file=file,
                new=new,
                changed=changed,
                same=same,
                wrong=wrong,
            )
        )
    )
    if plan.unknown:
        click.echo(spoken(Words("Columns that are not read: {names}", names=", ".join(plan.unknown))))
    shown = [change for change in plan.changes if change.state != "same"]
    for change in shown[:MOST_ROWS]:
        click.echo("  " + _row(change))
    if len(shown) > MOST_ROWS:
        left = len(shown) - MOST_ROWS
        click.echo(spoken(Words("  … and {left} more; --format json shows all", left=left)))


def _row(change: RowChange) -> str:
    """One row of the plan: where, what, and for a change what it was and what it becomes."""
    fields = ", ".join(f"{each.name}: {_cell(each.before)} → {_cell(each.after)}" for each in change.fields)
    words = (spoken(WORDS[change.state]), spoken(WORDS[change.kind]), change.key)
    what = fields if change.state == "changed" else change.title
    return "  ".join((spoken(Words("row {row}", row=change.row)), *words, what))


def _cell(value: Any) -> str:
    if value in (None, "", ()):
        return "–"
    return ", ".join(value) if isinstance(value, tuple) else str(value)


@export.command(name="values", epilog="Example: spelregler export values --format csv --out values.csv")
@TABLE
@OUT
@click.option("--year", type=click.IntRange(1900, 2100), help="The year; every year if left out.")
@click.option("--small-numbers", is_flag=True, help="Figures about few people too, which no page shows.")
def export_values(form: Any, out: Path, year: int | None, small_numbers: bool) -> None:
    """Measurements as a table. Left out are small numbers, and what would give them away, as on the pages."""
    with console_work():
        from spelregler.apps.goals.files import value_file
        from spelregler.platform import clock

        data, hidden = value_file.export_values(
            year=year, as_of=clock.today(), form=form, language=language(), with_small=small_numbers
        )
        write_out(out, data)
        if hidden:
            say(
                Words(
                    "{hidden} values are left out: they are about few people, or would give them away. With "
                    "--small-numbers they are in the file; then guard it as the register that they come from.",
                    hidden=hidden,
                )
            )


@import_.command(name="values", epilog="Example: spelregler import values values.xlsx --dry-run --format json")
@FILE
@DRY
@APPLY
@FORMAT
def import_values_file(file: Path, dry_run: bool, store: bool, form: str) -> None:
    """Read measurements; show which are new and which correct an older one, and with --apply store them."""
    django_setup()
    from spelregler.apps.goals.files.value_file import import_values

    bring_in(import_values, file, store=store and not dry_run, form=form)


@import_.command(name="scb", epilog="Example: spelregler import scb scb.csv --indicator skatt --column tax_rate")
@FILE
@click.option("--indicator", required=True, help="Code of the indicator that the figures are for.")
@click.option("--column", default="", help="The column with the figures, where there are several.")
@click.option("--sex", type=click.Choice(["all", "women", "men"]), help="One sex; or whose figures a heading is about.")
@click.option(
    "--only", multiple=True, metavar="COLUMN=VALUE", help="A value of a column that parts the figures further."
)
@click.option("--municipality", default="", help="Municipality code; this installation's if left out.")
@click.option("--factor", type=str, default="1", help="What each figure is multiplied by: 100 for shares to per cent.")
@DRY
@APPLY
@FORMAT
def import_scb_file(
    file: Path,
    indicator: str,
    column: str,
    sex: str | None,
    only: tuple[str, ...],
    municipality: str,
    factor: str,
    dry_run: bool,
    store: bool,
    form: str,
) -> None:
    """Read a table saved from Statistics Sweden's database, for one municipality and one indicator.

    CSV, XLSX, PX and JSON-stat 2 are read, by code, by text or by both.
    """
    with console_work():
        from spelregler.apps.goals.files.scb_file import import_scb
        from spelregler.apps.organisation.queries import bodies

        own = bodies.municipality()
        asked = {
            "indicator": indicator,
            "municipality": municipality or (own.code if own else ""),
            "municipality_name": own.name if own and municipality in ("", own.code) else municipality,
            "column": column,
            "sex": sex or "",
            "only": chosen_values(only),
            "factor": number(factor),
        }
    bring_in(import_scb, file, store=store and not dry_run, form=form, **asked)


def chosen_values(said: tuple[str, ...]) -> dict[str, str]:
    """Column and value of each choice."""
    for each in said:
        if "=" not in each:
            raise click.BadParameter(spoken(Words("Write COLUMN=VALUE, not {each}.", each=each)))
    return dict(each.split("=", 1) for each in said)


def number(text: str) -> Decimal:
    """A plain number with decimal comma or point."""
    try:
        return reading.figure(text)
    except reading.Unreadable as refused:
        raise ValueError(refused.text(language())) from refused
