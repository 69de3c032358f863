"""A report as Word: real headings, header rows, language and text alternatives (OOXML, ISO/IEC 29500).

A picture stands as SVG for the programs that draw it, with the same picture as PNG for those that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, time
from io import BytesIO
from typing import Any, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from spelregler.exchange.documents.model import (
    Block,
    Contents,
    Document,
    Drawing,
    Entry,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    entries,
)
from spelregler.exchange.documents.pdf import rasterize
from spelregler.exchange.documents.word_parts import letters_of, put_contents, put_drawing, put_mark, put_table

LANGUAGES: Final = {"sv": "sv-SE", "en": "en-GB"}
MARGIN: Final = Mm(22)
LONGEST_PROPERTY: Final = 255
"""What the library takes."""
LOGO_HIGH: Final = Mm(15)
NOTE: Final = Pt(8.5)


def write_word(document: Document, logo: bytes | None = None) -> bytes:
    """The whole report. `logo` is a picture as PNG or JPEG, told by the document's."""
    written = docx.Document()
    set_properties(written, document)
    _set_language(written, LANGUAGES[document.language])
    _set_page(written.sections[0])
    if document.logo is not None and logo:
        mark = written.add_picture(BytesIO(logo), height=LOGO_HIGH)
        mark._inline.docPr.set("descr", document.logo.alt)
    written.add_heading(letters_of(document.title), level=0)
    named = entries(document.blocks)
    marks, drawn, is_new_page = iter(named), iter(drawings_of(document.blocks)), False
    for block in document.blocks:
        if isinstance(block, PageBreak):
            is_new_page = True
            continue
        first, *_rest = _put(written, block, named, marks, drawn)
        if is_new_page:
            first.get_or_add_pPr().get_or_add_pageBreakBefore().val = True
        is_new_page = False
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def _put(
    written: Any, block: Block, named: Sequence[Entry], marks: Iterator[Entry], drawn: Iterator[bytes]
) -> list[Any]:
    match block:
        case Heading(text, level):
            heading = written.add_heading(letters_of(text), level=level)._p
            put_mark(heading, next(marks))
            return [heading]
        case Paragraph(text, is_note):
            return [_paragraph(written, text, is_note=is_note)]
        case Drawing():
            return put_drawing(written, block, next(drawn))
        case Table():
            return put_table(written, block)
        case Contents():
            return put_contents(written, block, named)
        case PageBreak():
            raise TypeError("a break is put before what follows it")


def drawings_of(blocks: Iterable[Block]) -> list[bytes]:
    """Each drawing as PNG, in their order."""
    return rasterize([each.svg for each in blocks if isinstance(each, Drawing)])


def set_properties(written: Any, document: Document) -> None:
    """Its own: what it is made in brings another document's date, description, picture and last writer."""
    core = written.core_properties
    core.title, core.author = letters_of(document.title)[:LONGEST_PROPERTY], document.author[:LONGEST_PROPERTY]
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


def _paragraph(written: Any, text: str, *, is_note: bool) -> Any:
    paragraph = written.add_paragraph()
    run = paragraph.add_run(letters_of(text))
    if is_note:
        run.font.size = NOTE
    return paragraph._p
