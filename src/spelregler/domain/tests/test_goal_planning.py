"""What goes into the next year's plan, and how many goals a unit carries."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.goals.planning import (
    CARRIED,
    CARRIED_BEFORE,
    DONE,
    GOES_ON,
    GoalRoom,
    Planned,
    what_carries,
    yearly_minutes,
)


class TestWhatCarries:
    def test_each_row_has_its_fate(self):
        plan = [
            Planned("ends", date(2026, 12, 31)),
            Planned("done", date(2026, 5, 1), is_done=True),
            Planned("on", date(2027, 1, 1)),
            Planned("for-good"),
            Planned("again", date(2026, 12, 31), has_successor=True),
        ]
        fates = what_carries(plan, into=2027)
        assert list(fates.values()) == [CARRIED, DONE, GOES_ON, GOES_ON, CARRIED_BEFORE]

    @given(st.lists(st.builds(Planned, st.uuids().map(str), st.none() | st.dates(), st.booleans(), st.booleans())))
    def test_every_row_is_told_of_and_nothing_done_or_carried_goes_twice(self, plan):
        fates = what_carries(plan, into=2027)
        assert fates.keys() == {each.code for each in plan}
        assert not any(fates[each.code] == CARRIED for each in plan if each.is_done or each.has_successor)


class TestGoalRoom:
    def test_the_warning_comes_before_the_limit(self):
        assert [(GoalRoom(n).is_near, GoalRoom(n).is_full) for n in (7, 8, 9, 10)] == [
            (False, False),
            (True, False),
            (True, False),
            (True, True),
        ]


class TestMinutes:
    def test_a_measure_asks_as_often_as_it_is_reported(self):
        assert [yearly_minutes(15, months_between=months) for months in (1, 4, 12, 24)] == [180, 45, 15, 15]
