"""Internal control. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.control.operations.plans import (
    ControlSaid,
    PlanRefused,
    begin_plan,
    decide_plan,
    drop_control,
    drop_risk,
    put_control,
    put_risk,
    report_year,
)
from spelregler.apps.control.operations.results import (
    ActionSaid,
    ResultRefused,
    ResultSaid,
    close_deviation,
    record_result,
    withdraw_result,
)

__all__ = [
    "ActionSaid",
    "ControlSaid",
    "PlanRefused",
    "ResultRefused",
    "ResultSaid",
    "begin_plan",
    "close_deviation",
    "decide_plan",
    "drop_control",
    "drop_risk",
    "put_control",
    "put_risk",
    "record_result",
    "report_year",
    "withdraw_result",
]
