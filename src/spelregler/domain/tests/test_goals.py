"""Worked examples of docs/rules/mal.md."""

from datetime import date
from decimal import Decimal

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Scope, Status
from spelregler.domain.goals.actions import ActionDue, ActionsOnTime, UnitActions, judge_actions_on_time
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.goals.chain import (
    GoalDecision,
    SharedGoal,
    judge_decided_by_political_body,
    judge_shared_goals_coordinated,
)
from spelregler.domain.goals.department_plans import DepartmentPlan, PlanDeadline, judge_action_plan_covers_goals
from spelregler.domain.goals.follow_up import FollowedUp, FollowUp, IndicatorAge, judge_followed_up
from spelregler.domain.goals.plans import PlannedAction, UnitPlan, UnitPlanDeadline, judge_unit_plans_in_place
from spelregler.domain.goals.responses import Effort
from spelregler.domain.goals.results import (
    GoalOutcome,
    PeriodOutcome,
    UnitAttainment,
    UnitOutcomes,
    judge_unit_attainment,
)
from spelregler.domain.goals.unit_goals import (
    DepartmentChain,
    GoalForm,
    GoalsMeasurable,
    UnitGoals,
    UnitSteering,
    judge_goals_measurable,
    judge_units_steered,
)
from spelregler.domain.period import ONE_DAY

TODAY = date(2026, 11, 2)
NONE = NoParameters()
UNIT = Scope("unit", "skola", "Skolan")
COMMITTEE = Scope("committee", "un", "Utbildningsnämnden")
DEPARTMENT = Scope("department", "uf", "Utbildningsförvaltningen")
DAY = date(2025, 11, 12)


@pytest.mark.parametrize(
    ("rule", "committees", "body", "status", "since"),
    [
        ("one committee needs no coordination", ("UN",), "", Status.NOT_APPLICABLE, None),
        ("the same committee twice is one", ("UN", "UN"), "", Status.NOT_APPLICABLE, None),
        ("two committees and a coordinator", ("UN", "VON"), "KS", Status.KEPT, DAY),
        ("two committees and nobody", ("UN", "VON"), "", Status.BREACH, DAY),
    ],
)
def test_shared_goals_are_coordinated(
    rule: str, committees: tuple[str, ...], body: str, status: Status, since: date | None
) -> None:
    facts = [SharedGoal("trygg", "Trygg uppväxt", committees, DAY, body)]
    (found,) = judge_shared_goals_coordinated(facts, parameters=NONE, as_of=TODAY)
    assert (found.scope, found.status, found.since) == (MUNICIPALITY, status, since), rule
    assert found.inputs["shared"] == (0 if status is Status.NOT_APPLICABLE else 1), rule


@pytest.mark.parametrize(
    ("rule", "body", "decided", "paragraph", "measured", "status"),
    [
        ("decided and measurable", "N", DAY, "§ 88", True, Status.KEPT),
        ("decided by the council", "KF", DAY, "§ 1", True, Status.KEPT),
        ("decided, not measurable", "N", DAY, "§ 88", False, Status.ATTENTION),
        ("entered by an official", "FC", DAY, "§ 88", True, Status.BREACH),
        ("no paragraph", "N", DAY, "", True, Status.BREACH),
        ("no date", "N", None, "§ 88", True, Status.BREACH),
    ],
)
def test_goals_are_decided_by_a_political_body(
    rule: str, body: str, decided: date | None, paragraph: str, measured: bool, status: Status
) -> None:
    goal = GoalDecision("g", "Alla når målen", COMMITTEE, date(2025, 10, 1), body, decided, paragraph, measured, True)
    (found,) = judge_decided_by_political_body([goal], parameters=NONE, as_of=TODAY)
    assert (found.scope, found.status) == (COMMITTEE, status), rule
    assert found.since == (date(2025, 10, 1) if status is Status.BREACH else DAY)


