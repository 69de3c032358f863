"""Worked examples of docs/rules/organisation.md, *Introduktioner*."""

from datetime import date, timedelta

import pytest

from spelregler.domain.findings import Judgement, Scope, Status
from spelregler.domain.introductions import (
    BodyMembers,
    MemberSeat,
    MembersIntroduced,
    TimeInSeat,
    counted,
    judge_members_introduced,
)
from spelregler.domain.new_employees import EmployeesIntroduced, NewEmployee, UnitEmployees, judge_employees_introduced
from spelregler.domain.term_training import BodyTraining, TermTrained, judge_term_trained

TODAY = date(2026, 11, 2)
BODY = Scope("committee", "un", "Utbildningsnämnden")
UNIT = Scope("unit", "skolan", "Skolan")
OLD, NEW = date(2022, 10, 15), date(2026, 10, 15)
"""The first days of two terms."""
FIRST, REVISED = date(2019, 1, 1), date(2026, 6, 1)
"""The days from which two versions of the document held."""


def members(seat: MemberSeat, *, reelected: bool = False, **about: object) -> tuple[Status, date | None]:
    facts = [BodyMembers(BODY, (seat,), **about)]  # type: ignore[arg-type]
    (found,) = judge_members_introduced(facts, parameters=MembersIntroduced(reelected=reelected), as_of=TODAY)
    return found.status, found.since


class TestMembers:
    @pytest.mark.parametrize(
        ("rule", "seated", "introduced", "status", "since"),
        [
            ("introduced", date(2026, 10, 15), date(2026, 10, 20), Status.KEPT, date(2026, 10, 20)),
            ("seated in October, waiting", date(2026, 10, 15), None, Status.ATTENTION, date(2026, 10, 15)),
            ("day 60", date(2026, 9, 3), None, Status.ATTENTION, date(2026, 9, 3)),
            ("day 61", date(2026, 9, 2), None, Status.BREACH, date(2026, 11, 2)),
            ("introduced only later", date(2026, 10, 15), date(2026, 11, 20), Status.ATTENTION, date(2026, 10, 15)),
        ],
    )
    def test_whoever_is_new_is_introduced_within_p02(self, rule, seated, introduced, status, since):
        assert members(MemberSeat(seated, introduced)) == (status, since), rule

    def test_whoever_is_elected_again_is_not_new(self):
        again = MemberSeat(NEW, None, (TimeInSeat(OLD, NEW, introduced_on=date(2022, 11, 21)),))
        assert members(again) == (Status.KEPT, date(2022, 11, 21))

    def test_nor_is_one_who_goes_on_in_another_body_or_comes_back_under_the_same_version(self):
        years_ago = TimeInSeat(date(2019, 2, 1), date(2020, 1, 1), introduced_on=date(2019, 3, 1))
        assert members(MemberSeat(NEW, None, (years_ago,)), versions=(FIRST,)) == (Status.KEPT, date(2019, 3, 1))

    def test_one_who_comes_back_to_a_revised_document_is_new(self):
        before = TimeInSeat(OLD, date(2026, 5, 1), introduced_on=date(2022, 11, 21))
        about = {"versions": (FIRST, REVISED)}
        assert members(MemberSeat(NEW, None, (before,)), **about) == (Status.ATTENTION, NEW)

    @pytest.mark.parametrize(
        ("left", "came_back", "status"),
        [
            (date(2026, 5, 31), REVISED, Status.ATTENTION),
            (REVISED, REVISED + timedelta(days=1), Status.ATTENTION),
            (REVISED + timedelta(days=1), NEW, Status.KEPT),
        ],
        ids=["back on the day it holds from", "the last day was the day before", "sat on that day"],
    )
    def test_the_day_from_which_it_holds_is_the_border(self, left, came_back, status):
        before = TimeInSeat(OLD, left, introduced_on=date(2022, 11, 21))
        facts = [BodyMembers(BODY, (MemberSeat(came_back, None, (before,)),), (FIRST, REVISED))]
        as_of = max(came_back, date(2026, 7, 1))
        (found,) = judge_members_introduced(facts, parameters=MembersIntroduced(), as_of=as_of)
        assert found.status is status

    def test_one_who_sat_when_it_was_revised_is_not(self):
        through = TimeInSeat(OLD, NEW, introduced_on=date(2022, 11, 21))
        about = {"versions": (FIRST, REVISED)}
        assert members(MemberSeat(NEW, None, (through,)), **about) == (Status.KEPT, date(2022, 11, 21))

    def test_what_was_never_held_is_still_owed_after_another_election(self):
        never = TimeInSeat(OLD, NEW)
        assert members(MemberSeat(NEW, None, (never,)), versions=(FIRST,)) == (
            Status.BREACH,
            OLD + timedelta(days=61),
        )

    def test_a_package_may_ask_that_the_elected_are_introduced_again(self):
        again = MemberSeat(NEW, None, (TimeInSeat(OLD, NEW, introduced_on=date(2022, 11, 21)),))
        assert members(again, reelected=True) == (Status.ATTENTION, NEW)

    def test_nobody_owes_what_the_document_did_not_ask_yet(self):
        assert members(MemberSeat(OLD), versions=(REVISED,)) == (Status.NOT_APPLICABLE, None)

    @pytest.mark.parametrize(
        ("start_day", "status", "since"),
        [
            (date(2026, 11, 2), Status.ATTENTION, date(2026, 7, 6)),
            (date(2026, 9, 3), Status.ATTENTION, date(2026, 7, 6)),
            (date(2026, 9, 1), Status.BREACH, date(2026, 11, 1)),
        ],
    )
    def test_the_time_runs_from_the_start_day_at_the_earliest(self, start_day, status, since):
        assert members(MemberSeat(date(2026, 7, 6)), start_day=start_day) == (status, since)


