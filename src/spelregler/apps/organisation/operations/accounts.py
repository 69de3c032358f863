"""A person's account, given and moved."""

from __future__ import annotations

from spelregler.apps.organisation.models import (
    Person,
)
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
            sv=f"Det finns ingen person med koden {person}.",
            en=f"There is no person with the code {person}.",
            way_sv="Lägg upp personen först.",
            way_en="Register the person first.",
        )
    holder = Person.objects.filter(account_id=account.pk).exclude(pk=found.pk).first()
    if holder is not None:
        raise AccountTaken(
            sv=f"Kontot {account.email} är {holder.name}s ({holder.code}).",
            en=f"The account {account.email} is {holder.name}'s ({holder.code}).",
            way_sv=f"Ge {holder.name} ett annat konto först, eller välj ett annat konto.",
            way_en=f"Give {holder.name} another account first, or choose another account.",
        )
    earlier = found.account if found.account_id != account.pk else None
    if earlier is not None and not replaces:
        raise AccountTaken(
            sv=f"{found.name} ({found.code}) loggar redan in med {earlier.email}.",
            en=f"{found.name} ({found.code}) signs in with {earlier.email} already.",
            way_sv=f"Ska det bytas: spelregler account give ADRESS --person {found.code} --replace.",
            way_en=f"If it is to be changed: spelregler account give ADDRESS --person {found.code} --replace.",
        )
    found.account_id = account.pk
    details = {"earlier": earlier.email} if earlier is not None else None
    store(found, act="give-account", who=who, subject=found.code, details=details)
    return found
