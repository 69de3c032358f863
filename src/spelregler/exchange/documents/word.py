"""A report as Word: real headings, header rows, language and text alternatives (OOXML, ISO/IEC 29500).

A picture stands as SVG for the programs that draw it, with the same picture as PNG for those that do not.
"""

from __future__ import annotations

from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from spelregler.exchange.documents.model import (
    Document,
    Drawing,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    is_figures,
    shares_of_width,
)
from spelregler.exchange.documents.pdf import rasterize

LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
MARGIN: Final = Mm(22)
LONGEST_PROPERTY: Final = 255
"""What the library takes."""
LINE: Final = Mm(210) - 2 * MARGIN
RULED: Final = (
    '<w:tblBorders xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    + "".join(f'<w:{side} w:val="single" w:sz="4" w:color="B4C0C6"/>' for side in ("top", "bottom", "insideH"))
    + "</w:tblBorders>"
)
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
    set_properties(written, document)
    _set_language(written, LANGUAGES[document.language])
    _set_page(written.sections[0])
    written.add_heading(document.title, level=0)
    for number, block in enumerate(document.blocks):
        match block:
            case Heading(text, level):
                written.add_heading(text, level=level)
            case Paragraph(text, is_note):
                _paragraph(written, text, is_note=is_note)
            case PageBreak():
                written.paragraphs[-1].add_run().add_break(WD_BREAK.PAGE)
            case Drawing():
                _drawing(written, block, number)
            case Table():
                _table(written, block)
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def set_properties(written: Any, document: Document) -> None:
    """Its own: what it is made in brings another document's date, description, picture and last writer."""
    core = written.core_properties
    core.title, core.author = document.title[:LONGEST_PROPERTY], document.author[:LONGEST_PROPERTY]
    core.last_modified_by = core.author
    core.language = LANGUAGES[document.language]
    core.comments = ""
    core.created = core.modified = datetime.combine(document.made, time())
    package = written.part.package
    for name, rel in list(package.rels.items()):
        if rel.reltype == RELATIONSHIP_TYPE.THUMBNAIL:
            del package.rels[name]


def _set_page(section: Any) -> None:
    """A4, with the same margins as in the PDF."""
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = MARGIN
    section.top_margin = section.bottom_margin = MARGIN


def _set_language(written: Any, language: str) -> None:
    """The language of all text, so that it is read aloud and hyphenated as it should be (WCAG 3.1.1)."""
    written.settings.element.find(qn("w:defaultTabStop")).addnext(OxmlElement("w:autoHyphenation"))
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
    grid = written.add_table(rows=1, cols=len(table.header))
    grid.autofit = False
    grid._tbl.tblPr.find(qn("w:tblW")).addnext(parse_xml(RULED))  # the schema's order
    for cell, name in zip(grid.rows[0].cells, table.header, strict=True):
        cell.paragraphs[0].add_run(name).bold = True
    _mark_header(grid.rows[0])
    for row in table.rows:
        for cell, written_as in zip(grid.add_row().cells, row, strict=True):
            cell.text = written_as
    _set_columns(grid, table)


def _set_columns(grid: Any, table: Table) -> None:
    """Each column as wide as its words need, figures to the right; a row stays on one page."""
    widths = [int(LINE * share) for share in shares_of_width(table)]
    right = [is_figures(table, place) for place in range(len(table.header))]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for row in grid.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, width, is_right in zip(row.cells, widths, right, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(2)
            if is_right:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            for run in paragraph.runs:
                run.font.size = Pt(9)


def _mark_header(row: Any) -> None:
    """The row is a header row, repeated on each page and told by a screen reader."""
    properties = row._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    properties.append(mark)
