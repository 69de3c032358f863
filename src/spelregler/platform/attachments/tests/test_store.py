"""A file is looked at, scanned and kept by its digest; it is sent to be saved, and not if it has become another."""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.platform.attachments.scanning import ScanRefused
from spelregler.platform.attachments.store import AttachmentRefused, as_download, bring
from spelregler.platform.backup import home
from spelregler.platform.errors import NotVisible

PDF = b"%PDF-1.7 underlag"
DIGEST = hashlib.sha256(PDF).hexdigest()
TODAY = date(2026, 11, 2)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings) -> Path:
    settings.HOME, settings.SPELREGLER_SCAN_COMMAND = tmp_path, ""
    return tmp_path


def pdf(name: str = "Underlag.pdf", data: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def kept(where: Path) -> list[Path]:
    return [each for each in where.rglob("*") if each.is_file()]


def scanner(where: Path, code: str) -> str:
    (where / "scan.py").write_text(code, encoding="utf-8")
    return f"{sys.executable} {where / 'scan.py'}"


def test_it_lies_once_under_its_digest_and_a_copy_takes_it_along(own_home):
    first, second = bring(pdf()), bring(pdf("Annat namn.PDF"))
    assert (first.sha256, first.name, second.name) == (DIGEST, "Underlag.pdf", "Annat namn.pdf")
    place = own_home / "attachments" / DIGEST[:2] / DIGEST
    assert kept(own_home) == [place]
    assert [name for name, _path in home.files()] == [f"attachments/{DIGEST[:2]}/{DIGEST}"]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Mina filer\\Protokoll.pdf", "Protokoll.pdf"),
        ("a\r\nSet-Cookie: b.pdf", "aSet-Cookie b.pdf"),
        (".pdf", "underlag.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_name_is_a_name_and_leads_nowhere(name, told):
    file = pdf()
    file._name = name
    assert bring(file).name == told


def test_it_is_sent_to_be_saved_and_not_to_be_shown():
    answer = as_download(bring(pdf()).row(on=TODAY))
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Disposition"] == 'attachment; filename="Underlag.pdf"'
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Security-Policy"].startswith("sandbox")
    assert answer["Cache-Control"] == "private, no-store"


def test_one_that_has_become_another_or_is_gone_is_not_sent(own_home):
    row = bring(pdf()).row(on=TODAY)
    place = own_home / "attachments" / DIGEST[:2] / DIGEST
    place.write_bytes(PDF + b"!")
    with pytest.raises(NotVisible):
        as_download(row)
    place.unlink()
    with pytest.raises(NotVisible):
        as_download(row)


@pytest.mark.parametrize(
    "file", [pdf(data=b""), pdf(data=PDF + b"0" * 10 * 1024 * 1024), pdf("a.exe"), pdf(data=b"MZ")]
)
def test_what_is_not_to_be_kept_leaves_nothing_behind(own_home, file):
    with pytest.raises(AttachmentRefused):
        bring(file)
    assert kept(own_home) == []


class TestScanner:
    def test_what_it_calls_clean_is_kept(self, own_home, settings, tmp_path_factory):
        code = "import sys, pathlib; sys.exit(0 if pathlib.Path(sys.argv[-1]).read_bytes().startswith(b'%PDF') else 1)"
        settings.SPELREGLER_SCAN_COMMAND = scanner(tmp_path_factory.mktemp("scan"), code)
        assert bring(pdf()).sha256 == DIGEST

    @pytest.mark.parametrize(
        ("code", "told"), [("raise SystemExit(1)", "hittat något"), ("raise SystemExit(2)", "kunde inte undersöka")]
    )
    def test_what_it_does_not_call_clean_is_not(self, own_home, settings, tmp_path_factory, code, told):
        settings.SPELREGLER_SCAN_COMMAND = scanner(tmp_path_factory.mktemp("scan"), code)
        with pytest.raises(ScanRefused) as refused:
            bring(pdf())
        assert told in refused.value.text("sv")
        assert kept(own_home) == []

    def test_nothing_is_kept_while_there_is_no_scanner_where_one_is_set(self, own_home, settings):
        settings.SPELREGLER_SCAN_COMMAND = "/finns/inte --alls"
        with pytest.raises(ScanRefused):
            bring(pdf())
        assert kept(own_home) == []

    def test_one_that_never_answers_is_no_answer(self, own_home, settings, tmp_path_factory, monkeypatch):
        monkeypatch.setattr("spelregler.platform.attachments.scanning.LONGEST_SECONDS", 0.1)
        settings.SPELREGLER_SCAN_COMMAND = scanner(tmp_path_factory.mktemp("scan"), "import time; time.sleep(5)")
        with pytest.raises(ScanRefused):
            bring(pdf())
