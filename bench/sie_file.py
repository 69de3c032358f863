"""A large SIE file for timing, and the plain scan that its readers are compared with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from spelregler.exchange.sie import Book, Entry, VoucherText, stream, write

UNITS, ACTIVITIES, ACCOUNTS = 450, 4, 3
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
    """Vouchers of four rows that balance, spread over units, then months, each unit's own activities, and accounts."""
    for number in range(transactions // 4):
        unit, turn = number % units, number // units
        month, turn = turn % 12 + 1, turn // 12
        objects = ((1, f"{unit:04d}"), (20, f"{(unit + turn % ACTIVITIES) % 97:03d}"), (6, ""))
        account, ore = turn // ACTIVITIES % ACCOUNTS * 10, 12_345 + number % 98_765
        rows = (
            Entry(f"{5010 + account}", objects, ore),
            Entry(f"{6110 + account}", objects, 2 * ore),
            Entry(f"{3110 + account}", objects, -ore),
            Entry("1930", (), -2 * ore),
        )
        yield VoucherText("A", str(number + 1), f"2026{month:02d}{number % 28 + 1:02d}", "Faktura", rows)


def write_file(path: str, *, transactions: int) -> None:
    """Write the file piece by piece."""
    with open(path, "wb") as handle:
        handle.writelines(synthetic(transactions))


def plain_scan(path: str) -> int:
    """A plain regular expression over the rows, with their fields."""
    return len(SCAN.findall(Path(path).read_bytes()))


def stream_all(path: str) -> int:
    """Every row with every check, as the importer reads them: no more of the file than a piece stands in memory."""
    with open(path, "rb") as handle:
        sie, rows = stream(handle)
        count = sum(1 for _row in rows)
    if (sie.rows, sie.ksumma) != (count, "ok"):
        raise SystemExit("the rows and the checksum agree with the file; here they do not")
    return count
