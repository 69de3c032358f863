"""Women and men are all, small numbers stay hidden, a thread lights up, and a package has its own scale."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from spelregler.apps.goals import operations
from spelregler.apps.goals.models import Measurement
from spelregler.apps.goals.queries import goal_detail, thread
from spelregler.apps.goals.tests import small_town
from spelregler.apps.goals.tests.small_town import NOW, WHO, Town
from spelregler.domain.checks import Load, ParameterError, read_parameters, registry
from spelregler.domain.findings import Judgement, Status
from spelregler.domain.goals.attainment import GoalStatus


@pytest.mark.once
class TestSumOfSexes(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(total=st.integers(0, 300), women=st.integers(0, 150), men=st.integers(0, 150))
    def test_all_are_women_and_men_or_nothing_is_stored(self, total: int, women: int, men: int) -> None:
        town = small_town.build()
        town.unit_goal(town.unit("ekskolan"))
        town.measure("70", sex="K", numerator=str(women))
        town.measure("70", sex="M", numerator=str(men))
        if total == women + men:
            town.measure("70", numerator=str(total))
            return
        with pytest.raises(operations.MeasurementRefused) as refusal:
            town.measure("70", numerator=str(total))
        assert str(women + men) in refusal.value.words.sv
        assert Measurement.objects.count() == 2


def test_three_that_belong_together_are_corrected_together(town: Town) -> None:
    town.unit_goal(town.unit("ekskolan"))
    rows = {sex: town.measure("70", sex=sex, numerator=count) for sex, count in {"K": "5", "M": "4", "T": "9"}.items()}
    corrections = [
        operations.Correction(rows[sex], Decimal(71), numerator=Decimal(count))
        for sex, count in {"T": 10, "K": 6}.items()
    ]
    assert len(operations.correct_measurements(corrections=corrections, recorded_on=NOW, who=WHO)) == 2


class TestSmallNumbers:
    def shown(self, town: Town, **counts: int) -> dict[str, Decimal | None]:
        """The goal's values by sex as its page shows them, with so many cases behind each."""
        unit = town.unit("ekskolan")
        town.unit_goal(unit)
        for sex, count in counts.items():
            town.measure("70", unit=unit, sex=sex, denominator=str(count))
        detail = goal_detail.goal_detail(code="ekskolan-mal", as_of=NOW)
        assert detail is not None
        return {point.sex: point.value for point in detail.series[0].points}

    def test_where_one_sex_is_hidden_the_other_is_too(self, town: Town) -> None:
        assert self.shown(town, T=20, K=16, M=4) == {"T": 70, "K": None, "M": None}

    def test_where_all_are_few_nothing_is_shown(self, town: Town) -> None:
        assert self.shown(town, T=4, K=2, M=2) == {"T": None, "K": None, "M": None}

    def test_five_are_shown(self, town: Town) -> None:
        assert self.shown(town, T=10, K=5, M=5) == {"T": 70, "K": 70, "M": 70}


class TestThread:
    @pytest.fixture
    def tree(self, town: Town) -> thread.GoalTree:
        """Two unit goals under one committee goal; an action for the first."""
        middle = town.committee_goal(decided=town.decide(town.committee))
        first = town.unit_goal(town.unit("ekskolan"), parents=(middle,))
        town.unit_goal(town.unit("bokskolan"), parents=(middle,))
        operations.add_action(
            code="gor",
            title="Gör",
            department=town.department,
            start=date(2026, 1, 10),
            due_on=date(2026, 9, 1),
            goals=[first],
            who=WHO,
        )
        return thread.goal_tree(year=2026, as_of=NOW)

    def test_lights_upwards_and_downwards_but_not_sideways(self, tree: thread.GoalTree) -> None:
        own = frozenset({"kommunmal", "nal", "ekskolan-mal"})
        assert tree.thread(goal="ekskolan-mal") == thread.Thread(own, frozenset({"gor"}))
        assert tree.thread(goal="kommunmal").goals == own | {"bokskolan-mal"}
        assert tree.thread(action="gor") == thread.Thread(own, frozenset({"gor"}))

    def test_what_is_not_there_lights_nothing(self, tree: thread.GoalTree) -> None:
        assert tree.thread(goal="no-such") == thread.Thread(frozenset(), frozenset())


def test_eight_months_are_not_compared_with_one(town: Town) -> None:
    goal = town.committee_goal()
    town.aim(goal, "80")
    town.measure("50", months=(1, 1))
    town.measure("90", months=(1, 8))
    (seen,) = thread.committee_goals(body_code="un", year=2026, as_of=NOW)
    assert (seen.judged.status, seen.indicators[0].trend) == (GoalStatus.MET, None)


class TestPackagesOwnScale:
    def attained(self, **raw: object) -> Judgement:
        check = registry.get("goals.unit_attainment")
        (found,) = check.run(Load(as_of=NOW), parameters=read_parameters(check, raw))
        return found

    def test_judges_the_same_figures_again(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        town.unit_goal(unit, target="100")
        town.measure("60", unit=unit)
        assert self.attained().status == Status.BREACH
        assert self.attained(met_pct=90, partly_pct=55).status == Status.KEPT

    def test_leaves_what_a_person_judged(self, town: Town) -> None:
        unit = town.unit("ekskolan")
        goal = town.unit_goal(unit, target="100")
        town.measure("99", unit=unit)
        operations.judge_goal(
            goal=goal, year=2026, level="not_met", reason="Enkäten nådde få.", recorded_on=date(2026, 10, 8), who=WHO
        )
        assert self.attained(partly_pct=1).status == Status.BREACH

    @pytest.mark.parametrize("raw", [{"met_pct": 80, "partly_pct": 80}, {"minimum_pct": 40, "critical_pct": 50}])
    def test_limits_in_the_wrong_order_are_refused(self, raw: dict[str, object]) -> None:
        with pytest.raises(ParameterError):
            read_parameters(registry.get("goals.unit_attainment"), raw)
