"""Worked examples of docs/rules/ramar.md."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.domain.checks import NoParameters
from spelregler.domain.counting import DAYS_BY_FREQUENCY, AgeLimit, since_start, while_fresh
from spelregler.domain.findings import Duty, Judgement, Scope, Status
from spelregler.domain.frames.booked_years import EarlierYear, ForecastError
from spelregler.domain.frames.budget_days import BudgetDays
from spelregler.domain.frames.deviation import (
    DeviationLevel,
    DeviationLimits,
    ReportedForecast,
    deviation_pct,
    overrun_needs_signal,
)
from spelregler.domain.frames.forecast import forecast_seasonal, forecast_straight
from spelregler.domain.frames.forecasts_answered import CommitteeForecasts, DeviationAnswered, judge_deviation_answered
from spelregler.domain.frames.freedom import (
    LineControl,
    Move,
    UnitControl,
    UnitForecasts,
    UnitMoves,
    UnitWithinFrame,
    judge_moves_are_free,
    judge_one_net_frame,
    judge_unit_within_frame,
)
from spelregler.domain.frames.steering import CommitteeSteering, judge_every_committee_steered
from spelregler.domain.frames.sums import (
    CommitteeFrame,
    FrameSums,
    judge_sums_hold,
    most_at_once,
)
from spelregler.domain.money import Money
from spelregler.domain.period import Period

TODAY = date(2026, 11, 2)
MONTHLY = AgeLimit("monthly", DAYS_BY_FREQUENCY["monthly"], frozenset({1, 7}))
COMMITTEE = Scope("committee", "un", "Utbildningsnämnden")
UNIT = Scope("unit", "skola", "Skolan")
NONE = NoParameters()
amounts = st.integers(min_value=0, max_value=10**12).map(Money)


def tkr(amount: int) -> Money:
    return Money.from_tkr(amount)


def forecast(day: date, *, frame: int, cost: int, answered_on: date | None = None) -> ReportedForecast:
    return ReportedForecast(day, tkr(frame), tkr(cost), answered_on=answered_on)


class TestDeviation:
    @pytest.mark.parametrize(
        ("frame", "cost", "pct", "level"),
        [
            (100_000, 99_000, "1.0", DeviationLevel.NONE),
            (100_000, 101_000, "-1.0", DeviationLevel.NONE),
            (100_000, 101_049, "-1.0", DeviationLevel.NONE),  # rounds to −1.0, and −1.0 is not below −1.0
            (100_000, 101_100, "-1.1", DeviationLevel.NOTICE),
            (100_000, 102_000, "-2.0", DeviationLevel.NOTICE),
            (100_000, 102_400, "-2.4", DeviationLevel.ACTION),
            (100_000, 103_000, "-3.0", DeviationLevel.ACTION),
            (100_000, 103_100, "-3.1", DeviationLevel.SERIOUS),
            (4_000, 4_149, "-3.7", DeviationLevel.NONE),  # under the floor of 150 tkr
            (4_000, 4_150, "-3.8", DeviationLevel.SERIOUS),
            (0, 200, None, DeviationLevel.SERIOUS),
            (0, 0, None, DeviationLevel.NONE),
        ],
    )
    def test_levels_of_a_unit(self, frame: int, cost: int, pct: str | None, level: DeviationLevel) -> None:
        expected = None if pct is None else Decimal(pct)
        assert deviation_pct(frame=tkr(frame), forecast=tkr(cost)) == expected
        assert DeviationLimits().level(frame=tkr(frame), forecast=tkr(cost)) is level

    def test_without_a_floor_a_single_ore_beyond_the_frame_is_an_overrun(self) -> None:
        limits = DeviationLimits(floor_unit_tkr=0)
        assert limits.level(frame=Money(0), forecast=Money(1)) is DeviationLevel.SERIOUS
        assert limits.level(frame=Money(1), forecast=Money(1)) is DeviationLevel.NONE

    def test_a_committee_has_a_higher_floor(self) -> None:
        limits = DeviationLimits()
        assert limits.level(frame=tkr(10_000), forecast=tkr(10_499)) is DeviationLevel.SERIOUS
        assert limits.level(frame=tkr(10_000), forecast=tkr(10_499), committee=True) is DeviationLevel.NONE

    @given(amounts, amounts)
    def test_whoever_stays_within_the_frame_is_never_flagged(self, frame: Money, left: Money) -> None:
        assert DeviationLimits().level(frame=frame + left, forecast=frame) is DeviationLevel.NONE

    @given(amounts, amounts, amounts)
    def test_a_dearer_forecast_is_never_milder(self, frame: Money, cost: Money, more: Money) -> None:
        limits = DeviationLimits()
        assert limits.level(frame=frame, forecast=cost + more) >= limits.level(frame=frame, forecast=cost)

    @pytest.mark.parametrize(
        ("costs", "since_month"),
        [
            ([101_000, 103_100], 2),  # serious at once
            ([102_400, 102_500], 2),  # action twice running
            ([102_400, 101_000, 102_400], None),  # action twice, not running
            ([103_100, 102_400, 102_400], 1),  # serious, then action and action: one unbroken run
            ([103_100, 100_000], None),
            ([], None),
        ],
    )
    def test_what_calls_for_a_signal(self, costs: list[int], since_month: int | None) -> None:
        reported = [forecast(date(2026, n, 10), frame=100_000, cost=c) for n, c in enumerate(costs, start=1)]
        since = None if since_month is None else date(2026, since_month, 10)
        assert overrun_needs_signal(reported, limits=DeviationLimits()) == since


class TestForecast:
    def test_straight_adds_the_frames_twelfths(self) -> None:
        outcome = {1: tkr(1_100), 2: tkr(900), 3: tkr(1_200)}
        made = forecast_straight(outcome_by_month=outcome, frame=tkr(12_000))
        assert (made.amount, made.low, made.high) == (tkr(12_200), tkr(11_300), tkr(14_000))
        assert "3 månader" in made.how.sv
        assert "9 twelfths" in made.how.en

    def test_seasonal_follows_the_course_of_an_earlier_year(self) -> None:
        earlier = {month: tkr(500 if month == 7 else 1_000) for month in range(1, 13)}
        made = forecast_seasonal(
            outcome_by_month={month: tkr(1_040) for month in range(1, 7)},
            earlier=[EarlierYear(2025, earlier)],
        )
        assert made.amount == tkr(11_960)  # 6 240 × 11 500 / 6 000
        assert (made.low, made.high) == (tkr(11_740), tkr(11_960))
        assert "2025" in made.how.sv

    @pytest.mark.parametrize("months", [[], [2], [1, 3], list(range(1, 14))])
    def test_a_gap_in_the_months_is_refused(self, months: list[int]) -> None:
        with pytest.raises(ForecastError):
            forecast_straight(outcome_by_month={month: tkr(1) for month in months}, frame=tkr(1))

    @pytest.mark.parametrize("earlier", [{}, {m: Money(0) for m in range(1, 13)}])
    def test_a_season_needs_a_whole_earlier_year_with_cost(self, earlier: dict[int, Money]) -> None:
        with pytest.raises(ForecastError):
            forecast_seasonal(outcome_by_month={1: tkr(1)}, earlier=[EarlierYear(2025, earlier)])

    @given(st.lists(amounts, min_size=12, max_size=12), amounts)
    def test_a_whole_year_is_its_own_forecast(self, months: list[Money], frame: Money) -> None:
        made = forecast_straight(outcome_by_month=dict(enumerate(months, start=1)), frame=frame)
        assert made.low == made.amount == made.high == Money.sum(months)


class TestSums:
    def facts(self, *, total: int, units: tuple[int, ...] = (30_000, 19_000)) -> list[FrameSums]:
        frame = CommitteeFrame(COMMITTEE, tkr(50_000), date(2025, 11, 12), tuple(map(tkr, units)), date(2025, 12, 10))
        return [FrameSums(2026, tkr(total), tkr(10_000), date(2025, 11, 12), (frame,))]

    def test_kept_when_every_sum_holds(self) -> None:
        council, committee = judge_sums_hold(self.facts(total=60_000), parameters=NONE, as_of=TODAY)
        assert (council.status, council.since) == (Status.KEPT, date(2025, 11, 12))
        assert (committee.status, committee.inputs["left_tkr"]) == (Status.KEPT, 1_000)

    def test_breach_with_the_difference_in_tkr(self) -> None:
        council, _ = judge_sums_hold(self.facts(total=61_500), parameters=NONE, as_of=TODAY)
        assert (council.status, council.inputs["difference_tkr"]) == (Status.BREACH, 1_500)
        assert "1\u00a0500\u00a0tkr" in council.reason.sv

    def test_breach_when_units_outgrow_their_committee(self) -> None:
        facts = self.facts(total=60_000, units=(30_000, 21_000))
        _, committee = judge_sums_hold(facts, parameters=NONE, as_of=TODAY)
        assert (committee.status, committee.inputs["left_tkr"]) == (Status.BREACH, -1_000)

    def test_a_committee_that_has_not_cut_its_frame_is_not_assessed(self) -> None:
        _, committee = judge_sums_hold(self.facts(total=60_000, units=()), parameters=NONE, as_of=TODAY)
        assert committee.status is Status.NOT_ASSESSED

    def test_a_frame_without_a_decision_is_only_an_amount(self) -> None:
        frame = CommitteeFrame(COMMITTEE, tkr(50_000), date(2026, 1, 1), (tkr(49_000),), has_decision=False)
        facts = [FrameSums(2026, tkr(60_000), tkr(10_000), date(2026, 1, 1), (frame,), has_decision=False)]
        found = judge_sums_hold(facts, parameters=NONE, as_of=TODAY)
        assert [(each.status, each.expected_of) for each in found] == [(Status.BREACH, "KF")] * 2

    def test_a_body_that_has_no_units_has_nothing_to_share_out(self) -> None:
        frame = CommitteeFrame(COMMITTEE, tkr(50_000), date(2025, 11, 12), has_units=False)
        facts = [FrameSums(2026, tkr(60_000), tkr(10_000), date(2025, 11, 12), (frame,))]
        _, body = judge_sums_hold(facts, parameters=NONE, as_of=TODAY)
        assert body.status is Status.NOT_APPLICABLE

    @given(st.lists(amounts, max_size=8), amounts)
    def test_a_total_made_of_its_parts_always_holds(self, frames: list[Money], finance: Money) -> None:
        parts = tuple(CommitteeFrame(COMMITTEE, each, TODAY, (each,)) for each in frames)
        facts = [FrameSums(2026, Money.sum(frames) + finance, finance, TODAY, parts)]
        found = judge_sums_hold(facts, parameters=NONE, as_of=TODAY)
        assert {each.status for each in found} == {Status.KEPT}


class TestDeviationAnswered:
    RED = date(2026, 9, 15)

    @pytest.mark.parametrize(
        ("rule", "cost", "answered_on", "as_of", "status", "since"),
        [
            ("no red forecast", 101_500, None, TODAY, Status.KEPT, RED),
            ("red, still within 30 days", 102_400, None, date(2026, 10, 15), Status.ATTENTION, RED),
            ("red, day 31 without a decision", 102_400, None, date(2026, 10, 16), Status.BREACH, date(2026, 10, 16)),
            ("… and the since does not move", 102_400, None, TODAY, Status.BREACH, date(2026, 10, 16)),
            ("answered on day 30", 102_400, date(2026, 10, 15), TODAY, Status.KEPT, date(2026, 10, 15)),
            ("answered on day 31", 102_400, date(2026, 10, 16), TODAY, Status.ATTENTION, date(2026, 10, 16)),
            ("answered later than asked", 102_400, date(2026, 12, 1), TODAY, Status.BREACH, date(2026, 10, 16)),
        ],
    )
    def test_a_red_forecast_is_answered_within_p08(
        self, rule: str, cost: int, answered_on: date | None, as_of: date, status: Status, since: date
    ) -> None:
        facts = [
            CommitteeForecasts(COMMITTEE, (forecast(self.RED, frame=100_000, cost=cost, answered_on=answered_on),))
        ]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=as_of)
        assert (found.status, found.since) == (status, since), rule

    def test_a_cost_without_a_frame_is_told_in_money_alone(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(self.RED, frame=0, cost=600),))]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert "−600\u00a0tkr" in found.reason.sv
        assert "%" not in found.reason.sv

    def test_an_overrun_below_the_committees_floor_calls_for_no_decision(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(self.RED, frame=10_000, cost=10_499),))]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert (found.status, found.inputs["needing_decision"]) == (Status.KEPT, 0)

    def test_the_reason_tells_figures_and_dates(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(self.RED, frame=100_000, cost=102_400),))]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert "−2\u00a0400\u00a0tkr" in found.reason.sv
        assert "−2,4\u00a0%" in found.reason.sv
        assert "2026-10-15" in found.reason.sv
        assert "SEK −2,400 thousand" in found.reason.en
        assert (found.inputs["deviation_pct"], found.expected_of) == ("-2.4", "N")

    @pytest.mark.parametrize(
        ("rule", "forecasts", "status", "since", "taken"),
        [
            (
                "October's decision answers September's forecast too, late",
                [(date(2026, 9, 15), 102_400, None), (date(2026, 10, 15), 102_500, date(2026, 10, 28))],
                Status.ATTENTION,
                date(2026, 10, 28),
                43,
            ),
            (
                "a decision never answers what came after it",
                [(date(2026, 9, 1), 102_400, date(2026, 9, 20)), (date(2026, 9, 28), 104_000, None)],
                Status.BREACH,
                date(2026, 10, 29),
                None,
            ),
            (
                "the first was answered after 207 days, and the next in time does not undo it",
                [(date(2026, 3, 10), 102_400, date(2026, 10, 3)), (date(2026, 10, 15), 102_400, date(2026, 10, 28))],
                Status.ATTENTION,
                date(2026, 10, 3),
                207,
            ),
            (
                "a decision counts for what it answers, not for what it is linked to",
                [(date(2026, 9, 15), 102_400, date(2026, 10, 14)), (date(2026, 10, 10), 102_500, None)],
                Status.KEPT,
                date(2026, 10, 14),
                4,
            ),
        ],
    )
    def test_a_decision_answers_what_was_known_when_it_was_taken(
        self,
        rule: str,
        forecasts: list[tuple[date, int, date | None]],
        status: Status,
        since: date,
        taken: int | None,
    ) -> None:
        reported = tuple(forecast(day, frame=100_000, cost=cost, answered_on=on) for day, cost, on in forecasts)
        facts = [CommitteeForecasts(COMMITTEE, reported)]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert (found.status, found.since, found.inputs.get("days_taken")) == (status, since, taken), rule

    LATE = ((date(2026, 3, 10), date(2026, 5, 20)), (date(2026, 9, 5), date(2026, 10, 28)))

    def late(self) -> Judgement:
        reported = tuple(forecast(day, frame=100_000, cost=102_400, answered_on=on) for day, on in self.LATE)
        (found,) = judge_deviation_answered(
            [CommitteeForecasts(COMMITTEE, reported)], parameters=DeviationAnswered(), as_of=TODAY
        )
        return found

    def test_every_late_answer_is_told(self) -> None:
        found = self.late()
        assert (found.status, found.since, found.inputs["answered_late"]) == (Status.ATTENTION, date(2026, 5, 20), 2)
        assert "prognosen 2026-03-10 efter 71 dagar och prognosen 2026-09-05 efter 53 dagar" in found.reason.sv

    @pytest.mark.parametrize(
        ("start_day", "status"),
        [(date(2026, 5, 1), Status.ATTENTION), (date(2026, 9, 1), Status.ATTENTION), (date(2026, 10, 1), Status.KEPT)],
    )
    def test_one_that_the_start_day_excuses_hides_no_later_one(self, start_day: date, status: Status) -> None:
        found = since_start(self.late(), counts_from=start_day, settling_days=60, as_of=TODAY)
        assert found.status is status

    def test_the_bodys_own_reprioritisation_is_told(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(self.RED, frame=100_000, cost=99_000),), (date(2026, 5, 6),))]
        (found,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert (found.status, found.inputs["reprioritised"]) == (Status.KEPT, 1)
        assert found.reason.sv.endswith("Beslut om omprioritering i år: 2026-05-06.")

    def test_one_forecast_in_march_and_then_silence_is_not_assessed(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(date(2026, 3, 14), frame=100_000, cost=100_000),))]
        (judged,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        found = while_fresh(judged, limit=MONTHLY, as_of=TODAY)
        assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "FC")

    def test_a_decision_that_is_owed_does_not_grow_old(self) -> None:
        facts = [CommitteeForecasts(COMMITTEE, (forecast(date(2026, 3, 14), frame=100_000, cost=103_000),))]
        (judged,) = judge_deviation_answered(facts, parameters=DeviationAnswered(), as_of=TODAY)
        assert while_fresh(judged, limit=MONTHLY, as_of=TODAY).status is Status.BREACH

    def test_a_committee_without_forecast_is_not_assessed(self) -> None:
        (found,) = judge_deviation_answered(
            [CommitteeForecasts(COMMITTEE)], parameters=DeviationAnswered(), as_of=TODAY
        )
        assert (found.scope, found.status) == (COMMITTEE, Status.NOT_ASSESSED)


class TestUnitWithinFrame:
    @pytest.mark.parametrize(
        ("costs", "status", "since"),
        [
            ([100_000, 100_500], Status.KEPT, date(2026, 8, 14)),
            ([100_000, 101_500], Status.ATTENTION, date(2026, 9, 14)),
            ([102_400, 103_500], Status.BREACH, date(2026, 8, 14)),
            ([], Status.NOT_ASSESSED, None),
        ],
    )
    def test_the_latest_forecast_decides(self, costs: list[int], status: Status, since: date | None) -> None:
        reported = tuple(forecast(date(2026, 8 + n, 14), frame=100_000, cost=c) for n, c in enumerate(costs))
        (found,) = judge_unit_within_frame([UnitForecasts(UNIT, reported)], parameters=UnitWithinFrame(), as_of=TODAY)
        assert (found.status, found.since) == (status, since)

    def test_an_old_forecast_is_no_green_light(self) -> None:
        facts = [UnitForecasts(UNIT, (forecast(date(2026, 3, 14), frame=100_000, cost=100_000),))]
        (judged,) = judge_unit_within_frame(facts, parameters=UnitWithinFrame(), as_of=TODAY)
        found = while_fresh(judged, limit=MONTHLY, as_of=TODAY)
        assert (found.status, found.since, found.expected_of) == (Status.NOT_ASSESSED, date(2026, 4, 29), "EC")
        assert found.reason.sv.startswith("Senast 2026-03-14, ska ske varje månad.")


class TestFreedomInsideTheFrame:
    START = date(2026, 1, 1)

    @pytest.mark.parametrize(
        ("frames", "lines", "status", "since"),
        [
            ((date(2025, 12, 10),), (), Status.ENSURED, date(2025, 12, 10)),
            ((), (), Status.BREACH, START),
            ((date(2025, 12, 10), date(2026, 3, 1)), (), Status.BREACH, date(2026, 3, 1)),
            ((date(2025, 12, 10),), (LineControl("6410", date(2026, 5, 1)),), Status.BREACH, date(2026, 5, 1)),
        ],
    )
    def test_one_net_frame_and_no_line_limits(
        self, frames: tuple[date, ...], lines: tuple[LineControl, ...], status: Status, since: date
    ) -> None:
        facts = [UnitControl(UNIT, self.START, frames, lines)]
        (found,) = judge_one_net_frame(facts, parameters=NONE, as_of=TODAY)
        assert (found.status, found.since) == (status, since)

    @pytest.mark.parametrize(
        ("moves", "status"),
        [
            ((), Status.NOT_ASSESSED),
            ((Move("läromedel", START, Money.from_tkr(40)),), Status.ENSURED),
            ((Move("läromedel", START, Money.from_tkr(40), needed_approval=True),), Status.BREACH),
            ((Move("vikarier", START, Money.from_tkr(40), True, limited_by_intervention=True),), Status.ENSURED),
        ],
    )
    def test_moves_inside_the_frame_are_free(self, moves: tuple[Move, ...], status: Status) -> None:
        (found,) = judge_moves_are_free([UnitMoves(UNIT, moves)], parameters=NONE, as_of=TODAY)
        assert found.status is status


@pytest.mark.parametrize(
    ("goals", "frames", "as_of", "status", "since", "expected_of"),
    [
        (1, 1, TODAY, Status.KEPT, date(2025, 11, 12), ""),
        (0, 1, TODAY, Status.BREACH, date(2026, 1, 1), "N"),
        (0, 1, date(2025, 12, 31), Status.ATTENTION, date(2025, 1, 1), "N"),
        (2, 0, TODAY, Status.BREACH, date(2026, 1, 1), "KF"),
        (2, 2, TODAY, Status.BREACH, date(2025, 11, 12), "KF"),
    ],
)
def test_every_committee_has_a_goal_and_exactly_one_frame(
    goals: int, frames: int, as_of: date, status: Status, since: date, expected_of: str
) -> None:
    decided = date(2025, 11, 12)
    facts = [CommitteeSteering(COMMITTEE, 2026, (decided,) * goals, (decided,) * frames)]
    (found,) = judge_every_committee_steered(facts, parameters=BudgetDays(), as_of=as_of)
    assert (found.status, found.since, found.expected_of) == (status, since, expected_of)
    # One frame too many is no duty with a last day: nothing that was to be done in time puts it right.
    is_due = status is not Status.KEPT and frames < 2
    assert found.duty == (Duty(date(2025, 12, 31)) if is_due else None)


@pytest.mark.parametrize(
    ("rule", "framed_on", "changed_on", "started", "status", "since"),
    [
        ("the last day of the year before", date(2025, 12, 31), None, None, Status.KEPT, date(2025, 12, 31)),
        ("in June of its own year", date(2026, 6, 10), None, None, Status.ATTENTION, date(2026, 6, 10)),
        ("in time, and changed in June", date(2025, 11, 12), date(2026, 6, 10), None, Status.KEPT, date(2025, 11, 12)),
        ("a committee that began in July", date(2026, 6, 10), None, date(2026, 7, 1), Status.KEPT, date(2026, 6, 10)),
    ],
)
def test_goals_and_frame_are_decided_before_the_year_begins(
    rule: str, framed_on: date, changed_on: date | None, started: date | None, status: Status, since: date
) -> None:
    facts = [CommitteeSteering(COMMITTEE, 2026, (date(2025, 11, 12),), (changed_on or framed_on,), framed_on, started)]
    (found,) = judge_every_committee_steered(facts, parameters=BudgetDays(), as_of=TODAY)
    assert (found.status, found.since) == (status, since), rule


class TestMostAtOnce:
    FREED = Period(date(2026, 1, 1), date(2026, 6, 1))
    LATER = Period(date(2026, 6, 1))

    @pytest.mark.parametrize(
        ("since", "tkr"),
        [
            (date(2025, 12, 1), 7),  # 4 and 3 until June, 2 and 3 from June
            (date(2026, 5, 31), 7),
            (date(2026, 6, 1), 5),
        ],
    )
    def test_the_day_with_the_largest_sum(self, since: date, tkr: int) -> None:
        held = [
            (self.FREED, Money.from_tkr(4)),
            (self.LATER, Money.from_tkr(2)),
            (Period(date(2026, 1, 1)), Money.from_tkr(3)),
        ]
        assert most_at_once(held, since=since) == Money.from_tkr(tkr)

    def test_nothing_held_is_nothing(self) -> None:
        assert most_at_once([], since=date(2026, 1, 1)) == Money()
