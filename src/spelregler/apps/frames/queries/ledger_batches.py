"""What has been imported of the ledger, and which codes have no unit yet. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, Max, OuterRef, Sum

from spelregler.apps.frames.models import (
    DimensionChoice,
    LedgerBatch,
    LedgerMonth,
    LedgerSum,
)
from spelregler.apps.frames.queries.outcome import counts_on, net_cost
from spelregler.domain.words import Bilingual, Pair


def chosen_dimensions() -> DimensionChoice | None:
    """The latest choice of dimensions, or None before the first."""
    return DimensionChoice.objects.order_by("-chosen_on", "-pk").first()


def unnamed_responsibility_codes(*, as_of: date) -> list[tuple[str, int]]:
    """Ansvar codes in imported ledgers that no unit stands behind, with net cost in öre, largest first. One query."""
    rows = (
        LedgerSum.objects.filter(net_cost(), counts_on(as_of), unit__isnull=True)
        .values("responsibility")
        .annotate(total=Sum("amount_ore"))
    )
    found = [(row["responsibility"], row["total"]) for row in rows]
    return sorted(found, key=lambda each: (-abs(each[1]), each[0]))


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


def ledger_batches(*, as_of: date) -> list[BatchRow]:
    """The ledgers imported by the day, that of the latest month first. One query."""
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
        for row in rows
    ]
