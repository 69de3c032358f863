"""Checks on frames: forecasts answered in time, units within their frame, and freedom inside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from spelregler.domain.checks import NoParameters, param
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
from spelregler.domain.frames.budget_rules import BudgetDays, BudgetOnItsWay, judge_budget_in_time
from spelregler.domain.frames.deviation import DeviationLevel, DeviationLimits, ReportedForecast
from spelregler.domain.measured import Unit
from spelregler.domain.money import Money
from spelregler.domain.period import ONE_DAY
from spelregler.domain.wording import exact_tkr, named, pct
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
    inputs = _forecast_inputs(last) | {"needing_decision": len(red), "days": parameters.days}
    evidence = Evidence(last.reported_on, "FC")
    if not red:
        words = Words(
            "No forecast this year calls for a decision. The latest, {reported_on}, {last}.",
            reported_on=last.reported_on,
            last=_deviates(last),
        )
        since = reported[0].reported_on
        return Judgement(fact.committee, Status.KEPT, words, inputs, since, evidence=evidence)
    taken = [(each, day, (day - each.reported_on).days) for each, day in answered if day is not None]
    late = [each for each in taken if each[2] > parameters.days]
    told, day, days = (late or taken[-1:])[0]
    judged = (late or taken)[-1]
    more = _each_late(late)
    words = Words(
        "The forecast of {reported_on} {told}. The committee decided on {day}, after {days} days",
        reported_on=told.reported_on,
        day=day,
        days=days,
        told=_deviates(told),
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
        Words("the forecast of {reported_on} after {days} days", reported_on=each.reported_on, days=days)
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
    inputs = _forecast_inputs(first) | {"needing_decision": red, "days": days, "due": due.isoformat()}
    waited = (as_of - first.reported_on).days
    what = Words(
        "The forecast of {reported_on} {deviates}. The committee has not decided on measures",
        reported_on=first.reported_on,
        deviates=_deviates(first),
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


def _forecast_inputs(each: ReportedForecast) -> dict[str, InputValue]:
    return {
        "reported_on": each.reported_on.isoformat(),
        "frame_tkr": each.frame.tkr,
        "forecast_tkr": each.forecast.tkr,
        "deviation_tkr": each.deviation.tkr,
        "deviation_pct": None if each.percent is None else str(each.percent),
    }


def _deviates(each: ReportedForecast) -> Words:
    if each.percent is None:
        return Words("deviates {amount} from the frame", amount=exact_tkr(each.deviation))
    return Words(
        "deviates {amount} from the frame ({percent})", amount=exact_tkr(each.deviation), percent=pct(each.percent)
    )


@dataclass(frozen=True)
class UnitForecasts:
    """A unit's reported forecasts this year, on its net frame."""

    unit: Scope
    forecasts: tuple[ReportedForecast, ...] = ()


@dataclass(frozen=True)
class UnitWithinFrame(DeviationLimits):
    """MR-42: P07's limits."""


