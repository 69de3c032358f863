"""Wherever a table is chosen, a file that cannot be it is told at the field, the rest stays, and nothing begins."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

pytestmark = pytest.mark.once
DECIDED = {"decided_on": "2026-10-20", "paragraph": "190", "start": "2026-11-01"}
PAGES = {
    # Where the file is sent, as whom, where it is chosen, and what else stands in the form.
    "plan": ("goals:plan_try", [], {"role": "CT"}, "goals:plan_file", {}),
    "values": ("goals:value_try", [], {"role": "EC", "unit": "oxeloskolan"}, "goals:value_file", {}),
    "organisation": ("organisation:file", [], {"role": "SE"}, "organisation:file", {"on": "2026-10-05"}),
    "decisions": ("start:file_try", ["beslut"], {"role": "SE"}, "start:file", {}),
    "frames": ("start:file_try", ["ramar"], {"role": "SE"}, "start:file", {}),
    "commitments": ("frames:committed_upload", [], {"role": "CT"}, "frames:committed", {}),
    "ledger": ("frames:ledger_upload", [], {"role": "CT"}, "frames:ledger", {"activity": "6"}),
    "meetings": ("meetings:file_upload", [], {"role": "SE"}, "meetings:file", {}),
    "units": ("knowledge:file_upload", [], {"role": "HR"}, "knowledge:file", {}),
    "order": ("delegation:order_file_upload", ["kfn"], {"role": "SE"}, "delegation:order_file", DECIDED),
    "delegated": ("delegation:register_file_upload", ["un"], {"role": "SE"}, "delegation:register_file", {}),
    "surveys": ("evaluation:survey_file_upload", [], {"role": "HR"}, "evaluation:survey_file", {}),
    "cases": ("registry:cases_file_upload", [], {"role": "SE"}, "registry:cases_file", {}),
    "disposal": ("registry:plan_file_upload", ["kfn"], {"role": "SE"}, "registry:plan_file", DECIDED),
}
BY_PAGE_ALONE = ("meetings", "units", "order", "delegated", "surveys", "cases", "disposal")
"""What no command brings: too large a file is to be split."""
LOOKED_THROUGH_AT_ONCE = (*BY_PAGE_ALONE, "commitments")
NO_SUCH_TABLE = {
    "headings": (("plan.csv", b"a;b\n1;2\n"), "saknas"),
    "damaged": (("plan.xlsx", b"PK\x03\x04" + b"\x00" * 600), "Spara tabellen som"),
}
WRONG = {
    "none": (None, "Välj en fil."),
    "empty": (("plan.csv", b""), "Filen är tom. Välj en annan."),
    "old": (("plan.xls.xlsx", b"\xd0\xcf\x11\xe0" + b"\x00" * 600), "gammalt Excelformat"),
    "PDF": (("plan.csv", b"%PDF-1.7\n1 0 obj"), "Filen är en PDF."),
    "picture": (("plan.csv", b"\x89PNG\r\n\x1a\n\x00\x00"), "Filen är ingen tabell i text. Spara tabellen"),
    "large": (("plan.csv", b"a;b\n" * 400), "Filen är större än 0 MB. Läs in den från kommandoraden: spelregler "),
}


@pytest.fixture(autouse=True)
def home(settings, tmp_path, monkeypatch):
    settings.HOME = tmp_path
    for module in ("acting.file_page", "frames.pages.commitments.views", "frames.pages.ledger.views"):
        monkeypatch.setattr(f"spelregler.apps.{module}.MOST_BYTES", 1024)
    return tmp_path


@pytest.mark.parametrize("wrong", WRONG)
@pytest.mark.parametrize("page", PAGES)
def test_what_cannot_be_the_table_is_told_at_the_field(wearing, page, wrong):
    name, named, who, _start, more = PAGES[page]
    file, told = WRONG[wrong]
    if wrong == "large" and page in BY_PAGE_ALONE:
        told = "Filen är större än 0 MB. Dela filen i flera."
    sent = {"money_unit": "tkr"} | more
    if file:
        sent["file"] = SimpleUploadedFile(*file)
    answer = wearing(**who).post(reverse(name, args=named), sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    field = text.split('file_error">' if page == "ledger" else 'id="id_file_error">')[1].split("</ul>")[0]
    assert told in field
    for typed in more.values():
        assert f'value="{typed}"' in text
    if page == "commitments":
        assert '<option value="tkr" selected>' in text
    assert not DBTaskResult.objects.exists()


@pytest.mark.parametrize("wrong", NO_SUCH_TABLE)
@pytest.mark.parametrize("page", LOOKED_THROUGH_AT_ONCE)
def test_what_is_read_and_is_no_such_table_is_told_at_the_field_and_is_gone(wearing, page, wrong, home):
    name, named, who, _start, more = PAGES[page]
    file, told = NO_SUCH_TABLE[wrong]
    client = wearing(**who)
    sent = {"money_unit": "tkr", "file": SimpleUploadedFile(*file)} | more
    answer = client.post(reverse(name, args=named), sent)
    text = answer.content.decode()
    assert answer.status_code == 400
    assert told in text.split('id="id_file_error">')[1].split("</ul>")[0]
    for typed in more.values():
        assert f'value="{typed}"' in text
    assert reverse(name, args=named) in text
    assert not list((home / "uploads").iterdir())


@pytest.mark.parametrize("page", PAGES)
def test_the_address_that_it_is_sent_to_leads_whoever_reads_it_to_its_page(wearing, page):
    name, named, who, start, _more = PAGES[page]
    answer = wearing(**who).get(reverse(name, args=named), follow=True)
    assert (answer.status_code, answer.request["PATH_INFO"]) == (200, reverse(start, args=named))


def test_sie_in_another_code_page_is_told_at_the_field(wearing):
    file = SimpleUploadedFile("2026.SE", "#FLAGGA 0\r\n".encode("utf-16"))
    answer = wearing("CT").post(reverse("frames:ledger_upload"), {"file": file})
    assert answer.status_code == 400
    assert "UTF-16" in answer.content.decode().split('id="file_file_error">')[1].split("</ul>")[0]
