"""`spelregler account` and `spelregler identity`: people's way in, and what the municipality's own sign-in gives."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict
from datetime import datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import click

from spelregler.cli.base import DAY, FORMAT, console_work, django_setup, language, print_json, program, say
from spelregler.cli.begin import let_in
from spelregler.cli.brought import tell_brought
from spelregler.cli.imports import APPLY, FILE
from spelregler.cli.tables import OUT, write_out
from spelregler.domain import reading
from spelregler.domain.words import Words
from spelregler.exchange.bounded import whole_file


@program.group()
def account() -> None:
    """People's way in. Nobody but the holder ever knows a password."""


@account.command(name="add", epilog="Example: spelregler account add eva.ek@kommun.example 'Eva Ek' --person eva-ek")
@click.argument("email")
@click.argument("name")
@click.option("--person", default="", help="The code of the person in the organisation whose account it is.")
def account_add(email: str, name: str, person: str) -> None:
    """Open an account, and print the address where its holder chooses a password: works once, for a day."""
    with console_work() as who:
        from django.db import transaction

        from spelregler.apps.organisation.operations.accounts import give_account
        from spelregler.platform.accounts.operations import open_account, password_address

        with transaction.atomic():
            opened = open_account(email=email, name=name, who=who)
            if person:
                give_account(person=person, account=opened, who=who)
            click.echo(password_address(account=opened, who=who))


@account.command(name="give", epilog="Example: spelregler account give eva.ek@kommun.example --person eva-ek")
@click.argument("email")
@click.option("--person", required=True, help="The code of the person whose account it is.")
@click.option("--replace", is_flag=True, help="It takes the place of the account that the person signs in with.")
def account_give(email: str, person: str, replace: bool) -> None:
    """Let a person sign in with an account that is nobody's; the earlier one is told, so that it can be given back."""
    with console_work() as who:
        from spelregler.apps.organisation.operations.accounts import give_account
        from spelregler.apps.organisation.queries.posts import account_address
        from spelregler.platform.accounts.operations import account_of

        earlier = account_address(person=person)
        give_account(person=person, account=account_of(email=email), who=who, replaces=replace)
        if earlier and earlier != email.lower():
            say(
                Words(
                    "{earlier} is nobody's now. Undo: spelregler account give {earlier} --person {person} --replace",
                    earlier=earlier,
                    person=person,
                )
            )


@account.command(
    name="administrator", epilog="Example: spelregler account administrator eva.ek@kommun.example 'Eva Ek'"
)
@click.argument("email")
@click.argument("name")
@click.option("--person", default="", help="The code of the person, if she is in the organisation already.")
@click.option("--namesake", is_flag=True, help="It is another person with the same name.")
def account_administrator(email: str, name: str, person: str, namesake: bool) -> None:
    """Let somebody run the system, and print a link that works once, for a day: also when the only one is lost."""
    with console_work() as who:
        let_in(email=email, name=name, person=person, is_namesake=namesake, who=who)


@account.command(name="import", epilog="Example: spelregler account import konton.xlsx --apply --letters brev.pdf")
@FILE
@APPLY
@click.option("--mail", is_flag=True, help="Mail each new holder a link that works once.")
@click.option("--letters", type=click.Path(dir_okay=False, path_type=Path), help="Write letters to print (PDF).")
@FORMAT
def account_import(file: Path, store: bool, mail: bool, letters: Path | None, form: str) -> None:
    """Open accounts from a table (person code, e-mail); exit code 1 and nothing stored if a row is wrong."""
    with console_work() as who:
        from django.db import transaction

        from spelregler.apps.organisation.queries.bodies import municipality
        from spelregler.apps.start.operations import accounts

        place = str(municipality() or "")
        with transaction.atomic():
            brought, opened = accounts.import_accounts(data=whole_file(file), file_name=file.name, store=store, who=who)
            if opened and mail:
                accounts.mail_links(accounts=opened, municipality=place, who=who)
            if opened and letters:
                links = accounts.links(accounts=opened, days=accounts.letter_days(), who=who)
                write_letters(letters, links, place=place)
    tell_brought(brought, form)


def write_letters(path: Path, links: Sequence[Any], *, place: str) -> None:
    """As many letters in a file as a page makes at a time: letters.pdf, or letters-1.pdf, letters-2.pdf and so on.

    Each file is made in a process of its own, for what makes it keeps the memory that it has taken.
    """
    from spelregler.apps.start.files.letters import letters_of
    from spelregler.apps.start.operations.accounts import MOST_LETTERS
    from spelregler.exchange.documents import write_pdf

    parts = [links[at : at + MOST_LETTERS] for at in range(0, len(links), MOST_LETTERS)]
    for number, part in enumerate(parts, start=1):
        report = letters_of(links=part, municipality=place, language=language())
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as aside:
            data = aside.submit(write_pdf, report).result()
        write_out(path if len(parts) == 1 else path.with_stem(f"{path.stem}-{number}"), data)


