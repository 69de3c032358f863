"""Position, middle and change: what they mean, and what they never do."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.comparison import (
    FEWEST,
    Direction,
    Pace,
    change_per_year,
    is_preliminary,
    median,
    position,
    trends,
)

NUMBER = st.decimals(-(10**6), 10**6, places=3)
OTHERS = st.lists(NUMBER, min_size=FEWEST, max_size=30)


def numbers(*each: int | str) -> list[Decimal]:
    return [Decimal(value) for value in each]


class TestPosition:
    @pytest.mark.parametrize(
        ("own", "others", "direction", "expected"),
        [
            ("9", (1, 2, 3, 4), "higher", "90.0"),  # four of five are worse, and half of itself
            ("9", (1, 2, 3, 4), "lower", "10.0"),
            ("9", (1, 2, 3, 4), "none", "90.0"),  # without a direction 100 is simply highest
            ("2", (1, 2, 3), "higher", "50.0"),  # one worse, two equal: (1 + 1) / 4
            ("5", (5, 5, 5), "lower", "50.0"),
        ],
    )
    def test_worked_examples(self, own, others, direction, expected):
        found = position(Decimal(own), numbers(*others), direction=Direction(direction))
        assert (found.percentile, found.count) == (Decimal(expected), len(others) + 1)

    @pytest.mark.parametrize("others", [(), (1,)])
    def test_too_few_say_nothing(self, others):
        assert position(Decimal(1), numbers(*others), direction=Direction.HIGHER) is None

    @given(own=NUMBER, others=OTHERS)
    def test_the_other_direction_is_the_rest_of_a_hundred(self, own, others):
        up = position(own, others, direction=Direction.HIGHER)
        down = position(own, others, direction=Direction.LOWER)
        assert abs(up.percentile + down.percentile - 100) <= Decimal("0.1")  # each is rounded to one decimal

    @given(own=NUMBER, more=st.decimals(0, 10**6, places=3), others=OTHERS)
    def test_a_better_value_never_stands_lower(self, own, more, others):
        for direction, sign in ((Direction.HIGHER, 1), (Direction.LOWER, -1)):
            before = position(own, others, direction=direction)
            after = position(own + sign * more, others, direction=direction)
            assert after.percentile >= before.percentile

    @given(own=NUMBER, others=OTHERS)
    def test_who_is_equal_stands_equal(self, own, others):
        mine = position(own, [*others, own], direction=Direction.HIGHER)
        theirs = position(own, [own, *reversed(others)], direction=Direction.HIGHER)
        assert mine == theirs
        assert 0 < mine.percentile < 100, "nobody is worse than everybody, itself included"


class TestMedian:
    def test_only_what_exists_counts(self):
        assert median(numbers(1, 2, 9)) == 2
        assert median(numbers(1, 2)) == Decimal("1.5")
        assert median([]) is None


def series(**by_year: int | str) -> dict[int, Decimal]:
    return {int(year[1:]): Decimal(value) for year, value in by_year.items()}


class TestChange:
    def test_a_gap_is_left_out_not_filled_in(self):
        assert change_per_year(series(y2018="10", y2022="18", y2024="22")) == 2

    def test_two_years_are_no_trend(self):
        assert change_per_year(series(y2020=1, y2024=9)) is None

    def test_one_strange_year_does_not_turn_it(self):
        assert change_per_year(series(y2018=10, y2019=11, y2020=99, y2021=13, y2022=14, y2023=15, y2024=16)) == 1

    @given(st.dictionaries(st.integers(2000, 2030), NUMBER, min_size=3), NUMBER)
    def test_a_level_does_not_change_a_change(self, found, level):
        moved = {year: value + level for year, value in found.items()}
        assert change_per_year(moved) == change_per_year(found)

    @given(st.dictionaries(st.integers(2000, 2030), NUMBER, min_size=3))
    def test_mirrored_values_change_the_other_way(self, found):
        assert change_per_year({year: -value for year, value in found.items()}) == -change_per_year(found)


class TestTrends:
    OWN = series(y2020=10, y2021=9, y2022=8, y2023=7)

    @pytest.mark.parametrize(
        ("direction", "pace"), [("lower", Pace.BETTER), ("higher", Pace.WORSE), ("none", Pace.SLOWER)]
    )
    def test_ours_beside_theirs(self, direction, pace):
        others = {"a": series(y2020=5, y2021=5, y2022=5), "b": series(y2020=5, y2022=4, y2023=4)}
        found = trends(self.OWN, others, direction=Direction(direction))
        assert (found.own, found.first, found.last, found.years, found.count) == (-1, 2020, 2023, 4, 2)
        assert found.pace is pace

    def test_the_same_change_is_the_same_whichever_way_is_good(self):
        for direction in Direction:
            assert trends(self.OWN, {"a": self.OWN}, direction=direction).pace is Pace.SAME

    def test_years_that_we_do_not_have_are_not_theirs_either(self):
        with_more = {"a": self.OWN | series(y2005=900, y2019=500)}
        assert trends(self.OWN, with_more, direction=Direction.LOWER).theirs == -1

    def test_nothing_is_said_without_us_or_without_them(self):
        short = series(y2020=1, y2021=1)
        assert trends({}, {"a": self.OWN}, direction=Direction.LOWER) is None
        assert trends(self.OWN, {"a": short}, direction=Direction.LOWER) is None
        assert trends(short, {"a": self.OWN}, direction=Direction.LOWER) is None

    def test_it_looks_ten_years_back(self):
        own = {year: Decimal(0) for year in range(2000, 2025)} | series(y2001=900)
        found = trends(own, {"a": own}, direction=Direction.LOWER)
        assert (found.first, found.last, found.years) == (2015, 2024, 10)


@pytest.mark.parametrize(
    ("year", "day", "expected"),
    [
        (2025, date(2026, 4, 1), True),
        (2025, date(2026, 3, 31), False),
        (2025, date(2026, 8, 28), False),  # the final figures are out
        (2024, date(2026, 5, 1), False),  # another period
    ],
)
def test_a_value_is_preliminary_between_its_two_dates(year, day, expected):
    known = {"publ_period": "2025", "preliminary_on": date(2026, 4, 1), "final_on": date(2026, 8, 28)}
    assert is_preliminary(year, day=day, **known) is expected
    assert not is_preliminary(year, day=day, **known | {"preliminary_on": None})
