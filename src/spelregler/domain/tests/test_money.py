from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.money import ZERO, Money

amounts = st.integers(min_value=-(10**14), max_value=10**14).map(Money)


@pytest.mark.parametrize(
    ("ore", "tkr"),
    [(0, 0), (49_999, 0), (50_000, 1), (149_999, 1), (150_000, 2), (-49_999, 0), (-50_000, -1), (-150_000, -2)],
)
def test_tkr_rounds_half_up_in_size(ore: int, tkr: int) -> None:
    assert Money(ore).tkr == tkr


@pytest.mark.parametrize(
    ("kronor", "ore"),
    [("0", 0), ("12.50", 1250), ("-0.01", -1), (Decimal("1234567.89"), 123456789), (7, 700), ("1.10", 110)],
)
def test_kronor_become_whole_ore(kronor: str, ore: int) -> None:
    assert Money.from_kronor(kronor) == Money(ore)


@pytest.mark.parametrize("kronor", ["1.005", "twelve", "NaN", "Infinity"])
def test_what_is_no_amount_is_refused(kronor: str) -> None:
    with pytest.raises(ValueError, match=r"kronor|öre"):
        Money.from_kronor(kronor)


def test_money_is_never_a_float() -> None:
    with pytest.raises(TypeError):
        Money.from_kronor(1.5)
    with pytest.raises(TypeError):
        Money(1.5)


@given(st.lists(amounts))
def test_sum_is_exact_and_blind_to_order(many: list[Money]) -> None:
    assert Money.sum(many) == Money.sum(reversed(many)) == Money(sum(each.ore for each in many))


@given(amounts, amounts)
def test_what_is_added_can_be_taken_away(one: Money, other: Money) -> None:
    assert one + other - other == one
    assert one - one == ZERO
    assert ZERO - (-one) == one


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_tkr_there_and_back(tkr: int) -> None:
    assert Money.from_tkr(tkr).tkr == tkr


@given(amounts, st.integers(min_value=1, max_value=12))
def test_shares_of_a_year_lose_at_most_one_ore(whole: Money, months: int) -> None:
    parts = whole.share(numerator=months, denominator=12) + whole.share(numerator=12 - months, denominator=12)
    assert abs(parts - whole) <= Money(1)


@given(amounts)
def test_kronor_there_and_back(amount: Money) -> None:
    assert Money.from_kronor(amount.kronor) == amount
