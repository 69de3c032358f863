"""A matter is raised on the registry's page, and the rule turns; the search shows each role what it may see."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.urls import reverse

from spelregler.apps.organisation.models import Municipality
from spelregler.apps.policy.findings.engine import evaluate_clause
from spelregler.apps.policy.packages.in_force import load_package
from spelregler.apps.registry.models import CaseFile
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
LIST = reverse("registry:list")
SECRET = "Omplacering"


def answered(body: str) -> str:
    package = load_package("oxelosund")
    results = evaluate_clause(package, package.clause("CP-11"), TODAY, {})
    return next(str(each.judgement.status) for each in results if each.judgement.scope.key == body)


def test_a_case_that_names_the_occasion_ends_the_breach_and_the_next_one_the_warning(wearing):
    secretary, post = wearing("SE"), CaseFile.objects.get(body__code="von").responsible.code
    said = {"body": "von", "responsible": post, "opened_on": TODAY.isoformat()}
    assert answered("von") == "breach"
    for title, occasion, status in (
        ("Delåret", "interim-committee:2026-09-30", "attention"),
        ("Plan 2027", "plans-december:2026-12-31", "kept"),
    ):
        made = secretary.post(reverse("registry:new"), {**said, "title": title, "occasion": occasion}, follow=True)
        assert "VON 2026/" in text_of(made)
        assert answered("von") == status


def test_a_body_without_a_case_is_not_assessed_and_one_with_all_of_them_follows(db):
    assert (answered("msn"), answered("un"), answered("ks")) == ("not_assessed", "kept", "attention")


def test_an_occasion_that_the_body_does_not_decide_on_is_told_at_its_field(wearing):
    post = CaseFile.objects.get(body__code="von").responsible.code
    said = {"body": "von", "responsible": post, "opened_on": TODAY.isoformat(), "title": "Budget"}
    answer = wearing("SE").post(reverse("registry:new"), {**said, "occasion": "council-budget:2026-11-30"})
    assert answer.status_code == 400
    assert "Det beslutas inte av det här organet." in text_of(answer)


class TestSearch:
    def test_a_marked_title_is_found_by_those_who_may_read_it_and_a_case_by_its_number_by_all(self, wearing, client):
        found = text_of(wearing("SE").get(LIST, {"q": SECRET}))
        assert "Omplacering av en anställd" in found
        number = CaseFile.objects.get(title__startswith=SECRET).number
        for reader in (client, wearing("N", body="un"), wearing("EC", unit="oxeloskolan")):
            assert "Omplacering av" not in text_of(reader.get(LIST, {"q": SECRET}))
            assert "Omplacering av" not in text_of(reader.get(reverse("home:search"), {"q": SECRET}))
            led = reader.get(LIST, {"q": number}, follow=True)
            assert "Omplacering av" not in text_of(led)
            assert "OSL 39 kap. 2 §" in text_of(led)

    def test_a_record_is_found_and_a_draft_is_not(self, wearing, client):
        assert "Skrivelse om lärarbristen" in text_of(client.get(LIST, {"q": "lärarbristen"}))
        for reader in (client, wearing("SE")):
            assert "Remiss till skolorna" not in text_of(reader.get(LIST, {"q": "remiss skolorna"}))


def test_what_waits_stands_on_the_list_of_whoever_is_to_do_it(wearing):
    tasks = reverse("home:tasks")
    secretary = text_of(wearing("SE").get(tasks))
    assert re.search(r"För VON 2026/1 [^<]+ vidare eller avsluta det", secretary)
    assert "Upprätta utkastet i UN 2026/1" in secretary
    assert "Skriv klart och skriv under tjänsteskrivelsen i UN 2026/3" not in secretary
    head = text_of(wearing("FC", department="utbildningsforvaltningen").get(tasks))
    assert "Skriv klart och skriv under tjänsteskrivelsen i UN 2026/3" in head
    elderly = text_of(wearing("FC", department="aldreomsorgsforvaltningen").get(tasks))
    assert "se till att det som måste beslutas har ett ärende" in elderly.lower()


def test_the_head_asks_for_no_occasion_from_before_the_start_day_as_the_registrar_registers_none(wearing):
    passed, page = "interim-committee:2026-09-30", reverse("registry:ask_for_case", args=["von"])
    head = wearing("FC", body="von")
    assert passed in head.get(page).content.decode()
    Municipality.objects.update(start_day=date(2026, 10, 1))
    for told in (head.get(page), wearing("SE").get(reverse("registry:new"))):
        assert passed not in told.content.decode()
        assert "plans-december:2026-12-31" in told.content.decode()
