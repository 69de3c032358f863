"""What has been held with unions, and whether the employer's party had the delegation. Reads only."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from spelregler.apps.delegation.models import UnionRecord
from spelregler.apps.organisation.queries.departments import departments
from spelregler.domain.findings import MUNICIPALITY, Scope
from spelregler.domain.union_records import LOOKED_BACK, RecordFact, RecordsOfPlace

PER_PAGE = 50


@dataclass(frozen=True)
class RecordsPage:
    """One page of the records, the latest first."""

    rows: tuple[UnionRecord, ...]
    page: int
    total: int


def records_page(*, as_of: date, department: str = "", page: int = 1) -> RecordsPage:
    """What was held and known by the day, the latest first; a page outside the list is the nearest. Two queries."""
    rows = UnionRecord.objects.filter(held_on__lte=as_of, recorded_on__lte=as_of)
    rows = rows.filter(department__code=department) if department else rows
    total = rows.count()
    page = min(max(page, 1), max(1, -(-total // PER_PAGE)))
    start = (page - 1) * PER_PAGE
    found = rows.select_related("department", "post", "person", "row__order__body").order_by("-held_on", "-pk")
    return RecordsPage(tuple(found[start : start + PER_PAGE]), page, total)


def record_by_pk(pk: int) -> UnionRecord | None:
    """One of them, with its department. One query."""
    return UnionRecord.objects.select_related("department", "post", "person").filter(pk=pk).first()


def records_of_departments(*, as_of: date) -> list[RecordsOfPlace]:
    """Each department with its records of the last 365 days, and the whole municipality's where there are any (CP-32).
    Four queries."""
    rows = UnionRecord.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gt=as_of),
        held_on__gt=as_of - timedelta(days=LOOKED_BACK),
        held_on__lte=as_of,
        recorded_on__lte=as_of,
    )
    found: dict[str, list[RecordFact]] = defaultdict(list)
    for code, held_on, row in rows.values_list("department__code", "held_on", "row").order_by("held_on", "pk"):
        found[code or ""].append(RecordFact(held_on, row is not None))
    places = [(each.code, Scope("department", each.code, each.name)) for each in departments(as_of=as_of)]
    places += [("", MUNICIPALITY)] if found.get("") else []
    return [RecordsOfPlace(place, tuple(found[code])) for code, place in places]
