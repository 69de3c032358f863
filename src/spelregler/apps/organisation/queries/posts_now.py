"""A post on a day: who holds it, who acts in it and who comes. Reads only."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Membership,
    Placement,
    Post,
    Seat,
    open_on,
)
from spelregler.apps.organisation.queries.holdings import SOON, Holding, not_here, of_appointment
from spelregler.apps.organisation.queries.role_assignments import POST_ROLES
from spelregler.domain.roles import Resource
from spelregler.domain.words import Words

PUBLIC_POSTS = (
    Post.Kind.CHIEF_EXECUTIVE,
    Post.Kind.DEPARTMENT_HEAD,
    Post.Kind.UNIT_MANAGER,
    Post.Kind.COMMITTEE_SECRETARY,
)
"""Posts whose holders everybody may know: they lead, or are the public's way in. Union posts never are (GDPR 9)."""


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
    unit_name_en: str = ""
    department_name_en: str = ""

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
    places: dict[int | None, Placement] = {each.unit_id: each for each in placed.filter(unit__in=units)}
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
    now = [of_appointment(row) for row in rows if row.start <= as_of]
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
        coming=tuple(of_appointment(row) for row in rows if row.start > as_of),
        matter=matter,
        begins=place.start if place and place.start > as_of else None,
        represents=post.represents,
        is_representative=post.is_representative,
        unit_name_en=place.unit.name_en if place else "",
        department_name_en=department.name_en if department else "",
    )


def post_now(code: str, *, as_of: date) -> PostNow:
    """One post on the day. Refuses with `NotVisible` where there is none."""
    found = posts(as_of=as_of, codes=[code])
    if not found:
        raise not_here(Words("The post"))
    return found[0]


@dataclass(frozen=True)
class Vacancies:
    """What nobody holds on the day: leading posts and seats of members."""

    posts: tuple[PostNow, ...]
    seats: tuple[tuple[str, str, int], ...]


def vacancies(*, as_of: date) -> Vacancies:
    """Leading posts without a holder on the day, and seats per body with how many are empty. Six queries."""
    held = Appointment.objects.on(as_of).values("post")
    rows = Post.objects.filter(open_on(as_of), kind__in=PUBLIC_POSTS[:3]).exclude(pk__in=held)
    leading = list(rows.values_list("code", flat=True))
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


def post_itself(code: str) -> Post:
    """The post whenever it is there, for an operation. Refuses with `NotVisible` a code that no post has."""
    found: Post | None = Post.objects.filter(code=code).first()
    if found is None:
        raise not_here(Words("The post"))
    return found


def takers(*, department: str, day: date) -> list[tuple[str, str]]:
    """The posts of a department that somebody holds on the day, with code and words: they may be handed something."""
    return [
        (each.code, f"{each.title}: {each.holder.person}")
        for each in posts(as_of=day, department=department)
        if each.holder is not None
    ]
