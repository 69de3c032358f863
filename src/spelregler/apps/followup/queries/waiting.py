"""The reports that wait for somebody: to be written, or to be valued. Reads only; a query each, for the work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Q, Subquery

from spelregler.apps.followup.models import HandedIn, Report, Valuation
from spelregler.apps.followup.queries.reports import LEVEL, MOST, holding
from spelregler.domain.reports import Kind


@dataclass(frozen=True)
class Waiting:
    """A report that waits: its occasion, last day and place; why it was opened again, and whether it was returned."""

    pk: int
    title: str
    due_on: date
    body: str
    department: str
    reopened_for: str = ""
    is_returned: bool = False


def to_write(*, level: str, place: str, as_of: date) -> list[Waiting]:
    """The open reports of a unit, a department or the whole on the day, by last day; 100 at most. One query."""
    whose = {LEVEL.UNIT: Q(unit__code=place), LEVEL.DEPARTMENT: Q(department__code=place)}.get(LEVEL(level), Q())
    rows = Report.objects.filter(whose, level=level, occasion__opened_on__lte=as_of)
    handed = HandedIn.objects.filter(report=OuterRef("pk"), handed_on__lte=as_of).order_by("-number")
    told = rows.exclude(handed_in__in=holding(as_of)).annotate(
        why=Subquery(handed.values("reopened_for")[:1]), returned=Subquery(handed.values("is_returned")[:1])
    )
    day = {LEVEL.UNIT: "units_by", LEVEL.DEPARTMENT: "due_on"}.get(LEVEL(level), "top_by")
    columns = ("pk", "occasion__title", f"occasion__{day}", "body__name", "department__name", "why", "returned")
    found = told.order_by(f"occasion__{day}", "pk").values_list(*columns)[:MOST]
    return [
        Waiting(pk, title, due, body, department or "", why or "", bool(returned))
        for pk, title, due, body, department, why, returned in found
    ]


def to_value(*, body: str = "", as_of: date) -> list[Waiting]:
    """The results that bodies, or one, have got and not decided about by the day, the oldest first; 100 at most.

    Material to plan by asks for no valuing. One query.
    """
    rows = Report.objects.exclude(level=LEVEL.UNIT).exclude(occasion__kind=Kind.PLANNING.value)
    rows = rows.filter(handed_in__in=holding(as_of))
    valued = Valuation.objects.filter(entered_on__lte=as_of)
    told = rows.exclude(pk__in=valued.values("handed_in__report"))
    if body:
        told = told.filter(body__code=body)
    columns = ("pk", "occasion__title", "occasion__due_on", "body__name", "department__name")
    found = told.order_by("occasion__due_on", "pk").values_list(*columns)[:MOST]
    return [Waiting(pk, title, due, name, department or "") for pk, title, due, name, department in found]
