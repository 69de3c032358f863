"""Worked examples of docs/rules/svar.md: what counts from the start day, and how long evidence is fresh."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from spelregler.domain.counting import DAYS_BY_FREQUENCY, AgeLimit, later_of, since_start, while_fresh, with_last_day
from spelregler.domain.findings import MUNICIPALITY, Duty, Evidence, Judgement, Status
from spelregler.domain.words import Pair

TODAY = date(2026, 11, 2)
START = date(2026, 9, 1)
KEPT, ATTENTION, BREACH = Status.KEPT, Status.ATTENTION, Status.BREACH
MONTHLY = AgeLimit("monthly", DAYS_BY_FREQUENCY["monthly"], frozenset({1, 7}))
ANSWER = Judgement(MUNICIPALITY, KEPT, Pair("Inom ramen.", "Within the frame."), {}, date(2026, 2, 10))


def reported(day: date, status: Status = KEPT) -> Judgement:
    return replace(ANSWER, status=status, evidence=Evidence(day, "EC"), expected_of="" if status is KEPT else "EC")


class TestFresh:
    @pytest.mark.parametrize(
        ("day", "last"),
        [
            (date(2026, 9, 14), date(2026, 10, 29)),
            (date(2026, 6, 28), date(2026, 9, 12)),  # July asks for nothing
            (date(2026, 12, 28), date(2027, 3, 14)),  # nor does January
        ],
    )
    def test_quiet_months_make_nothing_older(self, day: date, last: date) -> None:
        assert MONTHLY.last_day(day) == last

    @pytest.mark.parametrize("status", [KEPT, ATTENTION])
    def test_old_evidence_is_no_light_at_all(self, status: Status) -> None:
        found = while_fresh(reported(date(2026, 2, 10), status), limit=MONTHLY, as_of=TODAY)
        assert (found.status, found.since, found.expected_of) == (Status.NOT_ASSESSED, date(2026, 3, 28), "EC")
        assert found.reason.sv == "Senast 2026-02-10, ska ske varje månad. Då gällde: Inom ramen."
        assert found.inputs == {"evidence_on": "2026-02-10", "fresh_to": "2026-03-27"}

    def test_a_package_may_point_instead(self) -> None:
        found = while_fresh(reported(date(2026, 2, 10)), limit=replace(MONTHLY, old=ATTENTION), as_of=TODAY)
        assert found.status is ATTENTION

    @pytest.mark.parametrize(
        "judgement",
        [reported(date(2026, 9, 18)), ANSWER, reported(date(2026, 2, 10), BREACH)],
        ids=["fresh", "holds until further notice", "a breach lasts until something better is shown"],
    )
    def test_the_rest_stands(self, judgement: Judgement) -> None:
        assert while_fresh(judgement, limit=MONTHLY, as_of=TODAY) == judgement
        assert while_fresh(judgement, limit=None, as_of=TODAY) == judgement


def found_by(duty: Duty | None, status: Status = BREACH, since: date = date(2026, 2, 1)) -> Judgement:
    return replace(ANSWER, status=status, since=since, duty=duty, expected_of="FC")


class TestStartDay:
    @pytest.mark.parametrize(
        ("rule", "judgement", "as_of", "status", "since"),
        [
            ("a plan due before", found_by(Duty(date(2026, 1, 31))), TODAY, Status.NOT_APPLICABLE, None),
            (
                "a plan due before, decided late",
                found_by(Duty(date(2026, 1, 31), done_on=date(2026, 3, 3)), ATTENTION),
                TODAY,
                KEPT,
                date(2026, 3, 3),
            ),
            ("a plan due after", found_by(Duty(date(2026, 9, 30)), since=date(2026, 10, 1)), TODAY, BREACH,
             date(2026, 10, 1)),
            ("30 days from a report before", found_by(Duty(date(2026, 5, 10), date(2026, 4, 10))),
             date(2026, 10, 1), ATTENTION, START),
            ("… have passed", found_by(Duty(date(2026, 5, 10), date(2026, 4, 10))), date(2026, 10, 2), BREACH,
             date(2026, 10, 2)),
            ("… answered too late, counted from then", found_by(
                Duty(date(2026, 5, 10), date(2026, 4, 10), date(2026, 9, 20)), ATTENTION), TODAY, KEPT,
             date(2026, 2, 1)),
            ("30 days from a report after", found_by(Duty(date(2026, 10, 10), date(2026, 9, 10)),
                                                     since=date(2026, 10, 11)), TODAY, BREACH, date(2026, 10, 11)),
            ("a lack from before", found_by(None), date(2026, 10, 31), ATTENTION, START),
            ("… 61 days later", found_by(None), date(2026, 11, 1), BREACH, date(2026, 11, 1)),
            ("a lack from after", found_by(None, since=START), TODAY, BREACH, START),
        ],
    )  # fmt: skip
    def test_what_counts_from_it(
        self, rule: str, judgement: Judgement, as_of: date, status: Status, since: date | None
    ) -> None:
        found = since_start(judgement, counts_from=START, settling_days=60, as_of=as_of)
        assert (found.status, found.since) == (status, since), rule
        assert since_start(judgement, counts_from=None, settling_days=60, as_of=as_of) == judgement

    def test_an_answer_whose_cause_lies_before_says_so(self) -> None:
        found = since_start(found_by(None), counts_from=START, settling_days=60, as_of=START)
        assert "redan före kommunens startdag 2026-09-01; sista dag att rätta är 2026-10-31" in found.reason.sv

    @pytest.mark.parametrize(
        ("as_of", "told"),
        [(date(2026, 10, 31), "sista dag att rätta är 2026-10-31"), (date(2026, 11, 1), "sista dag att rätta var")],
    )
    def test_when_the_time_to_put_it_right_is_over_it_was(self, as_of: date, told: str) -> None:
        found = since_start(found_by(None), counts_from=START, settling_days=60, as_of=as_of)
        assert told in found.reason.sv

    def test_a_duty_that_was_out_before_says_that_it_is_not_judged_and_waits_for_nobody(self) -> None:
        found = since_start(found_by(Duty(date(2026, 8, 31))), counts_from=START, settling_days=60, as_of=TODAY)
        assert "före kommunens startdag 2026-09-01 och bedöms inte" in found.reason.sv
        assert (found.status, found.expected_of) == (Status.NOT_APPLICABLE, "")

    @pytest.mark.parametrize(
        "judgement",
        [
            found_by(Duty(START)),
            found_by(Duty(date(2026, 10, 1), START), since=date(2026, 10, 2)),
            replace(found_by(None), since=None),
            found_by(None, ATTENTION),
        ],
        ids=["due on the start day", "running from it", "nobody knows since when", "only to be watched"],
    )
    def test_what_is_not_older_stands(self, judgement: Judgement) -> None:
        assert since_start(judgement, counts_from=START, settling_days=60, as_of=TODAY) == judgement

    @pytest.mark.parametrize(
        ("done_on", "status"), [(date(2026, 10, 1), KEPT), (date(2026, 10, 2), ATTENTION)], ids=["last day", "after"]
    )
    def test_an_answer_is_in_time_on_the_last_day_counted_from_the_start(self, done_on: date, status: Status) -> None:
        judgement = found_by(Duty(date(2026, 5, 10), date(2026, 4, 10), done_on), ATTENTION)
        found = since_start(judgement, counts_from=START, settling_days=60, as_of=TODAY)
        assert found.status is status
        assert "från kommunens startdag 2026-09-01, till och med 2026-10-01" in found.reason.sv

    def test_a_running_time_shows_its_new_last_day(self) -> None:
        judgement = replace(found_by(Duty(date(2026, 5, 10), date(2026, 4, 10))), inputs={"waiting": 1})
        found = since_start(judgement, counts_from=START, settling_days=60, as_of=START)
        assert found.inputs == {"waiting": 1, "due": "2026-10-01"}
        assert "till och med 2026-10-01" in found.reason.sv

    @pytest.mark.parametrize(("day", "counted"), [(date(2026, 2, 1), START), (TODAY, TODAY)])
    def test_a_time_is_counted_from_the_later_day(self, day: date, counted: date) -> None:
        assert later_of(day, START) == counted
        assert later_of(day, None) == day


class TestLastDay:
    """What an answer asks for is told with the rule's own clock, never with the day on which the fault began."""

    @pytest.mark.parametrize(
        ("rule", "judgement", "last"),
        [
            ("a duty that waits", found_by(Duty(date(2026, 10, 1))), "2026-10-01"),
            ("what the judge names", replace(found_by(None), last_day=date(2026, 9, 9)), "2026-09-09"),
            ("no clock", found_by(None), None),
            ("a duty that is done, late", found_by(Duty(date(2026, 10, 1), done_on=TODAY), ATTENTION), None),
            ("what is kept asks for nothing", found_by(Duty(date(2026, 10, 1)), KEPT), None),
        ],
    )
    def test_is_the_rules_own(self, rule: str, judgement: Judgement, last: str | None) -> None:
        assert with_last_day(judgement).inputs.get("last_day") == last, rule

    def test_is_not_told_twice(self) -> None:
        judgement = replace(found_by(Duty(date(2026, 10, 1))), inputs={"due": "2026-10-01"})
        assert with_last_day(judgement).inputs == {"due": "2026-10-01"}

    def test_counts_from_the_start_day(self) -> None:
        running = found_by(Duty(date(2026, 5, 10), date(2026, 4, 10)))
        lack = replace(found_by(None), last_day=date(2026, 1, 31))
        for judgement, last in ((running, date(2026, 10, 1)), (lack, date(2026, 10, 31))):
            assert since_start(judgement, counts_from=START, settling_days=60, as_of=TODAY).asked_by == last

    def test_is_the_day_until_which_old_evidence_was_fresh(self) -> None:
        found = while_fresh(reported(date(2026, 2, 10)), limit=replace(MONTHLY, old=ATTENTION), as_of=TODAY)
        assert found.asked_by == date(2026, 3, 27)
