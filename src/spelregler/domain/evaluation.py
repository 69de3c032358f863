"""Each committee evaluates the policy every year, and the executive board accounts for it to the council (ADR 72)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from spelregler.domain.checks import param
from spelregler.domain.findings import MUNICIPALITY, Duty, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, day_of_year
from spelregler.domain.roles import Role
from spelregler.domain.wording import named
from spelregler.domain.words import NOTHING, Bilingual, Pair, Words, joined

EVALUATED, ACCOUNTED = "evaluation.evaluated_yearly", "evaluation.account_given"
"""The names of the two checks."""

ANSWERS = ("yes", "partly", "no")
"""What a body may answer to a question of its evaluation."""

Side = Literal["staff", "union"]
SIDES: tuple[Side, ...] = ("staff", "union")
"""Who writes a part of its own beside the body: those who lead the work, and the union."""


@dataclass(frozen=True)
class EvaluatedBy:
    """MR-9: the last day of the year after, as month and day (P15)."""

    by: str = param(
        "02-28", number="P15", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the committees' evaluation")
    )

    def __post_init__(self) -> None:
        self.last_day(2001)

    def last_day(self, year: int) -> date:
        """The last day for deciding the evaluation of a year."""
        return day_of_year(self.by, year=year + 1)


@dataclass(frozen=True)
class AccountBy:
    """MR-10: the last day of the year after, as month and day (P15)."""

    by: str = param(
        "04-30", number="P15", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the account to the council")
    )

    def __post_init__(self) -> None:
        self.last_day(2001)

    def last_day(self, year: int) -> date:
        """The last day for handing the account of a year to the council."""
        return day_of_year(self.by, year=year + 1)


@dataclass(frozen=True)
class Decided:
    """That something was decided on a day, with its paragraph."""

    on: date
    paragraph: str


@dataclass(frozen=True)
class BodyEvaluations:
    """A committee, since when it is there, and its first decided evaluation of each year.

    `first_year` is the first year that the municipality evaluates in the system; None where nobody has evaluated yet.
    """

    body: Scope
    since: date
    decided: Mapping[int, Decided] = field(default_factory=dict)
    first_year: int | None = None
    is_board: bool = False
    start_day: date | None = None

    @property
    def owner(self) -> Role:
        """Who decides it."""
        return Role.KS if self.is_board else Role.N


def state_of(decided_on: date | None, *, due: date, as_of: date) -> Status:
    """Decided in time or late, not decided in time, or still to come."""
    if decided_on is not None:
        return Status.KEPT if decided_on <= due else Status.ATTENTION
    return Status.BREACH if as_of > due else Status.NOT_ASSESSED


def judged_year(as_of: date) -> int:
    """The year that is evaluated and accounted for: the one that ended last."""
    return as_of.year - 1


def judge_evaluated_yearly(
    facts: Sequence[BodyEvaluations], *, parameters: EvaluatedBy, as_of: date
) -> list[Judgement]:
    """MR-9: every committee and the executive board has decided its evaluation of last year by its last day (P15).

    One judgement a body, and nothing known without bodies. A fact is a body with the years that it has decided. A year
    whose last day was before the municipality's start day is not owed, nor one in which the body was not there.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of=Role.KS)]
    return [_evaluated(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _evaluated(fact: BodyEvaluations, *, parameters: EvaluatedBy, as_of: date) -> Judgement:
    year = judged_year(as_of)
    due, decided = parameters.last_day(year), fact.decided.get(year)
    inputs: dict[str, InputValue] = {
        "year": year,
        "due": due.isoformat(),
        "decided_on": decided.on.isoformat() if decided else None,
    }
    duty = Duty(last_day=due, done_on=decided.on if decided else None)
    if not decided and fact.since.year > year:
        words = Words("The body was not there in {year}.", year=year)
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, inputs)
    if not decided and fact.start_day and due < fact.start_day:
        words = Words("The last day for the evaluation of {year}, {due}, was before the start day.", year=year, due=due)
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, inputs)
    skipped = _skipped(fact, year - 1, parameters=parameters)
    if decided:
        words = Words(
            "The evaluation of {year} was decided on {on}, § {paragraph}.",
            year=year,
            on=decided.on,
            paragraph=decided.paragraph,
        )
        if decided.on <= due:
            return Judgement(fact.body, Status.KEPT, joined(words, skipped), inputs, decided.on, duty=duty)
        late = Words("The last day was {due}.", due=due)
        return Judgement(fact.body, Status.ATTENTION, joined(words, late, skipped), inputs, decided.on, duty=duty)
    if as_of > due:
        words = Words("The evaluation of {year} is not decided; the last day was {due}.", year=year, due=due)
        return Judgement(fact.body, Status.BREACH, joined(words, skipped), inputs, due + ONE_DAY, fact.owner, duty=duty)
    words = Words("The evaluation of {year} is to be decided by {due}.", year=year, due=due)
    return Judgement(fact.body, Status.NOT_ASSESSED, joined(words, skipped), inputs, date(year + 1, 1, 1), fact.owner)


