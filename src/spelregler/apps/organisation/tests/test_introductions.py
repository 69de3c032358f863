"""Who waits for an introduction, and what is recorded of those that were held."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.models import Body, Employment, Membership, Person, Seat, Training, Unit
from spelregler.apps.organisation.operations import introductions as introducing
from spelregler.apps.organisation.operations import structure, tenure
from spelregler.apps.organisation.queries import introductions
from spelregler.domain.checks import Load, registry
from spelregler.domain.findings import Status
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
OLD, NEW, TODAY = date(2022, 10, 15), date(2026, 10, 15), date(2026, 11, 2)


@pytest.fixture
def council() -> Body:
    return Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=OLD)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create(code="anna", name="Anna Lind")


@pytest.fixture
def unit() -> Unit:
    return Unit.objects.create(code="skolan", name="Skolan", start=OLD)


def sits(body: Body, person: Person, start: date, end: date | None = None, *, number: int = 1) -> Membership:
    seat, _ = Seat.objects.get_or_create(body=body, number=number)
    return tenure.seat_member(seat=seat, person=person, function="member", start=start, end=end, who=WHO)


def answer(check: str) -> list[Status]:
    return [each.status for each in registry.get(check).run(Load(as_of=TODAY))]


class TestMembers:
    def test_one_who_is_new_waits_until_it_is_recorded(self, council, anna):
        seat = sits(council, anna, NEW)
        (waiting,) = introductions.members_waiting(as_of=TODAY)
        assert (waiting.membership, waiting.last_day) == (seat, date(2026, 12, 14))
        assert answer(introductions.MEMBERS) == [Status.ATTENTION]
        assert introducing.introduce_members(memberships=[seat], held_on=TODAY, today=TODAY, who=WHO) == 1
        assert introductions.members_waiting(as_of=TODAY) == []
        assert answer(introductions.MEMBERS) == [Status.KEPT]

    def test_one_who_is_elected_again_owes_nothing_new(self, council, anna):
        before = sits(council, anna, OLD, NEW)
        introducing.record_introduction(membership=before, introduced_on=date(2022, 11, 21), who=WHO)
        sits(council, anna, NEW)
        committee = Body.objects.create(code="un", name="Nämnden", kind=Body.Kind.COMMITTEE, start=OLD)
        sits(committee, anna, NEW)
        assert introductions.members_waiting(as_of=TODAY) == []
        assert answer(introductions.MEMBERS) == [Status.KEPT, Status.KEPT]

    def test_auditors_are_no_part_of_it(self, anna):
        auditors = Body.objects.create(code="rev", name="Revisorerna", kind=Body.Kind.AUDITORS, start=OLD)
        sits(auditors, anna, NEW)
        assert introductions.members_waiting(as_of=TODAY) == []

    def test_the_number_of_queries_does_not_grow(self, council, django_assert_max_num_queries):
        for number in range(1, 30):
            person = Person.objects.create(code=f"p{number}", name=f"Person {number}")
            sits(council, person, OLD, NEW, number=number)
            sits(council, person, NEW, number=number)
        with django_assert_max_num_queries(7):
            introductions.bodies_with_members(as_of=TODAY)

    def test_it_is_neither_before_the_seat_nor_in_a_time_to_come(self, council, anna):
        seat = sits(council, anna, NEW)
        with pytest.raises(introducing.IntroductionTooEarly):
            introducing.introduce_members(memberships=[seat], held_on=OLD, today=TODAY, who=WHO)
        with pytest.raises(introducing.NotHeldYet):
            introducing.introduce_members(memberships=[seat], held_on=date(2026, 11, 3), today=TODAY, who=WHO)
        assert not AuditRow.objects.filter(act="record-introduction").exists()


class TestEmployees:
    def employ(self, person: Person, unit: Unit, start: date, end: date | None = None) -> Employment:
        return tenure.employ(person=person, unit=unit, start=start, end=end, who=WHO)

    def test_a_new_employee_waits_until_it_is_recorded(self, unit, anna):
        employed = self.employ(anna, unit, date(2026, 10, 12))
        assert introductions.employees_waiting(as_of=TODAY, unit="skolan") == {employed.pk: date(2026, 11, 11)}
        assert answer(introductions.EMPLOYEES) == [Status.ATTENTION]
        introducing.introduce_employees(employments=[employed], held_on=TODAY, today=TODAY, who=WHO)
        assert introductions.employees_waiting(as_of=TODAY, unit="skolan") == {}
        assert answer(introductions.EMPLOYEES) == [Status.KEPT]

    def test_one_who_moves_between_units_is_not_new(self, unit, anna):
        other = Unit.objects.create(code="annan", name="Annan", start=OLD)
        before = self.employ(anna, other, OLD, NEW)
        introducing.introduce_employees(employments=[before], held_on=date(2022, 10, 20), today=TODAY, who=WHO)
        self.employ(anna, unit, NEW)
        assert introductions.employees_waiting(as_of=TODAY, unit="skolan") == {}

    def test_one_who_comes_back_after_a_time_away_is(self, unit, anna):
        self.employ(anna, unit, OLD, date(2024, 1, 1))
        again = self.employ(anna, unit, NEW)
        assert list(introductions.employees_waiting(as_of=TODAY, unit="skolan")) == [again.pk]

    def test_nothing_registered_is_not_assessed(self, unit):
        assert answer(introductions.EMPLOYEES) == [Status.NOT_ASSESSED]


class TestTraining:
    def test_a_training_belongs_to_the_term_that_runs(self):
        board = Body.objects.create(code="ks", name="Kommunstyrelsen", kind=Body.Kind.EXECUTIVE_BOARD, start=OLD)
        assert answer("organisation.term_trained") == [Status.NOT_ASSESSED]
        with pytest.raises(introducing.NoTermThen):
            introducing.record_training(body=board, held_on=TODAY, today=TODAY, who=WHO)
        structure.add_term(body=board, start=date(2026, 1, 1), end=date(2030, 1, 1), who=WHO)
        assert answer("organisation.term_trained") == [Status.BREACH]
        introducing.record_training(body=board, held_on=date(2026, 2, 9), today=TODAY, who=WHO)
        assert Training.objects.get().term.start == date(2026, 1, 1)
        assert answer("organisation.term_trained") == [Status.KEPT]
