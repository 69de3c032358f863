"""Contents that are filled when a report is opened, the municipality's mark, and both in its own template."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from spelregler.exchange.documents import (
    Contents,
    Document,
    Drawing,
    Field,
    Heading,
    Logo,
    PageBreak,
    Paragraph,
    Table,
    TemplateRefused,
    as_text,
    fill,
    from_text,
    is_picture,
    must_be_template,
    write_pdf,
    write_plain,
    write_word,
)

NAME = "ሰላም"
"""A name in letters that the PDF's typefaces lack."""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><rect width="9" height="9"/></svg>'
)
PARTS = [
    Heading("Pengarna <namn> & så"),
    Paragraph(f"Av {NAME} <namn> & co."),
    Drawing("Ramen är 100 tkr.", SVG),
    Table("Per enhet", ["Enhet", "Ram"], [["Norra", "60"]]),
    PageBreak(),
    Heading("Målen", level=2),
    Paragraph("Läget.", is_note=True),
]
REPORT = Document(
    title="Rapport",
    language="sv",
    made=date(2026, 11, 2),
    author="Strandby",
    blocks=[Contents("Innehåll"), *PARTS],
    logo=Logo("0" * 64, "Strandby kommun"),
)
RICH = {"lines": ("rubrik",), "parts": ("innehall", "avsnitt"), "rich": ("innehall", "avsnitt")}


