"""What holds for all judges: no facts is never a green light, and every answer speaks both languages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from spelregler.domain import (
    assessment,
    body_training,
    commissioned,
    control,
    decisions,
    delegated_tasks,
    delegation,
    dialogues,
    effects,
    evaluation,
    introductions,
    looked_at,
    new_employees,
    organisation,
    policy,
    questions,
    registry,
    reports,
    scans,
    surveys,
    term_training,
    union_records,
    unit_information,
)
from spelregler.domain.autonomy import how_limits
from spelregler.domain.autonomy import judges as autonomy
from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Judgement, Status
from spelregler.domain.frames import forecasts_answered, freedom, steering, sums
from spelregler.domain.frames.budget_days import BudgetDays
from spelregler.domain.goals import actions, chain, department_plans, follow_up, plans, results, unit_goals, visions
from spelregler.domain.meetings import judges as meetings

JUDGES = [
    (chain.judge_shared_goals_coordinated, NoParameters()),
    (chain.judge_decided_by_political_body, NoParameters()),
    (unit_goals.judge_goals_measurable, unit_goals.GoalsMeasurable()),
    (unit_goals.judge_units_steered, NoParameters()),
    (plans.judge_unit_plans_in_place, plans.UnitPlanDeadline()),
    (department_plans.judge_action_plan_covers_goals, plans.PlanDeadline()),
    (actions.judge_actions_on_time, actions.ActionsOnTime()),
    (follow_up.judge_followed_up, follow_up.FollowedUp()),
    (results.judge_unit_attainment, results.UnitAttainment()),
    (visions.judge_vision_in_dialogue, visions.OncePerTerm()),
    (sums.judge_sums_hold, NoParameters()),
    (forecasts_answered.judge_deviation_answered, forecasts_answered.DeviationAnswered()),
    (freedom.judge_unit_within_frame, freedom.UnitWithinFrame()),
    (freedom.judge_one_net_frame, NoParameters()),
    (freedom.judge_moves_are_free, NoParameters()),
    (steering.judge_every_committee_steered, BudgetDays()),
    (organisation.judge_one_head_per_department, organisation.OneHead()),
    (introductions.judge_members_introduced, introductions.MembersIntroduced()),
    (new_employees.judge_employees_introduced, new_employees.EmployeesIntroduced()),
    (term_training.judge_term_trained, term_training.TermTrained()),
    (body_training.judge_members_understand, body_training.MembersUnderstand()),
    (unit_information.judge_unit_informed, unit_information.UnitInformed()),
    (autonomy.judge_goal_signal_answered, autonomy.GoalSignalAnswered()),
    (autonomy.judge_overrun_signal_answered, autonomy.OverrunSignalAnswered()),
    (autonomy.judge_signal_answered, autonomy.SignalAnswered()),
    (assessment.judge_assessed, assessment.HoldsFor()),
    (looked_at.judge_looked_at, NoParameters()),
    (organisation.judge_heads_covered, NoParameters()),
    (policy.judge_beside_policy, policy.OwnReview()),
    (evaluation.judge_evaluated_yearly, evaluation.EvaluatedBy()),
    (evaluation.judge_account_given, evaluation.AccountBy()),
    (policy.judge_parties_apart, NoParameters()),
    (policy.judge_in_force, policy.InForce()),
    (decisions.judge_assignments_addressed, NoParameters()),
    (decisions.judge_assignments_executed, decisions.AssignmentsExecuted()),
    (scans.judge_scans_used, scans.ScansUsed()),
    (scans.judge_informed_of_both, scans.InformedOfBoth()),
    (commissioned.judge_evaluations_used, commissioned.EvaluationsUsed()),
    (dialogues.judge_dialogues_held, dialogues.DialoguesHeld()),
    (questions.judge_questions_answered, questions.QuestionsAnswered()),
    (effects.judge_effect_known, effects.EffectKnown()),
    (registry.judge_matters_raised, registry.MattersRaised()),
    (meetings.judge_papers_on_time, meetings.OnTime()),
    (meetings.judge_body_informed, meetings.Informed()),
    (meetings.judge_activities_followed, meetings.Themes()),
    (delegation.judge_furthest_out, NoParameters()),
    (delegation.judge_employer, NoParameters()),
    (control.judge_planned, control.PlanRules()),
    (reports.judge_reports_valued, reports.ReportsValued()),
    (reports.judge_results_told, reports.ResultsTold()),
    (reports.judge_planning_basis, reports.PlanningBasis()),
    (surveys.judge_survey, surveys.SurveyLimits()),
    (how_limits.judge_how_limits, NoParameters()),
    (delegated_tasks.judge_tasks_delegated, NoParameters()),
    (union_records.judge_union_records, NoParameters()),
]


@pytest.mark.parametrize(("judge", "parameters"), JUDGES, ids=lambda each: getattr(each, "__name__", ""))
def test_no_facts_is_one_row_that_says_what_is_missing(judge: Callable[..., list[Judgement]], parameters: Any) -> None:
    (found,) = judge([], parameters=parameters, as_of=date(2026, 11, 2))
    assert (found.scope, found.status, found.since) == (MUNICIPALITY, Status.NOT_ASSESSED, None)
    assert found.reason.sv != found.reason.en
    assert found.expected_of
