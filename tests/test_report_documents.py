"""The documents of reports by the pages: own templates, a committee's and the whole municipality's, and the figures."""

from __future__ import annotations

from io import BytesIO

import docx
import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from spelregler.apps.followup.models import HandedIn, Occasion, ReportTemplate
from spelregler.exchange.documents.tests.test_contents import png, template
from tests.conftest import text_of

pytestmark = pytest.mark.django_db


def at(name: str, *args: object) -> str:
    return reverse(f"followup:{name}", args=args)


def sent(client, kind: str, data: bytes, name: str = "mall.docx"):
    return client.post(at("word_templates"), {"kind": kind, "file": SimpleUploadedFile(name, data)})


@pytest.fixture
def interim() -> Occasion:
    return Occasion.objects.get(kind="interim")


@pytest.fixture
def fetched(settings, tmp_path, the_worker_works):
    """The file behind an address, once the worker has made it."""
    settings.HOME = str(tmp_path)

    def fetch(client, address: str) -> bytes:
        assert client.get(address).status_code == 202
        the_worker_works()
        return b"".join(client.get(address).streaming_content)

    return fetch


class TestTemplates:
    def test_one_is_brought_seen_used_and_left(self, wearing):
        client = wearing("CT")
        misspelt = sent(client, "report", template("Om {{ rubrk }}"))
        assert (misspelt.status_code, "”rubrk”" in text_of(misspelt)) == (400, True)
        assert "Menade du rubrik?" in text_of(misspelt)
        assert not ReportTemplate.objects.exists()
        assert sent(client, "report", template("{{ rubrik }}", "{{ innehall }}", "{{ avsnitt }}")).status_code == 302
        row = ReportTemplate.objects.get()
        shown = docx.Document(BytesIO(client.get(at("word_template_example", row.pk)).content))
        assert any("<tecken> & allt" in each.text for each in shown.paragraphs)
        assert shown.tables
        client.post(at("word_use_template", row.pk))
        assert "används" in text_of(client.get(at("word_templates"))).lower()
        assert client.get(at("word_template", row.pk)).status_code == 200
        client.post(at("word_retire_template", row.pk))
        row.refresh_from_db()
        assert row.retired_on is not None

    def test_a_mark_is_seen_in_a_pdf(self, wearing):
        client = wearing("SE")
        assert sent(client, "logo", png(), "marke.png").status_code == 302
        answer = client.get(at("word_template_example", ReportTemplate.objects.get().pk))
        assert (answer["Content-Type"], answer.content[:5]) == ("application/pdf", b"%PDF-")

    @pytest.mark.parametrize("role", ["CI", "EC", "N"])
    def test_nobody_else_has_to_do_with_them(self, wearing, role: str):
        sent(wearing("CT"), "report", template("{{ rubrik }}", "{{ avsnitt }}"))
        pk, client = ReportTemplate.objects.get().pk, wearing(role)
        read = [client.get(at("word_templates")), client.get(at("word_template", pk))]
        read.append(client.get(at("word_template_example", pk)))
        posted = [client.post(at(name, pk)) for name in ("word_use_template", "word_retire_template")]
        assert {each.status_code for each in [*read, *posted]} == {403}


class TestDocuments:
    def test_a_resident_gets_what_is_valued_with_what_the_body_said(self, wearing, fetched, interim):
        client = wearing("CI")
        listed = text_of(client.get(at("documents", interim.pk)))
        assert at("document_of", interim.pk, "msn", "word") in listed
        assert at("document_of", interim.pk, "un", "word") in listed, "adopted, though its department's is not valued"
        own = openpyxl.load_workbook(BytesIO(client.get(at("document_of", interim.pk, "un", "excel")).content))
        assert {row[0] for row in own["Pengarna"].iter_rows(min_row=2, values_only=True)} == {"Utbildningsnämnden"}
        read = docx.Document(BytesIO(fetched(client, at("document", interim.pk, "word"))))
        texts = [each.text for each in read.paragraphs]
        assert "Miljö- och samhällsbyggnadsnämnden" in texts
        assert any(each.startswith("Saknas än:") and "Utbildningsförvaltningen" in each for each in texts)
        assert "Vad organet sa" in texts
        assert all(each._inline.docPr.get("descr") for each in read.inline_shapes)
        assert len(read.inline_shapes) >= 5

    def test_a_committee_has_its_own_as_pdf_and_its_figures_as_numbers(self, wearing, fetched, interim):
        client = wearing("Np", body="un")
        assert fetched(client, at("document_of", interim.pk, "un", "pdf")).startswith(b"%PDF-")
        book = openpyxl.load_workbook(BytesIO(client.get(at("document_of", interim.pk, "un", "excel")).content))
        rows = list(book["Pengarna"].iter_rows(min_row=2, values_only=True))
        assert rows[0][:3] == ("Utbildningsnämnden", None, "Ram för året")
        assert {each[0] for each in rows} == {"Utbildningsnämnden", "Utbildningsförvaltningen"}
        assert isinstance(rows[0][3], int)
        assert "År för år" in book.sheetnames

    def test_a_reports_own_figures_are_those_that_were_kept(self, wearing, interim):
        handed = HandedIn.objects.filter(report__occasion=interim, report__body__code="msn").latest("pk")
        address = at("kept_file", handed.report_id, handed.number, "excel")
        book = openpyxl.load_workbook(BytesIO(wearing("CI").get(address).content))
        assert ("Version", str(handed.number)) in list(book.worksheets[-1].iter_rows(values_only=True))

    def test_what_may_not_be_read_or_is_not_there_is_not_found(self, wearing, interim):
        client, planned = wearing("CI"), Occasion.objects.get(kind="planning")
        for kind in ("word", "pdf", "excel"):
            assert client.get(at("document_of", planned.pk, "un", kind)).status_code == 404
        for address in (
            at("document_of", interim.pk, "finns-inte", "word"),
            at("document", interim.pk, "odt"),
            at("document", 9999, "word"),
            at("documents", 9999),
        ):
            assert client.get(address).status_code == 404

    def test_the_questions_do_not_grow_with_reports(self, wearing, interim, django_assert_max_num_queries):
        client = wearing("KC")
        client.get(at("document", interim.pk, "excel"))
        with django_assert_max_num_queries(24):
            assert client.get(at("document", interim.pk, "excel")).status_code == 200
