"""The parts of a report in a Word document, whether the document is the product's own or made in a template.

Each is put last in the document, and is given back as it stands there, so that a template may move it to its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any, Final
from xml.sax.saxutils import escape

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Length, Mm, Pt

from spelregler.exchange.documents.model import Contents, Drawing, Entry, Table, is_figures, shares_of_width

WIDEST: Final = Mm(166)
RULED: Final = (
    f"<w:tblBorders {nsdecls('w')}>"
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
CELL, AIR = 18, Pt(8)
"""The size of a cell's letters in half points, and the air over a table and a picture."""
NOT_LETTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no document may hold."""
CAPTION, CONTENTS_TITLE = "Caption", "TOC Heading"


def letters_of(text: str) -> str:
    """The text without what no document may hold."""
    return NOT_LETTERS.sub("", text)


def line_of(written: Any) -> Length:
    """How wide a line of the document is."""
    section = written.sections[-1]
    sides = (section.page_width, section.left_margin, section.right_margin)
    return WIDEST if None in sides else Length(sides[0] - sides[1] - sides[2])


def put_mark(paragraph: Any, entry: Entry) -> None:
    """The heading is marked, so that its entry in the contents leads to it."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for each in (start, end):
        each.set(qn("w:id"), entry.mark.removeprefix("_Toc"))
    start.set(qn("w:name"), entry.mark)
    properties = paragraph.find(qn("w:pPr"))
    paragraph.insert(0 if properties is None else 1, start)
    paragraph.append(end)


def put_contents(written: Any, contents: Contents, entries: Iterable[Entry]) -> list[Any]:
    """A table of contents that is filled when it is opened: an entry for each heading, and a link to it.

    Word writes page numbers into it when somebody asks it to update; nobody but Word knows on which page a heading
    stands, and a number that may be wrong is not written.
    """
    title = written.add_paragraph(letters_of(contents.title), style=_style(written, CONTENTS_TITLE))
    if title.style.name != CONTENTS_TITLE:
        title.runs[0].bold = True
    named = [each for each in entries if each.level <= contents.levels]
    styles = {level: _contents_style(written, level) for level in {each.level for each in named}}
    rows = [written.add_paragraph(style=styles[each.level]) for each in named]
    for row, entry in zip(rows, named, strict=True):
        row._p.append(_link(entry))
    if rows:
        field = (("begin", ""), ("", f' TOC \\o "1-{contents.levels}" \\h \\z \\u '), ("separate", ""))
        first = rows[0]._p
        for place, each in enumerate(_field(*one) for one in field):
            first.insert(1 + place, each)
        rows[-1]._p.append(_field("end", ""))
    return [title._p, *(each._p for each in rows)]


def _link(entry: Entry) -> Any:
    link, run, text = OxmlElement("w:hyperlink"), OxmlElement("w:r"), OxmlElement("w:t")
    link.set(qn("w:anchor"), entry.mark)
    link.set(qn("w:history"), "1")
    text.text = letters_of(entry.text)
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    link.append(run)
    return link


def _field(kind: str, said: str) -> Any:
    """A run that begins, parts or ends a field, or that says which field it is."""
    run = OxmlElement("w:r")
    part = OxmlElement("w:fldChar" if kind else "w:instrText")
    if kind:
        part.set(qn("w:fldCharType"), kind)
    else:
        part.text = said
        part.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(part)
    return run


def _contents_style(written: Any, level: int) -> Any:
    """Word's own style for the entries of a level, which a template may have given a look."""
    name = f"toc {level}"
    found = _style(written, name)
    if found is None:
        found = written.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        found.base_style = written.styles.default(WD_STYLE_TYPE.PARAGRAPH)
        found.paragraph_format.left_indent = Mm(6 * (level - 1))
        found.paragraph_format.space_before = Pt(6 if level == 1 else 0)
        found.paragraph_format.space_after = Pt(2)
    return found


def _style(written: Any, name: str) -> Any:
    return next((each for each in written.styles if each.name and each.name.lower() == name.lower()), None)


def put_drawing(written: Any, drawing: Drawing, png: bytes) -> list[Any]:
    """The picture as SVG for the programs that draw it, with the same as PNG for those that do not."""
    width = min(Mm(drawing.width_mm), line_of(written))
    shape = written.add_picture(BytesIO(png), width=width)
    shape._inline.docPr.set("descr", letters_of(drawing.alt))
    name = written.part.package.next_partname("/word/media/drawing%d.svg")
    part = Part(name, "image/svg+xml", letters_of(drawing.svg).encode(), written.part.package)
    rel = written.part.relate_to(part, RELATIONSHIP_TYPE.IMAGE)
    shape._inline.find(f".//{qn('a:blip')}").append(parse_xml(SVG_EXTENSION.format(rel=rel)))
    paragraph = next(shape._inline.iterancestors(qn("w:p")))
    look = paragraph.get_or_add_pPr()
    look.get_or_add_keepNext().val = True  # what it is called stands under it
    look.spacing_before = AIR
    return [paragraph]


def put_table(written: Any, table: Table) -> list[Any]:
    """The table under its caption, with a header row that each page repeats and a screen reader tells."""
    caption = written.add_paragraph(letters_of(table.caption), style=_style(written, CAPTION))
    if caption.style.name != CAPTION:
        caption.runs[0].bold = True
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before = AIR
    grid = written.add_table(rows=0, cols=len(table.header))
    grid.autofit = False
    grid._tbl.tblPr.find(qn("w:tblW")).addnext(parse_xml(RULED))  # the schema's order
    widths = [int(line_of(written) * share) for share in shares_of_width(table)]
    right = [is_figures(table, place) for place in range(len(table.header))]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    for place, row in enumerate([table.header, *table.rows]):
        grid._tbl.append(_row(row, widths, right, is_header=place == 0))
    return [caption._p, grid._tbl]


def _row(cells: Sequence[str], widths: Sequence[int], right: Sequence[bool], *, is_header: bool) -> Any:
    """A row that stays on one page. Written as it stands in the file: the library's own cells take most of the time."""
    told = "".join(_cell(*each, is_bold=is_header) for each in zip(cells, widths, right, strict=True))
    header = "<w:tblHeader/>" if is_header else ""
    return parse_xml(f"<w:tr {nsdecls('w')}><w:trPr><w:cantSplit/>{header}</w:trPr>{told}</w:tr>")


def _cell(text: str, width: int, is_right: bool, *, is_bold: bool) -> str:
    side, bold = '<w:jc w:val="right"/>' if is_right else "", "<w:b/>" if is_bold else ""
    lines = '</w:t><w:br/><w:t xml:space="preserve">'.join(escape(letters_of(text)).split("\n"))
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{Length(width).twips}" w:type="dxa"/></w:tcPr>'
        f'<w:p><w:pPr><w:spacing w:after="40"/>{side}</w:pPr><w:r><w:rPr>{bold}<w:sz w:val="{CELL}"/></w:rPr>'
        f'<w:t xml:space="preserve">{lines}</w:t></w:r></w:p></w:tc>'
    )
