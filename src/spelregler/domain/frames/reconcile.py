"""A file of balances held against what is stored: a control total, never a second outcome.

SIE type 1 has each account's year, type 2 each account's months; neither knows ansvar, so nothing of them can be given
to a unit. What they can do is tell whether the stored ledger is the whole ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.domain.money import Money

Total = tuple[str, date | None]
"""An account and a month, or no month for the whole year."""


@dataclass(frozen=True)
class Difference:
    """An account (and month) whose total is another in the file than in what is stored. Debit is positive."""

    account: str
    month: date | None
    file: Money
    stored: Money

    @property
    def difference(self) -> Money:
        """What the stored ledger lacks of the file; negative where it has more."""
        return Money(self.file.ore - self.stored.ore)


def reconcile(*, file: Mapping[Total, int], stored: Iterable[tuple[str, date, int]]) -> tuple[Difference, ...]:
    """Every total that differs, to the öre. A total that only one side has is compared with zero.

    A file with months is compared month by month, and only for its own months: a type 2 file to June says nothing of
    what is stored of July. One without months is compared with the whole year.
    """
    months = {month for _account, month in file}
    by_year = None in months
    totals: dict[Total, int] = defaultdict(int)
    for account, month, ore in stored:
        if by_year or month in months:
            totals[account, None if by_year else month] += ore
    keys = sorted({*file, *totals}, key=lambda key: (key[0], key[1] or date.min))
    return tuple(
        Difference(
            account=account,
            month=month,
            file=Money(file.get((account, month), 0)),
            stored=Money(totals[account, month]),
        )
        for account, month in keys
        if file.get((account, month), 0) != totals[account, month]
    )
