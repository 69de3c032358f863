"""Worked examples of docs/rules/enheter.md."""

from dataclasses import replace
from datetime import date

import pytest

from spelregler.domain.autonomy.judges import (
    GoalSignalAnswered,
    OverrunSignalAnswered,
    SignalAnswered,
    UnitGoalSignals,
    UnitOverrunSignals,
    UnitSignals,
    judge_goal_signal_answered,
    judge_overrun_signal_answered,
    judge_signal_answered,
)
from spelregler.domain.autonomy.picture import InterventionFact, unit_picture
from spelregler.domain.autonomy.signals import Signal, goal_call, overrun_call, signals_to_open
from spelregler.domain.autonomy.states import (
    InterventionPlan,
    StandKind,
    UnitState,
    intervention_faults,
)
from spelregler.domain.counting import DAYS_BY_FREQUENCY, AgeLimit, while_fresh
from spelregler.domain.findings import Duty, Scope, Status
from spelregler.domain.frames.deviation import DeviationLimits, ReportedForecast
from spelregler.domain.goals.attainment import GoalStatus
from spelregler.domain.goals.results import GoalOutcome, PeriodOutcome
from spelregler.domain.money import Money
from spelregler.domain.period import Period
from spelregler.domain.words import Pair

TODAY = date(2026, 11, 2)
UNIT = Scope("unit", "skola", "Skolan")
GROUNDS = ("MR-46", "MR-48")
PLAN = InterventionPlan(
    ground="MR-48",
    evidence="Prognosen i oktober.",
    unit_statement="Vi har haft fler elever än planerat.",
    scope="Inköp över 20 tkr.",
    start=date(2026, 11, 2),
    review_on=date(2026, 12, 2),
    end=date(2027, 5, 2),
    exit_criterion="Prognos inom ram två månader i rad.",
    opened_by="FC",
)


class TestIntervention:
    def test_a_complete_plan_has_no_fault(self) -> None:
        assert intervention_faults(PLAN, grounds=GROUNDS) == []

    @pytest.mark.parametrize(
        ("change", "code"),
        [
            ({"ground": "MR-35"}, "ground"),
            ({"evidence": " "}, "evidence"),
            ({"unit_statement": ""}, "statement"),
            ({"scope": ""}, "scope"),
            ({"exit_criterion": ""}, "exit"),
            ({"review_on": date(2026, 12, 3)}, "review"),
            ({"review_on": date(2026, 11, 2)}, "review"),
            ({"end": date(2027, 5, 3)}, "end"),
            ({"end": date(2026, 11, 2)}, "end"),
            ({"opened_by": "N"}, "opened_by"),
            ({"opened_by": "KS"}, "opened_by"),
            ({"management_concerned": True}, "concerned"),
            ({"renews_until": date(2026, 11, 2)}, "renewal"),
        ],
    )
    def test_whatever_is_missing_is_named(self, change: dict[str, object], code: str) -> None:
        faults = intervention_faults(replace(PLAN, **change), grounds=GROUNDS)
        assert [fault.code for fault in faults] == [code]

    def test_every_fault_is_told_at_once(self) -> None:
        faults = intervention_faults(replace(PLAN, unit_statement="", opened_by="N", scope=" "), grounds=GROUNDS)
        assert [fault.code for fault in faults] == ["statement", "scope", "opened_by"]


def signal(answer: StandKind | None = None, answered_on: date | None = None, **changes: object) -> Signal:
    made = Signal("s", "MR-46", date(2026, 9, 20), answer, answered_on)
    return replace(made, **changes)


RUNNING = InterventionFact("i", "MR-48", date(2026, 5, 1), Period(date(2026, 5, 10), date(2026, 11, 10)))


