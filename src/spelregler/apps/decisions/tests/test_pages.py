"""The pages of decisions and assignments: what is done, refused at its field with the text kept, and who may not."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.decisions import operations
from spelregler.apps.decisions.models import Assignment, Decision, LaterDay
from spelregler.apps.decisions.pages.first_page import decided_lately
from spelregler.apps.organisation.models import Municipality, Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import WHO, holder, member, resident
from spelregler.domain.roles import Role
from spelregler.domain.words import Pair

pytestmark = pytest.mark.once
BAD = "i övermorgon"


@pytest.fixture(autouse=True)
def municipality(db):
    Municipality.objects.create(code="0481", name="Strandby")


@pytest.fixture
def secretary(db):
    return holder(Post.Kind.COMMITTEE_SECRETARY)


@pytest.fixture
def outsiders(hall):
    """A unit's manager, an elected member of the committee, and somebody who has not signed in."""
    return [holder(Post.Kind.UNIT_MANAGER), member(hall.committee), resident()]


@pytest.fixture
def decision(hall) -> Decision:
    return hall.decide(hall.committee)


@pytest.fixture
def given(hall, decision) -> Assignment:
    return operations.give_assignment(
        decision=decision, addressee=hall.head, text="Utred", intended_result="", due_on=date(2026, 10, 1), who=WHO
    )


@pytest.fixture
def head(hall):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.head.department)


def at(name: str, *args: object) -> str:
    return reverse(f"decisions:{name}", args=args)


def test_decisions_and_assignments_are_open_to_all(given, outsiders):
    for client in outsiders:
        assert "Sak" in words(client.get(at("list")))
        assert "Utred" in words(client.get(at("assignments")))
        assert "Utred" in words(client.get(at("decision", given.decision_id)))
        assert '<form method="post" action="/beslut' not in words(client.get(at("assignment", given.pk)))
        for name in ("decision", "assignment"):
            words(client.get(at(name, 999_999)), 404)


class TestEnter:
    SAID = {"body": "un", "decided_on": "2026-10-27", "paragraph": "103", "title": "Skolskjuts", "text": "Antas."}

    def test_the_secretary_enters_one_and_the_same_paragraph_twice_is_told_at_it(self, hall, secretary):
        said = {**self.SAID, "kind": "other"}
        made = secretary.post(at("new"), said)
        assert made.headers["Location"] == at("decision", Decision.objects.get().pk)
        text = words(secretary.post(at("new"), said), 400)
        assert "redan registrerat" in error_at(text, "id_paragraph")
        assert 'value="Skolskjuts"' in text
        assert Decision.objects.count() == 1

    def test_a_slip_in_the_day_keeps_the_rest(self, hall, secretary):
        text = words(secretary.post(at("new"), {**self.SAID, "decided_on": BAD}), 400)
        assert BAD in error_at(text, "id_decided_on")
        assert 'value="Skolskjuts"' in text

    def test_whether_it_touches_the_staff_is_said_found_and_told_to_their_representative(self, hall, secretary):
        secretary.post(at("new"), {**self.SAID, "kind": "other", "touches_staff": "ja"})
        secretary.post(at("new"), {**self.SAID, "paragraph": "104", "title": "Namn på en väg", "kind": "other"})
        made = Decision.objects.get(paragraph="103")
        assert (made.touches_staff, Decision.objects.get(paragraph="104").touches_staff) == (True, None)
        assert "Berör personalen" in words(resident().get(at("decision", made.pk)))
        found = words(resident().get(at("list"), {"personal": "ja"}))
        assert "Skolskjuts" in found
        assert "Namn på en väg" not in found
        worn = RoleAssignment("x", Role.UN, Pair("fackligt ombud"), "x", "x")
        day = date(2026, 11, 2)
        union = ActingRole(worn, (worn,), day, day, "sv", "Strandby", is_demo=False)
        assert [(row.label, row.status_text) for row in decided_lately(union).rows] == [
            ("Namn på en väg", ""),
            ("Skolskjuts", "berör personalen"),
        ]

    def test_outsiders_enter_none(self, outsiders):
        for client in outsiders:
            words(client.get(at("new")), 403)
            words(client.post(at("new"), self.SAID), 403)
        assert not Decision.objects.exists()


