"""The check on following up: figures are current, and a goal not met gets an improvement (MR-30)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    Duty,
    Evidence,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.goals.attainment import Scaled
from spelregler.domain.goals.responses import Effort, goals_not_met
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.wording import named
from spelregler.domain.words import Words, joined


@dataclass(frozen=True)
class IndicatorAge:
    """An indicator and the end of the last period it was measured for.

    `introduced_on` is when the indicator came into use: the first measurement is due one period later.
    """

    name: str
    period_months: int
    introduced_on: date
    measured_to: date | None = None
    reported_on: date | None = None

    def due(self, *, grace_days: int) -> date:
        """The last day for the next measurement: one period on, plus the grace days."""
        start = self.measured_to or self.introduced_on
        return add_months(start, self.period_months) + timedelta(days=grace_days)


@dataclass(frozen=True)
class FollowUp:
    """What an owner of goals measures, how its goals came out, and what was begun for them.

    A unit without goals is one that nobody follows up; `goals` says so.
    """

    owner: Scope
    indicators: tuple[IndicatorAge, ...] = ()
    periods: tuple[PeriodOutcome, ...] = ()
    efforts: tuple[Effort, ...] = ()
    goals: int = 1


@dataclass(frozen=True)
class FollowedUp(Scaled):
    """MR-30: how long a figure may wait after its period, and an improvement after a goal that was not met."""

    days: int = param(30, minimum=0, maximum=365, unit=Unit.DAYS, title=Words("Time before a figure is overdue"))


def judge_followed_up(facts: Sequence[FollowUp], *, parameters: FollowedUp, as_of: date) -> list[Judgement]:
    """MR-30: no figure is older than its period plus the days, and each goal not met has an improvement begun.

    One judgement per owner, a unit or a committee; nothing known without indicators. What is not met is said by the
    scale of P05.
    """
    if not facts:
        return [nothing_known(missing=Words("indicators and figures"), expected_of="FC")]
    return [_followed_up(fact, parameters, as_of) for fact in sorted(facts, key=lambda fact: fact.owner)]


def _followed_up(fact: FollowUp, parameters: FollowedUp, as_of: date) -> Judgement:
    expected_of = "EC" if fact.owner.kind == "unit" else "FC"
    if not fact.indicators:
        return nothing_known(
            scope=fact.owner,
            missing=Words("measures of the goals") if fact.goals else Words("goals to follow up"),
            expected_of=expected_of,
        )
    grace = timedelta(days=parameters.days)
    overdue = [each for each in fact.indicators if each.due(grace_days=parameters.days) < as_of]
    missed = goals_not_met(periods=fact.periods, efforts=fact.efforts, scale=parameters.scale(), as_of=as_of)
    waiting = {goal.name: goal.waits_since for goal in missed if goal.waits_since}
    unanswered = {name: day + grace for name, day in waiting.items() if day + grace < as_of}
    inputs: dict[str, InputValue] = {
        "indicators": len(fact.indicators),
        "overdue": len(overdue),
        "not_met": len(missed),
        "without_improvement": len(waiting),
        "grace_days": parameters.days,
    }
    if overdue or unanswered:
        late, waiters = [each.name for each in overdue], list(unanswered)
        told = []
        if late:
            told.append(
                Words(
                    "{late} of {all} indicators have no current figure: {names}.",
                    late=len(late),
                    all=len(fact.indicators),
                    names=named(late),
                )
            )
        if waiters:
            told.append(
                Words(
                    "Not met, and no improvement has begun within {days} days: {names}.",
                    days=parameters.days,
                    names=named(waiters),
                )
            )
        fell = [*(each.due(grace_days=parameters.days) for each in overdue), *unanswered.values()]
        first = min(fell)
        return Judgement(fact.owner, Status.BREACH, joined(*told), inputs, first + ONE_DAY, expected_of, last_day=first)
    if waiting:
        waiters, last = list(waiting), min(waiting.values()) + grace
        return Judgement(
            fact.owner,
            Status.ATTENTION,
            Words("Not met: {names}. An improvement is to have begun by {last}.", last=last, names=named(waiters)),
            inputs,
            earliest(waiting.values()),
            expected_of,
            duty=Duty(last, min(waiting.values())),
        )
    if not any(each.measured_to for each in fact.indicators):
        return Judgement(fact.owner, Status.NOT_APPLICABLE, Words("No figure has fallen due yet."), inputs)
    newest = latest(each.reported_on or each.measured_to for each in fact.indicators if each.measured_to)
    return Judgement(
        fact.owner,
        Status.KEPT,
        Words(
            "All indicators ({indicators_count}) have current figures, and no goal not met waits for an improvement.",
            indicators_count=len(fact.indicators),
        ),
        inputs,
        newest,
        evidence=Evidence(newest, expected_of) if newest else None,
    )
