"""The actions of this room, as the package's role rules name them; the model `Action` is a measure in a plan."""

from __future__ import annotations

from enum import StrEnum


class GoalAction(StrEnum):
    """What may be done with goals, plans, indicators and their values."""

    PREPARE_COUNCIL = "vision_council_goals_and_budget:prepare"
    ENTER_COUNCIL = "vision_council_goals_and_budget:execute"
    PREPARE_COMMITTEE = "committee_goals_and_plan:prepare"
    ENTER_COMMITTEE = "committee_goals_and_plan:execute"
    PREPARE_ACTIONS = "action_plan:prepare"
    DECIDE_PLAN = "action_plan:decide"
    PREPARE_UNIT = "unit_goals_and_plan:prepare"
    DECIDE_UNIT = "unit_goals_and_plan:decide"
    WORK_WITH_TABLE = "plan_file:execute"
    DEFINE = "indicator_definition:execute"
    ENTER = "enter_measurements:execute"
    APPROVE = "approve_measurements:decide"
    OPEN_PERIOD = "reporting_period:execute"
    SEE_MISSED = "missed_target:read"
    ANSWER_MISSED = "missed_target:answer"
    JUDGE_UNIT = "judge_unit_goals:decide"
    JUDGE_COMMITTEE = "judge_committee_goals:execute"
    JUDGE_COUNCIL = "judge_council_goals:execute"
    GIVE_JOB = "assignment_to_unit_or_employee:decide"
    CHOOSE_KEY = "key_measures:execute"
