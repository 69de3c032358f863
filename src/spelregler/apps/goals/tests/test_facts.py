"""What each check of this room is told of a municipality: the facts as they are known on the day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from spelregler.apps.goals import operations
from spelregler.apps.goals.checks import plans as loaders
from spelregler.apps.goals.checks import results as result_loaders
from spelregler.apps.goals.checks import thread
from spelregler.apps.goals.models import Goal
from spelregler.apps.goals.queries import check_facts
from spelregler.apps.goals.tests.small_town import DECIDED, NOW, START, WHO, YEAR_START, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.checks import Load
from spelregler.domain.findings import Scope
from spelregler.domain.goals import actions, chain, department_plans, follow_up, plans, unit_goals, visions
from spelregler.domain.period import Period
from spelregler.domain.words import Pair

UNIT = Scope("unit", "ekskolan", "Ekskolan")
DEPARTMENT = Scope("department", "uf", "Utbildningsförvaltningen")
COUNCIL, COMMITTEE = Scope("committee", "kf", "Kommunfullmäktige"), Scope("committee", "un", "Utbildningsnämnden")
PLANNED, BEGUN, DUE = date(2026, 1, 20), date(2026, 2, 1), date(2026, 6, 30)


@pytest.fixture
def unit(town: Town) -> Unit:
    return town.unit("ekskolan")


def act(town: Town, code: str, *goals: Goal, unit: Unit | None = None, duty: str = "", due: date = DUE) -> None:
    operations.add_action(
        code=code, title=code, department=town.department, unit=unit, goals=list(goals), statutory_duty=duty,
        start=BEGUN, due_on=due, who=WHO,
    )  # fmt: skip


def decide(town: Town, unit: Unit | None = None) -> None:
    operations.decide_plan(department=town.department, unit=unit, year=2026, decided_on=PLANNED, who=WHO)


class TestPlans:
    def test_a_unit_with_its_plan_and_what_was_begun(self, town: Town, unit: Unit):
        goal = town.unit_goal(unit)
        act(town, "linked", goal, unit=unit)
        act(town, "owed", unit=unit, duty="6 kap. skollagen")
        act(town, "departments", goal)
        decide(town, unit)
        begun = (
            plans.PlannedAction("linked", BEGUN, linked_to_goal=True, statutory_duty=""),
            plans.PlannedAction("owed", BEGUN, linked_to_goal=False, statutory_duty="6 kap. skollagen"),
        )
        (told,) = loaders.load_unit_plans(Load(as_of=NOW))
        assert (told.unit, told.year, told.decided_on, told.started) == (UNIT, 2026, PLANNED, START)
        assert sorted(told.actions, key=lambda each: each.name) == list(begun)
        (before,) = loaders.load_unit_plans(Load(as_of=date(2026, 1, 19)))
        assert (before.decided_on, before.actions, before.started) == (None, (), START)

    def test_the_departments_own_plan_is_none_of_the_units(self, town: Town, unit: Unit):
        act(town, "departments", duty="skollagen")
        decide(town)
        (told,) = loaders.load_unit_plans(Load(as_of=NOW))
        assert (told.decided_on, told.actions) == (None, ())

    def test_a_department_with_its_committees_goals_and_those_that_something_is_done_for(self, town: Town, unit: Unit):
        first = town.committee_goal("lasa", decided=town.decide(town.committee))
        town.committee_goal("rakna", decided=town.decide(town.committee, paragraph="10"))
        town.committee_goal("theirs", body=town.other, decided=town.decide(town.other))
        act(town, "reading", first, town.municipal)
        decide(town)
        assert loaders.load_action_plans(Load(as_of=NOW)) == [
            department_plans.DepartmentPlan(
                department=DEPARTMENT,
                year=2026,
                decided_on=PLANNED,
                committee_goals=("Lasa", "Rakna"),
                covered_goals=frozenset({"Lasa"}),
            )
        ]

    def test_actions_due_this_year_with_when_they_were_done(self, town: Town, unit: Unit):
        act(town, "this-year", unit=unit)
        act(town, "next-year", unit=unit, due=date(2027, 1, 1))
        (told,) = loaders.load_actions(Load(as_of=NOW))
        assert told.unit == UNIT
        assert told.actions == (actions.ActionDue(name="this-year", due=DUE, done_on=None),)

    @pytest.mark.parametrize(("start_day", "counted"), [(DUE, 1), (date(2026, 7, 1), 0)])
    def test_what_was_due_before_the_start_day_is_not_counted(
        self, town: Town, unit: Unit, start_day: date, counted: int
    ):
        act(town, "this-year", unit=unit)
        (told,) = loaders.load_actions(Load(as_of=NOW, counts_from=start_day))
        assert len(told.actions) == counted

    def test_a_department_whose_units_have_goals_and_plan(self, town: Town, unit: Unit):
        town.unit("alskolan")
        town.unit_goal(unit)
        decide(town, unit)
        (told,) = loaders.load_chains(Load(as_of=NOW))
        assert told.department == DEPARTMENT
        assert sorted(told.units, key=lambda each: str(each.name)) == [
            unit_goals.UnitSteering(name=Pair("Alskolan", ""), since=YEAR_START, goals_on=None, plan_on=None),
            unit_goals.UnitSteering(name=Pair("Ekskolan", ""), since=YEAR_START, goals_on=YEAR_START, plan_on=PLANNED),
        ]

    def test_a_unit_that_began_in_the_year_is_steered_from_then(self, town: Town, unit: Unit):
        Unit.objects.filter(pk=unit.pk).update(start=date(2026, 3, 1))
        (told,) = loaders.load_chains(Load(as_of=NOW))
        assert [each.since for each in told.units] == [date(2026, 3, 1)]

    def test_the_first_goal_is_the_one_that_counts(self, town: Town, unit: Unit):
        for code, start in (("late", date(2026, 5, 1)), ("early", date(2026, 2, 1)), ("later", date(2026, 6, 1))):
            operations.propose_goal(code=code, level="unit", title=code, unit=unit, start=start, who=WHO)
        (told,) = loaders.load_chains(Load(as_of=NOW))
        assert [each.goals_on for each in told.units] == [date(2026, 2, 1)]

    def test_a_units_goals_and_whether_they_can_be_measured(self, town: Town, unit: Unit):
        town.unit_goal(unit)
        operations.propose_goal(code="vagt", level="unit", title="Vagt", unit=unit, start=date(2026, 3, 1), who=WHO)
        (told,) = loaders.load_unit_goals(Load(as_of=NOW))
        assert told.unit == UNIT
        assert sorted(told.goals, key=lambda each: each.name) == [
            unit_goals.GoalForm(name="Mål för Ekskolan", since=YEAR_START, has_indicator=True, has_target=True),
            unit_goals.GoalForm(name="Vagt", since=date(2026, 3, 1), has_indicator=False, has_target=False),
        ]


class TestResults:
    def test_a_figure_with_how_old_it_is(self, town: Town, unit: Unit):
        town.unit_goal(unit)
        town.measure("70", unit=unit, months=(1, 4))
        told = {each.owner: each for each in result_loaders.load_followed_up(Load(as_of=NOW))}
        assert set(told) == {UNIT}
        assert told[UNIT].goals == 1
        assert told[UNIT].indicators == (
            follow_up.IndicatorAge(
                name="Andel",
                period_months=town.indicator.months_between,
                introduced_on=YEAR_START,
                measured_to=date(2026, 4, 30),
                reported_on=date(2026, 5, 10),
            ),
        )
        assert [each.judged_on for each in told[UNIT].periods] == [date(2026, 5, 10)]

    def test_one_figure_of_two_goals_is_asked_for_from_the_first(self, town: Town, unit: Unit):
        for code, start in (("later", date(2026, 4, 1)), ("sooner", date(2026, 2, 1))):
            goal = operations.propose_goal(code=code, level="unit", title=code, unit=unit, start=start, who=WHO)
            town.aim(goal, "80", on=date(2026, 4, 2))
        (told,) = result_loaders.load_followed_up(Load(as_of=NOW))
        assert (told.goals, [each.introduced_on for each in told.indicators]) == (2, [date(2026, 2, 1)])
        assert [(each.measured_to, each.reported_on) for each in told.indicators] == [(None, None)]

    def test_a_body_is_followed_up_where_it_has_figures_and_a_unit_always(self, town: Town, unit: Unit):
        goal = town.committee_goal(decided=town.decide(town.committee))
        assert [each.owner for each in result_loaders.load_followed_up(Load(as_of=NOW))] == [UNIT]
        town.aim(goal, "80")
        owners = {each.owner for each in result_loaders.load_followed_up(Load(as_of=NOW))}
        assert owners == {UNIT, COMMITTEE}

    def test_each_third_of_a_year_with_a_report_is_a_follow_up_on_its_last_day(self, town: Town, unit: Unit):
        town.unit_goal(unit)
        town.measure("70", unit=unit, months=(1, 1), on=date(2026, 2, 10))
        town.measure("80", unit=unit, months=(2, 2), on=date(2026, 4, 30))
        town.measure("90", unit=unit, months=(3, 3), on=date(2026, 5, 1))
        (told,) = result_loaders.load_outcomes(Load(as_of=NOW))
        assert told.unit == UNIT
        assert [each.judged_on for each in told.periods] == [date(2026, 4, 30), date(2026, 5, 1)]
        (goal,) = told.periods[0].goals
        assert (goal.key, goal.name, goal.is_computed) == ("ekskolan-mal", "Mål för Ekskolan", True)

    def test_a_figure_for_one_sex_is_no_follow_up(self, town: Town, unit: Unit):
        town.unit_goal(unit)
        town.measure("70", unit=unit, months=(1, 1), on=date(2026, 2, 10), sex="K")
        (told,) = result_loaders.load_outcomes(Load(as_of=NOW))
        assert told.periods == ()


class TestTheThread:
    def test_a_goal_is_shared_from_the_day_of_its_second_committee(self, town: Town):
        town.committee_goal(decided=town.decide(town.committee))
        town.committee_goal("annat", body=town.other, decided=town.decide(town.other))
        Goal.objects.filter(code="annat").update(start=date(2026, 3, 1))
        (told,) = thread.load_shared_goals(Load(as_of=NOW))
        assert (told.key, told.name, told.committees) == ("kommunmal", "Kommunmål", ("un", "von"))
        assert (told.since, told.coordinating_body, told.coordinated_from) == (date(2026, 3, 1), "", None)
        (before,) = thread.load_shared_goals(Load(as_of=date(2026, 2, 28)))
        assert (before.committees, before.since) == (("un",), YEAR_START)

    @pytest.mark.parametrize(
        ("start", "decided_on", "since"),
        [
            (date(2026, 1, 1), date(2026, 3, 10), date(2026, 3, 10)),
            (date(2026, 4, 1), date(2026, 3, 10), date(2026, 4, 1)),
        ],
    )
    def test_a_goal_counts_for_others_from_when_it_holds_and_is_decided(self, town: Town, start, decided_on, since):
        town.committee_goal(decided=town.decide(town.committee))
        town.committee_goal("annat", body=town.other, decided=town.decide(town.other, on=decided_on))
        Goal.objects.filter(code="annat").update(start=start)
        assert check_facts.committees_served(as_of=NOW)[town.municipal.pk]["von"] == since
        (told,) = thread.load_shared_goals(Load(as_of=NOW))
        assert told.since == since
        (before,) = thread.load_shared_goals(Load(as_of=since - timedelta(days=1)))
        assert before.committees == ("un",)

    def test_a_goal_of_all_is_shared_from_its_own_decision_at_the_earliest(self, town: Town):
        town.committee_goal(decided=town.decide(town.committee))
        town.committee_goal("annat", body=town.other, decided=town.decide(town.other))
        late = town.decide(town.council, on=date(2026, 3, 20), paragraph="31")
        Goal.objects.filter(pk=town.municipal.pk).update(decision=late)
        (told,) = thread.load_shared_goals(Load(as_of=NOW))
        assert told.since == date(2026, 3, 20)

    def test_who_holds_it_together_counts_from_the_day_of_the_decision(self, town: Town):
        decision = town.decide(town.council, on=date(2026, 4, 1), paragraph="12")
        Goal.objects.filter(pk=town.municipal.pk).update(coordinated_by=town.committee, coordination=decision)
        (told,) = thread.load_shared_goals(Load(as_of=date(2026, 4, 1)))
        assert (told.coordinating_body, told.coordinated_from) == ("un", date(2026, 4, 1))
        (before,) = thread.load_shared_goals(Load(as_of=date(2026, 3, 31)))
        assert (before.coordinating_body, before.coordinated_from) == ("", None)

    def test_a_political_goal_with_its_owners_decision(self, town: Town):
        goal = town.committee_goal(decided=town.decide(town.committee, on=date(2026, 3, 1)))
        town.aim(goal, "80")
        told = {each.key: each for each in thread.load_decisions(Load(as_of=NOW))}
        assert told == {
            "kommunmal": chain.GoalDecision(
                *("kommunmal", "Kommunmål", COUNCIL, YEAR_START, "KF", DECIDED, "90"),
                has_indicator=False, has_target=False,
            ),
            "nal": chain.GoalDecision(
                "nal", "Nal", COMMITTEE, YEAR_START, "N", date(2026, 3, 1), "9", has_indicator=True, has_target=True
            ),
        }  # fmt: skip
        before = {each.key: each for each in thread.load_decisions(Load(as_of=date(2026, 2, 28)))}
        assert (before["nal"].decided_on, before["nal"].paragraph, before["nal"].body_kind) == (None, "", "")

    def test_a_decision_of_another_body_is_none(self, town: Town):
        goal = town.committee_goal()
        Goal.objects.filter(pk=goal.pk).update(decision=town.decide(town.other))
        told = {each.key: each.decided_on for each in thread.load_decisions(Load(as_of=NOW))}
        assert told == {"kommunmal": DECIDED, "nal": None}

    def test_a_third_committee_makes_it_no_less_shared(self):
        days = {"un": YEAR_START, "von": date(2026, 3, 1), "tek": date(2026, 6, 1)}
        goal = SimpleNamespace(
            code="g",
            title="G",
            decision=None,
            start=START,
            coordination=None,
            coordinated_by=SimpleNamespace(code="un"),
        )
        told = thread._shared(goal, days, NOW)  # type: ignore[arg-type]
        assert (told.committees, told.since) == (("tek", "un", "von"), date(2026, 3, 1))
        assert (told.coordinating_body, told.coordinated_from) == ("un", None)


TERM = SimpleNamespace(start=date(2022, 10, 15), end=date(2026, 10, 15))


@pytest.mark.parametrize(
    ("term", "start_day", "entered_late"),
    [(TERM, None, False), (None, DECIDED, False), (TERM, date(2027, 1, 1), True)],
)
def test_the_vision_is_told_with_its_term_and_its_dialogues(
    monkeypatch: pytest.MonkeyPatch, term: SimpleNamespace | None, start_day: date | None, entered_late: bool
):
    vision = SimpleNamespace(decision=SimpleNamespace(decided_on=DECIDED))
    held = [SimpleNamespace(held_on=BEGUN, feedback_on=DUE), SimpleNamespace(held_on=DUE, feedback_on=None)]
    queries = SimpleNamespace(
        vision_on=lambda day: vision if day == NOW else None, dialogues=lambda *, as_of: held if as_of == NOW else []
    )
    monkeypatch.setattr(thread, "visions_queries", queries)
    monkeypatch.setattr(thread, "council_term", lambda *, as_of: term if as_of == NOW else None)
    monkeypatch.setattr(thread, "municipality", lambda: SimpleNamespace(start_day=start_day) if start_day else None)
    assert thread.load_vision(Load(as_of=NOW)) == [
        visions.VisionInTerm(
            decided_on=DECIDED,
            term=Period(TERM.start, TERM.end) if term else None,
            dialogues=(visions.Dialogue(BEGUN, DUE), visions.Dialogue(DUE, None)),
            entered_late=entered_late,
        )
    ]
    assert thread.load_vision(Load(as_of=START)) == []
    vision.decision = None  # type: ignore[assignment]
    assert thread.load_vision(Load(as_of=NOW)) == []


@pytest.mark.parametrize(
    "load",
    [
        loaders.load_unit_plans,
        loaders.load_actions,
        loaders.load_unit_goals,
        result_loaders.load_outcomes,
        result_loaders.load_followed_up,
    ],
)
def test_of_units_only_those_that_are_asked_about_are_told(town: Town, load: Callable[[Load], list[Any]]):
    for code in ("ekskolan", "alskolan"):
        town.unit_goal(town.unit(code))

    def told(units: frozenset[str] | None) -> set[str]:
        scopes = [getattr(each, "unit", None) or each.owner for each in load(Load(as_of=NOW, units=units))]
        return {each.key for each in scopes if each.kind == "unit"}

    assert told(None) == {"ekskolan", "alskolan"}
    assert told(frozenset({"alskolan"})) == {"alskolan"}