def judge_unit_within_frame(
    facts: Sequence[UnitForecasts], *, parameters: UnitWithinFrame, as_of: date
) -> list[Judgement]:
    """MR-42: a free unit stays within its net frame. Notice is attention; action and serious are a breach.

    One judgement per unit; nothing known without a forecast of the year. A fact is a unit's forecasts, in `Money`; the
    limits are per cent of the net frame, above so many tkr (P07).
    """
    if not facts:
        return [nothing_known(missing=Words("the units' forecasts"), expected_of="EC")]
    return [_within(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _within(fact: UnitForecasts, *, parameters: UnitWithinFrame, as_of: date) -> Judgement:
    reported = sorted((each for each in fact.forecasts if each.reported_on <= as_of), key=lambda each: each.reported_on)
    if not reported:
        return nothing_known(scope=fact.unit, missing=Words("a forecast this year"), expected_of="EC")
    last = reported[-1]
    inputs = _forecast_inputs(last)
    level = parameters.level(frame=last.frame, forecast=last.forecast)
    status = _WITHIN[level]
    since = last.reported_on
    for each in reversed(reported):
        if _WITHIN[parameters.level(frame=each.frame, forecast=each.forecast)] is not status:
            break
        since = each.reported_on
    return Judgement(
        fact.unit,
        status,
        Words(
            "The forecast of {reported_on} {last}: {level}.",
            reported_on=last.reported_on,
            last=_deviates(last),
            level=level.words,
        ),
        inputs | {"level": level.name.lower()},
        since,
        "" if status is Status.KEPT else "EC",
        evidence=Evidence(last.reported_on, "EC"),
    )


_WITHIN = {
    DeviationLevel.NONE: Status.KEPT,
    DeviationLevel.NOTICE: Status.ATTENTION,
    DeviationLevel.ACTION: Status.BREACH,
    DeviationLevel.SERIOUS: Status.BREACH,
}


@dataclass(frozen=True)
class LineControl:
    """A rule that watches a single budget line of a unit: just what MR-39 does not want."""

    name: str
    since: date


@dataclass(frozen=True)
class UnitControl:
    """How a unit is held to its money. `since` is when it should have had its frame."""

    unit: Scope
    since: date
    frames_decided_on: tuple[date, ...] = ()
    line_controls: tuple[LineControl, ...] = ()


def judge_one_net_frame(facts: Sequence[UnitControl], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-39: one net frame per unit limits its freedom; lines are information and carry no limit.

    The product has no rule on a single line, so that part is ensured and not measured.

    One judgement per unit; nothing known without units. A fact is the days of the decisions on a unit's frames: no
    frame, or several at once, is a breach.
    """
    if not facts:
        return [nothing_known(missing=Words("the unit frames"), expected_of="FC")]
    return [_one_frame(fact) for fact in facts]


def _one_frame(fact: UnitControl) -> Judgement:
    frames = sorted(fact.frames_decided_on)
    inputs: dict[str, InputValue] = {"frames": len(frames), "line_controls": len(fact.line_controls)}
    if not frames:
        words = Words("The unit has no decided net frame.")
        return Judgement(fact.unit, Status.BREACH, words, inputs, fact.since, "FC")
    if len(frames) > 1:
        words = Words("The unit has {frames_count} frames at once; one is to steer it.", frames_count=len(frames))
        return Judgement(fact.unit, Status.BREACH, words, inputs, frames[1], "FC")
    if fact.line_controls:
        names = [each.name for each in fact.line_controls]
        words = Words("Single budget lines are controlled: {names}. Only the net frame may limit.", names=named(names))
        since = earliest(each.since for each in fact.line_controls)
        return Judgement(fact.unit, Status.BREACH, words, inputs, since, "FC")
    words = Words(
        "The unit has one net frame. In Spelregler no single line can be limited; control beside it is not seen."
    )
    return Judgement(fact.unit, Status.ENSURED, words, inputs, frames[0])


@dataclass(frozen=True)
class Move:
    """Money moved between a unit's own lines. `limited_by_intervention` says an open intervention covers it."""

    name: str
    moved_on: date
    amount: Money
    needed_approval: bool = False
    limited_by_intervention: bool = False


@dataclass(frozen=True)
class UnitMoves:
    """The moves inside a unit's frame this year."""

    unit: Scope
    moves: tuple[Move, ...] = ()


def judge_moves_are_free(facts: Sequence[UnitMoves], *, parameters: NoParameters, as_of: date) -> list[Judgement]:
    """MR-38: a unit moves money inside its frame without asking, unless an open intervention limits it.

    The product asks nobody, so free moves are ensured and not measured.

    One judgement per unit; nothing known without a move in the year. A fact is a unit's moves of the year, in `Money`.
    """
    if not facts:
        return [
            nothing_known(
                missing=Words("moves inside the unit frames"),
                expected_of="EC",
            )
        ]
    return [_free(fact) for fact in facts]


def _free(fact: UnitMoves) -> Judgement:
    held = [move for move in fact.moves if move.needed_approval and not move.limited_by_intervention]
    inputs: dict[str, InputValue] = {"moves": len(fact.moves), "needed_approval_without_ground": len(held)}
    if not fact.moves:
        return nothing_known(
            scope=fact.unit,
            missing=Words("a move this year that shows whether anybody had to ask"),
        )
    if held:
        total = Money.sum(abs(move.amount) for move in held)
        words = Words(
            "{held_count} of {moves_count} moves inside the frame ({total}) needed approval "
            "although no intervention is open.",
            held_count=len(held),
            moves_count=len(fact.moves),
            total=exact_tkr(total),
        )
        return Judgement(fact.unit, Status.BREACH, words, inputs, earliest(move.moved_on for move in held), "FC")
    many = len(fact.moves)
    words = Words("1 move inside the frame made in Spelregler, which asks nobody's leave.")
    if many > 1:
        words = Words("{many} moves inside the frame made in Spelregler, which asks nobody's leave.", many=many)
    return Judgement(fact.unit, Status.ENSURED, words, inputs, latest(move.moved_on for move in fact.moves))


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
