"""Reading and writing SIE accounting files, types 1–4 and 4I, on their own: standard library only.

    from spelregler.exchange.sie import iter_rows, summary
    summary(data, "2026.SE")        counts, sums, checksum, unbalanced vouchers, warnings
    iter_rows(data)                 every #TRANS row, streamed

A file is bytes in code page 437. Amounts are whole öre. Source: SIE filformat 4B (SIE-Gruppen).
"""

from spelregler.exchange.sie.errors import SieError, SieWarning
from spelregler.exchange.sie.reader import (
    Balance,
    Row,
    SieFile,
    Voucher,
    iter_period_balances,
    iter_rows,
    read,
    summary,
)
from spelregler.exchange.sie.writer import Book, Entry, VoucherText, write

__all__ = [
    "Balance",
    "Book",
    "Entry",
    "Row",
    "SieError",
    "SieFile",
    "SieWarning",
    "Voucher",
    "VoucherText",
    "iter_period_balances",
    "iter_rows",
    "read",
    "summary",
    "write",
]
