"""What goes into the next year's plan, and how many goals a unit carries."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.goals.planning import (
    CARRIED,
    CARRIED_BEFORE,
    DONE,
    GOES_ON,
    GoalRoom,
    Planned,
    held_by,
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

    def test_as_many_as_there_is_room_for_and_no_more(self):
        assert [GoalRoom(8).has_room_for(more) for more in (1, 2, 3)] == [True, True, False]


class TestHeldBy:
    """MR-25: the first decided year that the row reaches into."""

    @pytest.mark.parametrize(
        ("rule", "decided", "last", "held"),
        [
            ("no year is decided", (), None, None),
            ("the year that it begins in", (2026,), date(2026, 12, 31), 2026),
            ("a year before it begins holds nothing", (2025,), None, None),
            ("a year after it has ended holds nothing", (2027,), date(2026, 12, 31), None),
            ("the first of several", (2028, 2027), None, 2027),
            ("what is for good is held by a later year", (2030,), None, 2030),
        ],
    )
    def test_a_decided_year_holds_what_reaches_into_it(self, rule, decided, last, held):
        assert held_by(decided, start=date(2026, 3, 1), last=last) == held, rule


class TestMinutes:
    def test_a_measure_asks_as_often_as_it_is_reported(self):
        assert [yearly_minutes(15, months_between=months) for months in (1, 4, 5, 12, 24)] == [180, 45, 30, 15, 15]
