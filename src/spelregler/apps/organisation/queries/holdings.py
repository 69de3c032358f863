"""One holding of a seat or a post, with the days that people name. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    CallIn,
    Membership,
    Person,
)
from spelregler.domain.period import ONE_DAY
from spelregler.domain.reading import identity, read_or
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.errors import NotVisible

SOON = timedelta(days=366)
MOST_SHOWN = 10


@dataclass(frozen=True)
class Holding:
    """Somebody who holds a seat or a post for a time. `last_day` is the day that people name, or none."""

    pk: int
    person: str
    person_code: str
    first_day: date
    last_day: date | None
    is_acting: bool = False
    function: str = ""
    basis: str = ""
    order: int = 0


def holding_of(row: Appointment | Membership | CallIn, person: Person, *, basis: Basis | None, **more: Any) -> Holding:
    """The row as people name its days; `more` fills the other fields of `Holding`."""
    return Holding(
        pk=row.pk,
        person=person.name,
        person_code=person.code,
        first_day=row.start,
        last_day=row.end - ONE_DAY if row.end else None,
        basis=str(basis or ""),
        **more,
    )


def of_appointment(row: Appointment) -> Holding:
    """Who holds the post, from when and to which last day. The row's person and basis are read with it."""
    return holding_of(row, row.person, basis=row.basis, is_acting=row.is_acting)


def of_membership(row: Membership) -> Holding:
    """Who holds the seat, with function and place in the order of call-in (0 for members)."""
    return holding_of(row, row.person, basis=row.basis, function=row.function, order=row.call_order or 0)


def appointment(pk: int) -> Appointment:
    """The appointment, for an operation to work on. Refuses with `NotVisible` a number that none has."""
    found: Appointment | None = Appointment.objects.select_related("post", "person").filter(pk=pk).first()
    if found is None:
        raise not_here(Words("The appointment"))
    return found


def membership(pk: str, *, body: str) -> Membership:
    """The membership in the body, for an operation to work on. Refuses with `NotVisible` what is none of that body."""
    rows = Membership.objects.filter(seat__body__code=body).select_related("seat__body", "person")
    found: Membership | None = rows.filter(pk=read_or(identity, pk, 0)).first()
    if found is None:
        raise not_here(Words("The membership"))
    return found


def holders_on(codes: Iterable[str], *, day: date) -> dict[str, str]:
    """Who holds each post on the day, by the post's code; one that nobody holds is not there. One query."""
    rows = Appointment.objects.on(day).filter(post__code__in=list(codes)).select_related("post", "person")
    return {each.post.code: each.person.name for each in rows}


def not_here(words: Bilingual) -> NotVisible:
    """That there is no such thing on the day."""
    return NotVisible(
        Words("{said} does not exist on that day.", said=words),
        way=Words("Go to The organisation and choose there."),
    )
