"""Signals and interventions. Whoever may do it was asked before this is called."""

from __future__ import annotations

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
    "InterventionRefused",
    "InterventionWithoutEnd",
    "SignalClosed",
    "SignalRefused",
    "StandRefused",
    "StatementMissing",
    "StatementRefused",
    "close_signal",
    "give_statement",
    "open_called_signals",
    "open_signal",
    "review_intervention",
    "shortened",
    "start_intervention",
    "take_stand",
]
