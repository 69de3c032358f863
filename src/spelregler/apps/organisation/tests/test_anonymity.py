"""Who has left is made anonymous by a decided rule: a leaver, a double role, a person of two units."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from allauth.account.models import EmailAddress

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Department,
    Employment,
    Membership,
    Person,
    Post,
    Seat,
    Unit,
    UnitChange,
)
from spelregler.apps.organisation.operations import anonymity
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.platform.accounts.operations import open_account
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who
from spelregler.platform.audit.verification import broken_rows
from spelregler.platform.errors import DomainError

pytestmark = pytest.mark.django_db
START, LEFT, TODAY = date(2018, 1, 1), date(2022, 7, 1), date(2026, 11, 2)
WHO = Who(name="Test", role="HR")


def decide(employed: int = 2, elected: int | None = None, on: date = TODAY) -> None:
    decided = Decided(by="Kommunstyrelsen", on=on, paragraph="5", today=TODAY)
    anonymity.decide_anonymity(employed_years=employed, elected_years=elected, decided=decided, who=WHO)


@pytest.fixture
def anna() -> Person:
    return Person.objects.create(code="anna-lind", name="Anna Lind")


@pytest.fixture
def units() -> list[Unit]:
    return [Unit.objects.create(code=code, name=code.title(), start=START) for code in ("ek", "bok")]


@pytest.fixture
def seat() -> Seat:
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind=Body.Kind.COMMITTEE, start=START)
    return Seat.objects.create(body=body, number=1)


def employed(person: Person, unit: Unit, until: date | None) -> None:
    Employment.objects.create(person=person, unit=unit, start=START, end=until)


def due() -> list[tuple[str, date]]:
    return [(each.person.code, each.since) for each in anonymity.due(today=TODAY)]


class TestWhoIsDue:
    def test_nobody_without_a_rule(self, anna, units):
        employed(anna, units[0], LEFT)
        assert due() == []
        assert anonymity.anonymise_leavers(today=TODAY, who=WHO) == 0

    def test_a_leaver_when_the_years_are_over(self, anna, units):
        employed(anna, units[0], LEFT)
        decide(2)
        assert due() == [("anna-lind", date(2024, 7, 1))]
        decide(5)
        assert due() == []

    def test_a_person_of_two_units_when_both_are_over(self, anna, units):
        employed(anna, units[0], date(2019, 1, 1))
        employed(anna, units[1], None)
        decide()
        assert due() == []
        Employment.objects.filter(end__isnull=True).update(end=LEFT)
        assert due() == [("anna-lind", date(2024, 7, 1))]

    def test_whoever_comes_back_is_not(self, anna, units):
        employed(anna, units[0], LEFT)
        Employment.objects.create(person=anna, unit=units[0], start=date(2027, 1, 1))
        decide()
        assert due() == []

    def test_a_double_role_by_the_rule_of_both(self, anna, units, seat):
        employed(anna, units[0], LEFT)
        Membership.objects.create(seat=seat, person=anna, start=START, end=date(2023, 1, 1))
        decide(2)
        assert due() == []
        decide(2, 3)
        assert due() == [("anna-lind", date(2026, 1, 1))]
        Membership.objects.update(end=None)
        assert due() == []

    def test_a_post_without_employment_counts_as_one(self, anna):
        body = Body.objects.create(code="ks", name="KS", kind=Body.Kind.EXECUTIVE_BOARD, start=START)
        department = Department.objects.create(code="klk", name="KLK", body=body, start=START)
        post = Post.objects.create(code="c", title="Controller", kind="controller", department=department)
        Appointment.objects.create(post=post, person=anna, start=START, end=LEFT)
        decide()
        assert due() == [("anna-lind", date(2024, 7, 1))]

    def test_a_rule_decided_later_is_not_in_force_yet(self, anna, units):
        employed(anna, units[0], LEFT)
        decide()
        assert anonymity.due(today=date(2026, 11, 1)) == []

    @pytest.mark.parametrize(("years", "elected"), [(0, None), (2, 0), (101, None)])
    def test_a_rule_says_whole_years(self, years, elected):
        with pytest.raises(DomainError):
            decide(years, elected)

    def test_the_number_of_queries_does_not_grow(self, units, django_assert_num_queries):
        for number in range(5):
            employed(Person.objects.create(code=f"p{number}", name=f"P {number}"), units[0], LEFT)
        decide()
        with django_assert_num_queries(6):
            assert len(anonymity.due(today=TODAY)) == 5


class TestAnonymise:
    @pytest.fixture
    def left(self, anna, units) -> Person:
        employed(anna, units[0], LEFT)
        account = open_account(email="anna@example.se", name="Anna Lind", who=WHO)
        EmailAddress.objects.create(user=account, email="anna@example.se", primary=True, verified=True)
        anna.account, anna.email = account, "anna@example.se"
        anna.save()
        decide()
        return anna

    def test_name_code_and_account_are_gone(self, left):
        account = left.account
        assert anonymity.anonymise_leavers(today=TODAY, who=WHO) == 1
        left.refresh_from_db()
        assert (left.name, left.code, left.account) == ("Tidigare anställd", f"tidigare-{left.pk}", None)
        assert (left.email, left.anonymous_since) == ("", TODAY)
        account.refresh_from_db()
        assert (account.is_active, account.name) == (False, "Tidigare anställd")
        assert "anna" not in account.email
        assert not EmailAddress.objects.exists()
        assert due() == []

    def test_the_years_of_employment_stay(self, left):
        anonymity.anonymise_leavers(today=TODAY, who=WHO)
        assert Employment.objects.get().person_id == left.pk

    def test_who_did_something_is_anonymous_and_who_decided_is_not(self, left):
        basis = Basis.objects.create(decided_by="Anna Lind", decided_on=START)
        UnitChange.objects.create(kind="close", on=LEFT, basis=basis, made_on=LEFT, made_by="Anna Lind")
        anonymity.anonymise_leavers(today=TODAY, who=WHO)
        assert UnitChange.objects.get().made_by == "Tidigare anställd"
        basis.refresh_from_db()
        assert basis.decided_by == "Anna Lind"

    def test_a_namesakes_rows_are_left(self, left):
        Person.objects.create(code="anna-lind-2", name="Anna Lind")
        basis = Basis.objects.create(decided_by="KS", decided_on=START)
        UnitChange.objects.create(kind="close", on=LEFT, basis=basis, made_on=LEFT, made_by="Anna Lind")
        anonymity.anonymise_leavers(today=TODAY, who=WHO)
        assert UnitChange.objects.get().made_by == "Anna Lind"
        assert Person.objects.filter(name="Anna Lind").count() == 1

    def test_the_trail_is_told_without_the_name_and_holds(self, left):
        last = AuditRow.objects.latest("id").id
        anonymity.anonymise_leavers(today=TODAY, who=WHO)
        told = AuditRow.objects.filter(id__gt=last)
        assert {"anonymise-person", "forget-account"} <= set(told.values_list("act", flat=True))
        for row in told:
            said: list[Any] = [row.subject, row.concerns, row.person, row.content]
            assert not any("anna" in str(each).lower() for each in said)
        assert not list(broken_rows())

    def test_an_elected_persons_seat_stays(self, anna, seat):
        Membership.objects.create(seat=seat, person=anna, start=START, end=LEFT)
        decide(2, 2)
        anonymity.anonymise_leavers(today=TODAY, who=WHO)
        assert Membership.objects.get().person.name == "Tidigare förtroendevald"


def test_every_column_that_names_who_did_something_is_known():
    found = {
        (model._meta.label_lower, each)
        for model, names, codes in anonymity.naming_columns()
        for each in (*names, *codes)
    }
    assert {
        ("frames.forecast", "reported_by"),
        ("frames.linemove", "moved_by"),
        ("goals.reportedvalue", "by"),
        ("goals.reportedvalue", "by_person"),
        ("autonomy.signal", "opened_by"),
    } <= found
    assert not any(each == "decided_by" for _model, each in found)
