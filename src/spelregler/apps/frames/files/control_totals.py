"""SIE types 1 and 2 held against the stored ledger: what differs by account, and nothing stored (ADR 19)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO

from django.db.models import Exists, OuterRef, Sum

from spelregler.apps.frames.files.ledger_refusals import LedgerUnreadable, in_words
from spelregler.apps.frames.files.ledger_rows import KEPT_CLASSES
from spelregler.apps.frames.files.ledger_sums import month_of
from spelregler.apps.frames.models import LedgerMonth, LedgerSum
from spelregler.domain.frames.reconcile import Difference, Total, reconcile
from spelregler.domain.words import Words
from spelregler.exchange.sie import Record, SieError, SieFile, iter_period_balances, read, records

WITHOUT_ANSVAR = (1, 2)
"""The types that know accounts only."""
BEGINNING = 1 << 16
"""So much of a file is looked at first. What #SIETYP says stands near the top."""


@dataclass(frozen=True)
class Control:
    """How a file of balances agrees with what is stored of its year."""

    company: str
    sie_type: int
    accounts: int
    differences: tuple[Difference, ...]


def control_total(data: BinaryIO, *, as_of: date) -> Control | None:
    """The file's balances of classes 3–8 against the stored ledger; None for a file that has ansvar or vouchers.

    Refuses with `LedgerUnreadable` a file that is cut off or damaged. Amounts are öre.
    """
    try:
        if not _is_without_ansvar(data):
            return None
        data.seek(0)
        sie = read(data)
        file = _totals(sie)
    except SieError as error:
        raise in_words(error) from error
    stored = _stored(sie, as_of=as_of)
    if not file or not stored:
        return None
    return Control(
        company=sie.company,
        sie_type=sie.type,
        accounts=len({account for account, _month in file}),
        differences=reconcile(file=file, stored=stored),
    )


def report(control: Control, *, file_name: str) -> dict[str, Any]:
    """The comparison as plain data, for a command or a page to show."""
    return {
        "file": file_name,
        "company": control.company,
        "sie_type": control.sie_type,
        "accounts": control.accounts,
        "agrees": not control.differences,
        "differences": [
            {
                "account": each.account,
                "month": f"{each.month:%Y-%m}" if each.month else "",
                "file_kr": str(each.file.kronor),
                "stored_kr": str(each.stored.kronor),
                "difference_kr": str(each.difference.kronor),
            }
            for each in control.differences
        ],
        "stored": False,
        "unchanged": True,
    }


def _is_without_ansvar(data: BinaryIO) -> bool:
    """Told by #SIETYP, which only type 1 may lack, or by the first voucher: a large file is not gone through for it."""
    data.seek(0)
    beginning = io.BytesIO(data.read(BEGINNING))
    told = _told(records(beginning))
    if told is None and len(beginning.getvalue()) == BEGINNING:
        data.seek(0)
        told = _told(records(data))
    return told is not False


def _told(every: Iterator[Record]) -> bool | None:
    for record in every:
        if record.label == "#SIETYP":
            return record.whole(0) in WITHOUT_ANSVAR
        if record.label == "#VER":
            return False
    return None


def _totals(sie: SieFile) -> dict[Total, int]:
    totals: dict[Total, int] = {}
    for each in iter_period_balances(sie):
        if each.account[:1] in KEPT_CLASSES:
            key = each.account, month_of(each.period) if each.period else None
            totals[key] = totals.get(key, 0) + each.amount_ore
    return totals


def _stored(sie: SieFile, *, as_of: date) -> list[tuple[str, date, int]]:
    """What counts on the day of the file's year, all units together."""
    first, last = sie.years.get(0, ("", ""))
    if not (first and last):
        raise LedgerUnreadable(
            Words("The file does not say which fiscal year it belongs to (#RAR 0)."),
            way=Words("Export it again from the accounting system."),
        )
    months = LedgerMonth.objects.on(as_of).filter(month__gte=month_of(first), month__lte=month_of(last))
    rows = LedgerSum.objects.filter(Exists(months.filter(batch=OuterRef("batch"), month=OuterRef("month"))))
    totals = rows.values("account", "month").annotate(total=Sum("amount_ore"))
    return [(row["account"], row["month"], row["total"]) for row in totals]