class TestABodyOfSeveral:
    """Its answer counts people, is since the first of them who waits, and names who sees to it, never who it is."""

    def judged(self, *seats: MemberSeat, **about: object) -> Judgement:
        facts = [BodyMembers(BODY, seats, **about)]  # type: ignore[arg-type]
        (found,) = judge_members_introduced(facts, parameters=MembersIntroduced(), as_of=TODAY)
        assert found.scope == BODY
        return found

    DONE = MemberSeat(date(2026, 9, 1), date(2026, 9, 20))
    WAITS, WAITS_TOO = MemberSeat(date(2026, 10, 15)), MemberSeat(date(2026, 10, 20))
    LATE, LATER = MemberSeat(date(2026, 8, 1)), MemberSeat(date(2026, 8, 20))

    def test_one_who_is_late_makes_it_a_breach_since_the_first_day_after(self):
        found = self.judged(self.DONE, self.WAITS, self.LATER, self.LATE)
        assert (found.status, found.since, found.expected_of) == (Status.BREACH, date(2026, 10, 1), "KFp")
        assert found.inputs == {"members": 4, "new": 4, "waiting": 3, "late": 2, "days": 60}

    def test_those_who_wait_are_told_by_the_first_last_day(self):
        found = self.judged(self.DONE, self.WAITS_TOO, self.WAITS)
        assert (found.status, found.since, found.expected_of) == (Status.ATTENTION, date(2026, 10, 15), "KFp")
        assert "2026-12-14" in found.reason.sv
        assert found.inputs == {"members": 3, "new": 3, "waiting": 2, "late": 0, "days": 60}

    def test_kept_is_since_the_last_who_was_introduced(self):
        found = self.judged(self.DONE, MemberSeat(date(2026, 10, 15), TODAY))
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, TODAY, "")

    def test_nobody_is_new_where_all_were_seated_before_the_rules(self):
        found = self.judged(self.DONE, self.WAITS, versions=(TODAY,))
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, date(2026, 9, 20), "")
        assert found.inputs == {"members": 2, "new": 1, "waiting": 0, "late": 0, "days": 60}
        waits = self.judged(self.WAITS, versions=(TODAY,))
        assert (waits.status, waits.inputs["members"], waits.inputs["new"]) == (Status.NOT_APPLICABLE, 1, 0)

    def test_the_day_that_the_document_came_asks_for_introductions(self):
        assert self.judged(self.WAITS, versions=(date(2026, 10, 15),)).status is Status.ATTENTION

    def test_a_body_nobody_sits_in_waits_for_its_members(self):
        found = self.judged()
        assert (found.status, found.expected_of) == (Status.NOT_ASSESSED, "KFp")


@pytest.mark.parametrize(("people", "told"), [(0, 0), (1, "1–4"), (4, "1–4"), (5, 5)])
def test_fewer_than_five_are_not_told_by_number(people, told):
    assert counted(people) == told


def employees(*employed: NewEmployee, **about: object) -> tuple[Status, date | None]:
    facts = [UnitEmployees(UNIT, employed, **about)]  # type: ignore[arg-type]
    (found,) = judge_employees_introduced(facts, parameters=EmployeesIntroduced(), as_of=TODAY)
    return found.status, found.since