def _skipped(fact: BodyEvaluations, year: int, *, parameters: EvaluatedBy) -> Bilingual:
    """That the body never evaluated the year before, where it was to do it."""
    was_owed = (
        fact.first_year is not None
        and fact.first_year <= year
        and fact.since.year <= year
        and not (fact.start_day and parameters.last_day(year) < fact.start_day)
    )
    return (
        Words("The year {year} was never evaluated.", year=year) if was_owed and year not in fact.decided else NOTHING
    )


@dataclass(frozen=True)
class AccountOfYear:
    """What is known of the account of last year: handed over or not, and the bodies whose evaluations it lacks.

    Before it is handed over, `lacking` are the bodies that have not decided theirs.
    """

    delivered: Decided | None = None
    lacking: tuple[Pair, ...] = ()
    bodies: int = 0
    start_day: date | None = None


def judge_account_given(facts: Sequence[AccountOfYear], *, parameters: AccountBy, as_of: date) -> list[Judgement]:
    """MR-10: the executive board has accounted to the council for last year's evaluations by the last day (P15).

    One judgement of the municipality; nothing known without a fact. An account that lacks a body, or came late, is to
    be watched.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of=Role.KS)]
    return [_accounted(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _accounted(fact: AccountOfYear, *, parameters: AccountBy, as_of: date) -> Judgement:
    year = judged_year(as_of)
    due, given, lacking = parameters.last_day(year), fact.delivered, named(fact.lacking)
    inputs: dict[str, InputValue] = {
        "year": year,
        "due": due.isoformat(),
        "delivered_on": given.on.isoformat() if given else None,
        "evaluations": fact.bodies - len(fact.lacking),
        "evaluations_lacking": len(fact.lacking),
    }
    duty = Duty(last_day=due, done_on=given.on if given else None)
    if given:
        words: Bilingual = Words(
            "The account of {year} was handed to the council on {on}, § {paragraph}.",
            year=year,
            on=given.on,
            paragraph=given.paragraph,
        )
        late = Words("The last day was {due}.", due=due) if given.on > due else NOTHING
        lacks = Words("It lacks the evaluation of {bodies}.", bodies=lacking) if fact.lacking else NOTHING
        is_whole = not fact.lacking and given.on <= due
        status = Status.KEPT if is_whole else Status.ATTENTION
        return Judgement(MUNICIPALITY, status, joined(words, lacks, late), inputs, given.on, duty=duty)
    if fact.start_day and due < fact.start_day:
        words = Words("The last day for the account of {year}, {due}, was before the start day.", year=year, due=due)
        return Judgement(MUNICIPALITY, Status.NOT_APPLICABLE, words, inputs)
    waits = Words("Not decided yet: {bodies}.", bodies=lacking) if fact.lacking else NOTHING
    if as_of > due:
        words = joined(Words("No account of {year} has been given; the last day was {due}.", year=year, due=due), waits)
        return Judgement(MUNICIPALITY, Status.BREACH, words, inputs, due + ONE_DAY, Role.KS, duty=duty)
    words = joined(Words("The account of {year} is to be given by {due}.", year=year, due=due), waits)
    return Judgement(MUNICIPALITY, Status.NOT_ASSESSED, words, inputs, date(year + 1, 1, 1), Role.KS)
