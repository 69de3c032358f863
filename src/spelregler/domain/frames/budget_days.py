"""A year's budget is proposed and adopted by their last days in the year before (KL 11:10, P14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.domain import reading
from spelregler.domain.checks import param
from spelregler.domain.findings import MUNICIPALITY, Duty, InputValue, Judgement, Status
from spelregler.domain.frames.budget_rules import SOON
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Words


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
        status: Status,
        words: Bilingual,
        since: date | None,
        expected_of: str = "",
        duty: Duty | None = None,
        last_day: date | None = None,
    ) -> Judgement:
        return Judgement(MUNICIPALITY, status, words, inputs, since, expected_of, duty=duty, last_day=last_day)

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
        return says(Status.ATTENTION, missing, proposal_last - SOON, "KS", last_day=proposal_last)
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
