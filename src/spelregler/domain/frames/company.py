"""Whose books a ledger file is: told by its organisation number, else by its name."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = 10
"""Digits of an organisation number; some programs put the century's 16 before it."""


def digits_of(written: str) -> str:
    """212000-0001, 2120000001 and 162120000001 are one number; one of zeros alone says nothing."""
    digits = re.sub(r"[^0-9]", "", written)[-NUMBER:]
    return digits if digits.strip("0") else ""


@dataclass(frozen=True)
class Company:
    """Whoever a file says that it belongs to; either may be empty."""

    name: str
    number: str = ""

    @property
    def is_told(self) -> bool:
        """Whether the file says anything at all."""
        return bool(self.name.strip() or self.number)

    def is_another(self, other: Company) -> bool:
        """Two numbers that differ are two companies, and one number is one however its name is spelt."""
        if self.number and other.number:
            return self.number != other.number
        mine, theirs = (" ".join(each.name.split()).casefold() for each in (self, other))
        return bool(mine and theirs) and mine != theirs

    def __str__(self) -> str:
        number = f"{self.number[:-4]}-{self.number[-4:]}" if self.number else ""
        return " ".join(part for part in (f"”{self.name}”" if self.name else "", number) if part)
