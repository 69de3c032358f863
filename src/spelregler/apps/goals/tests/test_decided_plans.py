"""What is decided stands: a plan's rows wait for a new decision, and a unit carries few goals whoever brings them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Action, Goal, Plan
from spelregler.apps.goals.operations import rewording
from spelregler.apps.goals.queries import check_facts, goal_detail
from spelregler.apps.goals.tests.small_town import NOW, WHO, YEAR_START, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.goals.planning import held_by
from spelregler.platform.audit.models import AuditRow

DECIDED_ON = date(2026, 1, 20)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2032, 12, 31))


@given(decided=st.sets(st.integers(2018, 2034)), start=days, length=st.none() | st.integers(0, 2000))
def test_a_row_is_held_by_a_decided_year_exactly_when_it_reaches_into_it(decided, start, length):
    last = None if length is None else start + timedelta(days=length)
    reached = {year for year in decided if start.year <= year and (last is None or year <= last.year)}
    assert held_by(decided, start=start, last=last) == (min(reached) if reached else None)


@pytest.fixture
def unit(town: Town) -> Unit:
    return town.unit("ekskolan")


@pytest.fixture
def goal(town: Town, unit: Unit) -> Goal:
    return town.unit_goal(unit)


@pytest.fixture
def action(town: Town, unit: Unit, goal: Goal) -> Action:
    return operations.add_action(
        code="laslyft",
        title="Läslyft",
        department=town.department,
        unit=unit,
        goals=[goal],
        start=YEAR_START,
        due_on=date(2026, 6, 30),
        who=WHO,
    )


@pytest.fixture
def plan(town: Town, unit: Unit, goal: Goal, action: Action) -> Plan:
    return operations.decide_plan(department=town.department, unit=unit, year=2026, decided_on=DECIDED_ON, who=WHO)


def refused(do, kind: type[Exception] = operations.PlanFrozen) -> Exception:
    rows = AuditRow.objects.count()
    with pytest.raises(kind) as error:
        do()
    assert AuditRow.objects.count() == rows
    assert error.value.clause
    assert error.value.way.sv
    assert error.value.way.en
    return error.value


class TestADecidedPlan:
    def test_keeps_the_words_of_its_goals_and_actions(self, plan, goal, action):
        error = refused(lambda: rewording.change_goal(goal=goal, to={"title": "Annat"}, who=WHO))
        assert "beslutad 2026-01-20" in error.words.sv
        assert "Ta upp" not in error.words.sv
        assert "tar upp den igen" in error.way.sv
        refused(lambda: rewording.change_action(action=action, to={"title": "Annat"}, who=WHO))
        refused(lambda: rewording.change_action(action=action, to={"due_on": date(2026, 9, 1)}, who=WHO))
        refused(lambda: rewording.change_action(action=action, to={}, goals=[], who=WHO))

    def test_keeps_its_threads(self, town, plan, goal, unit):
        above = town.committee_goal(decided=town.decide(town.committee))
        refused(lambda: operations.link_goals(parent=above, child=goal, who=WHO))
        assert not goal.parents.exists()

    def test_a_target_is_moved_on_a_day_and_both_are_shown(self, town, plan, goal):
        town.aim(goal, "70", on=NOW)
        detail = goal_detail.goal_detail(code=goal.code, as_of=NOW)
        (point,) = detail.series[0].targets
        assert (point.before, point.value, point.set_on, point.was) == (80, 70, NOW, None)

    def test_gets_no_new_goal_silently(self, town, plan, unit):
        refused(lambda: town.unit_goal(unit))

    def test_gets_no_goal_by_roll_over_either(self, town, goal, unit):
        Goal.objects.update(end=date(2027, 1, 1))
        operations.add_action(
            code="ny", title="Ny", department=town.department, unit=unit, start=NOW, due_on=date(2027, 3, 1), who=WHO
        )
        operations.decide_plan(department=town.department, unit=unit, year=2027, decided_on=NOW, who=WHO)
        owner = operations.PlanOwner(unit=unit)
        refused(lambda: operations.roll_over(owner=owner, into=2027, chosen={f"g-{goal.pk}"}, on=NOW, who=WHO))

    def test_lets_work_go_on(self, town, plan, action, unit):
        """That an action is done, handed on or joined by another is no change of what was decided (MR-26, MR-28)."""
        rewording.change_action(action=action, to={"responsible": None}, who=WHO)
        assert operations.finish_action(action=action, done_on=NOW, who=WHO).done_on == NOW
        assert operations.add_action(
            code="ny", title="Ny", department=town.department, unit=unit, start=NOW, due_on=NOW, who=WHO
        ).pk

    def test_does_not_bind_the_years_after_it(self, plan, goal):
        rewording.change_goal(goal=goal, to={"end": date(2027, 1, 1)}, who=WHO)
        rewording.change_goal(goal=goal, to={"end": date(2029, 1, 1)}, who=WHO)
        refused(lambda: rewording.change_goal(goal=goal, to={"end": date(2026, 7, 1)}, who=WHO))

    def test_of_one_unit_does_not_bind_another_nor_the_department(self, town, plan):
        assert town.unit_goal(town.unit("alskolan")).pk
        assert operations.add_action(code="b", title="B", department=town.department, start=NOW, due_on=NOW, who=WHO).pk
        other = Action.objects.get(code="b")
        assert rewording.change_action(action=other, to={"title": "C"}, who=WHO).title == "C"


class TestTakenUpAgain:
    def again(self, plan: Plan, reason: str = "Ny lag", on: date = NOW) -> Plan:
        return operations.reopen_plan(plan=plan, reason=reason, on=on, who=WHO)

    def test_it_is_a_proposal_until_it_is_decided_anew_and_both_decisions_are_kept(self, town, plan, goal, unit):
        self.again(plan)
        assert AuditRow.objects.order_by("-id")[0].act == "reopen-plan"
        assert check_facts.plans_decided(year=2026, as_of=NOW) == []
        assert rewording.change_goal(goal=goal, to={"title": "Annat"}, who=WHO).title == "Annat"
        assert town.aim(goal, "70", on=NOW).value == 70
        new = operations.decide_plan(department=town.department, unit=unit, year=2026, decided_on=NOW, who=WHO)
        assert check_facts.plans_decided(year=2026, as_of=NOW) == [new]
        assert Plan.objects.count() == 2
        refused(lambda: rewording.change_goal(goal=goal, to={"title": "Tredje"}, who=WHO))

    def test_as_of_an_earlier_day_it_was_decided(self, plan):
        self.again(plan)
        assert check_facts.plans_decided(year=2026, as_of=date(2026, 10, 1)) == [plan]

    def test_a_deadline_was_kept_by_the_first_decision(self, town, plan, unit):
        self.again(plan)
        assert check_facts.plans_first_decided(year=2026, as_of=NOW) == {}
        operations.decide_plan(department=town.department, unit=unit, year=2026, decided_on=NOW, who=WHO)
        assert check_facts.plans_first_decided(year=2026, as_of=NOW) == {("uf", "ekskolan"): DECIDED_ON}

    def test_it_takes_a_reason_a_plan_that_stands_and_a_year_that_runs(self, plan):
        for reason, on in (("", NOW), ("  ", NOW), ("Ny lag", date(2026, 1, 19)), ("Ny lag", date(2027, 1, 1))):
            refused(lambda reason=reason, on=on: self.again(plan, reason, on), operations.PlanRefused)
        self.again(plan)
        refused(lambda: self.again(plan), operations.PlanRefused)

    def test_the_new_decision_is_not_older_than_the_taking_up(self, town, plan, unit):
        self.again(plan)

        def decide():
            operations.decide_plan(
                department=town.department, unit=unit, year=2026, decided_on=date(2026, 10, 1), who=WHO
            )

        refused(decide, operations.PlanRefused)


class TestADecidedBodysTargets:
    def test_are_moved_by_a_decision_of_the_body_and_no_other(self, town):
        town.aim(town.municipal, "80")
        refused(lambda: town.aim(town.municipal, "85", on=NOW), operations.TargetRefused)
        other = town.decide(town.committee)
        refused(lambda: town.aim(town.municipal, "85", on=NOW, decision=other), operations.TargetRefused)
        assert town.aim(town.municipal, "85", on=NOW, decision=town.decide(town.council)).value == 85

    def test_the_same_target_again_is_no_change(self, town):
        town.aim(town.municipal, "80")
        assert town.aim(town.municipal, "80", on=NOW).value == Decimal(80)


class TestRoom:
    """CP-22: ten goals at most, by whichever way the eleventh comes."""

    def fill(self, unit: Unit, count: int, *, end: date | None = None) -> None:
        for number in range(count):
            operations.propose_goal(
                code=f"m-{number}", level="unit", title=f"M{number}", unit=unit, start=YEAR_START, end=end, who=WHO
            )

    def test_the_eleventh_is_refused(self, town, unit):
        self.fill(unit, 10)
        error = refused(lambda: town.unit_goal(unit), operations.TooManyGoals)
        assert error.words.sv == "Ekskolan har redan 10 mål 2026; avsikten är högst 10."

    def test_goals_that_have_ended_leave_room_in_the_years_after(self, town, unit):
        self.fill(unit, 10, end=date(2027, 1, 1))
        assert operations.propose_goal(
            code="nytt", level="unit", title="Nytt", unit=unit, start=date(2027, 1, 1), who=WHO
        ).pk

    def test_nor_by_a_longer_life(self, town, unit):
        short = operations.propose_goal(
            code="kort", level="unit", title="Kort", unit=unit, start=date(2025, 1, 1), end=YEAR_START, who=WHO
        )
        self.fill(unit, 10)
        for end in (date(2027, 1, 1), None):
            refused(
                lambda end=end: rewording.change_goal(goal=short, to={"end": end}, who=WHO), operations.TooManyGoals
            )

    def test_nor_by_roll_over(self, town, unit):
        self.fill(unit, 8, end=date(2027, 1, 1))
        for number in range(3):
            operations.propose_goal(
                code=f"n-{number}", level="unit", title="N", unit=unit, start=date(2027, 1, 1), who=WHO
            )
        owner = operations.PlanOwner(unit=unit)
        chosen = [line.key for line in operations.preview(owner, into=2027)]
        assert len(chosen) == 8
        refused(
            lambda: operations.roll_over(owner=owner, into=2027, chosen=chosen, on=NOW, who=WHO),
            operations.TooManyGoals,
        )
        assert operations.roll_over(owner=owner, into=2027, chosen=chosen[:7], on=NOW, who=WHO).goals.count() == 7

    def test_a_committee_has_no_such_limit(self, town):
        for number in range(12):
            town.committee_goal(f"nal-{number}")
        assert Goal.objects.filter(body=town.committee).count() == 12
