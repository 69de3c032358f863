"""A negative balance result is restored within the three years that follow (KL 11:12)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from spelregler.domain.frames.balance import YEARS_TO_RESTORE, BalanceError, YearResult
from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Words


class DeficitState(StrEnum):
    """Where a negative balance result stands."""

    RESTORED = "restored"
    EXCEPTED = "excepted"
    UNDER_WAY = "under_way"
    WITHOUT_PLAN = "without_plan"
    OVERDUE = "overdue"


@dataclass(frozen=True)
class Deficit:
    """A year's negative balance result: how much is to be restored, what has been, what is planned, and by when."""

    year: int
    amount: Money
    excepted: Money = ZERO
    """What the council has decided not to restore, with its special reasons (KL 11:13)."""
    restored: Mapping[int, Money] = field(default_factory=dict)
    planned: Mapping[int, Money] = field(default_factory=dict)

    @property
    def last_year(self) -> int:
        """The last of the three years that follow (KL 11:12)."""
        return self.year + YEARS_TO_RESTORE

    @property
    def to_restore(self) -> Money:
        return max(self.amount - self.excepted, ZERO)

    def left_after(self, year: int) -> Money:
        """What remains once the year is closed."""
        done = Money.sum(amount for each, amount in self.restored.items() if each <= year)
        return self.to_restore - done

    @property
    def left(self) -> Money:
        return self.to_restore - Money.sum(self.restored.values())

    def state(self, *, year: int) -> DeficitState:
        """Where it stands in a year. It is overdue when the last year is over and something remains."""
        if not self.left:
            return DeficitState.RESTORED if self.to_restore else DeficitState.EXCEPTED
        if year > self.last_year:
            return DeficitState.OVERDUE
        return DeficitState.UNDER_WAY if self.planned else DeficitState.WITHOUT_PLAN


def deficits(
    years: Iterable[YearResult],
    *,
    excepted: Mapping[int, Money] | None = None,
    plans: Mapping[int, Mapping[int, Money]] | None = None,
) -> tuple[Deficit, ...]:
    """Every negative balance result with what later surpluses have restored of it: the oldest deficit comes first.

    A krona of surplus restores once, and a surplus before the deficit restores nothing.
    """
    excepted, plans = excepted or {}, plans or {}
    found: list[tuple[Deficit, dict[int, Money]]] = []
    for each in sorted(years, key=lambda each: each.year):
        if each.balance_result < ZERO:
            restored: dict[int, Money] = {}
            made = Deficit(
                each.year, -each.balance_result, excepted.get(each.year, ZERO), restored, plans.get(each.year, {})
            )
            found.append((made, restored))
            continue
        over = each.balance_result
        for deficit, restored in found:
            used = min(over, deficit.left)
            if used > ZERO:
                restored[each.year] = used
                over = over - used
    return tuple(deficit for deficit, _restored in found)


def refuse_plan(*, year: int, amount: Money, steps: Mapping[int, Money]) -> None:
    """KL 11:12: a plan restores the whole deficit within the three years that follow, and says how much each year.

    Refuses with `BalanceError` a year outside the three, a step that is not above zero, and a sum that is too little.
    """
    outside = sorted(each for each in steps if not year < each <= year + YEARS_TO_RESTORE)
    if outside:
        raise BalanceError(
            Words(
                "The deficit of {year} is restored in {next_year}–{last_year}; {outside} lies outside.",
                year=year,
                next_year=year + 1,
                last_year=year + YEARS_TO_RESTORE,
                outside=outside[0],
            ),
            "KL 11:12",
        )
    if any(each <= ZERO for each in steps.values()):
        raise BalanceError(
            Words("Each year of the plan restores an amount above zero."),
            "KL 11:12",
        )
    lacking = amount - Money.sum(steps.values())
    if lacking > ZERO:
        raise BalanceError(
            Words(
                "The plan restores {lacking} too little of the deficit of {amount}.",
                lacking=exact_tkr(lacking),
                amount=exact_tkr(amount),
            ),
            "KL 11:12",
        )
