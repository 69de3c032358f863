"""Who holds what on a date, as pages show it. Elected people and leading officials are public; employees are not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import Q

from spelregler.apps.organisation.models import (
    AlsoServes,
    Appointment,
    Basis,
    Body,
    CallIn,
    Department,
    Leaving,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Unit,
    open_on,
)
from spelregler.apps.organisation.queries import POST_ROLES, UnitPlace, bodies_before, unit_place
from spelregler.domain.period import ONE_DAY
from spelregler.domain.reading import identity, read_or
from spelregler.domain.roles import Resource
from spelregler.platform.errors import NotVisible

PUBLIC_POSTS = (
    Post.Kind.CHIEF_EXECUTIVE,
    Post.Kind.DEPARTMENT_HEAD,
    Post.Kind.UNIT_MANAGER,
    Post.Kind.COMMITTEE_SECRETARY,
)
"""Posts whose holders everybody may know: they lead, or are the public's way in. Union posts never are (GDPR 9)."""
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


def _holding(row: Appointment | Membership | CallIn, person: Person, *, basis: Basis | None, **more: Any) -> Holding:
    return Holding(
        pk=row.pk,
        person=person.name,
        person_code=person.code,
        first_day=row.start,
        last_day=row.end - ONE_DAY if row.end else None,
        basis=str(basis or ""),
        **more,
    )


def _appointment(row: Appointment) -> Holding:
    return _holding(row, row.person, basis=row.basis, is_acting=row.is_acting)


def _membership(row: Membership) -> Holding:
    return _holding(row, row.person, basis=row.basis, function=row.function, order=row.call_order or 0)


@dataclass(frozen=True)
class SeatNow:
    """A seat on the day: who sits in it, who serves instead, or nobody."""

    pk: int
    number: int
    is_substitute: bool
    holder: Holding | None
    serving: Holding | None
    coming: Holding | None
    reason: str = ""
    """Why another than the next in order serves."""

    @property
    def place(self) -> tuple[bool, int]:
        """Members by seat, then substitutes by the order of call-in."""
        who = self.holder or self.coming
        return self.is_substitute, who.order if self.is_substitute and who and who.order else self.number


def body_by_code(code: str, *, as_of: date, ahead: bool = False) -> Body:
    """The body on the day, `ahead` one that begins later too."""
    rows = Body.objects.on_or_after(as_of) if ahead else Body.objects.on(as_of)
    found: Body | None = rows.filter(code=code).first()
    if found is None:
        raise not_here("Organet", "The body")
    return found


def seats_of(body: Body, *, as_of: date) -> list[SeatNow]:
    """Every seat of the body with its holder on the day and the next one, in three queries."""
    now: dict[int, Holding] = {}
    coming: dict[int, Holding] = {}
    rows = Membership.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), seat__body=body, start__lte=as_of + SOON)
    for row in rows.select_related("person", "basis").order_by("start"):
        (now if row.start <= as_of else coming).setdefault(row.seat_id, _membership(row))
    called = {
        each.seat_id: each
        for each in CallIn.objects.on(as_of).filter(seat__body=body).select_related("substitute__person")
    }
    found = []
    for seat in Seat.objects.filter(open_on(as_of), body=body):
        call = called.get(seat.pk)
        serving = _holding(call, call.substitute.person, basis=None) if call else None
        held = now.get(seat.pk), serving, coming.get(seat.pk)
        found.append(SeatNow(seat.pk, seat.number, seat.is_substitute, *held, reason=call.reason if call else ""))
    return sorted(found, key=lambda each: each.place)


@dataclass(frozen=True)
class TermNow:
    """A term of a body, and the days when the body was trained in it."""

    pk: int
    first_day: date
    last_day: date | None
    is_now: bool
    trained_on: tuple[date, ...]


def terms_of(body: Body, *, as_of: date) -> list[TermNow]:
    """The body's terms with their trainings, the latest first, bounded; two queries."""
    terms = Term.objects.filter(body=body).prefetch_related("trainings").order_by("-start")[:MOST_SHOWN]
    return [
        TermNow(
            pk=each.pk,
            first_day=each.start,
            last_day=each.end - ONE_DAY if each.end else None,
            is_now=each.start <= as_of and (each.end is None or as_of < each.end),
            trained_on=tuple(sorted(t.held_on for t in each.trainings.all())),
        )
        for each in terms
    ]


@dataclass(frozen=True)
class PostNow:
    """A post on the day: who holds it, who comes after, or nobody; and the matter that filling it is."""

    code: str
    title: str
    title_en: str
    kind: str
    unit: str
    unit_name: str
    department: str
    department_name: str
    is_leading: bool
    holder: Holding | None
    others: tuple[Holding, ...]
    coming: tuple[Holding, ...]
    matter: Resource
    begins: date | None = None
    """The first day of its unit, where that is later."""
    represents: str | None = None
    is_representative: bool = False

    @property
    def is_public(self) -> bool:
        """Whether everybody may know who holds it."""
        return self.kind in PUBLIC_POSTS


