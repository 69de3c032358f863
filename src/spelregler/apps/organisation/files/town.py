"""What is stored of an organisation, read once in as many queries as there are tables, however many rows they have."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from django.db import models

from spelregler.apps.organisation.models import (
    AlsoServes,
    Appointment,
    Basis,
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
from spelregler.exchange.organisation import What
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace

SeatKey = tuple[str, int, bool]
BasisKey = tuple[str, date, str]
M = TypeVar("M", bound=models.Model)
ByKey = dict[type[models.Model], dict[int, models.Model]]
Coded = Municipality | Body | Department | Unit | Post | Person
CODED: dict[What, type[Coded]] = {
    What.MUNICIPALITY: Municipality,
    What.BODY: Body,
    What.DEPARTMENT: Department,
    What.UNIT: Unit,
    What.POST: Post,
    What.PERSON: Person,
}


@dataclass
class Town:
    """Everything by code, and who holds what, each row holding on to the rows that it points at."""

    municipalities: dict[str, Municipality] = field(default_factory=dict)
    bodies: dict[str, Body] = field(default_factory=dict)
    departments: dict[str, Department] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    posts: dict[str, Post] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)
    seats: dict[SeatKey, Seat] = field(default_factory=dict)
    bases: dict[BasisKey, Basis] = field(default_factory=dict)
    terms: list[Term] = field(default_factory=list)
    serves: dict[str, list[AlsoServes]] = field(default_factory=lambda: defaultdict(list))
    placements: dict[str, list[Placement]] = field(default_factory=lambda: defaultdict(list))
    memberships: list[Membership] = field(default_factory=list)
    appointments: list[Appointment] = field(default_factory=list)
    employments: list[Employment] = field(default_factory=list)

    def coded(self, what: What) -> Mapping[str, Coded]:
        """Those of one kind, by code."""
        known: dict[What, Mapping[str, Coded]] = {
            What.MUNICIPALITY: self.municipalities,
            What.BODY: self.bodies,
            What.DEPARTMENT: self.departments,
            What.UNIT: self.units,
            What.POST: self.posts,
            What.PERSON: self.people,
        }
        return known[what]

    def add(self, row: Coded) -> None:
        """One more, under its code."""
        match row:
            case Municipality():
                self.municipalities[row.code] = row
            case Body():
                self.bodies[row.code] = row
            case Department():
                self.departments[row.code] = row
            case Unit():
                self.units[row.code] = row
            case Post():
                self.posts[row.code] = row
            case Person():
                self.people[row.code] = row

    def place_of(self, row: models.Model) -> TrailPlace:
        """Where a row belongs, as `places.place_of` tells it, without asking the database about each."""
        unit = row if isinstance(row, Unit) else getattr(row, "unit", None)
        post = getattr(row, "post", None)
        if unit is None and post is not None:
            unit = post.unit
        placed = self.placements.get(unit.code) if unit is not None else None
        department = placed[-1].department if placed else row if isinstance(row, Department) else None
        department = department or getattr(row, "department", None) or getattr(post, "department", None)
        if department is not None:
            return TrailPlace(body=department.body.code, department=department.code)
        seat = row if isinstance(row, Seat) else getattr(row, "seat", None)
        body = row if isinstance(row, Body) else getattr(seat or row, "body", None)
        return TrailPlace(body=body.code) if body is not None else EVERYWHERE


def stored_town() -> Town:
    """Fourteen queries."""
    town = Town()
    bases = {each.pk: each for each in Basis.objects.order_by("pk")}
    by_pk: ByKey = {Basis: {**bases}}
    for basis in bases.values():
        town.bases.setdefault(basis_key(basis.decided_by, basis.decided_on, basis.paragraph), basis)
    for model in CODED.values():
        rows: list[Coded] = _joined(model._base_manager.order_by("pk"), by_pk)
        by_pk[model] = {each.pk: each for each in rows}
        for each in rows:
            town.add(each)
        if model is Unit:
            _join(rows, by_pk)
    seats = _joined(Seat.objects.order_by("body__code", "is_substitute", "number"), by_pk)
    by_pk[Seat] = {each.pk: each for each in seats}
    town.seats = {(each.body.code, each.number, each.is_substitute): each for each in seats}
    town.terms = _joined(Term.objects.order_by("start", "pk"), by_pk)
    for serves in _joined(AlsoServes.objects.order_by("pk"), by_pk):
        town.serves[serves.department.code].append(serves)
    for placed in _joined(Placement.objects.order_by("start", "pk"), by_pk):
        town.placements[placed.unit.code].append(placed)
    town.memberships = _joined(Membership.objects.order_by("start", "pk"), by_pk)
    town.appointments = _joined(Appointment.objects.order_by("start", "pk"), by_pk)
    town.employments = _joined(Employment.objects.order_by("start", "pk"), by_pk)
    return town


def basis_key(by: str, on: date, paragraph: str) -> BasisKey:
    """What makes two decisions one."""
    return by.strip(), on, (paragraph or "").strip()


def _joined(rows: Iterable[M], by_pk: ByKey) -> list[M]:
    found = list(rows)
    _join(found, by_pk)
    return found


def _join(rows: Sequence[models.Model], by_pk: ByKey) -> None:
    """Each row gets the very rows that it points at, which are read already."""
    if not rows:
        return
    keys = [each for each in rows[0]._meta.concrete_fields if isinstance(each, models.ForeignKey)]
    for key in keys:
        known = by_pk.get(key.related_model)
        if known is None:
            continue
        for row in rows:
            pointed = getattr(row, key.attname)
            if pointed is not None:
                key.set_cached_value(row, known[pointed])
