"""Proposed budgets: three years and every level, sums that hold, and versions side by side (MR-18).

A budget covers the coming year and a plan for two more (KL 11 kap. 6 §). Income and cost are told apart, and so are
operation and investment; the net cost of operation is the frame that binds.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from spelregler.domain.money import ZERO, Money

PLAN_YEARS = 2


class Level(StrEnum):
    """Where in the municipality a share lies."""

    TOTAL = "total"
    FINANCE = "finance"
    COMMITTEE = "committee"
    UNIT = "unit"


class Kind(StrEnum):
    """What an amount is."""

    NET = "net"
    COST = "cost"
    INCOME = "income"
    INVESTMENT = "investment"


@dataclass(frozen=True)
class Amounts:
    """Cost and income of operation, and investment beside them. Income is written without a minus sign."""

    cost: Money = ZERO
    income: Money = ZERO
    investment: Money = ZERO

    @property
    def net(self) -> Money:
        """The frame that binds: cost less income."""
        return self.cost - self.income

    def of(self, kind: Kind) -> Money:
        """One of the four."""
        return {Kind.NET: self.net, Kind.COST: self.cost, Kind.INCOME: self.income}.get(kind, self.investment)

    def __add__(self, other: Amounts) -> Amounts:
        return Amounts(self.cost + other.cost, self.income + other.income, self.investment + other.investment)


@dataclass(frozen=True)
class Share:
    """What is given at one place in one year. `place` is a committee's or unit's code; a unit names its committee."""

    year: int
    level: Level
    amounts: Amounts
    place: str = ""
    under: str = ""


@dataclass(frozen=True)
class Difference:
    """Where a proposal does not add up: what the level above has, less what is shared out below.

    Negative means that more is shared out than there is. `place` is empty for the council's own total.
    """

    year: int
    place: str
    kind: Kind
    amount: Money


def years_of(year: int) -> tuple[int, ...]:
    """The budget year and the plan years after it."""
    return tuple(range(year, year + PLAN_YEARS + 1))


def differences(shares: Iterable[Share]) -> list[Difference]:
    """Every difference, the council's first (MR-18).

    The council's total is shared out to the last öre, in cost, income and investment alike. What a committee has may
    be kept back in part, so its units' net costs and investments only have to fit.
    """
    found: list[Difference] = []
    rows = list(shares)
    for year in sorted({row.year for row in rows}):
        in_year = [row for row in rows if row.year == year]
        found += [*_total(year, in_year), *_committees(year, in_year)]
    return found


def _total(year: int, rows: Sequence[Share]) -> Iterable[Difference]:
    totals = [row.amounts for row in rows if row.level is Level.TOTAL]
    if not totals:
        return
    given = sum_of(row.amounts for row in rows if row.level in (Level.FINANCE, Level.COMMITTEE))
    for kind in (Kind.COST, Kind.INCOME, Kind.INVESTMENT):
        left = totals[0].of(kind) - given.of(kind)
        if left:
            yield Difference(year, "", kind, left)


def _committees(year: int, rows: Sequence[Share]) -> Iterable[Difference]:
    for row in rows:
        units = [each.amounts for each in rows if each.level is Level.UNIT and each.under == row.place]
        if row.level is not Level.COMMITTEE or not units:
            continue
        for kind in (Kind.NET, Kind.INVESTMENT):
            left = row.amounts.of(kind) - sum_of(units).of(kind)
            if left < ZERO:
                yield Difference(year, row.place, kind, left)


def sum_of(amounts: Iterable[Amounts]) -> Amounts:
    """The exact sum of each kind; nothing at all is zero."""
    return sum(amounts, Amounts())


@dataclass(frozen=True)
class Compared:
    """One place in several versions. None where a version says nothing about the place."""

    level: Level
    place: str
    under: str
    amounts: tuple[Amounts | None, ...] = field(default=())

    def apart(self, kind: Kind) -> tuple[Money | None, ...]:
        """How far each version is from the first, in one kind of amount."""
        first = self.amounts[0]
        return tuple(None if first is None or each is None else each.of(kind) - first.of(kind) for each in self.amounts)


def compare(versions: Sequence[Iterable[Share]], *, year: int) -> list[Compared]:
    """Every place that any version names, with what each gives it in the year; in the order of the versions."""
    found: list[dict[tuple[Level, str, str], Amounts]] = [
        {(row.level, row.place, row.under): row.amounts for row in shares if row.year == year} for shares in versions
    ]
    places = dict.fromkeys(place for each in found for place in each)
    return [
        Compared(level, place, under, tuple(each.get((level, place, under)) for each in found))
        for level, place, under in places
    ]
