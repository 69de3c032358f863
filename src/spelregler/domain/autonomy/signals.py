"""Signals: what a number may open. The department management answers them, with a reason (MR-46, MR-48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spelregler.domain.autonomy.states import StandKind
from spelregler.domain.findings import InputValue, Scope
from spelregler.domain.frames.deviation import DeviationLimits, ReportedForecast, overrun_needs_signal
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.money import Money
from spelregler.domain.wording import exact_tkr, named, pct
from spelregler.domain.words import NOTHING, Bilingual, Words


@dataclass(frozen=True)
class Signal:
    """A signal at a unit, the ground it concerns, and how it was answered.

    `answered_on` is the day of the first stand, `stood_again_on` those of the later ones.
    """

    key: str
    ground: str
    opened_on: date
    answer: StandKind | None = None
    answered_on: date | None = None
    reason: str = ""
    closed_on: date | None = None
    stood_again_on: tuple[date, ...] = ()

    def is_open(self, *, as_of: date) -> bool:
        """Opened and not yet closed."""
        return self.opened_on <= as_of and (self.closed_on is None or as_of < self.closed_on)

    def is_answered(self, *, as_of: date) -> bool:
        return self.answer is not None and self.answered_on is not None and self.answered_on <= as_of

    def stood_on(self, *, as_of: date) -> tuple[date, ...]:
        """The days of every stand taken by the day."""
        days = (self.answered_on, *self.stood_again_on) if self.answer is not None else ()
        return tuple(day for day in days if day is not None and day <= as_of)


@dataclass(frozen=True)
class Shown:
    """What one report showed, so that another can be held against it: a level, an amount, and what it was about."""

    on: date
    level: int
    amount: Decimal = Decimal(0)
    margin: Decimal = Decimal(0)
    about: frozenset[str] = frozenset()

    def is_worse_than(self, known: Sequence[Shown]) -> bool:
        """A higher level, more by above the margin, or about something else than was known."""
        return (
            self.level > max(each.level for each in known)
            or self.amount - max(each.amount for each in known) > self.margin
            or bool(self.about - frozenset().union(*(each.about for each in known)))
        )


@dataclass(frozen=True)
class Call:
    """What in the facts calls for a signal, from which day, and what each report since then has shown."""

    since: date
    reason: Bilingual
    inputs: dict[str, InputValue]
    reports: tuple[Shown, ...] = ()


@dataclass(frozen=True)
class Need:
    """A report that asks for a stand: the signal that takes care of it, and the day of the stand."""

    on: date
    signal: Signal | None = None
    answered_on: date | None = None

    def counted_from(self) -> date:
        """The management's days run from the report, or from the signal where that came later."""
        return self.on if self.signal is None else max(self.on, self.signal.opened_on)

    def due(self, *, days: int) -> date:
        """The last day for the stand."""
        return self.counted_from() + timedelta(days=days)


def needs(call: Call, signals: Sequence[Signal], *, as_of: date) -> list[Need]:
    """Every report that asks for a stand, oldest first; the last one is without where one is still owed.

    A stand covers what was known when it was taken. What is worse than that needs a stand of its own.
    """
    found: list[Need] = []
    known: list[Shown] = []
    for report in call.reports:
        if known and not report.is_worse_than(known):
            continue
        stand = _first_stand(signals, since=report.on, as_of=as_of)
        if stand is None:
            found.append(Need(report.on, _waiting_signal(signals, since=report.on, as_of=as_of)))
            break
        found.append(Need(report.on, *stand))
        known = [each for each in call.reports if each.on <= stand[1]]
    return found


def _first_stand(signals: Sequence[Signal], *, since: date, as_of: date) -> tuple[Signal, date] | None:
    stands = [(day, each.opened_on, each) for each in signals for day in each.stood_on(as_of=as_of) if day >= since]
    if not stands:
        return None
    day, _opened_on, signal = min(stands, key=lambda stand: stand[:2])
    return signal, day


def _waiting_signal(signals: Sequence[Signal], *, since: date, as_of: date) -> Signal | None:
    """Opened and unanswered, and not closed before the report."""
    waiting = [
        each
        for each in signals
        if each.opened_on <= as_of
        and not each.is_answered(as_of=as_of)
        and (each.closed_on is None or each.closed_on > since)
    ]
    return min(waiting, key=lambda each: each.opened_on, default=None)


