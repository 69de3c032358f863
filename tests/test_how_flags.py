"""A marked decision is seen by those whom it concerns, stands beside the rule's answer, and changes nothing in it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.decisions.models import Decision, HowFlag
from spelregler.apps.policy.models import Finding

pytestmark = [pytest.mark.django_db, pytest.mark.once]
LIST, RULE = reverse("decisions:flags"), reverse("policy:clause", args=["MR-24"])
BESIDE = "markerat för ett samtal"


def page(name: str, pk: int) -> str:
    return reverse(f"decisions:{name}", args=[pk])


def read(client, url: str, status: int = 200) -> str:
    answer = client.get(url)
    assert answer.status_code == status, url
    return answer.content.decode()


@pytest.fixture
def decided(db) -> Decision:
    return Decision.objects.filter(body__code="un").order_by("pk")[0]


def test_the_secretary_marks_it_the_presidium_sees_it_and_the_talk_is_noted(wearing, decided):
    secretary = wearing("SE")
    answers = list(Finding.objects.filter(clause="MR-24").values_list("pk", "status"))
    assert BESIDE not in read(secretary, RULE)
    assert "Markera för ett samtal" in read(secretary, page("decision", decided.pk))
    assert secretary.post(page("flag", decided.pk), {"about": "unit"}).status_code == 302
    assert secretary.post(page("flag", decided.pk), {"about": "unit"}).status_code == 400
    for role in ("Np", "KC", "SE"):
        client = wearing(role)
        assert "nämner en enhet" in read(client, LIST), role
        assert BESIDE in read(client, RULE), role
        assert "nämner en enhet" in read(client, page("decision", decided.pk)), role
    assert list(Finding.objects.filter(clause="MR-24").values_list("pk", "status")) == answers, "no verdict"
    flag = HowFlag.objects.get()
    chief = wearing("KC")
    assert chief.post(page("flag_talked", flag.pk), {"talked_on": "2020-01-01"}).status_code == 400
    assert chief.post(page("flag_talked", flag.pk), {"talked_on": "2026-11-02"}).status_code == 302
    assert "hållet" in read(chief, LIST)
    assert BESIDE not in read(chief, RULE)


def test_a_mark_is_taken_back(wearing, decided):
    secretary = wearing("SE")
    secretary.post(page("flag", decided.pk), {"about": "purchase"})
    assert secretary.post(page("withdraw_flag", HowFlag.objects.get().pk), {"reason": "Fel"}).status_code == 302
    assert "Inget beslut är markerat" in read(secretary, LIST)


@pytest.mark.parametrize("role", ["CI", "N", "KSp", "FC", "EC", "CT", "RE"])
def test_nobody_else_marks_or_sees_that_a_decision_is_marked(wearing, decided, role):
    wearing("SE").post(page("flag", decided.pk), {"about": "person"})
    client, flag = wearing(role), HowFlag.objects.get()
    for text in (read(client, RULE), read(client, page("decision", decided.pk))):
        assert BESIDE not in text
        assert "nämner en person" not in text
    if role == "KSp":
        assert "nämner en person" not in read(client, LIST)
    else:
        read(client, LIST, 403)
    for name, pk in (("flag", decided.pk), ("flag_talked", flag.pk), ("withdraw_flag", flag.pk)):
        assert client.post(page(name, pk), {"about": "unit"}).status_code == 403
