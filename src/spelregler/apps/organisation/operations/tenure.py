"""Who sits, holds and is employed: from a day, to a day, one at a time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Employment,
    Membership,
    Person,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.operations.refusals import (
    HeadOfTwo,
    LastAdministrator,
    OneChair,
    PostClosed,
    refusing,
)
from spelregler.domain.tenure import Tenure, Two, second_chairs, second_departments
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store


def employ(*, person: Person, unit: Unit, start: date, who: Who, end: date | None = None) -> Employment:
    """Somebody is employed in a unit from a day."""
    employment = Employment(person=person, unit=unit, start=start, end=end)
    store(employment, act="employ", who=who, details={"start": start, "end": end})
    return employment


# Who holds what, and where units belong -------------------------------------------------------------------------------


def seat_member(
    *,
    seat: Seat,
    person: Person,
    function: str,
    start: date,
    end: date | None = None,
    basis: Basis | None = None,
    who: Who,
) -> Membership:
    """One person holds a seat at a time, a body has one chair, and no leading official sits in their own body.

    Refuses with `OneChair` a second chair, with `SeatTaken` a seat that is held on any of the days, with `MixedParties`
    a leading official under the body, or the head of a department that works for it (MR-34).
    """
    if function == Membership.Function.CHAIR:
        _must_be_only_chair(seat, start, end)
    membership = Membership(seat=seat, person=person, function=function, start=start, end=end, basis=basis)
    with refusing():
        store(membership, act="seat-member", who=who, details={"start": start, "end": end})
    return membership


def _must_be_only_chair(seat: Seat, start: date, end: date | None) -> None:
    chairs = _meeting(Membership, start, end).filter(seat__body=seat.body_id, function=Membership.Function.CHAIR)
    held = [
        Tenure(each.person.code, each.seat_id, each.seat.body_id, each.start, each.end, ref=each)
        for each in chairs.select_related("person", "seat__body").order_by("start")
    ]
    new = Tenure("", seat.pk, seat.body_id, start, end)
    chair = _met(new, second_chairs([*held, new]))
    if chair is not None:
        body = chair.seat.body
        raise OneChair(
            Words(
                "{person} is already chair of {body} from {start}.",
                person=chair.person,
                start=chair.start,
                body=Pair(body.name, body.name_en),
            ),
            way=Words("First change that chair's function from the same day, or choose another function."),
        )


def _met(new: Tenure, pairs: Iterable[Two]) -> Any:
    """The stored row that the new one would meet, or none."""
    found = (other for pair in pairs for other in pair if new in pair and other is not new)
    return next((each.ref for each in found), None)


def _meeting(model: type[Membership | Appointment], start: date, end: date | None) -> models.QuerySet[Any]:
    """The rows that share a day with [start, end)."""
    rows = model._default_manager.filter(Q(end__isnull=True) | Q(end__gt=start))
    return rows.filter(start__lt=end) if end else rows


def end_membership(*, membership: Membership, end: date, who: Who) -> Membership:
    """An elected representative leaves a seat on a day; that day belongs to the next one."""
    with refusing():
        amend(membership, to={"end": end}, act="end-membership", who=who)
    return membership


def appoint(
    *,
    post: Post,
    person: Person,
    start: date,
    end: date | None = None,
    is_acting: bool = False,
    basis: Basis | None = None,
    continues: Appointment | None = None,
    who: Who,
) -> Appointment:
    """A leading post has one holder at a time, and nobody heads two departments but by acting in one (CP-6).

    Refuses with `HeadOfTwo` a second department, with `PostClosed` days after the post has closed, with `PostTaken` a
    leading post that is held on any of the days, with `MixedParties` a leading post under a body that the person sits
    in (MR-34).
    """
    if post.kind == Post.Kind.DEPARTMENT_HEAD and not is_acting:
        _must_head_one(post, person, start, end)
    if post.closed_on is not None and (end is None or end > post.closed_on):
        raise PostClosed(
            Words(
                "The post {post} is closed from {closed_on}.",
                closed_on=post.closed_on,
                post=Pair(post.title, post.title_en),
            ),
            way=Words("Choose another post, or a last day before that day."),
        )
    appointment = Appointment(
        post=post, person=person, start=start, end=end, is_acting=is_acting, basis=basis, continues=continues
    )
    with refusing():
        store(appointment, act="appoint", who=who, details={"start": start, "acting": is_acting})
    return appointment


def _must_head_one(post: Post, person: Person, start: date, end: date | None) -> None:
    rows = _meeting(Appointment, start, end).filter(person=person, post__kind=Post.Kind.DEPARTMENT_HEAD)
    held = [
        Tenure(person.code, each.post_id, each.post.department_id, each.start, each.end, each.is_acting, ref=each)
        for each in rows.select_related("post").order_by("start")
    ]
    new = Tenure(person.code, post.pk, post.department_id, start, end)
    other = _met(new, second_departments([*held, new]))
    if other is not None:
        raise HeadOfTwo(
            Words(
                "{person} already heads a department as {post} from {start}.",
                person=person,
                start=other.start,
                post=Pair(other.post.title, other.post.title_en),
            ),
            clause="CP-6",
            way=Words("Let one of them be acting, end the first, or choose somebody else."),
        )


def end_appointment(*, appointment: Appointment, end: date, who: Who) -> Appointment:
    """A holder leaves on a day; that day belongs to the next one.

    Refuses with `LastAdministrator` the last who runs the system.
    """
    must_not_be_last(appointment, end)
    with refusing():
        amend(appointment, to={"end": end}, act="end-appointment", who=who)
    return appointment


def must_not_be_last(appointment: Appointment, end: date) -> None:
    """Somebody who can sign in runs the system on every day: with nobody, only the console lets anyone in.

    Refuses with `LastAdministrator` the end of an appointment after which nobody does.
    """
    kind = Post.Kind.ADMINISTRATOR
    if appointment.post.kind != kind:
        return
    others = Appointment.objects.on(end).filter(post__kind=kind, person__account__is_active=True)
    if not others.exclude(person=appointment.person_id).exists():
        raise LastAdministrator(
            Words("{person} is the last who runs the system.", person=appointment.person),
            way=Words("Add another first, on Who runs the system."),
        )
