"""Who is made anonymous, and when: a leaver, a double role, a person of two units."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.leavers import Rule, Ties, anonymous_from

LEFT, LATER = date(2020, 1, 1), date(2022, 7, 1)
RULE, BOTH = Rule(2), Rule(2, 4)


@pytest.mark.parametrize(
    ("ties", "rule", "day"),
    [
        (Ties(employed_until=LEFT), RULE, date(2022, 1, 1)),
        (Ties(employed_until=LEFT, still=True), RULE, None),
        (Ties(), RULE, None),
        (Ties(elected_until=LEFT), RULE, None),
        (Ties(elected_until=LEFT), BOTH, date(2024, 1, 1)),
        (Ties(employed_until=LEFT, elected_until=LEFT), RULE, None),
        (Ties(employed_until=LATER, elected_until=LEFT), BOTH, date(2024, 7, 1)),
        (Ties(employed_until=date(2020, 3, 1)), Rule(1), date(2021, 3, 1)),
    ],
    ids=[
        "a leaver",
        "still here",
        "never held anything",
        "elected, whose names stay",
        "elected, by the rule",
        "a double role keeps the name that stays",
        "a double role: the later day",
        "who left on a leap day",
    ],
)
def test_the_rule(ties, rule, day):
    assert anonymous_from(ties, rule) == day


@given(
    until=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
    years=st.integers(min_value=0, max_value=50),
    seat=st.none() | st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)),
)
def test_never_before_the_years_are_over(until, years, seat):
    day = anonymous_from(Ties(employed_until=until, elected_until=seat), Rule(years, years))
    assert day is not None
    last = max(until, seat or until) - timedelta(days=1)
    assert day > last
    assert day.year - last.year in (years, years + 1)
