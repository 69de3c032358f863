"""What a ledger file is refused for as a whole, in words with the next step."""

from __future__ import annotations

from spelregler.exchange import limits
from spelregler.exchange.sie import SieError
from spelregler.platform.errors import DomainError


class LedgerUnreadable(DomainError):
    """The file is not a whole SIE file with vouchers."""

    code = "ledger-unreadable"


def in_words(error: SieError) -> LedgerUnreadable:
    """The reader's refusal as ours: where, what, and the next step."""
    return LedgerUnreadable(
        sv=f"rad {error.line}, kolumn {error.column}: {error.sv}",
        en=f"line {error.line}, column {error.column}: {error.en}",
        way_sv=error.todo_sv,
        way_en=error.todo_en,
    )


def refuse_too_many(sums: int) -> None:
    """A file whose rows hardly add up to anything smaller than themselves is no ledger by ansvar.

    Refuses with `LedgerUnreadable` more sums than `limits.LEDGER_SUMS`.
    """
    if sums > limits.LEDGER_SUMS:
        raise too_much("summor per ansvar, verksamhet, månad och konto", "sums by ansvar, activity, month and account")


def too_much(sv: str, en: str) -> LedgerUnreadable:
    """More of something than a ledger has, in words."""
    return LedgerUnreadable(
        sv=f"Filen har för många {sv}.",
        en=f"The file has too many {en}.",
        way_sv="Kontrollera att rätt dimensioner är valda, eller exportera en kortare period.",
        way_en="Check that the right dimensions are chosen, or export a shorter period.",
    )
