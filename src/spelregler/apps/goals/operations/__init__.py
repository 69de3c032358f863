"""Changes to goals, targets, figures, judgements and plans. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.goals.operations.goals import (
    BrokenLevels,
    WrongDecider,
    WrongOwner,
    adopt_vision,
    decide_goal,
    link_goals,
    propose_goal,
)
from spelregler.apps.goals.operations.judgements import JudgementRefused, judge_goal
from spelregler.apps.goals.operations.measurements import (
    Correction,
    MeasurementRefused,
    NoTarget,
    correct_measurement,
    correct_measurements,
    record_measurement,
)
from spelregler.apps.goals.operations.plans import ActionRefused, PlanRefused, add_action, decide_plan, finish_action
from spelregler.apps.goals.operations.targets import TargetRefused, add_indicator, set_target

__all__ = [
    "ActionRefused",
    "BrokenLevels",
    "Correction",
    "JudgementRefused",
    "MeasurementRefused",
    "NoTarget",
    "PlanRefused",
    "TargetRefused",
    "WrongDecider",
    "WrongOwner",
    "add_action",
    "add_indicator",
    "adopt_vision",
    "correct_measurement",
    "correct_measurements",
    "decide_goal",
    "decide_plan",
    "finish_action",
    "judge_goal",
    "link_goals",
    "propose_goal",
    "record_measurement",
    "set_target",
]
