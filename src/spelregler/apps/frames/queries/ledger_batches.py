"""What has been imported of the ledger, and which codes have no unit yet. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, QuerySet, Sum
from django.db.models.functions import Abs

from spelregler.apps.frames.models import (
    DimensionChoice,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
)
from spelregler.apps.frames.queries.outcome import counts_on, net_cost
from spelregler.domain.words import Bilingual, Pair
from spelregler.platform import memory


def chosen_dimensions() -> DimensionChoice | None:
    """The latest choice of dimensions, or None before the first."""
    return DimensionChoice.objects.order_by("-chosen_on", "-pk").first()


MOST_CODES, MOST_BATCHES = 50, 50
"""So many are told at a time."""


def _without_unit(as_of: date) -> QuerySet[LedgerSum]:
    """What is booked, and counts on the day, under a code that no unit stands behind or under none."""
    return LedgerSum.objects.filter(net_cost(), counts_on(as_of), unit__isnull=True)


def unnamed_responsibility_codes(
    *, as_of: date, start: int = 0, codes: Collection[str] | None = None
) -> list[tuple[str, int]]:
    """At most fifty ansvar codes of imported ledgers that no unit stands behind, from the place `start`, with net cost
    in öre, largest first; `codes` asks for these alone. One query."""
    rows = _without_unit(as_of).exclude(responsibility="")
    if codes is not None:
        rows = rows.filter(responsibility__in=codes)
    found = rows.values_list("responsibility").annotate(total=Sum("amount_ore"), size=Abs(Sum("amount_ore")))
    ordered = found.order_by("-size", "responsibility")[start : start + MOST_CODES]
    return [(code, total) for code, total, _size in ordered]


def count_unnamed_codes(*, as_of: date) -> int:
    """How many ansvar codes of imported ledgers no unit stands behind. One query in a page."""
    unnamed = _without_unit(as_of).exclude(responsibility="").values("responsibility").distinct()
    return memory.once_while_reading(("unnamed codes", as_of), unnamed.count)


def booked_without_code(*, as_of: date) -> int | None:
    """The net cost in öre of what is booked without any ansvar code; None where nothing is. One query."""
    total: int | None = _without_unit(as_of).filter(responsibility="").aggregate(total=Sum("amount_ore"))["total"]
    return total


@dataclass(frozen=True)
class BatchRow:
    """One imported ledger."""

    file_name: str
    company: str
    first_month: date
    last_month: date
    vouchers: int
    rows: int
    ksumma: str
    remarks: tuple[Bilingual, ...]
    imported_on: date
    imported_by: str
    replaced_on: date | None
    """The day by which later files had taken over every month; None while any month still counts."""


def count_batches(*, as_of: date) -> int:
    """How many ledgers had been imported by the day. One query."""
    return LedgerBatch.objects.filter(imported_on__lte=as_of).count()


def ledger_batches(*, as_of: date, start: int = 0, most: int = MOST_BATCHES) -> list[BatchRow]:
    """At most fifty of the ledgers imported by the day, that of the latest month first, from the place `start`. One
    query."""
    rows = LedgerBatch.objects.filter(imported_on__lte=as_of).order_by("-last_month", "-pk")
    rows = rows.annotate(
        is_counted=Exists(LedgerMonth.objects.on(as_of).filter(batch=OuterRef("pk"))), last_end=Max("months__end")
    )
    return [
        BatchRow(
            file_name=row.file_name,
            company=row.company,
            first_month=row.first_month,
            last_month=row.last_month,
            vouchers=row.vouchers,
            rows=row.rows,
            ksumma=row.ksumma,
            remarks=tuple(Pair(each["sv"], each["en"]) for each in row.warnings),
            imported_on=row.imported_on,
            imported_by=row.imported_by,
            replaced_on=None if row.is_counted else row.last_end,
        )
        for row in rows[start : start + most]
    ]
