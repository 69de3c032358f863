"""`spelregler policy adopt`: the council's decision puts a package in force."""

from __future__ import annotations

from datetime import datetime

import click

from spelregler.cli.base import DAY, console_work, say
from spelregler.cli.policy import policy
from spelregler.domain.words import Words


@policy.command(epilog="Example: spelregler policy copy liten strandby")
@click.argument("name")
@click.argument("new_name")
def copy(name: str, new_name: str) -> None:
    """Copy a package to one of the municipality's own under SPELREGLER_HOME, to change and then adopt."""
    with console_work() as who:
        from spelregler.apps.policy.operations.copying import copy_package, place_of_copies

        folder = copy_package(name=name, new_name=new_name, municipality=place_of_copies(), who=who)
    say(
        Words(
            "The package {new_name} lies in {folder}. Change it there and try spelregler policy validate {folder}.",
            new_name=new_name,
            folder=folder,
        )
    )


@policy.command(
    epilog="Example: spelregler policy adopt oxelosund --body kf --date 2026-12-14 --paragraph 112 "
    "--valid-from 2027-01-01"
)
@click.argument("source", metavar="FOLDER|NAME")
@click.option("--body", required=True, help="The code of the council that decided.")
@click.option("--date", "decided_on", type=DAY, required=True, help="The day of the decision.")
@click.option("--paragraph", required=True, help="The paragraph of the minutes.")
@click.option("--valid-from", type=DAY, help="The day from which the package judges; the decision's when left out.")
def adopt(source: str, body: str, decided_on: datetime, paragraph: str, valid_from: datetime | None) -> None:
    """Register that the council has adopted a package. A package with a fault is refused."""
    with console_work() as who:
        from spelregler.apps.policy.operations.adoption import adopt as register
        from spelregler.apps.policy.packages.comparing import base_words
        from spelregler.apps.policy.packages.in_force import folder_of

        start = (valid_from or decided_on).date()
        adopted = register(
            source=source, body=body, decided_on=decided_on.date(), paragraph=paragraph, start=start, who=who
        )
        say(Words("{adopted} is in force from {start}.", adopted=adopted, start=start))
        say(base_words(folder_of(adopted.package)))
