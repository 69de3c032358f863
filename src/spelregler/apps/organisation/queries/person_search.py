"""Searching for one person among all: a part of the name, and what tells namesakes apart.

Who may search is asked by the page: whoever is to choose somebody for a seat, a post or a unit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.models import Appointment, Employment, Membership, Person
from spelregler.apps.organisation.queries.posts_now import PUBLIC_POSTS

MOST_FOUND = 20
SHORTEST = 2


@dataclass(frozen=True)
class Found:
    """Somebody who was found, and where they sit or work, so that two of one name are told apart."""

    code: str
    name: str
    where: str


def find_people(words: str, *, as_of: date, tells_units: bool = False) -> tuple[list[Found], bool]:
    """At most twenty whose name holds every word, by name, and whether there are more. Five queries."""
    asked = words.split()
    if len("".join(asked)) < SHORTEST:
        return [], False
    people = Person.objects.filter(anonymous_since=None).order_by("name", "code")
    for word in asked:
        people = people.filter(Q(name__icontains=word) | Q(code=word))
    some = list(people[: MOST_FOUND + 1])
    return told_apart(some[:MOST_FOUND], as_of=as_of, tells_units=tells_units), len(some) > MOST_FOUND


def told_apart(people: Sequence[Person], *, as_of: date, tells_units: bool = False) -> list[Found]:
    """The people with the seats and the open posts of each on the day; by the code where there is none.

    In which unit somebody is employed is told to whoever fills posts only (ADR 21).
    """
    places: dict[int, list[str]] = defaultdict(list)
    seats = Membership.objects.on(as_of).filter(person__in=people).order_by("seat__body__name")
    for person, body in seats.values_list("person", "seat__body__name"):
        places[person].append(body)
    posts = Appointment.objects.on(as_of).filter(person__in=people, post__kind__in=PUBLIC_POSTS)
    for person, title in posts.order_by("post__title").values_list("person", "post__title"):
        places[person].append(title)
    employed = Employment.objects.on(as_of).filter(person__in=people if tells_units else []).order_by("unit__name")
    for person, unit in employed.values_list("person", "unit__name"):
        if not any(unit in place for place in places[person]):
            places[person].append(unit)
    return [Found(each.code, each.name, ", ".join(dict.fromkeys(places[each.pk])) or each.code) for each in people]


def called(name: str) -> list[Person]:
    """Everybody with exactly that name, or the one with that code."""
    plain = " ".join(name.split())
    there = Person.objects.filter(anonymous_since=None)
    return list(there.filter(Q(name__iexact=plain) | Q(code=plain)).order_by("code")[: MOST_FOUND + 1])
