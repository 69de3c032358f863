"""Checks on political decisions: an assignment goes the right way, and is carried out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import NoParameters, param
from spelregler.domain.findings import (
    MUNICIPALITY,
    Duty,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import named
from spelregler.domain.words import Words

DAYS_OF_A_YEAR = 365
RIGHT_ADDRESSEES = frozenset({"KC", "FC"})


@dataclass(frozen=True)
class PoliticalAssignment:
    """An assignment from a political body; `addressee` is the role code it was given to.

    `due_on` is the day that the body has given last, by the day that is asked about. The result and the effect are told
    when the assignment is reported back, or the effect later.
    """

    name: str
    decided_on: date
    addressee: str
    due_on: date | None = None
    reported_on: date | None = None
    has_result: bool = False
    has_effect: bool = False

    def is_late(self, *, as_of: date) -> bool:
        """Past its day and not reported back."""
        return self.due_on is not None and self.due_on < as_of and not self.is_reported(as_of=as_of)

    def is_reported(self, *, as_of: date) -> bool:
        return self.reported_on is not None and self.reported_on <= as_of


@dataclass(frozen=True)
class BodyAssignments:
    """The assignments a political body has given, and the day on which it last went through its open ones."""

    body: Scope
    assignments: tuple[PoliticalAssignment, ...] = ()
    gone_through_on: date | None = None


def judge_assignments_addressed(
    facts: Sequence[BodyAssignments], *, parameters: NoParameters, as_of: date
) -> list[Judgement]:
    """MR-23: the elected act through the chief executive and the department heads, never past them.

    The product takes assignments to nobody else, so a right addressee is ensured and not measured; what is said beside
    the minutes is not seen.

    One judgement per body; nothing known without an assignment. A fact is what one body has assigned, with role codes.
    """
    if not facts:
        return [
            nothing_known(
                missing=Words("assignments from political bodies"),
                expected_of="SE",
            )
        ]
    return [_addressed(fact) for fact in facts]


def _addressed(fact: BodyAssignments) -> Judgement:
    count = len(fact.assignments)
    past = [each for each in fact.assignments if each.addressee not in RIGHT_ADDRESSEES]
    inputs: dict[str, str | int | None] = {"assignments": count, "addressed_past": len(past)}
    if not count:
        return nothing_known(
            scope=fact.body,
            missing=Words("a registered assignment from the body"),
            expected_of="SE",
        )
    if past:
        names = [each.name for each in past]
        return Judgement(
            fact.body,
            Status.BREACH,
            Words(
                "{past_count} of {count} assignments bypass chief executive and department head: {names}.",
                past_count=len(past),
                count=count,
                names=named(names),
            ),
            inputs,
            earliest(each.decided_on for each in past),
            "N",
        )
    words = Words(
        "Spelregler takes assignments to the chief executive and department heads alone. Registered: {count}.",
        count=count,
    )
    since = latest(each.decided_on for each in fact.assignments)
    return Judgement(fact.body, Status.ENSURED, words, inputs, since)


@dataclass(frozen=True)
class AssignmentsExecuted:
    """MR-29: how many times a year a body goes through what it has asked for and not been told of; 0 asks for none."""

    lists_a_year: int = param(
        2, minimum=0, maximum=12, unit=Unit.TIMES_A_YEAR, number="P21", title=Words("Open assignments are gone through")
    )

    @property
    def days_between(self) -> int:
        """How long an open assignment waits to stand on a list before the body, and then to stand there again."""
        return DAYS_OF_A_YEAR // self.lists_a_year if self.lists_a_year else 0


def judge_assignments_executed(
    facts: Sequence[BodyAssignments], *, parameters: AssignmentsExecuted, as_of: date
) -> list[Judgement]:
    """MR-29: what politics has decided is done and told by its day, or the body that decided has given another day.

    While an assignment is open, the body goes through the list of open ones as often as the package says.

    One judgement per body; nothing known without an assignment. P21 says how many times a year, 0 that it need not.
    """
    if not facts:
        return [no_assignments()]
    return [_executed(fact, days=parameters.days_between, as_of=as_of) for fact in facts]


def no_assignments(scope: Scope = MUNICIPALITY) -> Judgement:
    """Nothing is known of what the body has asked for."""
    return nothing_known(scope=scope, missing=Words("a registered assignment from the body"), expected_of="SE")


def _executed(fact: BodyAssignments, *, days: int, as_of: date) -> Judgement:
    given = fact.assignments
    if not given:
        return no_assignments(fact.body)
    late = sorted((each for each in given if each.is_late(as_of=as_of)), key=lambda each: each.due_on or as_of)
    open_now = [each for each in given if not each.is_reported(as_of=as_of)]
    inputs: dict[str, InputValue] = {"assignments": len(given), "open": len(open_now), "late": len(late)}
    if late:
        first = late[0]
        assert first.due_on is not None  # noqa: S101 - what is late has a day
        names = [f"{each.name} ({each.due_on})" for each in late]
        return Judgement(
            fact.body,
            Status.BREACH,
            Words(
                "Assignments past their day without a report and without another day from the body "
                "({late_count} of {given_count}): {names}.",
                late_count=len(late),
                given_count=len(given),
                names=named(names),
            ),
            inputs,
            first.due_on + ONE_DAY,
            first.addressee,
            duty=Duty(first.due_on),
        )
    waited = _not_gone_through(fact, open_now, inputs, days=days, as_of=as_of) if days and open_now else None
    if waited is not None:
        return waited
    since = latest(each.reported_on or each.decided_on for each in given)
    words = Words(
        "No assignment of the body is late. Given: {given_count}. Open: {open_now_count}.",
        given_count=len(given),
        open_now_count=len(open_now),
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, since)


def _not_gone_through(
    fact: BodyAssignments,
    waiting: Sequence[PoliticalAssignment],
    inputs: dict[str, InputValue],
    *,
    days: int,
    as_of: date,
) -> Judgement | None:
    """The body has not been told in time of what still waits: the oldest has been open too long since the last list."""
    runs_from = max(min(each.decided_on for each in waiting), fact.gone_through_on or date.min)
    due = runs_from + timedelta(days=days)
    if as_of <= due:
        return None
    last = fact.gone_through_on
    return Judgement(
        fact.body,
        Status.BREACH,
        Words(
            "The body was to go through its open assignments ({waiting_count}) by {due}. "
            "It last went through them on {last}.",
            waiting_count=len(waiting),
            due=due,
            last=last,
        )
        if last
        else Words(
            "The body was to go through its open assignments ({waiting_count}) by {due}. No such review is entered.",
            waiting_count=len(waiting),
            due=due,
        ),
        inputs | {"days": days, "gone_through_on": last.isoformat() if last else None, "due": due.isoformat()},
        due + ONE_DAY,
        "SE",
        duty=Duty(due, runs_from),
    )
