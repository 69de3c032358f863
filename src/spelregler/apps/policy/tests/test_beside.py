"""The documents beside the policy: entered on pages by those who keep them in order, and the rules answer by them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Body, Department, Municipality, Post
from spelregler.apps.organisation.operations.departments import end_department
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.apps.policy.findings.engine import evaluate_clause
from spelregler.apps.policy.models import DocumentVersion
from spelregler.apps.policy.operations.findings import adopt_package
from spelregler.apps.policy.operations.governing_documents import Adopted, DocumentRefused, register_document
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.platform.audit.operations import SYSTEM

pytestmark = pytest.mark.django_db
JAN, TODAY = date(2026, 1, 1), date(2026, 11, 2)
LIST, REGISTER = reverse("policy:beside"), reverse("policy:register_beside")
SAID = {"version": "2026", "body": "Kommunchefen", "decided_on": "2026-06-15", "start": "2026-07-01"}


@pytest.fixture
def departments() -> list[Department]:
    Municipality.objects.create(code="0481", name="Strandby")
    adopt_package(name="oxelosund", start=JAN, who=SYSTEM)
    body = Body.objects.create(code="un", name="Utbildningsnämnden", kind="committee", start=JAN)
    return [Department.objects.create(code=code, name=code, body=body, start=JAN) for code in ("skola", "vard")]


def answers(clause: str) -> dict[str, str]:
    package = load_package("oxelosund")
    found = evaluate_clause(package, package.clause(clause), TODAY, {})
    return {each.judgement.scope.key: str(each.judgement.status) for each in found}


@pytest.mark.once
class TestPages:
    def test_hr_enters_the_programme_and_its_rule_turns_both_ways(self, departments):
        hr = holder(Post.Kind.HR)
        assert answers("MR-52") == {"municipality": "not_assessed"}
        assert hr.post(REGISTER, {**SAID, "document": "personnel"}).headers["Location"] == LIST
        assert answers("MR-52") == {"municipality": "kept"}
        made = DocumentVersion.objects.get()
        changed = {**SAID, "reason": "Satt dag", "review_by": "2026-10-01"}
        assert hr.post(reverse("policy:correct_document", args=[made.pk]), changed).headers["Location"] == LIST
        assert answers("MR-52") == {"municipality": "breach"}
        review = reverse("policy:review_document", args=[made.pk])
        assert hr.post(review, {"reviewed_on": "2026-10-20"}).headers["Location"] == LIST
        assert answers("MR-52") == {"municipality": "kept"}

    def test_a_head_enters_the_own_department_s_policy_and_no_other_s(self, departments):
        head = holder(Post.Kind.DEPARTMENT_HEAD, department=departments[0])
        own = {**SAID, "document": "managers:skola", "body": "Förvaltningschefen"}
        assert head.post(REGISTER, own).status_code == 302
        assert answers("CP-5") == {"skola": "kept", "vard": "not_assessed"}
        assert head.post(REGISTER, {**own, "document": "managers:vard"}).status_code == 400
        assert head.post(REGISTER, {**own, "document": "personnel"}).status_code == 400
        made = DocumentVersion.objects.get()
        assert (made.department, made.paragraph) == (departments[0], "")
        other = holder(Post.Kind.DEPARTMENT_HEAD, department=departments[1])
        for page in ("policy:correct_document", "policy:review_document"):
            words(other.get(reverse(page, args=[made.pk])), 403)

    def test_all_read_the_list_and_outsiders_enter_nothing(self, departments):
        body = departments[0].body
        secretary = holder(Post.Kind.COMMITTEE_SECRETARY)
        secretary.post(REGISTER, {**SAID, "document": "managers:vard"})
        pk = DocumentVersion.objects.get().pk
        for client in (holder(Post.Kind.UNIT_MANAGER), member(body), resident()):
            assert "Förvaltningens egen chefspolicy: vard" in words(client.get(LIST))
            assert REGISTER not in words(client.get(LIST))
            for page in (REGISTER, reverse("policy:review_document", args=[pk])):
                words(client.get(page), 403)
                words(client.post(page, {**SAID, "document": "personnel", "reviewed_on": "2026-10-01"}), 403)
        assert "2026" in words(secretary.get(LIST))

    def test_a_review_day_that_cannot_be_stands_at_its_field(self, departments):
        hr, said = holder(Post.Kind.HR), {**SAID, "document": "personnel", "review_by": "2026-07-01"}
        assert "Nästa översyn" in error_at(words(hr.post(REGISTER, said), 400), "id_review_by")
        assert not DocumentVersion.objects.exists()

    def test_they_are_no_documents_of_the_policy(self, departments):
        holder(Post.Kind.HR).post(REGISTER, {**SAID, "document": "personnel"})
        assert "Personalpolitiskt program" not in words(resident().get(reverse("policy:documents")))


def test_each_department_has_a_policy_of_its_own_at_the_same_time(departments):
    adopted = Adopted("1", "Förvaltningschefen", JAN, "", JAN)
    for each in departments:
        register_document(
            document="managers", title="Chefspolicy", adopted=adopted, on=TODAY, who=SYSTEM, department=each
        )
    assert answers("CP-5") == {"skola": "kept", "vard": "kept"}
    with pytest.raises(DocumentRefused, match="gäller samtidigt"):
        register_document(
            document="managers", title="Chefspolicy", adopted=adopted, on=TODAY, who=SYSTEM, department=departments[0]
        )
    old = Adopted("0", "Förvaltningschefen", date(2020, 1, 1), "", date(2020, 1, 1), end=date(2025, 1, 1))
    register_document(document="personnel", title="Program", adopted=old, on=TODAY, who=SYSTEM)
    assert answers("MR-52") == {"municipality": "breach"}


def test_every_department_has_a_head_s_post_that_somebody_holds(departments):
    assert answers("CP-4") == {"municipality": "breach"}
    for each in departments:
        Post.objects.create(code=f"chef-{each.code}", title="Chef", kind="department_head", department=each)
    assert answers("CP-4") == {"municipality": "attention"}
    for each in departments:
        holder(Post.Kind.DEPARTMENT_HEAD, department=each)
    assert answers("CP-4") == {"municipality": "kept"}
    Post.objects.filter(department=departments[0]).update(closed_on=JAN)
    assert answers("CP-4") == {"municipality": "breach"}


def test_a_department_with_a_policy_of_its_own_can_end_and_its_policy_is_asked_for_no_more(departments):
    adopted = Adopted("1", "Förvaltningschefen", JAN, "", JAN)
    register_document(
        document="managers", title="Chefspolicy", adopted=adopted, on=TODAY, who=SYSTEM, department=departments[0]
    )
    end_department(department=departments[0], last_day=TODAY - timedelta(days=1), who=SYSTEM)
    assert answers("CP-5") == {"vard": "not_assessed"}