class TestPicture:
    @pytest.mark.parametrize(
        ("rule", "signals", "interventions", "state", "since"),
        [
            ("nothing has happened", [], [], UnitState.AUTONOMOUS, None),
            ("a number opened a signal and nothing more", [signal()], [], UnitState.AUTONOMOUS, None),
            (
                "the management chose dialogue",
                [signal(StandKind.DIALOGUE, date(2026, 10, 1))],
                [],
                UnitState.DIALOGUE,
                date(2026, 10, 1),
            ),
            (
                "… and it is over",
                [signal(StandKind.DIALOGUE, date(2026, 10, 1), closed_on=TODAY)],
                [],
                UnitState.AUTONOMOUS,
                None,
            ),
            (
                "no action, with a reason",
                [signal(StandKind.NO_ACTION, date(2026, 10, 1))],
                [],
                UnitState.AUTONOMOUS,
                None,
            ),
            (
                "the management means to intervene",
                [signal(StandKind.INTERVENE, date(2026, 10, 1))],
                [],
                UnitState.INTERVENTION_PROPOSED,
                date(2026, 10, 1),
            ),
            ("an intervention runs", [signal()], [RUNNING], UnitState.INTERVENTION, date(2026, 5, 10)),
            (
                "it is being closed",
                [],
                [replace(RUNNING, closing_from=date(2026, 10, 20))],
                UnitState.CLOSING,
                date(2026, 10, 20),
            ),
            (
                "it has ended by itself",
                [],
                [replace(RUNNING, period=Period(date(2026, 5, 10), TODAY))],
                UnitState.AUTONOMOUS,
                None,
            ),
            ("it was withdrawn", [], [replace(RUNNING, withdrawn_on=TODAY)], UnitState.AUTONOMOUS, None),
            (
                "it followed on a stand and has ended by itself",
                [signal(StandKind.INTERVENE, date(2026, 9, 22))],
                [InterventionFact("i", "MR-46", date(2026, 9, 25), Period(date(2026, 9, 25), date(2026, 10, 25)))],
                UnitState.AUTONOMOUS,
                None,
            ),
            (
                "the management has decided to intervene again since",
                [signal(StandKind.INTERVENE, date(2026, 9, 22), stood_again_on=(date(2026, 10, 28),))],
                [InterventionFact("i", "MR-46", date(2026, 9, 25), Period(date(2026, 9, 25), date(2026, 10, 25)))],
                UnitState.INTERVENTION_PROPOSED,
                date(2026, 9, 22),
            ),
            (
                "it has not started",
                [],
                [replace(RUNNING, period=Period(date(2026, 12, 1), date(2027, 3, 1)))],
                UnitState.INTERVENTION_PROPOSED,
                date(2026, 5, 1),
            ),
        ],
    )
    def test_the_state_follows_what_people_decided(
        self,
        rule: str,
        signals: list[Signal],
        interventions: list[InterventionFact],
        state: UnitState,
        since: date | None,
    ) -> None:
        picture = unit_picture(
            conditions={}, grounds=GROUNDS, signals=signals, interventions=interventions, as_of=TODAY
        )
        assert (picture.state, picture.since) == (state, since), rule

    def test_breaches_alone_change_nothing_and_missing_evidence_is_shown(self) -> None:
        conditions = {"MR-40": Status.NOT_ASSESSED, "MR-41": Status.BREACH, "MR-42": Status.BREACH}
        picture = unit_picture(
            conditions=conditions, grounds=GROUNDS, signals=[signal()], interventions=[], as_of=TODAY
        )
        assert picture.state is UnitState.AUTONOMOUS
        assert picture.missing == ("MR-40",)
        assert [(view.clause, view.status) for view in picture.conditions] == list(conditions.items())
        goals, money = picture.grounds
        assert (goals.open_signals, goals.unanswered, goals.oldest) == (1, 1, date(2026, 9, 20))
        assert (money.open_signals, money.unanswered, money.oldest) == (0, 0, None)

    @pytest.mark.parametrize(
        ("odd", "waits", "free", "known", "unmet"),
        [
            (Status.KEPT, False, True, 6, 0),
            (Status.ENSURED, False, True, 6, 0),
            (Status.NOT_APPLICABLE, False, True, 6, 0),
            (Status.NOT_ASSESSED, False, False, 5, 0),
            (Status.BREACH, False, False, 6, 1),
            (Status.ATTENTION, False, False, 6, 1),
            (Status.KEPT, True, False, 6, 0),
        ],
    )
    def test_a_unit_is_free_only_where_all_conditions_are_known_to_be_met(
        self, odd: Status, waits: bool, free: bool, known: int, unmet: int
    ) -> None:
        conditions = {f"MR-{number}": Status.KEPT for number in range(40, 45)} | {"MR-45": odd}
        signals = [signal()] if waits else []
        picture = unit_picture(conditions=conditions, grounds=GROUNDS, signals=signals, interventions=[], as_of=TODAY)
        assert (picture.is_free, picture.known, picture.unmet) == (free, known, unmet)

    def test_a_unit_without_conditions_is_never_called_free(self) -> None:
        picture = unit_picture(conditions={}, grounds=GROUNDS, signals=[], interventions=[], as_of=TODAY)
        assert not picture.is_free


def period(month: int, **goals: GoalStatus) -> PeriodOutcome:
    outcomes = tuple(GoalOutcome(key, key, status) for key, status in goals.items())
    return PeriodOutcome(date(2026, month, 20), outcomes)


