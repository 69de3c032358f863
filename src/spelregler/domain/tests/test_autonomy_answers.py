"""What stands beside a status on signals: who acts, what it rests on, what it shows, and which state goes first."""

from dataclasses import replace
from datetime import date

import pytest

from spelregler.domain.autonomy.judges import (
    GoalSignalAnswered,
    SignalAnswered,
    UnitGoalSignals,
    UnitSignals,
    judge_goal_signal_answered,
    judge_signal_answered,
)
from spelregler.domain.autonomy.picture import InterventionFact, unit_picture
from spelregler.domain.autonomy.signals import Signal
from spelregler.domain.autonomy.states import StandKind, UnitState
from spelregler.domain.findings import Duty, Evidence, Judgement, Scope, Status
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.goals.results import GoalOutcome, PeriodOutcome
from spelregler.domain.period import Period

TODAY = date(2026, 11, 2)
UNIT = Scope("unit", "skola", "Skolan")
SEEN, LAST = date(2026, 9, 20), date(2026, 10, 20)
OPENED = Signal("s", "MR-46", SEEN)
TALKED = replace(OPENED, answer=StandKind.DIALOGUE, answered_on=date(2026, 10, 1))


def judged(*signals: Signal, as_of: date = TODAY, missed: bool = True) -> Judgement:
    """A unit none of whose goals was met on 20 September."""
    status = GoalStatus.NOT_MET if missed else GoalStatus.MET
    period = PeriodOutcome(SEEN, (GoalOutcome("g", "läsa", status),))
    facts = [UnitGoalSignals(UNIT, (period,), signals)]
    (found,) = judge_goal_signal_answered(facts, parameters=GoalSignalAnswered(), as_of=as_of)
    assert found.scope == UNIT
    return found


class TestACall:
    @pytest.mark.parametrize(
        ("rule", "signals", "as_of", "acts", "rests_on", "told"),
        [
            ("no signal, in time", (), LAST, "FC", None, "answer is due on"),
            ("no signal, late", (), TODAY, "FC", None, "answer was due on"),
            ("a signal waits, in time", (OPENED,), LAST, "FC", None, "answer is due on"),
            ("a signal waits, late", (OPENED,), TODAY, "FC", None, "answer was due on"),
            ("a stand is taken", (TALKED,), TODAY, "", Evidence(SEEN, "EC"), "answered on"),
        ],
    )
    def test_what_waits_for_somebodys_act_does_not_grow_old(
        self, rule: str, signals: tuple[Signal, ...], as_of: date, acts: str, rests_on: Evidence | None, told: str
    ) -> None:
        found = judged(*signals, as_of=as_of)
        assert (found.expected_of, found.evidence) == (acts, rests_on), rule
        assert told in found.reason.en, rule

    def test_an_answer_is_shown_with_its_kind_and_days(self) -> None:
        assert judged(TALKED).inputs == {
            "followed_up_on": "2026-09-20",
            "share_pct": "0.0",
            "critical_pct": 50,
            "not_met_twice": 0,
            "signal_opened_on": "2026-09-20",
            "due": "2026-10-20",
            "answered_on": "2026-10-01",
            "answer": "dialogue",
        }

    def test_without_a_signal_the_last_day_is_shown(self) -> None:
        assert judged().inputs["due"] == "2026-10-20"

    def test_nothing_calls_for_one(self) -> None:
        found = judged(missed=False)
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, SEEN, "")
        assert (found.inputs, found.evidence) == ({"seen": "2026-09-20"}, Evidence(SEEN, "EC"))

    def test_the_days_run_from_the_signal_where_it_came_after_the_report(self) -> None:
        found = judged(replace(OPENED, opened_on=date(2026, 10, 10)))
        assert (found.status, found.duty) == (Status.ATTENTION, Duty(date(2026, 11, 9), date(2026, 10, 10)))

    @pytest.mark.parametrize(
        ("closed_on", "takes_care"), [(SEEN, False), (date(2026, 9, 21), True)], ids=["before it", "after it"]
    )
    def test_a_signal_that_was_closed_before_the_report_takes_no_care_of_it(
        self, closed_on: date, takes_care: bool
    ) -> None:
        found = judged(replace(OPENED, opened_on=date(2026, 9, 1), closed_on=closed_on))
        assert ("signal_opened_on" in found.inputs) is takes_care


class TestSignalsOfAGround:
    def test_they_are_counted_and_the_oldest_that_waits_decides(self) -> None:
        early, late = OPENED, replace(OPENED, opened_on=date(2026, 10, 25))
        facts = [UnitSignals(UNIT, (late, replace(TALKED, opened_on=date(2026, 9, 1)), early))]
        (found,) = judge_signal_answered(facts, parameters=SignalAnswered(), as_of=TODAY)
        assert found.inputs == {
            "signals": 3,
            "unanswered": 2,
            "signal_opened_on": "2026-09-20",
            "due": "2026-10-20",
        }
        assert (found.status, found.since, found.duty) == (Status.BREACH, date(2026, 10, 21), Duty(LAST, SEEN))

    @pytest.mark.parametrize(
        ("answered", "status"), [(LAST, Status.KEPT), (date(2026, 10, 21), Status.ATTENTION)], ids=["last day", "late"]
    )
    def test_an_answer_on_the_last_day_is_in_time(self, answered: date, status: Status) -> None:
        facts = [UnitSignals(UNIT, (replace(TALKED, answered_on=answered),))]
        (found,) = judge_signal_answered(facts, parameters=SignalAnswered(), as_of=TODAY)
        assert (found.status, found.since, found.duty) == (status, answered, Duty(LAST, SEEN, answered))


def test_one_signal_that_was_carried_out_hides_no_other() -> None:
    """The intervention is over; on another ground the management talks with the unit."""
    meant = replace(OPENED, ground="MR-48", answer=StandKind.INTERVENE, answered_on=date(2026, 9, 25))
    over = InterventionFact("i", "MR-48", date(2026, 9, 26), Period(date(2026, 10, 1), TODAY))
    picture = unit_picture(
        conditions={}, grounds=("MR-46", "MR-48"), signals=[meant, TALKED], interventions=[over], as_of=TODAY
    )
    assert (picture.state, picture.since) == (UnitState.DIALOGUE, date(2026, 10, 1))
