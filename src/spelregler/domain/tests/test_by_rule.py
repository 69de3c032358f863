"""Days of meetings by one rule."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as some

from spelregler.domain.meetings.by_rule import LAST, DayRule, days_by_rule

YEAR = {"first": date(2027, 1, 1), "last": date(2027, 12, 31)}


def test_the_second_tuesday_of_each_month_but_july():
    days = days_by_rule(DayRule(1, [2], [7]), **YEAR)
    assert [each.month for each in days] == [1, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12]
    assert days[:3] == [date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)]


def test_a_term_of_four_years_and_both_ends_count():
    days = days_by_rule(DayRule(1, [2]), first=date(2026, 10, 13), last=date(2030, 10, 8))
    assert (len(days), days[0], days[-1]) == (49, date(2026, 10, 13), date(2030, 10, 8))


def test_the_last_one_is_the_fourth_or_the_fifth_and_none_is_told_twice():
    days = days_by_rule(DayRule(3, [4, LAST]), first=date(2027, 2, 1), last=date(2027, 4, 30))
    assert days == [date(2027, 2, 25), date(2027, 3, 25), date(2027, 4, 22), date(2027, 4, 29)]


@given(some.integers(0, 6), some.sets(some.integers(1, LAST), min_size=1), some.integers(0, 2000))
def test_each_day_is_the_weekday_within_the_days_asked_for(weekday: int, which: set[int], length: int):
    first = date(2026, 11, 2)
    last = first + timedelta(days=length)
    days = days_by_rule(DayRule(weekday, which), first=first, last=last)
    assert days == sorted(set(days))
    assert all(first <= each <= last and each.weekday() == weekday for each in days)
