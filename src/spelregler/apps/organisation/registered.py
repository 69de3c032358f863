"""Bodies, departments, units, and people in their seats and posts, for whoever searches.

People are found by what everybody may know: the seats of bodies, and the posts that lead or are the public's way in.
Who is employed and who represents others is not there, nor whoever has been made anonymous.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from spelregler.apps.acting.addresses import address_of
from spelregler.apps.acting.searching import Kind
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Placement,
    Post,
    Unit,
    UnitChange,
    UnitName,
)
from spelregler.apps.organisation.queries.posts_now import PUBLIC_POSTS
from spelregler.apps.organisation.queries.role_assignments import FUNCTION_WORDS
from spelregler.domain.words import NOTHING, Pair, joined
from spelregler.platform.search.models import EVER
from spelregler.platform.search.sources import Keys, Source, Thing

SEAT, POST = "seat-", "post-"


def _bodies(keys: Keys) -> Iterator[Thing]:
    rows = Body.objects.order_by("pk")
    for each in rows if keys is None else rows.filter(pk__in=keys):
        yield Thing(
            key=str(each.pk),
            address=reverse("organisation:body", args=[each.code]),
            title=Pair(each.name, each.name_en),
            text=Pair(each.code),
            start=each.start,
            end=each.end or EVER,
        )


def _departments(keys: Keys) -> Iterator[Thing]:
    rows = Department.objects.select_related("body").order_by("pk")
    for each in rows if keys is None else rows.filter(pk__in=keys):
        yield Thing(
            key=str(each.pk),
            address=reverse("organisation:department", args=[each.code]),
            title=Pair(each.name, each.name_en),
            place=Pair(each.body.name, each.body.name_en),
            start=each.start,
            end=each.end or EVER,
        )


def _units(keys: Keys) -> Iterator[Thing]:
    """Each unit by the name that it has and those that it had; the department is where it lies, or lay last."""
    rows = Unit.objects.order_by("pk")
    names, placed = UnitName.objects.order_by("start"), Placement.objects.order_by("start")
    if keys is not None:
        some = [int(key) for key in keys]
        rows, names, placed = rows.filter(pk__in=some), names.filter(unit__in=some), placed.filter(unit__in=some)
    lies = placed.values_list("unit", "department__name", "department__name_en")
    where = {unit: Pair(name, english) for unit, name, english in lies}
    earlier: Mapping[int, list[UnitName]] = defaultdict(list)
    for name in names:
        earlier[name.unit_id].append(name)
    for unit in rows.iterator():
        since = unit.start
        for name in earlier[unit.pk]:
            yield _unit(unit, Pair(name.name, name.name_en), where, start=name.start, end=name.end)
            since = max(since, name.end)
        if since < (unit.end or EVER):
            yield _unit(unit, Pair(unit.name, unit.name_en), where, start=since, end=unit.end or EVER)


def _unit(unit: Unit, name: Pair, where: Mapping[int, Pair], **days: object) -> Thing:
    return Thing(
        key=str(unit.pk),
        address=address_of("unit", unit.code),
        title=name,
        place=where.get(unit.pk, NOTHING),
        text=Pair(unit.purpose),
        **days,  # type: ignore[arg-type]  # the days of a name
    )


def _people(keys: Keys) -> Iterator[Thing]:
    yield from _seated(keys)
    yield from _posted(keys)


def _seated(keys: Keys) -> Iterator[Thing]:
    rows = Membership.objects.filter(person__anonymous_since=None).order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=_numbers(keys, SEAT))
    for each in rows.select_related("person", "seat__body").iterator():
        body = each.seat.body
        yield Thing(
            key=f"{SEAT}{each.pk}",
            address=reverse("organisation:person", args=[each.person.code]),
            title=Pair(each.person.name),
            place=joined(FUNCTION_WORDS[each.function], Pair(body.name, body.name_en), between=", "),
            start=each.start,
            end=each.end or EVER,
        )


def _posted(keys: Keys) -> Iterator[Thing]:
    rows = Appointment.objects.filter(person__anonymous_since=None, post__kind__in=PUBLIC_POSTS).order_by("pk")
    if keys is not None:
        rows = rows.filter(pk__in=_numbers(keys, POST))
    for each in rows.select_related("person", "post__unit", "post__department").iterator():
        post, place = each.post, each.post.unit or each.post.department
        is_told = place is None or place.name in post.title
        yield Thing(
            key=f"{POST}{each.pk}",
            address=reverse("organisation:person", args=[each.person.code]),
            title=Pair(each.person.name),
            place=joined(
                Pair(post.title, post.title_en),
                NOTHING if place is None or is_told else Pair(place.name, place.name_en),
                between=", ",
            ),
            start=each.start,
            end=each.end or EVER,
        )


def _numbers(keys: Iterable[str], what: str) -> list[int]:
    return [int(key.removeprefix(what)) for key in keys if key.startswith(what)]


def _keys(rows: Iterable[int]) -> Iterator[str]:
    return map(str, rows)


def _seats(rows: Iterable[int]) -> Iterator[str]:
    return (f"{SEAT}{pk}" for pk in rows)


def _posts(rows: Iterable[int]) -> Iterator[str]:
    return (f"{POST}{pk}" for pk in rows)


def _holdings_of(people: Iterable[int]) -> Iterator[str]:
    chosen = list(people)
    yield from _seats(Membership.objects.filter(person__in=chosen).values_list("pk", flat=True))
    yield from _posts(Appointment.objects.filter(person__in=chosen).values_list("pk", flat=True))


SEARCHED = (
    Kind(
        Source(
            kind="unit",
            things=_units,
            follows={
                Unit: _keys,
                UnitName: lambda rows: _keys(UnitName.objects.filter(pk__in=rows).values_list("unit", flat=True)),
                UnitChange: lambda rows: _keys(
                    Unit.objects.filter(change_parts__change__in=rows).values_list("pk", flat=True)
                ),
                Placement: lambda rows: _keys(Placement.objects.filter(pk__in=rows).values_list("unit", flat=True)),
                Department: lambda rows: _keys(
                    Placement.objects.filter(department__in=rows).values_list("unit", flat=True)
                ),
            },
        ),
        place=1,
        one=_("unit"),
        many=_("Units"),
    ),
    Kind(Source(kind="body", things=_bodies, follows={Body: _keys}), place=4, one=_("body"), many=_("Bodies")),
    Kind(
        Source(
            kind="department",
            things=_departments,
            follows={
                Department: _keys,
                Body: lambda rows: _keys(Department.objects.filter(body__in=rows).values_list("pk", flat=True)),
            },
        ),
        place=5,
        one=_("department"),
        many=_("Departments"),
    ),
    Kind(
        Source(
            kind="person",
            things=_people,
            follows={
                Person: _holdings_of,
                Membership: _seats,
                Appointment: _posts,
                Body: lambda rows: _seats(Membership.objects.filter(seat__body__in=rows).values_list("pk", flat=True)),
                Post: lambda rows: _posts(Appointment.objects.filter(post__in=rows).values_list("pk", flat=True)),
                Unit: lambda rows: _posts(Appointment.objects.filter(post__unit__in=rows).values_list("pk", flat=True)),
                Department: lambda rows: _posts(
                    Appointment.objects.filter(post__department__in=rows).values_list("pk", flat=True)
                ),
            },
        ),
        place=8,
        one=_("person"),
        many=_("People"),
    ),
)
"""The kinds of things that this room lets be searched for."""
