"""`spelregler mail`: whether letters leave the house."""

from __future__ import annotations

import sys

import click

from spelregler.cli.base import FORMAT, console_work, print_json, program, say, spoken, stop
from spelregler.domain.words import Words


@program.group()
def mail() -> None:
    """Mail on its way out."""


@mail.command(name="test", epilog="Example: spelregler mail test eva.ek@kommun.example")
@click.argument("address")
def mail_test(address: str) -> None:
    """Send a letter at once, and say what the mail server answered. What has waited for the server then goes too."""
    with console_work() as who:
        from smtplib import SMTPException

        from spelregler.platform.mail import background, delivery
        from spelregler.platform.mail.operations import must_be_configured, send_test

        must_be_configured()
        try:
            send_test(
                to=address,
                subject=spoken(Words("A test from Spelregler")),
                text=spoken(Words("The letter arrived: mail works.")),
                who=who,
            )
        except (SMTPException, OSError) as error:
            say(Words("The letter did not go: {why}", why=delivery.words_of(error)))
            stop(Words("Correct SPELREGLER_MAIL_URL, or ask whoever runs the mail server."))
        freed = delivery.try_now()
        background.wake()
    say(Words("The server took the letter to {address}.", address=address))
    if freed:
        say(Words("{freed} waiting letters are tried now.", freed=freed))


@mail.command(name="list", epilog="Example: spelregler mail list --format json")
@FORMAT
def mail_list(form: str) -> None:
    """What waits and what was given up, the oldest first. Never what the letters say."""
    with console_work():
        from spelregler.platform.mail.queries import troubled

        rows = troubled()
    if form == "json":
        print_json(rows)
    for row in rows if form == "text" else ():
        click.echo("  ".join(str(value) for value in row.values() if value is not None))
    sys.exit(1 if any(row["given_up_at"] for row in rows) else 0)
