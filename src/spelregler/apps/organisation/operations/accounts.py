"""A person's account, given and moved."""

from __future__ import annotations

from spelregler.apps.organisation.models import (
    Person,
)
from spelregler.domain.words import Words
from spelregler.platform.accounts.models import Account
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class NoSuchPerson(DomainError):
    """No person has that code."""

    code = "no-such-person"
    status = 404


class AccountTaken(DomainError):
    """The person signs in with another account, or the account is another person's."""

    code = "account-taken"
    status = 409


def give_account(*, person: str, account: Account, who: Who, replaces: bool = False) -> Person:
    """A person signs in with one account. Another takes its place only where that is meant (`replaces`).

    The trail tells of both accounts, and the earlier can be given back the same way.

    Refuses with `NoSuchPerson` a code that nobody has, with `AccountTaken` a person who has another account, and an
    account that is another person's.
    """
    found = Person.objects.select_related("account").filter(code=person).first()
    if found is None:
        raise NoSuchPerson(
            Words("There is no person with the code {person}.", person=person),
            way=Words("Register the person first."),
        )
    holder = Person.objects.filter(account_id=account.pk).exclude(pk=found.pk).first()
    if holder is not None:
        raise AccountTaken(
            Words(
                "The account {email} is {holder}'s ({code}).",
                email=account.email,
                holder=holder.name,
                code=holder.code,
            ),
            way=Words("Give {holder} another account first, or choose another account.", holder=holder.name),
        )
    earlier = found.account if found.account_id != account.pk else None
    if earlier is not None and not replaces:
        raise AccountTaken(
            Words(
                "{found} ({code}) signs in with {email} already.",
                found=found.name,
                code=found.code,
                email=earlier.email,
            ),
            way=Words(
                "If it is to be changed: spelregler account give ADDRESS --person {found} --replace.", found=found.code
            ),
        )
    found.account_id = account.pk
    details = {"earlier": earlier.email} if earlier is not None else None
    store(found, act="give-account", who=who, subject=found.code, details=details)
    return found