class TestEmployees:
    @pytest.mark.parametrize(
        ("rule", "employed", "introduced", "status", "since"),
        [
            ("introduced", date(2026, 10, 1), date(2026, 10, 8), Status.KEPT, date(2026, 10, 8)),
            ("day 30", date(2026, 10, 3), None, Status.ATTENTION, date(2026, 10, 3)),
            ("day 31", date(2026, 10, 2), None, Status.BREACH, date(2026, 11, 2)),
        ],
    )
    def test_a_new_employee_is_introduced_within_p01(self, rule, employed, introduced, status, since):
        assert employees(NewEmployee(employed, introduced)) == (status, since), rule

    def test_one_who_came_before_the_document_is_not_asked_about(self):
        assert employees(NewEmployee(OLD), versions=(REVISED,))[0] is Status.NOT_APPLICABLE

    @pytest.mark.parametrize("employed", [OLD, date(2026, 5, 20)], ids=["long before", "shortly before"])
    def test_whoever_still_waits_on_the_start_day_has_the_whole_time_from_it(self, employed):
        assert employees(NewEmployee(employed), start_day=REVISED) == (Status.BREACH, date(2026, 7, 2))
        assert employees(NewEmployee(employed), start_day=date(2026, 10, 3))[0] is Status.ATTENTION

    def test_a_unit_without_registered_employees_is_not_assessed(self):
        facts = [UnitEmployees(UNIT), UnitEmployees(Scope("unit", "b", "B"), (NewEmployee(NEW, NEW),))]
        found = judge_employees_introduced(facts, parameters=EmployeesIntroduced(), as_of=TODAY)
        assert [each.status for each in found] == [Status.NOT_ASSESSED, Status.KEPT]

    def test_small_numbers_are_not_told(self):
        (few,) = judge_employees_introduced(
            [UnitEmployees(UNIT, (NewEmployee(OLD),) * 3)], parameters=EmployeesIntroduced(), as_of=TODAY
        )
        (many,) = judge_employees_introduced(
            [UnitEmployees(UNIT, (NewEmployee(OLD),) * 6)], parameters=EmployeesIntroduced(), as_of=TODAY
        )
        (five,) = judge_employees_introduced(
            [UnitEmployees(UNIT, (NewEmployee(OLD),) * 5)], parameters=EmployeesIntroduced(), as_of=TODAY
        )
        assert five.reason.sv.startswith("5 nyanställda")
        assert few.reason.sv.startswith("Minst en nyanställd")
        assert (few.inputs["late"], many.inputs["late"]) == ("1–4", 6)
        assert many.reason.sv.startswith("6 nyanställda")


class TestAUnitOfSeveral:
    def judged(self, *employed: NewEmployee, **about: object) -> Judgement:
        facts = [UnitEmployees(UNIT, employed, **about)]  # type: ignore[arg-type]
        (found,) = judge_employees_introduced(facts, parameters=EmployeesIntroduced(), as_of=TODAY)
        assert found.scope == UNIT
        return found

    WAITS, WAITS_TOO = NewEmployee(date(2026, 10, 10)), NewEmployee(date(2026, 10, 20))
    DONE, LATE = NewEmployee(date(2026, 9, 1), date(2026, 9, 2)), NewEmployee(date(2026, 9, 10))

    def test_one_who_is_late_makes_it_a_breach_for_the_units_manager(self):
        found = self.judged(self.DONE, self.WAITS, self.LATE, NewEmployee(date(2026, 9, 20)))
        assert (found.status, found.since, found.expected_of) == (Status.BREACH, date(2026, 10, 11), "EC")
        assert found.inputs == {"new": "1–4", "waiting": "1–4", "late": "1–4", "days": 30}

    def test_those_who_wait_are_told_by_the_first_last_day(self):
        found = self.judged(self.DONE, self.WAITS_TOO, self.WAITS)
        assert (found.status, found.since, found.expected_of) == (Status.ATTENTION, date(2026, 10, 10), "EC")
        assert found.reason.sv.startswith("Minst en nyanställd")
        assert "2026-11-09" in found.reason.sv
        five = self.judged(*(self.WAITS,) * 4, self.WAITS_TOO)
        assert five.reason.sv.startswith("5 nyanställda")
        assert five.inputs == {"new": 5, "waiting": 5, "late": 0, "days": 30}

    def test_kept_is_since_the_last_who_was_introduced(self):
        found = self.judged(NewEmployee(date(2026, 10, 1), TODAY), self.DONE)
        assert (found.status, found.since, found.expected_of) == (Status.KEPT, TODAY, "")

    def test_an_introduction_that_is_only_planned_is_waited_for(self):
        found = self.judged(NewEmployee(date(2026, 10, 10), date(2026, 11, 3)))
        assert (found.status, found.since) == (Status.ATTENTION, date(2026, 10, 10))

    def test_without_employees_the_personnel_office_is_awaited(self):
        facts = [UnitEmployees(UNIT), UnitEmployees(Scope("unit", "b", "B"), (self.DONE,))]
        empty, _ = judge_employees_introduced(facts, parameters=EmployeesIntroduced(), as_of=TODAY)
        assert (empty.scope, empty.expected_of) == (UNIT, "HR")

    def test_nobody_is_new_since_the_rules(self):
        found = self.judged(self.LATE, versions=(TODAY,))
        assert (found.status, found.inputs) == (
            Status.NOT_APPLICABLE,
            {"new": 0, "waiting": 0, "late": 0, "days": 30},
        )


