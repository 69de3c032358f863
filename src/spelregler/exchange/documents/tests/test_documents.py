"""What is written can be opened again, and holds headings, tables, language and text alternatives."""

from __future__ import annotations

import time
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from spelregler.exchange.documents import (
    Document,
    Drawing,
    Heading,
    LetterText,
    PageBreak,
    Paragraph,
    Table,
    letters,
    write_pdf,
    write_word,
)
from spelregler.exchange.documents.drawable import _HELD, _is_drawn, drawable
from spelregler.exchange.documents.model import LETTERS, is_figures, shares_of_width

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20" width="40" height="20">'
    '<rect x="1" y="1" width="9" height="9" fill="#135468"/><text x="2" y="18" font-size="6">Ram 100</text></svg>'
)
REPORT = Document(
    title="Vad fick vi för pengarna?",
    language="sv",
    made=date(2026, 11, 2),
    author="Oxelösund",
    blocks=[
        Heading("Pengarna"),
        Paragraph("Ramen är #100 *tkr* = $x$ <b>."),
        Drawing("Ramen är 100 tkr.", SVG),
        Table("Per enhet", ["Enhet", "Ram"], [["Oxelöskolan", "60"], ["[Björntorp]", "−40"]]),
        Heading("Källor", level=2),
        Paragraph("Läget 2 november 2026", is_note=True),
    ],
)


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(BytesIO(write_pdf(REPORT)))


@pytest.fixture(scope="module")
def word() -> Any:
    return docx.Document(BytesIO(write_word(REPORT)))


def tags(reader: PdfReader) -> list[tuple[str, str]]:
    """Every tag of the PDF in order, with its text alternative."""
    found: list[tuple[str, str]] = []
    waiting = [reader.trailer["/Root"]["/StructTreeRoot"]]  # type: ignore[index]
    while waiting:
        node = waiting.pop(0)
        if not hasattr(node, "get"):
            continue
        if "/S" in node:
            found.append((str(node["/S"]), str(node.get("/Alt", ""))))
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        waiting = [each.get_object() for each in kids if hasattr(each, "get_object")] + waiting
    return found


class TestPdf:
    def test_is_tagged_and_tells_its_language_and_title(self, pdf: PdfReader) -> None:
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"] is True or root["/MarkInfo"]["/Marked"].value
        assert str(root["/Lang"]).startswith("sv")
        assert pdf.metadata is not None
        assert pdf.metadata.title == REPORT.title
        assert b"pdfuaid:part" in root["/Metadata"].get_data()

    def test_has_headings_header_cells_and_alternatives(self, pdf: PdfReader) -> None:
        found = tags(pdf)
        names = [name for name, _alt in found]
        assert ("/Figure", "Ramen är 100 tkr.") in found
        assert names.count("/H1") == 1
        assert "/H2" in names
        assert names.count("/TH") == 2
        assert names.count("/TD") == 4

    def test_prints_what_was_written_and_reads_none_of_it_as_markup(self, pdf: PdfReader) -> None:
        text = "".join(page.extract_text() for page in pdf.pages)
        assert "#100 *tkr* = $x$ <b>." in text
        assert "[Björntorp]" in text

    def test_is_made_to_be_kept(self, pdf: PdfReader) -> None:
        root: Any = pdf.trailer["/Root"]
        assert b"<pdfaid:part>2</pdfaid:part>" in root["/Metadata"].get_data()

    def test_prints_a_square_for_a_letter_that_no_typeface_holds_and_says_so(self) -> None:
        svg = SVG.replace("Ram 100", "Välkommen ሰላም")
        blocks = [Paragraph("Skylt: Välkommen – ሰላም"), Table("日", ["好"], [["😀 \ue000"]]), Drawing("ሰላም", svg)]
        made = write_pdf(Document(title="ሰላም", language="sv", made=REPORT.made, blocks=blocks))
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        assert "Skylt: Välkommen – □□□" in text
        assert "□ står för ett tecken" in text
        assert "står för ett tecken" not in PdfReader(BytesIO(write_pdf(REPORT))).pages[0].extract_text()

    def test_holds_the_letters_that_it_does_not_ask_about(self) -> None:
        assert all(map(_is_drawn.__wrapped__, sorted(_HELD)))

    @pytest.mark.parametrize(
        ("text", "printed"),
        [("0\u064b", "0□"), ("a\u0301", "a\u0301"), ("“a\u064b”", "“a□”"), ("å\u064bä", "å□ä"), ("\u064b0", "\u064b0")],
    )
    def test_a_letter_is_held_with_its_marks_or_stands_without_them(self, text: str, printed: str) -> None:
        assert drawable(text) == printed
        write_pdf(Document(title=text, language="sv", made=REPORT.made, blocks=[Paragraph(text)]))

    @given(st.text(st.characters(exclude_categories=["Cs"]), max_size=12))
    @settings(max_examples=60, deadline=None)
    def test_takes_any_text(self, text: str) -> None:
        write_pdf(Document(title="T", language="sv", made=REPORT.made, blocks=[Paragraph(text)]))

    def test_keeps_the_picture_as_vectors(self, pdf: PdfReader) -> None:
        assert [image for page in pdf.pages for image in page.images] == []


