"""A body's training is recorded in numbers by the secretary, and its self-check answered together (MR-3)."""

from __future__ import annotations

import pytest
from django.urls import reverse

from spelregler.apps.knowledge.models import Attendance, SelfCheck
from spelregler.apps.knowledge.queries.bodies import seated_in
from spelregler.apps.organisation.models import Body
from spelregler.platform.findings import Wanted, answers, self_check
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
BODY, OTHER = "kfn", "un"
SAID = {"is_catch_up": "utbildning", "held_on": "2026-11-02", "took_part": "13", "part": "Hela policyn"}


def page(code: str = BODY) -> str:
    return reverse("knowledge:body", args=[code])


def check_page(code: str = BODY) -> str:
    return reverse("knowledge:self_check", args=[code])


def answer_of(code: str = BODY):
    (found,) = answers(Wanted(clauses=["MR-3"], places=[("committee", code)]), as_of=TODAY)
    return found


def all_yes() -> dict[str, str]:
    return {name: "yes" for name, _text in self_check(as_of=TODAY)}


def test_the_secretary_records_and_the_body_answers_and_the_rule_is_kept(wearing):
    assert answer_of().status == "breach", "nearly all are introduced in the term, and there is no self-check"
    client = wearing("SE")
    assert page() in text_of(client.get(reverse("organisation:body", args=[BODY])))
    told = text_of(client.post(page(), {**SAID, "took_part": str(answer_seats())}, follow=True))
    assert "Det är infört." in told
    assert answer_of().status == "attention"
    assert client.post(check_page(), {**all_yes(), "goals_and_frames": ""}).status_code == 400
    told = text_of(client.post(check_page(), {**all_yes(), "agreed": "Mer dialog."}, follow=True))
    assert "Mer dialog." in told
    assert answer_of().status == "kept"


def answer_seats() -> int:
    return seated_in(body=Body.objects.get(code=BODY), as_of=TODAY)


def test_a_number_that_was_wrong_is_taken_back(wearing):
    client = wearing("SE")
    row = Attendance.objects.filter(training__body__code=OTHER).latest("pk")
    address = reverse("knowledge:withdraw_attendance", args=[row.pk])
    assert client.post(address, {"reason": ""}).status_code == 400
    assert "Fel antal." in text_of(client.post(address, {"reason": "Fel antal."}, follow=True))
    assert client.get(reverse("knowledge:withdraw_attendance", args=[999999])).status_code == 404


def test_more_than_sit_there_is_told_at_the_field(wearing):
    answer = wearing("SE").post(page(), {**SAID, "took_part": "99"})
    assert answer.status_code == 400
    assert "ersättare inräknade" in text_of(answer)


def test_the_presidium_enters_its_own_body_s_self_check_and_no_other(wearing):
    client = wearing("Np", body=OTHER)
    assert client.post(check_page(OTHER), all_yes()).status_code == 302
    assert SelfCheck.objects.filter(body__code=OTHER, role="Np").exists()
    assert client.post(check_page(), all_yes()).status_code == 403


@pytest.mark.parametrize("role", ["CI", "N", "KF", "EC", "FC", "KC", "HR", "CT", "RE"])
def test_others_read_it_and_record_nothing(wearing, role):
    client = wearing(role)
    told = text_of(client.get(page(OTHER)))
    assert "Nämnden tar upp värderingen" in told
    assert client.post(page(), SAID).status_code == 403
    assert client.post(check_page(), all_yes()).status_code == 403
    row = Attendance.objects.filter(training__body__code=OTHER).latest("pk")
    assert client.post(reverse("knowledge:withdraw_attendance", args=[row.pk]), {"reason": "x"}).status_code == 403


def test_a_body_that_is_not_there_is_not_found(wearing):
    assert wearing("SE").get(page("finnsinte")).status_code == 404