class TestTerm:
    @pytest.mark.parametrize(
        ("rule", "term", "held", "status", "since", "acts"),
        [
            ("in time", date(2026, 1, 1), (date(2026, 3, 31),), Status.KEPT, date(2026, 3, 31), ""),
            ("late", date(2026, 1, 1), (date(2026, 4, 1),), Status.ATTENTION, date(2026, 4, 1), ""),
            ("never", date(2026, 1, 1), (), Status.BREACH, date(2026, 4, 1), "KS"),
            ("not yet", date(2026, 10, 15), (), Status.ATTENTION, date(2026, 10, 15), "KS"),
            ("planned later", date(2026, 10, 15), (date(2026, 12, 1),), Status.ATTENTION, date(2026, 10, 15), "KS"),
            ("no term", None, (), Status.NOT_ASSESSED, None, "SE"),
        ],
    )
    def test_a_body_is_trained_by_p03(self, rule, term, held, status, since, acts):
        facts = [BodyTraining(BODY, term, held)]
        (found,) = judge_term_trained(facts, parameters=TermTrained(), as_of=TODAY)
        assert (found.scope, found.status, found.since, found.expected_of) == (BODY, status, since, acts), rule

    def test_the_first_training_counts_and_the_last_day_is_shown(self):
        facts = [BodyTraining(BODY, date(2026, 1, 1), (date(2026, 5, 2), date(2026, 3, 1), TODAY))]
        (found,) = judge_term_trained(facts, parameters=TermTrained(), as_of=TODAY)
        assert found.inputs == {"term": "2026-01-01", "last_day": "2026-03-31", "held": "2026-03-01"}

    @pytest.mark.parametrize(
        ("as_of", "start_day", "status"),
        [
            (date(2026, 3, 31), None, Status.ATTENTION),
            (date(2026, 4, 1), None, Status.BREACH),
            (date(2026, 4, 1), date(2026, 3, 31), Status.BREACH),
            (date(2026, 4, 1), date(2026, 4, 1), Status.NOT_APPLICABLE),
        ],
    )
    def test_the_last_day_is_still_in_time_and_is_asked_for_from_the_start_day(self, as_of, start_day, status):
        facts = [BodyTraining(BODY, date(2026, 1, 1), (), start_day)]
        (found,) = judge_term_trained(facts, parameters=TermTrained(), as_of=as_of)
        assert found.status is status

    def test_a_training_today_is_held(self):
        facts = [BodyTraining(BODY, date(2026, 10, 15), (TODAY,))]
        (found,) = judge_term_trained(facts, parameters=TermTrained(), as_of=TODAY)
        assert (found.status, found.since) == (Status.KEPT, TODAY)

    def test_a_last_day_before_the_start_day_is_not_judged(self):
        facts = [BodyTraining(BODY, date(2026, 1, 1), (), date(2026, 6, 1))]
        (found,) = judge_term_trained(facts, parameters=TermTrained(), as_of=TODAY)
        assert found.status is Status.NOT_APPLICABLE
        assert found.inputs == {"term": "2026-01-01", "last_day": "2026-03-31", "held": None}

    def test_a_package_that_names_no_day_is_refused(self):
        with pytest.raises(ValueError, match="month"):
            TermTrained(by="13-40")
        assert TermTrained(by="02-29").for_term(date(2026, 2, 1)) == date(2026, 2, 28)

    @pytest.mark.parametrize(
        ("begins", "last"),
        [(date(2026, 3, 31), date(2026, 3, 31)), (date(2026, 4, 1), date(2027, 3, 31)), (NEW, date(2027, 3, 31))],
    )
    def test_a_term_that_begins_after_the_day_has_until_that_day_next_year(self, begins, last):
        assert TermTrained().for_term(begins) == last
