"""Every body is trained in the rules of the game at the beginning of a term (MR-7, P03)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import LEAP_YEAR, ONE_DAY, day_of_year
from spelregler.domain.words import Words


@dataclass(frozen=True)
class BodyTraining:
    """A body's term on the date, and the days when the body was trained in the rules of the game during it."""

    body: Scope
    term_from: date | None = None
    held_on: tuple[date, ...] = ()
    start_day: date | None = None


@dataclass(frozen=True)
class TermTrained:
    """MR-7: the last day for the training in a new term, as month and day (P03)."""

    by: str = param("03-31", number="P03", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the training"))

    def __post_init__(self) -> None:
        self.in_year(LEAP_YEAR)

    def in_year(self, year: int) -> date:
        """The last day in a year; 29 February is the month's end in another."""
        return day_of_year(self.by, year=year)

    def for_term(self, first_day: date) -> date:
        """The first such day on or after the day on which the term begins."""
        this_year = self.in_year(first_day.year)
        return this_year if this_year >= first_day else self.in_year(first_day.year + 1)


def judge_term_trained(facts: Sequence[BodyTraining], *, parameters: TermTrained, as_of: date) -> list[Judgement]:
    """MR-7: every committee and the executive board is trained at the beginning of a term, by its last day (P03).

    One judgement per body; nothing known without a term. A fact is a body's term and the days of its trainings.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of="KS")]
    return [_trained(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _trained(fact: BodyTraining, *, parameters: TermTrained, as_of: date) -> Judgement:
    if fact.term_from is None:
        return nothing_known(scope=fact.body, missing=Words("the body's term"), expected_of="SE")
    due = parameters.for_term(fact.term_from)
    held = earliest(day for day in fact.held_on if day <= as_of)
    inputs: dict[str, InputValue] = {
        "term": fact.term_from.isoformat(),
        "last_day": due.isoformat(),
        "held": held.isoformat() if held else None,
    }
    if held and held <= due:
        words = Words("The training was held on {held}.", held=held)
        return Judgement(fact.body, Status.KEPT, words, inputs, held)
    if held:
        words = Words("The training was held on {held}, after the last day {due}.", held=held, due=due)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, held)
    if fact.start_day and due < fact.start_day:
        words = Words("The last day for the term's training, {due}, was before the start day.", due=due)
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, inputs)
    if due < as_of:
        words = Words(
            "No training is recorded for the term from {term_from}; the last day was {due}.",
            term_from=fact.term_from,
            due=due,
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, "KS")
    words = Words(
        "The term began on {term_from}; the training is to be held by {due}.", term_from=fact.term_from, due=due
    )
    return Judgement(fact.body, Status.ATTENTION, words, inputs, fact.term_from, "KS")
