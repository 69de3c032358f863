"""A department's own manager policy inherits the central one and shows where it says something of its own (CP-5)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from spelregler.apps.organisation.models import Body, Department, Municipality, Post
from spelregler.apps.organisation.tests.seen import words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.apps.policy.models import DocumentVersion, LocalRule
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.operations.governing_documents import Adopted, register_document
from spelregler.apps.policy.operations.local_rules import LocalRuleRefused, write_local_rule
from spelregler.apps.policy.queries.documents import local_rules_of, own_policy_on
from spelregler.domain.policy import MANAGER_POLICY, PERSONNEL_PROGRAMME
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
PAGE = reverse("policy:own_policy", args=["skola"])
RULE = reverse("policy:own_policy_rule", args=["skola", "CP-22"])
SAID = {"clause": "CP-22", "text": "Målen skrivs med  barnen.", "takes_nothing_away": True, "known": {"CP-22", "CP-27"}}


@pytest.fixture
def department() -> Department:
    Municipality.objects.create(code="0481", name="Strandby")
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    return Department.objects.create(code="skola", name="Skolan", body=body, start=JAN)


def version(department: Department | None, *, document: str = MANAGER_POLICY, label: str = "2026", start: date = JAN):
    adopted = Adopted(label, "Förvaltningschefen", start, "", start)
    return register_document(
        document=document, title="Egen", adopted=adopted, on=TODAY, who=SYSTEM, department=department
    )


def write(held: DocumentVersion, **said: object) -> LocalRule:
    return write_local_rule(version=held, role="FC", on=TODAY, who=SYSTEM, **{**SAID, **said})


class TestWriteLocalRule:
    def test_keeps_the_text_and_whose_word_it_is_and_a_changed_text_asks_for_it_anew(self, department):
        held = version(department)
        row = write(held)
        assert (row.text, row.stated_role, row.stated_on) == ("Målen skrivs med barnen.", "FC", TODAY)
        write(held, text="Målen skrivs med alla.", takes_nothing_away=False)
        row.refresh_from_db()
        assert (row.text, row.stated_role, row.stated_on) == ("Målen skrivs med alla.", "", None)
        assert AuditRow.objects.filter(act="write-local-rule").count() == 2

    def test_an_emptied_text_says_nothing_of_the_rule_any_more(self, department):
        held = version(department)
        write(held)
        assert set(local_rules_of(held, as_of=TODAY)) == {"CP-22"}
        assert local_rules_of(held, as_of=TODAY - timedelta(days=1)) == {}
        write(held, text=" ")
        assert local_rules_of(held, as_of=TODAY) == {}

    def test_a_new_version_begins_without_texts_and_the_old_keeps_its_own(self, department):
        held = version(department)
        write(held)
        new = version(department, label="2027", start=TODAY)
        assert own_policy_on(department="skola", as_of=TODAY) == new
        assert local_rules_of(new, as_of=TODAY) == {}
        with pytest.raises(LocalRuleRefused):
            write(DocumentVersion.objects.get(pk=held.pk))

    @pytest.mark.parametrize("said", [{"clause": "MR-1"}, {"text": ""}])
    def test_refuses_a_rule_that_is_not_central_and_a_first_text_that_is_empty(self, department, said):
        with pytest.raises(LocalRuleRefused):
            write(version(department), **said)

    def test_refuses_a_document_that_is_no_department_s_own(self, department):
        with pytest.raises(LocalRuleRefused):
            write(version(None, document=PERSONNEL_PROGRAMME))

    def test_the_database_keeps_one_text_a_rule_and_no_word_without_a_role(self, department):
        held = version(department)
        write(held)
        for more in ({"clause": "CP-22"}, {"clause": "CP-27", "stated_on": TODAY}):
            with pytest.raises(IntegrityError), transaction.atomic():
                LocalRule.objects.create(version=held, text="x", written_on=TODAY, **more)


@pytest.mark.once
class TestPages:
    @pytest.fixture(autouse=True)
    def package(self, department):
        adopt_package(name="oxelosund", start=JAN, who=SYSTEM)

    def test_the_head_writes_it_and_everybody_sees_both_beside_each_other(self, department):
        assert "Ingen egen chefspolicy gäller" in words(resident().get(PAGE))
        version(department)
        head = holder(Post.Kind.DEPARTMENT_HEAD, department=department)
        typed = {"text": "Målen skrivs med barnen.", "takes_nothing_away": "on"}
        assert head.post(RULE, typed).headers["Location"] == f"{PAGE}#CP-22"
        for client in (head, resident(), member(department.body)):
            text = words(client.get(PAGE))
            assert "Målen skrivs med barnen." in text
            assert "Förvaltningschefen har " in text
            assert " intygat att den inte tar bort något ur kommunens regel." in text
            assert "Den säger något eget om 1 av 45" in text
        assert RULE in head.get(PAGE).content.decode()
        assert RULE not in resident().get(PAGE).content.decode()
        head.post(RULE, {"text": "Målen skrivs med alla."})
        assert "Ingen har intygat" in words(resident().get(PAGE))

    def test_nobody_else_writes_it(self, department):
        version(department)
        other = Department.objects.create(code="vard", name="Vård", body=department.body, start=JAN)
        for client in (
            resident(),
            member(department.body),
            holder(Post.Kind.DEPARTMENT_HEAD, department=other),
            holder(Post.Kind.CHIEF_EXECUTIVE),
        ):
            assert client.get(RULE).status_code in {403, 404}
            assert client.post(RULE, {"text": "x"}).status_code in {403, 404}
        assert not LocalRule.objects.exists()

    def test_a_rule_of_another_document_and_a_department_that_is_not_there_are_not_found(self, department):
        version(department)
        head = holder(Post.Kind.DEPARTMENT_HEAD, department=department)
        for address in (
            reverse("policy:own_policy_rule", args=["skola", "MR-1"]),
            reverse("policy:own_policy", args=["nej"]),
        ):
            assert head.get(address).status_code == 404
