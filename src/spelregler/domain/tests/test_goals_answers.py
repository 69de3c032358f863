"""What stands beside a status on goals: since when, who acts, what it rests on, by which day, and what it shows."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import Duty, Evidence, Judgement, Scope, Status
from spelregler.domain.goals.actions import ActionDue, ActionsOnTime, UnitActions, judge_actions_on_time
from spelregler.domain.goals.attainment import GoalScale, GoalStatus
from spelregler.domain.goals.department_plans import DepartmentPlan, judge_action_plan_covers_goals
from spelregler.domain.goals.follow_up import FollowedUp, FollowUp, IndicatorAge, judge_followed_up
from spelregler.domain.goals.plans import PlanDeadline, PlannedAction, UnitPlan, UnitPlanDeadline
from spelregler.domain.goals.plans import judge_unit_plans_in_place as judge_unit_plans
from spelregler.domain.goals.responses import Effort
from spelregler.domain.goals.results import (
    GoalOutcome,
    PeriodOutcome,
    UnitAttainment,
    UnitOutcomes,
    judge_unit_attainment,
)
from spelregler.domain.goals.unit_goals import DepartmentChain, UnitSteering, judge_units_steered

TODAY = date(2026, 11, 2)
UNIT = Scope("unit", "skola", "Skolan")
COMMITTEE = Scope("committee", "un", "Utbildningsnämnden")
DEPARTMENT = Scope("department", "uf", "Utbildningsförvaltningen")
MAY, SEPTEMBER, NOVEMBER = date(2026, 5, 20), date(2026, 9, 20), date(2026, 11, 1)
MET, NOT_MET = GoalStatus.MET, GoalStatus.NOT_MET
DUE = date(2026, 1, 31)
ACTION = PlannedAction("läslyft", date(2026, 1, 15), linked_to_goal=True)
CURRENT = IndicatorAge("nöjdhet", 12, date(2025, 1, 1), date(2025, 12, 31), date(2026, 2, 3))
UNMEASURED = IndicatorAge("nöjdhet", 12, date(2026, 1, 1))


def outcome(day: date, *statuses: GoalStatus) -> PeriodOutcome:
    return PeriodOutcome(day, tuple(GoalOutcome(f"g{n}", f"mål {n}", each) for n, each in enumerate(statuses)))


def computed(day: date, share: str) -> PeriodOutcome:
    goal = GoalOutcome("g0", "mål 0", NOT_MET, share=Decimal(share), is_computed=True)
    return PeriodOutcome(day, (goal,))


def only(judge: Callable[..., list[Judgement]], fact: Any, parameters: Any, as_of: date = TODAY) -> Judgement:
    (found,) = judge([fact], parameters=parameters, as_of=as_of)
    return found


@pytest.mark.parametrize(
    ("rule", "judge", "fact", "parameters", "scope", "brings"),
    [
        ("actions", judge_actions_on_time, UnitActions(UNIT), ActionsOnTime(), UNIT, "EC"),
        ("judged goals", judge_unit_attainment, UnitOutcomes(UNIT), UnitAttainment(), UNIT, "EC"),
        ("units", judge_units_steered, DepartmentChain(DEPARTMENT), NoParameters(), DEPARTMENT, "FC"),
        ("the goals of a unit", judge_followed_up, FollowUp(UNIT), FollowedUp(), UNIT, "EC"),
        ("the goals of a committee", judge_followed_up, FollowUp(COMMITTEE), FollowedUp(), COMMITTEE, "FC"),
        (
            "the committee's own goals",
            judge_action_plan_covers_goals,
            DepartmentPlan(DEPARTMENT, 2026, date(2026, 1, 20)),
            PlanDeadline(),
            DEPARTMENT,
            "N",
        ),
    ],
)
def test_who_brings_what_is_missing(
    rule: str, judge: Callable[..., list[Judgement]], fact: Any, parameters: Any, scope: Scope, brings: str
) -> None:
    found = only(judge, fact, parameters)
    assert (found.scope, found.status, found.expected_of) == (scope, Status.NOT_ASSESSED, brings), rule


class TestPlans:
    @pytest.mark.parametrize(
        ("rule", "decided", "status", "since", "acts", "duty"),
        [
            ("in time, on its last day", DUE, Status.KEPT, DUE, "", None),
            ("late, and nobody is to act", NOVEMBER, Status.ATTENTION, NOVEMBER, "", Duty(DUE, done_on=NOVEMBER)),
            ("not at all", None, Status.BREACH, date(2026, 2, 1), "FC", Duty(DUE)),
        ],
    )
    def test_a_departments_plan_has_a_last_day(
        self, rule: str, decided: date | None, status: Status, since: date, acts: str, duty: Duty | None
    ) -> None:
        fact = DepartmentPlan(DEPARTMENT, 2026, decided, ("a",), frozenset("a"))
        found = only(judge_action_plan_covers_goals, fact, PlanDeadline())
        assert (found.status, found.since, found.expected_of, found.duty) == (status, since, acts, duty), rule

    @pytest.mark.parametrize(
        ("rule", "decided", "status", "acts", "duty"),
        [
            ("in time, on its last day", DUE, Status.KEPT, "", None),
            ("late, and nobody is to act", NOVEMBER, Status.ATTENTION, "", Duty(DUE, done_on=NOVEMBER)),
            ("not at all", None, Status.BREACH, "EC", Duty(DUE)),
        ],
    )
    def test_a_units_plan_has_a_last_day(
        self, rule: str, decided: date | None, status: Status, acts: str, duty: Duty | None
    ) -> None:
        found = only(judge_unit_plans, UnitPlan(UNIT, 2026, decided, (ACTION,)), UnitPlanDeadline())
        assert (found.status, found.expected_of, found.duty) == (status, acts, duty), rule

    def test_until_its_last_day_a_plan_is_awaited_from_the_first_of_january(self) -> None:
        fact = DepartmentPlan(DEPARTMENT, 2026, None, ("a",))
        found = only(judge_action_plan_covers_goals, fact, PlanDeadline(), DUE)
        assert (found.status, found.since) == (Status.ATTENTION, date(2026, 1, 1))

    def test_a_units_plan_shows_its_days_and_actions(self) -> None:
        fact = UnitPlan(UNIT, 2026, NOVEMBER, (ACTION, PlannedAction("trivsel", MAY)))
        assert only(judge_unit_plans, fact, UnitPlanDeadline()).inputs == {
            "year": 2026,
            "due": "2026-01-31",
            "decided_on": "2026-11-01",
            "actions": 2,
            "actions_without_purpose": 1,
        }

    def test_a_plan_is_due_and_then_it_was_due(self) -> None:
        before, after = (
            only(judge_unit_plans, UnitPlan(UNIT, 2026), UnitPlanDeadline(), day) for day in (DUE, date(2026, 2, 1))
        )
        assert (before.status, after.status) == (Status.ATTENTION, Status.BREACH)
        assert "not decided yet" in before.reason.en
        assert "It was due on" in after.reason.en

    @pytest.mark.parametrize(("day", "due"), [(1, date(2026, 3, 1)), (15, date(2026, 3, 15)), (31, date(2026, 3, 31))])
    def test_a_package_says_the_day(self, day: int, due: date) -> None:
        assert PlanDeadline(by_month=3, by_day=day).for_year(2026) == due


class TestActions:
    def test_since_is_the_day_after_the_action_that_tipped_the_share(self) -> None:
        """Two fall due on days that follow each other: the second is not counted before its day is out."""
        late, done = ActionDue("a", date(2026, 3, 1)), ActionDue("b", date(2026, 3, 2), date(2026, 3, 2))
        found = only(judge_actions_on_time, UnitActions(UNIT, (late, done)), ActionsOnTime(minimum_pct=50))
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, date(2026, 3, 3), "")
        assert found.inputs == {"due": 2, "on_time": 1, "share_pct": "50.0", "limit_pct": 50}

    def test_below_the_limit_the_units_manager_acts(self) -> None:
        found = only(judge_actions_on_time, UnitActions(UNIT, (ActionDue("a", MAY),)), ActionsOnTime())
        assert (found.status, found.expected_of) == (Status.BREACH, "EC")

    def test_what_begins_today_is_an_answer_today(self) -> None:
        periods = (outcome(MAY, NOT_MET), outcome(SEPTEMBER, NOT_MET))
        fact = UnitActions(UNIT, (), periods, (Effort(frozenset({"g0"}), TODAY, TODAY),))
        assert only(judge_actions_on_time, fact, ActionsOnTime()).status is not Status.BREACH

    def test_a_follow_up_counts_from_its_own_day(self) -> None:
        fact = UnitActions(UNIT, (), (outcome(MAY, NOT_MET), outcome(TODAY, NOT_MET)))
        assert only(judge_actions_on_time, fact, ActionsOnTime()).since == TODAY

    def test_both_steps_of_the_scale_are_the_packages(self) -> None:
        said = ActionsOnTime(met_pct=Decimal(95), partly_pct=Decimal(60)).scale()
        assert said == GoalScale(met=Decimal(95), partly=Decimal(60))


class TestFollowUp:
    @pytest.mark.parametrize(("owner", "acts"), [(UNIT, "EC"), (COMMITTEE, "FC"), (DEPARTMENT, "FC")])
    def test_the_manager_of_a_unit_acts_and_else_the_head(self, owner: Scope, acts: str) -> None:
        overdue = only(judge_followed_up, FollowUp(owner, (IndicatorAge("a", 1, MAY),)), FollowedUp())
        assert (overdue.status, overdue.expected_of) == (Status.BREACH, acts)
        waiting = only(judge_followed_up, FollowUp(owner, (CURRENT,), (outcome(NOVEMBER, NOT_MET),)), FollowedUp())
        assert (waiting.status, waiting.since, waiting.expected_of) == (Status.ATTENTION, NOVEMBER, acts)
        assert waiting.duty == Duty(date(2026, 12, 1), runs_from=NOVEMBER)

    def test_current_figures_rest_on_the_newest_report(self) -> None:
        found = only(judge_followed_up, FollowUp(UNIT, (CURRENT, UNMEASURED)), FollowedUp())
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, date(2026, 2, 3), "")
        assert found.evidence == Evidence(date(2026, 2, 3), "EC")

    def test_before_a_figure_is_due_there_is_nothing_to_rest_on(self) -> None:
        found = only(judge_followed_up, FollowUp(UNIT, (UNMEASURED,)), FollowedUp())
        assert (found.status, found.evidence) == (Status.NOT_APPLICABLE, None)
        counted = {"indicators": 1, "overdue": 0, "not_met": 0, "without_improvement": 0, "grace_days": 30}
        assert found.inputs == counted

    @pytest.mark.parametrize(("partly", "status"), [(80, Status.BREACH), (60, Status.KEPT)])
    def test_the_packages_scale_says_what_is_not_met(self, partly: int, status: Status) -> None:
        fact = FollowUp(UNIT, (CURRENT,), (computed(MAY, "0.7"),))
        assert only(judge_followed_up, fact, FollowedUp(partly_pct=Decimal(partly))).status is status


class TestAttainment:
    @pytest.mark.parametrize(
        ("rule", "periods", "status", "since", "acts", "under"),
        [
            ("reached", [outcome(MAY, MET)], Status.KEPT, MAY, "", 0),
            ("reached for long", [outcome(MAY, MET), outcome(SEPTEMBER, MET)], Status.KEPT, MAY, "", 0),
            ("half is not critical", [outcome(MAY, MET, NOT_MET)], Status.ATTENTION, MAY, "EC", 1),
            ("judged today", [outcome(TODAY, NOT_MET)], Status.BREACH, TODAY, "EC", 1),
            ("twice under", [outcome(MAY, NOT_MET), outcome(SEPTEMBER, NOT_MET)], Status.BREACH, MAY, "EC", 2),
        ],
    )
    def test_since_when_who_acts_and_how_many_times(
        self, rule: str, periods: list[PeriodOutcome], status: Status, since: date, acts: str, under: int
    ) -> None:
        found = only(judge_unit_attainment, UnitOutcomes(UNIT, tuple(periods)), UnitAttainment())
        assert (found.status, found.since, found.expected_of) == (status, since, acts), rule
        assert found.inputs["periods_under"] == under, rule
        assert found.evidence == Evidence(periods[-1].judged_on, "EC"), rule

    @pytest.mark.parametrize(("partly", "status"), [(80, Status.BREACH), (60, Status.KEPT)])
    def test_the_packages_scale_says_what_is_reached(self, partly: int, status: Status) -> None:
        parameters = UnitAttainment(partly_pct=Decimal(partly))
        assert only(judge_unit_attainment, UnitOutcomes(UNIT, (computed(MAY, "0.7"),)), parameters).status is status

    def test_what_is_shown(self) -> None:
        found = only(
            judge_unit_attainment,
            UnitOutcomes(UNIT, (outcome(MAY, MET, NOT_MET, GoalStatus.NOT_MEASURABLE),)),
            UnitAttainment(),
        )
        assert found.inputs == {
            "followed_up_on": "2026-05-20",
            "measurable": 2,
            "met_or_partly": 1,
            "not_measurable": 1,
            "share_pct": "50.0",
            "limit_pct": 80,
            "periods_under": 1,
        }


def test_units_that_lack_a_plan_are_counted() -> None:
    units = tuple(UnitSteering(name, MAY, MAY, plan) for name, plan in (("a", MAY), ("b", None)))
    found = only(judge_units_steered, DepartmentChain(DEPARTMENT, units), NoParameters())
    assert found.inputs == {"units": 2, "without_goals_or_plan": 1, "share_pct": "50.0"}
