"""What waits in the registry: drafts that nobody has drawn up, and open cases where nothing has happened for long."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from spelregler.apps.registry.models import CaseFile, Record
from spelregler.domain.period import add_months
from spelregler.platform.findings import parameters

SLOW_MONTHS = 4
"""When a case is slow, where the package has no P11."""


def slow_since(*, as_of: date) -> date:
    """A case whose last event is before this day is slow (P11). One query at most."""
    return add_months(as_of, -int(parameters("P11", as_of=as_of).get("warn", SLOW_MONTHS)))


def open_cases(*, as_of: date, most: int, appointment: int | None = None) -> list[CaseFile]:
    """Open cases, the longest without an event first: those of the post of an appointment, or all. One query."""
    rows = CaseFile.objects.filter(closed_on__isnull=True, opened_on__lte=as_of)
    if appointment is not None:
        rows = rows.filter(responsible__appointments=appointment)
    rows = rows.select_related("body", "responsible__department", "responsible__unit")
    return list(rows.order_by("last_event_on", "pk")[:most])


def drafts(*, as_of: date, most: int, cases: Collection[CaseFile] | None = None) -> list[Record]:
    """Drafts begun by the day, the oldest first: those in some cases, or all. One query."""
    rows = Record.objects.filter(number__isnull=True, begun_on__lte=as_of)
    if cases is not None:
        rows = rows.filter(case_file__in=cases)
    rows = rows.select_related("memo", "case_file__body", "case_file__responsible__department")
    return list(rows.select_related("case_file__responsible__unit").order_by("begun_on", "pk")[:most])
