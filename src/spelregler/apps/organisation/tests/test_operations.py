"""Who holds what: the invariants hold in the database itself, not only in our own code."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from spelregler.apps.organisation.models import (
    Appointment,
    Body,
    Department,
    Membership,
    Person,
    Placement,
    Post,
    Seat,
    Unit,
)
from spelregler.apps.organisation.operations import accounts, refusals, structure, tenure
from spelregler.apps.organisation.queries import departments, posts, role_assignments
from spelregler.apps.organisation.queries import units as units_queries
from spelregler.platform.accounts.models import Account
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM, Who
from spelregler.platform.audit.queries import readings_of

pytestmark = pytest.mark.django_db
WHO = Who(name="Test", role="SE")
JAN, JUL, NEXT = date(2026, 1, 1), date(2026, 7, 1), date(2027, 1, 1)


@pytest.fixture
def committee() -> Body:
    return Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=JAN)


@pytest.fixture
def department(committee: Body) -> Department:
    return Department.objects.create(code="uf", name="Utbildningsförvaltningen", body=committee, start=JAN)


@pytest.fixture
def head_post(department: Department) -> Post:
    return Post.objects.create(code="fc", title="Förvaltningschef", kind="department_head", department=department)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create(code="anna", name="Anna Lind")


@pytest.fixture
def bo() -> Person:
    return Person.objects.create(code="bo", name="Bo Ek")


class TestSeatMember:
    def test_one_person_holds_a_seat_at_a_time(self, committee, anna, bo):
        seat = Seat.objects.create(body=committee, number=1)
        tenure.seat_member(seat=seat, person=anna, function="member", start=JAN, end=JUL, who=WHO)
        with pytest.raises(refusals.SeatTaken):
            tenure.seat_member(seat=seat, person=bo, function="member", start=date(2026, 6, 30), who=WHO)
        tenure.seat_member(seat=seat, person=bo, function="member", start=JUL, who=WHO)
        assert [h.person for h in posts.holders(as_of=date(2026, 6, 30))] == ["Anna Lind"]
        assert [h.person for h in posts.holders(as_of=JUL)] == ["Bo Ek"]

    def test_the_database_refuses_an_overlap_that_our_own_code_forgot(self, committee, anna, bo):
        seat = Seat.objects.create(body=committee, number=1)
        Membership.objects.create(seat=seat, person=anna, start=JAN)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.create(seat=seat, person=bo, start=JUL)
        later = Membership.objects.create(seat=Seat.objects.create(body=committee, number=2), person=bo, start=JUL)
        with pytest.raises(IntegrityError), transaction.atomic():
            Membership.objects.filter(pk=later.pk).update(seat=seat)

    def test_a_leading_official_is_never_a_member_of_the_committee_it_answers_to(self, committee, head_post, anna):
        seat = Seat.objects.create(body=committee, number=1)
        tenure.appoint(post=head_post, person=anna, start=JAN, end=JUL, who=WHO)
        with pytest.raises(refusals.MixedParties):
            tenure.seat_member(seat=seat, person=anna, function="member", start=JAN, who=WHO)
        tenure.seat_member(seat=seat, person=anna, function="member", start=JUL, who=WHO)

    def test_a_body_has_one_chair_at_a_time_whatever_seat(self, committee, anna, bo):
        one, two = (Seat.objects.create(body=committee, number=number) for number in (1, 2))
        tenure.seat_member(seat=one, person=anna, function="chair", start=JAN, end=JUL, who=WHO)
        with pytest.raises(refusals.OneChair, match="Anna Lind"):
            tenure.seat_member(seat=two, person=bo, function="chair", start=date(2026, 6, 30), who=WHO)
        assert Membership.objects.count() == 1
        tenure.seat_member(seat=two, person=bo, function="chair", start=JUL, who=WHO)

    def test_nor_is_a_member_appointed_to_lead_the_office(self, committee, head_post, anna):
        seat = Seat.objects.create(body=committee, number=1)
        tenure.seat_member(seat=seat, person=anna, function="member", start=JAN, who=WHO)
        with pytest.raises(refusals.MixedParties):
            tenure.appoint(post=head_post, person=anna, start=JUL, who=WHO)


class TestAppoint:
    def test_one_head_or_acting_head_at_a_time(self, head_post, anna, bo):
        tenure.appoint(post=head_post, person=anna, start=JAN, end=JUL, who=WHO)
        with pytest.raises(refusals.PostTaken):
            tenure.appoint(post=head_post, person=bo, start=JAN, is_acting=True, who=WHO)
        tenure.appoint(post=head_post, person=bo, start=JUL, is_acting=True, who=WHO)
        [place] = departments.departments(as_of=JUL)
        assert (place.head, place.head_is_acting) == ("Bo Ek", True)

    def test_nobody_heads_two_departments_but_by_acting_in_one(self, committee, head_post, anna):
        other = Department.objects.create(code="kf", name="Kulturförvaltningen", body=committee, start=JAN)
        second = Post.objects.create(code="kfc", title="Kulturchef", kind="department_head", department=other)
        tenure.appoint(post=head_post, person=anna, start=JAN, end=JUL, who=WHO)
        with pytest.raises(refusals.HeadOfTwo, match="Förvaltningschef") as refused:
            tenure.appoint(post=second, person=anna, start=date(2026, 6, 30), who=WHO)
        assert refused.value.clause == "CP-6"
        tenure.appoint(post=second, person=anna, start=JAN, end=JUL, is_acting=True, who=WHO)
        tenure.appoint(post=second, person=anna, start=JUL, who=WHO)
        assert Appointment.objects.count() == 3

    def test_many_employees_may_share_a_post(self, department, anna, bo):
        post = Post.objects.create(code="larare", title="Lärare", kind="employee", department=department)
        tenure.appoint(post=post, person=anna, start=JAN, who=WHO)
        tenure.appoint(post=post, person=bo, start=JAN, who=WHO)
        assert Appointment.objects.count() == 2


class TestUnits:
    def test_a_unit_is_in_one_place_and_moves_on_a_day(self, committee, department):
        other = Department.objects.create(code="kf", name="Kulturförvaltningen", body=committee, start=JAN)
        unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
        structure.place_unit(unit=unit, department=department, start=JAN, who=WHO)
        with pytest.raises(refusals.UnitInTwoPlaces):
            structure.place_unit(unit=unit, department=other, start=JUL, who=WHO)
        structure.move_unit(unit=unit, department=other, on=JUL, who=WHO)
        assert units_queries.unit_place(code="skolan", as_of=date(2026, 6, 30)).department == "uf"
        assert units_queries.unit_place(code="skolan", as_of=JUL).department == "kf"

    def test_merged_units_keep_their_history(self, department):
        one, two, both = (Unit.objects.create(code=c, name=c, start=JAN) for c in ("a", "b", "ab"))
        for unit in (one, two):
            structure.place_unit(unit=unit, department=department, start=JAN, who=WHO)
        structure.place_unit(unit=both, department=department, start=JUL, who=WHO)
        structure.merge_units(units=[one, two], into=both, on=JUL, who=WHO)
        assert {u.code for u in units_queries.unit_places(as_of=date(2026, 6, 30))} == {"a", "b"}
        assert {u.code for u in units_queries.unit_places(as_of=JUL)} == {"ab"}

    def test_a_period_ends_after_it_starts(self, department):
        unit = Unit.objects.create(code="a", name="a", start=JAN)
        with pytest.raises(IntegrityError), transaction.atomic():
            Placement.objects.create(unit=unit, department=department, start=JUL, end=JUL)


class TestHats:
    def test_a_person_with_a_seat_and_a_post_may_wear_either(self, committee, department, anna):
        council = Body.objects.create(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=JAN)
        unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
        structure.place_unit(unit=unit, department=department, start=JAN, who=WHO)
        seat = Seat.objects.create(body=council, number=1)
        tenure.seat_member(seat=seat, person=anna, function="chair", start=JAN, who=WHO)
        post = Post.objects.create(code="r", title="rektor", kind="unit_manager", unit=unit)
        tenure.appoint(post=post, person=anna, start=JAN, end=NEXT, who=WHO)
        held = role_assignments.role_assignments_of(person=anna, as_of=JUL)
        assert [(h.role, h.body, h.department, h.unit) for h in held] == [
            ("KFp", "kf", "", ""),
            ("EC", "un", "uf", "skolan"),
        ]
        assert [h.role for h in role_assignments.role_assignments_of(person=anna, as_of=NEXT)] == ["KFp"]


class TestTrace:
    """Closing a row as part of another act leaves a row of its own: who, what and until when (before and after)."""

    @staticmethod
    def traces(act: str) -> list[tuple[str, str, object, object]]:
        rows = AuditRow.objects.filter(act=act).order_by("id")
        return [(row.actor, row.subject, row.before, row.after) for row in rows]

    def test_the_place_that_a_move_ends(self, department):
        unit = Unit.objects.create(code="skolan", name="Skolan", start=JAN)
        structure.place_unit(unit=unit, department=department, start=JAN, who=WHO)
        structure.move_unit(unit=unit, department=department, on=JUL, who=WHO)
        subject = "Skolan – Utbildningsförvaltningen"
        assert self.traces("end-placement") == [("Test", subject, {"end": None}, {"end": str(JUL)})]

    def test_the_units_and_places_that_a_merge_ends(self, department):
        units = [Unit.objects.create(code=code, name=code, start=JAN) for code in ("a", "b", "c")]
        for unit in units:
            structure.place_unit(unit=unit, department=department, start=JAN, who=WHO)
        structure.merge_units(units=units[:2], into=units[2], on=JUL, who=WHO)
        ended = {"end": None}, {"end": str(JUL)}
        assert self.traces("end-placement") == [
            ("Test", f"{code} – Utbildningsförvaltningen", *ended) for code in ("a", "b")
        ]
        merged = {"end": None, "succeeded_by_id": None}, {"end": str(JUL), "succeeded_by_id": units[2].pk}
        assert self.traces("merge-unit") == [("Test", code, *merged) for code in ("a", "b")]

    def test_a_seat_and_a_post_that_are_left(self, committee, head_post, anna):
        seat = Seat.objects.create(body=committee, number=1)
        member = tenure.seat_member(seat=seat, person=anna, function="member", start=JAN, end=JUL, who=WHO)
        tenure.end_membership(membership=member, end=date(2026, 3, 1), who=WHO)
        head = tenure.appoint(post=head_post, person=anna, start=JUL, who=WHO)
        tenure.end_appointment(appointment=head, end=NEXT, who=WHO)
        left = ("Test", str(member), {"end": str(JUL)}, {"end": "2026-03-01"})
        assert self.traces("end-membership") == [left]
        assert self.traces("end-appointment") == [("Test", str(head), {"end": None}, {"end": str(NEXT)})]


class TestWhatExists:
    def test_an_installation_is_for_one_municipality(self):
        structure.add_municipality(code="9999", name="Ekby", who=WHO)
        with pytest.raises(refusals.MunicipalityThere, match="Ekby") as refused:
            structure.add_municipality(code="9998", name="Bokby", who=WHO)
        assert refused.value.way.sv

    def test_a_body_has_one_term_at_a_time(self, committee):
        structure.add_term(body=committee, start=JAN, end=NEXT, who=WHO)
        with pytest.raises(refusals.TermsOverlap):
            structure.add_term(body=committee, start=JUL, end=date(2028, 1, 1), who=WHO)
        assert structure.add_term(body=committee, start=NEXT, end=date(2028, 1, 1), who=WHO).pk

    def test_an_account_is_the_persons_one_way_in_and_leaves_its_trace(self, anna):
        account = open_account(email="anna@example.org", name=anna.name, who=WHO)
        anna = accounts.give_account(person=anna.code, account=account, who=WHO)
        assert anna.account == account
        row = AuditRow.objects.get(act="give-account")
        assert (row.subject, row.before) == (anna.code, {"account_id": None})


class TestTrail:
    def test_a_row_about_a_person_concerns_that_person(self, committee, anna):
        seat = Seat.objects.create(body=committee, number=1)
        tenure.seat_member(seat=seat, person=anna, function="member", start=JAN, who=WHO)
        [act] = readings_of(person=anna.code).rows
        assert (act.act, act.actor, act.is_reading) == ("seat-member", WHO.name, False)
        assert readings_of(person="").rows == ()


class TestAddPerson:
    def test_an_address_is_kept_in_small_letters_and_found_in_any(self):
        structure.add_person(code="anna", name="Anna Lind", email="Anna.Lind@Granvik.SE", who=WHO)
        assert Person.objects.get(email="ANNA.lind@granvik.se").email == "anna.lind@granvik.se"

    def test_two_people_never_share_an_address_but_many_have_none(self):
        structure.add_person(code="anna", name="Anna Lind", email="a@granvik.se", who=WHO)
        structure.add_person(code="bo", name="Bo Ek", who=WHO)
        structure.add_person(code="eva", name="Eva Hav", who=WHO)
        with pytest.raises(ValidationError):
            structure.add_person(code="ann", name="Ann Lind", email="A@granvik.se", who=WHO)


class TestWhoseAccount:
    def test_a_person_keeps_their_account_until_another_is_meant_to_take_its_place(self, db) -> None:
        eva, old = (
            Person.objects.create(code="eva", name="Eva"),
            Account.objects.create_account(email="a@x.se", name="E"),
        )
        new = Account.objects.create_account(email="b@x.se", name="E")
        accounts.give_account(person="eva", account=old, who=SYSTEM)
        with pytest.raises(accounts.AccountTaken, match="loggar redan in med a@x"):
            accounts.give_account(person="eva", account=new, who=SYSTEM)
        accounts.give_account(person="eva", account=new, who=SYSTEM, replaces=True)
        eva.refresh_from_db()
        assert eva.account == new
        told = AuditRow.objects.filter(act="give-account").order_by("id").last()
        assert told is not None
        assert told.details["earlier"] == "a@x.se"

    def test_an_account_is_one_persons(self, db) -> None:
        account = Account.objects.create_account(email="a@x.se", name="E")
        for code in ("eva", "bo"):
            Person.objects.create(code=code, name=code)
        accounts.give_account(person="eva", account=account, who=SYSTEM)
        with pytest.raises(accounts.AccountTaken, match="är eva"):
            accounts.give_account(person="bo", account=account, who=SYSTEM, replaces=True)
