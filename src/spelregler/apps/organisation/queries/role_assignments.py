"""Every role that a person may act in on a day, from seats and posts. Reads only."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
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
    """Every role that the person may wear on the day, seats first. Three queries."""
    return role_assignments_by_person(people=[person], as_of=as_of)[person.pk]


def role_assignments_by_person(*, people: Collection[Person], as_of: date) -> dict[int, list[RoleAssignment]]:
    """The roles of several people on the day, by the person's key, in three queries."""
    keys = [person.pk for person in people]
    memberships = Membership.objects.on(as_of).filter(person__in=keys).select_related("seat__body", "person")
    appointments = Appointment.objects.on(as_of).filter(person__in=keys)
    appointments = appointments.select_related("post__department__body", "person").order_by("post__code")
    units: dict[int | None, Placement] = {
        placement.unit_id: placement
        for placement in Placement.objects.on(as_of)
        .filter(unit__posts__appointments__person__in=keys)
        .select_related("department__body", "unit")
    }
    found: dict[int, list[RoleAssignment]] = {key: [] for key in keys}
    for membership in memberships.order_by("seat__body__code"):
        found[membership.person_id].append(_of_seat(membership))
    for each in appointments:
        found[each.person_id].append(_of_post(each, units.get(each.post.unit_id)))
    return found


def _of_seat(membership: Membership) -> RoleAssignment:
    body = membership.seat.body
    plain, leading = MEMBER_ROLES[body.kind]
    leads = membership.function in {Membership.Function.CHAIR, Membership.Function.VICE_CHAIR}
    if body.kind == Body.Kind.AUDITORS:
        words = Words("municipal auditor")
    else:
        named = Pair(body.name.lower(), body.name_en.lower())
        words = Words("{function}, {body}", function=FUNCTION_WORDS[membership.function], body=named)
    return RoleAssignment(
        code=f"seat-{membership.pk}",
        role=leading if leads else plain,
        words=words,
        person=membership.person.name,
        person_code=membership.person.code,
        body=body.code,
        place_name=Pair(body.name, body.name_en),
    )


def _of_post(appointment: Appointment, placement: Placement | None) -> RoleAssignment:
    post = appointment.post
    title = Pair(post.title, post.title_en)
    department = placement.department if placement else post.department
    return RoleAssignment(
        code=f"post-{appointment.pk}",
        role=POST_ROLES[post.kind],
        words=Words("acting {post}", post=title) if appointment.is_acting else title,
        person=appointment.person.name,
        person_code=appointment.person.code,
        body=department.body.code if department else "",
        department=department.code if department else "",
        unit=placement.unit.code if placement else "",
        is_central=post.kind in CENTRAL
        and department is not None
        and department.body.kind == Body.Kind.EXECUTIVE_BOARD,
        represents=post.represents,
        place_name=_named(post, placement, department),
    )


def _named(post: Post, placement: Placement | None, department: Department | None) -> Bilingual:
    """The unit of whoever works in one, else the department."""
    if placement and post.kind in IN_UNITS:
        return Pair(placement.unit.name, placement.unit.name_en)
    return Pair(department.name, department.name_en) if department else NOTHING