@pytest.mark.parametrize(
    ("rule", "goals", "status", "since"),
    [
        ("all measurable", [(True, True)], Status.KEPT, date(2026, 1, 1)),
        ("no target", [(True, True), (True, False)], Status.BREACH, date(2026, 2, 1)),
        ("as many as may be", [(True, True)] * 10, Status.KEPT, date(2026, 10, 1)),
        ("too many", [(True, True)] * 11, Status.ATTENTION, date(2026, 11, 1)),
        ("none", [], Status.NOT_ASSESSED, None),
    ],
)
def test_unit_goals_are_measurable_and_few(
    rule: str, goals: list[tuple[bool, bool]], status: Status, since: date | None
) -> None:
    """The unit's manager sees to the goals that lack something or are lacking, the head to those that are too many."""
    forms = tuple(GoalForm(f"mål {n}", date(2026, n, 1), i, t) for n, (i, t) in enumerate(goals, start=1))
    (found,) = judge_goals_measurable([UnitGoals(UNIT, forms)], parameters=GoalsMeasurable(), as_of=TODAY)
    acts = {Status.BREACH: "EC", Status.NOT_ASSESSED: "EC", Status.ATTENTION: "FC"}.get(status, "")
    assert (found.scope, found.status, found.since, found.expected_of) == (UNIT, status, since, acts), rule


@pytest.mark.parametrize(
    ("rule", "plans", "status", "share", "since"),
    [
        ("all steered since the last plan", [DAY, DAY + ONE_DAY], Status.KEPT, "100.0", DAY + ONE_DAY),
        ("two of three", [DAY, DAY, None], Status.ATTENTION, "66.7", date(2026, 1, 1)),
        ("goals stop at the department", [None, None], Status.BREACH, "0.0", date(2026, 1, 1)),
        ("no units", [], Status.NOT_ASSESSED, None, None),
    ],
)
def test_every_unit_has_goals_and_a_plan(
    rule: str, plans: list[date | None], status: Status, share: str | None, since: date | None
) -> None:
    units = tuple(UnitSteering(f"enhet {n}", date(2026, 1, 1), DAY, plan) for n, plan in enumerate(plans))
    (found,) = judge_units_steered([DepartmentChain(DEPARTMENT, units)], parameters=NONE, as_of=TODAY)
    acts = "" if status is Status.KEPT else "FC"
    assert (found.scope, found.status, found.expected_of) == (DEPARTMENT, status, acts), rule
    assert (found.inputs.get("share_pct"), found.since) == (share, since), rule


ACTION = PlannedAction("läslyft", date(2026, 1, 15), linked_to_goal=True)
DUTY = PlannedAction("brandövning", date(2026, 1, 15), statutory_duty="LSO 2:2")
LOOSE = PlannedAction("trivsel", date(2026, 3, 1))


@pytest.mark.parametrize(
    ("rule", "decided", "actions", "as_of", "started", "status", "since"),
    [
        ("in place", date(2026, 1, 20), (ACTION, DUTY), TODAY, None, Status.KEPT, date(2026, 1, 20)),
        ("not yet due", None, (), date(2026, 1, 31), None, Status.ATTENTION, date(2026, 1, 1)),
        ("a day late", None, (), date(2026, 2, 1), None, Status.BREACH, date(2026, 2, 1)),
        ("and still the same since", None, (), TODAY, None, Status.BREACH, date(2026, 2, 1)),
        ("a new unit gets 60 days", None, (), TODAY, date(2026, 9, 15), Status.ATTENTION, date(2026, 9, 15)),
        ("an action without purpose", date(2026, 1, 20), (ACTION, LOOSE), TODAY, None, Status.BREACH, date(2026, 3, 1)),
        ("ten months late", date(2026, 11, 1), (ACTION,), TODAY, None, Status.ATTENTION, date(2026, 11, 1)),
        ("no action at all", date(2026, 1, 20), (), TODAY, None, Status.ATTENTION, date(2026, 1, 20)),
    ],
)
def test_each_unit_has_a_plan_with_a_purpose(
    rule: str,
    decided: date | None,
    actions: tuple[PlannedAction, ...],
    as_of: date,
    started: date | None,
    status: Status,
    since: date,
) -> None:
    facts = [UnitPlan(UNIT, 2026, decided, actions, started)]
    (found,) = judge_unit_plans_in_place(facts, parameters=UnitPlanDeadline(), as_of=as_of)
    assert (found.status, found.since) == (status, since), rule


