"""A large SIE file for timing, and the plain scan and read that the parser is compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from spelregler.exchange.sie import Book, Entry, VoucherText, iter_rows, write

UNITS = 450
SCAN = re.compile(rb"^[ \t]*#TRANS[ \t]+(\S+)[ \t]+\{([^}]*)\}[ \t]+(\S+)", re.MULTILINE)


def synthetic(transactions: int, units: int = UNITS) -> Iterator[bytes]:
    """A type 4E file in pieces: so many #TRANS rows (a multiple of four) over so many units, one year."""
    yield from write(
        Book(
            company="Mätkommun",
            generated="20261231",
            year=("20260101", "20261231"),
            dimensions=((1, "Ansvar"), (6, "Projekt"), (20, "Verksamhet")),
            vouchers=vouchers(transactions, units),
        )
    )


def vouchers(transactions: int, units: int = UNITS) -> Iterator[VoucherText]:
    """Vouchers of four rows that balance, spread over units, months and accounts."""
    for number in range(transactions // 4):
        unit = f"{number % units:04d}"
        objects = ((1, unit), (20, f"{number % 97:03d}"), (6, ""))
        month, ore = number % 12 + 1, 12_345 + number % 98_765
        rows = (
            Entry("5010", objects, ore),
            Entry("6110", objects, 2 * ore),
            Entry("3110", objects, -ore),
            Entry("1930", (), -2 * ore),
        )
        yield VoucherText("A", str(number + 1), f"2026{month:02d}{number % 28 + 1:02d}", "Faktura", rows)


def write_file(path: str, *, transactions: int) -> None:
    """Write the file piece by piece."""
    with open(path, "wb") as handle:
        handle.writelines(synthetic(transactions))


def plain_read(path: str) -> int:
    """Read and decode the bytes, nothing more."""
    return len(Path(path).read_bytes().decode("cp437"))


def plain_scan(path: str) -> int:
    """A plain regular expression over the rows, with their fields."""
    return len(SCAN.findall(Path(path).read_bytes()))


def parse_all(path: str) -> int:
    """Every row through the parser, from the file object: no more of it than a line stands in memory."""
    with open(path, "rb") as handle:
        return sum(1 for _row in iter_rows(handle))
