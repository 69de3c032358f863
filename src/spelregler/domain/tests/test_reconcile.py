"""A file of balances is a control total: every öre that differs is named, and nothing is added."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.reconcile import reconcile

JAN, FEB = date(2026, 1, 1), date(2026, 2, 1)


def told(
    file: dict[tuple[str, date | None], int], stored: list[tuple[str, date, int]]
) -> list[tuple[str, object, int]]:
    return [(each.account, each.month, each.difference.ore) for each in reconcile(file=file, stored=stored)]


def test_the_year_of_an_account_is_all_its_months_and_units() -> None:
    assert told({("5010", None): 300}, [("5010", JAN, 100), ("5010", FEB, 150), ("5010", FEB, 50)]) == []


def test_what_differs_is_named_with_how_much() -> None:
    assert told({("5010", None): 301}, [("5010", JAN, 100), ("5010", FEB, 200)]) == [("5010", None, 1)]


def test_what_one_side_lacks_is_compared_with_nothing() -> None:
    assert told({("5010", None): 7}, [("6110", JAN, 5)]) == [("5010", None, 7), ("6110", None, -5)]


def test_months_are_compared_one_by_one_and_only_those_of_the_file() -> None:
    stored = [("5010", JAN, 90), ("5010", FEB, 999)]
    assert told({("5010", JAN): 100}, stored) == [("5010", JAN, 10)]


def test_they_are_told_by_account_and_month() -> None:
    file = {("6110", JAN): 1, ("5010", FEB): 2, ("5010", JAN): 3}
    assert told(file, [("5010", FEB, 5)]) == [("5010", JAN, 3), ("5010", FEB, -3), ("6110", JAN, 1)]


def test_what_neither_side_has_anything_of_does_not_differ() -> None:
    assert told({("5010", None): 0}, [("6110", JAN, 0)]) == []


@given(st.lists(st.tuples(st.sampled_from(["3110", "5010"]), st.sampled_from([JAN, FEB]), st.integers(-999, 999))))
def test_a_ledger_agrees_with_its_own_totals(stored: list[tuple[str, date, int]]) -> None:
    by_month: dict[tuple[str, date | None], int] = {}
    by_year: dict[tuple[str, date | None], int] = {}
    for account, month, ore in stored:
        by_month[account, month] = by_month.get((account, month), 0) + ore
        by_year[account, None] = by_year.get((account, None), 0) + ore
    assert told(by_month, stored) == told(by_year, stored) == []
