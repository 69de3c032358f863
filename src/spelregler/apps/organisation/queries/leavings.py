"""Those who are leaving, and the posts that they leave. Reads only."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.models import (
    Appointment,
    Leaving,
    Person,
)
from spelregler.apps.organisation.queries.posts_now import posts
from spelregler.domain.period import ONE_DAY
from spelregler.domain.roles import Resource


def open_leaving(person: Person) -> Leaving | None:
    """The person's leaving that is under way; None where there is none."""
    found: Leaving | None = person.leavings.filter(closed_on__isnull=True).select_related("person__account").first()
    return found


def posts_left(leaving: Leaving) -> list[str]:
    """The codes of the posts that the person leaves with the last day, ordinary or acting."""
    rows = Appointment.objects.filter(person=leaving.person, end=leaving.last_day + ONE_DAY)
    return sorted(set(rows.values_list("post__code", flat=True)))


def posts_being_left(*, as_of: date) -> dict[str, Resource]:
    """The posts of every leaving under way, each with the matter that filling it is. Two queries, or five."""
    last = {each.person_id: each.last_day for each in Leaving.objects.filter(closed_on__isnull=True)}
    rows = Appointment.objects.filter(person__in=last, end__isnull=False).select_related("post", "person")
    left = {row.post.code: row.person.code for row in rows if row.end == last[row.person_id] + ONE_DAY}
    found = posts(as_of=as_of, codes=left) if left else []
    return {each.code: replace(each.matter, concerned=frozenset({left[each.code]})) for each in found}


def posts_of(person: Person, *, as_of: date) -> list[str]:
    """The codes of the posts that the person holds on the day or later."""
    rows = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), person=person)
    return sorted(set(rows.values_list("post__code", flat=True)))
