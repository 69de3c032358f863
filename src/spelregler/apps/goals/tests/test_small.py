"""A hidden value is hidden on every page, and so is its way out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from spelregler.apps.goals import operations, presenters, queries
from spelregler.apps.goals.models import Indicator
from spelregler.apps.goals.tests.small_town import NOW, WHO
from spelregler.domain.goals.attainment import DEFAULT_SCALE


def shown(unit: str) -> Decimal | None:
    (goal,) = queries.unit_goals(unit_code=unit, year=2026, as_of=NOW)
    return goal.indicators[0].value


@pytest.fixture
def three(town):
    units = {code: town.unit(code) for code in ("alfa", "beta", "gamma")}
    for code, denominator in (("alfa", "4"), ("beta", "20"), ("gamma", "40")):
        town.unit_goal(units[code])
        town.measure("50", unit=units[code], numerator=str(int(denominator) // 2), denominator=denominator)
    return town


def test_a_units_page_hides_what_would_give_another_units_value_away(three):
    three.measure("50", numerator="32", denominator="64")
    assert [shown(code) for code in ("alfa", "beta", "gamma")] == [None, None, 50]


def test_without_a_total_only_the_small_one_is_hidden(three):
    assert [shown(code) for code in ("alfa", "beta", "gamma")] == [None, 50, 50]


def test_a_survey_needs_ten_answers_and_what_counts_nobody_is_always_shown(three):
    Indicator.objects.update(small_numbers="answers")
    three.measure("50", unit=three.unit("delta"), months=(1, 8), numerator="4", denominator="9")
    assert shown("alfa") is None
    assert shown("gamma") == 50
    Indicator.objects.update(small_numbers="none")
    assert shown("alfa") == 50


def test_the_number_of_queries_does_not_grow_with_units(three, django_assert_max_num_queries):
    three.measure("50", numerator="32", denominator="64")
    with django_assert_max_num_queries(12):
        queries.goal_tree(year=2026, as_of=NOW)


class TestATargetMovedAfterItsYearIsShown:
    def test_with_what_it_was_the_day_and_the_decision(self, town):
        goal = town.committee_goal(decided=town.decide(town.committee))
        town.aim(goal, "90")
        decision = town.decide(town.committee, on=date(2027, 2, 10), paragraph="12")
        operations.set_target(
            goal=goal,
            indicator=town.indicator,
            year=2026,
            value=Decimal(70),
            set_on=date(2027, 2, 10),
            decision=decision,
            who=WHO,
        )
        after = date(2027, 3, 1)
        (node,) = queries.committee_goals(body_code="un", year=2026, as_of=after)
        (row,) = presenters.indicator_rows(node, DEFAULT_SCALE, "sv")
        assert row.is_moved
        assert (row.target_was, row.target, row.target_set_on) == (90, 70, date(2027, 2, 10))
        assert "§ 12" in row.target_decision
