"""The way of a value, its sums, and the time to an answer."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from spelregler.domain.goals.values import (
    Missed,
    NotANumber,
    Ratio,
    Reaction,
    ValueState,
    is_opened,
    may_follow,
    median_days,
    read_cells,
    read_number,
    sexes_add_up,
    summed,
)

DAY = date(2026, 9, 1)


def test_nothing_is_approved_or_returned_that_was_not_submitted():
    judged = {ValueState.APPROVED, ValueState.RETURNED}
    allowed = {(after, to) for after, to in product([None, *ValueState], judged) if may_follow(to, after=after)}
    assert allowed == {(ValueState.SUBMITTED, to) for to in judged}


def test_what_is_submitted_is_not_changed_by_the_one_who_reported():
    assert not may_follow(ValueState.DRAFT, after=ValueState.SUBMITTED)
    assert not may_follow(ValueState.SUBMITTED, after=ValueState.SUBMITTED)


@pytest.mark.parametrize(
    ("rule", "said", "opened"),
    [
        ("nothing said", [], False),
        ("said of another department", [("von", True)], False),
        ("opened for all", [("", True)], True),
        ("opened for this one", [("uf", True)], True),
        ("locked again for all", [("", False), ("uf", True)], False),
        ("locked again for this one", [("uf", False), ("", True)], False),
        ("locked for another", [("von", False), ("", True)], True),
    ],
)
def test_a_period_is_locked_until_it_is_opened_to_all_or_to_the_department(rule, said, opened):
    assert is_opened(said, department="uf") is opened, rule


class TestRatiosAddUp:
    def test_by_numerator_and_denominator_and_not_by_their_mean(self):
        parts = [Ratio(Decimal(50), Decimal(1), Decimal(2)), Ratio(Decimal(100), Decimal(98), Decimal(98))]
        assert summed(parts, unit_of_measure="%") == Ratio(Decimal("99.0000"), Decimal(99), Decimal(100))

    @pytest.mark.parametrize(("numerator", "denominator"), [(None, None), (None, 2), (1, None), (1, 0)])
    def test_not_at_all_where_a_part_is_missing(self, numerator, denominator):
        part = Ratio(Decimal(7), *(None if each is None else Decimal(each) for each in (numerator, denominator)))
        assert summed([Ratio(Decimal(50), Decimal(1), Decimal(2)), part], unit_of_measure="%") is None
        assert summed([], unit_of_measure="%") is None


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ({"T": Decimal(9), "K": Decimal(5), "M": Decimal(4)}, True),
        ({"T": Decimal(9), "K": Decimal(5), "M": Decimal(5)}, False),
        ({"T": Decimal(9), "K": Decimal(5)}, True),
        ({"T": Decimal(9), "M": Decimal(5)}, True),
        ({"K": Decimal(9), "M": Decimal(5)}, True),
        ({"T": Decimal(9), "K": Decimal(9), "M": None}, True),
    ],
)
def test_women_and_men_are_all(found, expected):
    assert sexes_add_up(found) is expected


class TestTheTimeToAnAnswer:
    @pytest.mark.parametrize(
        ("answered", "as_of", "expected"),
        [
            (None, date(2026, 10, 1), Reaction.WAITING),
            (None, date(2026, 10, 2), Reaction.LATE),
            (date(2026, 10, 20), date(2026, 10, 20), Reaction.ANSWERED),
            (date(2026, 10, 20), date(2026, 10, 19), Reaction.LATE),
        ],
    )
    def test_thirty_days_are_given(self, answered, as_of, expected):
        assert Missed("uf", DAY, answered).reaction(as_of=as_of, days=30) is expected

    def test_the_median_is_the_departments_and_only_from_five_answers(self):
        answers = [Missed("uf", DAY, date(2026, 9, day)) for day in (2, 3, 5, 9, 30)]
        few = [Missed("von", DAY, date(2026, 9, 2))] * 4
        assert median_days([*answers, *few, Missed("uf", DAY)]) == {"uf": Decimal(4), "von": None}


class TestNumbersAsPeopleWriteThem:
    @pytest.mark.parametrize(
        ("typed", "expected"),
        [("37,5", "37.5"), ("37.5", "37.5"), ("1\u00a0200", "1200"), (" 0 ", "0"), ("−2,5", "-2.5"), ("88 %", "88")],
    )
    def test_decimal_comma_spaces_and_minus(self, typed, expected):
        assert read_number(typed) == Decimal(expected)

    def test_a_blank_is_no_number_and_not_zero(self):
        assert read_number("  ") is None

    @pytest.mark.parametrize("typed", ["1.200", "fem", "1,2,3", "1e5", "NaN", "--1", "1 kr"])
    def test_nothing_is_guessed(self, typed):
        with pytest.raises(NotANumber):
            read_number(typed)

    def test_what_a_spreadsheet_pastes(self):
        assert read_cells("37,5\t3\t8\r\n\r\n40\r\n") == [["37,5", "3", "8"], [""], ["40"]]
