from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.period import Period, add_months, calendar_year, is_calendar_year

days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31))


@st.composite
def periods(draw: st.DrawFn) -> Period:
    start = draw(days)
    length = draw(st.one_of(st.none(), st.integers(min_value=1, max_value=2000)))
    return Period(start, None if length is None else start + timedelta(days=length))


def test_the_start_belongs_and_the_end_does_not() -> None:
    year = calendar_year(2026)
    assert year.contains(date(2026, 1, 1))
    assert year.contains(date(2026, 12, 31))
    assert not year.contains(date(2027, 1, 1))
    assert year.days == 365


def test_a_period_must_have_at_least_one_day() -> None:
    with pytest.raises(ValueError, match="ends after"):
        Period(date(2026, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize(
    ("end_of_first", "overlap"),
    [(date(2026, 7, 1), False), (date(2026, 7, 2), True), (None, True), (date(2026, 6, 30), False)],
)
def test_periods_that_meet_do_not_overlap(end_of_first: date | None, overlap: bool) -> None:
    first, second = Period(date(2026, 1, 1), end_of_first), Period(date(2026, 7, 1))
    assert first.overlaps(second) is overlap


@given(periods(), periods())
def test_overlap_is_mutual_and_lies_in_both(one: Period, other: Period) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    shared = one.intersection(other)
    if shared is not None:
        assert one.contains(shared.start)
        assert other.contains(shared.start)


def test_what_is_shared_begins_with_the_later_and_ends_with_the_earlier() -> None:
    spring, year = Period(date(2026, 3, 1), date(2026, 7, 1)), calendar_year(2026)
    assert spring.intersection(year) == year.intersection(spring) == spring
    assert year.intersection(Period(date(2026, 9, 1))) == Period(date(2026, 9, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("start", "end", "whole"),
    [
        (date(2026, 1, 1), date(2027, 1, 1), True),
        (date(2026, 1, 1), date(2026, 12, 31), False),
        (date(2026, 1, 2), date(2027, 1, 1), False),
        (date(2026, 1, 1), date(2028, 1, 1), False),
    ],
)
def test_a_whole_calendar_year_ends_with_the_first_day_after_it(start: date, end: date, whole: bool) -> None:
    assert is_calendar_year(start, end) is whole


@given(periods(), days)
def test_a_day_in_both_means_overlap(period: Period, day: date) -> None:
    assert period.overlaps(Period(day, day + timedelta(days=1))) == period.contains(day)


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 11, 2), 6, date(2027, 5, 2)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
    ],
)
def test_months_are_added_within_the_month(day: date, months: int, expected: date) -> None:
    assert add_months(day, months) == expected
