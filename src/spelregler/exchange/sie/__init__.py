"""Reading and writing SIE accounting files, types 1–4 and 4I, on their own: standard library only.

    from spelregler.exchange.sie import iter_rows, read, summary
    summary(data, "2026.SE")    counts, sums, checksum, unbalanced vouchers, warnings: plain data
    read(data)                  everything but the voucher rows
    iter_rows(data)             every #TRANS row, streamed: line, date, account, objects, whole öre
    sie, rows = stream(data)    both in one pass

Bytes or a file object in, code page 437. A file that cannot be trusted raises `SieError` with line, column, what is
wrong and what to do. README.md in this folder says more. Source: SIE filformat 4B (SIE-Gruppen).
"""

from spelregler.exchange.sie.convert import TYPES, Conversion, convert
from spelregler.exchange.sie.errors import SieError, SieWarning
from spelregler.exchange.sie.extract import VoucherRow, voucher_rows
from spelregler.exchange.sie.model import Balance, SieFile, Voucher
from spelregler.exchange.sie.periods import iter_period_balances
from spelregler.exchange.sie.reader import iter_rows, read, stream
from spelregler.exchange.sie.records import Record, records
from spelregler.exchange.sie.rows import Fields, Row
from spelregler.exchange.sie.source import refuse_other_kinds, watched
from spelregler.exchange.sie.summary import summary
from spelregler.exchange.sie.writer import Book, Entry, VoucherText, write

__all__ = [
    "TYPES",
    "Balance",
    "Book",
    "Conversion",
    "Entry",
    "Fields",
    "Record",
    "Row",
    "SieError",
    "SieFile",
    "SieWarning",
    "Voucher",
    "VoucherRow",
    "VoucherText",
    "convert",
    "iter_period_balances",
    "iter_rows",
    "read",
    "records",
    "refuse_other_kinds",
    "stream",
    "summary",
    "voucher_rows",
    "watched",
    "write",
]
