"""A report's way from the department to the council by the pages, and what a unit is told that came too late."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from spelregler.apps.followup.models import HandedIn, NewsTold, Occasion, Report
from tests.conftest import text_of
from tests.test_report_pages import OPENED, UTB, answer_of, hand_in, page, write

pytestmark = pytest.mark.django_db
DECIDED = {"decided_on": "2026-11-02", "paragraph": "310", "look": "done"}
UPWARD = {"committees_by": "2026-11-02", "top": "kf", "top_by": "2026-11-30"}


@pytest.fixture
def occasion(wearing) -> Occasion:
    wearing("CT").post(page("open"), OPENED | UPWARD)
    return Occasion.objects.get(title="Lägesrapport")


def report(occasion: Occasion, level: str, **of: str) -> int:
    return Report.objects.get(occasion=occasion, level=level, **of).pk


def test_it_goes_from_the_department_to_the_council_adopted_and_valued_on_the_way(wearing, occasion):
    head, secretary, chief = wearing("FC", department=UTB), wearing("SE"), wearing("KC")
    department = report(occasion, "department", department__code=UTB)
    committee = report(occasion, "committee", adopter__code="un")
    whole = report(occasion, "municipality")

    write(head, department, "Läsningen går framåt.")
    hand_in(head, department)
    kept = HandedIn.objects.get(report=department).texts.get(text="Läsningen går framåt.")
    assert "Läsningen går framåt." in text_of(head.get(page("write", committee)))
    head.post(page("take_up", committee, kept.pk))
    write(head, committee, "Nämnden ser en stark utveckling.")
    hand_in(head, committee)

    chair, board = wearing("Np", body="un"), wearing("KSp")
    told = text_of(chair.get(page("report", committee)))
    assert "väntar på att antas sedan" in told
    assert "Utbildningsförvaltningen" in told
    assert chair.get(page("version", committee, 1)).status_code == 200
    assert "Läs och anta organets egen rapport" in text_of(chair.get(page("reports")))
    for client in (board, wearing("CI")):
        assert client.get(page("report", committee)).status_code == 403
    assert secretary.get(page("value", committee)).status_code == 404
    assert chair.get(page("adopt", committee)).status_code == 403
    assert "För in att Utbildningsnämnden har antagit" in text_of(secretary.get(reverse("home:tasks")))
    early = DECIDED | {"decided_on": "2026-11-01"}
    assert "efter beslutet" in text_of(secretary.post(page("adopt", committee), early))
    assert secretary.post(page("adopt", committee), DECIDED).status_code == 302

    assert "Nämnden ser en stark utveckling." in text_of(board.get(page("report", committee)))
    assert "antagen av Utbildningsnämnden" in text_of(wearing("CI").get(page("occasion", occasion.pk)))
    said = {"outcome": "satisfied", "reason": "", "addressee": "", "text": "", "due_on": ""}
    assert secretary.post(page("value", committee), DECIDED | said | {"paragraph": "311"}).status_code == 302
    assert "Kommunstyrelsen" in text_of(chair.get(page("report", committee)))

    below = text_of(chief.get(page("write", whole)))
    assert "Nämnden ser en stark utveckling." in below
    assert "Läsningen går framåt." not in below, "the committee's words go on, not its department's"
    write(chief, whole, "Kommunen når fyra av sex mål.")
    hand_in(chief, whole)
    council = wearing("KFp")
    assert council.get(page("report", whole)).status_code == 403
    assert "Kommunen når fyra" in text_of(board.get(page("report", whole)))
    assert secretary.post(page("adopt", whole), DECIDED | {"paragraph": "312"}).status_code == 302
    assert "Kommunen når fyra" in text_of(council.get(page("report", whole)))
    assert secretary.post(page("value", whole), DECIDED | said | {"paragraph": "313"}).status_code == 302
    assert "Kommunfullmäktige" in text_of(wearing("CI").get(page("report", whole)))


def test_the_body_sends_its_report_back_as_the_secretary_enters(wearing, occasion):
    head, secretary = wearing("FC", department=UTB), wearing("SE")
    committee = report(occasion, "committee", adopter__code="un")
    write(head, committee, "För kort.")
    hand_in(head, committee)
    assert wearing("KC").post(page("return", committee), {"reason": "Mer."}).status_code == 403
    assert secretary.post(page("return", committee), {"reason": "Skriv om ekonomin."}).status_code == 302
    assert "Skriv om ekonomin." in text_of(head.get(reverse("home:tasks")))


@pytest.mark.parametrize("role", ["CI", "KC", "FC", "N", "KS"])
def test_nobody_but_the_secretary_enters_that_a_report_is_adopted(wearing, occasion, role):
    committee = report(occasion, "committee", adopter__code="un")
    assert wearing(role).get(page("adopt", committee)).status_code == 403


def test_the_unit_is_told_that_its_department_delivered_without_its_report(wearing, occasion):
    manager, head = wearing("EC", unit="oxeloskolan"), wearing("FC", department=UTB)
    own, department = (
        report(occasion, "unit", unit__code="oxeloskolan"),
        report(occasion, "department", department__code=UTB),
    )
    assert "Skriv rapporten: Lägesrapport" in text_of(manager.get(reverse("home:tasks")))
    write(head, department, "Klart.")
    hand_in(head, department)
    told = text_of(manager.get(reverse("home:tasks")))
    assert "Skriv rapporten: Lägesrapport" not in told
    assert "Kom inte in i tid: Lägesrapport" in told
    assert "Utbildningsförvaltningen lämnade sin rapport den 2 november 2026 utan er." in told
    assert "kom inte in i tid; förvaltningen lämnade sin utan den 2 november 2026" in text_of(
        manager.get(page("report", own))
    )
    write(manager, own, "Sent men klart.")
    hand_in(manager, own)
    assert "Kom inte in i tid" not in text_of(manager.get(reverse("home:tasks")))


class TestWhatABodyWasTold:
    def test_the_page_shows_what_was_known_and_told_to_everybody(self, wearing):
        told = text_of(wearing("CI").get(page("told", "un")))
        assert "Den negativa prognosen för Utbildningsnämnden" in told
        assert "genom en rapport: Delårsrapport 2026" in told
        assert "Rapporternas väg till organet" in told
        assert 'name="told_on"' not in told
        assert wearing("CI").get(page("told", "finns-inte")).status_code == 404

    def test_the_secretary_records_that_the_body_was_told_in_another_way_and_takes_it_back(self, wearing):
        secretary = wearing("SE")
        form = text_of(secretary.get(page("told", "un")))
        key = re.search(r'<option value="(forecast:[^"]+)"', form)[1]
        said = {"news": key, "told_on": "2026-11-02", "way": "mail", "where": "Brev 2026/31"}
        wrong = secretary.post(page("told", "un"), said | {"told_on": "2020-01-01"})
        assert wrong.status_code == 400
        assert "Det var känt från" in text_of(wrong)
        assert wearing("FC", department=UTB).post(page("told", "un"), said).status_code == 403
        assert secretary.post(page("told", "un"), said).status_code == 302
        told = text_of(wearing("CI").get(page("told", "un")))
        assert "Brev 2026/31" in told
        row = NewsTold.objects.get()
        assert page("withdraw_told", row.pk) not in told
        assert wearing("CI").post(page("withdraw_told", row.pk), {"reason": "Fel."}).status_code == 403
        assert secretary.post(page("withdraw_told", row.pk), {"reason": "Fel brev."}).status_code == 302
        assert "Brev 2026/31" not in text_of(wearing("CI").get(page("told", "un")))

    def test_the_rule_counts_the_news_and_leads_to_the_page(self, wearing):
        assert answer_of("MR-31", "un").inputs["news"] >= 1
        assert page("told", "un") in text_of(wearing("CI").get(reverse("policy:clause", args=["MR-31"])))
