"""No small number can be worked out from what is shown, in whatever order it was shown; and little else is hidden.

The cases are those of the worked example in docs/rules/sma-tal.md. The attack by linear programming runs here on a few
seeded towns, and long in tools/attack/disclosure.py.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from random import Random

import pytest

from spelregler.domain.disclosure import Doubt, may_be_shown
from spelregler.domain.suppression import FEWEST_ANSWERS, WHOLE, Cell, Figure, tables

UNITS = ("alfa", "beta", "gamma")


def months(first: int, last: int) -> tuple[date, date]:
    return date(2026, first, 1), date(2026 + last // 12, last % 12 + 1, 1)


YEAR, THIRDS = months(1, 12), (months(1, 4), months(5, 8), months(9, 12))


def cell(place: str = WHOLE, sex: str = "T", period: tuple[date, date] = YEAR) -> Cell:
    return Cell(place, sex, *period)


class History:
    """What was published, step by step, and what of it was shown."""

    def __init__(self, *, fewest: int = 5, units: Sequence[str] = UNITS, doubt: Doubt | None = None, **rules: object):
        self.figures: list[Figure] = []
        self._fewest, self._units, self._doubt, self._rules = fewest, units, doubt or Doubt(), rules

    def publish(self, counts: Mapping[Cell, int], parts: Mapping[Cell, int] | None = None) -> History:
        batch = self.figures[-1].batch + 1 if self.figures else 0
        for where, count in counts.items():
            part = Decimal(parts[where]) if parts else None
            self.figures.append(Figure(len(self.figures) + 1, where, Decimal(count), part, batch))
        found = tables(
            self.figures,
            inside=dict.fromkeys(self._units, WHOLE),
            adds_over_time=bool(self._rules.get("adds_over_time", True)),
            expected=self._rules.get("expected"),
        )
        shown = may_be_shown(found, fewest=self._fewest, doubt=self._doubt)
        self.figures = [replace(each, is_shown=each.key in shown) for each in self.figures]
        return self

    @property
    def shown(self) -> dict[Cell, int]:
        """The latest figure of each cell that is shown."""
        now = {each.cell: each for each in self.figures}
        return {where: int(each.count) for where, each in now.items() if each.is_shown}

    @property
    def hidden(self) -> set[Cell]:
        return {each.cell for each in self.figures} - self.shown.keys()


def by_place(**counts: int) -> dict[Cell, int]:
    return {cell(WHOLE if place == "all" else place): count for place, count in counts.items()}


def by_period(rows: Mapping[str, Sequence[int]], periods: Sequence[tuple[date, date]]) -> dict[Cell, int]:
    """Units by periods with every sum."""
    counts = {
        cell(place, period=p): count for place, row in rows.items() for p, count in zip(periods, row, strict=True)
    }
    counts |= {cell(place): sum(row) for place, row in rows.items()}
    for period in (*periods, YEAR):
        counts[cell(period=period)] = sum(
            count for where, count in counts.items() if where[2:] == period and where.place
        )
    return counts


class TestASmallNumberIsNotShown:
    def test_four_cases_are_hidden_and_five_are_shown(self):
        assert History().publish({cell(): 4}).shown == {}
        assert History().publish({cell(): 5}).shown == {cell(): 5}

    def test_a_survey_needs_ten_answers(self):
        assert History(fewest=FEWEST_ANSWERS).publish({cell(): 9}).shown == {}


class TestTheCasesThatFailed:
    def test_a_total_that_comes_later_waits(self):
        told = History().publish(by_place(alfa=3, beta=20, gamma=40))
        assert told.shown == by_place(beta=20, gamma=40)
        assert told.publish(by_place(all=63)).shown == by_place(beta=20, gamma=40)

    def test_published_together_one_unit_gives_way_and_the_total_is_shown(self):
        told = History().publish(by_place(alfa=3, beta=20, gamma=40, all=63))
        assert len(told.hidden) == 2
        assert cell("alfa") in told.hidden

    def test_totals_that_do_not_add_up_protect_nobody(self):
        told = History().publish(by_place(alfa=3, beta=20, gamma=40, all=62))
        assert len(told.hidden) >= 2

    @pytest.mark.parametrize("pieces", [1, 2])
    def test_a_correction_gives_the_old_number_away_no_more_than_the_old_table_did(self, pieces):
        told = History().publish(by_place(alfa=3, beta=20, gamma=40, all=63))
        before = told.shown
        new = by_place(alfa=6, all=66)
        for piece in [new] if pieces == 1 else [{where: count} for where, count in new.items()]:
            told.publish(piece)
        shown = {(each.cell.place, int(each.count)) for each in told.figures if each.is_shown}
        assert {(where.place, count) for where, count in before.items()} <= shown
        others = {("beta", 20), ("gamma", 40)}
        assert not ({("", 63)} | others <= shown)
        assert not ({("", 66), ("alfa", 6)} | others <= shown)
        assert not ({("", 63), ("", 66), ("alfa", 6), ("gamma", 40)} <= shown)

    def test_a_zero_in_a_whole_table_hides_four(self):
        rows = {"alfa": (0, 30, 40), "beta": (20, 25, 30), "gamma": (30, 35, 45)}
        told = History().publish(by_period(rows, THIRDS))
        assert len(told.figures) == 16
        assert len(told.hidden) == 4
        assert cell("alfa", period=THIRDS[0]) in told.hidden
        assert told.shown[cell()] == 255

    def test_a_zero_among_ten_units_and_twelve_months_hides_few(self):
        random = Random(7)
        rows = {f"u{unit}": [random.randint(5, 40) for _ in range(12)] for unit in range(10)}
        rows["u0"][0] = 0
        told = History(units=list(rows)).publish(by_period(rows, [months(at, at) for at in range(1, 13)]))
        assert len(told.figures) == 143
        assert len(told.hidden) == 4

    @pytest.mark.parametrize(("seed", "most"), [(1, 21), (2, 16), (3, 19)])
    def test_what_turns_out_not_to_be_needed_is_shown_again(self, seed, most):
        """In towns with several small numbers, where the first that is found hides more."""
        random = Random(seed)
        rows = {f"u{unit}": [random.randint(0, 20) for _ in range(6)] for unit in range(10)}
        told = History(units=list(rows)).publish(by_period(rows, [months(at, at + 1) for at in range(1, 13, 2)]))
        assert len(told.hidden) <= most


class TestWhatNobodyReportsIsProtectedToo:
    def test_women_and_all_give_men(self):
        assert len(History().publish({cell(): 20, cell(sex="K"): 17}).hidden) == 1

    def test_a_running_sum_less_an_earlier_one(self):
        counts = {cell(period=months(1, 4)): 20, cell(period=months(1, 8)): 22}
        assert len(History().publish(counts).hidden) == 1
        assert History(adds_over_time=False).publish(counts).hidden == set()

    def test_a_unit_that_is_yet_to_report(self):
        expected = {unit: [YEAR] for unit in UNITS}
        told = History(expected=expected).publish(by_place(beta=20, gamma=40, all=63))
        assert len(told.hidden) == 1
        assert History().publish(by_place(beta=20, gamma=40, all=163)).hidden == set()

    @pytest.mark.parametrize(("rest", "hidden"), [(4, {cell()}), (5, set()), (6, set())])
    def test_what_is_left_for_a_unit_is_small_up_to_four(self, rest, hidden):
        told = History(expected={"gamma": [YEAR]}).publish(by_place(alfa=20, beta=40, all=60 + rest))
        assert told.hidden == hidden

    @pytest.mark.parametrize(("so", "hidden"), [(0, {cell()}), (8, set()), (20, {cell()})])
    def test_nobody_and_everybody_of_a_unit_that_is_yet_to_report(self, so, hidden):
        """Twenty are left for the unit; that none or all of them are so would be told of each of them."""
        counts, parts = by_place(alfa=20, beta=40, all=80), by_place(alfa=5, beta=7, all=12 + so)
        assert History(expected={"gamma": [YEAR]}).publish(counts, parts).hidden == hidden

    def test_women_and_men_apart(self):
        told = History().publish({cell(): 20, cell(sex="K"): 17, cell(sex="M"): 3})
        assert len(told.hidden) == 2


class TestShares:
    def test_a_share_of_none_or_of_all_is_not_given_away(self):
        """Beside a unit where all are so, a small unit's share could be told from the sums although no number could."""
        counts = by_place(alfa=3, beta=20, gamma=40, all=63)
        told = History(adds_over_time=False).publish(counts, by_place(alfa=3, beta=20, gamma=20, all=43))
        assert told.hidden != {cell("alfa"), cell("beta")}
        assert cell("alfa") in told.hidden