@pytest.mark.parametrize(
    ("rule", "decided", "goals", "covered", "status"),
    [
        ("covers all in time", date(2026, 1, 31), ("a", "b"), {"a", "b"}, Status.KEPT),
        ("decided late", date(2026, 2, 1), ("a",), {"a"}, Status.ATTENTION),
        ("a goal without action", date(2026, 1, 31), ("a", "b"), {"a"}, Status.BREACH),
        ("no plan", None, ("a",), set(), Status.BREACH),
        ("no goals to cover", date(2026, 1, 31), (), set(), Status.NOT_ASSESSED),
    ],
)
def test_the_action_plan_covers_the_committees_goals(
    rule: str, decided: date | None, goals: tuple[str, ...], covered: set[str], status: Status
) -> None:
    facts = [DepartmentPlan(DEPARTMENT, 2026, decided, goals, frozenset(covered))]
    (found,) = judge_action_plan_covers_goals(facts, parameters=PlanDeadline(), as_of=TODAY)
    assert (found.scope, found.status) == (DEPARTMENT, status), rule
    assert found.inputs.get("decided_on") == (decided.isoformat() if decided and goals else None)


def test_a_deadline_on_day_31_means_the_last_day_of_a_shorter_month() -> None:
    assert PlanDeadline(by_month=2).for_year(2026) == date(2026, 2, 28)


class TestActionsOnTime:
    def judge(self, *late: bool, as_of: date = TODAY) -> tuple[Status, date | None]:
        actions = tuple(
            ActionDue(f"åtgärd {n}", date(2026, n, 10), None if is_late else date(2026, n, 9))
            for n, is_late in enumerate(late, start=1)
        )
        (found,) = judge_actions_on_time([UnitActions(UNIT, actions)], parameters=ActionsOnTime(), as_of=as_of)
        return found.status, found.since

    @pytest.mark.parametrize(
        ("rule", "late", "status", "since"),
        [
            ("four of five is enough", [0, 0, 0, 0, 1], Status.KEPT, date(2026, 1, 11)),
            ("three of four is not", [0, 0, 0, 1], Status.BREACH, date(2026, 4, 11)),
            ("a bad start is caught up", [1, 0, 0, 0, 0], Status.KEPT, date(2026, 5, 11)),
            ("none registered", [], Status.NOT_ASSESSED, None),
        ],
    )
    def test_share_of_those_due(self, rule: str, late: list[int], status: Status, since: date | None) -> None:
        assert self.judge(*map(bool, late)) == (status, since), rule

    def test_nothing_has_fallen_due(self) -> None:
        assert self.judge(True, as_of=date(2026, 1, 10)) == (Status.NOT_APPLICABLE, None)


def followed_up(*statuses: GoalStatus) -> tuple[PeriodOutcome, ...]:
    """The same goal at follow-ups on 20 January, 20 May, 20 September."""
    days = (date(2026, month, 20) for month in (1, 5, 9))
    return tuple(
        PeriodOutcome(day, (GoalOutcome("g", "läsa", each),)) for day, each in zip(days, statuses, strict=False)
    )


def effort(begun: date, ends: date = date(2026, 12, 31), goal: str = "g") -> Effort:
    return Effort(frozenset({goal}), begun, ends)


RED, GREEN, UNKNOWN = GoalStatus.NOT_MET, GoalStatus.MET, GoalStatus.NOT_MEASURABLE


