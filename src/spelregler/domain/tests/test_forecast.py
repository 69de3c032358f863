"""Worked examples and invariants of the forecast: docs/rules/prognos.md."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.frames.backtest import SimpleRule, backtest, closest, propose
from spelregler.domain.frames.booked_years import EarlierYear, ForecastError, KnownEvent, years_together
from spelregler.domain.frames.changed_units import forecast_ended, without_taken_over
from spelregler.domain.frames.course import course_to_december
from spelregler.domain.frames.forecast import Method, forecast_seasonal, forecast_straight
from spelregler.domain.money import ZERO, Money

costs = st.integers(min_value=1, max_value=10**11).map(Money)
whole_year = st.lists(costs, min_size=12, max_size=12).map(lambda found: dict(enumerate(found, start=1)))
known = st.integers(min_value=1, max_value=12)
any_amount = st.integers(min_value=-(10**10), max_value=10**10).map(Money)
some_events = st.lists(st.builds(KnownEvent, known, any_amount, st.just("hyra"), st.booleans()), max_size=4)


def tkr(amount: int) -> Money:
    return Money.from_tkr(amount)


def a_year(year: int, monthly: int, *, july: int | None = None) -> EarlierYear:
    months = dict.fromkeys(range(1, 13), tkr(monthly))
    return EarlierYear(year, months | ({7: tkr(july)} if july is not None else {}))


def first(months: dict[int, Money], count: int) -> dict[int, Money]:
    return {month: amount for month, amount in months.items() if month <= count}


def years_of(history: list[dict[int, Money]]) -> list[EarlierYear]:
    return [EarlierYear(2020 + number, months) for number, months in enumerate(history)]


histories = st.lists(whole_year, min_size=1, max_size=6).map(years_of)


class TestSeasonalProfile:
    def test_three_years_with_a_cheap_july(self) -> None:
        """A school: 11 months of 1 000 and a July of 500, so June is 6 000 / 11 500 of the year."""
        history = [a_year(2023, 1_000, july=500), a_year(2024, 1_000, july=500), a_year(2025, 1_000, july=500)]
        made = forecast_seasonal(outcome_by_month=dict.fromkeys(range(1, 7), tkr(1_040)), earlier=history)
        assert (made.amount, made.low, made.high) == (tkr(11_960), tkr(11_960), tkr(11_960))
        assert (made.years, made.booked_pct) == ((2023, 2024, 2025), Decimal("52.2"))
        assert "2023, 2024 och 2025: då var 52,2" in made.how.sv

    def test_the_range_goes_to_the_years_that_pull_most(self) -> None:
        history = [a_year(2024, 1_000, july=400), a_year(2025, 1_000, july=1_600)]
        made = forecast_seasonal(outcome_by_month=dict.fromkeys(range(1, 7), tkr(1_000)), earlier=history)
        assert (made.low, made.amount, made.high) == (tkr(11_400), tkr(12_000), tkr(12_600))

    def test_what_happened_once_is_not_scaled(self) -> None:
        """A rebuilding of 600 in March: without being told, the method would add 600 more for the other half."""
        months = dict.fromkeys(range(1, 7), tkr(1_000)) | {3: tkr(1_600)}
        told = forecast_seasonal(
            outcome_by_month=months, earlier=[a_year(2025, 1_000)], events=[KnownEvent(3, tkr(600), "Ombyggnad")]
        )
        assert told.amount == tkr(12_600)
        assert forecast_seasonal(outcome_by_month=months, earlier=[a_year(2025, 1_000)]).amount == tkr(13_200)

    def test_what_is_to_happen_is_added_in_its_month(self) -> None:
        made = forecast_seasonal(
            outcome_by_month=dict.fromkeys(range(1, 7), tkr(1_000)),
            earlier=[a_year(2025, 1_000)],
            events=[KnownEvent(9, tkr(300), "Flytt")],
        )
        by_month = {each.month: each.point for each in made.course}
        assert made.amount == tkr(12_300)
        assert (by_month[6], by_month[8], by_month[9], by_month[12]) == (
            tkr(6_000),
            tkr(8_000),
            tkr(9_300),
            tkr(12_300),
        )

    def test_a_frame_change_runs_on_evenly(self) -> None:
        event = KnownEvent(7, tkr(600), "Ny ram", runs_on=True)
        assert [event.until(month) for month in (6, 7, 9, 12)] == [ZERO, tkr(100), tkr(300), tkr(600)]

    @pytest.mark.parametrize(
        ("years", "events", "says", "is_silent_of"),
        [
            ((2025,), (), "costing as much as they did then", "known events"),
            ((2024, 2025), (), "pulls most to either side", "known events"),
            ((2025,), (KnownEvent(9, tkr(300), "Flytt"),), "known events of SEK 300", "pulls most"),
        ],
        ids=["one year", "two years", "an event"],
    )
    def test_how_it_was_made_says_what_the_range_is_and_what_is_not_scaled(
        self, years: tuple[int, ...], events: tuple[KnownEvent, ...], says: str, is_silent_of: str
    ) -> None:
        history = [a_year(year, 1_000) for year in years]
        made = forecast_seasonal(outcome_by_month={1: tkr(1_000)}, earlier=history, events=events)
        assert says in made.how.en.replace("\u00a0", " ")
        assert is_silent_of not in made.how.en

    def test_the_median_of_two_years_lies_between_them(self) -> None:
        """Half the year's cost had come by June in the one, a quarter in the other."""
        history = [a_year(2024, 1_000), EarlierYear(2025, {m: tkr(1_500 if m > 6 else 500) for m in range(1, 13)})]
        made = forecast_seasonal(
            outcome_by_month=dict.fromkeys(range(1, 7), tkr(1_000)), earlier=history, method=Method.MEDIAN
        )
        assert made.amount == tkr((12_000 + 24_000) // 2)

    def test_years_without_a_profile_are_named_and_left_out(self) -> None:
        half = EarlierYear(2024, dict.fromkeys(range(1, 7), tkr(1)))
        history = [a_year(2023, 1_000), half, a_year(2025, 1_000)]
        made = forecast_seasonal(outcome_by_month={1: tkr(1_000)}, earlier=history)
        assert (made.years, made.left_out) == ((2023, 2025), (2024,))

    def test_at_most_five_years_make_the_profile(self) -> None:
        made = forecast_seasonal(
            outcome_by_month={1: tkr(1)}, earlier=[a_year(year, 1_000) for year in range(2015, 2026)]
        )
        assert made.years == (2021, 2022, 2023, 2024, 2025)

    @given(whole_year, histories, some_events)
    def test_in_december_the_proposal_is_the_outcome(
        self, months: dict[int, Money], history: list[EarlierYear], events: list[KnownEvent]
    ) -> None:
        made = forecast_seasonal(outcome_by_month=months, earlier=history, events=events)
        assert made.low == made.amount == made.high == Money.sum(months.values())

    @given(whole_year, histories, known, some_events)
    def test_the_range_holds_the_proposal_on_the_whole_way(
        self, months: dict[int, Money], history: list[EarlierYear], count: int, events: list[KnownEvent]
    ) -> None:
        made = forecast_seasonal(outcome_by_month=first(months, count), earlier=history, events=events)
        assert made.low <= made.amount <= made.high
        assert all(each.low <= each.point <= each.high for each in made.course)
        if count < 12:
            assert [each.month for each in made.course] == list(range(count, 13))
            start, end = made.course[0], made.course[-1]
            assert start.low == start.point == start.high == Money.sum(first(months, count).values())
            assert (end.low, end.point, end.high) == (made.low, made.amount, made.high)

    @given(whole_year, st.lists(st.integers(1, 50), min_size=2, max_size=5), st.integers(1, 50), known)
    def test_a_perfectly_seasonal_year_is_forecast_exactly(
        self, shape: dict[int, Money], levels: list[int], level: int, count: int
    ) -> None:
        def at(times: int) -> dict[int, Money]:
            return {month: Money(amount.ore * times) for month, amount in shape.items()}

        made = forecast_seasonal(
            outcome_by_month=first(at(level), count), earlier=years_of([at(times) for times in levels])
        )
        assert made.low == made.amount == made.high == Money.sum(at(level).values())

    @given(whole_year, histories, known, st.integers(2, 1_000))
    def test_other_units_of_money_give_the_same_answer(
        self, months: dict[int, Money], history: list[EarlierYear], count: int, times: int
    ) -> None:
        """Every amount so many times larger makes the proposal so many times larger, but for the rounding to öre."""

        def larger(found: dict[int, Money]) -> dict[int, Money]:
            return {month: Money(amount.ore * times) for month, amount in found.items()}

        made = forecast_seasonal(outcome_by_month=first(months, count), earlier=history)
        more = forecast_seasonal(
            outcome_by_month=larger(first(months, count)),
            earlier=[EarlierYear(each.year, larger(dict(each.months))) for each in history],
        )
        for one, other in ((made.amount, more.amount), (made.low, more.low), (made.high, more.high)):
            assert abs(one.ore * times - other.ore) <= times

    @given(whole_year, histories, known, some_events, st.randoms(use_true_random=False))
    def test_the_order_of_the_rows_says_nothing(
        self,
        months: dict[int, Money],
        history: list[EarlierYear],
        count: int,
        events: list[KnownEvent],
        chance: random.Random,
    ) -> None:
        def mixed(found: dict[int, Money]) -> dict[int, Money]:
            return dict(chance.sample(list(found.items()), len(found)))

        plain = propose(outcome_by_month=first(months, count), earlier=history, frame=None, events=events)
        other = propose(
            outcome_by_month=mixed(first(months, count)),
            earlier=chance.sample([EarlierYear(each.year, mixed(dict(each.months))) for each in history], len(history)),
            frame=None,
            events=chance.sample(events, len(events)),
        )
        assert (plain.amount, plain.low, plain.high, plain.course) == (
            other.amount,
            other.low,
            other.high,
            other.course,
        )


class TestTooLittleHistory:
    def test_without_a_whole_year_the_frames_twelfths_are_used_and_named(self) -> None:
        half = EarlierYear(2025, dict.fromkeys(range(1, 7), tkr(1_000)))
        made = propose(outcome_by_month={1: tkr(1_100)}, earlier=[half], frame=tkr(12_000))
        assert (made.method, made.amount) == (Method.STRAIGHT, tkr(12_100))
        assert "11 tolftedelar av ramen" in made.how.sv

    def test_without_a_frame_too_there_is_no_proposal(self) -> None:
        with pytest.raises(ForecastError, match="neither"):
            propose(outcome_by_month={1: tkr(1)}, earlier=[], frame=None)

    def test_nothing_booked_is_no_proposal(self) -> None:
        with pytest.raises(ForecastError) as refused:
            propose(outcome_by_month={}, earlier=[a_year(2025, 1)], frame=tkr(1))
        assert "saknas" in refused.value.words.sv

    def test_a_unit_that_lives_on_income_has_no_profile(self) -> None:
        """A net cost about zero makes any share of it meaningless."""
        made = propose(outcome_by_month={1: tkr(5)}, earlier=[a_year(2025, -10)], frame=tkr(12))
        assert made.method is Method.STRAIGHT

    def test_an_event_in_a_booked_month_is_not_taken_for_the_usual_pace(self) -> None:
        made = forecast_straight(
            outcome_by_month={1: tkr(1_000), 2: tkr(4_000)},
            frame=tkr(12_000),
            events=[KnownEvent(2, tkr(3_000), "Brand")],
        )
        assert (made.low, made.amount, made.high) == (tkr(15_000), tkr(15_000), tkr(15_000))


class TestBackTest:
    HISTORY = (a_year(2023, 1_000, july=500), a_year(2024, 1_000, july=500), a_year(2025, 1_000, july=1_500))

    def test_each_year_is_forecast_from_the_years_before_it_alone(self) -> None:
        record = backtest(earlier=self.HISTORY, months=6)
        assert record.untested == (2023,)
        assert [(each.year, each.forecast, each.actual, each.error) for each in record.tests] == [
            (2024, tkr(11_500), tkr(11_500), ZERO),
            (2025, tkr(11_500), tkr(12_500), tkr(-1_000)),
        ]
        assert [each.error_pct for each in record.tests] == [Decimal("0.0"), Decimal("-8.0")]

    def test_it_is_held_against_the_best_simple_rule_of_that_month(self) -> None:
        record = backtest(earlier=self.HISTORY, months=6)
        assert [each.simple[SimpleRule.PACE] for each in record.tests] == [tkr(12_000), tkr(12_000)]
        assert [each.simple_pct(SimpleRule.PACE) for each in record.tests] == [Decimal("4.3"), Decimal("-4.0")]
        assert (record.best_rule, record.best_rule_pct) == (SimpleRule.LAST_YEAR, Decimal("4.0"))
        assert (record.mean_pct, record.is_worse_than_simple) == (Decimal("4.0"), False)

    def test_the_frame_line_is_the_best_rule_where_the_year_kept_its_frame(self) -> None:
        """A dear January that did not go on: the pace says 14 400, the rest of the frame 12 200."""
        months = {month: tkr(1_000) for month in range(1, 13)}
        history = [EarlierYear(2024, months), EarlierYear(2025, months | {1: tkr(1_200)})]
        record = backtest(earlier=history, months=1, frames={2025: tkr(12_000)})
        assert record.tests[0].simple[SimpleRule.FRAME] == tkr(12_200)
        assert record.best_rule is not None
        assert (record.best_rule, record.is_worse_than_simple) == (SimpleRule.LAST_REST, True)

    def test_the_range_says_how_many_years_it_held(self) -> None:
        record = backtest(earlier=self.HISTORY, months=6)
        assert [each.is_held for each in record.tests] == [True, False]
        assert record.held == 1

    def test_a_method_that_does_worse_than_a_simple_rule_is_said(self) -> None:
        history = [a_year(2024, 1_000, july=100), a_year(2025, 1_000)]
        assert backtest(earlier=history, months=6).is_worse_than_simple

    def test_a_year_that_is_not_whole_stops_none_that_is(self) -> None:
        history = (EarlierYear(2022, {1: tkr(1_000)}), *self.HISTORY)
        assert [each.year for each in backtest(earlier=history, months=6).tests] == [2024, 2025]

    def test_the_first_year_is_tested_by_no_method_for_nothing_was_booked_before_it(self) -> None:
        frames = {2023: tkr(12_000), 2024: tkr(12_000)}
        record = backtest(earlier=self.HISTORY, months=6, method=Method.STRAIGHT, frames=frames)
        assert ([each.year for each in record.tests], record.untested) == ([2024], (2023, 2025))

    def test_one_year_can_not_be_tested(self) -> None:
        record = backtest(earlier=[a_year(2025, 1_000)], months=6)
        assert (record.tests, record.untested, record.mean_pct) == ((), (2025,), None)
        assert not record.is_worse_than_simple

    @given(histories)
    def test_in_december_nothing_is_left_to_miss(self, history: list[EarlierYear]) -> None:
        for each in backtest(earlier=history, months=12).tests:
            assert each.error == each.simple_error(SimpleRule.PACE) == ZERO
            assert each.is_held

    @given(histories, known)
    def test_a_later_year_never_changes_what_an_earlier_one_would_have_been(
        self, history: list[EarlierYear], count: int
    ) -> None:
        assert (
            backtest(earlier=history[:-1], months=count).tests
            == backtest(earlier=history, months=count).tests[: max(len(history) - 2, 0)]
        )


class TestTheMethodIsChosenByMonth:
    ODD = (a_year(2021, 100), a_year(2022, 100), a_year(2023, 100), a_year(2024, 100, july=2_000), a_year(2025, 100))

    def test_one_odd_year_does_not_move_the_median(self) -> None:
        """The odd year pulls the profile of the year after it, and not the median."""
        assert closest(earlier=self.ODD, months=6, frames={}) is Method.MEDIAN
        made = propose(outcome_by_month=dict.fromkeys(range(1, 7), tkr(100)), earlier=self.ODD, frame=None)
        assert (made.method, made.amount) == (Method.MEDIAN, tkr(1_200))
        assert "medianen" in made.how.sv

    def test_of_two_tested_years_nothing_is_chosen(self) -> None:
        assert closest(earlier=self.ODD[-3:], months=6, frames={}) is Method.SEASONAL

    def test_early_in_the_year_the_frame_may_come_closest(self) -> None:
        """Januaries of 50, 150, 50, 150 and 50 in years that cost 1 200 say nothing; the frame does."""
        years = [
            EarlierYear(2021 + at, dict.fromkeys(range(1, 13), tkr(100)) | {1: tkr(january), 12: tkr(200 - january)})
            for at, january in enumerate((50, 150, 50, 150, 50))
        ]
        frames = {each.year: tkr(1_200) for each in years}
        assert closest(earlier=years, months=1, frames=frames) is Method.STRAIGHT
        made = propose(outcome_by_month={1: tkr(150)}, earlier=years, frame=tkr(1_200), frames=frames)
        assert (made.method, made.amount) == (Method.STRAIGHT, tkr(1_250))


class TestAMerger:
    """A and B merge into C on 1 July: A booked 50 a month through June, B 30, and C 80 from July."""

    A, B, C = (
        dict.fromkeys(months, tkr(each)) for months, each in ((range(1, 7), 50), (range(1, 7), 30), (range(7, 10), 80))
    )

    def test_those_that_ended_are_what_they_cost(self) -> None:
        made = [forecast_ended(outcome_by_month=each, last=6) for each in (self.A, self.B)]
        assert [(each.low, each.amount, each.high) for each in made] == [(tkr(300),) * 3, (tkr(180),) * 3]

    def test_a_last_month_that_is_not_booked_yet_is_taken_to_cost_as_the_others(self) -> None:
        assert forecast_ended(outcome_by_month=first(self.A, 5), last=6).amount == tkr(300)
        made = forecast_ended(outcome_by_month={1: tkr(40), 2: tkr(60)}, last=3)
        assert (made.low, made.amount, made.high) == (tkr(140), tkr(150), tkr(160))
        assert {(each.low, each.point, each.high) for each in made.course[1:]} == {(tkr(140), tkr(150), tkr(160))}

    def test_the_one_that_took_over_is_forecast_with_them_and_theirs_taken_off(self) -> None:
        together = {
            month: self.A.get(month, ZERO) + self.B.get(month, ZERO) + self.C.get(month, ZERO) for month in range(1, 10)
        }
        earlier = years_together([[a_year(2025, 50)], [a_year(2025, 30)]])
        made = propose(outcome_by_month=together, earlier=earlier, frame=None)
        mine = without_taken_over(made, taken=tkr(480), names=["A", "B"])
        assert (mine.low, mine.amount, mine.high) == (tkr(480), tkr(480), tkr(480))
        assert [each.point for each in mine.course] == [tkr(240), tkr(320), tkr(400), tkr(480)]
        assert "tillsammans med A och B" in mine.how.sv

    def test_a_unit_that_began_in_the_year_has_its_frame_for_the_months_it_lives(self) -> None:
        made = propose(outcome_by_month=self.C, earlier=[], frame=tkr(480), first=7)
        assert (made.months, made.amount) == (9, tkr(480))

    def test_a_gap_after_its_first_month_is_still_a_gap(self) -> None:
        with pytest.raises(ForecastError):
            propose(outcome_by_month={7: tkr(1), 9: tkr(1)}, earlier=[], frame=tkr(480), first=7)


def test_where_earlier_years_say_nothing_of_the_rest_the_way_is_straight() -> None:
    ends = (tkr(1_200), tkr(1_100), tkr(1_300))
    course = course_to_december(10, tkr(1_000), ends, (), weight=lambda month: 0)
    assert [(each.month, each.point, each.low, each.high) for each in course] == [
        (10, tkr(1_000), tkr(1_000), tkr(1_000)),
        (11, tkr(1_100), tkr(1_050), tkr(1_150)),
        (12, tkr(1_200), tkr(1_100), tkr(1_300)),
    ]
    assert course_to_december(12, tkr(1_000), ends, (), weight=lambda month: 0) == ()
