"""Checks on the grounds: when facts call for a signal it is opened, and management answers it in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from spelregler.domain.autonomy.signals import Call, Need, Signal, goal_call, needs, overrun_call
from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, Evidence, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.frames.deviation import DeviationLimits, ReportedForecast
from spelregler.domain.goals.attainment import Scaled
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import NOTHING, Bilingual, Words, joined


@dataclass(frozen=True)
class UnitGoalSignals:
    """A unit's follow-up periods, oldest first, and the signals about its goals."""

    unit: Scope
    periods: tuple[PeriodOutcome, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True)
class GoalSignalAnswered(Scaled):
    """MR-46: the scale of P05, the critical share, and the days the management has to answer."""

    critical_pct: int = param(50, minimum=0, maximum=100, unit=Unit.PER_CENT, title=Words("Critical under a share of"))
    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, title=Words("Time to answer a signal"))


def judge_goal_signal_answered(
    facts: Sequence[UnitGoalSignals], *, parameters: GoalSignalAnswered, as_of: date
) -> list[Judgement]:
    """MR-46: deficient goal attainment is noticed, and the management answers: act, talk, or say why not.

    One judgement per unit; nothing known without a judged, measurable goal. A fact is a unit's follow-ups and its
    signals about goals. Judged by the scale of P05, the critical share in per cent of measurable goals, and days to
    answer.
    """
    if not facts:
        return [nothing_known(missing=Words("judged unit goals"), expected_of="FC")]
    return [_goal_signal(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _goal_signal(fact: UnitGoalSignals, *, parameters: GoalSignalAnswered, as_of: date) -> Judgement:
    periods = [period.by(parameters.scale()) for period in fact.periods]
    judged = [period.judged_on for period in periods if period.judged_on <= as_of and period.measurable]
    if not judged:
        return nothing_known(
            scope=fact.unit,
            missing=Words("at least one judged, measurable goal"),
            expected_of="EC",
        )
    call = goal_call(periods, critical_pct=parameters.critical_pct, as_of=as_of)
    evidence = Evidence(max(judged), "EC")
    return _judge_call(fact.unit, call, fact.signals, days=parameters.days, as_of=as_of, evidence=evidence)


@dataclass(frozen=True)
class UnitOverrunSignals:
    """A unit's reported forecasts and the signals about its money."""

    unit: Scope
    forecasts: tuple[ReportedForecast, ...] = ()
    signals: tuple[Signal, ...] = ()


@dataclass(frozen=True)
class OverrunSignalAnswered(DeviationLimits):
    """MR-48: P07's limits, and the days the management has to answer."""

    days: int = param(30, minimum=1, maximum=180, unit=Unit.DAYS, title=Words("Time to answer a signal"))


def judge_overrun_signal_answered(
    facts: Sequence[UnitOverrunSignals], *, parameters: OverrunSignalAnswered, as_of: date
) -> list[Judgement]:
    """MR-48: a serious overrun, or two in a row that need action, is answered by the department management.

    One judgement per unit; nothing known without a forecast of the year. A fact is a unit's forecasts, in `Money`, and
    its signals about them. Judged by the limits of P07, per cent of the net frame and tkr, and days to answer.
    """
    if not facts:
        return [nothing_known(missing=Words("the units' forecasts"), expected_of="FC")]
    return [_overrun_signal(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _overrun_signal(fact: UnitOverrunSignals, *, parameters: OverrunSignalAnswered, as_of: date) -> Judgement:
    reported = [each.reported_on for each in fact.forecasts if each.reported_on <= as_of]
    if not reported:
        return nothing_known(scope=fact.unit, missing=Words("a forecast this year"), expected_of="EC")
    call = overrun_call(fact.forecasts, limits=parameters, as_of=as_of)
    evidence = Evidence(max(reported), "EC")
    return _judge_call(fact.unit, call, fact.signals, days=parameters.days, as_of=as_of, evidence=evidence)


NO_SOURCE = Words("a source that tells of such matters")


@dataclass(frozen=True)
class UnitSignals:
    """The signals of one ground at a unit; the loader picks the ground from the clause.

    `source` says what would tell of such a matter, where no source does.
    """

    unit: Scope
    signals: tuple[Signal, ...] = ()
    source: Bilingual = NO_SOURCE


@dataclass(frozen=True)
class SignalAnswered:
    """MR-47, 49, 50, 51: the days the management has to answer a signal."""

    days: int = param(30, minimum=0, maximum=180, unit=Unit.DAYS, title=Words("Time to answer a signal"))


def judge_signal_answered(facts: Sequence[UnitSignals], *, parameters: SignalAnswered, as_of: date) -> list[Judgement]:
    """MR-46…51: whoever opens a signal gets an answer with a reason in time, counted in days from when it was opened.

    One judgement per unit; nothing known without a signal: that nobody has opened one tells nothing, as long as no
    source tells of what should have opened it. A fact is a unit's signals on one ground.
    """
    if not facts:
        return [nothing_known(missing=Words("signals per unit"), expected_of="FC")]
    return [_all_answered(fact, days=parameters.days, as_of=as_of) for fact in facts]


def _all_answered(fact: UnitSignals, *, days: int, as_of: date) -> Judgement:
    opened = sorted((signal for signal in fact.signals if signal.opened_on <= as_of), key=lambda each: each.opened_on)
    if not opened:
        return nothing_known(
            scope=fact.unit,
            missing=Words("{source}. No signal is opened on this ground", source=fact.source),
        )
    waiting = [signal for signal in opened if not signal.is_answered(as_of=as_of)]
    chosen = waiting[0] if waiting else opened[-1]
    inputs: dict[str, InputValue] = {"signals": len(opened), "unanswered": len(waiting)}
    need = Need(chosen.opened_on, chosen, None if waiting else chosen.answered_on)
    return _judge_need(fact.unit, need, chosen, why=NOTHING, inputs=inputs, days=days, as_of=as_of)


def _judge_call(
    unit: Scope,
    call: Call | None,
    signals: Sequence[Signal],
    *,
    days: int,
    as_of: date,
    evidence: Evidence,
) -> Judgement:
    """No call is kept, as far as the facts reach; a call wants a signal, and the signal an answer.

    A late answer is not undone by one in time to something worse.
    """
    seen = evidence.reported_on
    if call is None:
        words = Words("Nothing in the facts up to {seen} calls for a signal.", seen=seen)
        return Judgement(unit, Status.KEPT, words, {"seen": seen.isoformat()}, seen, evidence=evidence)
    owed = needs(call, signals, as_of=as_of)
    late = [need for need in owed if need.answered_on and need.answered_on > need.due(days=days)]
    need = owed[-1] if owed[-1].answered_on is None else (late or owed[-1:])[0]
    if need.signal is not None:
        found = _judge_need(unit, need, need.signal, why=call.reason, inputs=call.inputs, days=days, as_of=as_of)
        return found if need.answered_on is None else replace(found, evidence=evidence)
    due = need.due(days=days)
    is_late = as_of > due
    return Judgement(
        unit,
        Status.BREACH if is_late else Status.ATTENTION,
        Words("{reason} No signal is opened; an answer was due on {due}.", reason=call.reason, due=due)
        if is_late
        else Words("{reason} No signal is opened; an answer is due on {due}.", reason=call.reason, due=due),
        call.inputs | {"due": due.isoformat()},
        due + ONE_DAY if is_late else need.on,
        "FC",
        duty=Duty(due, need.on),
    )


def _judge_need(
    unit: Scope,
    need: Need,
    signal: Signal,
    *,
    why: Bilingual,
    inputs: dict[str, InputValue],
    days: int,
    as_of: date,
) -> Judgement:
    due, counted_from = need.due(days=days), need.counted_from()
    inputs = inputs | {"signal_opened_on": signal.opened_on.isoformat(), "due": due.isoformat()}
    words = joined(why, Words("The signal was opened on {opened_on}", opened_on=signal.opened_on))
    if need.answered_on is not None:
        late = need.answered_on > due
        return Judgement(
            unit,
            Status.ATTENTION if late else Status.KEPT,
            Words("{said} and answered on {on}, too late (limit {due}).", said=words, on=need.answered_on, due=due)
            if late
            else Words("{said} and answered on {on} (limit {due}).", said=words, on=need.answered_on, due=due),
            inputs | {"answered_on": need.answered_on.isoformat(), "answer": str(signal.answer)},
            need.answered_on,
            duty=Duty(due, counted_from, need.answered_on),
        )
    late = as_of > due
    return Judgement(
        unit,
        Status.BREACH if late else Status.ATTENTION,
        Words("{said} and is unanswered; an answer was due on {due}.", said=words, due=due)
        if late
        else Words("{said} and is unanswered; an answer is due on {due}.", said=words, due=due),
        inputs,
        due + ONE_DAY if late else signal.opened_on,
        "FC",
        duty=Duty(due, counted_from),
    )
