"""The balance requirement: the result that the law asks about, and the reserve.

Kommunallagen (2017:725) 11 kap. 5 § asks for a budget with income above costs. What a year came to in that respect is
investigated by lagen (2018:597) om kommunal bokföring och redovisning 11 kap. 10 §: the result without realised gains
and unrealised changes in securities, and then what is put into the reserve or taken out of it. A negative one is
restored within the three years that follow, by a plan of the council (11 kap. 12 §), unless the council has special
reasons, "synnerliga skäl" (11 kap. 13 §). Here a surplus is positive and a deficit negative.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from spelregler.domain.money import ZERO, Money
from spelregler.domain.wording import exact_tkr, one_decimal
from spelregler.domain.words import Bilingual, Words

YEARS_TO_RESTORE = 3
FREE_PCT, FREE_PCT_NEGATIVE_EQUITY, MOST_PCT = 1, 2, 5
"""KL 11:14: what stays outside the reserve, in per cent of taxes and general grants, and how large it may become."""

SIZES = (
    "realised_gains",
    "gains_excepted",
    "losses_excepted",
    "to_reserve",
    "from_reserve",
    "reserve_before",
    "taxes_and_grants",
)
"""Amounts of a year that are sizes: only the result and changes in securities may be negative."""


class BalanceError(ValueError):
    """Figures or a plan that the law does not allow; the message says the difference, in both languages.

    `field` is the figure of `YearResult` that it is about, where it is one.
    """

    def __init__(self, words: Bilingual, clause: str, field: str = "") -> None:
        self.words, self.clause, self.field = words, clause, field
        super().__init__(words.en)


@dataclass(frozen=True, kw_only=True)
class YearResult:
    """A year's result and what the investigation takes out of it and puts back. All but the result are sizes."""

    year: int
    result: Money
    realised_gains: Money = ZERO
    gains_excepted: Money = ZERO
    losses_excepted: Money = ZERO
    unrealised: Money = ZERO
    """Gains less losses in securities in the year; taken out."""
    unrealised_returned: Money = ZERO
    """What was taken out in earlier years and has been realised since; put back."""
    to_reserve: Money = ZERO
    from_reserve: Money = ZERO
    reserve_before: Money = ZERO
    taxes_and_grants: Money = ZERO
    equity_is_negative: bool = False
    """Own capital with the whole pension liability, "ansvarsförbindelsen", is below zero."""

    @property
    def adjusted(self) -> Money:
        """Årets resultat efter balanskravsjusteringar (LKBR 11:10)."""
        gains = self.realised_gains - self.gains_excepted
        return self.result - gains + self.losses_excepted - self.unrealised + self.unrealised_returned

    @property
    def balance_result(self) -> Money:
        """Balanskravsresultat: after what is put into the reserve and taken out of it."""
        return self.adjusted - self.to_reserve + self.from_reserve

    @property
    def reserve_after(self) -> Money:
        return self.reserve_before + self.to_reserve - self.from_reserve

    @property
    def most_to_reserve(self) -> Money:
        """KL 11:14: of the result, before or after adjustments, the lower, what exceeds one per cent of taxes and
        general grants, two where own capital is negative; and no more than fills the reserve to five per cent.
        """
        free = FREE_PCT_NEGATIVE_EQUITY if self.equity_is_negative else FREE_PCT
        above = min(self.result, self.adjusted) - self.taxes_and_grants.share(numerator=free, denominator=100)
        room = self.taxes_and_grants.share(numerator=MOST_PCT, denominator=100) - self.reserve_before
        return max(min(above, room), ZERO)


@dataclass(frozen=True)
class InvestigationLine:
    """One line of the investigation, in its order; sums are told apart."""

    words: Words
    amount: Money
    is_sum: bool = False


def investigation(year: YearResult) -> tuple[InvestigationLine, ...]:
    """The balance investigation of a year, line by line (LKBR 11:10)."""
    line = InvestigationLine
    return (
        line(Words("The year's result"), year.result, True),
        line(Words("Less: all realised gains"), -year.realised_gains),
        line(Words("Back: realised gains that are excepted"), year.gains_excepted),
        line(Words("Back: realised losses excepted"), year.losses_excepted),
        line(Words("Unrealised change in securities"), -year.unrealised),
        line(Words("Returned from earlier years"), year.unrealised_returned),
        line(Words("Result after balance adjustments"), year.adjusted, True),
        line(Words("To the result reserve"), -year.to_reserve),
        line(Words("From the result reserve"), year.from_reserve),
        line(Words("Balance result"), year.balance_result, True),
    )


def refuse_against_the_law(year: YearResult) -> None:
    """Sizes are sizes, an exception is part of the whole, and the reserve gives and takes what it may (KL 11:14).

    Refuses with `BalanceError` figures that are none of this, with the field that it is about.
    """
    below = next((name for name in SIZES if getattr(year, name) < ZERO), "")
    if below:
        raise BalanceError(
            Words(
                "Only the result and changes in securities may be negative; other amounts are written without a minus."
            ),
            "LKBR 11:10",
            below,
        )
    if year.gains_excepted > year.realised_gains:
        raise BalanceError(
            Words("The realised gains that are excepted are larger than all realised gains."),
            "LKBR 11:10",
            "gains_excepted",
        )
    if year.to_reserve > year.most_to_reserve:
        most = year.most_to_reserve
        raise BalanceError(
            Words(
                "At most {most} may go to the result reserve; {to_reserve} is too much.",
                most=exact_tkr(most),
                to_reserve=exact_tkr(year.to_reserve - most),
            ),
            "KL 11:14",
            "to_reserve",
        )
    if year.from_reserve > year.reserve_before:
        raise BalanceError(
            Words(
                "The result reserve holds {reserve_before}; no more can be taken out.",
                reserve_before=exact_tkr(year.reserve_before),
            ),
            "KL 11:14",
            "from_reserve",
        )


def share_of_taxes(year: YearResult) -> Decimal | None:
    """The result in per cent of taxes and general grants: the common financial target. None without those."""
    if year.taxes_and_grants <= ZERO:
        return None
    return one_decimal(Decimal(year.result.ore) * 100 / year.taxes_and_grants.ore)


def reaches(year: YearResult, *, target_pct: Decimal) -> bool:
    """Whether the result reaches the target, to the öre: a share is rounded when shown, not when judged."""
    return Decimal(year.result.ore) * 100 >= target_pct * year.taxes_and_grants.ore
