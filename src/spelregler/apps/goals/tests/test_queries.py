"""What is read as of a date, and that the number of queries does not grow with the number of units."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.goals import operations
from spelregler.apps.goals.checks import plans, results
from spelregler.apps.goals.checks import thread as thread_checks
from spelregler.apps.goals.queries import attainment, check_facts, goal_detail
from spelregler.apps.goals.queries import thread as thread_queries
from spelregler.apps.goals.tests.small_town import NOW, WHO, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.checks import Load
from spelregler.domain.goals.attainment import GoalScale, GoalStatus


def fill(town: Town, *, units: int) -> None:
    """More units, each with a goal under the committee's, two figures, a judgement, an action and a plan."""
    first = Unit.objects.count()
    for number in range(first, first + units):
        unit = town.unit(f"enhet-{number}")
        goal = town.unit_goal(unit, parents=(town.municipal.children.get(code="nal"),))
        town.measure("60", unit=unit, months=(1, 4))
        town.measure("70", unit=unit)
        operations.judge_goal(goal=goal, year=2026, level="met", reason="Sett.", recorded_on=NOW, who=WHO)
        operations.add_action(
            code=f"{unit.code}-a",
            title="Åtgärd",
            department=town.department,
            unit=unit,
            goals=[goal],
            start=date(2026, 2, 1),
            due_on=date(2026, 6, 1),
            who=WHO,
        )
        operations.decide_plan(department=town.department, unit=unit, year=2026, decided_on=date(2026, 1, 20), who=WHO)


