"""When somebody who has left is made anonymous, by the rule that the municipality has decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.domain.period import ONE_DAY, add_months

MONTHS = 12


@dataclass(frozen=True)
class Rule:
    """How many years after the last day. None for the elected: their names stay, as the minutes that they are in."""

    employed_years: int
    elected_years: int | None = None


@dataclass(frozen=True)
class Ties:
    """What somebody held: the first day without any employment or post, and without any seat; None never had one.

    `still` is true while anything of it goes on or is to come.
    """

    employed_until: date | None = None
    elected_until: date | None = None
    still: bool = False


def anonymous_from(ties: Ties, rule: Rule) -> date | None:
    """The first day on which the name is taken away; None while something keeps it.

    Whoever holds anything is still here. Of somebody who was both employed and elected the later of the two days
    counts, and a name that stays for the one stays for the other.
    """
    if ties.still or (ties.elected_until is not None and rule.elected_years is None):
        return None
    days = []
    if ties.employed_until is not None:
        days.append(_years_after(ties.employed_until, rule.employed_years))
    if ties.elected_until is not None and rule.elected_years is not None:
        days.append(_years_after(ties.elected_until, rule.elected_years))
    return max(days, default=None)


def _years_after(first_day_gone: date, years: int) -> date:
    """Counted from the last day: whoever left on 31 December is due on 1 January after the years."""
    return add_months(first_day_gone - ONE_DAY, years * MONTHS) + ONE_DAY
