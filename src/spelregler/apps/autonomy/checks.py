"""Checks on the grounds: what the facts call for is noticed, and department management answers (MR-46…51)."""

from __future__ import annotations

from spelregler.apps.autonomy.models import HowLimit, Intervention, Signal, Stand
from spelregler.apps.autonomy.queries.how_limits import limits_of_places
from spelregler.apps.autonomy.queries.signals import signal_facts
from spelregler.apps.organisation.queries.departments import DEPARTMENTS
from spelregler.apps.organisation.queries.units import UNITS_PLACED, placed_units
from spelregler.domain.autonomy.how_limits import GROUNDED, LimitsOfPlace, judge_how_limits
from spelregler.domain.autonomy.judges import (
    GoalSignalAnswered,
    OverrunSignalAnswered,
    SignalAnswered,
    UnitGoalSignals,
    UnitOverrunSignals,
    UnitSignals,
    judge_goal_signal_answered,
    judge_overrun_signal_answered,
    judge_signal_answered,
)
from spelregler.domain.autonomy.signals import Signal as SignalFact
from spelregler.domain.checks import Check, Load, registry
from spelregler.domain.findings import Scope
from spelregler.domain.frames.freedom import UnitForecasts
from spelregler.domain.goals.results import UnitOutcomes
from spelregler.domain.words import Pair, Words
from spelregler.platform.touching import belongs

belongs(Signal, "unit__code")
belongs(Stand, "signal__unit__code")
# What limits units is judged by department, and touches no unit's own answer.
belongs(HowLimit)
belongs(Intervention, "unit__code")

SIGNALS = ("autonomy.signal", "autonomy.stand", *UNITS_PLACED)
"""What was told of a unit, and what its department management answered."""


def _units(load: Load) -> list[Scope]:
    return [Scope("unit", place.code, place.name) for place in load.once(placed_units, units=load.units)]


def _signals(load: Load) -> dict[str, tuple[SignalFact, ...]]:
    """The signals on the clause's own ground, per unit."""
    return {
        unit: tuple(signal for signal in signals if signal.ground == load.clause_id)
        for unit, signals in load.once(signal_facts, units=load.units).items()
    }


def load_goal_signals(load: Load) -> list[UnitGoalSignals]:
    """Each unit's follow-up periods, as the check on attainment loads them, and its signals about goals."""
    outcomes: list[UnitOutcomes] = registry.get("goals.unit_attainment").load(load)
    periods, signals = {each.unit.key: each.periods for each in outcomes}, _signals(load)
    return [
        UnitGoalSignals(unit=unit, periods=periods.get(unit.key, ()), signals=signals.get(unit.key, ()))
        for unit in _units(load)
    ]


def load_overrun_signals(load: Load) -> list[UnitOverrunSignals]:
    """Each unit's forecasts, as the check on unit frames loads them, and its signals about money."""
    reported: list[UnitForecasts] = registry.get("frames.unit_within_frame").load(load)
    forecasts, signals = {each.unit.key: each.forecasts for each in reported}, _signals(load)
    return [
        UnitOverrunSignals(unit=unit, forecasts=forecasts.get(unit.key, ()), signals=signals.get(unit.key, ()))
        for unit in _units(load)
    ]


def load_signals(load: Load) -> list[UnitSignals]:
    """Each unit's signals on the clause's ground, and the package's words about what would tell of the matter."""
    signals = _signals(load)
    source = load.package.clause(load.clause_id).source if load.package else None
    told = {"source": Pair(source.sv, source.en)} if source else {}
    return [UnitSignals(unit=unit, signals=signals.get(unit.key, ()), **told) for unit in _units(load)]


def load_how_limits(load: Load) -> list[LimitsOfPlace]:
    """Every department with what limits its units, and what limits every unit."""
    return limits_of_places(as_of=load.as_of)


registry.register(
    Check(
        name="autonomy.goal_signal_answered",
        title=Words("Deficient goal attainment gets an answer"),
        formula=Words(
            "Same goal not met two periods running, or share below the limit → signal → answer within the days."
        ),
        scope_kinds=("unit",),
        load=load_goal_signals,
        judge=judge_goal_signal_answered,
        reads=(*SIGNALS, *registry.get("goals.unit_attainment").reads),
        parameters=GoalSignalAnswered,
        rests_on_reports=True,
    )
)
registry.register(
    Check(
        name="autonomy.overrun_signal_answered",
        title=Words("A serious overrun gets an answer"),
        formula=Words(
            "Forecast deviation below serious, or below action two reports running → signal → answer in time."
        ),
        scope_kinds=("unit",),
        load=load_overrun_signals,
        judge=judge_overrun_signal_answered,
        reads=(*SIGNALS, *registry.get("frames.unit_within_frame").reads),
        parameters=OverrunSignalAnswered,
        rests_on_reports=True,
    )
)
registry.register(
    Check(
        name="autonomy.signal_answered",
        title=Words("A signal gets an answer"),
        formula=Words("Days from the signal's opening to department management's stand ≤ the limit."),
        scope_kinds=("unit",),
        load=load_signals,
        judge=judge_signal_answered,
        reads=SIGNALS,
        parameters=SignalAnswered,
    )
)
registry.register(
    Check(
        name=GROUNDED,
        title=Words("What limits how units work has a ground"),
        formula=Words("Limits in force without a law, a policy or an open intervention = 0."),
        scope_kinds=("department", "municipality"),
        load=load_how_limits,
        judge=judge_how_limits,
        reads=(
            "autonomy.howlimit",
            "autonomy.intervention",
            "organisation.placement",
            "organisation.unit",
            *DEPARTMENTS,
        ),
    )
)
