"""Which version of the policy holds, and what somebody has said of their own reading. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.knowledge.models import PolicyReading
from spelregler.apps.knowledge.queries.bodies import BODIES
from spelregler.apps.knowledge.queries.units import UNITS
from spelregler.apps.organisation.models import Membership, Person
from spelregler.platform.findings import versions_of


@dataclass(frozen=True)
class Version:
    """A version of the policy, counted from the first that was registered, and the day from which it holds."""

    number: int
    since: date


def version_in_force(*, as_of: date) -> Version | None:
    """The version of the document whose rules ask that it is known; None where none is registered. Two queries."""
    days = versions_of(UNITS, as_of=as_of) or versions_of(BODIES, as_of=as_of)
    return Version(len(days), days[-1]) if days else None


def own_reading(*, person: str, as_of: date) -> PolicyReading | None:
    """The newest that somebody has said of themselves by the day; a resident has said nothing. One query at most."""
    if not person:
        return None
    rows = PolicyReading.objects.filter(person__code=person, read_on__lte=as_of)
    return rows.order_by("-version_from", "-pk").first()


def person_itself(code: str) -> Person:
    """The person of an account, for an operation to work on."""
    return Person.objects.get(code=code)


def has_own_record(*, person: str, body: str, as_of: date) -> bool:
    """Whether somebody was introduced to their seat, or has said that they have read what holds. Four queries."""
    seats = Membership.objects.on(as_of).filter(person__code=person, seat__body__code=body)
    if seats.filter(introduced_on__lte=as_of).exists():
        return True
    own, version = own_reading(person=person, as_of=as_of), version_in_force(as_of=as_of)
    return own is not None and version is not None and own.version_from == version.since
