"""Who adopts the budget and when: before the end of November, and in an election year by the newly elected council.

KL 11 kap. 8 § (the board proposes before the end of October), 10 § (the council adopts before the end of November,
with special reasons in December, and in the years of a general election always the newly elected council); P14. The
chapter was read second-hand, so the paragraphs are to be checked against the law in force.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain import reading
from spelregler.domain.checks import param
from spelregler.domain.cycle import YEARS_IN_TERM, year_of_term
from spelregler.domain.findings import MUNICIPALITY, Duty, InputValue, Judgement, Status
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
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


@dataclass(frozen=True)
class BudgetDays:
    """P14: the last days of the year before for the board's proposal and for the council's decision, month and day."""

    proposal: str = param("10-31", number="P14", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the proposal"))
    decision: str = param("11-30", number="P14", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the decision"))

    def __post_init__(self) -> None:
        if self.last_proposal(2001) > self.last_decision(2001):
            raise ValueError("the proposal comes before the decision")

    def last_proposal(self, year: int) -> date:
        """The last day for the proposal of a budget year's budget."""
        return reading.day(f"{year - 1}-{self.proposal}")

    def last_decision(self, year: int) -> date:
        """The last day for adopting a budget year's budget."""
        return reading.day(f"{year - 1}-{self.decision}")


@dataclass(frozen=True)
class BudgetOnItsWay:
    """A coming year's budget: when the executive board proposed it and when the council adopted it, if they have."""

    year: int
    proposed_on: date | None = None
    adopted_on: date | None = None


def judge_budget_in_time(fact: BudgetOnItsWay, *, days: BudgetDays, as_of: date) -> Judgement:
    """KL 11:10: the board proposes and the council adopts a year's budget by their last days in the year before (P14).

    A proposal that is late is pointed at, since special reasons allow it; a budget that is not adopted is a breach. The
    answer is the municipality's, and not applicable until the last day for the proposal is near.
    """
    year, last = fact.year, days.last_decision(fact.year)
    proposal_last = days.last_proposal(year)
    inputs: dict[str, InputValue] = {
        "year": year,
        "proposal_last": proposal_last.isoformat(),
        "decision_last": last.isoformat(),
        "proposed_on": _iso(fact.proposed_on),
        "adopted_on": _iso(fact.adopted_on),
    }

    def says(
        status: Status, words: Bilingual, since: date | None, expected_of: str = "", duty: Duty | None = None
    ) -> Judgement:
        return Judgement(MUNICIPALITY, status, words, inputs, since, expected_of, duty=duty)

    if fact.adopted_on is not None and fact.adopted_on <= as_of:
        late = fact.adopted_on > last
        return says(
            Status.ATTENTION if late else Status.KEPT,
            Words(
                "The council adopted the budget for {year} on {adopted_on}; the last day was {last}.",
                year=year,
                adopted_on=fact.adopted_on,
                last=last,
            ),
            fact.adopted_on,
            duty=Duty(last, done_on=fact.adopted_on),
        )
    if as_of > last:
        return says(
            Status.BREACH,
            Words("The budget for {year} is not adopted. The last day was {last}.", year=year, last=last),
            last + ONE_DAY,
            "KF",
            Duty(last),
        )
    if fact.proposed_on is not None and fact.proposed_on <= as_of:
        late = fact.proposed_on > proposal_last
        return says(
            Status.ATTENTION if late else Status.KEPT,
            Words(
                "The board's proposal for the budget of {year} was handed over on {proposed_on}, due "
                "by {proposal_last}. The council is to adopt it by {last}.",
                year=year,
                proposed_on=fact.proposed_on,
                proposal_last=proposal_last,
                last=last,
            ),
            fact.proposed_on,
            "KF",
            Duty(proposal_last, done_on=fact.proposed_on),
        )
    missing = Words(
        "The board's proposal for the budget of {year} is not handed over. The last day is {proposal_last}.",
        year=year,
        proposal_last=proposal_last,
    )
    if as_of > proposal_last:
        return says(Status.ATTENTION, missing, proposal_last + ONE_DAY, "KS", Duty(proposal_last))
    if as_of >= proposal_last - SOON:
        return says(Status.ATTENTION, missing, proposal_last - SOON, "KS")
    return says(
        Status.NOT_APPLICABLE,
        Words(
            "The budget for {year} is proposed by {proposal_last} and adopted by {last}.",
            year=year,
            proposal_last=proposal_last,
            last=last,
        ),
        None,
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
