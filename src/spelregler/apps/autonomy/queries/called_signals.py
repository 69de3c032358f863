"""What the facts call for: the signals that the rules of the package ask for on a day and that nobody has opened.

A ground whose check can be computed has its call here; the others are opened by people alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from spelregler.apps.organisation.models import Unit
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.domain.autonomy.judges import (
    GoalSignalAnswered,
    OverrunSignalAnswered,
    UnitGoalSignals,
    UnitOverrunSignals,
)
from spelregler.domain.autonomy.signals import Call, ProposedSignal, goal_call, overrun_call, signals_to_open
from spelregler.domain.checks import Load, read_parameters, registry
from spelregler.platform.findings import autonomy_rules, checks_of


def called_signals(*, as_of: date) -> list[tuple[Unit, ProposedSignal]]:
    """The signals to open on the day, with their units (MR-46, MR-48); as many queries for five units as for five
    thousand.

    Only the package's own grounds count, and none before the municipality's start day.
    """
    place, rules = municipality(), autonomy_rules(as_of=as_of)
    if rules is None or (place and place.start_day and as_of < place.start_day):
        return []
    known: dict[Any, Any] = {}
    proposed = [
        signal
        for ground, (check, raw) in checks_of(rules.grounds, as_of=as_of).items()
        if check in CALLS
        for signal in _of_ground(ground, check, raw, Load(as_of=as_of, clause_id=ground, known=known))
    ]
    units = Unit.objects.in_bulk([each.unit.key for each in proposed], field_name="code")
    return [(units[each.unit.key], each) for each in proposed]


def _of_ground(ground: str, check: str, raw: Any, load: Load) -> Iterable[ProposedSignal]:
    found = registry.get(check)
    parameters = read_parameters(found, raw)
    for fact in found.load(load):
        call = CALLS[check](fact, parameters, load.as_of)
        yield from signals_to_open(unit=fact.unit, calls={ground: call}, existing=fact.signals, as_of=load.as_of)


def _goal_call(fact: UnitGoalSignals, parameters: GoalSignalAnswered, as_of: date) -> Call | None:
    periods = [period.by(parameters.scale()) for period in fact.periods]
    return goal_call(periods, critical_pct=parameters.critical_pct, as_of=as_of)


def _overrun_call(fact: UnitOverrunSignals, parameters: OverrunSignalAnswered, as_of: date) -> Call | None:
    return overrun_call(fact.forecasts, limits=parameters, as_of=as_of)


CALLS: dict[str, Callable[[Any, Any, date], Call | None]] = {
    "autonomy.goal_signal_answered": _goal_call,
    "autonomy.overrun_signal_answered": _overrun_call,
}
"""The checks whose facts can call for a signal by themselves."""
