"""Days as people say them, by a decision; one head at a time; and a leaver who leaves nothing without an owner."""

from __future__ import annotations

from datetime import date

import pytest

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Department,
    Employment,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.operations import appointments, call_in, holdings
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.operations.leavers import (
    NotLeaving,
    StillOwned,
    begin_leaving,
    close_leaving,
    close_ways_in,
)
from spelregler.apps.organisation.operations.refusals import MixedParties, PostTaken, SeatTaken
from spelregler.apps.organisation.operations.tenure import appoint
from spelregler.apps.organisation.queries import leavings
from spelregler.apps.organisation.queries import seats as seats_queries
from spelregler.apps.organisation.queries.role_assignments import role_assignments_of
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.taking_back import SomethingRests

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="HR")
JAN, TODAY = date(2026, 1, 1), date(2026, 6, 15)
FIRST, LAST = date(2026, 7, 1), date(2026, 7, 14)
DECIDED = Decided(by="Kommunchefen", on=date(2026, 6, 10), paragraph="KS 2026/12", today=TODAY)


@pytest.fixture
def committee() -> Body:
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=JAN)


@pytest.fixture
def head(committee: Body) -> Post:
    department = Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=committee, start=JAN)
    return Post.objects.create(code="fc", title="Förvaltningschef", kind="department_head", department=department)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create(code="anna", name="Anna Lind")


@pytest.fixture
def bo(head: Post) -> Person:
    """The ordinary head, until further notice."""
    bo = Person.objects.create(code="bo", name="Bo Ek")
    appoint(post=head, person=bo, start=JAN, who=WHO)
    return bo


def heads(day: date) -> list[str]:
    return [each.person.name for each in Appointment.objects.on(day).select_related("person")]


