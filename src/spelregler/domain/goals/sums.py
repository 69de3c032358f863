"""What the values of units make together: by numerator and denominator, as a sum, as a mean, or not at all.

Missing is never zero: a unit that has not reported is counted as such and is in no sum. Neither is a value that is
hidden for few cases, since the sum less what is shown would give it away; whoever knows the shown units' figures learns
nothing more from their sum.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from spelregler.domain.goals.values import Ratio, summed

AddsUp = Literal["ratio", "mean", "sum", "last"]
STEP = Decimal("0.0001")


@dataclass(frozen=True)
class UnitValue:
    """What one unit reported for the period, and whether it is hidden for few cases."""

    place: str
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    is_hidden: bool = False

    @property
    def parts(self) -> Ratio:
        """As a part of a ratio."""
        return Ratio(self.value, self.numerator, self.denominator)


@dataclass(frozen=True)
class UnitSum:
    """What some units make together, and how many of them it rests on.

    `asked` are all that should report, `reported` those that have, `counted` those in the sum. The others are `hidden`
    for few cases, or `bare`: reported without the numerator and denominator that a ratio needs.
    """

    value: Decimal | None
    numerator: Decimal | None
    denominator: Decimal | None
    asked: int
    reported: int
    counted: int
    hidden: int
    bare: int

    @property
    def missing(self) -> int:
        """Those that have not reported."""
        return self.asked - self.reported


def add_up(values: Sequence[UnitValue], *, asked: int, adds_up: AddsUp, unit_of_measure: str) -> UnitSum:
    """The values together, in the way that the indicator's definition says; nothing where it says that they are not."""
    shown = [each for each in values if not each.is_hidden]
    whole = [each for each in shown if adds_up != "ratio" or (each.numerator is not None and each.denominator)]
    total = _together(whole, adds_up=adds_up, unit_of_measure=unit_of_measure)
    return UnitSum(
        value=total.value if total else None,
        numerator=total.numerator if total else None,
        denominator=total.denominator if total else None,
        asked=max(asked, len(values)),
        reported=len(values),
        counted=len(whole) if total else 0,
        hidden=len(values) - len(shown),
        bare=len(shown) - len(whole),
    )


def _together(values: Sequence[UnitValue], *, adds_up: AddsUp, unit_of_measure: str) -> Ratio | None:
    if not values or adds_up == "last":
        return None
    if adds_up == "ratio":
        return summed([each.parts for each in values], unit_of_measure=unit_of_measure)
    total = sum((each.value for each in values), Decimal(0))
    return Ratio((total / len(values)).quantize(STEP) if adds_up == "mean" else total)
