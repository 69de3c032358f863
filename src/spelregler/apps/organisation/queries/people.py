"""Who holds what on a date, as pages show it. Elected people and leading officials are public; employees are not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.organisation.models import (
    Appointment,
    Membership,
    Person,
)
from spelregler.apps.organisation.queries.holdings import MOST_SHOWN, Holding, not_here, of_appointment, of_membership
from spelregler.apps.organisation.queries.posts_now import posts
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words


def person_by_code(code: str) -> Person:
    """The person, with the account. Refuses with `NotVisible` a code that nobody has."""
    found: Person | None = Person.objects.select_related("account").filter(code=code).first()
    if found is None:
        raise not_here(Words("The person"))
    return found


def people_with_nothing() -> list[Person]:
    """Those entered last who have had neither seat, post, employment nor account; `MOST_SHOWN` at most. One query."""
    rows = Person.objects.filter(memberships=None, appointments=None, employments=None, account=None)
    return list(rows.order_by("-pk")[:MOST_SHOWN])


@dataclass(frozen=True)
class Held:
    """One line of what a person held, holds and will hold."""

    what: str
    what_en: str
    holding: Holding
    url_kind: str
    code: str
    matter: Resource | None
    is_public: bool


def held_by(person: Person, *, as_of: date) -> list[Held]:
    """Every seat and post of the person, latest first, with what each is a matter of. Five queries."""
    seats = Membership.objects.filter(person=person).select_related("seat__body", "person", "basis")
    rows = list(Appointment.objects.filter(person=person).select_related("post", "person", "basis"))
    places = {each.code: each for each in posts(as_of=as_of, codes={row.post.code for row in rows})}
    found = [
        Held(m.seat.body.name, m.seat.body.name_en, of_membership(m), "body", m.seat.body.code, None, is_public=True)
        for m in seats
    ]
    for row in rows:
        post = places[row.post.code]
        kind = "department" if post.department else ""
        line = Held(
            post.title, post.title_en, of_appointment(row), kind, post.department, post.matter, is_public=post.is_public
        )
        found.append(line)
    return sorted(found, key=lambda each: each.holding.first_day, reverse=True)