@dataclass(frozen=True)
class ProposedSignal:
    """A signal to open. It limits nothing and blames nobody; people take it from here."""

    unit: Scope
    ground: str
    since: date
    reason: Bilingual
    inputs: dict[str, InputValue]


def goal_call(periods: Sequence[PeriodOutcome], *, critical_pct: int, as_of: date) -> Call | None:
    """MR-46: the same goal "not met" two periods running, or a share of met goals below the critical one."""
    known = [period for period in periods if period.judged_on <= as_of]
    reports: list[Shown] = []
    repeated: list[str] = []
    before: PeriodOutcome | None = None
    for period in known:
        again = _not_met_again(before, period)
        repeated = list(again.values())
        critical = period.share is not None and period.share < critical_pct
        gap = 100 - period.share if critical and period.share is not None else Decimal(0)
        shown = Shown(period.judged_on, int(critical), gap, about=frozenset(again))
        reports = [*reports, shown] if repeated or critical else []
        before = period
    if not reports or before is None:
        return None
    since = reports[0].on
    inputs: dict[str, InputValue] = {
        "followed_up_on": before.judged_on.isoformat(),
        "share_pct": None if before.share is None else str(before.share),
        "critical_pct": critical_pct,
        "not_met_twice": len(repeated),
    }
    if repeated:
        words = Words("Not met two periods running: {repeated}.", repeated=named(repeated))
        return Call(since, words, inputs, tuple(reports))
    share = before.share
    assert share is not None  # noqa: S101 - a critical share is a known share
    words = Words(
        "Only {share} of the measurable goals are met or partly met on {judged_on}.",
        judged_on=before.judged_on,
        share=pct(share),
    )
    return Call(since, words, inputs, tuple(reports))


def _not_met_again(before: PeriodOutcome | None, now: PeriodOutcome) -> dict[str, str]:
    """The goals not met now and the time before: their names by key."""
    if before is None:
        return {}
    missed = {goal.key for goal in before.goals if goal.status is GoalStatus.NOT_MET}
    return {goal.key: goal.name for goal in now.goals if goal.status is GoalStatus.NOT_MET and goal.key in missed}


def overrun_call(forecasts: Sequence[ReportedForecast], *, limits: DeviationLimits, as_of: date) -> Call | None:
    """MR-48: a forecast below "serious", or below "action" two reports running."""
    known = sorted((each for each in forecasts if each.reported_on <= as_of), key=lambda each: each.reported_on)
    since = overrun_needs_signal(known, limits=limits)
    if since is None:
        return None
    last = known[-1]
    share = NOTHING if last.percent is None else Words(" ({percent})", percent=pct(last.percent))
    return Call(
        since,
        Words(
            "The forecast of {reported_on} deviates {deviation} from the frame{share}.",
            reported_on=last.reported_on,
            deviation=exact_tkr(last.deviation),
            share=share,
        ),
        {
            "reported_on": last.reported_on.isoformat(),
            "frame_tkr": last.frame.tkr,
            "forecast_tkr": last.forecast.tkr,
            "deviation_tkr": last.deviation.tkr,
            "deviation_pct": None if last.percent is None else str(last.percent),
        },
        tuple(_overrun(each, limits) for each in known if each.reported_on >= since),
    )


def _overrun(each: ReportedForecast, limits: DeviationLimits) -> Shown:
    """An overrun is worse on a higher level of P07, or by more than the floor."""
    floor = Money.from_tkr(limits.floor_unit_tkr)
    level = limits.level(frame=each.frame, forecast=each.forecast)
    return Shown(each.reported_on, level, Decimal((each.forecast - each.frame).ore), Decimal(floor.ore))


def signals_to_open(
    *,
    unit: Scope,
    calls: dict[str, Call | None],
    existing: Sequence[Signal],
    as_of: date,
) -> list[ProposedSignal]:
    """The signals that the facts call for, by ground, and that nobody has opened yet. Never an intervention."""
    found = []
    for ground, call in calls.items():
        owed = needs(call, [each for each in existing if each.ground == ground], as_of=as_of) if call else []
        if call and owed[-1].signal is None:
            found.append(ProposedSignal(unit, ground, owed[-1].on, call.reason, call.inputs))
    return found
