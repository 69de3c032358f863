"""A file is attached as evidence on the page, and saved by whoever reads what rests on it."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.evaluation.models import Assessment, Evidence
from spelregler.platform.attachments.models import Attachment
from tests.conftest import TODAY, text_of

pytestmark = pytest.mark.django_db
UNIT = "oxeloskolan"
PDF = b"%PDF-1.7 genomgang"
SAID = {
    "state": "kept",
    "reason": "Alla policyer är genomgångna.",
    "title": "Genomgång",
    "dated_on": "2026-10-30",
    "fresh_until": "2026-11-20",
    "about_from": "2026-01-01",
    "about_to": "2026-11-02",
    "holds_to": "2027-03-31",
}


@pytest.fixture(autouse=True)
def own_home(tmp_path, settings):
    settings.HOME, settings.SPELREGLER_SCAN_COMMAND = tmp_path, ""


def page(clause: str = "MR-40") -> str:
    return reverse("evaluation:assess", args=["enhet", UNIT, clause])


def pdf(name: str = "Genomgång.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="text/html")


def stored() -> set[int]:
    """The files that are kept; the demo's meetings have papers among them."""
    return set(Attachment.objects.values_list("pk", flat=True))


def test_it_is_attached_told_with_its_days_and_serves_another_rule_too(wearing):
    client = wearing("EC", unit=UNIT)
    read = client.get(page())
    assert (read.status_code, 'enctype="multipart/form-data"' in text_of(read), "error" in text_of(read)) == (
        200, True, False,
    )  # fmt: skip
    told = text_of(client.post(page(), {**SAID, "file": pdf()}, follow=True))
    assert "Genomgång.pdf (1 kB)" in told
    assert "börjar bli gammalt" in told
    piece = Evidence.objects.get(title="Genomgång")
    assert (piece.file.sha256, piece.file.kept_on, piece.reference) == (hashlib.sha256(PDF).hexdigest(), TODAY, "")
    again = {**SAID, "title": "", "evidence": [piece.pk]}
    assert client.post(page("MR-43"), again).status_code == 302
    assert {each.clause for each in piece.assessments.all()} == {"MR-40", "MR-43"}
    assert "Genomgång, 30 oktober 2026, med fil" in text_of(client.get(page("MR-45")))


def test_whoever_reads_the_assessment_in_a_role_saves_it_and_a_resident_asks_for_it(wearing, client):
    own = wearing("EC", unit=UNIT)
    own.post(page(), {**SAID, "file": pdf()})
    address = reverse("evaluation:file", args=[Evidence.objects.get(title="Genomgång").pk])
    for reader in (own, wearing("FC", department="utbildningsforvaltningen"), wearing("KC")):
        answer = reader.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment;")
        assert answer["X-Content-Type-Options"] == "nosniff"
    assert client.get(address).status_code == 404
    shown = text_of(client.get(page()))
    assert address not in shown
    assert "Begär ut den som allmän handling." in shown
    assert client.get(reverse("evaluation:file", args=[999_999])).status_code == 404


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (pdf("program.exe"), "kan inte bifogas"),
        (pdf(data=b"<html>"), "inte vad namnet säger"),
        (pdf(data=b""), "Filen är tom"),
    ],
)
def test_what_is_not_kept_stands_at_its_field_and_nothing_is_stored(wearing, file, told):
    before = stored()
    answer = wearing("EC", unit=UNIT).post(page(), {**SAID, "file": file})
    assert answer.status_code == 400
    assert told in text_of(answer).split('id="id_file_error"')[1].split("</ul>")[0]
    assert stored() == before
    assert not Assessment.objects.filter(clause="MR-40", unit__code=UNIT).exists()


def test_a_file_that_the_scanner_refuses_is_told_at_its_field(wearing, settings):
    settings.SPELREGLER_SCAN_COMMAND = "/finns/inte"
    before = stored()
    answer = wearing("EC", unit=UNIT).post(page(), {**SAID, "file": pdf()})
    assert answer.status_code == 400
    assert "kunde inte undersöka filen" in text_of(answer)
    assert stored() == before


def test_an_old_piece_says_that_it_is_too_old(client):
    Evidence.objects.filter(assessments__clause="MR-45", assessments__unit__code=UNIT).update(fresh_until="2026-11-01")
    assert "för gammalt" in text_of(client.get(page("MR-45")))
