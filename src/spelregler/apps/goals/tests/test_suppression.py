"""A hidden value is hidden on every page, and so is its way out."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from unittest.mock import patch

import pytest

from spelregler.apps.goals import operations
from spelregler.apps.goals.files.value_file import export_values
from spelregler.apps.goals.models import Goal, Indicator, Measurement, ShownValue, Target, Weighing
from spelregler.apps.goals.pages.goal import presenters
from spelregler.apps.goals.queries import goal_detail, thread
from spelregler.apps.goals.tests.small_town import NOW, WHO, Town
from spelregler.apps.organisation.models import Unit
from spelregler.domain.disclosure import Doubt
from spelregler.domain.goals.attainment import DEFAULT_SCALE, GoalStatus


def shown(unit: str, *, on: date = NOW) -> Decimal | None:
    (goal,) = thread.unit_goals(unit_code=unit, year=2026, as_of=on)
    return goal.indicators[0].value


def shown_total(*, on: date = NOW) -> tuple[Decimal | None, str]:
    (goal,) = thread.committee_goals(body_code="kf", year=2026, as_of=on)
    return goal.indicators[0].value, goal.indicators[0].hidden


def place(town: Town, counts: dict[str, int]) -> dict[str, Measurement]:
    """Numbers of people by unit and (all) for the municipality, reported together."""
    made = {}
    with operations.shown_together(on=REPORTED, who=WHO):
        for code, count in counts.items():
            unit = None if code == "all" else Unit.objects.get(code=code)
            made[code] = town.measure(str(count), unit=unit)
    return made


REPORTED = date(2026, 9, 10)


@pytest.fixture
def three(town):
    """Three units, each with a share of which half is so; the small one is not shown."""
    units = {code: town.unit(code) for code in ("alfa", "beta", "gamma")}
    town.aim(town.municipal, "80")
    for code, denominator in (("alfa", "4"), ("beta", "20"), ("gamma", "40")):
        town.unit_goal(units[code])
        town.measure("50", unit=units[code], numerator=str(int(denominator) // 2), denominator=denominator)
    return town


@pytest.fixture
def counted(town):
    """Three units with nothing reported, of an indicator that counts people."""
    Indicator.objects.update(small_numbers="count", unit_of_measure="antal")
    town.indicator.refresh_from_db()
    town.aim(town.municipal, "80")
    for code in ("alfa", "beta", "gamma"):
        town.unit_goal(town.unit(code))
    return town


class TestWhatHasBeenShownIsRemembered:
    def test_a_total_that_would_give_a_small_unit_away_waits_and_says_so(self, three):
        assert [shown(code) for code in ("alfa", "beta", "gamma")] == [None, 50, 50]
        three.measure("50", numerator="32", denominator="64")
        assert [shown(code) for code in ("alfa", "beta", "gamma")] == [None, 50, 50]
        assert shown_total() == (None, "waits")

    def test_reported_together_a_unit_gives_way_for_the_total(self, counted):
        place(counted, {"alfa": 3, "beta": 20, "gamma": 40, "all": 63})
        found = [shown(code) for code in ("alfa", "beta", "gamma")]
        assert found[0] is None
        assert found.count(None) == 2
        assert shown_total() == (63, "")

    def test_totals_that_do_not_add_up_protect_nobody(self, counted):
        place(counted, {"alfa": 3, "beta": 20, "gamma": 40, "all": 62})
        assert [*(shown(code) for code in ("alfa", "beta", "gamma")), shown_total()[0]].count(None) >= 2

    def test_a_day_before_shows_what_was_shown_then_and_nothing_more(self, counted):
        made = place(counted, {"alfa": 3, "beta": 20, "gamma": 40, "all": 63})
        before = [shown(code, on=REPORTED) for code in ("alfa", "beta", "gamma")]
        counted.correct(made["alfa"], 6)
        counted.correct(made["all"], 66)
        assert [shown(code, on=REPORTED) for code in ("alfa", "beta", "gamma")] == before
        assert shown("alfa", on=date(2026, 9, 9)) is None

    def test_a_correction_is_told_without_numbers_where_they_would_give_the_old_ones_away(self, counted):
        made = place(counted, {"alfa": 3, "beta": 20, "gamma": 40, "all": 63})
        late = date(2027, 3, 10)
        with operations.shown_together(on=late, who=WHO):
            counted.correct(made["alfa"], 6, on=late)
            counted.correct(made["all"], 66, on=late)
        told = {}
        for code in ("alfa-mal", "kommunmal"):
            (point,) = goal_detail.goal_detail(code=code, as_of=late).series[0].corrections
            told[code] = (point.was, point.value)
        assert told["alfa-mal"] == (None, None)
        assert None in (shown("beta", on=late), shown("gamma", on=late)), "63 less 20 and 40 is three"
        assert None in (shown("alfa", on=late), shown_total(on=late)[0]), "and so is 63 less 66 less 6"

    def test_memory_does_not_grow_with_what_is_read(self, counted):
        place(counted, {"alfa": 3, "beta": 20, "gamma": 40, "all": 63})
        before = ShownValue.objects.count(), Weighing.objects.count()
        for _times in range(3):
            thread.goal_tree(year=2026, as_of=NOW)
        assert (ShownValue.objects.count(), Weighing.objects.count()) == before == (2, 1)


class TestThePagesSayWhy:
    """A resident, who is an outsider to everything, reads the page."""

    def page(self, client, code: str) -> str:
        answer = client.get(f"/mal/{code}/?per=2026-11-02")
        assert answer.status_code == 200
        return answer.content.decode()

    def test_a_total_that_waits(self, counted, client):
        place(counted, {"alfa": 3, "beta": 27, "gamma": 41})
        place(counted, {"all": 71})
        page = self.page(client, "kommunmal")
        assert "väntar, visas inte än" in page
        assert "skulle ett litet tal gå att räkna fram" in page
        # A form's random token may hold the digits; what is read out and shown may not.
        said = re.sub(r"<(?:svg.*?</svg|input[^>]*)>", "", page, flags=re.DOTALL)
        assert "71" not in said

    def test_a_small_number(self, counted, client):
        place(counted, {"alfa": 3})
        page = self.page(client, "alfa-mal")
        assert "dold, för få" in page
        assert "sägs inte" in page

    def test_nothing_where_nothing_is_hidden(self, counted, client):
        place(counted, {"beta": 27})
        assert "Varför vissa siffror inte visas" not in self.page(client, "beta-mal")


class TestWhatFollowsFromAHiddenValueIsNotTold:
    def test_whether_it_reaches_its_target(self, counted):
        """Three of at least three: that the target is met would say three or four."""
        goal = Goal.objects.get(code="alfa-mal")
        Target.objects.filter(goal=goal).update(value=3)
        place(counted, {"alfa": 3})
        (node,) = thread.unit_goals(unit_code="alfa", year=2026, as_of=NOW)
        assert node.judged.status is GoalStatus.NOT_MEASURABLE
        (row,) = presenters.indicator_rows(node, DEFAULT_SCALE, "sv")
        assert row.value is None
        assert row.is_hidden


def test_what_counts_nobody_is_always_shown_and_is_known_when_people_are_counted_later(town):
    unit = town.unit("alfa")
    town.unit_goal(unit)
    operations.redefine(indicator=town.indicator, to={"small_numbers": "none"}, on=NOW, who=WHO)
    town.measure("50", unit=unit, numerator="2", denominator="4")
    assert shown("alfa") == 50
    operations.redefine(
        indicator=town.indicator, to={"small_numbers": "cases"}, reason="Personer räknas.", on=NOW, who=WHO
    )
    assert shown("alfa") is None
    assert ShownValue.objects.filter(measurement__unit=unit).exists()


def test_a_survey_needs_ten_answers(town):
    Indicator.objects.update(small_numbers="answers")
    unit = town.unit("delta")
    town.unit_goal(unit)
    town.indicator.refresh_from_db()
    town.measure("50", unit=unit, numerator="4", denominator="9")
    assert shown("delta") is None


def test_what_nobody_has_decided_about_is_not_shown(three):
    ShownValue.objects.all().delete()
    assert shown("gamma") is None


def test_the_package_says_how_wide_the_doubt_is(db):
    with patch("spelregler.apps.goals.operations.shown_values.parameters", return_value={"cases": 7, "answers": 12}):
        assert operations.doubt_on(NOW, small_numbers="count") == Doubt(0, 7)
        assert operations.doubt_on(NOW, small_numbers="answers") == Doubt(0, 12)
    assert operations.doubt_on(NOW, small_numbers="answers") == Doubt(0, 9)


def test_the_number_of_queries_does_not_grow_with_units(three, django_assert_max_num_queries):
    three.measure("50", numerator="32", denominator="64")
    with django_assert_max_num_queries(12):
        thread.goal_tree(year=2026, as_of=NOW)


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
        (node,) = thread.committee_goals(body_code="un", year=2026, as_of=after)
        (row,) = presenters.indicator_rows(node, DEFAULT_SCALE, "sv")
        assert row.is_moved
        assert (row.target_was, row.target, row.target_set_on) == (90, 70, date(2027, 2, 10))
        assert "§ 12" in row.target_decision


def test_a_file_has_what_the_pages_show_and_the_rest_only_for_whoever_asks_for_it(three):
    data, hidden = export_values(year=None, as_of=NOW, form="csv")
    whole, none = export_values(year=None, as_of=NOW, form="csv", with_small=True)
    assert (none, hidden > 0) == (0, True)
    assert len(whole.splitlines()) - len(data.splitlines()) == hidden
    assert ";2;4;" in whole.decode()
    assert ";2;4;" not in data.decode()
