"""Somebody says of themselves that they have read and understood the policy that holds (MR-3, MR-4)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.knowledge.models import PolicyReading
from spelregler.apps.organisation.models import Person
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class ReadingRefused(DomainError):
    """One reads a version that holds, and says so once."""

    code = "reading-refused"


def sign_reading(
    *, person: Person, version_from: date | None, is_catch_up: bool, today: date, who: Who
) -> PolicyReading:
    """That the person has read and understood the version that holds, in their own word; said once of each version.

    Refuses with `ReadingRefused` where no version holds, and what is said already.
    """
    if version_from is None or version_from > today:
        raise ReadingRefused(
            Words("No version of the policy is registered as in force."),
            way=Words("The committee secretary registers the document first."),
        )
    with transaction.atomic():
        if PolicyReading.objects.filter(person=person, version_from=version_from).exists():
            raise ReadingRefused(
                Words("You have said so already for this version."), way=Words("You need not say it again.")
            )
        row = PolicyReading(person=person, version_from=version_from, read_on=today, is_catch_up=is_catch_up)
        store(row, act="sign-policy-reading", who=who)
    return row
