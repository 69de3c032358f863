"""Which person a directory's account is: by the attribute that the municipality has chosen, never by the name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum

from spelregler.apps.identity.models import ScimUser
from spelregler.apps.organisation.models import Person
from spelregler.platform.accounts.models import Account


class Attribute(StrEnum):
    """What a directory account and a person are known to be the same by."""

    EMAIL = "email"
    USER_NAME = "user_name"
    NUMBER = "number"

    @property
    def of_person(self) -> str:
        """The person's own field."""
        return "email" if self is Attribute.EMAIL else "code"


def said_of_themselves(accounts: Sequence[Account], attribute: Attribute) -> dict[int, str]:
    """What each account says of itself by the attribute, as a person's code or address is written. One query."""
    if attribute == Attribute.EMAIL:
        return {each.pk: each.email.lower() for each in accounts}
    known = ScimUser.objects.filter(account__in=accounts, removed=False)
    names = {each.account_id: each.user_name.split("@")[0] for each in known}
    numbers = {each.account_id: each.external_id for each in known}
    found = names if attribute == Attribute.USER_NAME else numbers
    return {pk: value.lower() for pk, value in found.items() if value}


def people_by(attribute: Attribute, values: Collection[str]) -> dict[str, Person]:
    """The people whom the values point at, whether they have an account or not. One query."""
    people = Person.objects.filter(**{f"{attribute.of_person}__in": set(values)})
    return {str(getattr(each, attribute.of_person)).lower(): each for each in people}