class TestStandIn:
    def test_anna_is_acting_head_1_to_14_july_and_bo_is_back_the_15th(self, head, anna, bo):
        appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
        days = [date(2026, 6, 30), FIRST, LAST, date(2026, 7, 15)]
        assert [heads(day) for day in days] == [["Bo Ek"], ["Anna Lind"], ["Anna Lind"], ["Bo Ek"]]

    def test_the_right_is_there_on_the_last_day_and_gone_the_day_after(self, head, anna, bo):
        appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
        assert [role_assignment.role for role_assignment in role_assignments_of(person=anna, as_of=LAST)] == ["FC"]
        assert role_assignments_of(person=anna, as_of=date(2026, 7, 15)) == []
        assert role_assignments_of(person=bo, as_of=FIRST) == []

    def test_whoever_comes_back_goes_on_with_the_same_appointment(self, head, anna, bo):
        appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
        back = Appointment.objects.get(person=bo, start=date(2026, 7, 15))
        assert (back.end, back.continues) == (None, Appointment.objects.get(person=bo, start=JAN))

    def test_it_needs_a_last_day(self, head, anna, bo):
        with pytest.raises(holdings.WrongDays, match="till och med"):
            appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=None, decided=DECIDED, who=WHO)

    def test_it_needs_a_decision_and_without_one_nothing_is_changed(self, head, anna, bo):
        undecided = Decided(by=" ", on=TODAY, paragraph="", today=TODAY)
        with pytest.raises(holdings.BasisMissing):
            appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=undecided, who=WHO)
        assert (heads(FIRST), Basis.objects.count()) == (["Bo Ek"], 0)

    def test_a_decision_of_tomorrow_is_none(self, head, anna, bo):
        later = Decided(by="Kommunchefen", on=date(2026, 6, 16), paragraph="", today=TODAY)
        with pytest.raises(holdings.BasisMissing):
            appointments.take_over(post=head, person=anna, first_day=FIRST, decided=later, who=WHO)

    def test_two_never_act_at_once(self, head, anna, bo):
        appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
        cleo = Person.objects.create(code="cleo", name="Cleo Ask")
        with pytest.raises(PostTaken):
            appointments.stand_in(post=head, person=cleo, first_day=LAST, last_day=LAST, decided=DECIDED, who=WHO)
        assert heads(LAST) == ["Anna Lind"]

    def test_a_member_of_the_committee_cannot_act_as_its_head(self, head, anna, bo, committee):
        seat = Seat.objects.create(body=committee, number=1)
        Membership.objects.create(seat=seat, person=anna, start=JAN)
        with pytest.raises(MixedParties) as refused:
            appointments.stand_in(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
        assert refused.value.clause == "MR-34"
        assert refused.value.way.sv
        assert heads(FIRST) == ["Bo Ek"]


class TestTakeOver:
    def test_the_one_before_ends_where_the_new_one_begins(self, head, anna, bo):
        appointments.take_over(post=head, person=anna, first_day=FIRST, decided=DECIDED, who=WHO)
        assert (heads(date(2026, 6, 30)), heads(FIRST)) == (["Bo Ek"], ["Anna Lind"])
        assert str(Appointment.objects.get(person=anna).basis) == "Kommunchefen 2026-06-10 KS 2026/12"

    def test_one_that_had_not_begun_is_withdrawn_and_leaves_its_trace(self, head, anna, bo):
        appointments.take_over(post=head, person=anna, first_day=JAN, decided=DECIDED, who=WHO)
        assert not Appointment.objects.filter(person=bo).exists()
        assert AuditRow.objects.get(act="withdraw-appointment").concerns == "bo"


class TestSeats:
    @pytest.fixture
    def seats(self, committee: Body) -> tuple[Seat, Seat]:
        return (
            Seat.objects.create(body=committee, number=1),
            Seat.objects.create(body=committee, number=1, is_substitute=True),
        )

    def test_a_leading_official_cannot_take_a_seat_in_the_own_committee(self, seats, bo):
        with pytest.raises(MixedParties) as refused:
            holdings.elect(
                seat=seats[0], person=bo, function="member", first_day=FIRST, last_day=None, decided=DECIDED, who=WHO
            )
        assert refused.value.clause == "MR-34"
        assert not Basis.objects.exists()

    def test_a_substitute_is_not_given_a_members_seat(self, seats, anna):
        with pytest.raises(holdings.NotASubstitute):
            holdings.elect(
                seat=seats[0],
                person=anna,
                function="substitute",
                first_day=FIRST,
                last_day=None,
                decided=DECIDED,
                who=WHO,
            )

    def test_a_substitute_serves_for_the_days_and_the_seat_stays_the_members(self, seats, anna, committee):
        eva = Person.objects.create(code="eva", name="Eva Hav")
        Membership.objects.create(seat=seats[0], person=anna, start=JAN)
        substitute = Membership.objects.create(seat=seats[1], person=eva, start=JAN, function="substitute")
        call_in.call_in(seat=seats[0], substitute=substitute, first_day=FIRST, last_day=LAST, who=WHO)
        [seat, _] = seats_queries.seats_of(committee, as_of=LAST)
        assert (seat.holder.person, seat.serving.person) == ("Anna Lind", "Eva Hav")
        assert seats_queries.seats_of(committee, as_of=date(2026, 7, 15))[0].serving is None

    def test_two_substitutes_never_serve_in_one_seat(self, seats, anna, committee):
        rows = []
        for number, code in enumerate(("eva", "ida"), start=2):
            seat = Seat.objects.create(body=committee, number=number, is_substitute=True)
            person = Person.objects.create(code=code, name=code)
            rows.append(Membership.objects.create(seat=seat, person=person, start=JAN, function="substitute"))
        call_in.call_in(seat=seats[0], substitute=rows[0], first_day=FIRST, last_day=LAST, who=WHO)
        with pytest.raises(SeatTaken):
            call_in.call_in(seat=seats[0], substitute=rows[1], first_day=LAST, last_day=LAST, who=WHO)

    def test_only_a_substitute_of_the_body_is_called_in(self, seats, anna):
        member = Membership.objects.create(seat=seats[0], person=anna, start=JAN)
        with pytest.raises(holdings.NotASubstitute):
            call_in.call_in(seat=seats[0], substitute=member, first_day=FIRST, last_day=LAST, who=WHO)

    def test_a_seat_is_left_earlier_and_never_later_than_elected(self, seats, anna):
        held = Membership.objects.create(seat=seats[0], person=anna, start=JAN, end=FIRST)
        with pytest.raises(holdings.WrongDays):
            holdings.leave_seat(membership=held, last_day=LAST, who=WHO)
        assert holdings.leave_seat(membership=held, last_day=date(2026, 6, 1), who=WHO).end == date(2026, 6, 2)


class TestLeaving:
    def test_the_way_in_is_closed_at_once_when_the_last_day_is_past(self, bo):
        bo.account = open_account(email="bo@example.org", name="Bo Ek", who=WHO)
        bo.save()
        begin_leaving(person=bo, last_day=date(2026, 6, 14), today=TODAY, who=WHO)
        bo.account.refresh_from_db()
        assert not bo.account.is_active
        assert role_assignments_of(person=bo, as_of=TODAY) == []

    def test_until_the_last_day_is_past_the_post_and_the_way_in_are_held(self, bo):
        bo.account = open_account(email="bo@example.org", name="Bo Ek", who=WHO)
        bo.save()
        begin_leaving(person=bo, last_day=FIRST, today=TODAY, who=WHO)
        assert role_assignments_of(person=bo, as_of=FIRST)
        assert close_ways_in(today=FIRST, who=WHO) == 0
        assert close_ways_in(today=date(2026, 7, 2), who=WHO) == 1
        assert close_ways_in(today=date(2026, 7, 2), who=WHO) == 0

    def test_whoever_keeps_a_seat_keeps_the_way_in(self, bo):
        council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=JAN)
        Membership.objects.create(seat=Seat.objects.create(body=council, number=1), person=bo, start=JAN)
        bo.account = open_account(email="bo@example.org", name="Bo Ek", who=WHO)
        bo.save()
        begin_leaving(person=bo, last_day=date(2026, 6, 14), today=TODAY, who=WHO)
        bo.account.refresh_from_db()
        assert bo.account.is_active

    def test_it_is_not_closed_while_something_is_without_an_owner(self, bo):
        leaving = begin_leaving(person=bo, last_day=date(2026, 6, 14), today=TODAY, who=WHO)
        with pytest.raises(StillOwned, match="2 saker"):
            close_leaving(leaving=leaving, ownerless=2, today=TODAY, who=WHO)
        close_leaving(leaving=leaving, ownerless=0, today=TODAY, who=WHO)
        assert leavings.open_leaving(bo) is None

    def test_nor_before_the_last_day_is_past(self, bo):
        leaving = begin_leaving(person=bo, last_day=TODAY, today=TODAY, who=WHO)
        with pytest.raises(holdings.WrongDays):
            close_leaving(leaving=leaving, ownerless=0, today=TODAY, who=WHO)

    def test_whoever_has_no_post_has_none_to_leave(self, anna):
        with pytest.raises(NotLeaving):
            begin_leaving(person=anna, last_day=TODAY, today=TODAY, who=WHO)


