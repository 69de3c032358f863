"""A file in twenty lines, as plain data for a command or a page to show."""

from __future__ import annotations

from typing import Any, BinaryIO

from spelregler.exchange.sie.amounts import amount_text
from spelregler.exchange.sie.model import SieFile
from spelregler.exchange.sie.reader import read

BALANCES = ("ib", "ub", "oib", "oub", "res", "psaldo", "pbudget")


def summary(data: bytes | BinaryIO, name: str, *, language: str = "sv") -> dict[str, Any]:
    """Counts, sums of year 0, unbalanced vouchers, the checksum's state and the warnings, as plain data."""
    sie = read(data)
    labels = [each.label for each in sie.balances]
    counts = {label: labels.count(f"#{label.upper()}") for label in BALANCES}
    return {
        "file": name,
        "sietyp": sie.type,
        "fnamn": sie.company,
        **counts,
        "ver": sie.vouchers.count,
        "rows": sie.rows,
        **{f"sum_{label}0": _sum_of_year(sie, f"#{label.upper()}") for label in ("ib", "ub", "res")},
        "sum_trans": str(sie.total),
        "unbalanced": [[series, number, str(difference)] for series, number, difference in sie.unbalanced],
        "ksumma": sie.ksumma,
        "warnings": [each.text(language) for each in sie.warnings],
    }


def _sum_of_year(sie: SieFile, label: str) -> str | None:
    """The sum of year 0, with as many decimals as the file used; None where a row of it could not be read."""
    if label in sie.unread:
        return None
    rows = [each for each in sie.of(label) if each.year == 0]
    return amount_text(sum(each.amount_ore for each in rows), places=max((each.places for each in rows), default=0))
