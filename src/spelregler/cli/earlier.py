"""`spelregler import decisions|frames` and their exports: what was decided before the installation began."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from spelregler.cli.base import FORMAT, console_work, language
from spelregler.cli.brought import tell_brought
from spelregler.cli.imports import APPLY, FILE, import_
from spelregler.cli.tables import OUT, TABLE, YEAR, export, write_out
from spelregler.exchange.bounded import whole_file


@import_.command(name="decisions", epilog="Example: spelregler import decisions beslut.xlsx --apply")
@FILE
@APPLY
@FORMAT
def import_decisions_file(file: Path, store: bool, form: str) -> None:
    """Read decisions (body, day, paragraph, title, text, kind) as the minutes have them, with their true days."""
    with console_work() as who:
        from spelregler.apps.decisions.decision_table import import_decisions
        from spelregler.platform import clock

        brought = import_decisions(
            data=whole_file(file), file_name=file.name, store=store, today=clock.today(), who=who
        )
    tell_brought(brought, form)


@import_.command(name="frames", epilog="Example: spelregler import frames ramar.xlsx --apply")
@FILE
@APPLY
@FORMAT
def import_frames_file(file: Path, store: bool, form: str) -> None:
    """Read a year's decided total, committee frames and unit frames in tkr; refused where they do not add up."""
    with console_work() as who:
        from spelregler.apps.frames.files.decided_frames_table import import_frames
        from spelregler.platform import clock

        brought = import_frames(data=whole_file(file), file_name=file.name, store=store, today=clock.today(), who=who)
    tell_brought(brought, form)


@export.command(name="decisions", epilog="Example: spelregler export decisions --format xlsx --out beslut.xlsx")
@TABLE
@OUT
def export_decisions_file(form: Any, out: Path) -> None:
    """Write the registered decisions, or the headings to fill in, with the columns that the import reads."""
    with console_work():
        from spelregler.apps.decisions.decision_table import export_decisions
        from spelregler.platform import clock

        write_out(out, export_decisions(form=form, language=language(), today=clock.today()))


@export.command(name="frames", epilog="Example: spelregler export frames --year 2027 --out ramar.xlsx")
@TABLE
@OUT
@YEAR
def export_frames_file(form: Any, out: Path, year: int | None) -> None:
    """Write a year's frames, and every body and unit that has none to fill in, with the columns of the import."""
    with console_work():
        from spelregler.apps.frames.files.decided_frames_table import export_frames
        from spelregler.platform import clock

        write_out(out, export_frames(form=form, language=language(), today=clock.today(), year=year))
