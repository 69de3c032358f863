"""What figures are sums of: places, sexes and stretches of time that nothing divides."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from spelregler.domain.suppression import Cell, Figure, tables

UNITS = {"a": "dep", "b": "dep", "dep": "", "x": ""}


def month(first: int, last: int, year: int = 2026) -> tuple[date, date]:
    return date(year, first, 1), date(year + last // 12, last % 12 + 1, 1)


YEAR = month(1, 12)


def figures(*cells: Cell) -> list[Figure]:
    return [Figure(number, cell, Decimal(10)) for number, cell in enumerate(cells, start=1)]


def only(*cells: Cell, adds_over_time: bool = True, expected=None):
    (table,) = tables(figures(*cells), inside=UNITS, adds_over_time=adds_over_time, expected=expected)
    return table


def test_a_place_is_the_places_in_it():
    table = only(Cell("", "T", *YEAR), Cell("dep", "T", *YEAR), Cell("a", "T", *YEAR), Cell("x", "T", *YEAR))
    assert table.places == ("a", "x")
    assert table.made_of(Cell("dep", "T", *YEAR)) == table.made_of(Cell("a", "T", *YEAR))
    assert len(table.made_of(Cell("", "T", *YEAR))) == 2


def test_all_are_women_and_men_where_any_figure_tells_them_apart():
    table = only(Cell("a", "T", *YEAR), Cell("a", "K", *YEAR))
    assert len(table.made_of(Cell("a", "T", *YEAR))) == 2
    assert table.unseen == [Cell("a", "M", *YEAR)]
    assert len(only(Cell("a", "T", *YEAR)).atoms) == 1


def test_one_running_sum_less_another_is_a_stretch_that_nobody_reports():
    table = only(Cell("a", "T", *month(1, 4)), Cell("a", "T", *month(1, 8)))
    assert table.unseen == [Cell("a", "T", *month(5, 8))]


def test_periods_that_do_not_add_up_over_time_are_tables_of_their_own():
    cells = figures(Cell("a", "T", *month(1, 4)), Cell("a", "T", *month(1, 8)), Cell("a", "T", *month(1, 12, 2025)))
    assert len(tables(cells, inside=UNITS, adds_over_time=False)) == 3
    assert len(tables(cells, inside=UNITS, adds_over_time=True)) == 2


def test_a_period_inside_a_longer_one_that_it_does_not_add_up_to_is_one_table():
    cells = figures(Cell("a", "T", *YEAR), Cell("a", "T", *month(2, 3)), Cell("b", "T", *month(2, 3)))
    found = tables(cells, inside=UNITS, adds_over_time=False)
    assert [len(table.figures) for table in found] == [1, 2]


def test_a_place_that_is_there_and_has_not_reported_is_awaited_only_while_it_is_there():
    half = only(Cell("", "T", *YEAR), Cell("a", "T", *YEAR), expected={"b": [month(1, 6)], "x": [month(1, 6, 2025)]})
    assert half.places == ("a", "b")
    assert half.unseen == [Cell("b", "T", *YEAR)]


def test_what_stood_before_a_correction_is_a_state_of_its_own():
    cell, other = Cell("a", "T", *YEAR), Cell("b", "T", *YEAR)
    every = [
        Figure(1, cell, Decimal(10), batch=0),
        Figure(2, other, Decimal(20), batch=0),
        Figure(3, cell, Decimal(11), batch=1),
    ]
    (table,) = tables(every, inside=UNITS, adds_over_time=True)
    assert [[each.key for each in state.values()] for state in table.states] == [[1, 2], [3, 2]]


def test_places_that_lie_in_each_other_end():
    (table,) = tables(figures(Cell("a", "T", *YEAR)), inside={"a": "b", "b": "a"}, adds_over_time=True)
    assert len(table.figures) == 1
