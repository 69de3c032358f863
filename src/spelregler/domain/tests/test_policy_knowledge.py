"""How many have learnt the rules: no one counted twice, few not told, and what lacks turns from watched to broken."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.body_training import BodyLearns, MembersUnderstand, judge_members_understand
from spelregler.domain.findings import Judgement, Scope
from spelregler.domain.learners import Gathering, Learner, reached
from spelregler.domain.unit_information import UnitInformed, UnitLearns, judge_unit_informed

TODAY, MEETING, LONG_AGO = date(2026, 11, 2), date(2026, 9, 14), date(2020, 1, 1)
SCHOOL, BODY = Scope("unit", "skolan", "Skolan"), Scope("committee", "un", "Utbildningsnämnden")


def there(count: int, **own: date) -> tuple[Learner, ...]:
    return tuple(Learner(LONG_AGO, **own) for _ in range(count))


class TestReached:
    def test_two_meetings_may_have_had_the_same_people(self):
        assert reached(there(20), [Gathering(MEETING, 12), Gathering(TODAY, 10)]).count == 12

    def test_a_catch_up_is_for_others_and_is_added(self):
        assert reached(there(20), [Gathering(MEETING, 12), Gathering(TODAY, 5, is_catch_up=True)]).count == 17

    def test_whoever_missed_it_and_read_by_themselves_is_added_and_who_only_read_is_not(self):
        read = Learner(LONG_AGO, learnt_on=TODAY)
        missed = Learner(LONG_AGO, learnt_on=TODAY, caught_up_on=TODAY)
        assert reached((*there(18), read, missed), [Gathering(MEETING, 12)]).count == 13

    def test_whoever_has_left_is_not_counted_and_whoever_came_counts_by_the_introduction(self):
        new = Learner(TODAY, learnt_on=TODAY)
        assert reached((*there(8), new, Learner(TODAY)), [Gathering(MEETING, 20)]).count == 9

    def test_a_stated_number_is_the_most_that_is_reached(self):
        assert reached(there(2), [Gathering(MEETING, 30)], headcount=20).count == 20

    @given(
        st.lists(st.builds(Learner, st.dates(LONG_AGO, TODAY), st.none() | st.just(TODAY), st.none()), max_size=12),
        st.lists(st.builds(Gathering, st.dates(LONG_AGO, TODAY), st.integers(0, 30), st.booleans()), max_size=4),
    )
    def test_it_is_never_more_than_there_are_nor_less_than_is_known(self, learners, gatherings):
        known = sum(each.learnt_on is not None for each in learners)
        assert known <= reached(learners, gatherings).count <= len(learners)


def unit(*gatherings: Gathering, employees=(), stated=None, on: date = TODAY) -> Judgement:
    fact = UnitLearns(SCHOOL, employees, gatherings, stated)
    return judge_unit_informed([fact], parameters=UnitInformed(), as_of=on)[0]


@pytest.mark.parametrize(
    ("took_part", "held_on", "status"),
    [
        (19, MEETING, "kept"),
        (18, MEETING, "attention"),
        (18, TODAY - timedelta(days=60), "attention"),
        (18, TODAY - timedelta(days=61), "breach"),
        (20, date(2024, 11, 3), "kept"),
        (20, date(2024, 11, 2), "breach"),
    ],
)
def test_a_unit_of_twenty(took_part, held_on, status):
    for found in (
        unit(Gathering(held_on, took_part), employees=there(20)),
        unit(Gathering(held_on, took_part), stated=20),
    ):
        assert found.status == status
        assert found.expected_of == ("" if status == "kept" else "EC")


def test_the_worked_example():
    found = unit(Gathering(MEETING, 12), Gathering(date(2026, 10, 5), 2, is_catch_up=True), stated=20)
    assert found.reason.sv == (
        "14 av 20 på enheten har gått igenom policyn (70 %). 95 % ska ha gjort det. Senast var 2026-10-05. "
        "De som inte var med kan ta igen det till 2026-11-13."
    )
    assert found.inputs == {
        "headcount": 20, "headcount_from": "stated", "limit_pct": 95, "informed": 14, "share_pct": 70,
        "gone_through_on": "2026-09-14", "last_day": "2026-11-13",
    }  # fmt: skip


def test_few_are_not_told_by_number():
    found = unit(Gathering(MEETING, 17), stated=20)
    assert "informed" not in found.inputs
    assert "share_pct" not in found.inputs
    assert "17" not in found.reason.sv
    small = unit(Gathering(MEETING, 2), stated=3)
    assert small.inputs["headcount"] == "1–4"


def test_of_a_unit_nothing_is_known_until_something_is_recorded_and_the_manager_is_awaited():
    found = unit(employees=there(20))
    assert (found.status, found.expected_of) == ("not_assessed", "EC")
    assert "arbetsplatsträff" in found.reason.sv


def test_a_unit_where_everybody_says_that_they_have_read_needs_no_meeting():
    assert unit(employees=there(20, learnt_on=TODAY)).status == "kept"
    assert unit(employees=(*there(10, learnt_on=TODAY), *there(10))).status == "not_assessed"


def body(*gatherings: Gathering, seats=10, checked: date | None = MEETING, **more) -> Judgement:
    fact = BodyLearns(BODY, there(seats), gatherings, self_checked_on=checked, **more)
    return judge_members_understand([fact], parameters=MembersUnderstand(), as_of=TODAY)[0]


@pytest.mark.parametrize(
    ("took_part", "held_on", "checked", "status"),
    [
        (9, MEETING, MEETING, "kept"),
        (8, MEETING, MEETING, "attention"),
        (8, TODAY - timedelta(days=61), MEETING, "breach"),
        (10, MEETING, None, "attention"),
        (10, TODAY - timedelta(days=61), None, "breach"),
        (10, MEETING, date(2025, 11, 2), "kept"),
        (10, MEETING, date(2025, 11, 1), "breach"),
    ],
)
def test_a_body_of_ten_seats(took_part, held_on, checked, status):
    assert body(Gathering(held_on, took_part), checked=checked).status == status


def test_a_training_without_attendance_tells_what_is_missing():
    found = body(uncounted=(MEETING,))
    assert (found.status, found.expected_of) == ("not_assessed", "SE")
    assert "2026-09-14" in found.reason.sv
    assert body().status == "not_assessed"


def test_catch_up_makes_a_body_trained():
    assert body(Gathering(MEETING, 8), Gathering(TODAY, 1, is_catch_up=True)).status == "kept"
