"""Signals: what a number may open. The department management answers them, with a reason (MR-46, MR-48)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.autonomy.states import Answer
from spelregler.domain.findings import InputValue, Scope
from spelregler.domain.frames.deviation import DeviationLimits, ReportedForecast, overrun_needs_signal
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.goals.results import PeriodOutcome
from spelregler.domain.wording import names_en, names_sv, pct_en, pct_sv, tkr_en, tkr_sv


@dataclass(frozen=True)
class Signal:
    """A signal at a unit, the ground it concerns, and how it was answered."""

    key: str
    ground: str
    opened_on: date
    answer: Answer | None = None
    answered_on: date | None = None
    reason: str = ""
    closed_on: date | None = None

    def is_open(self, *, as_of: date) -> bool:
        """Opened and not yet closed."""
        return self.opened_on <= as_of and (self.closed_on is None or as_of < self.closed_on)

    def is_answered(self, *, as_of: date) -> bool:
        return self.answer is not None and self.answered_on is not None and self.answered_on <= as_of


@dataclass(frozen=True)
class Call:
    """What in the facts calls for a signal, and from which day."""

    since: date
    reason_sv: str
    reason_en: str
    inputs: dict[str, InputValue]


@dataclass(frozen=True)
class ProposedSignal:
    """A signal to open. It limits nothing and blames nobody; people take it from here."""

    unit: Scope
    ground: str
    since: date
    reason_sv: str
    reason_en: str
    inputs: dict[str, InputValue]


def goal_call(periods: Sequence[PeriodOutcome], *, critical_pct: int, as_of: date) -> Call | None:
    """MR-46: the same goal "not met" two periods running, or a share of met goals below the critical one."""
    known = [period for period in periods if period.judged_on <= as_of]
    since: date | None = None
    repeated: list[str] = []
    before: PeriodOutcome | None = None
    for period in known:
        repeated = _not_met_again(before, period)
        critical = period.share is not None and period.share < critical_pct
        since = (since or period.judged_on) if repeated or critical else None
        before = period
    if since is None or before is None:
        return None
    inputs: dict[str, InputValue] = {
        "followed_up_on": before.judged_on.isoformat(),
        "share_pct": None if before.share is None else str(before.share),
        "critical_pct": critical_pct,
        "not_met_twice": len(repeated),
    }
    if repeated:
        sv = f"Ej uppfyllt två perioder i rad: {names_sv(repeated)}."
        en = f"Not met two periods running: {names_en(repeated)}."
        return Call(since, sv, en, inputs)
    share = before.share
    assert share is not None  # noqa: S101 - a critical share is a known share
    sv = f"Bara {pct_sv(share)} av de mätbara målen är uppfyllda helt eller delvis {before.judged_on}."
    en = f"Only {pct_en(share)} of the measurable goals are met or partly met on {before.judged_on}."
    return Call(since, sv, en, inputs)


def _not_met_again(before: PeriodOutcome | None, now: PeriodOutcome) -> list[str]:
    if before is None:
        return []
    missed = {goal.key for goal in before.goals if goal.status is GoalStatus.NOT_MET}
    return [goal.name for goal in now.goals if goal.status is GoalStatus.NOT_MET and goal.key in missed]


def overrun_call(forecasts: Sequence[ReportedForecast], *, limits: DeviationLimits, as_of: date) -> Call | None:
    """MR-48: a forecast below "serious", or below "action" two reports running."""
    known = sorted((each for each in forecasts if each.reported_on <= as_of), key=lambda each: each.reported_on)
    since = overrun_needs_signal(known, limits=limits)
    if since is None:
        return None
    last = known[-1]
    share_sv = "" if last.percent is None else f" ({pct_sv(last.percent)})"
    share_en = "" if last.percent is None else f" ({pct_en(last.percent)})"
    return Call(
        since,
        f"Prognosen {last.reported_on} avviker {tkr_sv(last.deviation)} från ramen{share_sv}.",
        f"The forecast of {last.reported_on} deviates {tkr_en(last.deviation)} from the frame{share_en}.",
        {
            "reported_on": last.reported_on.isoformat(),
            "frame_tkr": last.frame.tkr,
            "forecast_tkr": last.forecast.tkr,
            "deviation_tkr": last.deviation.tkr,
            "deviation_pct": None if last.percent is None else str(last.percent),
        },
    )


def answering_signal(call: Call, signals: Sequence[Signal], *, as_of: date) -> Signal | None:
    """The signal that takes care of a call: opened for it, or still open when it arose. The first one counts."""
    fitting = [
        signal
        for signal in signals
        if signal.opened_on <= as_of and (signal.closed_on is None or signal.closed_on > call.since)
    ]
    return min(fitting, key=lambda signal: signal.opened_on, default=None)


def signals_to_open(
    *,
    unit: Scope,
    calls: dict[str, Call | None],
    existing: Sequence[Signal],
    as_of: date,
) -> list[ProposedSignal]:
    """The signals that the facts call for, by ground, and that nobody has opened yet. Never an intervention."""
    return [
        ProposedSignal(unit, ground, call.since, call.reason_sv, call.reason_en, call.inputs)
        for ground, call in calls.items()
        if call is not None
        and answering_signal(call, [each for each in existing if each.ground == ground], as_of=as_of) is None
    ]
