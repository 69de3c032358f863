"""Whoever opens a page that shows an employee's own data leaves a row, and the employee sees it (GDPR 15)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Person
from spelregler.platform.audit.models import AuditRow

pytestmark = pytest.mark.django_db
SCHOOL = "oxeloskolan"


@pytest.fixture
def employee(wearing) -> tuple[object, Person]:
    """The employee's own browser, and the employee."""
    client = wearing("EM", unit=SCHOOL)
    return client, Person.objects.get(account_id=client.session["_auth_user_id"])


def readings_of(person: Person) -> list[tuple[str, str]]:
    rows = AuditRow.objects.filter(act="read-record", concerns=person.code).order_by("id")
    return [(row.role.partition(" ")[0], row.subject) for row in rows]


def test_a_manager_who_looks_up_an_employee_is_seen_by_the_employee(wearing, employee):
    own, person = employee
    manager = wearing("EC", unit=SCHOOL)
    for _ in range(2):
        assert manager.get(reverse("organisation:person", args=[person.code])).status_code == 200
    assert readings_of(person) == [("EC", "Tjänster och förordnanden")]
    page = own.get(reverse("home:my_trail")).content.decode()
    assert Person.objects.get(account_id=manager.session["_auth_user_id"]).name in page
    assert "Tjänster och förordnanden" in page


def test_so_is_whoever_opens_what_the_employee_leaves(wearing, employee):
    _own, person = employee
    assert wearing("HR").get(reverse("organisation:leaving", args=[person.code])).status_code == 200
    assert readings_of(person) == [("HR", "Avslut och överlämning")]


def test_looking_at_one_s_own_page_is_no_reading(employee):
    own, person = employee
    assert own.get(reverse("organisation:person", args=[person.code])).status_code == 200
    assert readings_of(person) == []


def test_nor_is_looking_at_what_everybody_may_know(wearing):
    rows = Person.objects.filter(appointments__post__kind="department_head", appointments__end__isnull=True)
    head = rows[0]
    assert wearing("CI").get(reverse("organisation:person", args=[head.code])).status_code == 200
    assert readings_of(head) == []


@pytest.mark.parametrize("role", ["CI", "N"])
def test_whoever_is_turned_away_has_read_nothing(wearing, employee, role):
    _own, person = employee
    assert wearing(role).get(reverse("organisation:person", args=[person.code])).status_code == 404
    assert readings_of(person) == []
