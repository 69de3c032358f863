"""Worked examples of the balance requirement and of sound financial management: docs/rules/balanskrav.md."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.balance import (
    BalanceError,
    YearResult,
    investigation,
    refuse_against_the_law,
    share_of_taxes,
)
from spelregler.domain.frames.deficits import Deficit, DeficitState, deficits, refuse_plan
from spelregler.domain.frames.sound import Verdict, judge_sound
from spelregler.domain.money import ZERO, Money


def tkr(amount: int) -> Money:
    return Money.from_tkr(amount)


def plain(year: int, result: int) -> YearResult:
    return YearResult(year=year, result=tkr(result), taxes_and_grants=tkr(900_000))


class TestInvestigation:
    def test_line_by_line(self) -> None:
        year = YearResult(
            year=2025,
            result=tkr(20_000),
            realised_gains=tkr(6_000),
            gains_excepted=tkr(1_000),
            losses_excepted=tkr(500),
            unrealised=tkr(-2_000),
            unrealised_returned=tkr(300),
            to_reserve=tkr(8_000),
            taxes_and_grants=tkr(900_000),
        )
        assert year.adjusted == tkr(20_000 - 5_000 + 500 + 2_000 + 300)
        assert year.balance_result == tkr(9_800)
        lines = investigation(year)
        assert [each.amount for each in lines if each.is_sum] == [tkr(20_000), tkr(17_800), tkr(9_800)]
        assert lines[-1].words.sv == "Balanskravsresultat"

    @given(st.lists(st.integers(-(10**12), 10**12).map(Money), min_size=8, max_size=8))
    def test_the_lines_between_two_sums_make_the_next(self, amounts: list[Money]) -> None:
        names = (
            "result", "realised_gains", "gains_excepted", "losses_excepted", "unrealised", "unrealised_returned",
            "to_reserve", "from_reserve",
        )  # fmt: skip
        year = YearResult(year=2025, **dict(zip(names, amounts, strict=True)))
        running = ZERO
        for number, each in enumerate(investigation(year)):
            if each.is_sum and number:
                assert each.amount == running
            else:
                running = running + each.amount

    @pytest.mark.parametrize(
        ("negative_equity", "before", "most"),
        [(False, 0, 11_000), (True, 0, 2_000), (False, 40_000, 5_000), (False, 45_000, 0), (True, 45_000, 0)],
    )
    def test_the_reserve_takes_what_exceeds_one_per_cent_or_two(
        self, negative_equity: bool, before: int, most: int
    ) -> None:
        """900 000 in taxes and grants: one per cent is 9 000, two 18 000, and the reserve holds at most 45 000."""
        year = YearResult(
            year=2025,
            result=tkr(20_000),
            taxes_and_grants=tkr(900_000),
            reserve_before=tkr(before),
            equity_is_negative=negative_equity,
        )
        assert year.most_to_reserve == tkr(most)

    def test_gains_do_not_feed_the_reserve(self) -> None:
        year = YearResult(year=2025, result=tkr(20_000), realised_gains=tkr(15_000), taxes_and_grants=tkr(900_000))
        assert year.most_to_reserve == ZERO

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"to_reserve": tkr(11_001)}, "1\u00a0tkr är för mycket"),
            ({"from_reserve": tkr(1)}, "mer än så kan inte tas ut"),
            ({"gains_excepted": tkr(1)}, "större än alla"),
            ({"realised_gains": tkr(-1)}, "utan minus"),
        ],
    )
    def test_what_the_law_does_not_allow_is_refused_with_the_difference(
        self, change: dict[str, Money], words: str
    ) -> None:
        year = YearResult(year=2025, result=tkr(20_000), taxes_and_grants=tkr(900_000), **change)  # type: ignore[arg-type]  # Money only
        with pytest.raises(BalanceError) as refused:
            refuse_against_the_law(year)
        assert words in refused.value.words.sv


class TestThreeYears:
    def test_later_surpluses_restore_the_oldest_first(self) -> None:
        found = deficits([plain(2022, -10_000), plain(2023, -4_000), plain(2024, 7_000), plain(2025, 6_000)])
        assert [each.restored for each in found] == [
            {2024: tkr(7_000), 2025: tkr(3_000)},
            {2025: tkr(3_000)},
        ]
        assert [each.left for each in found] == [ZERO, tkr(1_000)]
        assert [each.left_after(2024) for each in found] == [tkr(3_000), tkr(4_000)]

    def test_a_surplus_before_the_deficit_restores_nothing(self) -> None:
        (found,) = deficits([plain(2022, 50_000), plain(2023, -4_000)])
        assert found.left == tkr(4_000)

    @pytest.mark.parametrize(
        ("year", "planned", "state"),
        [
            (2026, {}, DeficitState.WITHOUT_PLAN),
            (2026, {2027: tkr(4_000)}, DeficitState.UNDER_WAY),
            (2028, {2027: tkr(4_000)}, DeficitState.UNDER_WAY),
            (2029, {2027: tkr(4_000)}, DeficitState.OVERDUE),
        ],
    )
    def test_three_years_to_restore(self, year: int, planned: dict[int, Money], state: DeficitState) -> None:
        deficit = Deficit(2025, tkr(4_000), planned=planned)
        assert (deficit.last_year, deficit.state(year=year)) == (2028, state)

    def test_special_reasons_leave_nothing_to_restore(self) -> None:
        (found,) = deficits([plain(2025, -4_000)], excepted={2025: tkr(4_000)})
        assert (found.to_restore, found.state(year=2040)) == (ZERO, DeficitState.EXCEPTED)

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
    def test_no_krona_restores_twice(self, results: list[int]) -> None:
        years = [YearResult(year=2015 + number, result=Money(result)) for number, result in enumerate(results)]
        found = deficits(years)
        used: dict[int, int] = {}
        for each in found:
            assert ZERO <= each.left <= each.amount
            for year, amount in each.restored.items():
                assert year > each.year
                used[year] = used.get(year, 0) + amount.ore
        assert all(amount <= years[year - 2015].balance_result.ore for year, amount in used.items())

    @given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=8))
    def test_money_is_left_over_only_when_nothing_before_it_is_left_to_restore(self, results: list[int]) -> None:
        years = [YearResult(year=2015 + number, result=Money(result)) for number, result in enumerate(results)]
        found = deficits(years)
        for year in years:
            spent = Money.sum(each.restored.get(year.year, ZERO) for each in found)
            if ZERO <= spent < year.balance_result:
                assert all(not each.left_after(year.year) for each in found if each.year < year.year)

    @pytest.mark.parametrize(
        ("steps", "words"),
        [
            ({2026: 2_000}, "2\u00a0000\u00a0tkr för lite"),
            ({2025: 4_000}, "2025 ligger utanför"),
            ({2029: 4_000}, "2029 ligger utanför"),
            ({2026: 4_000, 2027: 0}, "större än noll"),
        ],
    )
    def test_a_plan_restores_all_of_it_in_time(self, steps: dict[int, int], words: str) -> None:
        with pytest.raises(BalanceError) as refused:
            refuse_plan(year=2025, amount=tkr(4_000), steps={year: tkr(amount) for year, amount in steps.items()})
        assert words in refused.value.words.sv
        assert refused.value.clause == "KL 11:12"

    def test_a_plan_that_does_is_a_plan(self) -> None:
        refuse_plan(year=2025, amount=tkr(4_000), steps={2026: tkr(1_000), 2028: tkr(3_000)})


def judged(
    result: int | None = 10_000,
    *,
    target: str | None = "1.0",
    now: str | None = "70",
    before: str | None = "60",
    old: tuple[Deficit, ...] = (),
) -> tuple[Verdict, Verdict, Verdict]:
    figures = None if result is None else plain(2026, result)
    own = deficits([figures]) if figures else ()
    found = judge_sound(
        year=2026,
        figures=figures,
        target_pct=Decimal(target) if target else None,
        deficits=[*own, *old],
        share_met=Decimal(now) if now else None,
        share_before=Decimal(before) if before else None,
    )
    return found.financial.verdict, found.operational.verdict, found.verdict


class TestSound:
    MET, NOT, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_ASSESSED

    def test_both_sides_are_needed(self) -> None:
        assert judged() == (self.MET, self.MET, self.MET)
        assert judged(now="50") == (self.MET, self.NOT, self.NOT)
        assert judged(8_000) == (self.NOT, self.MET, self.NOT), "0.9 per cent against 1.0"
        assert judged(8_999) == (self.NOT, self.MET, self.NOT), "shown as 1.0, but not reached"
        assert judged(-1) == (self.NOT, self.MET, self.NOT)

    def test_a_deficit_is_restored_within_three_years_unless_the_council_has_special_reasons(self) -> None:
        figures = plain(2026, -5)
        for own, verdict, clause, words in (
            (Deficit(2026, tkr(5)), self.NOT, "KL 11:12", "återställas senast 2029"),
            (Deficit(2026, tkr(5), excepted=tkr(5)), self.MET, "KL 11:13", "synnerliga skäl"),
        ):
            found = judge_sound(
                year=2026, figures=figures, target_pct=None, deficits=[own], share_met=None, share_before=None
            )
            balance = found.financial.reasons[0]
            assert (balance.verdict, balance.clause) == (verdict, clause)
            assert words in balance.words.sv

    def test_a_result_of_nothing_is_in_balance(self) -> None:
        found = judge_sound(
            year=2026, figures=plain(2026, 0), target_pct=Decimal(0), deficits=[], share_met=None, share_before=None
        )
        assert (found.financial.verdict, found.financial.reasons[0].clause) == (self.MET, "KL 11:5, LKBR 11:10")

    @pytest.mark.parametrize(("now", "before", "year"), [(None, None, 2026), (None, "60", 2026), ("70", None, 2025)])
    def test_the_year_that_lacks_its_share_is_named(self, now: str | None, before: str | None, year: int) -> None:
        shares = [None if each is None else Decimal(each) for each in (now, before)]
        found = judge_sound(
            year=2026, figures=None, target_pct=None, deficits=[], share_met=shares[0], share_before=shares[1]
        )
        assert str(year) in found.operational.reasons[0].words.sv

    def test_what_is_missing_is_no_green_light(self) -> None:
        assert judged(None) == (self.OPEN, self.MET, self.OPEN)
        assert judged(target=None) == (self.OPEN, self.MET, self.OPEN)
        assert judged(before=None) == (self.MET, self.OPEN, self.OPEN)

    def test_a_fault_is_a_fault_whatever_else_is_missing(self) -> None:
        assert judged(-1, target=None, now=None) == (self.NOT, self.OPEN, self.NOT)

    def test_an_old_deficit_counts_until_it_is_restored(self) -> None:
        assert judged(old=(Deficit(2024, tkr(5)),))[0] is self.NOT, "no plan"
        assert judged(old=(Deficit(2025, tkr(5)),))[0] is self.OPEN, "the plan comes after the accounts"
        assert judged(old=(Deficit(2024, tkr(5), planned={2027: tkr(5)}),))[0] is self.MET, "by plan"
        assert judged(old=(Deficit(2022, tkr(5), planned={2025: tkr(5)}),))[0] is self.NOT, "time is out"
        assert judged(old=(Deficit(2022, tkr(5), restored={2024: tkr(5)}),))[0] is self.MET

    def test_the_share_needs_something_to_be_a_share_of(self) -> None:
        assert share_of_taxes(YearResult(year=2026, result=tkr(1))) is None
        assert share_of_taxes(plain(2026, 13_500)) == Decimal("1.5")
