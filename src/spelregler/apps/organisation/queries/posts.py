"""Posts that lead, and who held what on a day. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Membership,
    Person,
    Post,
)
from spelregler.apps.organisation.queries.departments import departments_of


@dataclass(frozen=True)
class Holder:
    """Somebody who held something on the day."""

    person: str
    what: str
    function: str
    is_acting: bool
    start: date


def holders(*, as_of: date) -> list[Holder]:
    """Who held what on this date: every seat and every post, in two queries."""
    seats = (
        Membership.objects.on(as_of).select_related("seat__body", "person").order_by("seat__body__code", "seat__number")
    )
    posts = Appointment.objects.on(as_of).select_related("post", "person").order_by("post__code")
    return [
        *(Holder(m.person.name, m.seat.body.name, m.function, is_acting=False, start=m.start) for m in seats),
        *(Holder(a.person.name, a.post.title, a.post.kind, is_acting=a.is_acting, start=a.start) for a in posts),
    ]


def leading_posts(*, body: Body, as_of: date) -> list[Post]:
    """The posts that a body may address an assignment to: its departments' heads, or any for council and board."""
    rows = Post.objects.filter(kind__in=(Post.Kind.CHIEF_EXECUTIVE, Post.Kind.DEPARTMENT_HEAD)).order_by(
        "kind", "title"
    )
    if body.kind == Body.Kind.COMMITTEE:
        rows = rows.filter(department__in=departments_of(body, as_of=as_of))
    return list(rows)


def post_by_code(code: str) -> Post | None:
    """The post itself, for an operation to work on."""
    return Post.objects.select_related("department__body").filter(code=code).first()


def account_address(*, person: str) -> str:
    """The address that the person with the code signs in with; empty where nobody does."""
    return Person.objects.filter(code=person).values_list("account__email", flat=True).first() or ""
