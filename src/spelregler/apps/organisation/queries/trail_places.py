"""Which department and body a row of any room belongs to, told by what it points at. The trail keeps the answer."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.platform import clock
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace

NEAREST_FIRST = (
    "unit",
    "department",
    "unit_frame",
    "signal",
    "goal",
    "proposal",
    "post",
    "addressee",
    "appointment",
    "seat",
    "body",
    "decider",
    "committee_frame",
    "decision",
)
"""What a row may point at, that which says most of its place first."""
DEEPEST = 4


def place_of(row: models.Model, *, depth: int = 0) -> TrailPlace:
    """A unit's matter is its department's; a department's is its own; a seat's, a frame's or a decision's the body's.

    People move between departments, so a person is no place; what belongs nowhere is the whole municipality's.
    """
    if isinstance(row, Unit):
        return _place_of_unit(row)
    if isinstance(row, Department):
        return TrailPlace(body=row.body.code, department=row.code)
    if isinstance(row, Body):
        return TrailPlace(body=row.code)
    if depth == DEEPEST:
        return EVERYWHERE
    names = {field.name for field in row._meta.concrete_fields if field.is_relation}
    near = (getattr(row, name) for name in NEAREST_FIRST if name in names and getattr(row, f"{name}_id") is not None)
    return next((place for each in near if (place := place_of(each, depth=depth + 1))), EVERYWHERE)


def known_places() -> dict[TrailPlace, str]:
    """Every body and department that ever was, with its name; the whole municipality first, without one."""
    departments = Department.objects.select_related("body").order_by("name")
    return {
        EVERYWHERE: "",
        **{place_of(each): each.name for each in Body.objects.order_by("name")},
        **{place_of(each): each.name for each in departments},
    }


def _place_of_unit(unit: Unit) -> TrailPlace:
    """Where the unit stands today, or stood last."""
    today = clock.today()
    now = Q(start__lte=today) & (Q(end__isnull=True) | Q(end__gt=today))
    placed = Placement.objects.filter(unit=unit).values_list("department__body__code", "department__code")
    found = placed.filter(now).order_by("pk").first() or placed.order_by("-start").first()
    return TrailPlace(*found) if found else EVERYWHERE