class TestAssign:
    SAID = {"addressee": "uf-chef", "text": "Visa hur", "intended_result": "Fler lärare", "due_on": "2026-12-01"}

    def test_the_secretary_enters_an_assignment_that_the_decision_gives(self, decision, secretary):
        assert at("assign", decision.pk) in words(secretary.get(at("decision", decision.pk)))
        assert secretary.post(at("assign", decision.pk), self.SAID).status_code == 302
        made = Assignment.objects.get()
        assert (made.addressee.code, made.due_on, made.intended_result) == ("uf-chef", date(2026, 12, 1), "Fler lärare")

    @pytest.mark.parametrize(
        ("said", "field", "told"),
        [
            ({"due_on": BAD}, "due_on", BAD),
            ({"due_on": "2026-01-01"}, "due_on", "före beslutet"),
            ({"addressee": "vf-chef"}, "addressee", "(MR-23)"),
            ({"addressee": "finns-inte"}, "addressee", "finns-inte"),
            ({"text": ""}, "text", ""),
        ],
    )
    def test_what_is_wrong_stands_at_its_field_and_the_rest_is_kept(self, decision, secretary, said, field, told):
        text = words(secretary.post(at("assign", decision.pk), {**self.SAID, **said}), 400)
        assert told in error_at(text, f"id_{field}")
        assert 'value="Fler lärare"' in text
        assert not Assignment.objects.exists()

    def test_outsiders_assign_nothing(self, decision, outsiders, secretary):
        for client in outsiders:
            words(client.post(at("assign", decision.pk), self.SAID), 403)
        words(secretary.post(at("assign", 999_999), self.SAID), 404)
        assert not Assignment.objects.exists()


class TestReportBack:
    def test_the_addressee_reports_and_tells_the_effect(self, head, given):
        said = {"result": "Tolv lärare läser.", "effect": ""}
        assert head.post(at("report_back", given.pk), said).status_code == 302
        assert head.post(at("tell_effect", given.pk), {"effect": "Fler är behöriga."}).status_code == 302
        assert Assignment.objects.get().effect == "Fler är behöriga."

    def test_a_report_without_a_result_keeps_the_effect(self, head, given):
        text = words(head.post(at("report_back", given.pk), {"result": " ", "effect": "Det blev bra."}), 400)
        assert error_at(text, "id_result")
        assert "Det blev bra." in text
        assert Assignment.objects.get().reported_on is None

    def test_an_effect_before_the_report_is_refused_with_its_rule(self, head, given):
        text = words(head.post(at("tell_effect", given.pk), {"effect": "Det blev bra."}), 400)
        assert "(CP-9)" in text.split('class="ds-alert errors"')[1].split("</ul>")[0]

    def test_outsiders_report_nothing(self, hall, given, outsiders):
        other = holder(Post.Kind.DEPARTMENT_HEAD, department=hall.other_head.department)
        for client in (*outsiders, other):
            for name in ("report_back", "tell_effect"):
                words(client.post(at(name, given.pk), {"result": "x", "effect": "x"}), 403)
                words(client.post(at(name, 999_999), {"result": "x"}), 404)
        assert Assignment.objects.get().reported_on is None


class TestLaterDay:
    SAID = {"decided_on": "2026-10-27", "paragraph": "104", "text": "Nämnden ger tid.", "due_on": "2026-12-15"}

    def test_the_secretary_enters_the_bodys_decision(self, secretary, given):
        assert secretary.post(at("later_day", given.pk), self.SAID).status_code == 302
        assert LaterDay.objects.get().due_on == date(2026, 12, 15)

    @pytest.mark.parametrize(
        ("said", "field", "told"),
        [({"due_on": "2026-10-01"}, "due_on", "efter beslutet"), ({"decided_on": BAD}, "decided_on", BAD)],
    )
    def test_what_is_wrong_stands_at_its_field_and_nothing_is_half_stored(self, secretary, given, said, field, told):
        text = words(secretary.post(at("later_day", given.pk), {**self.SAID, **said}), 400)
        assert told in error_at(text, f"id_{field}")
        assert "Nämnden ger tid." in text
        assert Decision.objects.count() == 1, "the decision of the later day is not there without it"

    def test_outsiders_give_none(self, given, outsiders, head):
        for client in (*outsiders, head):
            words(client.post(at("later_day", given.pk), self.SAID), 403)
        assert not LaterDay.objects.exists()
