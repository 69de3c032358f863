"""Changes to goals, targets, figures, judgements and plans. Whoever may do it was asked before this is called."""

from __future__ import annotations

from spelregler.apps.goals.operations.chain import ChainRefused, decide_proposals, plan_action, propose_in_plan
from spelregler.apps.goals.operations.corrections import CorrectionRefused, correct_judgement, correct_target
from spelregler.apps.goals.operations.decided_plans import ChangeRefused, PlanFrozen, refuse_decided
from spelregler.apps.goals.operations.definitions import (
    Definition,
    DefinitionRefused,
    define_indicator,
    new_indicator,
    redefine,
)
from spelregler.apps.goals.operations.entries import Entry, Fault, Judged, ValuesRefused, judge_entries
from spelregler.apps.goals.operations.goals import (
    BrokenLevels,
    TooManyGoals,
    WrongDecider,
    WrongOwner,
    adopt_vision,
    decide_goal,
    link_goals,
    propose_goal,
)
from spelregler.apps.goals.operations.job_assignments import (
    JobAssignmentRefused,
    follow_up_job_assignment,
    give_job_assignment,
)
from spelregler.apps.goals.operations.judgements import JudgementRefused, judge_goal
from spelregler.apps.goals.operations.measured import (
    Correction,
    Figure,
    Measured,
    MeasurementRefused,
    NoTarget,
    Place,
    values_held,
)
from spelregler.apps.goals.operations.measurements import (
    correct_measurements,
    keep_measured,
    record_measurement,
    record_measurements,
)
from spelregler.apps.goals.operations.missed_targets import AnswerRefused, answer_miss
from spelregler.apps.goals.operations.ownership import HandoverRefused, hand_on
from spelregler.apps.goals.operations.periods import PeriodLocked, PeriodRefused, is_open, set_period
from spelregler.apps.goals.operations.plan_revision import action_plans, goal_plans, revise_action, revise_threads
from spelregler.apps.goals.operations.plans import (
    ActionRefused,
    NewAction,
    Planned,
    PlanRefused,
    add_action,
    decide_plan,
    finish_action,
    keep_actions,
    reopen_plan,
)
from spelregler.apps.goals.operations.reporting import (
    ReasonMissing,
    ValueMoved,
    approve_values,
    keep_entries,
    return_value,
    save_values,
    take_back_value,
)
from spelregler.apps.goals.operations.rewording import reword_proposal
from spelregler.apps.goals.operations.roll_over import (
    PlanOwner,
    RollOverRefused,
    RollOverRow,
    preview,
    roll_over,
    undo_roll_over,
)
from spelregler.apps.goals.operations.running_year import RunningRefused, aim, judge_year, name_coordinator
from spelregler.apps.goals.operations.shown_values import doubt_on, shown_together, weigh
from spelregler.apps.goals.operations.targets import (
    Aim,
    Aimed,
    TargetRefused,
    add_indicator,
    keep_targets,
    set_target,
    targets_held,
)
from spelregler.apps.goals.operations.visions import VisionRefused, enter_vision, publish_feedback, record_dialogue

__all__ = [
    "ActionRefused",
    "Aim",
    "Aimed",
    "AnswerRefused",
    "BrokenLevels",
    "ChainRefused",
    "ChangeRefused",
    "Correction",
    "CorrectionRefused",
    "Definition",
    "DefinitionRefused",
    "Entry",
    "Fault",
    "Figure",
    "HandoverRefused",
    "JobAssignmentRefused",
    "Judged",
    "JudgementRefused",
    "Measured",
    "MeasurementRefused",
    "NewAction",
    "NoTarget",
    "PeriodLocked",
    "PeriodRefused",
    "Place",
    "PlanFrozen",
    "PlanOwner",
    "PlanRefused",
    "Planned",
    "ReasonMissing",
    "RollOverRefused",
    "RollOverRow",
    "RunningRefused",
    "TargetRefused",
    "TooManyGoals",
    "ValueMoved",
    "ValuesRefused",
    "VisionRefused",
    "WrongDecider",
    "WrongOwner",
    "action_plans",
    "add_action",
    "add_indicator",
    "adopt_vision",
    "aim",
    "answer_miss",
    "approve_values",
    "correct_judgement",
    "correct_measurements",
    "correct_target",
    "decide_goal",
    "decide_plan",
    "decide_proposals",
    "define_indicator",
    "doubt_on",
    "enter_vision",
    "finish_action",
    "follow_up_job_assignment",
    "give_job_assignment",
    "goal_plans",
    "hand_on",
    "is_open",
    "judge_entries",
    "judge_goal",
    "judge_year",
    "keep_actions",
    "keep_entries",
    "keep_measured",
    "keep_targets",
    "link_goals",
    "name_coordinator",
    "new_indicator",
    "plan_action",
    "preview",
    "propose_goal",
    "propose_in_plan",
    "publish_feedback",
    "record_dialogue",
    "record_measurement",
    "record_measurements",
    "redefine",
    "refuse_decided",
    "reopen_plan",
    "return_value",
    "revise_action",
    "revise_threads",
    "reword_proposal",
    "roll_over",
    "save_values",
    "set_period",
    "set_target",
    "shown_together",
    "take_back_value",
    "targets_held",
    "undo_roll_over",
    "values_held",
    "weigh",
]
