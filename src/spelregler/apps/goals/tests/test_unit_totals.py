"""What units make together stands on the pages of the goal and of the indicator, and gives nothing hidden away."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from spelregler.apps.goals.models import Indicator
from spelregler.apps.goals.queries import lookups, thread
from spelregler.apps.goals.queries.unit_totals import units_together
from spelregler.apps.goals.tests.small_town import NOW
from spelregler.apps.organisation.models import Department, Placement
from spelregler.domain.goals.values import ratio_value


def reported(town, code: str, numerator: str, denominator: str):
    unit = town.unit(code)
    town.unit_goal(unit)
    value = str(ratio_value(Decimal(numerator), Decimal(denominator), unit_of_measure="%"))
    town.measure(value, unit=unit, numerator=numerator, denominator=denominator)
    return unit


@pytest.fixture
def three(town):
    """Two schools of unequal size have reported, the third has not."""
    reported(town, "alfa", "9", "10")
    reported(town, "beta", "10", "90")
    town.unit_goal(town.unit("gamma"))
    return town


def together(town, *, on=NOW):
    return units_together([town.indicator], as_of=on)["andel"]


def test_a_ratio_is_the_numerators_through_the_denominators_and_says_who_has_not_reported(three):
    found = together(three).whole
    assert (found.value, found.numerator, found.denominator) == (19, 19, 100)
    assert (found.reported, found.asked, found.missing) == (2, 3, 1)


def test_each_committee_has_the_sum_of_its_own_units(three):
    other = Department.objects.create(code="vof", name="Omsorgen", body=three.other, start=NOW.replace(year=2020))
    unit = reported(three, "delta", "50", "100")
    Placement.objects.filter(unit=unit).update(department=other)
    found = together(three)
    assert {code: made.value for code, _name, made in found.committees} == {"un": 19, "von": 50}
    assert found.whole.value == Decimal("34.5")


def test_a_small_unit_and_its_companion_are_in_no_sum(three):
    reported(three, "delta", "2", "3")
    reported(three, "eta", "4", "8")
    three.aim(three.municipal, "80")
    three.measure("22.5225", numerator="25", denominator="111")
    found = together(three).whole
    # Three cases are hidden. The eight beside them were shown before the total, so the total waits.
    assert (found.hidden, found.counted, found.denominator) == (1, 3, 108)
    (goal,) = thread.committee_goals(body_code="kf", year=2026, as_of=NOW)
    assert [each.hidden for each in goal.indicators] == ["waits"]


def test_what_was_not_yet_reported_on_the_day_is_not_there(three):
    assert units_together([three.indicator], as_of=NOW.replace(month=9, day=1)) == {}


def test_the_number_of_queries_does_not_grow_with_units_or_indicators(three):
    def asked() -> int:
        with CaptureQueriesContext(connection) as made:
            units_together(lookups.indicators_by_code(["andel", "annan"]), as_of=NOW)
        return len(made)

    few = asked()
    Indicator.objects.create(code="annan", title="Annan", unit_of_measure="%", direction="higher")
    for number in range(5):
        reported(three, f"skola-{number}", "5", "10")
    assert asked() == few <= 8
