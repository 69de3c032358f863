"""Carrying over: what a year that is over leaves to the next, by decision, once, and never as a part of the base.

A budget is for one year (kommunallagen 2017:725, chapter 11), so what was not used lapses unless the council decides
otherwise: it adds to the new year's frames, or takes a deficit out of them (MR-18). A committee then does the same for
its units, inside what the council carried to it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import calendar_year
from spelregler.domain.wording import exact_tkr
from spelregler.domain.words import Bilingual, Words


class CarryOverError(ValueError):
    """What may not be carried over; the message says why and by how much, in both languages.

    `field` is what it is about: "decided_on", or "investment:" and the place.
    """

    def __init__(self, words: Bilingual, field: str = "") -> None:
        self.words, self.field = words, field
        super().__init__(words.en)


@dataclass(frozen=True)
class CarryOverAmounts:
    """What one place is given of the year before: net cost it may use more (less where below zero), and investments."""

    net: Money = ZERO
    investment: Money = ZERO

    def __add__(self, other: CarryOverAmounts) -> CarryOverAmounts:
        return CarryOverAmounts(self.net + other.net, self.investment + other.investment)

    def __neg__(self) -> CarryOverAmounts:
        return CarryOverAmounts(-self.net, -self.investment)

    def __bool__(self) -> bool:
        return bool(self.net) or bool(self.investment)


NOTHING = CarryOverAmounts()


def sum_of(shares: Mapping[str, CarryOverAmounts]) -> CarryOverAmounts:
    """All places together."""
    return sum(shares.values(), NOTHING)


def refuse_carry_over(
    shares: Mapping[str, CarryOverAmounts],
    *,
    into: int,
    decided_on: date,
    before: Mapping[str, CarryOverAmounts],
    given: CarryOverAmounts | None,
    names: Mapping[str, str] | None = None,
) -> None:
    """What was left of a year is carried over into the next one during that year, and a committee passes on what it was
    given.

    `before` is what the places have been carried into the same year by earlier decisions. `given` is what the council
    has carried to the committee whose units these are; None where the council itself decides. `names` are what the
    places are called in a refusal.

    Refuses with `CarryOverError` no amount at all, a day outside the year, more investments taken back than were
    carried, and more than the committee was given.
    """
    if not gives_anything(shares):
        raise CarryOverError(Words("No amount is given."))
    if not calendar_year(into).contains(decided_on):
        raise CarryOverError(
            Words(
                "What was left of {into} is carried over during {to_year}, not on {decided_on}.",
                into=into - 1,
                to_year=into,
                decided_on=decided_on,
            ),
            "decided_on",
        )
    for place, each in shares.items():
        left = before.get(place, NOTHING).investment + each.investment
        if left < ZERO:
            named = (names or {}).get(place, place)
            raise CarryOverError(
                Words(
                    "{named}: {left} more in investments is taken back than was carried over.",
                    named=named,
                    left=exact_tkr(-left),
                ),
                f"investment:{place}",
            )
    if given is not None:
        _refuse_more_than(given, sum_of(before) + sum_of(shares))


def gives_anything(shares: Mapping[str, CarryOverAmounts]) -> bool:
    """Whether any place is given anything; plus and minus that take each other out are something."""
    return any(shares.values())


def _refuse_more_than(given: CarryOverAmounts, passed_on: CarryOverAmounts) -> None:
    """A committee passes on no more than it was given; a deficit it was given leaves nothing to pass on."""
    for what, had, used in (
        (Words("net"), given.net, passed_on.net),
        (Words("investments"), given.investment, passed_on.investment),
    ):
        over = used - max(had, ZERO)
        if over > ZERO:
            raise CarryOverError(
                Words(
                    "The council has carried {had} ({what}) to the committee; the units get {over} more.",
                    had=exact_tkr(had),
                    what=what,
                    over=exact_tkr(over),
                ),
            )


def without(carried: CarryOverAmounts, *, net: Money, investment: Money) -> tuple[Money, Money]:
    """A frame's net cost and investments without what was carried into it: what the next year's budget starts from."""
    return max(net - carried.net, ZERO), max(investment - carried.investment, ZERO)
