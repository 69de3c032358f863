"""Writing SIE type 4E: code page 437, quotes where needed, checksum at the end."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain

from spelregler.exchange.sie.amounts import amount_text
from spelregler.exchange.sie.records import Field, Objects, content_of

CONTROL = re.compile(r"[\x00-\x1f\x7f]")
NEEDS_QUOTES = re.compile(r'[ "{}]')


@dataclass(frozen=True)
class Entry:
    """One row of a voucher to write."""

    account: str
    objects: tuple[tuple[int, str], ...]
    amount_ore: int


@dataclass(frozen=True)
class VoucherText:
    """A voucher to write."""

    series: str
    number: str
    date: str
    text: str
    rows: tuple[Entry, ...]


@dataclass(frozen=True)
class Book:
    """What a type 4E file holds."""

    company: str
    generated: str
    year: tuple[str, str]
    program: str = "Spelregler"
    version: str = "0.1"
    accounts: tuple[tuple[str, str], ...] = ()
    dimensions: tuple[tuple[int, str], ...] = ()
    objects: tuple[tuple[int, str, str], ...] = ()
    budget: tuple[tuple[str, str, tuple[tuple[int, str], ...], int], ...] = ()
    balances: tuple[tuple[str, int, str, int], ...] = ()
    """#IB, #UB and #RES: label, year, account, öre."""
    vouchers: Iterable[VoucherText] = field(default=())


def write(book: Book) -> Iterator[bytes]:
    """The file in pieces, so that a year of vouchers never stands whole in memory."""
    crc = 0
    started = False
    for label, raw in _records(book):
        if label in "{}":
            yield line_of(label)
            continue
        fields = [carried(each) for each in raw]
        if started:
            crc = zlib.crc32(label.encode("cp437") + content_of(fields), crc)
        started = started or label == "#KSUMMA"
        yield line_of(label, fields)
    yield line_of("#KSUMMA", [str(crc)])


def line_of(label: str, fields: Iterable[Field] = ()) -> bytes:
    """One record as its line: quotes only where the format needs them (4B, 5.7), code page 437."""
    shown = [_quoted(each) if isinstance(each, str) else _listed(each) for each in fields]
    return (" ".join([label, *shown]) + "\r\n").encode("cp437", "replace")


def carried(each: Field) -> Field:
    """What the format can carry: no control characters, and no backslash before a closing quote."""
    return _safe(each) if isinstance(each, str) else tuple(map(_safe, each))


def _safe(each: str) -> str:
    text = CONTROL.sub(" ", each)
    return text + " " if text.endswith("\\") and NEEDS_QUOTES.search(text) else text


def _quoted(text: str) -> str:
    if text and not NEEDS_QUOTES.search(text):
        return text
    return '"' + text.replace('"', '\\"') + '"'


def _listed(parts: tuple[str, ...]) -> str:
    return "{" + " ".join(map(_quoted, parts)) + "}"


def _flat(pairs: Objects) -> tuple[str, ...]:
    return tuple(chain.from_iterable((str(dimension), code) for dimension, code in pairs))


def _records(book: Book) -> Iterator[tuple[str, list[Field]]]:
    yield "#FLAGGA", ["0"]
    yield "#KSUMMA", []
    yield "#PROGRAM", [book.program, book.version]
    yield "#FORMAT", ["PC8"]
    yield "#GEN", [book.generated]
    yield "#SIETYP", ["4"]
    yield "#FNAMN", [book.company]
    yield "#RAR", ["0", *book.year]
    for code, name in book.accounts:
        yield "#KONTO", [code, name]
    for number, name in book.dimensions:
        yield "#DIM", [str(number), name]
    for number, code, name in book.objects:
        yield "#OBJEKT", [str(number), code, name]
    for label, year, account, ore in book.balances:
        yield label, [str(year), account, amount_text(ore)]
    for period, account, pairs, ore in book.budget:
        yield "#PBUDGET", ["0", period, account, _flat(pairs), amount_text(ore)]
    for voucher in book.vouchers:
        yield "#VER", [voucher.series, voucher.number, voucher.date, voucher.text]
        yield "{", []
        for row in voucher.rows:
            yield "#TRANS", [row.account, _flat(row.objects), amount_text(row.amount_ore)]
        yield "}", []
