"""No krona is lost and none is counted twice when a unit becomes others, checked day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import Period
from spelregler.domain.units import (
    UNDISTRIBUTED,
    CarryError,
    allocate,
    carried_rows,
    propose_carry,
    spans,
    total_is_kept,
    with_amounts,
    with_kept,
)

JUL = date(2026, 7, 1)
TKR = Money.from_tkr

amounts = st.integers(min_value=0, max_value=10**12).map(Money)
days = st.dates(min_value=date(2025, 12, 1), max_value=date(2026, 12, 31))
units = st.sampled_from(["a", "b", "c"])


class TestTheWorkedExample:
    """Two units of 12 000 and 8 000 tkr become one on 1 July: 181 of 365 days are lived."""

    carry = propose_carry(year=2026, on=JUL, ending={"a": TKR(12_000), "b": TKR(8_000)}, takers={"c": TKR(1_000)})

    def test_each_keeps_the_days_it_lived(self):
        assert {unit: amount.tkr for unit, amount in self.carry.kept.items()} == {"a": 5_951, "b": 3_967}

    def test_the_successor_gets_the_rest_beside_its_own(self):
        assert self.carry.after["c"].tkr == 1_000 + 6_049 + 4_033
        assert Money.sum(self.carry.after.values()) == TKR(21_000)

    def test_nobody_to_take_over_gives_it_back(self):
        closed = propose_carry(year=2026, on=JUL, ending={"a": TKR(365)}, takers={})
        assert (closed.kept["a"], closed.returned) == (TKR(181), TKR(184))

    def test_a_year_that_begins_on_the_day_goes_on_whole(self):
        carry = propose_carry(year=2026, on=date(2026, 1, 1), ending={"a": TKR(10)}, takers={"c": ZERO})
        assert (carry.kept["a"], carry.after["c"]) == (ZERO, TKR(10))

    def test_a_leap_year_has_its_own_days(self):
        carry = propose_carry(year=2028, on=date(2028, 7, 1), ending={"a": TKR(366)}, takers={"c": ZERO})
        assert carry.kept["a"] == TKR(182)


class TestWhatAPersonWrites:
    split = propose_carry(year=2026, on=JUL, ending={"a": TKR(365)}, takers={"b": ZERO, "c": ZERO})

    def test_other_parts_that_add_up(self):
        assert with_amounts(self.split, given={"b": TKR(100), "c": TKR(84)}).after["b"] == TKR(100)

    def test_parts_that_do_not_add_up_are_refused_with_the_difference(self):
        with pytest.raises(CarryError) as refused:
            with_amounts(self.split, given={"b": TKR(100), "c": TKR(100)})
        assert refused.value.difference == TKR(-16)

    def test_a_negative_part_is_refused_although_the_sum_holds(self):
        with pytest.raises(CarryError) as refused:
            with_amounts(self.split, given={"b": TKR(200), "c": TKR(-16)})
        assert refused.value.is_negative

    def test_another_part_for_the_days_lived_changes_what_is_carried(self):
        changed = with_kept(self.split, kept={"a": TKR(165)})
        assert (changed.carried, Money.sum(changed.given.values())) == (TKR(200), TKR(200))

    @pytest.mark.parametrize("wrong", [TKR(-1), TKR(366)])
    def test_nobody_keeps_less_than_nothing_or_more_than_all(self, wrong):
        with pytest.raises(CarryError):
            with_kept(self.split, kept={"a": wrong})


@given(
    ending=st.dictionaries(units, amounts, min_size=1),
    takers=st.dictionaries(st.sampled_from(["x", "y", "z"]), amounts),
    on=days,
    begun=days,
)
def test_the_sum_is_the_same_on_every_single_day(ending, takers, on, begun):
    before = [
        *((unit, Period(date(2025, 11, 1)), amount) for unit, amount in ending.items()),
        *((unit, Period(min(begun, on)), amount) for unit, amount in takers.items()),
        ("other", Period(date(2026, 1, 1), date(2026, 5, 1)), Money(7)),
    ]
    carry = propose_carry(year=2026, on=on, ending=ending, takers=takers)
    after = carried_rows(before, carry)
    assert total_is_kept(spans(year=2026, before=before, after=after))
    day = date(2026, 1, 1)
    while day.year == 2026:  # by hand, without the stretches
        sums = [Money.sum(amount for _, period, amount in rows if period.contains(day)) for rows in (before, after)]
        assert sums[0] == sums[1], day
        day += timedelta(days=1)


@given(amount=amounts, weights=st.lists(st.integers(min_value=0, max_value=10**9), min_size=1, max_size=9))
def test_parts_are_together_exactly_the_whole(amount, weights):
    parts = allocate(amount, weights)
    assert Money.sum(parts) == amount
    assert all(part >= ZERO for part in parts)


@given(ending=st.dictionaries(units, amounts, min_size=1), on=days, kept=amounts)
def test_whatever_is_kept_the_whole_is_the_whole(ending, on, kept):
    carry = propose_carry(year=2026, on=on, ending=ending, takers={"x": ZERO, "y": ZERO})
    changed = with_kept(carry, kept={unit: min(kept, amount) for unit, amount in ending.items()})
    assert Money.sum(changed.after.values()) == Money.sum(ending.values())


def test_a_krona_counted_twice_is_seen():
    before = [("a", Period(date(2026, 1, 1)), TKR(10))]
    twice = [*before, ("c", Period(JUL), TKR(5))]
    found = spans(year=2026, before=before, after=twice)
    assert [(span.first, span.last, span.holds) for span in found] == [
        (date(2026, 1, 1), date(2026, 6, 30), True),
        (JUL, date(2026, 12, 31), False),
    ]
    assert not total_is_kept(found)


def test_what_goes_back_stays_in_the_sum():
    before = [("a", Period(date(2026, 1, 1)), TKR(365))]
    after = carried_rows(before, propose_carry(year=2026, on=JUL, ending={"a": TKR(365)}, takers={}))
    assert (UNDISTRIBUTED, Period(JUL), TKR(184)) in after
    assert total_is_kept(spans(year=2026, before=before, after=after))
