"""HR and the controller enter what surveys answered, by form and by file; rules answer, and nothing is kept of few."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.evaluation.models import SurveyResult
from spelregler.apps.policy.findings.engine import digest_of_result, evaluate
from spelregler.apps.policy.models import Finding
from spelregler.apps.policy.packages.in_force import package_on
from tests.conftest import TODAY, answered, text_of

pytestmark = pytest.mark.django_db
KFF = "kultur-och-fritidsforvaltningen"
SAID = {
    "theme": "influence", "department": KFF, "survey": "Medarbetarenkät", "held_on": "2026-10-01", "answers": "28",
    "measure": "mean_5", "value": "4,1",
}  # fmt: skip
NEW, FILE = reverse("evaluation:new_survey"), reverse("evaluation:survey_file")


def test_a_result_turns_the_rule_and_is_read_by_everybody(wearing, client):
    assert answered("MR-36", KFF) == "not_assessed"
    told = text_of(wearing("HR").post(NEW, SAID, follow=True))
    assert "Resultatet är infört." in told
    assert answered("MR-36", KFF) == "kept"
    read = text_of(client.get(reverse("evaluation:surveys")))
    assert "4,1 av 5" in read
    assert NEW not in read
    assert reverse("evaluation:surveys") in text_of(client.get(reverse("policy:clause", args=["MR-36"])))


def test_a_second_that_falls_is_a_breach_and_taken_back_it_counts_no_longer(wearing):
    hr = wearing("HR")
    for day, value in (("2026-04-01", "64"), ("2026-10-01", "55")):
        assert hr.post(NEW, SAID | {"held_on": day, "measure": "share", "value": value}).status_code == 302
    assert answered("MR-36", KFF) == "breach"
    row = SurveyResult.objects.get(held_on="2026-10-01", department__code=KFF)
    back = reverse("evaluation:withdraw_survey", args=[row.pk])
    assert hr.post(back, {"reason": ""}).status_code == 400
    assert hr.post(back, {"reason": "Fel enkät."}).status_code == 302
    assert answered("MR-36", KFF) == "attention"
    assert hr.post(back, {"reason": "Igen."}).status_code == 400


def test_what_is_taken_back_is_read_by_whoever_enters_it_alone_and_few_are_never_told_apart(wearing, client):
    hr, shown = wearing("HR"), reverse("evaluation:surveys")
    whole = SAID | {"department": "", "answers": "137", "measure": "share", "value": "61,37"}
    assert hr.post(NEW, whole).status_code == 302
    row = SurveyResult.objects.get(answers=137)
    hr.post(reverse("evaluation:withdraw_survey", args=[row.pk]), {"reason": "Ett svar till."})
    for asked in ({}, {"per": "2026-11-02"}, {"per": "2026-11-01"}):
        read = text_of(client.get(shown, asked))
        assert "61,37" not in read
        assert "137" not in read
        assert "Ett svar till" not in read
    assert "Tillbakataget" in text_of(client.get(shown))
    own = text_of(hr.get(shown))
    assert "61,37" in own
    assert "Ett svar till" in own
    refused = hr.post(NEW, whole | {"answers": "138", "value": "61,65"})
    assert refused.status_code == 400
    assert "137 svar har redan gått att läsa" in text_of(refused)
    assert hr.post(NEW, whole | {"value": "62"}).status_code == 302


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"answers": "9"}, "answers"),
        ({"value": "6"}, "value"),
        ({"held_on": "2026-12-01"}, "held_on"),
    ],
)
def test_few_answers_and_what_cannot_be_are_refused_at_their_field(wearing, wrong, field):
    before = SurveyResult.objects.count()
    answer = wearing("HR").post(NEW, SAID | wrong)
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in text_of(answer) or "aria-invalid" in text_of(answer)
    assert SurveyResult.objects.count() == before


def test_what_together_tells_of_few_is_refused(wearing):
    hr = wearing("HR")
    assert hr.post(NEW, SAID | {"department": "", "answers": "60"}).status_code == 302
    assert hr.post(NEW, SAID | {"answers": "55"}).status_code == 400
    assert hr.post(NEW, SAID | {"answers": "50"}).status_code == 302


def test_the_controller_enters_what_residents_answered_and_hr_does_not(wearing):
    residents = SAID | {
        "theme": "service",
        "department": "",
        "held_on": "2026-10-20",
        "measure": "share",
        "value": "40",
    }
    assert wearing("HR").post(NEW, residents).status_code == 400
    controller = wearing("CT")
    assert controller.post(NEW, residents | {"department": KFF}).status_code == 400
    assert controller.post(NEW, residents).status_code == 302
    assert answered("MR-32", "municipality") == "attention"
    assert controller.post(NEW, SAID).status_code == 400


@pytest.mark.parametrize("role", ["CI", "EC", "FC", "N", "UN", "RE"])
def test_others_enter_nothing(role, wearing):
    client = wearing(role)
    assert client.get(NEW).status_code == client.post(NEW, SAID).status_code == client.get(FILE).status_code == 403
    row = SurveyResult.objects.first()
    assert client.post(reverse("evaluation:withdraw_survey", args=[row.pk]), {"reason": "x"}).status_code == 403


HEAD = "Fråga;Förvaltning;Enkät;Sista svarsdag;Antal svar;Slags siffra;Siffra\n"
ROW = "medarbetare: mitt arbete spelar roll för målen;{place};Enkät 2026;2026-10-01;{answers};andel i procent;77\n"


def brought(client, text: str):
    file = SimpleUploadedFile("enkater.csv", text.encode(), content_type="text/csv")
    return client.post(reverse("evaluation:survey_file_upload"), {"file": file}, follow=True)


def test_a_table_is_fetched_shown_and_stored_as_a_whole(wearing, tmp_path, settings):
    settings.HOME = tmp_path
    hr, before = wearing("HR"), SurveyResult.objects.count()
    fetched = hr.get(reverse("evaluation:survey_file_template", args=["csv"])).content.decode("utf-8-sig")
    assert fetched.startswith(HEAD.strip()) or "Fråga" in fetched
    rows = ROW.format(place=KFF, answers=31) + ROW.format(place="kommunstyrelseforvaltningen", answers=44)
    shown = text_of(brought(hr, HEAD + rows))
    assert "77 %" in shown
    assert SurveyResult.objects.count() == before
    assert hr.post(reverse("evaluation:survey_file_store")).status_code == 302
    assert SurveyResult.objects.count() == before + 2


def test_a_table_with_few_answers_is_told_by_row_and_stored_by_nobody(wearing, tmp_path, settings):
    settings.HOME = tmp_path
    hr, before = wearing("HR"), SurveyResult.objects.count()
    rows = ROW.format(place=KFF, answers=31) + ROW.format(place="kommunstyrelseforvaltningen", answers=7)
    shown = text_of(brought(hr, HEAD + rows))
    assert "7 svar är för få" in shown
    assert "3" in shown
    hr.post(reverse("evaluation:survey_file_store"))
    assert SurveyResult.objects.count() == before


def test_the_history_of_a_rule_keeps_the_state_and_tells_no_figure_that_was_taken_back(wearing, client, settings):
    hr = wearing("HR")
    assert hr.post(NEW, SAID | {"measure": "share", "value": "63,64", "answers": "33"}).status_code == 302
    stood = Finding.objects.get(clause="MR-36", scope=KFF, seen_to=None)
    assert "33" in stood.reason_sv
    settings.SPELREGLER_TODAY = "2026-11-05"
    row = SurveyResult.objects.get(answers=33)
    back = reverse("evaluation:withdraw_survey", args=[row.pk])
    assert wearing("HR").post(back, {"reason": "Fel enkät."}).status_code == 302
    was = Finding.objects.get(pk=stood.pk)
    assert (was.status, was.seen_from, was.seen_to) == (stood.status, TODAY, date(2026, 11, 5))
    page = reverse("policy:clause", args=["MR-36"])
    for asked in ({}, {"per": "2026-11-03"}):
        told = text_of(client.get(page, asked))
        assert "har tagits tillbaka" in told
        assert "33 svar" not in told
        assert "64 av 100" not in told
    assert was.inputs == {"survey_on": "2026-10-01"}
    again = evaluate(package=package_on(TODAY), as_of=TODAY, only=["MR-36"])
    assert digest_of_result(next(each for each in again if each.key == was.key)) == was.digest
