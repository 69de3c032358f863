"""Money: whole öre, never a float. Frames are shown in whole thousands of kronor (tkr)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

ORE_PER_KRONA = 100
ORE_PER_TKR = 100_000


def _whole(value: Decimal) -> int:
    """Half is rounded away from zero, so that a cost and its reversal round alike."""
    return int(value.quantize(Decimal(1), rounding=ROUND_HALF_UP))


@dataclass(frozen=True, order=True)
class Money:
    """An amount in whole öre. Positive is cost or frame, negative is income, as the caller says."""

    ore: int = 0

    def __post_init__(self) -> None:
        if not isinstance(self.ore, int) or isinstance(self.ore, bool):
            raise TypeError(f"Money counts whole öre, not {self.ore!r}")

    @classmethod
    def from_tkr(cls, tkr: int) -> Money:
        """Whole thousands of kronor, as in a frame decision."""
        return cls(tkr * ORE_PER_TKR)

    @classmethod
    def from_kronor(cls, kronor: Decimal | str | int) -> Money:
        """Kronor with at most two decimals, as in a ledger; a third decimal is refused, not rounded away."""
        if isinstance(kronor, float):
            raise TypeError("Money is never a float")
        try:
            ore = Decimal(kronor) * ORE_PER_KRONA
            whole = ore == ore.to_integral_value()
        except InvalidOperation as error:
            raise ValueError(f"not an amount in kronor: {kronor!r}") from error
        if not ore.is_finite() or not whole:
            raise ValueError(f"not a whole number of öre: {kronor!r}")
        return cls(int(ore))

    @classmethod
    def sum(cls, amounts: Iterable[Money]) -> Money:
        """The exact sum; nothing at all is zero."""
        return cls(sum(amount.ore for amount in amounts))

    @property
    def tkr(self) -> int:
        """Whole thousands of kronor, half rounded up in size."""
        return _whole(Decimal(self.ore) / ORE_PER_TKR)

    @property
    def exact_tkr(self) -> Decimal:
        """Thousands of kronor with the decimals that the amount has, at most five: 12.5, and never 12.50."""
        exact = Decimal(self.ore).scaleb(-5)
        return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()

    @property
    def kronor(self) -> Decimal:
        """Exact kronor with two decimals."""
        return Decimal(self.ore).scaleb(-2)

    def share(self, *, numerator: int, denominator: int) -> Money:
        """This amount times a fraction, rounded to whole öre."""
        if denominator == 0:
            raise ZeroDivisionError("a share of nothing")
        return Money(_whole(Decimal(self.ore) * numerator / denominator))

    def __add__(self, other: Money) -> Money:
        return Money(self.ore + other.ore)

    def __sub__(self, other: Money) -> Money:
        return Money(self.ore - other.ore)

    def __neg__(self) -> Money:
        return Money(-self.ore)

    def __abs__(self) -> Money:
        return Money(abs(self.ore))

    def __bool__(self) -> bool:
        return self.ore != 0

    def __str__(self) -> str:
        return f"{self.kronor} kr"


ZERO = Money(0)
