"""Amounts in the sentences of a refusal."""

from __future__ import annotations

from spelregler.domain.money import Money
from spelregler.domain.wording import tkr_en, tkr_sv


def in_swedish(amount: Money) -> str:
    """In tkr, or in kronor where the tkr would round to nothing."""
    return tkr_sv(amount) if amount.tkr else f"{amount.kronor} kr"


def in_english(amount: Money) -> str:
    return tkr_en(amount) if amount.tkr else f"SEK {amount.kronor}"
