"""A department prepares internal control, the secretary enters the decision, and what a control finds is seen to
(CP-13)."""

from __future__ import annotations

from html import escape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.control.models import Control, ControlPlan, ControlResult, Deviation, Risk
from spelregler.apps.decisions.models import Decision
from spelregler.apps.organisation.models import Body
from spelregler.platform.findings import Wanted, answers
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
POST = "chef-kultur-och-fritidsforvaltningen"


def page(name: str, *args: object) -> str:
    return reverse(f"control:{name}", args=args)


def answer_of(code: str):
    (found,) = answers(Wanted(clauses=["CP-13"], places=[("committee", code)]), as_of=TODAY)
    return found


def test_a_department_prepares_and_the_answer_changes_with_the_decision(wearing):
    assert answer_of("kfn").status == "not_assessed"
    head, secretary = wearing("CT"), wearing("SE")
    head.post(page("begin", 2026, "kfn"), {})
    head.post(page("new_risk", 2026, "kfn"), {"title": "Kassan stämmer inte"})
    risk = Risk.objects.get(title="Kassan stämmer inte")
    head.post(page("risk", risk.pk), {"title": risk.title, "likelihood": "3", "consequence": "3"})
    minuted = {"decided_on": "2026-10-20", "paragraph": "80", "look": "done"}
    assert "Organet har beslutat planen" in text_of(secretary.get(page("plan", 2026, "kfn")))
    told = text_of(secretary.post(page("decide", 2026, "kfn"), {**minuted, "look": "ask"}))
    assert "saknar kontroll" in told
    assert "Kassan stämmer inte" in told
    secretary.post(page("decide", 2026, "kfn"), minuted)
    found = answer_of("kfn")
    assert (found.status, found.inputs["risks_without_control"]) == ("breach", 1)
    assert "Kassan stämmer inte" in text_of(wearing("CI").get(page("plan", 2026, "kfn")))


def test_with_a_control_of_each_high_risk_it_is_only_late(wearing):
    head, secretary = wearing("CT"), wearing("SE")
    head.post(page("begin", 2026, "kfn"), {})
    head.post(page("new_risk", 2026, "kfn"), {"title": "Kassan", "likelihood": "4", "consequence": "4"})
    risk = Risk.objects.get(title="Kassan")
    said = {"title": "Räkna kassan", "how": "", "owner": POST, "due_on": "2026-11-20"}
    assert head.post(page("new_control", risk.pk), {**said, "due_on": "2027-01-01"}).status_code == 400
    head.post(page("new_control", risk.pk), said)
    control = Control.objects.get(risk=risk)
    head.post(page("control", control.pk), {**said, "title": "Räkna båda kassorna"})
    asked = {"decided_on": "2026-10-20", "paragraph": "80", "look": "ask"}
    assert "saknar kontroll" not in text_of(secretary.post(page("decide", 2026, "kfn"), asked))
    secretary.post(page("decide", 2026, "kfn"), {"decided_on": "2026-10-20", "paragraph": "80", "look": "done"})
    assert answer_of("kfn").status == "attention"
    assert "Räkna båda kassorna" in text_of(head.get(page("plan", 2026, "kfn")))


def test_what_is_to_value_and_to_carry_out_waits_for_the_head(wearing):
    listed = text_of(wearing("FC", department="utbildningsforvaltningen").get(reverse("home:tasks")))
    for words in ("Värdera 1 risk", "Gör kontrollen: Stickprov av trettio fakturor", "Åtgärda avvikelsen: Rektorerna"):
        assert words in listed


