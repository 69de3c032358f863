"""Income and cost before they are netted, with what units bill each other told apart.

What one unit sells to another is an income there and a cost here: the municipality's net cost is the same, but its
income and its cost look larger than they are towards the world. Which accounts are internal is the municipality's
choice.

Between committees the same holds one level up: a bill between two units of one committee is in neither its income nor
its cost towards others. A ledger does not say who was billed unless the counterparty (motpart) is a dimension of it.
Without one, what stayed inside a committee is told within limits, which often meet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
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


def gross_together(parts: Iterable[Gross]) -> Gross:
    """The gross of several parts together."""
    each = list(parts)
    return Gross(
        income=Money(sum(part.income.ore for part in each)),
        cost=Money(sum(part.cost.ore for part in each)),
        internal_income=Money(sum(part.internal_income.ore for part in each)),
        internal_cost=Money(sum(part.internal_cost.ore for part in each)),
    )


@dataclass(frozen=True)
class Span:
    """An amount as far as the ledger can tell: at least `low`, at most `high`."""

    low: Money
    high: Money

    def taken_from(self, ore: int) -> Span:
        """What is left of an amount: the most is left where the least is taken."""
        return Span(Money(ore - self.high.ore), Money(ore - self.low.ore))


@dataclass(frozen=True)
class OwnGross:
    """A committee's gross, and what its units billed each other. Here income and cost are both without sign."""

    gross: Gross
    inside: Span

    @property
    def income(self) -> Span:
        """Income from the world and from other committees, without what its own units billed each other."""
        return self.inside.taken_from(-self.gross.income.ore)

    @property
    def cost(self) -> Span:
        """Cost towards the world and other committees, without what its own units billed each other."""
        return self.inside.taken_from(self.gross.cost.ore)

    @property
    def billed_others(self) -> Span:
        """What it billed other committees."""
        return self.inside.taken_from(-self.gross.internal_income.ore)

    @property
    def bought_from_others(self) -> Span:
        """What other committees billed it."""
        return self.inside.taken_from(self.gross.internal_cost.ore)


def gross_by_owner(sums: Mapping[str, Iterable[tuple[str, int]]], *, internal: Ranges) -> dict[str, OwnGross]:
    """Each owner's gross with limits for what stayed inside it.

    At most the smaller of what it billed and what it bought internally. At least what the others together cannot have
    bought or sold; that rests on both sides of every bill being booked, so where the internal sum of all is not zero
    the least is nothing.
    """
    found = {owner: gross_of(rows, internal=internal) for owner, rows in sums.items()}
    billed = {owner: max(0, -each.internal_income.ore) for owner, each in found.items()}
    bought = {owner: max(0, each.internal_cost.ore) for owner, each in found.items()}
    is_whole = sum(each.internal_left.ore for each in found.values()) == 0
    all_billed, all_bought = sum(billed.values()), sum(bought.values())
    answers: dict[str, OwnGross] = {}
    for owner, gross in found.items():
        most = min(billed[owner], bought[owner])
        beyond = (
            billed[owner] - (all_bought - bought[owner]),
            bought[owner] - (all_billed - billed[owner]),
        )
        least = min(most, max(0, *beyond)) if is_whole else 0
        answers[owner] = OwnGross(gross=gross, inside=Span(Money(least), Money(most)))
    return answers
