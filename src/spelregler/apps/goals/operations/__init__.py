"""Changes to goals, targets, figures, judgements and plans. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.goals.operations.definitions import Definition, DefinitionRefused, define_indicator
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
from spelregler.apps.goals.operations.missed import AnswerRefused, answer_miss
from spelregler.apps.goals.operations.periods import PeriodLocked, PeriodRefused, is_open, set_period
from spelregler.apps.goals.operations.plans import ActionRefused, PlanRefused, add_action, decide_plan, finish_action
from spelregler.apps.goals.operations.reporting import (
    Entry,
    Fault,
    ValueMoved,
    ValuesRefused,
    approve_values,
    return_value,
    save_values,
)
from spelregler.apps.goals.operations.targets import TargetRefused, add_indicator, set_target

__all__ = [
    "ActionRefused",
    "AnswerRefused",
    "BrokenLevels",
    "Correction",
    "Definition",
    "DefinitionRefused",
    "Entry",
    "Fault",
    "JudgementRefused",
    "MeasurementRefused",
    "NoTarget",
    "PeriodLocked",
    "PeriodRefused",
    "PlanRefused",
    "TargetRefused",
    "ValueMoved",
    "ValuesRefused",
    "WrongDecider",
    "WrongOwner",
    "add_action",
    "add_indicator",
    "adopt_vision",
    "answer_miss",
    "approve_values",
    "correct_measurement",
    "correct_measurements",
    "decide_goal",
    "decide_plan",
    "define_indicator",
    "finish_action",
    "is_open",
    "judge_goal",
    "link_goals",
    "propose_goal",
    "record_measurement",
    "return_value",
    "save_values",
    "set_period",
    "set_target",
]