class TestWhatIsShown:
    def test_everything_where_nothing_is_small(self):
        assert History().publish(by_place(alfa=13, beta=20, gamma=40, all=73)).hidden == set()

    def test_what_waited_is_shown_when_more_reports_make_room(self):
        expected = {unit: [YEAR] for unit in (*UNITS, "delta")}
        told = History(expected=expected, units=(*UNITS, "delta")).publish(by_place(beta=20, gamma=40, all=63 + 30))
        assert told.hidden == set()
        told = History(expected=expected, units=(*UNITS, "delta")).publish(by_place(alfa=3, beta=20, gamma=40, all=63))
        waited = told.hidden
        told.publish(by_place(delta=0))
        assert told.hidden - {cell("delta")} <= waited

    def test_a_correction_without_its_total_waits_where_something_is_hidden_and_is_then_shown(self):
        told = History().publish(by_place(alfa=3, beta=20, gamma=40, all=63))
        given_way = next(iter(told.hidden - {cell("alfa")}))
        free = next(unit for unit in ("beta", "gamma") if cell(unit) != given_way)
        told.publish({cell(free): 50})
        assert cell(free) not in told.shown
        told.publish({cell(): 63 + 50 - {"beta": 20, "gamma": 40}[free]})
        assert cell(free) in told.shown

    def test_a_package_may_ask_for_less_doubt(self):
        counts = by_place(alfa=3, beta=20, gamma=40, all=64)  # one person is in no unit
        assert len(History(doubt=Doubt(0, 9)).publish(counts).hidden) >= 2