class TestWhatAControlFinds:
    def test_is_recorded_with_its_file_and_seen_to(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        control = Control.objects.get(title__startswith="Stickprov av trettio")
        sent = {"held_on": "2026-11-02", "found": "En av trettio.", "is_deviating": "on", "look": "done"}
        assert head.post(page("result", control.pk), sent).status_code == 400
        sent |= {"action": "Avtalet läggs in.", "owner": "chef-utbildningsforvaltningen", "due_on": "2026-12-01"}
        sent["file"] = SimpleUploadedFile("stickprov.txt", b"Faktura 17 saknar avtal.")
        told = text_of(head.post(page("result", control.pk), sent, follow=True))
        assert "En av trettio." in told
        result = ControlResult.objects.get(control=control)
        assert b"Faktura 17" in b"".join(head.get(page("evidence", result.pk)).streaming_content)
        assert wearing("CI").get(page("evidence", result.pk)).status_code == 403
        deviation = Deviation.objects.get(result=result)
        assert "Åtgärda avvikelsen: Avtalet läggs in." in text_of(head.get(reverse("home:tasks")))
        head.post(page("close", deviation.pk), {"closed_with": "Det ligger inne."})
        assert "Det ligger inne." in text_of(head.get(page("plan", 2026, "un")))

    def test_is_told_to_everybody_in_words_once_the_body_has_got_the_report(self, wearing):
        head, resident = wearing("FC", department="utbildningsforvaltningen"), wearing("CI")
        control = Control.objects.get(title__startswith="Stickprov av trettio")
        head.post(page("result", control.pk), {"held_on": "2026-11-02", "found": "En av trettio."})
        assert "En av trettio." in text_of(head.get(page("plan", 2026, "un")))
        told = text_of(resident.get(page("plan", 2026, "un")))
        assert "Stickprov av trettio" in told
        assert "utan avvikelse" in told
        assert "En av trettio." not in told
        wearing("SE").post(page("report", 2026, "un"), {"decided_on": "2026-11-02", "paragraph": "199", "look": "done"})
        assert "En av trettio." in text_of(resident.get(page("plan", 2026, "un")))

    def test_is_taken_back_and_carried_out_again(self, wearing):
        head = wearing("FC", department="utbildningsforvaltningen")
        control = Control.objects.get(title__startswith="Stickprov av trettio")
        head.post(page("result", control.pk), {"held_on": "2026-11-02", "found": "Fel ord."})
        result = ControlResult.objects.get(control=control)
        assert page("withdraw", result.pk) in text_of(head.get(page("plan", 2026, "un")))
        told = text_of(head.post(page("withdraw", result.pk), {"reason": "Fel kontroll."}, follow=True))
        assert "Fel ord." not in told
        assert page("result", control.pk) in told

    def test_the_decision_of_another_matter_is_asked_about_first(self, wearing):
        body = Body.objects.get(code="un")
        known = Decision.objects.filter(body=body, decided_on__lte=TODAY).first()
        minuted = {"decided_on": known.decided_on.isoformat(), "paragraph": known.paragraph, "look": "ask"}
        answer = wearing("SE").post(page("report", 2026, "un"), minuted)
        assert answer.status_code == 400
        assert escape(known.title) in text_of(answer)
        wearing("SE").post(page("report", 2026, "un"), {**minuted, "look": "done", "meant": str(known.pk)})
        assert ControlPlan.objects.get(body__code="un", year=2026).reported == known

    def test_the_year_is_reported_as_a_document_and_by_its_paragraph(self, wearing):
        client = wearing("SE")
        for name in ("word", "pdf"):
            assert client.get(page(name, 2026, "un")).status_code in (200, 202)
        minuted = {"decided_on": "2026-11-02", "paragraph": "199", "look": "done"}
        client.post(page("report", 2026, "un"), minuted)
        assert ControlPlan.objects.get(body__code="un", year=2026).reported.paragraph == "199"


@pytest.mark.parametrize("role", ["CI", "KC", "UN", "HR", "EM"])
def test_others_prepare_and_enter_nothing(wearing, role):
    client, risk = wearing(role), Risk.objects.filter(plan__year=2027).first()
    control = Control.objects.filter(results__isnull=True).first()
    assert client.get(page("start")).status_code == 200
    assert client.get(page("plan", 2026, "un")).status_code == 200
    for address in (
        page("begin", 2027, "kfn"),
        page("new_risk", 2027, "un"),
        page("decide", 2027, "un"),
        page("report", 2026, "un"),
        page("risk", risk.pk),
        page("new_control", risk.pk),
        page("control", control.pk),
        page("result", control.pk),
        page("close", Deviation.objects.first().pk),
        page("withdraw", ControlResult.objects.first().pk),
    ):
        assert client.get(address).status_code == 403, address
    for name, pk in (("drop_risk", risk.pk), ("drop_control", control.pk)):
        assert client.post(page(name, pk)).status_code == 403


def test_what_is_prepared_is_not_for_everybody_and_no_head_is_in_anothers(wearing):
    assert wearing("CI").get(page("plan", 2027, "un")).status_code == 403
    assert wearing("FC", department="utbildningsforvaltningen").get(page("begin", 2027, "kfn")).status_code == 403
    assert page("plan", 2027, "un") not in text_of(wearing("CI").get(page("start")))


def test_a_member_reads_what_the_own_committee_prepares_and_no_other_committees_before_it_is_decided(wearing):
    ControlPlan.objects.create(body=Body.objects.get(code="von"), year=2027)
    result = ControlResult.objects.get(control__risk__plan__body__code="von")
    client = wearing("N", body="un")
    assert client.get(page("plan", 2027, "un")).status_code == 200
    for address in (page("plan", 2027, "von"), page("pdf", 2027, "von"), page("evidence", result.pk)):
        assert client.get(address).status_code == 403, address
    listed = text_of(client.get(page("start")))
    assert (page("plan", 2027, "un") in listed, page("plan", 2027, "von") in listed) == (True, False)
    for role in ("KSp", "SE", "KC"):
        assert wearing(role).get(page("plan", 2027, "von")).status_code == 200, role


@pytest.mark.parametrize("role", ["CI", "KF", "KFp", "KC"])
def test_what_a_body_has_decided_is_read_by_everybody_whatever_post_they_hold(wearing, role):
    client = wearing(role)
    assert page("plan", 2026, "von") in text_of(client.get(page("start")))
    assert client.get(page("plan", 2026, "von")).status_code == 200
    assert wearing("CT").get(page("new_risk", 2027, "un")).status_code == 200


@pytest.mark.parametrize("address", ["/intern-kontroll/2027/kfn/risk/", "/intern-kontroll/risk/999999/"])
def test_what_is_not_there_is_not_found(wearing, address):
    assert wearing("CT").get(address).status_code == 404


def test_a_risk_and_a_control_are_taken_out_while_it_is_prepared(wearing):
    head = wearing("FC", department="utbildningsforvaltningen")
    risk = Risk.objects.filter(plan__year=2027, likelihood__isnull=False).first()
    said = {"title": "Stickprov", "how": "", "owner": POST, "due_on": "2027-05-01"}
    head.post(page("new_control", risk.pk), said)
    head.post(page("drop_control", Control.objects.get(risk=risk).pk))
    assert not Control.objects.filter(risk=risk).exists()
    assert "Risken är borttagen." in text_of(head.post(page("drop_risk", risk.pk), follow=True))
