"""Which budgets and frames hold on a day. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple, TypeAlias

from django.db.models import Min, Q, QuerySet

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import (
    CommitteeFrame,
    CouncilBudget,
    UnitFrame,
)
from spelregler.apps.goals.models import Goal
from spelregler.apps.organisation.models import Body, Placement
from spelregler.apps.organisation.queries.bodies import bodies
from spelregler.apps.organisation.queries.units import english_then, name_then
from spelregler.domain.period import calendar_year

Decided: TypeAlias = CouncilBudget | CommitteeFrame
"""What a body decided; the decision may not have been entered yet."""


def committee_frames(*, year: int, as_of: date) -> list[CommitteeFrame]:
    """The year's committee frames that held on the day, by the body's name. One query."""
    rows = CommitteeFrame.objects.on(as_of).filter(year=year).select_related("body", "decision")
    return list(rows.order_by("body__name"))


def committees_framed_on(*, year: int, as_of: date) -> dict[str, date]:
    """When each committee's first frame for the year was decided, by the day; a later change does not move it.

    By the body's code; a frame without a decision is left out. One query.
    """
    rows = CommitteeFrame.objects.filter(year=year, decision__decided_on__lte=as_of)
    return dict(rows.values_list("body__code").annotate(first=Min("decision__decided_on")))


def held_unit_frames(*, year: int, as_of: date) -> QuerySet[UnitFrame]:
    """The unit frames of the year that held on the day, out of committee frames that had begun by then, in no order;
    nothing is read.
    """
    return UnitFrame.objects.on(as_of).filter(committee_frame__start__lte=as_of, year=year)


def unit_frames(
    *, year: int, as_of: date, unit_code: str = "", body_code: str = "", start: int = 0, most: int | None = None
) -> list[UnitFrame]:
    """The unit frames of the year that held on the day, out of committee frames that had begun by then.

    Of one unit or one body where it is named; by the unit's name, which is the one that it had then, at most so many
    from a place in the list. One query.
    """
    rows = held_unit_frames(year=year, as_of=as_of)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    if body_code:
        rows = rows.filter(committee_frame__body__code=body_code)
    rows = rows.select_related("unit", "committee_frame__body", "committee_frame__decision")
    then = {"then": name_then("unit", as_of), "then_en": name_then("unit", as_of, "name_en")}
    named = rows.annotate(**then).order_by("unit__name", "pk")
    found: list[UnitFrame] = []
    each: Any
    for each in named[start : None if most is None else start + most]:
        each.unit.name_en = english_then(each.then, each.then_en, each.unit.name_en)
        each.unit.name = each.then or each.unit.name
        found.append(each)
    return found


class GivenFrame(NamedTuple):
    """What a committee has given one unit, in öre, and since when."""

    body: str
    amount_ore: int
    start: date


def given_to_units(*, year: int, as_of: date) -> list[GivenFrame]:
    """What `unit_frames` holds, as the sums ask for it: a row for each unit frame, the first entered first.

    One query.
    """
    rows = held_unit_frames(year=year, as_of=as_of)
    told = rows.order_by("pk").values_list("committee_frame__body__code", "amount_ore", "start")
    return [GivenFrame(*row) for row in told]


class LivingFrame(NamedTuple):
    """The frame in öre of a unit that is there on the day, with the unit's key, its code and the name that it had."""

    unit: int
    code: str
    name: str
    amount_ore: int
    start: date


def living_unit_frames(*, year: int, as_of: date, units: Collection[str] | None = None) -> list[LivingFrame]:
    """The unit frames of the year that held on the day, of units that are there on the day; in the order of
    `unit_frames`.

    A unit that has ended keeps its part of the year, and owes nothing more: no forecast, no split (MR-42). One query.
    """
    rows = held_unit_frames(year=year, as_of=as_of).filter(Q(unit__end__isnull=True) | Q(unit__end__gt=as_of))
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    told = rows.annotate(then=name_then("unit", as_of)).order_by("unit__name")
    return [
        LivingFrame(unit, code, then or name, amount_ore, start)
        for unit, code, then, name, amount_ore, start in told.values_list(
            "unit", "unit__code", "then", "unit__name", "amount_ore", "start"
        )
    ]


def council_budget(*, year: int, as_of: date) -> CouncilBudget | None:
    """The council's total for the year as it held on the day, if it had been decided by then."""
    return CouncilBudget.objects.on(as_of).filter(year=year).select_related("decision__body").first()


def budgets_decided(*, as_of: date) -> dict[int, date]:
    """The day on which the council first decided the budget of each year, of those decided by the day. One query."""
    rows = CouncilBudget.objects.filter(start__lte=as_of).order_by()
    return dict(rows.values_list("year").annotate(first=Min("start")))


def steered_bodies(*, as_of: date) -> list[Body]:
    """The bodies that goals and frames steer: the executive board and the committees (MR-13)."""
    steered = {Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE}
    return [body for body in bodies(as_of=as_of) if body.kind in steered]


class UnitInPlace(NamedTuple):
    """A unit that has a place on the day, since when it is there, and whether it lies inside another unit."""

    code: str
    name: str
    start: date
    is_inside: bool


def units_in_place(*, as_of: date, units: Collection[str] | None = None) -> list[UnitInPlace]:
    """Every unit with a place on the day, or some by their codes, by name. One query."""
    rows = Placement.objects.on(as_of).order_by("unit__name")
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    told = rows.values_list("unit__code", "unit__name", "unit__start", "parent")
    return [UnitInPlace(code, name, start, parent is not None) for code, name, start, parent in told]


def committee_goals_decided_on(*, year: int, as_of: date) -> dict[str, list[date]]:
    """When each committee's goals for the year were decided, for those decided by the day (MR-13, MR-17).

    By the body's code, a day for each goal. One query.
    """
    period = calendar_year(year)
    rows = Goal.objects.filter(
        Q(end__isnull=True) | Q(end__gt=period.start),
        level=Goal.Level.COMMITTEE,
        start__lt=period.end,
        decision__decided_on__lte=as_of,
    )
    found: dict[str, list[date]] = defaultdict(list)
    for code, decided_on in rows.values_list("body__code", "decision__decided_on"):
        found[code].append(decided_on)
    return found


def unit_frame_of(*, unit_code: str, year: int, as_of: date) -> UnitFrame | None:
    """The unit's frame for the year as it holds on the day, for an operation to work on."""
    rows = UnitFrame.objects.on(as_of).filter(unit__code=unit_code, year=year)
    return rows.select_related("unit", "committee_frame").first()


def committee_frame_of(*, body_code: str, year: int) -> CommitteeFrame | None:
    """The committee's frame itself, for an operation to work on."""
    rows = CommitteeFrame.objects.select_related("body").filter(body__code=body_code, year=year, end__isnull=True)
    return rows.first()


def same_year(frame: UnitFrame) -> Q:
    """What belongs to the unit's year, whichever of its frames held when it was written."""
    return Q(unit_frame__unit=frame.unit_id, unit_frame__year=frame.year)


def paragraph_of(decision: Decision | None) -> str:
    """The decision as it is referred to; empty where none has been entered."""
    return str(decision) if decision else ""


def body_on(*, code: str, as_of: date) -> Body | None:
    """The body itself, if it exists on the day; never the auditors."""
    return Body.objects.on(as_of).filter(code=code).exclude(kind=Body.Kind.AUDITORS).first()
