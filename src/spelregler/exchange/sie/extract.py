"""Lines cut out of a file: a #VER line before those of its #TRANS that are wanted, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from spelregler.exchange.sie.records import DAY, record_of


class VoucherRow(NamedTuple):
    """A row with what its voucher says. The text is the row's own, else the voucher's."""

    series: str
    number: str
    date: str
    account: str
    text: str
    amount_ore: int


def voucher_rows(lines: bytes, *, encoding: str = "cp437") -> Iterator[VoucherRow]:
    """The rows of such lines, in order. They were read once before, so a fault here is a fault in what was stored.

    Refuses with `SieError` such a fault. Amounts are öre, debit positive.
    """
    series = number = day = words = ""
    for place, line in enumerate(lines.splitlines(), start=1):
        record = record_of(line, number=place, encoding=encoding)
        if record is None:
            continue
        if record.label == "#VER":
            series, number, day, words = record.text(0), record.text(1), record.day(2), record.text(3, "")
            continue
        own = record.text(3, "")
        date = own if DAY.fullmatch(own) else day
        yield VoucherRow(series, number, date, record.text(0), record.text(4, "") or words, record.amount(2)[0])
