"""`spelregler begin`: the municipality, its start day and whoever runs the system first."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import Any

import click

from spelregler.cli.base import DAY, console_work, language, program, say, spoken, start_django, stop
from spelregler.domain.words import Words

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
                Words("The demo is here. Begin with a home folder of its own: SPELREGLER_HOME=/path spelregler begin.")
            )
        elif code and code != place.code:
            stop(
                Words(
                    "{place} ({code}) is here already, not {asked}. Each municipality has a home of its own: "
                    "SPELREGLER_HOME=/path spelregler begin --code {asked}.",
                    place=place,
                    code=place.code,
                    asked=code,
                )
            )
        else:
            say(Words("The municipality is entered: {place} ({code}).", place=place, code=place.code))
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
        stop(error)


ASKED = {
    "--code": Words("Municipality code (four figures)"),
    "--name": Words("The municipality's name"),
    "--start-day": Words("Start day (YYYY-MM-DD)"),
    "--admin-name": Words("Name of the first system administrator"),
    "--admin-email": Words("The administrator's e-mail address"),
}


def _asked(*given: tuple[str, Any]) -> list[Any]:
    """What was given as options, and the rest asked for; where nobody can answer, the options that are missing."""
    missing = [option for option, value in given if not value]
    if missing and not sys.stdin.isatty():
        named = ", ".join(missing)
        stop(Words("Give {named} as well. Example: {example}", named=named, example=EXAMPLE))
    kinds = {"--start-day": DAY}
    return [value or click.prompt(spoken(ASKED[option]), type=kinds.get(option), err=True) for option, value in given]


def _begin(code: str, name: str, start_day: datetime, *, today: date, who: Any) -> None:
    from spelregler.apps.start.operations.beginning import begin as begin_municipality

    place = begin_municipality(code=code, name=name, start_day=start_day.date(), today=today, who=who)
    say(Words("{place} is begun.", place=place))


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
        Words(
            "{name} runs the system. The link works once, for a day; {name} chooses a password there:",
            name=account.name,
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
                say(Words("   missing: {text}  →  {way}", text=each.text, way=way))
    say(Words("Start with spelregler serve and go on at {address}.", address=whole("/start/")))
