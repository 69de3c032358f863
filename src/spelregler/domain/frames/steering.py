"""What a committee is steered by in a year: decided goals, and exactly one frame that is a net frame (MR-13)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.findings import (
    Duty,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.frames.budget_days import BudgetDays, BudgetOnItsWay, judge_budget_in_time
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words


@dataclass(frozen=True)
class CommitteeSteering:
    """What a committee is steered by in a year: decided goals and the decided frames that hold.

    `framed_on` is the day of its first frame, where a later decision has changed it; `started` its own first day.
    """

    committee: Scope
    year: int
    goals_decided_on: tuple[date, ...] = ()
    frames_decided_on: tuple[date, ...] = ()
    framed_on: date | None = None
    started: date | None = None


def judge_every_committee_steered(
    facts: Sequence[CommitteeSteering | BudgetOnItsWay], *, parameters: BudgetDays, as_of: date
) -> list[Judgement]:
    """MR-13: before the year begins a committee has at least one decided goal and exactly one frame.

    Both decided, but after the year had begun, is pointed at: steering came late. So that it can have them, the coming
    year's budget is proposed and adopted by their last days (P14).

    One judgement per committee and year, and one for the municipality's budget; nothing known without facts.
    """
    if not facts:
        return [
            nothing_known(
                missing=Words("the committees' goals and frames"),
                expected_of="KF",
            )
        ]
    return [
        judge_budget_in_time(fact, days=parameters, as_of=as_of)
        if isinstance(fact, BudgetOnItsWay)
        else _steered(fact, as_of=as_of)
        for fact in facts
    ]


def _steered(fact: CommitteeSteering, *, as_of: date) -> Judgement:
    goals, frames = len(fact.goals_decided_on), len(fact.frames_decided_on)
    inputs: dict[str, InputValue] = {"year": fact.year, "goals": goals, "frames": frames}
    begins = max(date(fact.year, 1, 1), fact.started or date.min)
    last = begins - ONE_DAY
    if goals >= 1 and frames == 1:
        words = Words("The committee has {goals} decided goals and one frame for {year}.", goals=goals, year=fact.year)
        since = latest([earliest(fact.goals_decided_on), fact.framed_on or fact.frames_decided_on[0]])
        if since is None or since <= last:
            return Judgement(fact.committee, Status.KEPT, words, inputs, since)
        return Judgement(
            fact.committee,
            Status.ATTENTION,
            Words(
                "{said} They were decided only on {since} and were to be so by {last}.",
                since=since,
                last=last,
                said=words,
            ),
            inputs | {"decided_on": since.isoformat(), "due": last.isoformat()},
            since,
            duty=Duty(last, done_on=since),
        )
    started = as_of >= begins
    words = Words(
        "For {year} there are {goals} decided goals and {frames} frames; at least one goal and one frame.",
        year=fact.year,
        goals=goals,
        frames=frames,
    )
    status = Status.BREACH if started else Status.ATTENTION
    second = _second(fact.frames_decided_on)
    since = second or (begins if started else date(fact.year - 1, 1, 1))
    duty = None if second else Duty(last)
    return Judgement(fact.committee, status, words, inputs, since, "N" if frames == 1 else "KF", duty=duty)


def _second(days: Sequence[date]) -> date | None:
    """The day a second frame came into being, if it did."""
    return sorted(days)[1] if len(days) > 1 else None
