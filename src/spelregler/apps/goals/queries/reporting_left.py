"""How much waits in the open periods: what a role may report and has not, and what it may approve. Counted, not read.

An indicator at a place is one, however many sexes it is split by.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import BooleanField, Count, Exists, ExpressionWrapper, OuterRef, Q, QuerySet

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import actor_of, may
from spelregler.apps.goals.models import ReportedValue, Target
from spelregler.apps.goals.queries.reporting import (
    APPROVE,
    ENTER,
    ON_ITS_WAY,
    Ground,
    PeriodState,
    is_near,
    open_periods,
    own_value,
    reach_of,
    to_approve,
)
from spelregler.apps.organisation.queries.units import department_then, only_own
from spelregler.domain.goals.values import SEXES
from spelregler.domain.roles import Resource
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform import access, memory


@dataclass(frozen=True)
class Waiting:
    """What waits in a period: how many values, and about how many minutes reporting them takes together."""

    period: PeriodState
    values: int
    minutes: int


@dataclass(frozen=True)
class Alike:
    """An indicator's values in places that are alike before the rules: how many, and the minutes of one."""

    minutes: int
    places: int
    matter: Resource


def left_to_report(acting_role: ActingRole) -> list[Waiting]:
    """What may be reported and is neither submitted nor approved, by open period (MR-30). Asked once in a request.

    Queries follow the open periods, `MOST_OPEN` at most, and their rows the indicators and departments, not the units.
    """

    def load() -> list[Waiting]:
        if not may(acting_role, ENTER, own_value(acting_role.role_assignment)):
            return []
        return [
            found
            for period in open_periods(as_of=acting_role.today)
            if (found := _allowed(acting_role, ENTER, period, _alike(acting_role, period, _is_left(period)))).values
        ]

    return memory.once(("left to report", acting_role.role_assignment.code, acting_role.today), load)


def minutes_asked(acting_role: ActingRole) -> int:
    """The minutes asked of whoever is signed in this month: what may be reported in open periods and is not yet."""
    return sum(each.minutes for each in left_to_report(acting_role))


def left_to_approve(acting_role: ActingRole) -> list[Waiting]:
    """What others have submitted and the role may approve, by open period; never one's own (MR-30).

    As many queries and rows as for what is left to report.
    """
    if not may(acting_role, APPROVE, to_approve(acting_role.role_assignment)):
        return []
    found = []
    for period in open_periods(as_of=acting_role.today):
        submitted = _alike(acting_role, period, _is_submitted(period, besides=acting_role.person_code))
        values = [replace(each, matter=_value(each.matter)) for each in submitted]
        waiting = _allowed(acting_role, APPROVE, period, values)
        if waiting.values:
            found.append(waiting)
    return found


def _value(matter: Resource) -> Resource:
    """The matter that approving somebody else's value is."""
    return Resource(kind="value", id=matter.id, body=matter.body, department=matter.department, unit=matter.unit)


def _allowed(acting_role: ActingRole, action: str, period: PeriodState, found: list[Alike]) -> Waiting:
    answers = access.ask_many(
        actor=actor_of(acting_role), questions=[(action, each.matter) for each in found], today=acting_role.today
    )
    may_do = [each for each, is_allowed in zip(found, answers, strict=True) if is_allowed]
    minutes = sum(each.minutes * each.places for each in may_do)
    return Waiting(period, values=sum(each.places for each in may_do), minutes=minutes)


def _alike(acting_role: ActingRole, period: PeriodState, which: Q) -> list[Alike]:
    """Targets of a sort near the role, for an open period. Eight queries.

    Units are alike before the rules but for whoever is tied to one. So those of a department are asked about as one,
    and the own unit by itself.
    """
    as_of = acting_role.today
    wanted = Target.objects.on(as_of).filter(reach_of(acting_role, as_of=as_of), year=period.year)
    key = ("ground of values", acting_role.role_assignment.code, period.year, as_of)
    ground = memory.once_while_reading(key, lambda: Ground.of(wanted, as_of=as_of))
    found = []
    for key, code, minutes, post, kind, is_whole, department, own, units in _grouped(wanted.filter(which), acting_role):
        owner = ground.owner(post)
        where = (owner.department if owner else "") if is_whole else department
        if where is not None and is_near(acting_role, where, own, owner) and period.is_open(where):
            place = UnitPlace.alike(code=own, department=where, body=ground.body(where) or "")
            matter = ground.matter((key, code), None if is_whole else place, owner, kind=kind or "")
            found.append(Alike(minutes, 1 if is_whole else units, matter))
    return found


def _grouped(wanted: QuerySet[Target], acting_role: ActingRole) -> QuerySet[Target, Any]:
    """By indicator and department, with how many units."""
    as_of: date = acting_role.today
    return (
        wanted.annotate(
            is_whole=ExpressionWrapper(Q(goal__unit__isnull=True), BooleanField()),
            department=department_then("goal__unit", as_of),
            own=only_own("goal__unit", acting_role.unit),
        )
        .order_by()
        .values_list(
            *("indicator", "indicator__code", "indicator__minutes", "indicator__owner", "indicator__owner__kind"),
            *("is_whole", "department", "own"),
        )
        .annotate(units=Count("goal__unit", distinct=True))
    )


def _is_left(period: PeriodState) -> Q:
    """Targets whose value of the period is neither submitted nor approved, for all or for women and men."""
    at_unit, of_whole = _at_places(_steps_of(period).filter(state__in=ON_ITS_WAY))
    return Q(_lacks(at_unit), goal__unit__isnull=False) | Q(_lacks(of_whole), goal__unit__isnull=True)


def _is_submitted(period: PeriodState, *, besides: str) -> Q:
    """Targets of which a value of the period waits for an answer, reported by somebody but one."""
    submitted = _steps_in(period).filter(state="submitted").exclude(by_person=besides)
    at_unit, of_whole = _at_places(submitted.filter(indicator=OuterRef("indicator")))
    # Most days few measures wait, or none: the others' targets are not asked one by one.
    few = Q(indicator__in=submitted.values("indicator"))
    return few & (Q(Exists(at_unit)) | Q(Exists(of_whole), goal__unit__isnull=True))


def _steps_in(period: PeriodState) -> QuerySet[ReportedValue]:
    """The last step of each value of the period."""
    return ReportedValue.objects.filter(period_start=period.start, period_end=period.end, replaced_by__isnull=True)


def _steps_of(period: PeriodState) -> QuerySet[ReportedValue]:
    return _steps_in(period).filter(indicator=OuterRef("indicator"))


def _at_places(steps: QuerySet[ReportedValue]) -> tuple[QuerySet[ReportedValue], QuerySet[ReportedValue]]:
    return steps.filter(unit=OuterRef("goal__unit")), steps.filter(unit__isnull=True)


def _lacks(steps: QuerySet[ReportedValue]) -> Q:
    lacks = {sex: Q(~Exists(steps.filter(sex=sex))) for sex in SEXES}
    return lacks["T"] | Q(lacks["K"] | lacks["M"], indicator__by_sex=True)
