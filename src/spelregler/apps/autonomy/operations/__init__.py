"""Signals and interventions. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.autonomy.operations.how_limits import (
    HowLimitRefused,
    Limits,
    end_how_limit,
    enter_how_limit,
    name_ground,
    say_limited,
)
from spelregler.apps.autonomy.operations.interventions import (
    InterventionRefused,
    InterventionWithoutEnd,
    StatementMissing,
    start_intervention,
)
from spelregler.apps.autonomy.operations.reviews import review_intervention
from spelregler.apps.autonomy.operations.signals import (
    LONGEST_EVIDENCE,
    SignalClosed,
    SignalRefused,
    StandRefused,
    StatementRefused,
    close_signal,
    give_statement,
    open_called_signals,
    open_signal,
    shortened,
    take_stand,
)

__all__ = [
    "LONGEST_EVIDENCE",
    "HowLimitRefused",
    "InterventionRefused",
    "InterventionWithoutEnd",
    "Limits",
    "SignalClosed",
    "SignalRefused",
    "StandRefused",
    "StatementMissing",
    "StatementRefused",
    "close_signal",
    "end_how_limit",
    "enter_how_limit",
    "give_statement",
    "name_ground",
    "open_called_signals",
    "open_signal",
    "review_intervention",
    "say_limited",
    "shortened",
    "start_intervention",
    "take_stand",
]
