"""Every role that a person may act in on a day, from seats and posts, else from an employment. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Employment,
    Membership,
    Person,
    Placement,
    Post,
)
from spelregler.domain.words import NOTHING, Bilingual, Pair, Words

POST_ROLES: Mapping[str, str] = {
    Post.Kind.CHIEF_EXECUTIVE: "KC",
    Post.Kind.DEPARTMENT_HEAD: "FC",
    Post.Kind.UNIT_MANAGER: "EC",
    Post.Kind.EMPLOYEE: "EM",
    Post.Kind.CONTROLLER: "CT",
    Post.Kind.HR: "HR",
    Post.Kind.COMMITTEE_SECRETARY: "SE",
    Post.Kind.UNION_REPRESENTATIVE: "UN",
    Post.Kind.SAFETY_REPRESENTATIVE: "SO",
    Post.Kind.ADMINISTRATOR: "SYS",
}
IN_UNITS = frozenset({Post.Kind.UNIT_MANAGER, Post.Kind.EMPLOYEE})
CENTRAL = frozenset({Post.Kind.CONTROLLER, Post.Kind.HR})
MEMBER_ROLES: Mapping[str, tuple[str, str]] = {
    Body.Kind.COUNCIL: ("KF", "KFp"),
    Body.Kind.EXECUTIVE_BOARD: ("KS", "KSp"),
    Body.Kind.COMMITTEE: ("N", "Np"),
    Body.Kind.AUDITORS: ("RE", "RE"),
}
FUNCTION_WORDS: Mapping[str, Words] = {
    Membership.Function.CHAIR: Words("chair"),
    Membership.Function.VICE_CHAIR: Words("vice chair"),
    Membership.Function.MEMBER: Words("member"),
    Membership.Function.SUBSTITUTE: Words("substitute"),
}


def role_assignments_of(*, person: Person, as_of: date) -> list[RoleAssignment]:
    """Every role that the person may wear on the day, seats first. Two queries, and a third for who works in a unit.

    Whoever is employed and holds nothing else is an employee, by two more.
    """
    return role_assignments_by_person(people=[person], as_of=as_of)[person.pk]


def role_assignments_by_person(*, people: Collection[Person], as_of: date) -> dict[int, list[RoleAssignment]]:
    """The roles of several people on the day, by the person's key: seats by their bodies' codes, then posts by theirs.

    Two queries, and a third where somebody works in a unit. Whoever holds neither seat nor post and is employed in a
    unit is an employee of it; two more for those. Each request asks: no more is fetched than a role says.
    """
    known = {person.pk: person for person in people}
    found: dict[int, list[RoleAssignment]] = {key: [] for key in known}
    seats = Membership.objects.on(as_of).filter(person__in=known).order_by("seat__body__code")
    for key, *seat in seats.values_list("person_id", *_SEAT):
        found[key].append(_of_seat(_Seat(*seat), known[key]))
    held = Appointment.objects.on(as_of).filter(person__in=known).order_by("post__code")
    posts = [(key, _held(*post)) for key, *post in held.values_list("person_id", *_HELD)]
    units = _units({post.unit for _, post in posts if post.unit}, as_of)
    for key, post in posts:
        found[key].append(_of_post(post, known[key], units.get(post.unit)))
    holding_nothing = [key for key, roles in found.items() if not roles]
    if holding_nothing:
        for key, role_assignment in _employees(holding_nothing, known, as_of):
            found[key].append(role_assignment)
    return found


def _employees(
    people: Collection[int], known: Mapping[int, Person], as_of: date
) -> Iterator[tuple[int, RoleAssignment]]:
    """Those of the people who are employed in a unit on the day. Two queries; one where nobody is."""
    rows = Employment.objects.on(as_of).filter(person__in=people).order_by("unit__code", "pk")
    employed = list(rows.values_list("person_id", "pk", "unit_id"))
    units = _units({unit for _, _, unit in employed}, as_of)
    for key, employment, unit_key in employed:
        unit = units.get(unit_key)
        if unit is None:
            continue  # the unit belongs nowhere on the day
        yield (
            key,
            RoleAssignment(
                code=f"employment-{employment}",
                role=POST_ROLES[Post.Kind.EMPLOYEE],
                words=Words("employee"),
                person=known[key].name,
                person_code=known[key].code,
                body=unit.department.body,
                department=unit.department.code,
                unit=unit.code,
                place_name=unit.name,
            ),
        )


class _Department(NamedTuple):
    """Where a post belongs, or the unit of its holder."""

    code: str
    name: str
    name_en: str
    body: str
    kind_of_body: str


_DEPARTMENT = ("code", "name", "name_en", "body__code", "body__kind")


class _Seat(NamedTuple):
    membership: int
    function: str
    kind: str
    body: str
    name: str
    name_en: str


_SEAT = ("pk", "function", "seat__body__kind", "seat__body__code", "seat__body__name", "seat__body__name_en")


class _Unit(NamedTuple):
    code: str
    name: Bilingual
    department: _Department


def _units(keys: Collection[int], as_of: date) -> dict[int | None, _Unit]:
    """Each unit, with the department that it belongs to on the day."""
    if not keys:
        return {}
    rows = Placement.objects.on(as_of).filter(unit__in=keys)
    found = rows.values_list(
        "unit", "unit__code", "unit__name", "unit__name_en", *(f"department__{each}" for each in _DEPARTMENT)
    )
    return {key: _Unit(code, Pair(name, name_en), _Department(*rest)) for key, code, name, name_en, *rest in found}


class _Held(NamedTuple):
    appointment: int
    is_acting: bool
    kind: str
    title: str
    title_en: str
    represents: str | None
    unit: int | None
    department: _Department | None


_HELD = (
    *("pk", "is_acting"),
    *(f"post__{each}" for each in ("kind", "title", "title_en", "represents", "unit")),
    *(f"post__department__{each}" for each in _DEPARTMENT),
)


def _held(*row: Any) -> _Held:
    """A post need not belong to a department: then each of the department's columns is empty."""
    post, department = row[: -len(_DEPARTMENT)], _Department(*row[-len(_DEPARTMENT) :])
    return _Held._make([*post, department if department.code else None])


