"""A report as PDF: to be kept (PDF/A-2a) and read aloud (PDF/UA-1), with its pictures as vectors."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import typst

from spelregler.domain.compounds import with_breaks
from spelregler.domain.words import Words
from spelregler.exchange.documents.drawable import STANDARDS, SUBSTITUTE, drawable
from spelregler.exchange.documents.model import Block, Contents, Document, Drawing, Heading, PageBreak, Paragraph, Table

LAYOUT: Final = Path(__file__).with_name("report.typ").read_bytes()
PICTURES: Final = b"""#set page(width: auto, height: auto, margin: 0pt)
#for svg in json("pictures.json") { page(image(bytes(svg), format: "svg")) }
"""
MARK: Final = b"""#set page(width: auto, height: auto)
#image(bytes(json("logo.json")))
"""
COMPILE: Final[Any] = typst.compile
"""Its own hints know one file alone; it takes several by their names."""
FIGURE: Final = re.compile(r"[+−-]?[\d\s.,]+(\s?(tkr|%))?|–")
SOFT_HYPHEN: Final = "\u00ad"
REPLACED: Final = Words("{sign} stands for a character that the typefaces of this document lack.", sign=SUBSTITUTE)
PICTURE_MARKS: Final = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How PNG and JPEG begin."""
MOST_LOGO: Final = 300 * 1024
SHARPNESS: Final = 192
"""Dots per inch of a picture for programs that do not draw SVG."""


def write_pdf(document: Document, logo: bytes | None = None) -> bytes:
    """The whole report. Text goes in as data, so nothing that anybody wrote is read as markup.

    `logo` is a picture as PNG or JPEG, told by the document's.
    """
    title = drawable(document.title)
    blocks = [_block(each) for each in document.blocks]
    is_replaced = SUBSTITUTE in f"{title}{blocks}"
    written = {
        "title": title,
        "author": document.author,
        "language": document.language,
        "logo": document.logo.alt if document.logo and logo else "",
        "made": [document.made.year, document.made.month, document.made.day],
        "blocks": [
            *blocks,
            *([_block(Paragraph(REPLACED.text(document.language), is_note=True))] if is_replaced else []),
        ],
    }
    found = COMPILE(
        {"main.typ": LAYOUT, "logo.json": _listed(logo or b"")},
        format="pdf",
        sys_inputs={"report": json.dumps(written, ensure_ascii=False)},
        pdf_standards=STANDARDS,
        ignore_system_fonts=True,
    )
    return _bytes(found)


def rasterize(svgs: Sequence[str]) -> list[bytes]:
    """Pictures as PNG, drawn by the same program as in the PDF, and all at once."""
    if not svgs:
        return []
    pictures = json.dumps([drawable(each) for each in svgs], ensure_ascii=False).encode()
    given = {"main.typ": PICTURES, "pictures.json": pictures}
    found = COMPILE(given, format="png", ppi=SHARPNESS, ignore_system_fonts=True)
    return [_bytes(each) for each in (found if isinstance(found, list) else [found])]


def is_picture(data: bytes) -> bool:
    """Whether the file is a picture that a document can hold on its first page."""
    if not data.startswith(PICTURE_MARKS) or len(data) > MOST_LOGO:
        return False
    try:
        COMPILE(
            {"main.typ": MARK, "logo.json": _listed(data)},
            format="pdf",
            pdf_standards=["a-2b"],
            ignore_system_fonts=True,
        )
    except typst.TypstError:
        return False
    return True


def _listed(data: bytes) -> bytes:
    """A file among the others, which have to be texts."""
    return json.dumps(list(data)).encode()


def _bytes(found: Any) -> bytes:
    if not isinstance(found, bytes):
        raise TypeError("one file was expected")
    return found


def _block(block: Block) -> dict[str, Any]:
    match block:
        case Heading(text, level):
            return {"kind": "heading", "text": _set(text), "level": level}
        case Paragraph(text, is_note):
            return {"kind": "note" if is_note else "paragraph", "text": _set(text)}
        case PageBreak():
            return {"kind": "break"}
        case Contents(title, levels):
            return {"kind": "contents", "text": _set(title), "levels": levels}
        case Drawing(alt, svg):
            return {"kind": "drawing", "alt": alt, "svg": drawable(svg), "width": block.width_mm}
        case Table(caption, header, rows):
            cells = [list(map(_set, row)) for row in rows]
            return {
                "kind": "table",
                "caption": _set(caption),
                "header": list(map(_set, header)),
                "rows": cells,
                "numeric": [_is_numeric([row[at] for row in cells]) for at in range(len(header))],
            }


def _set(text: str) -> str:
    """As it is printed: every character visible, and long compounds broken between their parts only."""
    return with_breaks(drawable(text), SOFT_HYPHEN)


def _is_numeric(column: Sequence[str]) -> bool:
    """A column of figures is set to the right; a dash is a figure that is missing."""
    return bool(column) and all(FIGURE.fullmatch(each) for each in column)
