"""Changes to who exists and who holds what. Every change carries its date; nothing is overwritten."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.models import (
    Body,
    Department,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Unit,
)
from spelregler.apps.organisation.operations.refusals import MunicipalityThere, TermsOverlap, refusing
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store

# What exists ----------------------------------------------------------------------------------------------------------


def add_municipality(*, code: str, name: str, who: Who, is_demo: bool = False) -> Municipality:
    """An installation is for one municipality. Refuses with `MunicipalityThere` a second one."""
    held = Municipality.objects.first()
    if held is not None:
        raise MunicipalityThere(
            Words("{held} is already here.", held=held),
            way=Words("Use an installation of its own for each municipality."),
        )
    municipality = Municipality(code=code, name=name, is_demo=is_demo)
    store(municipality, act="add-municipality", who=who)
    return municipality


def add_body(*, code: str, name: str, kind: str, start: date, who: Who, name_en: str = "") -> Body:
    """A political body exists from a day: the council, the executive board, a committee or the auditors."""
    body = Body(code=code, name=name, name_en=name_en, kind=kind, start=start)
    store(body, act="add-body", who=who, details={"kind": kind, "start": start})
    return body


def add_term(*, body: Body, start: date, end: date, who: Who) -> Term:
    """A body has one term at a time. Refuses with `TermsOverlap` a term that shares a day with another."""
    held = Term.objects.filter(Q(end__isnull=True) | Q(end__gt=start), body=body, start__lt=end).first()
    if held is not None:
        raise TermsOverlap(
            Words("{body} already has a term from {start}.", start=held.start, body=Pair(body.name, body.name_en)),
            way=Words("Let the term start on the day when the one before ends."),
        )
    term = Term(body=body, start=start, end=end)
    store(term, act="add-term", who=who, details={"start": start, "end": end})
    return term


def add_department(
    *,
    code: str,
    name: str,
    body: Body,
    start: date,
    who: Who,
    name_en: str = "",
    instruction_decided_on: date | None = None,
) -> Department:
    """A department answers to one body, and its head has the body's instruction from a day (CP-6)."""
    named = {"code": code, "name": name, "name_en": name_en}
    department = Department(**named, body=body, start=start, instruction_decided_on=instruction_decided_on)
    details = {"body": body.code, "start": start, "instruction_decided_on": instruction_decided_on}
    store(department, act="add-department", who=who, details=details)
    return department


def add_unit(*, code: str, name: str, start: date, who: Who, purpose: str = "", name_en: str = "") -> Unit:
    """A unit exists from a day; where it belongs is said by placing it."""
    unit = Unit(code=code, name=name, name_en=name_en, purpose=purpose, start=start)
    store(unit, act="add-unit", who=who, details={"start": start})
    return unit


def add_person(*, code: str, name: str, who: Who, email: str = "") -> Person:
    """Someone who will hold a seat or a post. Only what the rules need is kept; an address is one person's alone."""
    person = Person(code=code, name=name, email=email)
    store(person, act="add-person", who=who, concerns=code)
    return person


def add_seat(*, body: Body, number: int, who: Who, is_substitute: bool = False) -> Seat:
    """A numbered place in a body, once each for members and for substitutes."""
    seat = Seat(body=body, number=number, is_substitute=is_substitute)
    store(seat, act="add-seat", who=who, details={"is_substitute": is_substitute})
    return seat


def add_post(
    *,
    code: str,
    title: str,
    kind: str,
    who: Who,
    title_en: str = "",
    department: Department | None = None,
    unit: Unit | None = None,
    represents: str | None = None,
) -> Post:
    """A job in the organisation. Its kind gives the role; department or unit gives its reach."""
    place = {"department": department, "unit": unit}
    post = Post(code=code, title=title, title_en=title_en, kind=kind, represents=represents, **place)
    store(post, act="add-post", who=who, details={"kind": kind})
    return post


def place_unit(*, unit: Unit, department: Department, start: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit gets its place in a department from a day.

    Refuses with `UnitInTwoPlaces` a unit that has another place on any of the days.
    """
    placement = Placement(unit=unit, department=department, parent=parent, start=start, end=unit.end)
    with refusing():
        store(placement, act="place-unit", who=who, details={"start": start})
    return placement


def move_unit(*, unit: Unit, department: Department, on: date, parent: Unit | None = None, who: Who) -> Placement:
    """A unit moves on a day: the old place ends where the new one starts."""
    with transaction.atomic():
        _end_placements(unit, on=on, who=who)
        return place_unit(unit=unit, department=department, start=on, parent=parent, who=who)


def merge_units(*, units: list[Unit], into: Unit, on: date, who: Who) -> None:
    """Units end on a day and are succeeded by another; their history stays theirs."""
    with transaction.atomic():
        for unit in units:
            details = {"into": into.code, "on": on}
            amend(unit, to={"end": on, "succeeded_by": into}, act="merge-unit", who=who, details=details)
            _end_placements(unit, on=on, who=who)


def _end_placements(unit: Unit, *, on: date, who: Who) -> None:
    """Whatever ends a unit's place, the place leaves its own trace: until when it was to hold, and did."""
    for placement in Placement.objects.on(on).filter(unit=unit).select_related("unit", "department"):
        amend(placement, to={"end": on}, act="end-placement", who=who)