class TestTakenBack:
    def undo(self, held: Appointment, today: date = TODAY) -> None:
        appointments.undo_appointment(appointment=held, reason="Fel person", today=today, who=WHO)

    def test_whoever_held_the_post_before_has_it_again_as_it_was(self, head, anna, bo):
        before = list(Appointment.objects.values())
        for enter in (appointments.take_over, appointments.stand_in):
            made = enter(post=head, person=anna, first_day=FIRST, last_day=LAST, decided=DECIDED, who=WHO)
            assert heads(FIRST) == ["Anna Lind"]
            self.undo(Appointment.objects.get(pk=made.pk))
            assert list(Appointment.objects.values()) == before
        assert not Basis.objects.exists()
        assert AuditRow.objects.filter(act="undo-appointment", concerns="anna").exists()

    def test_not_when_a_time_has_passed_or_the_appointments_have_changed_since(self, head, anna, bo):
        made = appointments.take_over(post=head, person=anna, first_day=FIRST, decided=DECIDED, who=WHO)
        with pytest.raises(appointments.NotTakenBack):
            self.undo(made, today=date(2026, 9, 1))
        appointments.leave_post(appointment=made, last_day=LAST, who=WHO)
        with pytest.raises(SomethingRests):
            self.undo(Appointment.objects.get(pk=made.pk))

    def test_one_from_a_file_that_ended_another_is_not_put_back_by_guessing(self, head, anna, bo):
        Appointment.objects.filter(person=bo).update(end=FIRST)
        made = appoint(post=head, person=anna, start=FIRST, who=WHO)
        with pytest.raises(appointments.NotTakenBack):
            self.undo(made)


def test_whoever_is_employed_and_holds_nothing_else_is_an_employee_of_the_unit(head, anna):
    unit = Unit.objects.create(code="s1", name="Skolan", start=JAN)
    Placement.objects.create(unit=unit, department=head.department, start=JAN)
    Employment.objects.create(person=anna, unit=unit, start=FIRST, end=LAST)
    (role,) = role_assignments_of(person=anna, as_of=FIRST)
    assert (role.role, role.unit, role.department, role.body) == ("EM", "s1", "uf", "un")
    assert role_assignments_of(person=anna, as_of=TODAY) == []
    assert role_assignments_of(person=anna, as_of=LAST) == []
    Appointment.objects.create(post=head, person=anna, start=FIRST)
    assert [each.role for each in role_assignments_of(person=anna, as_of=FIRST)] == ["FC"]
