"""Assignments are carried out in time or given another day (MR-29), and their effect is told (CP-9)."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.domain.checks import NoParameters
from spelregler.domain.decisions import (
    AssignmentsExecuted,
    BodyAssignments,
    PoliticalAssignment,
    judge_assignments_addressed,
    judge_assignments_executed,
)
from spelregler.domain.effects import EffectKnown, judge_effect_known
from spelregler.domain.findings import Duty, Judgement, Scope, Status

BODY = Scope("committee", "un", "Utbildningsnämnden")
TODAY = date(2026, 11, 2)


def given(name: str = "Utred", *, due: date = date(2026, 10, 13), **told: object) -> PoliticalAssignment:
    return PoliticalAssignment(name, date(2026, 3, 10), "FC", due_on=due, **told)


def executed(
    *assignments: PoliticalAssignment, on: date = TODAY, seen: date | None = None, times: int = 2
) -> Judgement:
    asked = {"parameters": AssignmentsExecuted(lists_a_year=times), "as_of": on}
    (found,) = judge_assignments_executed([BodyAssignments(BODY, assignments, seen)], **asked)
    return found


def effect(*assignments: PoliticalAssignment, on: date = TODAY) -> Judgement:
    (found,) = judge_effect_known([BodyAssignments(BODY, assignments)], parameters=EffectKnown(days=92), as_of=on)
    return found


class TestExecuted:
    """The worked example of docs/rules/beslut.md."""

    @pytest.mark.parametrize(
        ("assignment", "on", "status"),
        [
            (given(), date(2026, 10, 13), Status.KEPT),
            (given(), date(2026, 10, 14), Status.BREACH),
            (given(reported_on=date(2026, 10, 20)), date(2026, 10, 19), Status.BREACH),
            (given(reported_on=date(2026, 10, 20)), date(2026, 10, 20), Status.KEPT),
            (given(due=date(2026, 12, 1)), TODAY, Status.KEPT),
        ],
    )
    def test_late_is_past_its_day_and_not_reported_back(self, assignment, on, status):
        assert executed(assignment, on=on, seen=date(2026, 9, 1)).status is status

    @pytest.mark.parametrize(
        ("seen", "on", "times", "status"),
        [
            (None, date(2026, 9, 8), 2, Status.KEPT),
            (None, date(2026, 9, 9), 2, Status.BREACH),
            (date(2026, 9, 15), TODAY, 2, Status.KEPT),
            (date(2026, 4, 14), date(2026, 10, 14), 2, Status.BREACH),
            (date(2026, 9, 15), date(2027, 3, 16), 2, Status.KEPT),
            (date(2026, 9, 15), date(2027, 3, 17), 2, Status.BREACH),
            (None, TODAY, 0, Status.KEPT),
        ],
    )
    def test_the_body_goes_through_its_open_assignments_twice_a_year(self, seen, on, times, status):
        found = executed(given(due=date(2027, 12, 1)), on=on, seen=seen, times=times)
        assert found.status is status

    def test_it_counts_from_the_last_list_or_the_oldest_that_is_open(self):
        done = PoliticalAssignment("Klar", date(2025, 1, 10), "FC", date(2025, 6, 1), date(2025, 5, 1))
        later = PoliticalAssignment("Öppen", date(2026, 8, 1), "FC", date(2027, 6, 1))
        assert executed(done, later).status is Status.KEPT
        found = executed(later, on=date(2027, 2, 1), seen=date(2026, 2, 1))
        assert (found.since, found.expected_of) == (date(2027, 1, 31), "SE")
        assert "2027-01-30" in found.reason.sv
        assert found.duty == Duty(date(2027, 1, 30), date(2026, 8, 1))

    def test_a_breach_names_the_late_ones_since_the_oldest_day_and_who_acts(self):
        found = executed(given("Sen"), given("Äldst", due=date(2026, 9, 1)), given("I tid", due=date(2027, 1, 1)))
        assert (found.since, found.expected_of) == (date(2026, 9, 2), "FC")
        assert found.reason.sv.startswith("Uppdrag vars dag har passerat")
        assert "(2 av 3)" in found.reason.sv
        assert "Äldst (2026-09-01)" in found.reason.sv
        assert found.inputs == {"assignments": 3, "open": 3, "late": 2}

    def test_a_late_one_is_a_duty_that_had_a_day(self):
        assert executed(given()).duty == Duty(date(2026, 10, 13))

    def test_kept_is_since_what_was_last_given_or_told(self):
        done = given("Klar", reported_on=date(2026, 10, 1))
        assert executed(given(due=date(2027, 1, 1)), done, seen=date(2026, 9, 1)).since == date(2026, 10, 1)

    def test_the_secretary_is_awaited_where_a_body_has_none_registered(self):
        (found,) = judge_assignments_addressed([BodyAssignments(BODY)], parameters=NoParameters(), as_of=TODAY)
        assert (found.scope, found.status, found.expected_of) == (BODY, Status.NOT_ASSESSED, "SE")

    def test_without_an_assignment_nothing_is_known(self):
        assert (executed().status, executed().expected_of) == (Status.NOT_ASSESSED, "SE")


class TestEffect:
    REPORTED = date(2026, 7, 1)

    @pytest.mark.parametrize(
        ("told", "on", "status"),
        [
            ({"has_result": True, "has_effect": True}, TODAY, Status.KEPT),
            ({"has_result": True}, date(2026, 10, 1), Status.ATTENTION),
            ({"has_result": True}, date(2026, 10, 2), Status.BREACH),
            ({}, date(2026, 10, 2), Status.BREACH),
        ],
    )
    def test_it_is_told_within_the_days(self, told, on, status):
        found = effect(given(reported_on=self.REPORTED, **told), on=on)
        assert found.status is status
        if status is not Status.KEPT:
            late = status is Status.BREACH
            assert ("skulle ha skrivits senast" if late else "ska skrivas senast") in found.reason.sv
            assert ("was due on" if late else "is due on") in found.reason.en

    def test_the_days_count_from_the_report_and_are_a_duty(self):
        found = effect(given(reported_on=self.REPORTED), on=date(2026, 10, 1))
        assert (found.since, found.expected_of) == (self.REPORTED, "FC")
        assert found.duty == Duty(date(2026, 10, 1), runs_from=self.REPORTED)
        assert found.inputs == {"closed": 1, "without_effect": 1, "days": 92, "due": "2026-10-01"}

    def test_kept_is_since_the_last_report(self):
        told = [given(str(day), reported_on=date(2026, 7, day), has_result=True, has_effect=True) for day in (9, 2)]
        assert (effect(*told).since, effect(*told).expected_of) == (date(2026, 7, 9), "")

    def test_an_open_assignment_says_nothing_of_effects(self):
        assert (effect(given()).status, effect(given()).expected_of) == (Status.NOT_ASSESSED, "FC")

    def test_the_days_run_from_the_first_that_was_reported_back_whatever_the_order(self):
        found = effect(given("Ny", reported_on=date(2026, 10, 20)), given("Gammal", reported_on=self.REPORTED))
        assert (found.status, found.inputs["due"]) == (Status.BREACH, "2026-10-01")

    def test_one_alone_is_not_called_all(self):
        told = given("Berättad", reported_on=self.REPORTED, has_result=True, has_effect=True)
        assert effect(told).reason.sv.startswith("Det enda återrapporterade uppdraget")
        assert effect(told, told).reason.sv.startswith("Alla 2 återrapporterade uppdrag")

    def test_one_silent_among_many_is_named(self):
        told = given("Berättad", reported_on=self.REPORTED, has_result=True, has_effect=True)
        found = effect(told, given("Tyst", reported_on=self.REPORTED, has_result=True))
        assert "1 av 2" in found.reason.sv
        assert "Tyst" in found.reason.sv
        assert (found.since, found.expected_of) == (date(2026, 10, 2), "FC")
