"""Everybody's way in: accounts from a table, links by mail or letter, and people matched to directory accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial

from django.conf import settings
from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.core.validators import validate_email
from django.db import transaction
from django.db.models import QuerySet

from spelregler.apps.identity.matching import Attribute, people_by, said_of_themselves
from spelregler.apps.organisation.models import Person
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.start.queries import holding
from spelregler.domain.words import Pair, Words
from spelregler.exchange.sheets import Column, Form, Row, read_table, write_table
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import open_account, password_address, whole
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.mail import operations as mail
from spelregler.platform.tables import Brought, Told, bringing, readable, try_row

MAILED_DAYS = 3
"""A mailed link lasts over a weekend."""
MOST_LETTERS = 300
"""Made while somebody waits and kept nowhere: the links stand in the file alone. The next press makes the next."""
MOST_UNMATCHED = 200
COLUMNS = (
    Column("person", Words("Person code"), also=("kod", "code"), needed=True, longest=60),
    Column("name", Words("Name"), longest=120, lacking=True),
    Column("email", Words("E-mail"), also=("e-postadress",), longest=254),
)


class AccountRefused(DomainError):
    """One person, one account, one address."""

    code = "account-refused"


@dataclass(frozen=True)
class Link:
    """A one-time link to give: to whom, the address to sign in with, and how many days it works."""

    name: str
    email: str
    url: str
    days: int


# From a table -------------------------------------------------------------------------------------------------------


def import_accounts(*, data: bytes, file_name: str, store: bool, who: Who) -> tuple[Brought, list[Account]]:
    """Each row opens one person's account, without a password. Whoever has one is told, and gets no second.

    An account that a directory opened with the same address becomes the person's. A row without an address is left.
    Answered are what was brought, and the accounts that were opened.

    Refuses, row by row, a person who is not there, an address that is none or another's, and a person who signs in with
    another address. Refuses with `TableRefused` a file that is no such table.
    """
    with readable(file_name):
        table = read_table(data, file_name=file_name, columns=COLUMNS)
    opened: list[Account] = []
    codes = [row["person"] for row in table.rows]
    people = {each.code: each for each in Person.objects.filter(code__in=codes).select_related("account")}
    with bringing(table, file_name=file_name, store=store) as brought:
        for row in table.rows:
            person = people.get(row["person"])
            if person and not (row["email"] or person.email or person.account):
                brought.left += 1
                continue
            try_row(
                brought,
                table,
                row,
                column="email" if person else "person",
                act=partial(_let_in, row, person, opened, who=who),
            )
    return brought, opened if brought.stored else []


def _let_in(row: Row, person: Person | None, opened: list[Account], *, who: Who) -> Told | None:
    if person is None:
        raise AccountRefused(
            Words("nobody has the code “{row}”.", row=row["person"]),
            way=Words("Fetch the template with the people's codes, or enter the person first."),
        )
    held = person.account.email if person.account else ""
    email = (row["email"] or held or person.email).strip().lower()
    _refuse_address(email, person)
    if person.account is not None:
        return None
    account = Account.objects.filter(email__iexact=email).first()
    if account is None:
        account = open_account(email=email, name=person.name, who=who)
        opened.append(account)
    give_account(person=person.code, account=account, who=who)
    person.account = account
    return Told(row.number, Pair(f"{person.name}: {email}"))


def _refuse_address(email: str, person: Person) -> None:
    validate_email(email)
    if person.account is not None and person.account.email.lower() != email:
        raise AccountRefused(
            Words(
                "{person} has an account already, with the address {email}.",
                person=person.name,
                email=person.account.email,
            ),
            way=Words("Write that address or take the row away. An account's address is changed in the directory."),
        )
    other = Person.objects.filter(account__email__iexact=email).exclude(pk=person.pk).first()
    if other is not None:
        raise AccountRefused(
            Words(
                "the address {email} is {other}'s ({code}) already.",
                email=email,
                other=other.name,
                code=other.code,
            ),
            way=Words("Give each their own address."),
        )


def known(*, today: date) -> QuerySet[Person]:
    """Those who hold something on the day, have no account, and whose address the organisation knows."""
    return holding(today).filter(account=None).exclude(email="")


def open_known(*, today: date, who: Who) -> Brought:
    """Everybody whose address the organisation knows gets an account, as if each were a row of a table; all or nothing.

    Refuses with `AccountRefused` all of it where an address is another person's already.
    """
    rows = [{"person": each.code, "email": each.email} for each in known(today=today).order_by("name", "code")]
    data = write_table(COLUMNS, rows, form="csv")
    brought, _opened = import_accounts(data=data, file_name="", store=True, who=who)
    if brought.faults:
        first = brought.faults[0]
        raise AccountRefused(
            first.words,
            way=first.todo or Words("Correct the address in the organisation."),
        )
    return brought


def export_accounts(*, form: Form, language: str, today: date) -> bytes:
    """Everybody who holds something on the day, with the address they sign in with, or that the organisation knows."""
    people = holding(today).select_related("account").order_by("name", "code")
    rows = [{"person": each.code, "name": each.name, "email": _address(each)} for each in people]
    return write_table(COLUMNS, rows, form=form, language=language, title=Words("Accounts").text(language))


def _address(person: Person) -> str:
    return person.account.email if person.account else person.email


# Links --------------------------------------------------------------------------------------------------------------


def unused() -> QuerySet[Account]:
    """The accounts of people who have never chosen a password nor signed in; open ones only."""
    found: QuerySet[Account] = Account.objects.filter(is_active=True, last_login=None, person__isnull=False)
    return found.filter(password__startswith=UNUSABLE_PASSWORD_PREFIX).order_by("name", "pk")


def to_give(*, again: bool) -> QuerySet[Account]:
    """The unused accounts that have been given no link; `again` also those that have, last of all."""
    found = unused() if again else unused().filter(link_given=False)
    return found.order_by("link_given", "name", "pk")


def links(*, accounts: Iterable[Account], days: int, who: Who) -> list[Link]:
    """A one-time link for each account. Each leaves its row in the trail, and is told here and never again."""
    with transaction.atomic():
        return [
            Link(each.name, each.email, whole(password_address(account=each, who=who, days=days)), days)
            for each in accounts
        ]


def mail_links(*, accounts: Iterable[Account], municipality: str, who: Who) -> int:
    """Each holder is mailed a link that works once, for three days; how many.

    Refuses with `MailNotConfigured` an installation without a mail server.
    """
    mail.must_be_configured()
    with transaction.atomic():
        made = links(accounts=accounts, days=MAILED_DAYS, who=who)
        for each in made:
            subject = f"{municipality}: ditt konto i Spelregler"
            mail.send(to=each.email, kind="account-link", subject=subject, text=_message(each, municipality), who=who)
    return len(made)


def letter_days() -> int:
    """How many days the link in a printed letter works."""
    return int(settings.SPELREGLER_LETTER_DAYS)


def _message(link: Link, municipality: str) -> str:
    return (
        f"Hej {link.name}!\n\n"
        f"Du har fått ett konto i Spelregler, där {municipality} följer sina spelregler. "
        f"Välj ditt lösenord här:\n\n{link.url}\n\n"
        f"Länken gäller en gång, i {link.days} dygn. Sedan loggar du in med adressen {link.email}.\n"
        "Har du inte väntat dig det här? Då behöver du inte göra någonting.\n"
    )


# Directory accounts -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Unmatched:
    """A directory account without a person, and the person whom the attribute points at, if one."""

    account: int
    name: str
    email: str
    person: str = ""
    person_name: str = ""


def unmatched(*, attribute: Attribute) -> list[Unmatched]:
    """Open accounts that are nobody's, with whom the attribute says they are; bounded. Three queries.

    A person who has an account already is never proposed, nor anybody where two accounts point at one.
    """
    accounts = list(Account.objects.filter(is_active=True, person=None).order_by("name", "pk")[:MOST_UNMATCHED])
    said = said_of_themselves(accounts, attribute)
    values = list(said.values())
    people = {value: each for value, each in people_by(attribute, values).items() if each.account_id is None}
    found = []
    for each in accounts:
        value = said.get(each.pk, "")
        person = people.get(value) if value and values.count(value) == 1 else None
        found.append(
            Unmatched(each.pk, each.name, each.email, person.code if person else "", person.name if person else "")
        )
    return found


def match(*, pairs: Iterable[tuple[int, str]], who: Who) -> int:
    """Each account becomes the person's, all or nothing; how many. No person is made anew or gets a second account.

    Refuses with `AccountRefused` an account or a person that is matched already, or is not there.
    """
    count = 0
    with transaction.atomic():
        for number, code in pairs:
            account = Account.objects.filter(pk=number, person=None).first()
            person = Person.objects.filter(code=code, account=None).first()
            if account is None or person is None:
                raise AccountRefused(
                    Words("The account or the person {code} is already matched to somebody else.", code=code),
                    way=Words("Load the page again and choose anew."),
                )
            give_account(person=person.code, account=account, who=who)
            count += 1
    return count
