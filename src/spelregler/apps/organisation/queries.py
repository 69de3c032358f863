"""Who existed and who held what on a date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import F, OuterRef, Q, QuerySet, Subquery

from spelregler.apps.organisation.models import (
    AlsoServes,
    Answering,
    Appointment,
    Body,
    Department,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Term,
    Unit,
    UnitChange,
    UnitName,
    UnitPart,
)


@dataclass(frozen=True)
class Hat:
    """One role that a person can wear: a seat or a post. One is worn at a time.

    A controller or HR under the executive board serves the whole municipality, wherever the desk stands (KL 6:1).
    """

    code: str
    role: str
    label_sv: str
    label_en: str
    person: str
    person_code: str
    body: str = ""
    department: str = ""
    unit: str = ""
    is_central: bool = False
    represents: str | None = None

    def label(self, language: str) -> str:
        """The hat in words."""
        return self.label_sv if language == "sv" else self.label_en

    @property
    def place(self) -> tuple[str, str]:
        """What the role answers for, as kind and code: its unit, department or body; empty for a role of the whole."""
        if self.role in {"EC", "EM"} and self.unit:
            return "unit", self.unit
        if self.role == "FC" and self.department:
            return "department", self.department
        if self.role in {"N", "Np", "KS", "KSp", "KF", "KFp"} and self.body:
            return "committee", self.body
        return "", ""


RESIDENT = Hat(code="resident", role="CI", label_sv="invånare", label_en="resident", person="", person_code="")
"""Whoever has not signed in is a resident."""

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
CENTRAL = frozenset({Post.Kind.CONTROLLER, Post.Kind.HR})
MEMBER_ROLES: Mapping[str, tuple[str, str]] = {
    Body.Kind.COUNCIL: ("KF", "KFp"),
    Body.Kind.EXECUTIVE_BOARD: ("KS", "KSp"),
    Body.Kind.COMMITTEE: ("N", "Np"),
    Body.Kind.AUDITORS: ("RE", "RE"),
}
FUNCTION_WORDS: Mapping[str, tuple[str, str]] = {
    Membership.Function.CHAIR: ("ordförande", "chair"),
    Membership.Function.VICE_CHAIR: ("vice ordförande", "vice chair"),
    Membership.Function.MEMBER: ("ledamot", "member"),
    Membership.Function.SUBSTITUTE: ("ersättare", "substitute"),
}


def municipality() -> Municipality | None:
    """The municipality of this installation, or None before one is set up."""
    return Municipality.objects.first()


def the_council(*, as_of: date) -> Body | None:
    """The council on the day. One query."""
    found: Body | None = Body.objects.on(as_of).filter(kind=Body.Kind.COUNCIL).first()
    return found


def council_term(*, as_of: date) -> Term | None:
    """The council's term of office on the day. One query."""
    found: Term | None = Term.objects.on(as_of).filter(body__kind=Body.Kind.COUNCIL).first()
    return found


def hats_of(*, person: Person, as_of: date) -> list[Hat]:
    """Every role that the person may wear on the day, seats first."""
    return hats_by_person(people=[person], as_of=as_of)[person.pk]


def hats_by_person(*, people: Collection[Person], as_of: date) -> dict[int, list[Hat]]:
    """The roles of several people, in three queries."""
    keys = [person.pk for person in people]
    memberships = Membership.objects.on(as_of).filter(person__in=keys).select_related("seat__body", "person")
    appointments = Appointment.objects.on(as_of).filter(person__in=keys)
    appointments = appointments.select_related("post__department__body", "person").order_by("post__code")
    units = {
        placement.unit_id: placement
        for placement in Placement.objects.on(as_of)
        .filter(unit__posts__appointments__person__in=keys)
        .select_related("department__body", "unit")
    }
    found: dict[int, list[Hat]] = {key: [] for key in keys}
    for membership in memberships.order_by("seat__body__code"):
        found[membership.person_id].append(_seat_hat(membership))
    for each in appointments:
        found[each.person_id].append(_post_hat(each, units.get(each.post.unit_id)))
    return found


