"""What the checklist counts as in: what holds from the beginning on, not what ended before it."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from spelregler.apps.organisation.models import Body, Employment, Unit
from spelregler.apps.organisation.operations.structure import add_body, add_person, add_seat, add_term
from spelregler.apps.organisation.operations.tenure import seat_member
from spelregler.apps.start.queries import facts
from spelregler.apps.start.tests.conftest import TODAY, WHO
from spelregler.platform.accounts.operations import open_account


def council(*, ends: date) -> None:
    body = add_body(code="kf", name="Kommunfullmäktige", kind=Body.Kind.COUNCIL, start=date(2020, 1, 1), who=WHO)
    add_term(body=body, start=date(2022, 10, 15), end=ends, who=WHO)
    person = add_person(code="anna", name="Anna Lind", who=WHO)
    seat = add_seat(body=body, number=1, who=WHO)
    seat_member(seat=seat, person=person, function="member", start=date(2022, 10, 15), end=ends, who=WHO)


def test_a_seat_and_a_term_that_ended_before_the_beginning_are_missing(begun):
    council(ends=date(2026, 10, 15))
    found = facts(today=TODAY)
    assert (found.seats.have, found.seats.of) == (0, 1)
    assert (found.terms.have, found.terms.of) == (0, 1)


def test_what_is_vacant_after_the_beginning_opens_it_no_more(begun):
    council(ends=date(2027, 3, 1))
    later = facts(today=date(2027, 5, 1))
    assert (later.seats.have, later.terms.have) == (1, 1)


def test_an_employee_with_an_account_is_counted_among_the_roles_that_can_sign_in(begun):
    assert "EM" in facts(today=TODAY).roles_without
    unit = Unit.objects.create(code="s1", name="Skolan", start=date(2020, 1, 1))
    person = add_person(code="bo", name="Bo Ek", who=WHO)
    Employment.objects.create(person=person, unit=unit, start=date(2020, 1, 1))
    assert "EM" in facts(today=TODAY).roles_without
    person.account = open_account(email="bo@example.se", name="Bo Ek", who=WHO)
    person.save()
    assert "EM" not in facts(today=TODAY).roles_without


def test_the_step_of_the_package_asks_for_the_council_only_until_it_is_in(wearing):
    client, address = wearing("administrator"), reverse("start:checklist")
    asks = "fullmäktige behöver finnas i organisationen först"
    assert asks in client.get(address).content.decode()
    council(ends=date(2030, 10, 15))
    words = client.get(address).content.decode()
    assert asks not in words
    assert "Fullmäktiges beslut att anta ett paket" in words


def test_what_is_anothers_errand_is_said_and_not_linked(wearing):
    for page in ("start:checklist", "start:earlier"):
        words = wearing("administrator").get(reverse(page)).content.decode()
        assert "nämndsekreteraren för in det" in words
        for link in ("organisation:new_term", "goals:adopt_vision", "policy:adopt"):
            assert reverse(link) not in words
    words = wearing("committee_secretary").get(reverse("start:checklist")).content.decode()
    assert f'<a href="{reverse("start:earlier")}">Visionen</a>' in words
    assert reverse("start:administrators") not in words
    assert "systemförvaltaren för in det" in words
