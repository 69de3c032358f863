"""MR-19: a forecast that needs action is answered by the committee in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    Duty,
    Evidence,
    Judgement,
    Scope,
    Status,
    nothing_known,
)
from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits, ReportedForecast
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import days_long, named
from spelregler.domain.words import NOTHING, Bilingual, Words, joined


@dataclass(frozen=True)
class CommitteeForecasts:
    """The forecasts reported to a committee this year, and how each was answered.

    `reprioritised_on` are the days of its own decisions to reprioritise, whatever they were called for by.
    """

    committee: Scope
    forecasts: tuple[ReportedForecast, ...] = ()
    reprioritised_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class DeviationAnswered(DeviationLimits):
    """MR-19: P07's limits and P08's days to decide."""

    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, number="P08", title=Words("Time to decide measures"))


def judge_deviation_answered(
    facts: Sequence[CommitteeForecasts], *, parameters: DeviationAnswered, as_of: date
) -> list[Judgement]:
    """MR-19: a forecast that needs action gets a minuted decision (measure, reprioritise, accept) within P08.

    A decision answers what was known when it was taken: every forecast reported by its day, and none reported later.
    That an answer came late is not undone by the next one; it stands the year out. Changed goals and conditions are
    known by the body's own decisions to reprioritise, which are told and owe nobody anything.

    One judgement per committee; nothing known without a forecast. A fact is a committee's forecasts of the year, in
    `Money`. What needs action is said by P07, per cent of the frame and tkr; days run from the report (P08).
    """
    if not facts:
        return [nothing_known(missing=Words("forecasts to the committees"), expected_of="FC")]
    return [_told(fact, _answered(fact, parameters=parameters, as_of=as_of)) for fact in facts]


def _told(fact: CommitteeForecasts, judged: Judgement) -> Judgement:
    """The answer with the body's own decisions to reprioritise this year, where it has taken any."""
    if not fact.reprioritised_on:
        return judged
    days = sorted(day.isoformat() for day in fact.reprioritised_on)
    return replace(
        judged,
        reason=Words("{reason} Decisions to reprioritise this year: {days}.", reason=judged.reason, days=named(days)),
        inputs=judged.inputs | {"reprioritised": len(days)},
    )


def _answered(fact: CommitteeForecasts, *, parameters: DeviationAnswered, as_of: date) -> Judgement:
    reported = sorted((each for each in fact.forecasts if each.reported_on <= as_of), key=lambda each: each.reported_on)
    if not reported:
        return nothing_known(
            scope=fact.committee,
            missing=Words("a forecast to the committee"),
            expected_of="FC",
        )
    red = [
        each
        for each in reported
        if parameters.level(frame=each.frame, forecast=each.forecast, committee=True) >= DeviationLevel.ACTION
    ]
    decided = sorted(each.answered_on for each in reported if each.answered_on and each.answered_on <= as_of)
    answered = [(each, _answer_to(each, decided)) for each in red]
    waiting = [each for each, day in answered if day is None]
    if waiting:
        return _waiting(fact.committee, waiting[0], red=len(red), days=parameters.days, as_of=as_of)
    last = reported[-1]
    inputs = last.inputs | {"needing_decision": len(red), "days": parameters.days}
    evidence = Evidence(last.reported_on, "FC")
    if not red:
        words = Words(
            "No forecast this year calls for a decision. The latest, {reported_on}, {last}.",
            reported_on=last.reported_on,
            last=last.in_words,
        )
        since = reported[0].reported_on
        return Judgement(fact.committee, Status.KEPT, words, inputs, since, evidence=evidence)
    taken = [(each, day, (day - each.reported_on).days) for each, day in answered if day is not None]
    late = [each for each in taken if each[2] > parameters.days]
    told, day, days = (late or taken[-1:])[0]
    judged = (late or taken)[-1]
    more = _each_late(late)
    words = Words(
        "The forecast of {reported_on} {told}. The committee decided on {day}, after {days}",
        reported_on=told.reported_on,
        day=day,
        days=days_long(days),
        told=told.in_words,
    )
    return Judgement(
        fact.committee,
        Status.ATTENTION if late else Status.KEPT,
        joined(Words("{said} (the limit is {days}).", days=parameters.days, said=words), more),
        inputs | {"days_taken": days, "answered_late": len(late)},
        day,
        evidence=evidence,
        # The last late answer: where the start day excuses that one, it excuses those before it as well.
        duty=Duty(judged[0].reported_on + timedelta(days=parameters.days), judged[0].reported_on, judged[1]),
    )


def _each_late(late: Sequence[tuple[ReportedForecast, date, int]]) -> Bilingual:
    """Every answer of the year that came late, where there are several."""
    if len(late) <= 1:
        return NOTHING
    each_one = [
        Words("the forecast of {reported_on} after {days}", reported_on=each.reported_on, days=days_long(days))
        for each, _day, days in late
    ]
    return Words("{count} this year were answered late: {forecasts}.", count=len(late), forecasts=named(each_one))


def _answer_to(forecast: ReportedForecast, decided: Sequence[date]) -> date | None:
    """The first decision on or after the report: what was not known cannot have been answered."""
    return next((day for day in decided if day >= forecast.reported_on), None)


def _waiting(committee: Scope, first: ReportedForecast, *, red: int, days: int, as_of: date) -> Judgement:
    """The oldest unanswered forecast decides: within its days it is attention, after them a breach."""
    due = first.reported_on + timedelta(days=days)
    late = as_of > due
    inputs = first.inputs | {"needing_decision": red, "days": days, "due": due.isoformat()}
    waited = (as_of - first.reported_on).days
    what = Words(
        "The forecast of {reported_on} {deviates}. The committee has not decided on measures",
        reported_on=first.reported_on,
        deviates=first.in_words,
    )
    return Judgement(
        committee,
        Status.BREACH if late else Status.ATTENTION,
        Words("{what}; the last day was {due}.", what=what, due=due)
        if late
        else Words("{what}; the last day is {due}.", what=what, due=due),
        inputs | {"days_waited": waited},
        due + ONE_DAY if late else first.reported_on,
        "N",
        duty=Duty(due, first.reported_on),
    )
