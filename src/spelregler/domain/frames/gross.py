"""Income and cost before they are netted, with what units bill each other told apart.

What one unit sells to another is an income there and a cost here: the municipality's net cost is the same, but its
income and its cost look larger than they are towards the world. Which accounts are internal is the municipality's
choice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from spelregler.domain.frames.ledger import is_net_cost
from spelregler.domain.money import Money

INCOME_CLASS = "3"
"""Kommun-Bas: class 3 is income, 4–7 are cost."""
RANGE = re.compile(r"([3-7]\d{0,11})(?:\s*[-–]\s*([3-7]\d{0,11}))?")
Ranges = tuple[tuple[str, str], ...]


def read_ranges(text: str) -> Ranges | None:
    """“391-399, 4990” as ranges of accounts, each by its first figures; None where it cannot be read."""
    found = [RANGE.fullmatch(part.strip()) for part in text.split(",") if part.strip()]
    if not all(found):
        return None
    ranges = tuple((each[1], each[2] or each[1]) for each in found if each)
    return ranges if all(first <= last[: len(first)] for first, last in ranges) else None


def is_internal(account: str, ranges: Ranges) -> bool:
    """An account belongs to a range by its first figures: 391 takes in 3911."""
    return any(account[: len(first)] >= first and account[: len(last)] <= last for first, last in ranges)


@dataclass(frozen=True)
class Gross:
    """Income is negative, as in the ledger. The external parts are what the municipality has towards the world."""

    income: Money
    cost: Money
    internal_income: Money
    internal_cost: Money

    @property
    def external_income(self) -> Money:
        return Money(self.income.ore - self.internal_income.ore)

    @property
    def external_cost(self) -> Money:
        return Money(self.cost.ore - self.internal_cost.ore)

    @property
    def net_cost(self) -> Money:
        """The same whether or not the internal is told apart."""
        return Money(self.income.ore + self.cost.ore)

    @property
    def internal_left(self) -> Money:
        """What is billed and not received, or the other way round: zero when both sides are booked."""
        return Money(self.internal_income.ore + self.internal_cost.ore)


def gross_of(sums: Iterable[tuple[str, int]], *, internal: Ranges) -> Gross:
    """Sums by account (classes 3–7) as income and cost, with the internal part of each."""
    totals = {(income, inside): 0 for income in (True, False) for inside in (True, False)}
    for account, ore in sums:
        if is_net_cost(account):
            totals[account[0] == INCOME_CLASS, is_internal(account, internal)] += ore
    return Gross(
        income=Money(totals[True, True] + totals[True, False]),
        cost=Money(totals[False, True] + totals[False, False]),
        internal_income=Money(totals[True, True]),
        internal_cost=Money(totals[False, True]),
    )
