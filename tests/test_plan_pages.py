"""The plan as a file on the pages: fetched, brought back with a preview, stored by confirmation, bound by the rules."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.goals.models import Goal

pytestmark = pytest.mark.usefixtures("nothing_is_asked_again")

HEADING = "Typ;Kod;Nivå;Namn;Organ;Från;Beslutat av;Beslutsdatum;Paragraf\n"
ROW = "mål;prov-fil;nämndmål;Ett nytt mål;un;2026-11-02;;;\n"


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.HOME = tmp_path


@pytest.fixture
def looked_through(the_worker_works):
    """The address of the work that a file began, and what its page says when the worker has done it."""

    def bring(client, text: str | bytes = HEADING + ROW, name: str = "plan.csv") -> tuple[str, str]:
        answer = upload(client, text, name)
        the_worker_works()
        address = answer.headers["Location"]
        return address, client.get(address).content.decode()

    return bring


def upload(client, text: str | bytes = HEADING + ROW, name: str = "plan.csv"):
    data = text if isinstance(text, bytes) else text.encode()
    return client.post(reverse("goals:plan_try"), {"file": SimpleUploadedFile(name, data)})


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_what_is_fetched_and_brought_back_changes_nothing(wearing, looked_through, form):
    client = wearing("CT")
    data = client.get(reverse("goals:plan_download", args=[form])).content
    _address, text = looked_through(client, data, f"plan.{form}")
    assert "Filen ändrar ingenting." in text
    assert "Lagra ändringarna" not in text


def test_a_preview_stores_nothing_and_a_confirmation_stores_a_proposal(wearing, looked_through, the_worker_works):
    client = wearing("CT")
    address, text = looked_through(client)
    assert "Ett nytt mål" in text
    assert not Goal.objects.filter(code="prov-fil").exists()
    begun = client.post(f"{address}lagra/").headers["Location"]
    the_worker_works()
    assert "Planen är lagrad" in client.get(begun).content.decode()
    assert Goal.objects.get(code="prov-fil").decision is None


def test_a_faulty_row_is_named_and_there_is_nothing_to_confirm(wearing, looked_through):
    _address, text = looked_through(wearing("CT"), HEADING + ROW.replace(";un;", ";finns-inte;"))
    assert "rad 2, kolumn" in text
    assert "Lagra ändringarna" not in text


def test_who_prepares_does_not_enter_that_it_is_decided(wearing, looked_through):
    _address, text = looked_through(wearing("CT"), HEADING + ROW.replace(";;;", ";un;2025-11-12;9"))
    assert "för sekreteraren in ur protokollet" in text


def test_a_work_is_followed_and_confirmed_by_whoever_began_it_alone(wearing, looked_through):
    address, _text = looked_through(wearing("CT"))
    assert wearing("FC").get(address).status_code == 404
    assert wearing("FC").post(f"{address}lagra/").status_code == 404
    assert wearing("CI").post(f"{address}lagra/").status_code == 403


@pytest.mark.once
@pytest.mark.parametrize("role", ["CI", "EM", "UN", "RE"])
def test_whoever_does_not_prepare_plans_is_refused_and_not_offered_it(wearing, role):
    client = wearing(role)
    assert client.get(reverse("goals:plan_file")).status_code == 403
    assert client.get(reverse("goals:plan_download", args=["csv"])).status_code == 403
    assert upload(client).status_code == 403
    assert reverse("goals:plan_file") not in client.get(reverse("goals:tree")).content.decode()


@pytest.mark.once
def test_the_page_is_offered_to_who_prepares(wearing):
    for role in ("CT", "FC"):
        assert reverse("goals:plan_file") in wearing(role).get(reverse("goals:tree")).content.decode()


def test_a_workbook_that_is_none_is_refused_in_words_once_it_is_looked_through(wearing, looked_through):
    assert "Spara tabellen" in looked_through(wearing("CT"), b"PK\x03\x04")[1]
