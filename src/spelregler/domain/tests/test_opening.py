"""What a year opens with is what the year before closed with; a difference is told by account."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.opening import OpeningCheck, compare_opening

CLOSED = {"1930": 500_00, "2010": -400_00, "2440": -100_00}


def told(found: OpeningCheck) -> list[tuple[str, int]]:
    return [(each.account, each.difference.ore) for each in found.differences]


def test_a_year_that_opens_as_the_last_one_closed_agrees() -> None:
    found = compare_opening(opening=CLOSED, closing=CLOSED)
    assert (found.accounts, told(found), found.result_left.ore) == (3, [], 0)


def test_each_account_that_differs_is_named_with_how_much() -> None:
    assert told(compare_opening(opening={**CLOSED, "2440": -90_00}, closing=CLOSED)) == [("2440", 10_00)]


def test_an_account_that_one_side_lacks_is_compared_with_nothing() -> None:
    assert told(compare_opening(opening={"1510": 5}, closing={"1930": 7})) == [("1510", 5), ("1930", -7)]


def test_result_accounts_carry_nothing_over() -> None:
    assert told(compare_opening(opening={**CLOSED, "5010": 1}, closing={**CLOSED, "3110": -9})) == []


def test_a_result_that_is_not_booked_to_equity_is_seen_and_is_the_difference() -> None:
    """Last year left 150 kr: until it is closed its balance accounts sum to that, and equity opens with it."""
    before = {"1930": 550_00, "2010": -400_00}
    found = compare_opening(opening={"1930": 550_00, "2010": -550_00}, closing=before)
    assert (told(found), found.result_left.ore) == ([("2010", -150_00)], 150_00)


BALANCES = st.dictionaries(st.sampled_from(["1930", "1510", "2010", "2440", "3110"]), st.integers(-999, 999))


@given(BALANCES, BALANCES)
def test_the_closing_balances_and_the_differences_are_the_opening_ones(
    opening: dict[str, int], closing: dict[str, int]
) -> None:
    owned = {account: ore for account, ore in closing.items() if account < "3"}
    for account, ore in told(compare_opening(opening=opening, closing=closing)):
        owned[account] = owned.get(account, 0) + ore
    assert {key: ore for key, ore in owned.items() if ore} == {
        key: ore for key, ore in opening.items() if ore and key < "3"
    }
