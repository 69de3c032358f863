"""A later file against what is stored: month by month, and when it may take months over (docs/rules/ramar.md)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.ledger import (
    Key,
    Kind,
    MonthChange,
    compare_months,
    hindrance_to_take_over,
    month_within,
)
from spelregler.domain.money import Money
from spelregler.domain.period import calendar_year

JAN, FEB, MAR = (date(2026, month, 1) for month in (1, 2, 3))
YEAR = calendar_year(2026)


def key(month: date, account: str = "5010", code: str = "0100") -> Key:
    return (code, "", month, account)


def compare(file: dict[Key, int], stored: dict[Key, int], *, stored_months: set[date]) -> tuple[MonthChange, ...]:
    months = {month for _code, _activity, month, _account in file}
    return compare_months(months=months, file=file, stored=stored.items(), stored_months=stored_months)


class TestComparison:
    def test_a_month_is_new_same_or_changed_by_so_much(self) -> None:
        stored = {key(JAN): 100_050, key(FEB): 70_000}
        file = {key(JAN): 100_050, key(FEB): 82_000, key(MAR): 5_000}
        assert [
            (each.month, each.kind, each.difference.ore) for each in compare(file, stored, stored_months={JAN, FEB})
        ] == [
            (JAN, Kind.SAME, 0),
            (FEB, Kind.CHANGED, 12_000),
            (MAR, Kind.NEW, 5_000),
        ]

    def test_cost_moved_between_units_is_a_change_of_nothing_in_all(self) -> None:
        (found,) = compare({key(JAN, code="0200"): 500}, {key(JAN): 500}, stored_months={JAN})
        assert (found.kind, found.difference) == (Kind.CHANGED, Money(0))

    def test_a_row_taken_away_is_a_change(self) -> None:
        file, stored = {key(JAN): 500}, {key(JAN): 500, key(JAN, "6110"): 30}
        (found,) = compare(file, stored, stored_months={JAN})
        assert (found.kind, found.net_cost, found.difference) == (Kind.CHANGED, Money(500), Money(-30))
        (zero,) = compare({key(JAN): 500}, {key(JAN): 500, key(JAN, "6110"): 0}, stored_months={JAN})
        assert zero.kind == Kind.SAME

    def test_finance_differs_apart_from_net_cost(self) -> None:
        file, stored = {key(JAN): 500, key(JAN, "8410"): 40}, {key(JAN): 500, key(JAN, "8410"): 30}
        (found,) = compare(file, stored, stored_months={JAN})
        assert (found.kind, found.difference, found.finance_difference) == (Kind.CHANGED, Money(0), Money(10))

    def test_a_sum_of_zero_says_nothing(self) -> None:
        (found,) = compare({key(JAN): 500, key(JAN, "6110"): 0}, {key(JAN): 500}, stored_months={JAN})
        assert found.kind == Kind.SAME

    def test_a_stored_month_without_any_cost_is_not_new(self) -> None:
        (found,) = compare({key(JAN): 0}, {}, stored_months={JAN})
        assert found.kind == Kind.SAME


sums = st.dictionaries(
    st.builds(key, st.sampled_from([JAN, FEB]), st.sampled_from(["5010", "3110", "8410"]), st.sampled_from("AB")),
    st.integers(-1_000, 1_000).filter(bool),
)


@given(sums, sums)
def test_a_month_is_the_same_just_when_its_sums_are(file: dict[Key, int], stored: dict[Key, int]) -> None:
    found = compare_months(months=[JAN, FEB], file=file, stored=stored.items(), stored_months={JAN, FEB})
    for each in found:
        one, other = ({k: ore for k, ore in side.items() if k[2] == each.month} for side in (file, stored))
        assert (each.kind == Kind.SAME) == (one == other)
        assert each.difference.ore + each.finance_difference.ore == sum(one.values()) - sum(other.values())


class TestTakingOver:
    def test_the_whole_year_so_far_may(self) -> None:
        held = {JAN, FEB, MAR}
        assert hindrance_to_take_over(year=YEAR, months_with_vouchers=held, stored_months=[JAN, FEB]) is None

    @pytest.mark.parametrize(
        ("held", "stored", "lacks"),
        [
            ({FEB, MAR}, [FEB], "2026-01"),
            ({JAN, MAR}, [JAN, FEB], "2026-02"),
            ({JAN, FEB}, [FEB, MAR], "2026-03"),
        ],
        ids=["not from the start", "with a gap", "shorter than what is stored"],
    )
    def test_a_part_of_it_may_not(self, held: set[date], stored: list[date], lacks: str) -> None:
        found = hindrance_to_take_over(year=YEAR, months_with_vouchers=held, stored_months=stored)
        assert found is not None
        assert lacks in found.words.sv
        assert lacks in found.words.en
        assert "2026-01-01" in found.way.sv

    def test_a_file_that_does_not_name_its_year_may_not(self) -> None:
        found = hindrance_to_take_over(year=None, months_with_vouchers={JAN}, stored_months=[JAN])
        assert found is not None
        assert "#RAR" in found.words.en


@pytest.mark.parametrize(
    ("month", "within"),
    [(date(2025, 12, 1), JAN), (FEB, FEB), (date(2027, 2, 1), date(2026, 12, 1))],
)
def test_a_row_dated_outside_the_year_counts_in_its_nearest_month(month: date, within: date) -> None:
    assert month_within(month, year=YEAR) == within
    assert month_within(month, year=None) == month
