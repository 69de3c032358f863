"""What units bill each other is told apart: net cost is the same, gross is not counted double."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.gross import Span, gross_by_owner, gross_of, is_internal, read_ranges

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


def limits(span: Span) -> tuple[int, int]:
    return span.low.ore, span.high.ore


def test_a_committee_that_alone_bills_inside_has_it_told_exactly() -> None:
    found = gross_by_owner({"un": SUMS, "von": [("5010", 400)]}, internal=INTERNAL)["un"]
    assert limits(found.inside) == (200, 200)
    assert (limits(found.income), limits(found.cost), limits(found.billed_others)) == (
        (500, 500),
        (1_000, 1_000),
        (0, 0),
    )


def test_what_one_bills_another_is_no_bill_inside() -> None:
    found = gross_by_owner({"ksf": [("3910", -200)], "un": [("4990", 200), ("5010", 900)]}, internal=INTERNAL)
    assert limits(found["ksf"].billed_others) == (200, 200)
    assert limits(found["un"].bought_from_others) == (200, 200)
    assert limits(found["un"].cost) == (1_100, 1_100)


def test_without_a_counterparty_it_is_told_within_limits() -> None:
    """UN bills 300 and buys 200; VON bills 100 and buys 200. At most 200 stayed inside UN, and at least 100."""
    sums = {"un": [("3910", -300), ("4990", 200)], "von": [("3910", -100), ("4990", 200)]}
    found = gross_by_owner(sums, internal=INTERNAL)["un"]
    assert (limits(found.inside), limits(found.billed_others)) == ((100, 200), (100, 200))


def test_where_a_side_is_not_booked_the_least_is_nothing() -> None:
    found = gross_by_owner({"un": [("3910", -300), ("4990", 200)]}, internal=INTERNAL)["un"]
    assert limits(found.inside) == (0, 200)


BILLS = st.tuples(st.sampled_from("abc"), st.sampled_from("abc"), st.integers(0, 10**6))


@given(st.lists(BILLS))
def test_what_really_stayed_inside_is_within_the_limits(bills: list[tuple[str, str, int]]) -> None:
    sums: dict[str, list[tuple[str, int]]] = {owner: [] for owner in "abc"}
    for seller, buyer, ore in bills:
        sums[seller].append(("3910", -ore))
        sums[buyer].append(("4990", ore))
    for owner, found in gross_by_owner(sums, internal=INTERNAL).items():
        inside = sum(ore for seller, buyer, ore in bills if seller == buyer == owner)
        billed = sum(ore for seller, buyer, ore in bills if seller == owner != buyer)
        assert found.inside.low.ore <= inside <= found.inside.high.ore
        assert found.billed_others.low.ore <= billed <= found.billed_others.high.ore
