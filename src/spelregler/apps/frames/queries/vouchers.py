"""A unit's own vouchers behind its outcome: packed when a file is imported, read for the unit's own manager alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable
from spelregler.apps.frames.files.packed_lines import unpack
from spelregler.apps.frames.models import LedgerMonth, ResponsibilityCode, VoucherLines
from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.vouchers import VoucherName
from spelregler.domain.words import Words
from spelregler.exchange.sie import SieError, VoucherRow, voucher_rows


@dataclass(frozen=True)
class Voucher:
    """One row of a voucher, as the unit's manager sees it. Debit is positive: a cost."""

    series: str
    number: str
    day: date
    account: str
    text: str
    amount: Money

    @property
    def name(self) -> VoucherName:
        """What others call the whole voucher by."""
        return VoucherName(self.day.year, self.series.upper(), self.number)


@dataclass(frozen=True)
class UnitVouchers:
    """A page of a unit's voucher rows, the latest first, with the sum of all that were asked for."""

    rows: tuple[Voucher, ...]
    count: int
    total: Money
    accounts: tuple[str, ...]
    months: tuple[date, ...]
    source: str
    imported_on: date | None


def unit_vouchers(
    *, unit_code: str, year: int, as_of: date, account: str = "", month: date | None = None, start: int = 0, most: int
) -> UnitVouchers:
    """The rows of net cost (classes 3–7) behind a unit's outcome, from the files whose months count on the day.

    A page of `most` from `start`, the latest first; past the end is the last page. `total` is of all that were asked
    for. A month that a later file has taken over keeps its sums for questions about earlier days, but not its rows.
    Three queries, and the unit's year is unpacked.

    Refuses with `LedgerUnreadable` a row that an earlier version took in wrongly.
    """
    codes = list(ResponsibilityCode.objects.filter(unit__code=unit_code).values_list("code", flat=True))
    counts = LedgerMonth.objects.on(as_of).filter(month__year=year).select_related("batch")
    counting = {(each.batch_id, each.month): each.batch for each in counts}
    packed = [
        each
        for each in VoucherLines.objects.filter(responsibility__in=codes, month__year=year)
        if (each.batch_id, each.month) in counting
    ]
    every = [row for each in packed if month in (None, each.month) for row in _in_words(each)]
    asked = [row for row in every if account in ("", row.account)]
    start = min(start, max(0, len(asked) - 1) // most * most)  # past the end is the last page
    asked.sort(key=lambda row: (row.date, row.series, row.number), reverse=True)
    batches = sorted({counting[each.batch_id, each.month] for each in packed}, key=lambda each: each.imported_on)
    return UnitVouchers(
        rows=tuple(_shown(row) for row in asked[start : start + most]),
        count=len(asked),
        total=Money(sum(row.amount_ore for row in asked)),
        accounts=tuple(sorted({row.account for row in every})),
        months=tuple(sorted({each.month for each in packed})),
        source=", ".join(each.file_name for each in batches),
        imported_on=batches[-1].imported_on if batches else None,
    )


def unpacked(stored: VoucherLines) -> Iterator[VoucherRow]:
    """The rows as the file had them, read anew. Refuses with `SieError` one that today's reader would not take."""
    return voucher_rows(unpack(bytes(stored.packed)), encoding=stored.encoding)


def _in_words(stored: VoucherLines) -> Iterator[VoucherRow]:
    """The same rows; one that an earlier version took in wrongly is told with its file."""
    try:
        yield from unpacked(stored)
    except SieError as error:
        raise LedgerUnreadable(
            Words(
                "A row of {batch} {month} was misread by an earlier version: {error}",
                batch=stored.batch,
                month=f"{stored.month:%Y-%m}",
                error=error.words,
            ),
            way=Words("Export the fiscal year again from the ledger system and import it; it takes the month's place."),
        ) from error


def _shown(row: VoucherRow) -> Voucher:
    return Voucher(
        series=row.series,
        number=row.number,
        day=reading.day(f"{row.date[:4]}-{row.date[4:6]}-{row.date[6:]}"),
        account=row.account,
        text=row.text,
        amount=Money(row.amount_ore),
    )
