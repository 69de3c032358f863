"""A number that another room writes is one that a case has: a slip of the pen is told where it is made."""

from __future__ import annotations

from datetime import date

from django.db.models import Min

from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.models import CaseFile
from spelregler.apps.registry.operations.cases import CaseRefused
from spelregler.apps.registry.queries.cases import case_by_number
from spelregler.domain.registry import year_in
from spelregler.domain.words import Words


def number_of_case(number: str, *, body: Body, on: date, field: str) -> str:
    """The number as the case has it; empty where none is written. Two queries.

    Where the body has no cases here the number is of another registry, and so is one of a year before its first case
    here: it stays as it is written. Refuses with `CaseRefused`, at `field`, any other that no case has.
    """
    written = " ".join(number.split())
    found = case_by_number(written, as_of=on) if written else None
    if found is not None or not written:
        return found.number if found else ""
    first = CaseFile.objects.filter(body=body).aggregate(first=Min("year"))["first"]
    year = year_in(written)
    if first is None or (year is not None and year < first):
        return written
    raise CaseRefused(
        Words("No case in the registry has the number {number}.", number=written),
        way=Words("Search for the case in the registry, or leave the number empty."),
        field=field,
    )
