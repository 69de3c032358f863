"""Sums that hold at every level, versions apart, and who adopts the budget when: worked examples and properties."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.findings import Status
from spelregler.domain.frames.budget_days import BudgetDays, BudgetOnItsWay, judge_budget_in_time
from spelregler.domain.frames.budget_rules import BudgetDecision, is_election_year, object_to
from spelregler.domain.frames.moving import is_above_limit
from spelregler.domain.frames.proposals import Amounts, Kind, Level, Share, compare, differences, sum_of, years_of
from spelregler.domain.money import ZERO, Money

TKR = st.integers(0, 10**9).map(Money)
AMOUNTS = st.builds(Amounts, TKR, TKR, TKR)


def tkr(cost: int, income: int = 0, investment: int = 0) -> Amounts:
    return Amounts(Money.from_tkr(cost), Money.from_tkr(income), Money.from_tkr(investment))


def share(level: Level, amounts: Amounts, place: str = "", under: str = "", year: int = 2027) -> Share:
    return Share(year, level, amounts, place, under)


class TestDifferences:
    def test_the_total_is_shared_out_to_the_last_ore_in_each_kind(self) -> None:
        shares = [
            share(Level.TOTAL, tkr(1_000, 100, 50)),
            share(Level.FINANCE, tkr(40)),
            share(Level.COMMITTEE, tkr(960, 90, 50), "un"),
        ]
        (found,) = differences(shares)
        assert (found.kind, found.amount, found.place) == (Kind.INCOME, Money.from_tkr(10), "")

    def test_the_same_net_does_not_hide_a_difference_in_cost_and_income(self) -> None:
        shares = [share(Level.TOTAL, tkr(100, 50)), share(Level.COMMITTEE, tkr(90, 40), "un")]
        assert {each.kind for each in differences(shares)} == {Kind.COST, Kind.INCOME}

    def test_units_have_to_fit_in_net_and_investment(self) -> None:
        shares = [
            share(Level.COMMITTEE, tkr(100, 0, 5), "un"),
            share(Level.UNIT, tkr(120, 30), "ek", "un"),
            share(Level.UNIT, tkr(5, 0, 6), "bok", "un"),
        ]
        (found,) = differences(shares)
        assert (found.place, found.kind, found.amount) == ("un", Kind.INVESTMENT, Money.from_tkr(-1))

    def test_units_that_get_more_net_than_their_committee_are_told_by_how_much(self) -> None:
        shares = [
            share(Level.COMMITTEE, tkr(100, 10, 5), "un"),
            share(Level.UNIT, tkr(80), "ek", "un"),
            share(Level.UNIT, tkr(20, 6), "bok", "un"),
            share(Level.UNIT, tkr(999), "annan", "von"),
        ]
        (found,) = differences(shares)
        assert (found.place, found.kind, found.amount) == ("un", Kind.NET, Money.from_tkr(-4))

    def test_each_year_by_itself(self) -> None:
        shares = [
            *(share(Level.TOTAL, tkr(10), year=year) for year in years_of(2027)),
            *(share(Level.FINANCE, tkr(10), year=year) for year in (2027, 2028)),
        ]
        assert [(each.year, each.amount) for each in differences(shares)] == [(2029, Money.from_tkr(10))]

    @given(st.lists(AMOUNTS, min_size=1, max_size=6))
    def test_a_total_that_is_the_sum_never_differs(self, given_out: list[Amounts]) -> None:
        shares = [share(Level.COMMITTEE, each, f"n{number}") for number, each in enumerate(given_out)]
        assert differences([share(Level.TOTAL, sum_of(given_out)), *shares]) == []

    @given(st.lists(AMOUNTS, min_size=1, max_size=6), st.integers(1, 10**9))
    def test_what_is_missing_is_told_to_the_ore(self, given_out: list[Amounts], ore: int) -> None:
        shares = [share(Level.COMMITTEE, each, f"n{number}") for number, each in enumerate(given_out)]
        more = sum_of([*given_out, Amounts(cost=Money(ore))])
        (found,) = differences([share(Level.TOTAL, more), *shares])
        assert (found.kind, found.amount) == (Kind.COST, Money(ore))


class TestCompare:
    def test_every_place_that_any_version_names_with_how_far_it_is_from_the_first(self) -> None:
        one = [share(Level.COMMITTEE, tkr(100, 10), "un"), share(Level.COMMITTEE, tkr(50), "von")]
        two = [share(Level.COMMITTEE, tkr(130, 10), "un"), share(Level.COMMITTEE, tkr(20), "kfn")]
        found = {row.place: row for row in compare([one, two], year=2027)}
        assert found["un"].apart(Kind.NET) == (ZERO, Money.from_tkr(30))
        assert found["von"].apart(Kind.NET) == (ZERO, None)
        assert found["kfn"].apart(Kind.NET) == (None, None)
        assert compare([one, two], year=2028) == []


class TestWhoAdopts:
    def decide(self, day: date, *, since: date | None = None, reasons: str = "", council: bool = True) -> str:
        decision = BudgetDecision(day.year + 1, day, council, since, reasons)
        found = object_to(decision)
        return found.words.en if found else ""

    @pytest.mark.parametrize("year", [2022, 2026, 2030])
    def test_every_fourth_year_is_an_election_year(self, year: int) -> None:
        assert is_election_year(year)
        assert not any(is_election_year(year + more) for more in (1, 2, 3))

    def test_both_tracks_in_an_ordinary_year(self) -> None:
        assert self.decide(date(2025, 6, 11)) == ""
        assert self.decide(date(2025, 11, 30)) == ""

    @pytest.mark.parametrize("day", [date(2026, 6, 10), date(2026, 10, 14)])
    def test_the_old_council_adopts_no_budget_in_an_election_year(self, day: date) -> None:
        assert "newly elected" in self.decide(day, since=date(2022, 10, 15))
        assert "newly elected" in self.decide(day), "the register has no term, so the law's own day counts"

    def test_the_new_council_does(self) -> None:
        assert self.decide(date(2026, 10, 15), since=date(2026, 10, 15)) == ""
        assert self.decide(date(2026, 11, 30), since=date(2026, 10, 15)) == ""
        assert self.decide(date(2026, 10, 15)) == "", "also where no term is registered yet"

    def test_december_needs_special_reasons(self) -> None:
        assert "is to be adopted by 2025-11-30" in self.decide(date(2025, 12, 1))
        assert self.decide(date(2025, 12, 31), reasons="Statsbudgeten kom sent") == ""

    def test_the_year_itself_is_too_late_whatever_the_reason(self) -> None:
        late = object_to(BudgetDecision(2026, date(2026, 1, 1), True, None, "Skäl"))
        assert late is not None
        assert "omprioritering" in late.way.sv
        assert "under 2025, inte 2026-01-01" in late.words.sv
        assert "during 2025, not on 2026-01-01" in late.words.en

    def test_no_other_body_adopts_it(self) -> None:
        assert "by the council" in self.decide(date(2025, 11, 1), council=False)


class TestLimit:
    @given(TKR, TKR, TKR)
    def test_the_year_s_moves_count_together(self, amount: Money, already: Money, limit: Money) -> None:
        assert is_above_limit(amount=amount, already=already, limit=limit) == (amount + already > limit)

    def test_without_a_limit_the_committee_decides(self) -> None:
        assert is_above_limit(amount=Money(1), already=ZERO, limit=None)


OCT, NOV = date(2026, 10, 20), date(2026, 11, 12)


class TestTheLastDays:
    """The budget of 2027: proposed by 31 October and adopted by 30 November 2026."""

    @pytest.mark.parametrize(
        ("rule", "as_of", "proposed", "adopted", "status", "since"),
        [
            ("long before", date(2026, 9, 30), None, None, Status.NOT_APPLICABLE, None),
            ("a month left", date(2026, 10, 1), None, None, Status.ATTENTION, date(2026, 10, 1)),
            ("on the last day for the proposal", date(2026, 10, 31), None, None, Status.ATTENTION, date(2026, 10, 1)),
            ("the day after it", date(2026, 11, 1), None, None, Status.ATTENTION, date(2026, 11, 1)),
            ("proposed in time", date(2026, 11, 1), OCT, None, Status.KEPT, OCT),
            ("proposed, but not yet on that day", date(2026, 10, 19), OCT, None, Status.ATTENTION, date(2026, 10, 1)),
            ("proposed late", NOV, date(2026, 11, 2), None, Status.ATTENTION, date(2026, 11, 2)),
            ("on the last day for the decision", date(2026, 11, 30), OCT, None, Status.KEPT, OCT),
            ("the day after it", date(2026, 12, 1), OCT, None, Status.BREACH, date(2026, 12, 1)),
            ("… and the since does not move", date(2026, 12, 24), None, None, Status.BREACH, date(2026, 12, 1)),
            ("adopted in time", date(2026, 12, 24), OCT, NOV, Status.KEPT, NOV),
            ("adopted on the last day", date(2026, 12, 1), OCT, date(2026, 11, 30), Status.KEPT, date(2026, 11, 30)),
            ("adopted late", date(2026, 12, 24), OCT, date(2026, 12, 9), Status.ATTENTION, date(2026, 12, 9)),
            ("adopted in June", date(2026, 7, 1), None, date(2026, 6, 10), Status.KEPT, date(2026, 6, 10)),
        ],
    )
    def test_a_year_of_them(
        self, rule: str, as_of: date, proposed: date | None, adopted: date | None, status: Status, since: date | None
    ) -> None:
        found = judge_budget_in_time(BudgetOnItsWay(2027, proposed, adopted), days=BudgetDays(), as_of=as_of)
        assert (found.status, found.since) == (status, since), rule

    def test_the_municipality_s_own_earlier_days_are_held_instead(self) -> None:
        days = BudgetDays(proposal="05-31", decision="06-30")
        found = judge_budget_in_time(BudgetOnItsWay(2027), days=days, as_of=date(2026, 7, 1))
        assert (found.status, found.since, found.expected_of) == (Status.BREACH, date(2026, 7, 1), "KF")

    @pytest.mark.parametrize(
        ("proposal", "words"), [("11-31", "datum"), ("31 oktober", "datum"), ("12-01", "before the decision")]
    )
    def test_a_day_that_is_none_or_comes_after_the_decision_is_refused(self, proposal: str, words: str) -> None:
        with pytest.raises(ValueError, match=words):
            BudgetDays(proposal=proposal)
