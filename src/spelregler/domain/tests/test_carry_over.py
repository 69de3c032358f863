"""What a year leaves to the next: by decision, once, and no more than there is to pass on."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.carry_over import (
    NOTHING,
    CarryOverAmounts,
    CarryOverError,
    refuse_carry_over,
    sum_of,
    without,
)
from spelregler.domain.money import ZERO, Money

DAY = date(2026, 4, 22)
tkr = Money.from_tkr
amounts = st.builds(CarryOverAmounts, st.integers(-500, 500).map(tkr), st.integers(0, 500).map(tkr))


def carried(net: int = 0, investment: int = 0) -> CarryOverAmounts:
    return CarryOverAmounts(tkr(net), tkr(investment))


def refuse(
    shares: dict[str, CarryOverAmounts],
    *,
    on: date = DAY,
    before: dict | None = None,
    given: CarryOverAmounts | None = None,
):
    refuse_carry_over(shares, into=2026, decided_on=on, before=before or {}, given=given)


class TestTheCouncil:
    def test_carries_a_surplus_a_deficit_and_unused_investments(self) -> None:
        refuse({"un": carried(120, 300), "von": carried(-80)})

    @pytest.mark.parametrize(
        ("rule", "on"),
        [("the year is not over", date(2025, 12, 31)), ("that year is over too", date(2027, 1, 1))],
    )
    def test_carries_it_during_the_year_that_follows(self, rule: str, on: date) -> None:
        with pytest.raises(CarryOverError, match="2025") as refused:
            refuse({"un": carried(120)}, on=on)
        assert refused.value.field == "decided_on"

    @pytest.mark.parametrize("day", [date(2026, 1, 1), date(2026, 12, 31)])
    def test_from_the_first_day_to_the_last(self, day: date) -> None:
        refuse({"un": carried(120)}, on=day)

    def test_carries_something(self) -> None:
        with pytest.raises(CarryOverError, match="No amount"):
            refuse({"un": NOTHING})

    def test_takes_back_what_was_carried_and_no_more(self) -> None:
        before = {"un": carried(120, 300)}
        refuse({"un": carried(-120, -300)}, before=before)
        with pytest.raises(CarryOverError, match="1 thousand more in investments"):
            refuse({"un": carried(0, -301)}, before=before)


class TestACommittee:
    GIVEN = carried(120, 300)

    def test_passes_on_what_it_was_given_and_may_keep_some(self) -> None:
        refuse({"ek": carried(100, 300), "bok": carried(0)}, given=self.GIVEN)

    def test_counts_what_it_has_passed_on_before(self) -> None:
        with pytest.raises(CarryOverError) as refused:
            refuse({"bok": carried(30)}, before={"ek": carried(100)}, given=self.GIVEN)
        assert "10\u00a0tkr mer" in refused.value.words.sv

    def test_passes_on_no_more_investments_either(self) -> None:
        with pytest.raises(CarryOverError, match="investments"):
            refuse({"ek": carried(0, 301)}, given=self.GIVEN)
        with pytest.raises(CarryOverError, match=r"\(net\)"):
            refuse({"ek": carried(121)}, given=self.GIVEN)

    def test_given_a_deficit_it_lets_some_units_bear_it_for_others(self) -> None:
        refuse({"ek": carried(-150), "bok": carried(50)}, given=carried(-100))
        with pytest.raises(CarryOverError):
            refuse({"ek": carried(-50), "bok": carried(60)}, given=carried(-100))

    @given(st.dictionaries(st.sampled_from("abcde"), amounts, min_size=1), amounts)
    def test_what_is_accepted_never_exceeds_what_there_was(
        self, shares: dict[str, CarryOverAmounts], given_: CarryOverAmounts
    ) -> None:
        try:
            refuse(shares, given=given_)
        except CarryOverError:
            return
        total = sum_of(shares)
        assert total.net <= max(given_.net, ZERO)
        assert total.investment <= given_.investment


def test_the_next_years_budget_starts_without_it() -> None:
    assert without(carried(120, 300), net=tkr(1_120), investment=tkr(500)) == (tkr(1_000), tkr(200))
    assert without(carried(-80), net=tkr(920), investment=ZERO) == (tkr(1_000), ZERO)
    assert without(carried(120), net=tkr(100), investment=ZERO) == (ZERO, ZERO)