MET, MISSED = GoalStatus.MET, GoalStatus.NOT_MET
FIRST = period(5, trygg=MISSED, läsa=MET, räkna=MET)
SECOND = period(9, trygg=MISSED, läsa=MET, räkna=MET)


class TestSignals:
    @pytest.mark.parametrize(
        ("rule", "periods", "since"),
        [
            ("the same goal twice running", [FIRST, SECOND], date(2026, 9, 20)),
            ("once is no pattern", [FIRST], None),
            ("another goal the second time", [FIRST, period(9, trygg=MET, läsa=MISSED, räkna=MET)], None),
            ("less than half", [period(9, trygg=MISSED, läsa=MISSED, räkna=MET)], date(2026, 9, 20)),
            ("exactly half is not less", [period(9, trygg=MISSED, läsa=MET)], None),
            ("nothing measurable", [period(9, trygg=GoalStatus.NOT_MEASURABLE)], None),
            ("recovered since", [FIRST, SECOND, period(10, trygg=MET, läsa=MET)], None),
        ],
    )
    def test_goal_results_that_call_for_a_signal(
        self, rule: str, periods: list[PeriodOutcome], since: date | None
    ) -> None:
        call = goal_call(periods, critical_pct=50, as_of=TODAY)
        assert (call.since if call else None) == since, rule

    def test_the_call_is_told_in_words(self) -> None:
        call = goal_call([FIRST, SECOND], critical_pct=50, as_of=TODAY)
        assert call is not None
        assert call.reason.sv == "Ej uppfyllt två perioder i rad: trygg."

    @pytest.mark.parametrize(
        ("rule", "existing", "opened"),
        [
            ("nobody has opened it", [], ["MR-46"]),
            ("it is open", [signal()], []),
            (
                "it was answered with no action, for the same facts",
                [signal(StandKind.NO_ACTION, TODAY, closed_on=TODAY)],
                [],
            ),
            (
                "an earlier one was closed before",
                [signal(opened_on=date(2026, 1, 9), closed_on=date(2026, 3, 1))],
                ["MR-46"],
            ),
            ("another ground does not count", [signal(ground="MR-48")], ["MR-46"]),
        ],
    )
    def test_a_signal_is_proposed_once(self, rule: str, existing: list[Signal], opened: list[str]) -> None:
        calls = {"MR-46": goal_call([FIRST, SECOND], critical_pct=50, as_of=TODAY), "MR-48": None}
        found = signals_to_open(unit=UNIT, calls=calls, existing=existing, as_of=TODAY)
        assert [each.ground for each in found] == opened, rule