class TestStatus:
    def status(self, unit: Unit, *, on: date = NOW) -> GoalStatus:
        (goal,) = thread_queries.unit_goals(unit_code=unit.code, year=2026, as_of=on)
        return goal.judged.status

    @pytest.mark.parametrize(
        ("value", "status"),
        [("80", GoalStatus.MET), ("64", GoalStatus.PARTLY), ("63.9", GoalStatus.NOT_MET), ("0", GoalStatus.NOT_MET)],
    )
    def test_is_computed_on_the_three_steps(self, town: Town, value: str, status: GoalStatus) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit, target="80")
        assert self.status(unit) is GoalStatus.NOT_MEASURABLE
        town.measure(value, unit=unit)
        assert self.status(unit) is status

    def test_uses_only_what_was_known_on_the_day(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit, target="80")
        first = town.measure("50", unit=unit)
        town.correct(first, 80, on=date(2026, 10, 1))
        assert self.status(unit, on=date(2026, 9, 9)) is GoalStatus.NOT_MEASURABLE
        assert self.status(unit, on=date(2026, 9, 30)) is GoalStatus.NOT_MET
        assert self.status(unit, on=date(2026, 10, 1)) is GoalStatus.MET

    def test_uses_the_target_that_held_on_the_day(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        goal = town.unit_goal(unit, target="80")
        town.measure("70", unit=unit)
        town.aim(goal, "70", on=date(2026, 10, 1))
        assert self.status(unit, on=date(2026, 9, 30)) is GoalStatus.PARTLY
        assert self.status(unit, on=date(2026, 10, 1)) is GoalStatus.MET

    def test_before_a_target_is_set_nothing_can_be_measured(self, town: Town) -> None:
        goal = town.municipal
        town.aim(goal, "80", on=date(2026, 3, 1))
        assert check_facts.targeted(year=2026, as_of=date(2026, 2, 28)) == (frozenset(), frozenset())
        assert check_facts.targeted(year=2026, as_of=date(2026, 3, 1)) == (frozenset({goal.pk}), frozenset({goal.pk}))

    def test_a_target_changed_when_its_year_is_over_shows_what_it_was_and_who_decided(self, town: Town) -> None:
        goal, after = town.municipal, date(2027, 2, 1)
        town.aim(goal, "80")
        in_may = town.decide(town.council, on=date(2026, 5, 20))
        town.aim(goal, "85", on=date(2026, 6, 1), decision=in_may)
        decision = town.decide(town.council, on=date(2027, 1, 20))
        operations.set_target(
            goal=goal,
            indicator=town.indicator,
            year=2026,
            value=Decimal(60),
            set_on=after,
            decision=decision,
            who=WHO,
        )

        def shown(on: date) -> tuple[Decimal, date, Decimal | None, str]:
            (node,) = thread_queries.committee_goals(body_code="kf", year=2026, as_of=on)
            (now,) = node.indicators
            return now.target, now.target_set_on, now.target_was, now.target_decision

        assert shown(date(2027, 1, 31)) == (Decimal(85), date(2026, 6, 1), None, str(in_may))
        assert shown(after) == (Decimal(60), after, Decimal(85), str(decision))
        detail = goal_detail.goal_detail(code=goal.code, as_of=after)
        assert detail is not None
        assert [(each.value, each.was) for each in detail.series[0].targets] == [(Decimal(60), Decimal(85))]

    def test_a_unit_is_measured_by_its_own_figures_and_all_sexes(self, town: Town) -> None:
        unit, neighbour = town.unit("ekskolan"), town.unit("alskolan")
        town.unit_goal(unit)
        town.measure("80")
        town.measure("80", unit=neighbour)
        town.measure("80", unit=unit, sex="K")
        assert self.status(unit) is GoalStatus.NOT_MEASURABLE

    def test_a_person_overrules_from_the_day_of_the_judgement_with_a_reason(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        goal = town.unit_goal(unit, target="80")
        town.measure("80", unit=unit)
        operations.judge_goal(
            goal=goal, year=2026, level="partly_met", reason="Felräknat.", recorded_on=date(2026, 10, 1), who=WHO
        )
        assert self.status(unit, on=date(2026, 9, 30)) is GoalStatus.MET
        (seen,) = thread_queries.unit_goals(unit_code="ekskolan", year=2026, as_of=NOW)
        assert (seen.judged.status, seen.judged.automatic) == (GoalStatus.PARTLY, GoalStatus.MET)
        assert (seen.judged.overruled, seen.judged.reason) == (True, "Felräknat.")

    def test_the_scale_is_the_callers(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit, target="80")
        town.measure("72", unit=unit)
        (seen,) = thread_queries.unit_goals(
            unit_code="ekskolan", year=2026, as_of=NOW, scale=GoalScale(met=Decimal(90))
        )
        assert seen.judged.status is GoalStatus.MET

    def test_a_figure_about_few_is_hidden(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit)
        town.measure("75", unit=unit, numerator="3", denominator="4")
        (seen,) = thread_queries.unit_goals(unit_code="ekskolan", year=2026, as_of=NOW)
        assert (seen.indicators[0].value, seen.indicators[0].is_suppressed, seen.judged.share_pct) == (None, True, None)


class TestTree:
    def test_hangs_together_both_ways(self, town: Town) -> None:
        town.committee_goal(decided=town.decide(town.committee))
        fill(town, units=1)
        tree = thread_queries.goal_tree(year=2026, as_of=NOW)
        assert [len(level) for level in (tree.municipal, tree.committee, tree.unit, tree.actions)] == [1, 1, 1, 1]
        for chosen in ({"goal": "kommunmal"}, {"goal": "enhet-0-mal"}, {"action": "enhet-0-a"}):
            thread = tree.thread(**chosen)
            assert thread.goals == {"kommunmal", "nal", "enhet-0-mal"}
            assert thread.actions == {"enhet-0-a"}
        assert tree.broken_goals == ()

    def test_says_where_it_is_broken(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit)
        operations.add_action(
            code="a", title="A", department=town.department, start=NOW, due_on=NOW, unit=unit, who=WHO
        )
        tree = thread_queries.goal_tree(year=2026, as_of=NOW)
        breaks = {goal.code: goal.breaks for goal in tree.broken_goals}
        assert breaks == {
            "kommunmal": (thread_queries.LEADS_NOWHERE,),
            "ekskolan-mal": (thread_queries.LEADS_NOWHERE, thread_queries.HANGS_IN_NOTHING),
        }
        assert [action.code for action in tree.broken_actions] == ["a"]

    def test_a_goal_is_a_proposal_until_the_day_of_its_decision(self, town: Town) -> None:
        town.committee_goal(decided=town.decide(town.committee, on=date(2026, 3, 1)))
        seen = [
            goal.is_decided
            for day in (date(2026, 2, 28), date(2026, 3, 1))
            for goal in thread_queries.committee_goals(body_code="un", year=2026, as_of=day)
        ]
        assert seen == [False, True]

    def test_an_action_finished_later_was_open_then(self, town: Town) -> None:
        action = operations.add_action(
            code="a",
            title="A",
            department=town.department,
            start=date(2026, 1, 1),
            due_on=date(2026, 6, 1),
            who=WHO,
        )
        operations.finish_action(action=action, done_on=date(2026, 6, 1), who=WHO)
        done = [thread_queries.goal_tree(year=2026, as_of=date(2026, month, 1)).actions[0].done_on for month in (5, 6)]
        assert done == [None, date(2026, 6, 1)]

    def test_one_goal_shows_its_series_and_its_target(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        town.measure("60", months=(1, 4))
        town.measure("70")
        detail = goal_detail.goal_detail(code="kommunmal", as_of=NOW)
        assert detail is not None
        (series,) = detail.series
        assert [point.value for point in series.of("T")] == [60, 70]
        assert [(target.year, target.value) for target in series.targets] == [(2026, 80)]
        assert goal_detail.goal_detail(code="finns-inte", as_of=NOW) is None

    def test_a_replaced_figure_leaves_the_series_on_the_day_it_is_replaced(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        first = town.measure("60")
        town.correct(first, 70, on=date(2026, 10, 1))
        seen = []
        for day in (date(2026, 9, 30), date(2026, 10, 1)):
            detail = goal_detail.goal_detail(code="kommunmal", as_of=day)
            assert detail is not None
            seen.append([point.value for point in detail.series[0].points])
        assert seen == [[60], [70]]

    def test_share_of_goals_met_counts_decided_goals_only(self, town: Town) -> None:
        town.aim(town.municipal, "80")
        town.aim(town.committee_goal(), "80")
        town.measure("80")
        (share,) = attainment.attainment_share_by_year(as_of=NOW)
        assert (share.met, share.measurable, share.share_pct) == (1, 1, 100)


READS: dict[str, Callable[[], Any]] = {
    "tree": lambda: thread_queries.goal_tree(year=2026, as_of=NOW),
    "unit": lambda: thread_queries.unit_goals(unit_code="enhet-0", year=2026, as_of=NOW),
    "committee": lambda: thread_queries.committee_goals(body_code="un", year=2026, as_of=NOW),
    "detail": lambda: goal_detail.goal_detail(code="nal", as_of=NOW),
    "share": lambda: attainment.attainment_share_by_year(as_of=NOW),
    "shared": lambda: thread_checks.load_shared_goals(Load(NOW)),
    "decisions": lambda: thread_checks.load_decisions(Load(NOW)),
    "unit plans": lambda: plans.load_unit_plans(Load(NOW)),
    "actions": lambda: plans.load_actions(Load(NOW)),
    "follow-up": lambda: results.load_followed_up(Load(NOW)),
    "outcomes": lambda: results.load_outcomes(Load(NOW)),
    "action plans": lambda: plans.load_action_plans(Load(NOW)),
    "chains": lambda: plans.load_chains(Load(NOW)),
    "unit goals": lambda: plans.load_unit_goals(Load(NOW)),
}


@pytest.mark.once
def test_the_number_of_queries_does_not_depend_on_the_number_of_units(town: Town) -> None:
    town.committee_goal(decided=town.decide(town.committee))
    counts = []
    for units in (5, 45):
        fill(town, units=units)
        counts.append({name: asked(read) for name, read in READS.items()})
    assert Unit.objects.count() == 50
    assert counts[0] == counts[1]


def asked(read: Callable[[], object]) -> int:
    """How many queries a read takes."""
    with CaptureQueriesContext(connection) as seen:
        read()
    return len(seen)
