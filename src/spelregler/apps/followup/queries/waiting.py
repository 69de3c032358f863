"""The reports that wait for somebody: to be written, adopted or valued. Reads only; a query each, for the work list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from spelregler.apps.followup.models import HandedIn, Report, Valuation
from spelregler.apps.followup.queries.reports import LEVEL, MOST, delivered_above, holding
from spelregler.domain.reports import Kind

TOLD_FOR = timedelta(days=30)
"""How long a unit is told that its department delivered without its report."""


@dataclass(frozen=True)
class Waiting:
    """A report that waits: its occasion, last day and place; why it was opened again, and whether it was returned.

    `department` is the department, or the committee, that it comes from.

    `missed_on` is when its department delivered without it, `is_to_adopt` that its own body decides about it first.
    `is_bodys` says that it is the report of the body, which its department head writes.
    """

    pk: int
    title: str
    due_on: date | None
    body: str
    department: str
    reopened_for: str = ""
    is_returned: bool = False
    missed_on: date | None = None
    is_to_adopt: bool = False
    is_bodys: bool = False


def to_write(*, level: str, place: str, body: str = "", as_of: date) -> list[Waiting]:
    """The open reports of a unit, of a department and the `body` that it answers to, or of the whole on the day, by
    last day; 100 at most. One query.

    When a department has delivered, its units' reports that are not in wait no longer: each is told so for 30 days.
    """
    whose = Q(level=level)
    if level == LEVEL.UNIT:
        whose &= Q(unit__code=place)
    elif level == LEVEL.DEPARTMENT:
        whose = whose & Q(department__code=place) | Q(level=LEVEL.COMMITTEE, adopter__code=body)
    rows = Report.objects.filter(whose, occasion__opened_on__lte=as_of)
    handed = HandedIn.objects.filter(report=OuterRef("pk"), handed_on__lte=as_of).order_by("-number")
    told = rows.exclude(handed_in__in=holding(as_of)).annotate(
        why=Subquery(handed.values("reopened_for")[:1]),
        returned=Subquery(handed.values("is_returned")[:1]),
        missed=delivered_above(as_of),
    )
    days = ("occasion__units_by", "occasion__due_on", "occasion__committees_by", "occasion__top_by")
    columns = ("pk", "level", "occasion__title", *days, "body__name", "department__name", "why", "returned", "missed")
    found = []
    for pk, of, title, *due, name, department, why, returned, missed in told.order_by(days[1], "pk").values_list(
        *columns
    )[:MOST]:
        is_missed = of == LEVEL.UNIT and missed is not None
        if is_missed and as_of > missed + TOLD_FOR:
            continue
        last = due[[LEVEL.UNIT, LEVEL.DEPARTMENT, LEVEL.COMMITTEE, LEVEL.MUNICIPALITY].index(of)]
        given = (pk, title, last or due[1], name, department or "", why or "", bool(returned))
        found.append(Waiting(*given, missed if is_missed else None, is_bodys=of == LEVEL.COMMITTEE))
    return sorted(found, key=lambda each: (each.due_on or as_of, each.pk))


def to_decide(*, body: str = "", as_of: date) -> list[Waiting]:
    """What bodies, or one, have to decide about by the day, the oldest first; 100 at most. One query.

    Their own reports are to be adopted, and the results that they have got to be valued. Material to plan by asks for
    no valuing.
    """
    holds = holding(as_of).filter(report=OuterRef("pk"))
    is_adopted = Q(adopter=None) | Q(adopted=True)
    valued = Valuation.objects.filter(entered_on__lte=as_of)
    rows = Report.objects.exclude(level=LEVEL.UNIT).filter(handed_in__in=holding(as_of))
    rows = rows.annotate(adopted=Exists(holds.filter(adoption_entered_on__lte=as_of)))
    waits = ~Q(pk__in=valued.values("handed_in__report")) & ~Q(occasion__kind=Kind.PLANNING.value)
    of_receiver, of_adopter = (Q(body__code=body), Q(adopter__code=body)) if body else (Q(), Q())
    told = rows.filter((is_adopted & waits & of_receiver) | (Q(adopter__isnull=False, adopted=False) & of_adopter))
    columns = ("occasion__title", "occasion__due_on", "body__name", "adopter__name", "department__name", "adopted")
    found = []
    for pk, level, title, due, name, own, of, is_done in told.order_by("occasion__due_on", "pk").values_list(
        "pk", "level", *columns
    )[:MOST]:
        is_to_adopt = bool(own) and not is_done
        whose = of or (own if level == LEVEL.COMMITTEE and is_done else "")
        found.append(Waiting(pk, title, due, own if is_to_adopt else name, whose, is_to_adopt=is_to_adopt))
    return found
