"""A file that may be attached is what its name says, and nothing in it runs."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from spelregler.exchange.attached import KINDS, AttachedRefused, kind_of

PDF, PNG, JPG = b"%PDF-1.7\n...", b"\x89PNG\r\n\x1a\n...", b"\xff\xd8\xff\xe0..."


def package(*names: str, first: str = "") -> bytes:
    held = BytesIO()
    with zipfile.ZipFile(held, "w") as parts:
        if first:
            parts.writestr("mimetype", first)
        for name in names:
            parts.writestr(name, "x")
    return held.getvalue()


TYPES = "[Content_Types].xml"
DOCX, XLSX = package(TYPES, "word/document.xml"), package(TYPES, "xl/workbook.xml")
ODT = package("content.xml", first="application/vnd.oasis.opendocument.text")
ODS = package("content.xml", first="application/vnd.oasis.opendocument.spreadsheet")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.pdf", PDF),
        ("A.PDF", PDF),
        ("a.png", PNG),
        ("a.jpg", JPG),
        ("a.jpeg", JPG),
        ("a.docx", DOCX),
        ("a.xlsx", XLSX),
        ("a.odt", ODT),
        ("a.ods", ODS),
        ("a.csv", "år;antal\n2026;3\n".encode()),
        ("a.txt", "år".encode("latin-1")),
    ],
)
def test_a_file_that_is_what_its_name_says_is_known(name: str, data: bytes) -> None:
    file = BytesIO(data)
    assert kind_of(name, file) == KINDS[name.lower().rpartition(".")[2]]
    assert file.tell() == 0


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.exe", b"MZ"),
        ("a.html", b"<html>"),
        ("a.svg", b"<svg>"),
        ("pdf", PDF),
        ("a.pdf", b"MZ\x90\x00"),
        ("a.pdf", PNG),
        ("a.png", PDF),
        ("a.docx", XLSX),
        ("a.docx", PDF),
        ("a.docx", package(TYPES, "word/document.xml", "word/vbaProject.bin")),
        ("a.docm", DOCX),
        ("a.xlsx", package("xl/workbook.xml")),
        ("a.odt", ODS),
        ("a.odt", package("content.xml", "Basic/script.xml", first="application/vnd.oasis.opendocument.text")),
        ("a.zip", DOCX),
        ("a.txt", b"\x7fELF\x00\x00"),
        ("a.docx", b"PK\x03\x04" + b"\x00" * 100),
    ],
)
def test_any_other_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(AttachedRefused):
        kind_of(name, BytesIO(data))
