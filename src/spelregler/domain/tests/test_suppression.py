"""Small numbers are hidden, and what is hidden cannot be computed from what is shown."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.domain.suppression import FEWEST_ANSWERS, Cell, Relation, determined, hidden_cells, small_in

YEAR = (date(2026, 1, 1), date(2027, 1, 1))
UNITS = {"a": "dep", "b": "dep", "c": "dep", "x": "other", "y": "other", "dep": "", "other": ""}


def cell(place: str = "", sex: str = "T", period: tuple[date, date] = YEAR) -> Cell:
    return Cell(place, sex, *period)


def months(first: int, last: int) -> tuple[date, date]:
    return date(2026, first, 1), date(2026 + last // 12, last % 12 + 1, 1)


class TestASmallNumberIsNotShown:
    def test_four_cases_are_hidden_and_five_are_shown(self):
        assert small_in({cell(): 4}, inside={}, fewest=5) == {cell()}
        assert small_in({cell(): 5}, inside={}, fewest=5) == frozenset()

    def test_a_survey_needs_ten_answers(self):
        assert small_in({cell(): 9}, inside={}, fewest=FEWEST_ANSWERS) == {cell()}


class TestNothingIsFoundBySubtraction:
    def test_over_sexes(self):
        counts = {cell(): 20, cell(sex="K"): 17, cell(sex="M"): 3}
        assert small_in(counts, inside={}, fewest=5) == {cell(sex="M"), cell(sex="K")}

    def test_one_sex_and_all_give_the_other_that_nobody_prints(self):
        assert small_in({cell(): 20, cell(sex="K"): 17}, inside={}, fewest=5) == {cell(sex="K")}

    def test_over_units_the_smallest_neighbour_is_hidden_too(self):
        counts = {cell(): 63, cell("a"): 3, cell("b"): 20, cell("c"): 40}
        assert small_in(counts, inside=UNITS, fewest=5) == {cell("a"), cell("b")}

    def test_where_others_are_not_reported_the_rest_already_hides_it(self):
        counts = {cell(): 100, cell("a"): 3, cell("b"): 20}
        assert small_in(counts, inside=UNITS, fewest=5) == {cell("a")}

    def test_over_months_one_running_sum_less_another_is_a_month(self):
        counts = {cell(period=months(1, 4)): 20, cell(period=months(1, 8)): 22}
        assert small_in(counts, inside={}, fewest=5, adds_over_time=True) == {cell(period=months(1, 4))}
        assert small_in(counts, inside={}, fewest=5) == frozenset()

    def test_two_hidden_whose_known_sum_is_small_need_a_third(self):
        counts = {cell(): 42, cell("a"): 0, cell("b"): 2, cell("c"): 40}
        assert cell("c") in small_in(counts, inside=UNITS, fewest=5)


def rank(rows: list[list[Fraction]]) -> int:
    """Plain elimination, written apart from the one under test."""
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((index for index in range(found, len(rows)) if rows[index][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for index in range(found + 1, len(rows)):
            factor = rows[index][column] / rows[found][column]
            rows[index] = [mine - factor * its for mine, its in zip(rows[index], rows[found], strict=True)]
        found += 1
    return found


def computable(relations, hidden) -> set:
    """The hidden cells that an attacker with pen and paper gets: naming the cell adds nothing to what is known."""
    order = sorted(hidden)
    rows = [
        [Fraction((key in each.parts) - (key == each.total)) for key in order]
        for each in relations
        if set(each.cells) & set(order)
    ]
    known = rank(rows)
    unit = [[Fraction(key == other) for other in order] for key in order]
    return {key for key, row in zip(order, unit, strict=True) if rank([*rows, row]) == known}


@st.composite
def tables(draw):
    """Units in departments in a municipality, women and men in each: every sum there is, and it adds up."""
    sizes = draw(st.lists(st.integers(1, 4), min_size=1, max_size=3))
    counts: dict[str, int] = {}
    relations = []
    for sex in ("K", "M"):
        for number, size in enumerate(sizes):
            units = tuple(f"{number}.{unit}.{sex}" for unit in range(size))
            counts |= {unit: draw(st.integers(0, 30)) for unit in units}
            counts[f"{number}.{sex}"] = sum(counts[unit] for unit in units)
            relations.append(Relation(f"{number}.{sex}", units))
        departments = tuple(f"{number}.{sex}" for number in range(len(sizes)))
        counts[sex] = sum(counts[each] for each in departments)
        relations.append(Relation(sex, departments))
    for place in [key.removesuffix("K") for key in counts if key.endswith("K")]:
        counts[f"{place}T"] = counts[f"{place}K"] + counts[f"{place}M"]
        relations.append(Relation(f"{place}T", (f"{place}K", f"{place}M")))
    return counts, relations


@settings(deadline=None, max_examples=60)
@given(tables())
def test_no_hidden_cell_can_be_computed_from_what_is_shown(table):
    counts, relations = table
    hidden = hidden_cells(counts, relations, fewest=5)
    assert {key for key, count in counts.items() if count < 5} <= hidden
    assert computable(relations, hidden) == set()


@settings(deadline=None, max_examples=60)
@given(tables(), st.sets(st.integers(0, 50)))
def test_what_is_determined_is_what_pen_and_paper_gives(table, chosen):
    counts, relations = table
    hidden = {key for number, key in enumerate(sorted(counts)) if number in chosen}
    assert determined(relations, hidden) == computable(relations, hidden)


@settings(deadline=None, max_examples=60)
@given(tables())
def test_where_nothing_is_small_everything_is_shown(table):
    counts, relations = table
    assert hidden_cells(counts, relations, fewest=0) == frozenset()