def _seat_hat(membership: Membership) -> Hat:
    body = membership.seat.body
    plain, leading = MEMBER_ROLES[body.kind]
    leads = membership.function in {Membership.Function.CHAIR, Membership.Function.VICE_CHAIR}
    sv, en = FUNCTION_WORDS[membership.function]
    if body.kind == Body.Kind.AUDITORS:
        sv, en = "revisor", "municipal auditor"
    else:
        sv, en = f"{sv}, {body.name.lower()}", f"{en}, {(body.name_en or body.name).lower()}"
    return Hat(
        code=f"seat-{membership.pk}",
        role=leading if leads else plain,
        label_sv=sv,
        label_en=en,
        person=membership.person.name,
        person_code=membership.person.code,
        body=body.code,
    )


def _post_hat(appointment: Appointment, placement: Placement | None) -> Hat:
    post = appointment.post
    department = placement.department if placement else post.department
    return Hat(
        code=f"post-{appointment.pk}",
        role=POST_ROLES[post.kind],
        label_sv=f"tf {post.title}" if appointment.is_acting else post.title,
        label_en=f"acting {post.title_en or post.title}" if appointment.is_acting else post.title_en or post.title,
        person=appointment.person.name,
        person_code=appointment.person.code,
        body=department.body.code if department else "",
        department=department.code if department else "",
        unit=placement.unit.code if placement else "",
        is_central=post.kind in CENTRAL
        and department is not None
        and department.body.kind == Body.Kind.EXECUTIVE_BOARD,
        represents=post.represents,
    )


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


@dataclass(frozen=True)
class UnitPlace:
    """A unit and where it belongs on the day."""

    code: str
    name: str
    department: str
    department_name: str
    body: str
    parent: str
    manager: str
    purpose: str


def name_then(unit: str, as_of: date) -> Subquery:
    """What the row's unit was called on the day, where it has been renamed since."""
    names = UnitName.objects.filter(unit=OuterRef(unit), start__lte=as_of, end__gt=as_of)
    return Subquery(names.values("name")[:1])


def bodies_before(*, as_of: date) -> dict[int, Body]:
    """The body that a department answered to on the day, where it was another than today's. One query."""
    rows = Answering.objects.on(as_of).select_related("body")
    return {each.department_id: each.body for each in rows}


def unit_places(*, as_of: date, code: str = "", department: str = "") -> list[UnitPlace]:
    """Every unit that exists on the day, those of a department, or the one with the code, with place and manager.

    Three queries.
    """
    leading = Appointment.objects.on(as_of).filter(post__kind=Post.Kind.UNIT_MANAGER)
    placed = Placement.objects.on(as_of)
    if code:
        leading, placed = leading.filter(post__unit__code=code), placed.filter(unit__code=code)
    if department:
        placed = placed.filter(department__code=department)
    managers = {each.post.unit_id: each.person.name for each in leading.select_related("post", "person")}
    placements = placed.select_related("unit", "department__body", "parent").annotate(then=name_then("unit", as_of))
    earlier = bodies_before(as_of=as_of)
    return [
        UnitPlace(
            code=each.unit.code,
            name=each.then or each.unit.name,
            department=each.department.code,
            department_name=each.department.name,
            body=earlier.get(each.department_id, each.department.body).code,
            parent=each.parent.code if each.parent else "",
            manager=managers.get(each.unit_id, ""),
            purpose=each.unit.purpose,
        )
        for each in placements.order_by("department__name", "unit__name")
    ]


def unit_place(*, code: str, as_of: date) -> UnitPlace | None:
    """One unit on the day, or None where it does not exist then."""
    return next(iter(unit_places(as_of=as_of, code=code)), None)


def bodies_of_units(*, as_of: date) -> dict[str, str]:
    """The body that each unit belongs under on the day, or belonged under last; by the unit's code. One query."""
    rows = Placement.objects.filter(start__lte=as_of).order_by("start")
    return dict(rows.values_list("unit__code", "department__body__code"))


def units_of_year(year: int) -> list[Unit]:
    """The units that there are or were some day of the year, also those that have ended; one query."""
    there = Unit.objects.filter(start__lt=date(year + 1, 1, 1))
    return list(there.filter(Q(end__isnull=True) | Q(end__gt=date(year, 1, 1))))


def unit_by_code(*, code: str) -> Unit | None:
    """The unit itself, for an operation to work on."""
    return Unit.objects.filter(code=code).first()


