"""What units bill each other is told apart: net cost is the same, gross is not counted double."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.gross import gross_of, is_internal, read_ranges

SUMS = [("3011", -500), ("3910", -200), ("4990", 200), ("5010", 1_000), ("8410", 77), ("1930", -577)]
INTERNAL = (("391", "399"), ("4990", "4990"))


def test_income_and_cost_towards_the_world_leave_the_internal_out() -> None:
    found = gross_of(SUMS, internal=INTERNAL)
    assert (found.income.ore, found.cost.ore) == (-700, 1_200)
    assert (found.external_income.ore, found.external_cost.ore) == (-500, 1_000)
    assert (found.net_cost.ore, found.internal_left.ore) == (500, 0)


def test_a_bill_that_only_one_side_has_booked_is_seen() -> None:
    assert gross_of([*SUMS, ("3915", -50)], internal=INTERNAL).internal_left.ore == -50


@pytest.mark.parametrize(
    ("account", "answer"),
    [("3910", True), ("3999", True), ("3900", False), ("4990", True), ("49901", True), ("4991", False)],
)
def test_an_account_belongs_by_its_first_figures(account: str, answer: bool) -> None:
    assert is_internal(account, INTERNAL) is answer


@pytest.mark.parametrize(
    ("text", "ranges"),
    [
        ("391-399, 4990", INTERNAL),
        ("391 – 399,4990,", INTERNAL),
        ("", ()),
        ("x", None),
        ("399-391", None),
        ("1930", None),
    ],
)
def test_ranges_are_read_as_people_write_them(text: str, ranges: object) -> None:
    assert read_ranges(text) == ranges


@given(st.lists(st.tuples(st.sampled_from(["3011", "3910", "4990", "5010", "7010"]), st.integers(-(10**9), 10**9))))
def test_the_net_cost_is_the_same_whatever_is_internal(sums: list[tuple[str, int]]) -> None:
    assert gross_of(sums, internal=INTERNAL).net_cost == gross_of(sums, internal=()).net_cost