def posts(
    *, as_of: date, department: str = "", codes: Iterable[str] | None = None, ahead: bool = False
) -> list[PostNow]:
    """Posts with place and holders on the day, heads first: of one department, or those named.

    A post of a unit that begins later has its first place, and is among the department's `ahead`. Three queries, or
    four.
    """
    placed = Placement.objects.on(as_of).select_related("department__body", "unit")
    rows = Post.objects.select_related("department__body", "unit")
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    elif department:
        rows = rows.filter(open_on(as_of))
        there = Q(start__lte=as_of) | Q(unit__start__gt=as_of) if ahead else Q(start__lte=as_of)
        inside = Placement.objects.on_or_after(as_of).filter(there, department__code=department).values("unit")
        rows = rows.filter(Q(unit__in=inside) | Q(unit__isnull=True, department__code=department))
    found = list(rows)
    units = {post.unit_id for post in found if post.unit_id}
    places = {each.unit_id: each for each in placed.filter(unit__in=units)}
    if units - places.keys():
        later = Placement.objects.filter(unit__in=units - places.keys(), start__gt=as_of).order_by("-start")
        places |= {each.unit_id: each for each in later.select_related("department__body", "unit")}
    held = Appointment.objects.filter(
        Q(end__isnull=True) | Q(end__gt=as_of), post__in=found, start__lte=as_of + SOON
    ).select_related("person", "basis")
    by_post: dict[int, list[Appointment]] = {}
    for row in held.order_by("start"):
        by_post.setdefault(row.post_id, []).append(row)
    order = {kind: number for number, kind in enumerate(Post.Kind.values)}
    made = [_post_now(post, places.get(post.unit_id), by_post.get(post.pk, []), as_of) for post in found]
    return sorted(made, key=lambda each: (order[each.kind], each.title))


def _post_now(post: Post, place: Placement | None, rows: list[Appointment], as_of: date) -> PostNow:
    department = place.department if place else post.department
    now = [_appointment(row) for row in rows if row.start <= as_of]
    matter = Resource(
        kind="appointment",
        id=post.code,
        body=department.body.code if department else None,
        department=department.code if department else None,
        unit=place.unit.code if place else None,
        concerns_role=POST_ROLES[post.kind],
    )
    return PostNow(
        code=post.code,
        title=post.title,
        title_en=post.title_en,
        kind=post.kind,
        unit=place.unit.code if place else "",
        unit_name=place.unit.name if place else "",
        department=department.code if department else "",
        department_name=department.name if department else "",
        is_leading=post.is_leading,
        holder=now[0] if now else None,
        others=tuple(now[1:]),
        coming=tuple(_appointment(row) for row in rows if row.start > as_of),
        matter=matter,
        begins=place.start if place and place.start > as_of else None,
        represents=post.represents,
        is_representative=post.is_representative,
    )


def post_now(code: str, *, as_of: date) -> PostNow:
    """One post on the day."""
    found = posts(as_of=as_of, codes=[code])
    if not found:
        raise not_here("Tjänsten", "The post")
    return found[0]


def department_by_code(code: str, *, as_of: date, ahead: bool = False) -> Department:
    """The department on the day, `ahead` one that begins later too."""
    rows = Department.objects.on_or_after(as_of) if ahead else Department.objects.on(as_of)
    found: Department | None = rows.filter(code=code).select_related("body").first()
    if found is None:
        raise not_here("Förvaltningen", "The department")
    return found


def body_then(department: Department, *, as_of: date) -> Body:
    """The body that the department answered to on the day."""
    return bodies_before(as_of=as_of).get(department.pk, department.body)


@dataclass(frozen=True)
class Vacancies:
    """What nobody holds on the day: leading posts and seats of members."""

    posts: tuple[PostNow, ...]
    seats: tuple[tuple[str, str, int], ...]


def vacancies(*, as_of: date) -> Vacancies:
    """Leading posts without a holder, and seats per body with how many are empty. Five queries."""
    leading = [each.code for each in Post.objects.filter(open_on(as_of), kind__in=PUBLIC_POSTS[:3])]
    empty = [
        each
        for each in posts(as_of=as_of, codes=leading)
        if each.holder is None and each.department and not each.begins
    ]
    taken = set(Membership.objects.on(as_of).values_list("seat", flat=True))
    counts: dict[tuple[str, str], int] = {}
    bodies = Body.objects.on(as_of)
    for seat in Seat.objects.filter(open_on(as_of), body__in=bodies).select_related("body").order_by("body__name"):
        if seat.pk not in taken:
            key = (seat.body.code, seat.body.name)
            counts[key] = counts.get(key, 0) + 1
    return Vacancies(tuple(empty), tuple((code, name, count) for (code, name), count in counts.items()))


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


