"""Opening balances against the closing balances of the year before, account by account.

What a municipality owns and owes does not change overnight: a year opens with what the year before closed with (the
principle of continuity; lagen (2018:597) om kommunal bokföring och redovisning, 4 kap.). Income and cost start from
nothing each year. A difference is told and never refused: years are opened before the last one is closed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from spelregler.domain.money import Money

BALANCE_CLASSES = frozenset("12")
"""Kommun-Bas: class 1 is what is owned, class 2 what is owed and own equity. Only they carry over."""


def is_balance(account: str) -> bool:
    """Classes 1–2 are the balance sheet; result accounts carry nothing over."""
    return account[:1] in BALANCE_CLASSES


@dataclass(frozen=True)
class OpeningDifference:
    """A balance account that opens with another sum than it closed with. Debit is positive."""

    account: str
    opening: Money
    closing: Money

    @property
    def difference(self) -> Money:
        """What the year opens with beyond what the year before closed with."""
        return Money(self.opening.ore - self.closing.ore)


@dataclass(frozen=True)
class OpeningCheck:
    """How many balance accounts were compared, those that differ, and what the year before has not closed."""

    accounts: int
    differences: tuple[OpeningDifference, ...]
    result_left: Money
    """The sum of the closing balances: a result not yet booked to equity. A surplus is positive, closed is zero."""


def compare_opening(*, opening: Mapping[str, int], closing: Mapping[str, int]) -> OpeningCheck:
    """Every balance account of either side, to the öre. An account that one side lacks is compared with zero."""
    accounts = sorted(account for account in {*opening, *closing} if is_balance(account))
    pairs = [(account, opening.get(account, 0), closing.get(account, 0)) for account in accounts]
    return OpeningCheck(
        accounts=len(pairs),
        differences=tuple(
            OpeningDifference(account=account, opening=Money(now), closing=Money(then))
            for account, now, then in pairs
            if now != then
        ),
        result_left=Money(sum(then for _account, _now, then in pairs)),
    )
