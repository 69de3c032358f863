"""`spelregler import organisation` and `spelregler export organisation`: how a municipality begins, and goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from spelregler.cli.base import DAY, FORMAT, console_work, language, print_json, say, slow_progress, spoken, stop
from spelregler.cli.imports import FILE, import_, tell_nothing_stored
from spelregler.cli.tables import OUT, export, write_out
from spelregler.domain.words import Words
from spelregler.exchange.bounded import whole_file

if TYPE_CHECKING:
    from spelregler.apps.organisation.files.organisation_import import Change, Plan

MOST_SHOWN = 200


@import_.command(name="organisation", epilog="Example: spelregler import organisation kommunen.xlsx --apply")
@FILE
@click.option("--apply/--dry-run", "store", default=False, help="Store it. A dry run is what happens without it.")
@click.option("--from", "on", type=DAY, help="The day from which what is held changes; today if left out.")
@click.option("--end-missing", is_flag=True, help="End what is held and has no row in the file, the day before.")
@FORMAT
def import_organisation(file: Path, store: bool, on: datetime | None, end_missing: bool, form: str) -> None:
    """Read bodies, units, people and who holds what; exit code 1 and nothing stored if a row is wrong."""
    with console_work() as who:
        from spelregler.apps.organisation.files import organisation_import
        from spelregler.exchange.sheets import SheetRefused
        from spelregler.platform import clock

        try:
            plan = organisation_import.import_organisation(
                data=whole_file(file),
                file_name=file.name,
                on=on.date() if on else clock.today(),
                today=clock.today(),
                store=store,
                end_missing=end_missing,
                who=who,
                stage=storing,
            )
        except SheetRefused as refused:
            stop(f"{file.name}: {refused.text(language())}")
        _tell(plan, form)
        sys.exit(1 if plan.faults else 0)


@contextmanager
def storing(steps: int) -> Iterator[Callable[[int], None]]:
    """A bar for what takes more than two seconds."""
    with slow_progress(steps, label=spoken(Words("Storing"))) as step:
        yield step


def _tell(plan: Plan, form: str) -> None:
    """The plan as data or in words, and what to do next."""
    if form == "json":
        print_json(_as_data(plan))
    else:
        _print(plan)
    if plan.faults:
        say(Words("Nothing is stored. Correct the rows and try again."))
    elif plan.changes_nothing:
        say(Words("All is as the file says already; nothing changes."))
    elif not plan.stored:
        tell_nothing_stored()


def _as_data(plan: Plan) -> dict[str, Any]:
    from spelregler.apps.organisation.files.organisation_import import State
    from spelregler.exchange.organisation import What

    counts = {str(state): {str(what): n for what in What if (n := plan.count(state, what))} for state in State}
    return {
        **counts,
        "faults": [{"row": each.row, "column": each.column, "text": each.text(language())} for each in plan.faults],
        "faults_in_all": plan.faults_in_all,
        "changes": [
            {
                "row": each.row,
                "what": each.what,
                "title": each.title,
                "state": each.state,
                "on": each.on,
                "fields": [{"name": one.name, "before": one.before, "after": one.after} for one in each.fields],
            }
            for each in plan.changes
            if each.state != State.NEW
        ],
        "missing": plan.missing,
        "unknown_columns": plan.unknown,
        "remarks": [each.as_dict() for each in plan.remarks],
        "stored": plan.stored,
    }


def _print(plan: Plan) -> None:
    from spelregler.apps.organisation.files.organisation_import import State
    from spelregler.exchange.organisation import WORDS, What

    for fault in plan.faults:
        click.echo(fault.text(language()))
    for what in What:
        new, changed, ended, same = (plan.count(state, what) for state in State)
        if new or changed or ended or same:
            kind = WORDS[what]
            click.echo(
                spoken(
                    Words(
                        "{kind}: {new} new, {changed} change, {ended} end, {same} the same",
                        kind=kind,
                        new=new,
                        changed=changed,
                        ended=ended,
                        same=same,
                    )
                )
            )
    shown = [each for each in plan.changes if each.state in (State.CHANGED, State.ENDED)]
    for each in shown[:MOST_SHOWN]:
        click.echo(_line(each))
    if (left := len(shown) - MOST_SHOWN) > 0:
        click.echo(spoken(Words("… and {left} more", left=left)))
    if plan.missing:
        names = ", ".join(plan.missing[:MOST_SHOWN])
        click.echo(spoken(Words("Not in the file, ended on its page: {names}", names=names)))
    for remark in plan.remarks:
        click.echo(remark.text(language()))
    if plan.unknown:
        names = ", ".join(plan.unknown)
        click.echo(spoken(Words("Columns that are not read: {names}", names=names)))


def _line(change: Change) -> str:
    """One change: where, what, and every cell before and after."""
    from spelregler.apps.organisation.files.organisation_import import State
    from spelregler.apps.organisation.pages.file.presenters import money_cells
    from spelregler.exchange.organisation import COLUMNS, WORDS

    titles = {column.name: column.title(language()) for column in COLUMNS}
    where = spoken(Words("row {row}", row=change.row)) + ": " if change.row else ""
    what = f"{where}{spoken(WORDS[change.what])} {change.title}"
    if change.state == State.ENDED:
        return spoken(Words("{what}: ends, last day {on}", what=what, on=change.on))
    cells = ", ".join(f"{titles[each.name]}: {_cell(each.before)} → {_cell(each.after)}" for each in change.fields)
    for name, before, after in money_cells(change.money, language()):
        cells += f", {name}: {before} → {after}"
    since = spoken(Words(" (from {on})", on=change.on)) if change.on else ""
    return f"{what}: {cells}{since}"


def _cell(value: Any) -> str:
    from spelregler.exchange.organisation import TYPES

    if value in (None, "", ()):
        return "–"
    if isinstance(value, date):
        return value.isoformat()
    return ", ".join(value) if isinstance(value, tuple) else spoken(TYPES.get(str(value)) or str(value))


@export.command(name="organisation", epilog="Example: spelregler export organisation --format xlsx --out kommunen.xlsx")
@click.option("--format", "form", type=click.Choice(["csv", "xlsx"]), default="csv", help="The kind of file.")
@click.option("--template", is_flag=True, help="An empty workbook with a worked example and the columns explained.")
@OUT
def export_organisation(form: Any, out: Path, template: bool) -> None:
    """Write the organisation, or an empty template, with the columns that the import reads."""
    with console_work():
        from spelregler.apps.organisation.files import organisation_import

        if template:
            write_out(out, organisation_import.template(language=language()))
        else:
            write_out(out, organisation_import.export_organisation(form=form, language=language()))