def person_by_code(code: str) -> Person:
    """The person."""
    found: Person | None = Person.objects.select_related("account").filter(code=code).first()
    if found is None:
        raise not_here("Personen", "The person")
    return found


def held_by(person: Person, *, as_of: date) -> list[Held]:
    """Every seat and post of the person, latest first, with what each is a matter of. Five queries."""
    seats = Membership.objects.filter(person=person).select_related("seat__body", "person", "basis")
    rows = list(Appointment.objects.filter(person=person).select_related("post", "person", "basis"))
    places = {each.code: each for each in posts(as_of=as_of, codes={row.post.code for row in rows})}
    found = [
        Held(m.seat.body.name, m.seat.body.name_en, _membership(m), "body", m.seat.body.code, None, is_public=True)
        for m in seats
    ]
    for row in rows:
        post = places[row.post.code]
        kind = "department" if post.department else ""
        line = Held(
            post.title, post.title_en, _appointment(row), kind, post.department, post.matter, is_public=post.is_public
        )
        found.append(line)
    return sorted(found, key=lambda each: each.holding.first_day, reverse=True)


def post_itself(code: str) -> Post:
    """The post, for an operation to work on."""
    found: Post | None = Post.objects.filter(code=code).first()
    if found is None:
        raise not_here("Tjänsten", "The post")
    return found


def people_with_nothing() -> list[Person]:
    """Those entered last who have had neither seat, post, employment nor account; bounded."""
    rows = Person.objects.filter(memberships=None, appointments=None, employments=None, account=None)
    return list(rows.order_by("-pk")[:MOST_SHOWN])


def unit_itself(code: str) -> Unit:
    """The unit, for an operation to work on."""
    found: Unit | None = Unit.objects.filter(code=code).first()
    if found is None:
        raise not_here("Enheten", "The unit")
    return found


def unit_place_by_code(code: str, *, as_of: date) -> UnitPlace:
    """The unit in its place on the day; one that begins later in its first place."""
    first = Placement.objects.filter(unit__code=code, start__gt=as_of).order_by("start").first()
    found = unit_place(code=code, as_of=as_of) or (unit_place(code=code, as_of=first.start) if first else None)
    if found is None:
        raise not_here("Enheten", "The unit")
    return found


def also_served(pk: int) -> AlsoServes:
    """A further body of a department, for an operation to work on."""
    found: AlsoServes | None = AlsoServes.objects.select_related("department__body", "body").filter(pk=pk).first()
    if found is None:
        raise not_here("Det organet", "That body")
    return found


def appointment(pk: int) -> Appointment:
    """The appointment, for an operation to work on."""
    found: Appointment | None = Appointment.objects.select_related("post", "person").filter(pk=pk).first()
    if found is None:
        raise not_here("Förordnandet", "The appointment")
    return found


def membership(pk: str, *, body: str) -> Membership:
    """The membership in the body, for an operation to work on."""
    rows = Membership.objects.filter(seat__body__code=body).select_related("seat__body", "person")
    found: Membership | None = rows.filter(pk=read_or(identity, pk, 0)).first()
    if found is None:
        raise not_here("Uppdraget", "The membership")
    return found


def seat_of(body: Body, pk: str) -> Seat:
    """The seat of the body, for an operation to work on."""
    found: Seat | None = body.seats.select_related("body").filter(pk=read_or(identity, pk, 0)).first()
    if found is None:
        raise not_here("Platsen", "The seat")
    return found


def open_leaving(person: Person) -> Leaving | None:
    """The leaving that is under way."""
    found: Leaving | None = person.leavings.filter(closed_on__isnull=True).select_related("person__account").first()
    return found


def posts_left(leaving: Leaving) -> list[str]:
    """The posts that the person leaves with the last day, ordinary or acting."""
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
    """The posts that the person holds on the day or later."""
    rows = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), person=person)
    return sorted(set(rows.values_list("post__code", flat=True)))


def holders_on(codes: Iterable[str], *, day: date) -> dict[str, str]:
    """Who holds each post on the day, by the post's code."""
    rows = Appointment.objects.on(day).filter(post__code__in=list(codes)).select_related("post", "person")
    return {each.post.code: each.person.name for each in rows}


def takers(*, department: str, day: date) -> list[tuple[str, str]]:
    """The posts of a department that somebody holds on the day: they may be handed something."""
    return [
        (each.code, f"{each.title}: {each.holder.person}")
        for each in posts(as_of=day, department=department)
        if each.holder is not None
    ]


def not_here(sv: str, en: str) -> NotVisible:
    """That there is no such thing on the day."""
    return NotVisible(
        sv=f"{sv} finns inte på den dagen.",
        en=f"{en} does not exist on that day.",
        way_sv="Gå till Organisationen och välj där.",
        way_en="Go to The organisation and choose there.",
    )