def png(side: int = 8) -> bytes:
    """A square."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + b"\x13\x54\x68" * side for _each in range(side))
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(lines)) + part(b"IEND", b"")


def template(*paragraphs: str, foot: str = "") -> bytes:
    made = docx.Document()
    for each in paragraphs:
        made.add_paragraph(each)
    made.sections[0].footer.paragraphs[0].text = foot
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def filled(data: bytes) -> Any:
    fields = [
        Field("rubrik", [Paragraph("<namn> & rubrik")]),
        Field("innehall", [Contents("Innehåll")], is_part=True, is_rich=True),
        Field("avsnitt", PARTS, is_part=True, is_rich=True),
    ]
    return docx.Document(BytesIO(fill(data, REPORT, fields)))


def entries_of(read: Any) -> list[tuple[str, str]]:
    """What stands in the contents, and where each entry leads."""
    links = read.element.body.iter(qn("w:hyperlink"))
    return [("".join(text.text for text in each.iter(qn("w:t"))), each.get(qn("w:anchor"))) for each in links]


def marks_of(read: Any) -> list[str]:
    return [each.get(qn("w:name")) for each in read.element.body.iter(qn("w:bookmarkStart"))]


class TestContents:
    def test_word_has_an_entry_for_each_heading_that_leads_to_it(self) -> None:
        read = docx.Document(BytesIO(write_word(REPORT)))
        assert [text for text, _mark in entries_of(read)] == ["Pengarna <namn> & så", "Målen"]
        assert [mark for _text, mark in entries_of(read)] == marks_of(read)
        kinds = [each.get(qn("w:fldCharType")) for each in read.element.body.iter(qn("w:fldChar"))]
        assert kinds == ["begin", "separate", "end"]

    def test_the_pdf_has_them_with_pages(self) -> None:
        text = PdfReader(BytesIO(write_pdf(REPORT))).pages[0].extract_text()
        assert "Innehåll" in text
        assert "Målen" in text

    def test_a_deeper_heading_than_asked_for_is_left_out(self) -> None:
        told = Document(title="R", language="sv", made=REPORT.made, blocks=[Contents("I", levels=1), *PARTS])
        assert [text for text, _mark in entries_of(docx.Document(BytesIO(write_word(told))))] == [
            "Pengarna <namn> & så"
        ]

    def test_a_report_without_headings_has_none(self) -> None:
        told = Document(title="R", language="sv", made=REPORT.made, blocks=[Contents("I")])
        assert entries_of(docx.Document(BytesIO(write_word(told)))) == []
        assert write_plain(told) == "R\n"

    def test_what_no_document_may_hold_stops_none(self) -> None:
        odd = "a\x0bb\x00"
        blocks = [Contents(odd), Heading(odd), Paragraph(odd), Table(odd, [odd], [[odd]]), Drawing(odd, SVG)]
        told = Document(title=odd, language="sv", made=REPORT.made, blocks=blocks)
        assert [text for text, _mark in entries_of(docx.Document(BytesIO(write_word(told))))] == ["ab"]

    def test_it_is_kept_as_text(self) -> None:
        assert from_text(as_text(REPORT)) == REPORT


class TestLogo:
    def test_stands_first_with_what_it_is(self) -> None:
        read = docx.Document(BytesIO(write_word(REPORT, png())))
        assert read.inline_shapes[0]._inline.docPr.get("descr") == "Strandby kommun"
        assert b"Strandby" in write_pdf(REPORT, png())

    @pytest.mark.parametrize("data", [b"", b"<svg/>", png()[:40], b"\xff\xd8\xff", png() + b"x" * 400_000])
    def test_what_is_no_picture_that_can_be_used_is_told(self, data: bytes) -> None:
        assert is_picture(png())
        assert not is_picture(data)


class TestTemplate:
    def test_a_rich_part_has_its_tables_pictures_and_contents(self) -> None:
        read = filled(template("{{ rubrik }}", "{{ innehall }}", "{{ avsnitt }}", "Slut"))
        texts = [each.text for each in read.paragraphs]
        assert texts[0] == "<namn> & rubrik"
        assert texts[-1] == "Slut"
        assert f"Av {NAME} <namn> & co." in texts, "Word chooses a typeface that has the letters"
        assert [mark for _text, mark in entries_of(read)] == marks_of(read)
        assert [[cell.text for cell in row.cells] for row in read.tables[0].rows] == [["Enhet", "Ram"], ["Norra", "60"]]
        assert read.inline_shapes[0]._inline.docPr.get("descr") == "Ramen är 100 tkr."
        heading = next(each for each in reversed(read.paragraphs) if each.text == "Målen")
        assert (heading.style.name, heading.paragraph_format.page_break_before) == ("Heading 2", True)

    def test_every_unknown_field_is_told_by_name_where_it_stands(self) -> None:
        with pytest.raises(TemplateRefused) as refused:
            must_be_template(template("Om {{ rubrk }} nu", "{{ avsnitt }}", foot="{{ sida }}"), **RICH)
        told = refused.value.words.en
        assert "“rubrk”: it stands in the text, in “Om {{ rubrk }} nu”" in told
        assert "“sida”: it stands in a foot" in told
        assert "rubrik" in refused.value.way.en.partition("?")[0]

    def test_a_rich_part_stands_in_the_text_itself(self) -> None:
        with pytest.raises(TemplateRefused) as refused:
            must_be_template(template(foot="{{ avsnitt }}"), **RICH)
        assert "in a foot" in refused.value.words.en
        must_be_template(template("{{ innehall }}", "{{ avsnitt }}", foot="{{ rubrik }}"), **RICH)


class TestPdf:
    def test_letters_that_are_lacking_become_squares_with_a_remark_and_stop_nothing(self) -> None:
        text = "".join(each.extract_text() for each in PdfReader(BytesIO(write_pdf(REPORT))).pages)
        assert "□" in text
        assert "<namn> & co." in text
        assert "saknar" in text

    def test_is_made_to_be_kept_and_read_aloud(self) -> None:
        read = PdfReader(BytesIO(write_pdf(REPORT, png())))
        root = read.trailer["/Root"]
        told = root["/Metadata"].get_object().get_data().decode()
        assert root["/MarkInfo"]["/Marked"]
        assert root["/OutputIntents"]
        assert str(root["/Lang"]).startswith("sv")
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        for each in ("pdfaid:part>2<", "pdfaid:conformance>A<", "pdfuaid:part>1<"):
            assert each in told
