"""What a ledger file is refused for as a whole, in words with the next step."""

from __future__ import annotations

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.sie import SieError
from spelregler.platform.errors import DomainError


class LedgerUnreadable(DomainError):
    """The file is not a whole SIE file with vouchers."""

    code = "ledger-unreadable"


def in_words(error: SieError) -> LedgerUnreadable:
    """The reader's refusal as ours: where, what, and the next step."""
    return LedgerUnreadable(
        Words("line {line}, column {column}: {error}", line=error.line, column=error.column, error=error.words),
        way=error.todo,
    )


def refuse_too_many(sums: int) -> None:
    """A file whose rows hardly add up to anything smaller than themselves is no ledger by ansvar.

    Refuses with `LedgerUnreadable` more sums than `limits.LEDGER_SUMS`.
    """
    if sums > limits.LEDGER_SUMS:
        raise too_much(Words("sums by ansvar, activity, month and account"))


def too_much(words: Bilingual) -> LedgerUnreadable:
    """More of something than a ledger has, in words."""
    return LedgerUnreadable(
        Words("The file has too many {said}.", said=words),
        way=Words("Check that the right dimensions are chosen, or export a shorter period."),
    )


def no_months(sie_type: int) -> LedgerUnreadable:
    """What the file is, in words, and what to export instead."""
    kind = {
        1: Words("year balances per account, no months or ansvar"),
        2: Words("period balances per account, without ansvar"),
        3: Words("period balances, but there are none in the file"),
        4: Words("vouchers, but there are none in the file"),
    }[sie_type]
    return LedgerUnreadable(
        Words("The file has no vouchers. It is SIE type {sie_type}: {kind}.", sie_type=sie_type, kind=kind),
        way=Words("Export as SIE type 4E (vouchers) or type 3 (period balances per ansvar)."),
    )