class TestWord:
    def test_has_real_headings(self, word: Any) -> None:
        styled = [(each.style.name, each.text) for each in word.paragraphs if each.style.name.startswith(("H", "T"))]
        assert styled == [("Title", REPORT.title), ("Heading 1", "Pengarna"), ("Heading 2", "Källor")]

    def test_has_properties_of_its_own_and_nothing_of_the_librarys_template(self, word: Any) -> None:
        core = word.core_properties
        assert (core.created.date(), core.modified.date()) == (REPORT.made, REPORT.made)
        assert (core.author, core.comments) == ("Oxelösund", "")
        assert [name for name in ZipFile(BytesIO(write_word(REPORT))).namelist() if "thumbnail" in name] == []

    def test_is_an_a4_page(self, word: Any) -> None:
        page = word.sections[0]
        assert (round(page.page_width.mm), round(page.page_height.mm)) == (210, 297)

    def test_tells_its_language(self, word: Any) -> None:
        (mark,) = word.styles.element.find(qn("w:docDefaults")).iter(qn("w:lang"))
        assert mark.get(qn("w:val")) == "sv-SE"

    def test_marks_the_header_row(self, word: Any) -> None:
        (table,) = word.tables
        assert [cell.text for cell in table.rows[0].cells] == ["Enhet", "Ram"]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert [cell.text for cell in table.rows[2].cells] == ["[Björntorp]", "−40"]

    def test_sets_figures_to_the_right_and_gives_each_column_what_its_words_need(self) -> None:
        table = Table("Pengar", ["Enhet", "Ram, tkr"], [["Samhällsbyggnadsförvaltningen", "1\u00a0200"], ["Ek", "–"]])
        first, second = shares_of_width(table)
        assert first > second
        assert first * LETTERS > len("Samhällsbyggnadsförvaltningen")
        assert (is_figures(table, 0), is_figures(table, 1)) == (False, True)
        grid = docx.Document(
            BytesIO(write_word(Document(title="T", language="sv", made=REPORT.made, blocks=[table])))
        ).tables[0]
        assert [row.cells[1].paragraphs[0].alignment for row in grid.rows] == [WD_ALIGN_PARAGRAPH.RIGHT] * 3

    def test_holds_the_picture_as_svg_and_as_png_with_its_alternative(self, word: Any) -> None:
        (shape,) = word.inline_shapes
        assert shape._inline.docPr.get("descr") == "Ramen är 100 tkr."
        names = ZipFile(BytesIO(write_word(REPORT))).namelist()
        assert {name.rpartition(".")[2] for name in names if "/media/" in name} == {"svg", "png"}


def test_a_long_report_is_written_while_the_reader_waits() -> None:
    blocks = [Heading("Del"), Drawing("a", SVG), Table("t", ["a", "b"], [["1", "2"]] * 40)] * 20
    begun = time.perf_counter()
    write_pdf(Document(title="Lång", language="en", made=REPORT.made, blocks=blocks))
    assert time.perf_counter() - begun < 20


def test_a_high_drawing_is_made_narrower_so_that_a_page_holds_it() -> None:
    high, low = (Drawing("", f'<svg viewBox="0 0 400 {height}"/>') for height in (900, 300))
    assert high.width_mm * 900 / 400 <= 215
    assert low.width_mm == 120


def test_a_letter_has_a_page_of_its_own_and_its_link_as_a_code():
    text = LetterText("Åsa #Öberg", ("Välj ditt lösenord.",), "https://kommun.example/konto/#1", "Adressen som en kod")
    document = letters(title="Konton", cover="Två brev", language="sv", made=REPORT.made, texts=[text, text])
    assert [type(each) for each in document.blocks].count(PageBreak) == 2
    pages = PdfReader(BytesIO(write_pdf(document))).pages
    assert len(pages) == 3
    assert "Åsa #Öberg" in pages[1].extract_text()
    assert "https://kommun.example/konto/#1" in pages[1].extract_text()
    assert write_word(document).startswith(b"PK")
