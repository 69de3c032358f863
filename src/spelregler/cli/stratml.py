"""`spelregler export stratml`, `import stratml` and `stratml convert`: goals as ISO 17469."""

from __future__ import annotations

from pathlib import Path

import click

from spelregler.cli.base import FORMAT, console_work, language, print_json, program, say, stop
from spelregler.cli.imports import APPLY, FILE, MOST_ROWS, import_
from spelregler.cli.tables import DRY, OUT, YEAR, export, tell, trying, write_out
from spelregler.domain.words import Words
from spelregler.exchange.bounded import whole_file

PART = click.option("--part", type=click.Choice(["1", "2"]), required=True, help="1: the plan. 2: with indicators.")


@export.command(name="stratml", epilog="Example: spelregler export stratml --part 2 --out plan.xml")
@PART
@OUT
@YEAR
def export_stratml(part: str, out: Path, year: int | None) -> None:
    """A year's decided goals as StratML, valid against the schema of the part."""
    with console_work():
        from spelregler.apps.goals.files import stratml_file
        from spelregler.platform import clock

        today = clock.today()
        made = stratml_file.export_stratml(part=int(part), year=year or today.year, as_of=today)
    write_out(out, made.data)
    for title in made.left_out:
        say(Words("Has no place in StratML: {title}", title=title))


@import_.command(name="stratml", epilog="Example: spelregler import stratml plan.xml --dry-run --format json")
@FILE
@click.option("--body", default="", help="Code of the committee whose objectives they are, where the file names none.")
@DRY
@APPLY
@FORMAT
def import_stratml(file: Path, body: str, dry_run: bool, store: bool, form: str) -> None:
    """Read a StratML file, show which goals it would propose, and with --apply propose them."""
    with console_work() as who:
        from spelregler.apps.goals.files import stratml_file
        from spelregler.platform import clock

        found = stratml_file.import_stratml(
            data=whole_file(file),
            file_name=file.name,
            today=clock.today(),
            who=who,
            body=body,
            store=store and not dry_run,
            stage=trying,
        )
    for aside in found.aside[:MOST_ROWS]:
        say(aside.said(language()))
    if form == "json":
        print_json(found.as_dict())
    tell(found.plan, form="none" if form == "json" else form)


@program.group()
def stratml() -> None:
    """StratML files on their own, without a database."""


@stratml.command(epilog="Example: spelregler stratml convert plan.xml part2.xml --part 2")
@FILE
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
@PART
def convert(file: Path, out: Path, part: str) -> None:
    """The same document written anew and valid, in the same part or the other. What has no place is named."""
    from spelregler.exchange.stratml import Part, StratmlError, read, write

    try:
        document = read(whole_file(file))
        data = write(document, part=Part(int(part)))
    except StratmlError as error:
        stop(f"{file.name}: {error.text(language())}")
    for aside in document.aside[:MOST_ROWS]:
        say(aside.said(language()))
    write_out(out, data)
