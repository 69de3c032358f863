"""Ratios add up by numerator and denominator; what is missing is not zero, and what is hidden is in no sum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.goals.sums import UnitValue, add_up

SMALL = UnitValue("a", Decimal(100), Decimal(3), Decimal(3), is_hidden=True)


def part(place: str, numerator: int, denominator: int) -> UnitValue:
    value = Decimal(100) * numerator / denominator
    return UnitValue(place, value, Decimal(numerator), Decimal(denominator))


def test_a_ratio_is_not_the_mean_of_its_parts() -> None:
    found = add_up([part("a", 10, 10), part("b", 0, 90)], asked=2, adds_up="ratio", unit_of_measure="%")
    assert (found.value, found.numerator, found.denominator) == (10, 10, 100)


def test_what_is_missing_is_counted_and_is_no_zero() -> None:
    found = add_up([part("a", 5, 10)], asked=4, adds_up="ratio", unit_of_measure="%")
    assert (found.value, found.reported, found.asked, found.missing) == (50, 1, 4, 3)
    assert add_up([], asked=4, adds_up="sum", unit_of_measure="st").value is None


def test_what_is_hidden_is_in_no_sum_but_counts_as_reported() -> None:
    found = add_up([SMALL, part("b", 5, 10)], asked=2, adds_up="ratio", unit_of_measure="%")
    assert (found.value, found.reported, found.counted, found.hidden) == (50, 2, 1, 1)


@pytest.mark.parametrize(("numerator", "denominator"), [(None, None), (3, None), (None, 3), (3, 0)])
def test_a_ratio_without_its_two_numbers_is_left_out_and_said(numerator: int | None, denominator: int | None) -> None:
    bare = UnitValue("c", Decimal(90), *(None if each is None else Decimal(each) for each in (numerator, denominator)))
    found = add_up([bare, part("b", 5, 10)], asked=2, adds_up="ratio", unit_of_measure="%")
    assert (found.value, found.counted, found.bare) == (50, 1, 1)
    assert add_up([bare], asked=1, adds_up="ratio", unit_of_measure="%").value is None


def test_the_definition_says_how_values_add_up() -> None:
    values = [UnitValue("a", Decimal(1)), UnitValue("b", Decimal(2))]
    made = {how: add_up(values, asked=2, adds_up=how, unit_of_measure="st").value for how in ("mean", "sum", "last")}
    assert made == {"mean": Decimal("1.5"), "sum": 3, "last": None}


COUNTS = st.lists(st.tuples(st.integers(0, 50), st.integers(1, 50), st.booleans()), max_size=8)


@given(COUNTS)
def test_no_hidden_value_leaves_a_trace_in_a_sum(rows: list[tuple[int, int, bool]]) -> None:
    def values(extra: int) -> list[UnitValue]:
        return [
            UnitValue(str(place), Decimal(1), Decimal(top + extra * hidden), Decimal(bottom), is_hidden=hidden)
            for place, (top, bottom, hidden) in enumerate(rows)
        ]

    said = {"asked": len(rows), "adds_up": "ratio", "unit_of_measure": "st"}
    assert add_up(values(0), **said) == add_up(values(7), **said)