class TestGoalSignalAnswered:
    @pytest.mark.parametrize(
        ("rule", "signals", "as_of", "status", "since"),
        [
            ("no signal yet, within 30 days", [], date(2026, 10, 20), Status.ATTENTION, date(2026, 9, 20)),
            ("no signal after 30 days", [], TODAY, Status.BREACH, date(2026, 10, 21)),
            ("opened, waiting", [signal()], date(2026, 10, 20), Status.ATTENTION, date(2026, 9, 20)),
            ("opened, unanswered on day 31", [signal()], TODAY, Status.BREACH, date(2026, 10, 21)),
            (
                "dialogue on day 11",
                [signal(StandKind.DIALOGUE, date(2026, 10, 1))],
                TODAY,
                Status.KEPT,
                date(2026, 10, 1),
            ),
            (
                "no action, with a reason",
                [signal(StandKind.NO_ACTION, date(2026, 10, 20))],
                TODAY,
                Status.KEPT,
                date(2026, 10, 20),
            ),
            (
                "answered too late",
                [signal(StandKind.DIALOGUE, date(2026, 10, 21))],
                TODAY,
                Status.ATTENTION,
                date(2026, 10, 21),
            ),
        ],
    )
    def test_a_call_is_answered_within_30_days(
        self, rule: str, signals: list[Signal], as_of: date, status: Status, since: date
    ) -> None:
        facts = [UnitGoalSignals(UNIT, (FIRST, SECOND), tuple(signals))]
        (found,) = judge_goal_signal_answered(facts, parameters=GoalSignalAnswered(), as_of=as_of)
        assert (found.status, found.since) == (status, since), rule
        answered_on = signals[0].answered_on if signals else None
        assert found.duty == Duty(date(2026, 10, 20), date(2026, 9, 20), answered_on), rule

    @pytest.mark.parametrize(
        ("rule", "later", "status"),
        [
            ("the same goal once more", period(10, trygg=MISSED, läsa=MET, räkna=MET), Status.KEPT),
            ("another goal has joined", period(10, trygg=MISSED, läsa=MISSED, räkna=MET, skriva=MET), Status.KEPT),
            ("less than half", period(10, trygg=MISSED, läsa=MISSED, räkna=MET), Status.ATTENTION),
        ],
    )
    def test_an_answer_covers_what_was_known_then(self, rule: str, later: PeriodOutcome, status: Status) -> None:
        answered = signal(StandKind.DIALOGUE, date(2026, 10, 1))
        facts = [UnitGoalSignals(UNIT, (FIRST, SECOND, later), (answered,))]
        (found,) = judge_goal_signal_answered(facts, parameters=GoalSignalAnswered(), as_of=TODAY)
        assert found.status is status, rule

    def test_another_goal_not_met_twice_needs_an_answer_of_its_own(self) -> None:
        both = [period(month, trygg=MISSED, läsa=MISSED, räkna=MET, skriva=MET) for month in (10, 11)]
        facts = [UnitGoalSignals(UNIT, (FIRST, SECOND, *both), (signal(StandKind.DIALOGUE, date(2026, 10, 1)),))]
        day = date(2026, 11, 25)
        (found,) = judge_goal_signal_answered(facts, parameters=GoalSignalAnswered(), as_of=day)
        assert (found.status, found.since) == (Status.ATTENTION, date(2026, 11, 20))

    def test_a_follow_up_a_year_and_a_half_old_is_no_green_light(self) -> None:
        old = PeriodOutcome(date(2025, 5, 20), (GoalOutcome("trygg", "trygg", MET),))
        (judged,) = judge_goal_signal_answered(
            [UnitGoalSignals(UNIT, (old,))], parameters=GoalSignalAnswered(), as_of=TODAY
        )
        found = while_fresh(judged, limit=AgeLimit("per_interim", DAYS_BY_FREQUENCY["per_interim"]), as_of=TODAY)
        assert (judged.status, found.status) == (Status.KEPT, Status.NOT_ASSESSED)

    def test_results_that_call_for_nothing_are_kept(self) -> None:
        facts = [UnitGoalSignals(UNIT, (FIRST,))]
        (found,) = judge_goal_signal_answered(facts, parameters=GoalSignalAnswered(), as_of=TODAY)
        assert (found.status, found.since) == (Status.KEPT, date(2026, 5, 20))

    def test_a_unit_nobody_has_judged_is_not_assessed(self) -> None:
        (found,) = judge_goal_signal_answered([UnitGoalSignals(UNIT)], parameters=GoalSignalAnswered(), as_of=TODAY)
        assert found.status is Status.NOT_ASSESSED