def test_forty_units_and_twelve_months_take_two_seconds():
    random = Random(3)
    rows = {f"u{unit}": [random.randint(0, 100) for _ in range(12)] for unit in range(40)}
    counts = by_period(rows, [months(at, at) for at in range(1, 13)])
    began = time.process_time()
    History(units=list(rows)).publish(counts)
    assert time.process_time() - began < 2


def test_the_solver_writes_nothing_where_data_is_written():
    program = (
        "from spelregler.domain.tests.test_disclosure import History, by_place\n"
        "History().publish(by_place(alfa=3, beta=20, gamma=40, all=63))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == ""


class TestAttackedByLinearProgramming:
    """Towns and histories at random; a reader who knows all that was ever shown, and the best way to use it."""

    @pytest.fixture(autouse=True)
    def attack(self):
        pytest.importorskip("scipy", reason="SciPy is not installed: make setup")
        from spelregler.domain.tests import disclosure_attack

        self.at = disclosure_attack

    @pytest.mark.parametrize("seed", range(12))
    def test_nothing_is_pinned_or_narrower_than_the_package_allows(self, seed):
        story = self.at.any_story(Random(seed), most_cells=40)
        for told in self.at.tell(story)[-1:]:
            found = self.at.Attack(story, told).intervals()
            assert [each for each in found if each.is_pinned or each.is_narrow] == []

    def test_the_sums_leave_every_small_number_possible(self):
        """Hidden 1, 4 and 1 under sums that are shown left 0 to 2, 3 to 5 and 0 to 2."""
        town = self.at.Town(UNITS, ((0, 4), (4, 8), (8, 12), (0, 12)), by_sex=False)
        story = self.at.Story(town, [[1, 4, 1, 4, 1, 30, 1, 30, 35]], None, [self.at.Step(0, tuple(town.cells))])
        found = self.at.Attack(story, self.at.tell(story)[-1]).intervals()
        assert len(found) == 6
        assert [each for each in found if each.is_narrow] == []

    @pytest.mark.parametrize("seed", [0, 2, 5, 9, 16, 22, 27, 35])
    def test_at_most_a_fifth_more_is_hidden_than_must_be(self, seed):
        random = Random(seed)
        town = self.at.any_town(random, most_cells=30)
        atoms = self.at.any_atoms(town, random)
        story = self.at.Story(town, [atoms], None, [self.at.Step(0, tuple(town.cells))])
        hidden = sum(not each.is_shown for each in self.at.tell(story)[-1].figures)
        fewest = self.at.fewest_hidden(town, atoms)
        assert fewest is not None
        assert fewest <= hidden <= fewest * 1.2

    def test_the_attack_finds_what_is_not_hidden_well(self):
        """A test that cannot fail is a defect: without the cells beside the small one it is pinned."""
        town = self.at.Town(("u0", "u1"), ((0, 12),), by_sex=False)
        story = self.at.Story(town, [[3, 20]], None, [self.at.Step(0, tuple(town.cells))])
        told = self.at.tell(story)[-1]
        told.figures = [replace(each, is_shown=each.count >= 5) for each in told.figures]
        (found,) = self.at.Attack(story, told).intervals()
        assert found.is_pinned
        assert found.is_narrow
