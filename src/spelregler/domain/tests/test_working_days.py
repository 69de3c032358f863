"""Which days are working days in Sweden, and where a limit in such days ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.working_days import is_working_day, working_days_after

DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    "day",
    [
        date(2026, 1, 1), date(2026, 1, 6), date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 1), date(2026, 5, 14),
        date(2028, 6, 6), date(2026, 12, 25), date(2026, 11, 1), date(2026, 10, 31),
    ],
)  # fmt: skip
def test_holidays_and_weekends_are_no_working_days(day: date):
    assert not is_working_day(day)
    assert not is_working_day(day, eves=True)


@pytest.mark.parametrize("eve", [date(2026, 6, 19), date(2026, 12, 24), date(2026, 12, 31)])
def test_the_three_eves_count_only_where_the_package_says_so(eve: date):
    assert not is_working_day(eve)
    assert is_working_day(eve, eves=True)


@pytest.mark.parametrize("day", [date(2026, 4, 2), date(2026, 1, 5), date(2026, 10, 30), date(2026, 6, 5)])
def test_the_days_before_other_holidays_are_worked(day: date):
    assert is_working_day(day)


@pytest.mark.parametrize(
    ("asked", "eves", "last"),
    [
        (date(2026, 10, 19), False, date(2026, 11, 2)),
        (date(2026, 6, 12), False, date(2026, 6, 29)),
        (date(2026, 6, 12), True, date(2026, 6, 26)),
        (date(2026, 12, 18), False, date(2027, 1, 8)),
        (date(2026, 10, 24), False, date(2026, 11, 6)),
    ],
)
def test_ten_working_days_end_on_the_tenth(asked: date, eves: bool, last: date):
    assert working_days_after(asked, 10, eves=eves) == last


@given(day=DAYS, days=st.integers(1, 60), eves=st.booleans())
def test_the_last_day_is_a_working_day_and_the_days_add_up(day: date, days: int, eves: bool):
    last = working_days_after(day, days, eves=eves)
    assert is_working_day(last, eves=eves)
    assert sum(is_working_day(day + timedelta(each), eves=eves) for each in range(1, (last - day).days + 1)) == days
    assert last <= working_days_after(day, days + 1, eves=eves)
    assert last >= working_days_after(day, days, eves=True)