class TestAGoalNotMetGetsAnAnswer:
    @pytest.mark.parametrize(
        ("rule", "statuses", "efforts", "status", "since"),
        [
            ("not met once is no matter of MR-28", [RED], [], Status.NOT_ASSESSED, None),
            ("twice running and nothing new", [GREEN, RED, RED], [], Status.BREACH, date(2026, 9, 20)),
            ("three times: since the second", [RED, RED, RED], [], Status.BREACH, date(2026, 5, 20)),
            ("met in between", [RED, GREEN, RED], [], Status.NOT_ASSESSED, None),
            ("not measurable in between", [RED, UNKNOWN, RED], [], Status.NOT_ASSESSED, None),
            ("begun after the first time", [RED, RED], [effort(date(2026, 1, 20))], Status.NOT_ASSESSED, None),
            ("begun before it", [RED, RED], [effort(date(2026, 1, 19))], Status.BREACH, date(2026, 5, 20)),
            ("begun for another goal", [RED, RED], [effort(TODAY, goal="h")], Status.BREACH, date(2026, 5, 20)),
            ("to begin later", [RED, RED], [effort(date(2026, 11, 3))], Status.BREACH, date(2026, 5, 20)),
        ],
    )
    def test_a_new_action_after_two_follow_ups(
        self, rule: str, statuses: list[GoalStatus], efforts: list[Effort], status: Status, since: date | None
    ) -> None:
        facts = [UnitActions(UNIT, (), followed_up(*statuses), tuple(efforts))]
        (found,) = judge_actions_on_time(facts, parameters=ActionsOnTime(), as_of=TODAY)
        assert (found.status, found.since) == (status, since), rule

    @pytest.mark.parametrize(
        ("rule", "as_of", "efforts", "status", "since"),
        [
            ("the improvement has thirty days", date(2026, 6, 19), [], Status.ATTENTION, date(2026, 5, 20)),
            ("and then it is late", date(2026, 6, 20), [], Status.BREACH, date(2026, 6, 20)),
            ("it came", date(2026, 6, 20), [effort(date(2026, 6, 19))], Status.KEPT, date(2026, 5, 1)),
            (
                "one from the first time goes on",
                date(2026, 6, 20),
                [effort(date(2026, 2, 1), date(2026, 5, 20))],
                Status.KEPT,
                date(2026, 5, 1),
            ),
            (
                "one from the first time was over",
                date(2026, 6, 20),
                [effort(date(2026, 2, 1), date(2026, 5, 19))],
                Status.BREACH,
                date(2026, 6, 20),
            ),
        ],
    )
    def test_an_improvement_after_each_goal_not_met(
        self, rule: str, as_of: date, efforts: list[Effort], status: Status, since: date
    ) -> None:
        indicator = IndicatorAge("nöjdhet", 4, date(2026, 1, 1), date(2026, 4, 30), date(2026, 5, 1))
        facts = [FollowUp(UNIT, (indicator,), followed_up(RED, RED), tuple(efforts))]
        (found,) = judge_followed_up(facts, parameters=FollowedUp(), as_of=as_of)
        assert (found.status, found.since) == (status, since), rule

    def test_a_package_with_another_scale_sees_another_goal(self) -> None:
        outcome = GoalOutcome("g", "läsa", GoalStatus.NOT_MET, share=Decimal("0.7"), is_computed=True)
        periods = tuple(PeriodOutcome(date(2026, month, 20), (outcome,)) for month in (1, 5))
        facts = [UnitActions(UNIT, (), periods)]
        (strict,) = judge_actions_on_time(facts, parameters=ActionsOnTime(), as_of=TODAY)
        mild = ActionsOnTime(met_pct=Decimal(80), partly_pct=Decimal(60))
        (found,) = judge_actions_on_time(facts, parameters=mild, as_of=TODAY)
        assert (strict.status, found.status) == (Status.BREACH, Status.NOT_ASSESSED)


