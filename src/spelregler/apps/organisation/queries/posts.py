"""Posts that lead, and who held what on a day. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.role_assignment import POST, key_held
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Membership,
    Person,
    Post,
)
from spelregler.apps.organisation.models.dated import open_on
from spelregler.apps.organisation.queries.departments import departments_of

HANDLING = (
    Post.Kind.CHIEF_EXECUTIVE,
    Post.Kind.DEPARTMENT_HEAD,
    Post.Kind.COMMITTEE_SECRETARY,
    Post.Kind.CONTROLLER,
    Post.Kind.HR,
    Post.Kind.UNIT_MANAGER,
)
"""The officials who handle matters, those who lead many first."""


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


def post_acted_by(assignment: str) -> Post | None:
    """The post that somebody acts by, from the code of the role that they hold; None for a seat. One query."""
    appointment = key_held(assignment, POST)
    row = Appointment.objects.filter(pk=appointment).select_related("post").first() if appointment else None
    return row.post if row else None


def handling_posts(*, as_of: date) -> list[Post]:
    """The posts of officials that a matter may be given to, those that lead first. One query."""
    rows = Post.objects.filter(open_on(as_of), kind__in=HANDLING)
    return sorted(rows, key=lambda each: (HANDLING.index(Post.Kind(each.kind)), each.title))


def account_address(*, person: str) -> str:
    """The address that the person with the code signs in with; empty where nobody does."""
    return Person.objects.filter(code=person).values_list("account__email", flat=True).first() or ""
