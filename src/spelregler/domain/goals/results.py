"""Checks on results: measurements are fresh, and units reach their goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from spelregler.domain.checks import param
from spelregler.domain.findings import Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.wording import names_en, names_sv, pct_en, pct_sv, percentage


@dataclass(frozen=True)
class IndicatorAge:
    """An indicator and the end of the last period it was measured for.

    `introduced_on` is when the indicator came into use: the first measurement is due one period later.
    """

    owner: Scope
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
class MeasurementsCurrent:
    """MR-30: how long after a period's end its figure may wait."""

    days: int = param(30, minimum=0, maximum=365, unit="dagar")


def judge_measurements_current(
    facts: Sequence[IndicatorAge], *, parameters: MeasurementsCurrent, as_of: date
) -> list[Judgement]:
    """MR-30: following up continuously means no measurement is older than its period plus the grace days."""
    if not facts:
        return [nothing_known(missing_sv="mått och mätvärden", missing_en="indicators and figures", expected_of="FC")]
    of_owner: dict[Scope, list[IndicatorAge]] = defaultdict(list)
    for fact in facts:
        of_owner[fact.owner].append(fact)
    return [_current(owner, of_owner[owner], parameters.days, as_of) for owner in sorted(of_owner)]


def _current(owner: Scope, indicators: list[IndicatorAge], grace_days: int, as_of: date) -> Judgement:
    overdue = [each for each in indicators if each.due(grace_days=grace_days) < as_of]
    measured = [each for each in indicators if each.measured_to is not None]
    inputs: dict[str, str | int | None] = {
        "indicators": len(indicators),
        "overdue": len(overdue),
        "grace_days": grace_days,
    }
    if overdue:
        names = [each.name for each in overdue]
        return Judgement(
            owner,
            Status.BREACH,
            f"{len(overdue)} av {len(indicators)} mått saknar aktuellt värde: {names_sv(names)}.",
            f"{len(overdue)} of {len(indicators)} indicators have no current figure: {names_en(names)}.",
            inputs,
            earliest(each.due(grace_days=grace_days) + ONE_DAY for each in overdue),
            "EC" if owner.kind == "unit" else "FC",
        )
    if not measured:
        sv, en = "Inget mätvärde har hunnit bli aktuellt än.", "No figure has fallen due yet."
        return Judgement(owner, Status.NOT_APPLICABLE, sv, en, inputs)
    return Judgement(
        owner,
        Status.KEPT,
        f"Alla {len(indicators)} mått har aktuella värden.",
        f"All {len(indicators)} indicators have current figures.",
        inputs,
        latest(each.reported_on or each.measured_to for each in measured),
    )


@dataclass(frozen=True)
class GoalOutcome:
    """How one goal was judged in one period (the effective judgement)."""

    key: str
    name: str
    status: GoalStatus


@dataclass(frozen=True)
class PeriodOutcome:
    """All of a unit's goals in one follow-up period, for example an interim report."""

    period: str
    judged_on: date
    goals: tuple[GoalOutcome, ...] = ()

    @property
    def measurable(self) -> int:
        return sum(goal.status is not GoalStatus.NOT_MEASURABLE for goal in self.goals)

    @property
    def reached(self) -> int:
        return sum(goal.status in (GoalStatus.MET, GoalStatus.PARTLY) for goal in self.goals)

    @property
    def share(self) -> Decimal | None:
        """Met or partly met, in per cent of what can be measured."""
        return percentage(self.reached, self.measurable)


@dataclass(frozen=True)
class UnitOutcomes:
    """A unit's follow-up periods, oldest first."""

    unit: Scope
    periods: tuple[PeriodOutcome, ...] = ()


@dataclass(frozen=True)
class UnitAttainment:
    """MR-41 and MR-46: the share a unit is to reach, and the share below which it is critical."""

    minimum_pct: int = param(80, minimum=1, maximum=100, unit="%")
    critical_pct: int = param(50, minimum=0, maximum=100, unit="%")

    def __post_init__(self) -> None:
        if self.critical_pct > self.minimum_pct:
            raise ValueError(f"critical ({self.critical_pct} %) must not exceed the share ({self.minimum_pct} %)")


def judge_unit_attainment(facts: Sequence[UnitOutcomes], *, parameters: UnitAttainment, as_of: date) -> list[Judgement]:
    """MR-41: a free unit reaches its goals. Under once is attention; twice, or critical, is a breach."""
    if not facts:
        return [nothing_known(missing_sv="bedömda enhetsmål", missing_en="judged unit goals", expected_of="EC")]
    return [_attainment(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _attainment(fact: UnitOutcomes, *, parameters: UnitAttainment, as_of: date) -> Judgement:
    known = [period for period in fact.periods if period.share is not None and period.judged_on <= as_of]
    if not known or known[-1].share is None:
        return nothing_known(
            scope=fact.unit,
            missing_sv="minst ett bedömt, mätbart mål",
            missing_en="at least one judged, measurable goal",
            expected_of="EC",
        )
    last, share = known[-1], known[-1].share
    kept = share >= parameters.minimum_pct
    run = _same_side(known, limit=parameters.minimum_pct)
    serious = not kept and (share < parameters.critical_pct or len(run) > 1)
    inputs: dict[str, str | int | None] = {
        "period": last.period,
        "measurable": last.measurable,
        "met_or_partly": last.reached,
        "not_measurable": len(last.goals) - last.measurable,
        "share_pct": str(share),
        "limit_pct": parameters.minimum_pct,
        "periods_under": 0 if kept else len(run),
    }
    return Judgement(
        fact.unit,
        Status.KEPT if kept else Status.BREACH if serious else Status.ATTENTION,
        f"{last.reached} av {last.measurable} mätbara mål är uppfyllda helt eller delvis i {last.period} "
        f"({pct_sv(share)}); gränsen är {parameters.minimum_pct}\u00a0%.",
        f"{last.reached} of {last.measurable} measurable goals are met or partly met in {last.period} "
        f"({pct_en(share)}); the limit is {parameters.minimum_pct}%.",
        inputs,
        run[0].judged_on,
        "" if kept else "EC",
    )


def _same_side(periods: Sequence[PeriodOutcome], *, limit: int) -> list[PeriodOutcome]:
    """The unbroken run of latest periods that lie on the same side of the limit as the last one."""
    kept = periods[-1].share is not None and periods[-1].share >= limit
    run: list[PeriodOutcome] = []
    for period in reversed(periods):
        if period.share is None or (period.share >= limit) != kept:
            break
        run.insert(0, period)
    return run
