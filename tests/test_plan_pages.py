"""The plan as a file on the pages: fetched, brought back with a preview, stored by confirmation, bound by the rules."""

from __future__ import annotations

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.goals.models import Goal

pytestmark = pytest.mark.django_db
HEADING = "Typ;Kod;Nivå;Namn;Organ;Från;Beslutat av;Beslutsdatum;Paragraf\n"
ROW = "mål;prov-fil;nämndmål;Ett nytt mål;un;2026-11-02;;;\n"


def upload(client, text: str = HEADING + ROW):
    return client.post(reverse("goals:plan_try"), {"file": SimpleUploadedFile("plan.csv", text.encode())})


def sealed(response) -> str:
    return re.search(r'name="file" value="([^"]+)"', response.content.decode()).group(1)


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_fetched_and_brought_back_changes_nothing(wearing, form):
    client = wearing("CT")
    data = client.get(reverse("goals:plan_download", args=[form])).content
    response = client.post(reverse("goals:plan_try"), {"file": SimpleUploadedFile(f"plan.{form}", data)})
    assert "Filen ändrar ingenting." in response.content.decode()
    assert "Lagra ändringarna" not in response.content.decode()


def test_a_preview_stores_nothing_and_a_confirmation_stores_a_proposal(wearing):
    client = wearing("CT")
    preview = upload(client)
    assert "Ett nytt mål" in preview.content.decode()
    assert not Goal.objects.filter(code="prov-fil").exists()
    response = client.post(reverse("goals:plan_store"), {"file": sealed(preview)})
    assert response.status_code == 302
    assert Goal.objects.get(code="prov-fil").decision is None


def test_a_faulty_row_is_named_and_there_is_nothing_to_confirm(wearing):
    text = upload(wearing("CT"), HEADING + ROW.replace(";un;", ";finns-inte;")).content.decode()
    assert "rad 2, kolumn" in text
    assert "Lagra ändringarna" not in text


def test_who_prepares_does_not_enter_that_it_is_decided(wearing):
    text = upload(wearing("CT"), HEADING + ROW.replace(";;;", ";un;2025-11-12;9")).content.decode()
    assert "för sekreteraren in ur protokollet" in text


@pytest.mark.parametrize("value", ["", "gjort", "eyJh:1:x"])
def test_a_confirmation_that_was_not_previewed_is_refused(wearing, value):
    response = wearing("CT").post(reverse("goals:plan_store"), {"file": value})
    assert response.status_code == 400
    assert "Välj filen igen." in response.content.decode()


def test_another_persons_preview_cannot_be_confirmed(wearing):
    file = sealed(upload(wearing("CT")))
    assert wearing("FC").post(reverse("goals:plan_store"), {"file": file}).status_code == 400


@pytest.mark.parametrize("role", ["CI", "EM", "UN", "RE"])
def test_whoever_does_not_prepare_plans_is_refused_and_not_offered_it(wearing, role):
    client = wearing(role)
    assert client.get(reverse("goals:plan_file")).status_code == 403
    assert client.get(reverse("goals:plan_download", args=["csv"])).status_code == 403
    assert upload(client).status_code == 403
    assert reverse("goals:plan_file") not in client.get(reverse("goals:tree")).content.decode()


def test_the_page_is_offered_to_who_prepares(wearing):
    for role in ("CT", "FC"):
        assert reverse("goals:plan_file") in wearing(role).get(reverse("goals:tree")).content.decode()


def test_a_file_that_is_no_table_or_too_large_is_refused_in_words(wearing):
    client = wearing("CT")
    assert "Spara tabellen" in upload(client, "\x00\x01").content.decode()
    assert "spelregler import plan" in upload(client, "a" * (513 * 1024)).content.decode()
