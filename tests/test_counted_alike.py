"""What a list counts in the database is what the same rows say one by one."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from spelregler.apps.frames.queries.frames import frames_overview, part_rows, unit_rows
from spelregler.apps.goals.models import Goal, GoalJudgement
from spelregler.apps.goals.queries.goal_history import in_year, load_known
from spelregler.apps.goals.queries.goal_tally import count_goals
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.goals.attainment import DEFAULT_SCALE
from spelregler.platform.findings import Wanted, answers, statuses

pytestmark = [pytest.mark.django_db, pytest.mark.once]
DAYS = [date(2026, 11, 2), date(2026, 5, 3)]


@pytest.mark.parametrize("day", DAYS)
def test_goals_of_units_go_as_each_of_them_does(day: date) -> None:
    goals = Goal.objects.filter(in_year(day.year), level=Goal.Level.UNIT)
    known = load_known(goals=goals, as_of=day)
    each = Counter(
        (goal.unit.code, known.judged(goal, year=day.year, on=day, scale=DEFAULT_SCALE).status)
        for goal in goals.select_related("unit")
        if goal.unit
    )
    assert each
    assert count_goals(goals, by=("unit__code",), year=day.year, as_of=day, scale=DEFAULT_SCALE) == each


@pytest.mark.parametrize("day", DAYS)
def test_goals_that_nobody_has_judged_go_as_their_figures_say(day: date) -> None:
    goals = Goal.objects.filter(in_year(day.year), level=Goal.Level.UNIT)
    GoalJudgement.objects.filter(replaces__isnull=False).delete()
    GoalJudgement.objects.all().delete()
    known = load_known(goals=goals, as_of=day)
    each = Counter((known.judged(goal, year=day.year, on=day, scale=DEFAULT_SCALE).status,) for goal in goals)
    assert len(each) > 1
    assert count_goals(goals, by=(), year=day.year, as_of=day, scale=DEFAULT_SCALE) == each


@pytest.mark.parametrize("day", DAYS)
def test_units_added_up_are_the_units(day: date) -> None:
    rows = unit_rows(year=day.year, as_of=day, body_code="un")
    parts = part_rows(year=day.year, as_of=day, body_code="un")
    (board,) = frames_overview(year=day.year, as_of=day, body_code="un").committees
    expected = [row.expected_ore for row in rows]
    assert sum(part.frame_ore for part in parts) == board.distributed_ore == sum(row.frame_ore for row in rows)
    assert sum(part.outcome_ore for part in parts) == board.outcome_ore == sum(row.outcome_ore for row in rows)
    whole = None if None in expected else sum(each for each in expected if each is not None)
    assert [part.forecast_ore for part in parts] == [whole]
    if board.forecast is None:
        assert board.units_forecast_ore == whole


def test_how_places_stand_is_what_their_answers_say() -> None:
    day = DAYS[0]
    units = [("unit", each.code) for each in unit_places(as_of=day)[:5]]
    wanted = Wanted(clauses=("MR-40", "MR-45"), places=units)
    each = {(found.clause, found.scope): found.status for found in answers(wanted, as_of=day)}
    assert each
    assert statuses(wanted, as_of=day) == each