@pytest.mark.parametrize(
    ("rule", "months", "measured_to", "status", "since"),
    [
        ("a yearly figure for last year", 12, date(2025, 12, 31), Status.KEPT, date(2025, 12, 31)),
        ("a yearly figure from the year before", 12, date(2024, 12, 31), Status.BREACH, date(2026, 1, 31)),
        ("a four-month figure for August", 4, date(2026, 8, 31), Status.KEPT, date(2026, 8, 31)),
        ("a monthly figure for August", 1, date(2026, 8, 31), Status.BREACH, date(2026, 10, 31)),
        ("one that is due today", 1, date(2026, 9, 3), Status.KEPT, date(2026, 9, 3)),
        ("never measured, not due", 12, None, Status.NOT_APPLICABLE, None),
        ("never measured, overdue", 4, None, Status.BREACH, date(2026, 6, 1)),
    ],
)
def test_measurements_are_current(
    rule: str, months: int, measured_to: date | None, status: Status, since: date | None
) -> None:
    facts = [FollowUp(UNIT, (IndicatorAge("nöjdhet", months, date(2026, 1, 1), measured_to),))]
    (found,) = judge_followed_up(facts, parameters=FollowedUp(), as_of=TODAY)
    assert (found.status, found.since) == (status, since), rule


@pytest.mark.parametrize(("goals", "missing"), [(0, "mål att följa upp"), (2, "mått för målen")])
def test_a_unit_that_has_nothing_to_follow_up_is_not_assessed(goals: int, missing: str) -> None:
    (found,) = judge_followed_up([FollowUp(UNIT, goals=goals)], parameters=FollowedUp(), as_of=TODAY)
    assert (found.scope, found.status, found.expected_of) == (UNIT, Status.NOT_ASSESSED, "EC")
    assert missing in found.reason.sv


def test_follow_up_is_told_owner_by_owner() -> None:
    facts = [FollowUp(UNIT), FollowUp(COMMITTEE), FollowUp(DEPARTMENT)]
    found = judge_followed_up(facts, parameters=FollowedUp(), as_of=TODAY)
    assert [each.scope for each in found] == [COMMITTEE, DEPARTMENT, UNIT]


def period(month: int, *, reached: int, missed: int, unknown: int = 0) -> PeriodOutcome:
    statuses = [GoalStatus.MET] * reached + [GoalStatus.NOT_MET] * missed + [GoalStatus.NOT_MEASURABLE] * unknown
    goals = tuple(GoalOutcome(f"g{n}", f"mål {n}", status) for n, status in enumerate(statuses))
    return PeriodOutcome(date(2026, month, 20), goals)


@pytest.mark.parametrize(
    ("rule", "periods", "status", "since"),
    [
        ("four of five", [period(9, reached=4, missed=1)], Status.KEPT, 9),
        ("what cannot be measured is kept apart", [period(9, reached=4, missed=1, unknown=5)], Status.KEPT, 9),
        ("three of five, once", [period(5, reached=4, missed=1), period(9, reached=3, missed=2)], Status.ATTENTION, 9),
        ("three of five, twice", [period(5, reached=3, missed=2), period(9, reached=3, missed=2)], Status.BREACH, 5),
        ("two of five is critical", [period(9, reached=2, missed=3)], Status.BREACH, 9),
        ("nothing measurable", [period(9, reached=0, missed=0, unknown=3)], Status.NOT_ASSESSED, None),
        ("judged after the day asked about", [period(12, reached=1, missed=0)], Status.NOT_ASSESSED, None),
    ],
)
def test_a_unit_reaches_its_goals(rule: str, periods: list[PeriodOutcome], status: Status, since: int | None) -> None:
    facts = [UnitOutcomes(UNIT, tuple(periods))]
    (found,) = judge_unit_attainment(facts, parameters=UnitAttainment(), as_of=TODAY)
    assert (found.status, found.since) == (status, None if since is None else date(2026, since, 20)), rule