def bodies(*, as_of: date, ahead: bool = False) -> list[Body]:
    """Every body on the day, `ahead` those that begin later too: council, executive board, committees, auditors."""
    order = {
        Body.Kind.COUNCIL: 0,
        Body.Kind.EXECUTIVE_BOARD: 1,
        Body.Kind.COMMITTEE: 2,
        Body.Kind.AUDITORS: 3,
    }
    rows = Body.objects.on_or_after(as_of) if ahead else Body.objects.on(as_of)
    return sorted(rows, key=lambda body: (order[Body.Kind(body.kind)], body.name))


@dataclass(frozen=True)
class DepartmentPlace:
    """A department, the body that it answers to, and its head on the day."""

    code: str
    name: str
    body: str
    body_name: str
    head: str
    head_is_acting: bool
    begins: date | None = None
    """Its first day, where that is later."""


def departments(*, as_of: date, ahead: bool = False) -> list[DepartmentPlace]:
    """Every department on the day with its head, `ahead` those that begin later too; three queries."""
    heads = {
        each.post.department_id: each
        for each in Appointment.objects.on_or_after(as_of)
        .filter(Q(start__lte=as_of) | Q(start__lte=F("post__department__start")))
        .filter(post__kind=Post.Kind.DEPARTMENT_HEAD)
        .select_related("post", "person")
        .order_by("-start")
    }
    found, earlier = [], bodies_before(as_of=as_of)
    there = Department.objects.on_or_after(as_of) if ahead else Department.objects.on(as_of)
    for each in there.select_related("body").order_by("name"):
        head, body = heads.get(each.pk), earlier.get(each.pk, each.body)
        found.append(
            DepartmentPlace(
                code=each.code,
                name=each.name,
                body=body.code,
                body_name=body.name,
                head=head.person.name if head else "",
                head_is_acting=bool(head and head.is_acting),
                begins=each.start if each.start > as_of else None,
            )
        )
    return found


def units_of_department(code: str, *, as_of: date) -> frozenset[str]:
    """The codes of a department's units on the day."""
    return frozenset(Placement.objects.on(as_of).filter(department__code=code).values_list("unit__code", flat=True))


def departments_of(body: Body, *, as_of: date) -> QuerySet[Department]:
    """The departments that answer to the body, and those that work for it on the day."""
    also = AlsoServes.objects.on(as_of).filter(body=body).values("department")
    return Department.objects.filter(Q(body=body) | Q(pk__in=also))


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


@dataclass(frozen=True)
class Merged:
    """A unit that went up in another."""

    code: str
    name: str


def merged_into(*, as_of: date) -> dict[str, list[Merged]]:
    """By unit code, the units that had been merged into it by the day, and those merged into them. One query."""
    ended = Unit.objects.filter(succeeded_by__isnull=False, end__lte=as_of).select_related("succeeded_by")
    into = {unit.code: unit.succeeded_by.code for unit in ended if unit.succeeded_by}
    found: dict[str, list[Merged]] = defaultdict(list)
    for unit in sorted(ended, key=lambda each: (each.end or as_of, each.code)):
        code, seen = into[unit.code], {unit.code}
        while code and code not in seen:
            found[code].append(Merged(unit.code, unit.name))
            seen.add(code)
            code = into.get(code, "")
    return found


def change_planned(*, on: date, by: date, unit: Unit | None = None) -> UnitChange | None:
    """A change of units that is decided to be made on the day and has not been made by the other: of a unit, or a move.

    A move between two committees changes the frames of both.
    """
    rows = UnitChange.objects.filter(on=on, on__gt=by, undone_on__isnull=True).exclude(kind=UnitChange.Kind.RENAME)
    of = rows.filter(parts__unit=unit) if unit is not None else rows.filter(kind=UnitChange.Kind.MOVE)
    found: UnitChange | None = of.order_by("pk").first()
    return found


def taken_over(*, as_of: date) -> dict[str, date]:
    """The units that took over from others in the day's year, and since when: what they forecast before is another's.

    One query.
    """
    rows = UnitPart.objects.filter(
        is_after=True,
        change__undone_on__isnull=True,
        change__kind__in=(UnitChange.Kind.MERGE, UnitChange.Kind.SPLIT),
        change__on__lte=as_of,
        change__on__gte=date(as_of.year, 1, 1),
    )
    return dict(rows.order_by("change__on").values_list("code", "change__on"))
