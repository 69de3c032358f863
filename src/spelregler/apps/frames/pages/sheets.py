"""Amounts typed into a table: what the pages of proposals, decided budgets, carry-overs and reprioritisations share."""

from __future__ import annotations

from spelregler.domain.money import ORE_PER_TKR, ZERO, Money
from spelregler.platform.forms import TkrField


def typed(amount: Money | None) -> str:
    """In tkr to the last öre, as it can be typed back: nothing is rounded away by saving. Empty where there is none."""
    if amount is None:
        return ""
    whole, rest = divmod(abs(amount.ore), ORE_PER_TKR)
    decimals = f",{rest:05}".rstrip("0") if rest else ""
    return f"{'−' if amount < ZERO else ''}{whole:,}".replace(",", " ") + decimals


def cell(label: str, held: Money | None = None) -> TkrField:
    """An amount in a table, which may be left empty. Its label is read aloud: the table's heads stand for it."""
    field = TkrField(label=label, required=False, initial=typed(held))
    field.widget.attrs["aria-label"] = label
    return field
