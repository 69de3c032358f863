"""Who adopts the budget and when: before the end of November, and in an election year by the newly elected council.

KL 11 kap. 8 § (the board proposes before the end of October), 10 § (the council adopts before the end of November,
with special reasons in December, and in the years of a general election always the newly elected council); P14. The
chapter was read second-hand, so the paragraphs are to be checked against the law in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.cycle import YEARS_IN_TERM, year_of_term
from spelregler.domain.words import Bilingual, Words

NEW_COUNCIL = (10, 15)
"""The day on which a newly elected council takes its seats, unless the register of terms says another."""

LATEST = (11, 30)
"""The last day for adopting the budget: before the end of November (P14)."""

LAW = "KL 11 kap. 10 §"
SOON = timedelta(days=30)
"""So long before a last day, what is not there yet is pointed at."""


@dataclass(frozen=True)
class BudgetDecision:
    """A decision to adopt a budget, as the minutes tell it.

    `council_since` is the first day of the term of the council that decided; None where the register has none, as in a
    municipality that has just begun.
    """

    year: int
    decided_on: date
    by_council: bool
    council_since: date | None = None
    special_reasons: str = ""


@dataclass(frozen=True)
class Objection:
    """Why a budget cannot be adopted so, and what to do instead."""

    words: Bilingual
    law: str
    way: Bilingual


def is_election_year(year: int) -> bool:
    """The last year of the term of office, in which the council is elected."""
    return year_of_term(year) == YEARS_IN_TERM


def object_to(decision: BudgetDecision, *, latest: tuple[int, int] = LATEST) -> Objection | None:
    """The first thing that stands in the way of the decision, or None (KL 11 kap. 10 §, P14)."""
    last = date(decision.year - 1, *latest)
    if not decision.by_council:
        return _not_the_council(last)
    if decision.decided_on.year != decision.year - 1:
        return _wrong_year(decision, last)
    if is_election_year(decision.decided_on.year) and not _newly_elected(decision):
        return _old_council(decision, last)
    if decision.decided_on > last and not decision.special_reasons.strip():
        return _late(decision, last)
    return None


def _newly_elected(decision: BudgetDecision) -> bool:
    """The council that decided took its seats after this year's election: on the law's day where none is registered."""
    since = decision.council_since or date(decision.decided_on.year, *NEW_COUNCIL)
    return since.year == decision.decided_on.year and since <= decision.decided_on


def _not_the_council(last: date) -> Objection:
    return Objection(
        Words("The budget is adopted by the council, not by another body."),
        law=LAW,
        way=Words("Hand the proposal to the council for a decision by {last}.", last=last),
    )


def _wrong_year(decision: BudgetDecision, last: date) -> Objection:
    return Objection(
        Words(
            "The budget for {year} is adopted during {year_before}, not on {decided_on}.",
            year=decision.year,
            year_before=decision.year - 1,
            decided_on=decision.decided_on,
        ),
        law=LAW,
        way=Words(
            "Give a day of decision by {last}. A change during the budget year is decided as a reprioritisation.",
            last=last,
        ),
    )


def _old_council(decision: BudgetDecision, last: date) -> Objection:
    year = decision.decided_on.year
    return Objection(
        Words(
            "{year} is an election year. The newly elected council adopts the budget, and the "
            "one that decided on {decided_on} is not newly elected.",
            year=year,
            decided_on=decision.decided_on,
        ),
        law=LAW,
        way=Words(
            "Take the proposal up once the newly elected council has taken its seats, from "
            "{year} and by {last}. If it has: enter the new term. A decision before that may be "
            "planning directions.",
            year=date(year, *NEW_COUNCIL),
            last=last,
        ),
    )


def _late(decision: BudgetDecision, last: date) -> Objection:
    return Objection(
        Words(
            "The budget for {year} is to be adopted by {last}; the decision is of {decided_on}.",
            year=decision.year,
            last=last,
            decided_on=decision.decided_on,
        ),
        law=LAW,
        way=Words("Give the special reasons of the minutes. The tax rate must still have been decided in November."),
    )