class TestOverrunSignalAnswered:
    def facts(self, *costs: int, signals: tuple[Signal, ...] = ()) -> list[UnitOverrunSignals]:
        reported = tuple(
            ReportedForecast(date(2026, 8 + n, 14), Money.from_tkr(100_000), Money.from_tkr(cost))
            for n, cost in enumerate(costs)
        )
        return [UnitOverrunSignals(UNIT, reported, signals)]

    @pytest.mark.parametrize(
        ("rule", "costs", "status", "since"),
        [
            ("within the frame", (100_000,), Status.KEPT, date(2026, 8, 14)),
            ("action once", (102_400,), Status.KEPT, date(2026, 8, 14)),
            ("action twice running, in September", (102_400, 102_400), Status.BREACH, date(2026, 10, 15)),
            ("serious in October", (100_000, 100_000, 103_500), Status.ATTENTION, date(2026, 10, 14)),
            ("no forecast", (), Status.NOT_ASSESSED, None),
        ],
    )
    def test_a_serious_overrun_is_answered(
        self, rule: str, costs: tuple[int, ...], status: Status, since: date | None
    ) -> None:
        (found,) = judge_overrun_signal_answered(self.facts(*costs), parameters=OverrunSignalAnswered(), as_of=TODAY)
        assert (found.status, found.since) == (status, since), rule

    STAND = Signal("s", "MR-48", date(2026, 8, 20), StandKind.DIALOGUE, date(2026, 8, 25), closed_on=date(2026, 9, 1))

    @pytest.mark.parametrize(
        ("rule", "costs", "signals", "status", "since"),
        [
            ("serious, answered", (103_100,), (STAND,), Status.KEPT, date(2026, 8, 25)),
            ("more by 150 tkr, the floor", (103_100, 103_250), (STAND,), Status.KEPT, date(2026, 8, 25)),
            ("more by above the floor", (103_100, 103_251), (STAND,), Status.BREACH, date(2026, 10, 15)),
            ("better, and back to what was known", (103_100, 102_400, 103_100), (STAND,), Status.KEPT,
             date(2026, 8, 25)),
            ("more, in October", (103_100, 103_100, 108_000), (STAND,), Status.ATTENTION, date(2026, 10, 14)),
            (
                "… and a new stand is taken on the same signal",
                (103_100, 103_100, 108_000),
                (replace(STAND, closed_on=None, stood_again_on=(date(2026, 10, 20),)),),
                Status.KEPT,
                date(2026, 10, 20),
            ),
            (
                "… and a new signal waits",
                (103_100, 103_100, 108_000),
                (STAND, Signal("t", "MR-48", date(2026, 10, 20))),
                Status.ATTENTION,
                date(2026, 10, 20),
            ),
            (
                "the first came too late and the next in time",
                (103_100, 103_100, 108_000),
                (replace(STAND, answered_on=date(2026, 9, 30), closed_on=None, stood_again_on=(date(2026, 10, 20),)),),
                Status.ATTENTION,
                date(2026, 9, 30),
            ),
        ],
    )  # fmt: skip
    def test_a_stand_covers_the_deviation_that_was_known(
        self, rule: str, costs: tuple[int, ...], signals: tuple[Signal, ...], status: Status, since: date
    ) -> None:
        facts = self.facts(*costs, signals=signals)
        (found,) = judge_overrun_signal_answered(facts, parameters=OverrunSignalAnswered(), as_of=TODAY)
        assert (found.status, found.since) == (status, since), rule

    def test_a_worse_deviation_is_proposed_as_a_signal_of_its_own(self) -> None:
        (fact,) = self.facts(103_100, 103_100, 108_000)
        calls = {"MR-48": overrun_call(fact.forecasts, limits=DeviationLimits(), as_of=TODAY)}
        (found,) = signals_to_open(unit=UNIT, calls=calls, existing=[self.STAND], as_of=TODAY)
        assert (found.ground, found.since) == ("MR-48", date(2026, 10, 14))

    def test_the_call_carries_its_figures(self) -> None:
        call = overrun_call(self.facts(103_500)[0].forecasts, limits=DeviationLimits(), as_of=TODAY)
        assert call is not None
        assert call.inputs["deviation_tkr"] == -3_500
        assert "−3,5\u00a0%" in call.reason.sv


EARLY, LATE = date(2026, 9, 20), date(2026, 10, 25)


@pytest.mark.parametrize(
    ("rule", "signals", "status", "about", "acts"),
    [
        ("none is opened", (), Status.NOT_ASSESSED, None, ""),
        ("one that is answered", (signal(StandKind.DIALOGUE, date(2026, 10, 1)),), Status.KEPT, None, ""),
        ("one that waits too long", (signal(),), Status.BREACH, None, "FC"),
        (
            "one answered, a later one waits",
            (signal(StandKind.DIALOGUE, date(2026, 10, 1)), signal(opened_on=LATE)),
            Status.ATTENTION,
            LATE,
            "FC",
        ),
        (
            "the one that waits, not the last",
            (signal(StandKind.DIALOGUE, date(2026, 10, 27), opened_on=LATE), signal(opened_on=EARLY)),
            Status.BREACH,
            EARLY,
            "FC",
        ),
        ("opened today", (signal(opened_on=TODAY),), Status.ATTENTION, TODAY, "FC"),
    ],
)
def test_every_signal_gets_an_answer(
    rule: str, signals: tuple[Signal, ...], status: Status, about: date | None, acts: str
) -> None:
    (found,) = judge_signal_answered([UnitSignals(UNIT, signals)], parameters=SignalAnswered(), as_of=TODAY)
    assert (found.scope, found.status, found.expected_of) == (UNIT, status, acts), rule
    if about is not None:
        assert found.inputs["signal_opened_on"] == about.isoformat(), rule
    if signals:
        assert found.reason.sv.startswith("Signalen öppnades "), rule
        assert found.reason.en.startswith("The signal was opened on "), rule


def test_that_no_signal_is_opened_tells_nothing_while_no_source_does() -> None:
    facts = [UnitSignals(UNIT, (), Pair("ett register över klagomål", "a register of complaints"))]
    (found,) = judge_signal_answered(facts, parameters=SignalAnswered(), as_of=TODAY)
    assert (found.status, found.since) == (Status.NOT_ASSESSED, None)
    assert "Det som saknas: ett register över klagomål" in found.reason.sv