def _of_seat(seat: _Seat, person: Person) -> RoleAssignment:
    plain, leading = MEMBER_ROLES[seat.kind]
    leads = seat.function in {Membership.Function.CHAIR, Membership.Function.VICE_CHAIR}
    if seat.kind == Body.Kind.AUDITORS:
        words = Words("municipal auditor")
    else:
        named = Pair(seat.name.lower(), seat.name_en.lower())
        words = Words("{function}, {body}", function=FUNCTION_WORDS[seat.function], body=named)
    return RoleAssignment(
        code=f"seat-{seat.membership}",
        role=leading if leads else plain,
        words=words,
        person=person.name,
        person_code=person.code,
        body=seat.body,
        place_name=Pair(seat.name, seat.name_en),
    )


def _of_post(post: _Held, person: Person, unit: _Unit | None) -> RoleAssignment:
    title = Pair(post.title, post.title_en)
    department = unit.department if unit else post.department
    return RoleAssignment(
        code=f"post-{post.appointment}",
        role=POST_ROLES[post.kind],
        words=Words("acting {post}", post=title) if post.is_acting else title,
        person=person.name,
        person_code=person.code,
        body=department.body if department else "",
        department=department.code if department else "",
        unit=unit.code if unit else "",
        is_central=post.kind in CENTRAL
        and department is not None
        and department.kind_of_body == Body.Kind.EXECUTIVE_BOARD,
        represents=post.represents,
        place_name=_named(post, unit, department),
    )


def _named(post: _Held, unit: _Unit | None, department: _Department | None) -> Bilingual:
    """The unit of whoever works in one, else the department."""
    if unit and post.kind in IN_UNITS:
        return unit.name
    return Pair(department.name, department.name_en) if department else NOTHING
