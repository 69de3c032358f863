"""Amounts: decimal point, at most two decimals, an optional leading minus. Whole öre inside, never a float."""

from __future__ import annotations

import re

AMOUNT = re.compile(r"(-?)0*([0-9]{1,12})(?:\.([0-9]{1,2}))?")
# The format sets no limit to an amount's size. More than a thousand billion kronor in a row is no amount but damage.


def parse_amount(text: str) -> tuple[int, int] | None:
    """Whole öre, and how many decimals were written; None where the text is no amount."""
    found = AMOUNT.fullmatch(text)
    if found is None:
        return None
    sign, kronor, decimals = found.groups("")
    return int(sign + kronor + decimals.ljust(2, "0")), len(decimals)


def amount_text(ore: int, *, places: int = 2) -> str:
    """Whole öre as kronor with a decimal point and so many decimals."""
    sign, (kronor, rest) = "-" if ore < 0 else "", divmod(abs(ore), 100)
    if places == 0:
        return f"{sign}{kronor}"
    return f"{sign}{kronor}.{f'{rest:02d}'[:places]}"