@account.command(name="export", epilog="Example: spelregler account export --out konton.xlsx")
@click.option("--format", "form", type=click.Choice(["xlsx", "csv"]), default="xlsx", help="Kind of table.")
@OUT
def account_export(form: Any, out: Path) -> None:
    """Write everybody who holds something, with the columns that the import reads, to fill in addresses."""
    with console_work():
        from spelregler.apps.start.operations import accounts
        from spelregler.platform import clock

        write_out(out, accounts.export_accounts(form=form, language=language(), today=clock.today()))


@account.command(name="password", epilog="Example: spelregler account password eva.ek@kommun.example")
@click.argument("email")
def account_password(email: str) -> None:
    """Print a new address for choosing a password. Be sure of whom you give it to."""
    with console_work() as who:
        from spelregler.platform.accounts.operations import account_of, password_address

        click.echo(password_address(account=account_of(email=email), who=who))


@account.command(name="close", epilog="Example: spelregler account close eva.ek@kommun.example")
@click.argument("email")
def account_close(email: str) -> None:
    """Close an account: every session ends at once."""
    with console_work() as who:
        from spelregler.platform.accounts.operations import account_of, close_account

        close_account(account=account_of(email=email), who=who)


@account.command(name="reopen", epilog="Example: spelregler account reopen eva.ek@kommun.example")
@click.argument("email")
def account_reopen(email: str) -> None:
    """Open a closed account again."""
    with console_work() as who:
        from spelregler.platform.accounts.operations import account_of, reopen_account

        reopen_account(account=account_of(email=email), who=who)


@account.command(name="drop-steps", epilog="Example: spelregler account drop-steps eva.ek@kommun.example")
@click.argument("email")
def account_drop_steps(email: str) -> None:
    """Take away every second step, for whoever has lost all of theirs. Be sure of who asks."""
    with console_work() as who:
        from spelregler.platform.accounts.operations import account_of, drop_second_steps

        click.echo(drop_second_steps(account=account_of(email=email), who=who))


@program.group()
def identity() -> None:
    """What the municipality's own sign-in and provisioning give."""


@identity.command(name="groups", epilog="Example: spelregler identity groups --format json")
@FORMAT
def identity_groups(form: str) -> None:
    """List which groups give which posts today, and by whose decision."""
    django_setup()
    from spelregler.apps.identity.queries import mappings
    from spelregler.platform import clock

    rows = [asdict(each) for each in mappings(as_of=clock.today())]
    if form == "json":
        print_json(rows)
        return
    for row in rows:
        click.echo("  ".join(str(value) for value in row.values()))


@identity.command(
    name="give", epilog="Example: spelregler identity give scim rektorer ec-1 --decision un 2026-09-01 44"
)
@click.argument("source")
@click.argument("group")
@click.argument("post")
@click.option("--decision", nargs=3, required=True, help="Body, date and paragraph of the decision.")
@click.option("--from", "start", type=DAY, help="The day when it begins to hold; today when left out.")
def identity_give(source: str, group: str, post: str, decision: tuple[str, str, str], start: datetime | None) -> None:
    """Let a group at a source (a provider's id, or scim) give a post. It has to be decided first."""
    with console_work() as who:
        from spelregler.apps.identity.operations.groups import decide_mapping
        from spelregler.apps.identity.queries import body_and_post
        from spelregler.platform import clock

        code, decided_on, paragraph = decision
        body, chosen = body_and_post(body=code, post=post)
        decide_mapping(
            source=source,
            group=group,
            post=chosen,
            body=body,
            decided_on=reading.day(decided_on),
            paragraph=paragraph,
            start=start.date() if start else clock.today(),
            who=who,
        )


@identity.command(name="stop", epilog="Example: spelregler identity stop 3")
@click.argument("number", type=int)
def identity_stop(number: int) -> None:
    """End a row of the table of groups today, and every post that it has given."""
    with console_work() as who:
        from spelregler.apps.identity.operations.groups import end_mapping
        from spelregler.apps.identity.queries import mapping_by_number
        from spelregler.platform import clock

        end_mapping(mapping=mapping_by_number(number), on=clock.today(), who=who)


@identity.command(name="token", epilog="Example: spelregler identity token Entra")
@click.argument("name")
def identity_token(name: str) -> None:
    """Make a key for provisioning (SCIM) and print it. It is shown now and never again."""
    with console_work() as who:
        from spelregler.apps.identity.operations.provisioning import give_token
        from spelregler.platform import clock

        click.echo(give_token(name=name, now=clock.now(), who=who))


@identity.command(name="revoke", epilog="Example: spelregler identity revoke Entra")
@click.argument("name")
def identity_revoke(name: str) -> None:
    """Revoke a key for provisioning: it opens nothing from now on."""
    with console_work() as who:
        from spelregler.apps.identity.operations.provisioning import revoke_token
        from spelregler.platform import clock

        revoke_token(name=name, now=clock.now(), who=who)
