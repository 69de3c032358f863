"""`spelregler begin`: the municipality, its start day and whoever runs the system first."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Any

import click

from spelregler.cli.base import DAY, console_work, language, pick, program, say, start_django, stop

EXAMPLE = (
    "spelregler begin --code 0481 --name Oxelösund --start-day 2027-01-01 "
    "--admin-name 'Eva Ek' --admin-email eva.ek@kommun.example"
)


@program.command(epilog=f"Example: {EXAMPLE}")
@click.option("--code", help="The municipality's code, four figures.")
@click.option("--name", help="The municipality's name.")
@click.option("--start-day", type=DAY, help="The day from which its duties count.")
@click.option("--admin-name", help="The name of whoever runs the system.")
@click.option("--admin-email", help="The address that whoever runs the system signs in with.")
def begin(
    code: str | None,
    name: str | None,
    start_day: datetime | None,
    admin_name: str | None,
    admin_email: str | None,
) -> None:
    """Begin a municipality: make the database, ask what is missing, and print the first administrator's link.

    Run again it tells what is in and what is missing, and doubles nothing. No password is ever chosen for anybody.
    """
    _make_new_database()
    with console_work() as who:
        from spelregler.apps.organisation.queries.bodies import municipality
        from spelregler.apps.start.queries import administrator_count
        from spelregler.platform import clock

        today, place = clock.today(), municipality()
        if place is None:
            asked = _asked(("--code", code), ("--name", name), ("--start-day", start_day))
            _begin(*asked, today=today, who=who)
        elif place.is_demo:
            stop(
                pick(
                    "Här finns demon. Börja med en egen hemmapp: SPELREGLER_HOME=/sökväg spelregler begin.",
                    "The demo is here. Begin with a home folder of its own: SPELREGLER_HOME=/path spelregler begin.",
                )
            )
        elif code and code != place.code:
            stop(
                pick(
                    f"Här finns redan {place} ({place.code}), inte {code}. Varje kommun har en egen hemmapp: "
                    f"SPELREGLER_HOME=/sökväg spelregler begin --code {code}.",
                    f"{place} ({place.code}) is here already, not {code}. Each municipality has a home of its own: "
                    f"SPELREGLER_HOME=/path spelregler begin --code {code}.",
                )
            )
        else:
            say(pick(f"Kommunen finns: {place} ({place.code}).", f"The municipality is in: {place} ({place.code})."))
        if not administrator_count(today=today):
            given = _asked(("--admin-name", admin_name), ("--admin-email", admin_email))
            let_in(name=given[0], email=given[1], is_namesake=True, who=who)
        _tell(today)


def _make_new_database() -> None:
    """A new database gets its tables here, on PostgreSQL too: nothing lies there that should be backed up first."""
    start_django()
    from spelregler.config.upgrading import migrate, must_not_be_lost, standing
    from spelregler.platform.errors import DomainError

    try:
        now = standing()
        must_not_be_lost(now)
        if now.is_new:
            migrate()
    except DomainError as error:
        stop(error.text(language()))


WORDS = {
    "--code": ("Kommunkod (fyra siffror)", "Municipality code (four figures)"),
    "--name": ("Kommunens namn", "The municipality's name"),
    "--start-day": ("Startdag (ÅÅÅÅ-MM-DD)", "Start day (YYYY-MM-DD)"),
    "--admin-name": ("Första systemförvaltarens namn", "Name of the first system administrator"),
    "--admin-email": ("Systemförvaltarens e-postadress", "The administrator's e-mail address"),
}


def _asked(*given: tuple[str, Any]) -> list[Any]:
    """What was given as options, and the rest asked for; where nobody can answer, the options that are missing."""
    missing = [option for option, value in given if not value]
    if missing and not sys.stdin.isatty():
        named = ", ".join(missing)
        stop(pick(f"Ange också {named}. Exempel: {EXAMPLE}", f"Give {named} as well. Example: {EXAMPLE}"))
    kinds = {"--start-day": DAY}
    return [value or click.prompt(pick(*WORDS[option]), type=kinds.get(option), err=True) for option, value in given]


def _begin(code: str, name: str, start_day: datetime, *, today: date, who: Any) -> None:
    from spelregler.apps.start.operations.beginning import begin as begin_municipality

    place = begin_municipality(code=code, name=name, start_day=start_day.date(), today=today, who=who)
    say(pick(f"{place} är upplagd.", f"{place} is begun."))


def let_in(*, email: str, name: str, who: Any, person: str = "", is_namesake: bool = False) -> None:
    """Somebody runs the system, and gets a link that works once, for a day."""
    from django.db import transaction

    from spelregler.apps.start.operations.beginning import make_administrator
    from spelregler.platform import clock
    from spelregler.platform.accounts.operations import password_address, whole

    with transaction.atomic():
        account = make_administrator(
            email=email, name=name, today=clock.today(), who=who, person=person, is_namesake=is_namesake
        )
        address = whole(password_address(account=account, who=who))
    say(
        pick(
            f"{account.name} sköter systemet. Länken gäller en gång, i ett dygn; där väljer {account.name} lösenord:",
            f"{account.name} runs the system. The link works once, for a day; {account.name} chooses a password there:",
        )
    )
    click.echo(address)


def _tell(today: date) -> None:
    """Every step with what is in and what is missing."""
    from django.utils import translation

    from spelregler.apps.start import queries
    from spelregler.apps.start.pages.checklist import presenters
    from spelregler.platform.accounts.operations import whole

    with translation.override(language()):
        for step in presenters.steps(queries.facts(today=today), language()):
            say(f"{step.number}. {step.title}: {step.status_words}")
            for words in step.is_in:
                say(f"     {words}")
            for each in step.missing:
                way = each.command or whole(each.url)
                say(f"   {pick('saknas', 'missing')}: {each.text}  →  {way}")
    say(
        pick(
            f"Starta med spelregler serve och gå vidare på {whole('/start/')}.",
            f"Start with spelregler serve and go on at {whole('/start/')}.",
        )
    )
