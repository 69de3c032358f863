"""A report as Word: real headings, header rows, language and text alternatives (OOXML, ISO/IEC 29500).

A picture stands as SVG for the programs that draw it, with the same picture as PNG for those that do not.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from spelregler.exchange.documents.model import Document, Drawing, Heading, Paragraph, Table
from spelregler.exchange.documents.pdf import rasterize

LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
MARGIN: Final = Mm(22)
LINE: Final = Mm(210) - 2 * MARGIN
SVG_EXTENSION: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main"'
    ' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{rel}"/>'
    "</a:ext></a:extLst>"
)


def write_word(document: Document) -> bytes:
    """The whole report."""
    written = docx.Document()
    written.core_properties.title = document.title
    written.core_properties.author = document.author
    written.core_properties.language = LANGUAGES[document.language]
    _set_language(written, LANGUAGES[document.language])
    _set_page(written.sections[0])
    written.add_heading(document.title, level=0)
    for number, block in enumerate(document.blocks):
        match block:
            case Heading(text, level):
                written.add_heading(text, level=level)
            case Paragraph(text, is_note):
                _paragraph(written, text, is_note=is_note)
            case Drawing():
                _drawing(written, block, number)
            case Table():
                _table(written, block)
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def _set_page(section: Any) -> None:
    """A4, with the same margins as in the PDF."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _set_language(written: Any, language: str) -> None:
    """The language of all text, so that it is read aloud as it should be (WCAG 3.1.1)."""
    properties = written.styles.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    mark = properties.find(qn("w:lang"))
    if mark is None:
        mark = OxmlElement("w:lang")
        properties.append(mark)
    mark.set(qn("w:val"), language)


def _paragraph(written: Any, text: str, *, is_note: bool) -> None:
    run = written.add_paragraph().add_run(text)
    if is_note:
        run.font.size = Pt(8.5)


def _drawing(written: Any, drawing: Drawing, number: int) -> None:
    shape = written.add_picture(BytesIO(rasterize(drawing.svg)), width=Mm(drawing.width_mm))
    properties = shape._inline.docPr
    properties.set("descr", drawing.alt)
    name = PackURI(f"/word/media/drawing{number}.svg")
    part = Part(name, "image/svg+xml", drawing.svg.encode(), written.part.package)
    rel = written.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    blip = shape._inline.find(f".//{qn('a:blip')}")
    blip.append(parse_xml(SVG_EXTENSION.format(rel=rel)))


def _table(written: Any, table: Table) -> None:
    written.add_paragraph(table.caption, style="Caption").paragraph_format.keep_with_next = True
    grid = written.add_table(rows=1, cols=len(table.header), style="Light Grid Accent 1")
    for cell, name in zip(grid.rows[0].cells, table.header, strict=True):
        cell.text = name
    _mark_header(grid.rows[0])
    for row in table.rows:
        for cell, written_as in zip(grid.add_row().cells, row, strict=True):
            cell.text = written_as
    _set_widths(grid)


def _set_widths(grid: Any) -> None:
    """The first column names the rows and is twice as wide as the others; a row stays on one page."""
    part = LINE // (len(grid.columns) + 1)
    for place, column in enumerate(grid.columns):
        column.width = part * 2 if place == 0 else part
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for place, cell in enumerate(row.cells):
            cell.width = part * 2 if place == 0 else part
            for run in cell.paragraphs[0].runs:
                run.font.size = Pt(9)


def _mark_header(row: Any) -> None:
    """The row is a header row, repeated on each page and told by a screen reader."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
