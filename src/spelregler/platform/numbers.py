"""Reading what people type: figures with spaces, decimal comma and units, and days."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation

from spelregler.domain.money import Money
from spelregler.platform.errors import DomainError

FIRST_YEAR, LAST_YEAR = 1862, 2200
MOST_TKR = 10**10
"""Ten thousand billion kronor: more than any municipality has, and sums of it are still whole numbers in a database."""


def read_tkr(text: str) -> Money:
    """An amount in thousands of kronor as people write it: 1 200, 1200, 12,5 or 12,5 tkr. Nothing is guessed."""
    plain = re.sub(r"[\s\u00a0\u202f]|tkr$", "", text.strip().lower()).replace("\u2212", "-").replace(",", ".")
    try:
        amount = Decimal(plain)
        if abs(amount) > MOST_TKR:
            raise OverflowError
        return Money(int((amount * 100_000).to_integral_exact()))
    except (InvalidOperation, ValueError, OverflowError):
        raise DomainError(
            sv=f"”{text}” går inte att läsa som ett belopp i tkr.",
            en=f"“{text}” cannot be read as an amount in thousands of kronor.",
            way_sv="Skriv till exempel 1 200 eller 12,5.",
            way_en="Write for example 1 200 or 12,5.",
        ) from None


def is_reasonable(day: date) -> bool:
    """Between the first municipal ordinance and as far ahead as anybody decides; what is outside is a slip of the pen.

    A day at the end of the calendar has none after it, so that no period could be stored.
    """
    return FIRST_YEAR <= day.year <= LAST_YEAR


def read_day(text: str) -> date:
    """A day as a date field sends it, and as Swedes write it: 2027-03-01."""
    try:
        day = date.fromisoformat(text.strip())
        if not is_reasonable(day):
            raise ValueError
        return day
    except ValueError:
        raise DomainError(
            sv=f"”{text}” går inte att läsa som ett datum.",
            en=f"“{text}” cannot be read as a date.",
            way_sv="Skriv år, månad och dag, till exempel 2027-03-01.",
            way_en="Write year, month and day, for example 2027-03-01.",
        ) from None
