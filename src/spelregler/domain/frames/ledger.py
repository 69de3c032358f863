"""A ledger that comes again each month: what a later file changes, and when it may take months over.

An accounting system exports the year so far. The later file stands for the same months as the earlier one, so its
sums take the place of theirs; they are never added to them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY, Period
from spelregler.domain.words import Bilingual, Words

NET_CLASSES, FINANCE_CLASS = frozenset("34567"), "8"
"""Account classes by Kommun-Bas: a unit's net cost is 3–7; class 8 is finance, which belongs to no unit."""

Key = tuple[str, str, date, str]
"""What a sum is of: ansvar, activity, month and account."""


class Kind(StrEnum):
    """What a file means for a month."""

    NEW = "new"
    SAME = "same"
    CHANGED = "changed"


@dataclass(frozen=True)
class MonthChange:
    """A month as a file has it, against what is stored. A change that only moves cost between units differs by 0."""

    month: date
    kind: Kind
    net_cost: Money
    difference: Money
    finance_difference: Money


@dataclass(frozen=True)
class Hindrance:
    """Why a file may not take months over, and what to do instead."""

    words: Bilingual
    way: Bilingual


def is_net_cost(account: str) -> bool:
    """Classes 3–7 are a unit's net cost (Kommun-Bas)."""
    return account[:1] in NET_CLASSES


def compare_months(
    *,
    months: Iterable[date],
    file: Mapping[Key, int],
    stored: Iterable[tuple[Key, int]],
    stored_months: Collection[date],
) -> tuple[MonthChange, ...]:
    """Each month of a file as new, same or changed. Same means every sum of the month equal to the öre, both ways.

    `stored` may be a million sums and is gone through once; no more of it than totals per month is kept.
    """
    tallies = {month: _Tally() for month in months}
    for (_responsibility, _activity, month, account), ore in file.items():
        tallies[month].take(account, ore)
    for key, ore in stored:
        tallies[key[2]].meet(key[3], ore, in_file=file.get(key, 0))
    return tuple(
        MonthChange(
            month=month,
            kind=tally.kind if month in stored_months else Kind.NEW,
            net_cost=Money(tally.net_ore),
            difference=Money(tally.net_ore - tally.stored_net_ore),
            finance_difference=Money(tally.finance_ore - tally.stored_finance_ore),
        )
        for month, tally in sorted(tallies.items())
    )


@dataclass
class _Tally:
    """One month's totals, and how many of the file's sums have not been met among the stored ones."""

    net_ore: int = 0
    finance_ore: int = 0
    stored_net_ore: int = 0
    stored_finance_ore: int = 0
    unmet: int = 0
    is_changed: bool = False

    def take(self, account: str, ore: int) -> None:
        """A sum of the file; one that is zero says nothing."""
        self.unmet += ore != 0
        if is_net_cost(account):
            self.net_ore += ore
        else:
            self.finance_ore += ore

    def meet(self, account: str, ore: int, *, in_file: int) -> None:
        """A stored sum, against the file's."""
        self.unmet -= in_file != 0
        self.is_changed = self.is_changed or in_file != ore
        if is_net_cost(account):
            self.stored_net_ore += ore
        else:
            self.stored_finance_ore += ore

    @property
    def kind(self) -> Kind:
        return Kind.CHANGED if self.is_changed or self.unmet else Kind.SAME


def hindrance_to_take_over(
    *, year: Period | None, months_with_vouchers: Collection[date], stored_months: Collection[date]
) -> Hindrance | None:
    """A file takes over months that are stored only when it is the whole of its fiscal year so far.

    It must say which year it is (#RAR 0) and have vouchers of its own in the year's first month and in every month
    of the year that is stored (`stored_months`). Otherwise a file with November alone, and one row dated in January,
    would put January's cost at that one row.
    """
    if year is None:
        return Hindrance(
            Words("The file does not say which fiscal year it belongs to (#RAR 0) and cannot replace anything."),
            way=Words("Export only the months that are missing, or the whole year from its start as SIE type 4E."),
        )
    wanted = {year.start.replace(day=1), *stored_months}
    missing = sorted(wanted.difference(months_with_vouchers))
    if not missing:
        return None
    names = ", ".join(f"{month:%Y-%m}" for month in missing)
    last = max(wanted)
    return Hindrance(
        Words("The file lacks {names} and therefore cannot replace what is stored.", names=names),
        way=Words(
            "Export the whole fiscal year from {start} to {last} at least, or only the months that are missing.",
            start=year.start,
            last=f"{last:%Y-%m}",
        ),
    )


def month_within(month: date, *, year: Period | None) -> date:
    """A row dated outside its file's fiscal year is booked in that year all the same: in its nearest month."""
    if year is None:
        return month
    first = year.start.replace(day=1)
    if month < first:
        return first
    return month if year.end is None else min(month, (year.end - ONE_DAY).replace(day=1))
