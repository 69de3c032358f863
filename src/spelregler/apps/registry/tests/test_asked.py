"""The head asks for a case, and the registrar registers it or says why there is none (CP-11)."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Post
from spelregler.apps.organisation.tests.seen import error_at, words
from spelregler.apps.organisation.tests.signing_in import holder, member, resident
from spelregler.apps.registry import operations
from spelregler.apps.registry.models import CaseFile, CaseRequest
from spelregler.apps.registry.operations import CaseRefused, Occasion
from spelregler.apps.registry.tests.small_hall import TODAY, WHO
from spelregler.platform import clock

pytestmark = pytest.mark.once
ASK = reverse("registry:ask_for_case", args=["un"])


@pytest.fixture(autouse=True)
def today(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: TODAY)


@pytest.fixture
def head(hall):
    return holder(Post.Kind.DEPARTMENT_HEAD, department=hall.head.department)


@pytest.fixture
def secretary(hall):
    return holder(Post.Kind.COMMITTEE_SECRETARY)


def asked(hall, title: str = "Verksamhetsplan 2027", occasion: Occasion | None = None) -> CaseRequest:
    return operations.ask_for_case(
        body=hall.committee, title=title, occasion=occasion, post=hall.head, on=TODAY, who=WHO
    )


def test_the_head_asks_the_registrar_registers_and_both_see_the_number(hall, head, secretary):
    assert ASK in words(head.get(reverse("registry:list")))
    assert head.post(ASK, {"title": "Verksamhetsplan 2027", "occasion": ""}).status_code == 302
    found = CaseRequest.objects.get()
    form = f"{reverse('registry:new')}?fraga={found.pk}"
    text = words(secretary.get(form))
    assert 'value="Verksamhetsplan 2027"' in text
    said = {"body": "un", "title": "Plan 2027", "responsible": found.asked_by.code, "opened_on": "2026-11-02"}
    assert secretary.post(form, said).status_code == 302
    case = CaseFile.objects.get()
    found.refresh_from_db()
    assert (found.case_file, case.responsible) == (case, found.asked_by)
    assert case.number in words(head.get(ASK))
    assert 'value="Verksamhetsplan 2027"' not in words(secretary.get(form)), "it is answered"


def test_the_registrar_says_why_there_is_none(hall, head, secretary):
    head.post(ASK, {"title": "Skolskjuts"})
    decline = reverse("registry:decline_case", args=[CaseRequest.objects.get().pk])
    assert error_at(words(secretary.post(decline, {"reason": ""}), 400), "id_reason")
    assert secretary.post(decline, {"reason": "Hör till UN 2026/1"}).status_code == 302
    assert "Hör till UN 2026/1" in words(head.get(ASK))


def test_others_ask_for_nothing_and_answer_nothing(hall, secretary, head):
    found = asked(hall)
    other = holder(Post.Kind.DEPARTMENT_HEAD, department=hall.other_head.department)
    for client in (other, secretary, member(hall.committee), resident()):
        words(client.post(ASK, {"title": "Skolskjuts"}), 403)
    for client in (head, resident()):
        words(client.post(reverse("registry:decline_case", args=[found.pk]), {"reason": "Nej"}), 403)


@pytest.mark.both
def test_the_same_is_asked_for_once_and_answered_once(hall):
    plans = Occasion("plans", date(2026, 12, 31))
    found = asked(hall, occasion=plans)
    for told in ({"title": " "}, {}, {"title": "En annan rubrik", "occasion": plans}):
        with pytest.raises(CaseRefused):
            asked(hall, **told)
    operations.decline_case(request=found, reason="Finns redan", on=TODAY, who=WHO)
    with pytest.raises(CaseRefused):
        operations.decline_case(request=found, reason="Igen", on=TODAY, who=WHO)
    new = operations.NewCase(body=hall.committee, title="Plan", responsible=hall.head, opened_on=TODAY)
    with pytest.raises(CaseRefused):
        operations.register_asked(request=found, new=new, on=TODAY, who=WHO)
    assert not CaseFile.objects.exists()
    assert asked(hall, occasion=plans).pk
