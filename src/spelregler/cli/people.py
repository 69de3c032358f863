"""`spelregler people anonymise`: those who have left are made anonymous, by the municipality's own rule."""

from __future__ import annotations

import click

from spelregler.cli.base import console_work, program, say
from spelregler.domain.words import Words


@program.group()
def people() -> None:
    """People in the register."""


@people.command(epilog="Example: spelregler people anonymise --apply")
@click.option("--apply", "is_applied", is_flag=True, help="Do it. Without this the command only tells who is due.")
def anonymise(*, is_applied: bool) -> None:
    """Tell who is due by the rule in force, or make them anonymous. The night does the latter by itself."""
    with console_work() as who:
        from spelregler.apps.organisation.operations.anonymity import anonymise_leavers, due, rule_on
        from spelregler.platform import clock

        today = clock.today()
        rule = rule_on(today)
        if rule is None:
            say(Words("No rule is decided: nobody is made anonymous."))
        elif is_applied:
            click.echo(anonymise_leavers(today=today, who=who))
        else:
            for each in due(today=today):
                click.echo(f"{each.person.code}\t{each.since}")
