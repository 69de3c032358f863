"""Cases as the registry lists them, and one with its records. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.db.models.functions import Upper

from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body
from spelregler.apps.registry.models import CaseFile, Memo, Record, RecordFile

PER_PAGE, MOST_LISTED = 25, 1_000
"""The list is turned leaf by leaf no further than this; what is older is searched for."""
MOST_RECORDS = 500
"""So many records of a case are listed; a case of a municipality seldom has a hundred."""


def _whole() -> QuerySet[CaseFile]:
    return CaseFile.objects.select_related("body", "responsible__department", "responsible__unit")


def case_by_number(number: str, *, as_of: date) -> CaseFile | None:
    """The case with the number, where it was opened by the day, with its body and responsible post. One query.

    A pattern has no letters but the body's code in capitals, so the number is found whole, by its own index.
    """
    return _whole().filter(number=" ".join(number.split()).upper(), opened_on__lte=as_of).first()


def keys_by_number(numbers: Collection[str], *, as_of: date) -> dict[str, int]:
    """The keys of the cases with the numbers, spelt as they are registered, opened by the day. One query."""
    found = CaseFile.objects.filter(number__in=numbers, opened_on__lte=as_of)
    return dict(found.values_list("number", "pk"))


def case_by_pk(pk: int, *, as_of: date) -> CaseFile | None:
    """The case, where it was opened by the day. One query."""
    return _whole().filter(pk=pk, opened_on__lte=as_of).first()


def cases_by_pk(pks: Collection[int]) -> list[CaseFile]:
    """The cases with the keys, as many as are asked for, in no order. One query."""
    return list(_whole().filter(pk__in=pks))


@dataclass(frozen=True)
class CasePage:
    """A page of the list, how many are listed, and whether there are more than that."""

    rows: list[CaseFile]
    total: int
    page: int
    has_more: bool = False


def newest_cases(
    *, as_of: date, today: date, body: str = "", post: str = "", only_open: bool = False, page: int = 1
) -> CasePage:
    """Cases opened by the day, the newest first: of a body, of a responsible post, or the open ones.

    At most `MOST_LISTED`, also where they are counted, so that the list takes no longer the more there are. Two
    queries, and one for the body.
    """
    rows = _whole().filter(opened_on__lte=as_of)
    if body:
        rows = rows.filter(body=Body.objects.filter(code=body).values_list("pk", flat=True).first())
    if post:
        rows = rows.filter(responsible__code=post)
    if only_open:
        is_open = Q(closed_on__isnull=True)
        rows = rows.filter(is_open if as_of >= today else is_open | Q(closed_on__gt=as_of))
    counted = rows.order_by()[: MOST_LISTED + 1].count()
    total = min(counted, MOST_LISTED)
    last = max(1, -(-total // PER_PAGE))
    shown = min(max(page, 1), last)
    start = (shown - 1) * PER_PAGE
    listed = list(rows.order_by("-opened_on", "-pk")[start : start + PER_PAGE])
    return CasePage(listed, total, shown, counted > MOST_LISTED)


def records_of(case: CaseFile, *, as_of: date) -> list[Record]:
    """The case's records by the day, by number and the drafts last, with files and memo; at most `MOST_RECORDS`.

    Two queries.
    """
    rows = case.records.filter(begun_on__lte=as_of).select_related(
        "memo", "case_file", "disposal__decision", "disposed_as"
    )
    found = list(rows.prefetch_related("files__file")[:MOST_RECORDS])
    return sorted(found, key=lambda each: (each.number is None, each.number or 0, each.pk))


def record_by_pk(pk: int) -> Record | None:
    """A record with its case, files and memo. Two queries."""
    rows = Record.objects.select_related(
        "memo", "case_file__body", "case_file__responsible__department", "case_file__responsible__unit"
    ).select_related("disposal__decision", "disposed_as")
    return rows.prefetch_related("files__file").filter(pk=pk).first()


def memo_by_record(pk: int) -> Memo | None:
    """The memo that the record is, with its case and the post that signed it. One query."""
    return (
        Memo.objects.select_related(
            "signed_by", "record__case_file__body", "record__case_file__responsible__department"
        )
        .select_related("record__case_file__responsible__unit")
        .filter(record=pk)
        .first()
    )


def file_by_pk(pk: int) -> RecordFile | None:
    """A file with its record and case. One query."""
    rows = RecordFile.objects.select_related("file", "record__case_file__body")
    return (
        rows.select_related("record__case_file__responsible__department", "record__case_file__responsible__unit")
        .filter(pk=pk)
        .first()
    )


def decisions_in(case: CaseFile, *, as_of: date) -> list[Decision]:
    """The decisions that name the case's number, by day; at most a hundred. One query."""
    named = Decision.objects.annotate(in_capitals=Upper("reference")).filter(in_capitals=case.number)
    rows = named.select_related("body").filter(decided_on__lte=as_of)
    return list(rows.order_by("decided_on", "pk")[:100])


M = TypeVar("M", bound=Model)


def markable(kind: type[M], pk: int) -> M | None:
    """What is to be marked, of its kind. One query."""
    return kind._default_manager.filter(pk=pk).first()
