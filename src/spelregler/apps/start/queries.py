"""What is in of a municipality's beginning, counted on the day. The number of queries does not grow with the rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.goals.models import Goal, Vision
from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Employment,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Unit,
)
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.apps.organisation.queries.role_assignments import MEMBER_ROLES, POST_ROLES
from spelregler.apps.policy.packages.in_force import adoption_on
from spelregler.domain.beginning import Facts, Share
from spelregler.domain.period import calendar_year
from spelregler.domain.roles import Role

LEADING = (Membership.Function.CHAIR, Membership.Function.VICE_CHAIR)
STEERING = (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
MOST_ADMINISTRATORS = 50


def facts(*, today: date) -> Facts:
    """Everything that the checklist counts, each figure by itself. The number of queries does not grow with what is
    counted.
    """
    place = municipality()
    kinds = list(Body.objects.on(today).values_list("kind", flat=True))
    steering = [kind for kind in kinds if kind in STEERING]
    framed = [kind for kind in steering if kind != Body.Kind.COUNCIL]
    year = first_year(today=today)
    return Facts(
        year=year,
        municipality=place is not None,
        start_day=place.start_day if place else None,
        administrators=_administrators(today).values("person").distinct().count(),
        package=str(adoption_on(today) or ""),
        council=Body.Kind.COUNCIL in kinds,
        board=Body.Kind.EXECUTIVE_BOARD in kinds,
        committees=kinds.count(Body.Kind.COMMITTEE),
        terms=Share(_terms(year, Body.objects.on(today).filter(kind__in=STEERING)), len(steering)),
        **_led(today, min(today, place.start_day) if place and place.start_day else today),
        **_people(today),
        **_year(year, steering=len(steering), framed=len(framed), today=today),
    )


def first_year(*, today: date) -> int:
    """The year that the beginning asks for: the start day's, or this one."""
    place = municipality()
    return place.start_day.year if place and place.start_day else today.year


def during(year: int) -> Q:
    """What holds some day of the year."""
    period = calendar_year(year)
    return Q(start__lt=period.end) & (Q(end__isnull=True) | Q(end__gt=period.start))


def _count(model: type, what: str, *when: Q, **which: object) -> int:
    """How many different ones the rows name."""
    rows: QuerySet = model.objects.filter(*when, **which)  # type: ignore[attr-defined, type-arg]
    return rows.values(what).distinct().count()


def _terms(year: int, bodies: QuerySet[Body]) -> int:
    """How many of the bodies have a term that runs some day of the year."""
    return Term.objects.filter(during(year), body__in=bodies).values("body").distinct().count()


def _led(today: date, since: date) -> dict[str, Any]:
    """Seats, departments and units on the day, and how many of each have had somebody on the day `since` or after it.

    What somebody held before the beginning, and has left, is as vacant as what nobody has held.
    """
    lasting = Q(end__isnull=True) | Q(end__gt=since)
    seats = Seat.objects.filter(body__in=Body.objects.on(today), is_substitute=False)
    departments, units = Department.objects.on(today), Unit.objects.on(today)
    headed = {"post__kind": Post.Kind.DEPARTMENT_HEAD, "post__department__in": departments}
    managed = {"post__kind": Post.Kind.UNIT_MANAGER, "post__unit__in": units}
    return {
        "seats": Share(_count(Membership, "seat", lasting, seat__in=seats), seats.count()),
        "departments": Share(_count(Appointment, "post__department", lasting, **headed), departments.count()),
        "units": Share(_count(Appointment, "post__unit", lasting, **managed), units.count()),
    }


def _people(today: date) -> dict[str, Any]:
    """Who holds something on the day, how many of them can sign in, and the roles that nobody can."""
    people = holding(today)
    seats = Membership.objects.on(today).filter(person__account__is_active=True)
    posts = Appointment.objects.on(today).filter(person__account__is_active=True)
    roles = {
        MEMBER_ROLES[kind][function in LEADING]
        for kind, function in seats.values_list("seat__body__kind", "function").distinct()
    } | {POST_ROLES[kind] for kind in posts.values_list("post__kind", flat=True).distinct()}
    # Whoever is employed in a unit and holds nothing else is an employee of it, without a post.
    employed = Employment.objects.on(today).filter(person__account__is_active=True).exclude(person__in=people)
    roles |= {POST_ROLES[Post.Kind.EMPLOYEE]} if employed.exists() else set()
    return {
        "people": Share(people.filter(account__is_active=True).count(), people.count()),
        "roles_without": tuple(str(role) for role in Role if role != Role.CI and role not in roles),
    }


def holding(today: date) -> QuerySet[Person]:
    """Those who hold a seat or a post on the day; whoever only runs the system has no part in the matters. Nothing is
    read.
    """
    seat = Membership.objects.on(today).filter(person=OuterRef("pk"))
    post = Appointment.objects.on(today).filter(person=OuterRef("pk"))
    post = post.exclude(post__kind=Post.Kind.ADMINISTRATOR)
    return Person.objects.filter(Exists(seat) | Exists(post))


def _year(year: int, *, steering: int, framed: int, today: date) -> dict[str, Any]:
    """What was decided for the year: the vision, the money and the goals."""
    goals = Goal.objects.filter(
        during(year), decision__isnull=False, level__in=(Goal.Level.MUNICIPAL, Goal.Level.COMMITTEE)
    )
    # A unit inside another shares its frame unless it gets its own.
    units = Unit.objects.filter(pk__in=Placement.objects.on(today).filter(parent=None).values("unit"))
    return {
        "vision": Vision.objects.filter(during(year), decision__isnull=False).exists(),
        "goals": Share(goals.values("body").distinct().count(), steering),
        "budget": CouncilBudget.objects.filter(year=year).exists(),
        "committee_frames": Share(_count(CommitteeFrame, "body", year=year), framed),
        "unit_frames": Share(_count(UnitFrame, "unit", year=year, unit__in=units), units.count()),
    }


def _administrators(today: date) -> QuerySet[Appointment]:
    found: QuerySet[Appointment] = Appointment.objects.on(today).filter(
        post__kind=Post.Kind.ADMINISTRATOR, person__account__is_active=True
    )
    return found


def administrator_count(*, today: date) -> int:
    """How many persons can sign in and run the system."""
    return _administrators(today).values("person").distinct().count()


@dataclass(frozen=True)
class Administrator:
    """Who runs the system: name, address, since when, and whether the account has been used."""

    code: str
    name: str
    email: str
    since: date
    has_signed_in: bool


def administrators(*, today: date) -> list[Administrator]:
    """Those who run the system on the day; `MOST_ADMINISTRATORS` at most. One query."""
    rows: Iterable[Appointment] = _administrators(today).select_related("person__account").order_by("person__name")
    return [
        Administrator(
            code=each.person.code,
            name=each.person.name,
            email=each.person.account.email,
            since=each.start,
            has_signed_in=each.person.account.last_login is not None,
        )
        for each in rows[:MOST_ADMINISTRATORS]  # type: ignore[index]
    ]


def place_here() -> Municipality | None:
    """The municipality of the installation, for an operation to work on."""
    return municipality()
