"""What stands beside a status on frames: since when, who acts, by which day, and what it shows."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.findings import MUNICIPALITY, Duty, Evidence, Judgement, Scope, Status
from spelregler.domain.frames.budget_days import BudgetDays, BudgetOnItsWay
from spelregler.domain.frames.deviation import ReportedForecast
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
from spelregler.domain.frames.sums import CommitteeFrame, FrameSums, judge_sums_hold
from spelregler.domain.money import Money

TODAY, NONE = date(2026, 11, 2), NoParameters()
COMMITTEE, UNIT = Scope("committee", "un", "Utbildningsnämnden"), Scope("unit", "skola", "Skolan")
NOVEMBER, DECEMBER, MARCH = date(2025, 11, 12), date(2025, 12, 10), date(2026, 3, 1)


def tkr(amount: int) -> Money:
    return Money.from_tkr(amount)


def only(judge: Callable[..., list[Judgement]], fact: Any, parameters: Any = NONE, as_of: date = TODAY) -> Judgement:
    (found,) = judge([fact], parameters=parameters, as_of=as_of)
    return found


class TestSums:
    def facts(self, total: int, frame: CommitteeFrame, **about: bool) -> FrameSums:
        return FrameSums(2026, tkr(total), tkr(10_000), NOVEMBER, (frame,), **about)

    def judged(self, total: int, frame: CommitteeFrame, **about: bool) -> tuple[Judgement, Judgement]:
        council, committee = judge_sums_hold([self.facts(total, frame, **about)], parameters=NONE, as_of=TODAY)
        assert (council.scope, committee.scope) == (MUNICIPALITY, COMMITTEE)
        return council, committee

    CUT = CommitteeFrame(COMMITTEE, tkr(50_000), MARCH, (tkr(30_000), tkr(19_000)), DECEMBER)

    @pytest.mark.parametrize(("total", "status", "acts"), [(60_000, Status.KEPT, ""), (59_000, Status.BREACH, "KF")])
    def test_the_council_sees_to_its_total_since_the_last_decision(self, total: int, status: Status, acts: str) -> None:
        council, _ = self.judged(total, self.CUT)
        assert (council.status, council.since, council.expected_of) == (status, MARCH, acts)
        assert council.inputs == {
            "year": 2026,
            "council_total_tkr": total,
            "committees_tkr": 50_000,
            "finance_tkr": 10_000,
            "difference_tkr": total - 60_000,
        }

    @pytest.mark.parametrize(
        ("rule", "units", "cut_on", "status", "since", "acts"),
        [
            ("they fit", (30_000, 19_000), DECEMBER, Status.KEPT, MARCH, ""),
            ("to the krona", (30_000, 20_000), DECEMBER, Status.KEPT, MARCH, ""),
            ("a krona too much", (30_000, 20_001), DECEMBER, Status.BREACH, MARCH, "N"),
            ("cut after the frame", (30_000,), TODAY, Status.KEPT, TODAY, ""),
            ("not cut", (), None, Status.NOT_ASSESSED, None, "FC"),
        ],
    )
    def test_a_committee_sees_to_its_units_and_the_head_to_the_cutting(
        self, rule: str, units: tuple[int, ...], cut_on: date | None, status: Status, since: date | None, acts: str
    ) -> None:
        frame = CommitteeFrame(COMMITTEE, tkr(50_000), MARCH, tuple(map(tkr, units)), cut_on)
        _, found = self.judged(60_000, frame)
        assert (found.status, found.since, found.expected_of) == (status, since, acts), rule
        if units:
            left = 50_000 - sum(units)
            assert found.inputs == {"year": 2026, "frame_tkr": 50_000, "units_tkr": sum(units), "left_tkr": left}

    def test_an_amount_without_a_decision_is_since_the_day_it_holds_from(self) -> None:
        frame = CommitteeFrame(COMMITTEE, tkr(50_000), MARCH, has_decision=False)
        council, committee = self.judged(60_000, frame, has_decision=False)
        assert (council.since, committee.since) == (NOVEMBER, MARCH)
        assert committee.inputs == {"year": 2026, "frame_tkr": 50_000}


class TestSteering:
    def test_too_late_is_pointed_at_with_both_days(self) -> None:
        found = only(
            judge_every_committee_steered, CommitteeSteering(COMMITTEE, 2026, (NOVEMBER,), (MARCH,)), BudgetDays()
        )
        assert (found.scope, found.status, found.since, found.expected_of) == (COMMITTEE, Status.ATTENTION, MARCH, "")
        assert found.duty == Duty(date(2025, 12, 31), done_on=MARCH)
        assert found.inputs == {"year": 2026, "goals": 1, "frames": 1, "decided_on": "2026-03-01", "due": "2025-12-31"}

    @pytest.mark.parametrize(
        ("rule", "proposed", "adopted", "as_of", "status", "since", "acts", "duty"),
        [
            ("far away", None, None, date(2026, 9, 30), Status.NOT_APPLICABLE, None, "", None),
            ("near", None, None, date(2026, 10, 1), Status.ATTENTION, date(2026, 10, 1), "KS", None),
            ("the last day", None, None, date(2026, 10, 31), Status.ATTENTION, date(2026, 10, 1), "KS", None),
            ("late", None, None, TODAY, Status.ATTENTION, date(2026, 11, 1), "KS", Duty(date(2026, 10, 31))),
            ("proposed today", TODAY, None, TODAY, Status.ATTENTION, TODAY, "KF",
             Duty(date(2026, 10, 31), done_on=TODAY)),
            ("adopted today", None, TODAY, TODAY, Status.KEPT, TODAY, "", Duty(date(2026, 11, 30), done_on=TODAY)),
            ("to be adopted", None, date(2026, 11, 3), TODAY, Status.ATTENTION, date(2026, 11, 1), "KS",
             Duty(date(2026, 10, 31))),
            ("never adopted", TODAY, None, date(2026, 12, 1), Status.BREACH, date(2026, 12, 1), "KF",
             Duty(date(2026, 11, 30))),
        ],
    )  # fmt: skip
    def test_the_next_years_budget_has_two_last_days(
        self,
        rule: str,
        proposed: date | None,
        adopted: date | None,
        as_of: date,
        status: Status,
        since: date | None,
        acts: str,
        duty: Duty | None,
    ) -> None:
        found = only(judge_every_committee_steered, BudgetOnItsWay(2027, proposed, adopted), BudgetDays(), as_of)
        assert (found.scope, found.status, found.since) == (MUNICIPALITY, status, since), rule
        assert (found.expected_of, found.duty) == (acts, duty), rule
        assert found.inputs == {
            "year": 2027,
            "proposal_last": "2026-10-31",
            "decision_last": "2026-11-30",
            "proposed_on": proposed.isoformat() if proposed else None,
            "adopted_on": adopted.isoformat() if adopted else None,
        }


class TestFreedom:
    @pytest.mark.parametrize(
        ("rule", "costs", "status", "since", "acts"),
        [
            ("within", (100_000, 100_000), Status.KEPT, date(2026, 8, 14), ""),
            ("to watch", (100_000, 101_500), Status.ATTENTION, date(2026, 9, 14), "EC"),
            ("needs action, then serious", (102_500, 104_000), Status.BREACH, date(2026, 8, 14), "EC"),
        ],
    )
    def test_a_frame_is_kept_by_the_units_manager_since_the_level_changed(
        self, rule: str, costs: tuple[int, ...], status: Status, since: date, acts: str
    ) -> None:
        told = [ReportedForecast(date(2026, 8 + n, 14), tkr(100_000), tkr(cost)) for n, cost in enumerate(costs)]
        found = only(judge_unit_within_frame, UnitForecasts(UNIT, tuple(reversed(told))), UnitWithinFrame())
        assert (found.status, found.since, found.expected_of) == (status, since, acts), rule
        assert found.evidence == Evidence(date(2026, 9, 14), "EC"), rule

    def test_a_forecast_counts_from_its_own_day(self) -> None:
        fact = UnitForecasts(UNIT, (ReportedForecast(TODAY, tkr(100_000), tkr(100_000)),))
        assert only(judge_unit_within_frame, fact, UnitWithinFrame()).status is Status.KEPT
        before = only(judge_unit_within_frame, fact, UnitWithinFrame(), date(2026, 11, 1))
        assert (before.scope, before.status, before.expected_of) == (UNIT, Status.NOT_ASSESSED, "EC")

    @pytest.mark.parametrize(
        ("rule", "frames", "lines", "since", "acts"),
        [
            ("one", (NOVEMBER,), (), NOVEMBER, ""),
            ("none", (), (), date(2026, 1, 1), "FC"),
            ("two, told in any order", (MARCH, NOVEMBER), (), MARCH, "FC"),
            ("lines", (NOVEMBER,), (LineControl("b", TODAY), LineControl("a", MARCH)), MARCH, "FC"),
        ],
    )
    def test_one_net_frame_is_the_heads_matter(
        self, rule: str, frames: tuple[date, ...], lines: tuple[LineControl, ...], since: date, acts: str
    ) -> None:
        found = only(judge_one_net_frame, UnitControl(UNIT, date(2026, 1, 1), frames, lines))
        assert (found.scope, found.since, found.expected_of) == (UNIT, since, acts), rule
        assert found.inputs == {"frames": len(frames), "line_controls": len(lines)}, rule

    def test_moves_that_somebody_had_to_ask_for_are_told_by_size(self) -> None:
        asked = [Move("a", TODAY, tkr(-40), needed_approval=True), Move("b", MARCH, tkr(25), needed_approval=True)]
        found = only(judge_moves_are_free, UnitMoves(UNIT, (*asked, Move("c", NOVEMBER, tkr(1)))))
        assert (found.status, found.since, found.expected_of) == (Status.BREACH, MARCH, "FC")
        assert "65\u00a0tkr" in found.reason.sv
        assert found.inputs == {"moves": 3, "needed_approval_without_ground": 2}

    @pytest.mark.parametrize(("many", "told"), [(1, "1 move "), (2, "2 moves ")])
    def test_free_moves_are_counted_since_the_last(self, many: int, told: str) -> None:
        moves = [Move("b", TODAY, tkr(25)), Move("a", MARCH, tkr(40))][:many]
        found = only(judge_moves_are_free, UnitMoves(UNIT, tuple(moves)))
        assert (found.status, found.since, found.expected_of) == (Status.ENSURED, TODAY, "")
        assert found.reason.en.startswith(told)

    def test_without_a_move_nothing_is_known_of_the_unit(self) -> None:
        assert only(judge_moves_are_free, UnitMoves(UNIT)).scope == UNIT
