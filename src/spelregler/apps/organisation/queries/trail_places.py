"""Which department and body a row of any room belongs to, told by what it points at. The trail keeps the answer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from django.db import models

from spelregler.apps.organisation.models import Body, Department, Placement, Unit
from spelregler.platform import clock
from spelregler.platform.audit.places import EVERYWHERE, TrailPlace

NEAREST_FIRST = (
    "unit",
    "department",
    "unit_frame",
    "signal",
    "assessment",
    "meeting",
    "paragraph",
    "training",
    "evaluation",
    "goal",
    "proposal",
    "post",
    "addressee",
    "appointment",
    "seat",
    "body",
    "item",
    "decider",
    "committee_frame",
    "decision",
    "record",
    "case_file",
)
"""What a row may point at, that which says most of its place first."""
DEEPEST = 4


def places_of(rows: Sequence[models.Model]) -> list[TrailPlace]:
    """A unit's matter is its department's; a department's is its own; a seat's, a frame's or a decision's the body's.

    People move between departments, so a person is no place; what belongs nowhere is the whole municipality's. The
    units that rows point at are asked about in one question.
    """
    placed = _Placed(unit for row in rows if (unit := _unit_at_hand(row)) is not None)
    return [_place(row, placed) for row in rows]


def _place(row: models.Model, placed: _Placed, *, depth: int = 0) -> TrailPlace:
    if isinstance(row, Unit):
        return placed[row.pk]
    if isinstance(row, Department):
        return TrailPlace(body=row.body.code, department=row.code)
    if isinstance(row, Body):
        return TrailPlace(body=row.code)
    if depth == DEEPEST:
        return EVERYWHERE
    near = ((name, key) for name in _points_at(type(row)) if (key := getattr(row, f"{name}_id")) is not None)
    told = (
        placed[key] if name == "unit" else _place(getattr(row, name), placed, depth=depth + 1) for name, key in near
    )
    return next(filter(None, told), EVERYWHERE)


@cache
def _points_at(model: type[models.Model]) -> tuple[str, ...]:
    names = {field.name for field in model._meta.concrete_fields if field.is_relation}
    return tuple(name for name in NEAREST_FIRST if name in names)


def _unit_at_hand(row: models.Model) -> int | None:
    """The unit that a row is or points at, itself or through its goal; anything further away is asked about alone."""
    if isinstance(row, Unit):
        return row.pk
    goal = row._state.fields_cache.get("goal")
    found: int | None = getattr(row, "unit_id", None) or getattr(goal, "unit_id", None)
    return found


class _Placed(dict[int, TrailPlace]):
    """Where units stand today, or stood last."""

    def __init__(self, units: Iterable[int]) -> None:
        super().__init__(self._asked(set(units)))

    def __missing__(self, unit: int) -> TrailPlace:
        self.update(self._asked({unit}))
        return self[unit]

    @staticmethod
    def _asked(units: set[int]) -> dict[int, TrailPlace]:
        found = dict.fromkeys(units, EVERYWHERE)
        if not units:
            return found
        today = clock.today()
        columns = ("unit", "start", "end", "department__body__code", "department__code")
        rows = Placement.objects.filter(unit__in=units).order_by("start", "-pk").values_list(*columns)
        standing = set()
        for unit, start, end, body, department in rows:
            is_now = start <= today and (end is None or end > today)
            if is_now or unit not in standing:
                found[unit] = TrailPlace(body, department)
            if is_now:
                standing.add(unit)
        return found


def known_places() -> dict[TrailPlace, str]:
    """Every body and department that ever was, with its name; the whole municipality first, without one."""
    bodies: Iterable[Body | Department] = Body.objects.order_by("name")
    every = [*bodies, *Department.objects.select_related("body").order_by("name")]
    return {EVERYWHERE: "", **dict(zip(places_of(every), (each.name for each in every), strict=True))}
