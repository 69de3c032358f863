"""The municipality's own Word template: fields such as {{ plats }} are filled in, and everything else stays as it is.

A field is a name and nothing more, so nothing in a template is run. What is filled in is text, whatever letters are in
it: it becomes no field, no mark and no code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from copy import deepcopy
from io import BytesIO
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange.bounded import BROKEN, unpacked
from spelregler.exchange.documents.model import Document, Drawing, Field, Heading, PageBreak, Paragraph, Table
from spelregler.exchange.documents.word import set_properties

FIELD: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2 * 1024**2, 20 * 1024**2, 300
NOT_LETTERS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
FETCHING: Final = ("attachedTemplate", "oleObject", "aFChunk", "frame", "subDocument", "image", "control")
"""What a document may not fetch from elsewhere when somebody opens it."""


class TemplateRefused(Exception):
    """A file that is no template that can be filled in."""

    def __init__(self, words: Bilingual, *, way: Bilingual) -> None:
        super().__init__(words.en)
        self.words, self.way = words, way


def must_be_template(data: bytes, *, lines: Collection[str], parts: Collection[str]) -> None:
    """The file is a Word template with fields of ours: `lines` within a text, `parts` alone in a paragraph of its own.

    Refuses with `TemplateRefused` what is no Word document or a very large one, one that fetches something from
    elsewhere, a field that there is none of, told by its name, one that is not closed, a tag of another kind of
    template, a part that does not stand alone, a field in a footnote, and a file without any field.
    """
    document = _opened(data)
    _refuse_fetching(document)
    used = set()
    for paragraph in _paragraphs(document):
        text = _text(paragraph)
        names = FIELD.findall(text)
        left = FIELD.sub("", text)
        if "{{" in left or "}}" in left or "{%" in left or "{#" in left:
            raise _refused(
                Words("“{text}” is no field that can be filled in.", text=text.strip()[:60]),
                Words("Write a field as {form}, with both pairs of braces.", form="{{ plats }}"),
            )
        for name in names:
            if name not in lines and name not in parts:
                raise _refused(
                    Words("There is no field “{name}”.", name=name[:40]),
                    Words("Use {names}.", names=", ".join([*lines, *parts])),
                )
            if name in parts and text.strip() != FIELD.search(text)[0]:  # type: ignore[index]  # it is in the text
                raise _refused(
                    Words("The field “{name}” stands together with other text.", name=name),
                    Words("Let it stand alone in a paragraph of its own."),
                )
        used.update(names)
    _refuse_elsewhere(document)
    if not used:
        raise _refused(Words("The template has no field."), Words("Use {names}.", names=", ".join([*lines, *parts])))


def fill(data: bytes, document: Document, fields: Sequence[Field]) -> bytes:
    """The template with its fields filled in and the report's own properties. A field not given becomes nothing.

    Refuses with `TemplateRefused` what is no Word document.
    """
    given = {each.name: each for each in fields}
    filled = _opened(data)
    values, headings = {name: _line(each) for name, each in given.items()}, _heading_styles(filled)
    for paragraph in list(_paragraphs(filled)):
        text = _text(paragraph)
        found = FIELD.search(text)
        if found is None:
            continue
        alone = given.get(found[1])
        if alone is not None and alone.is_part and text.strip() == found[0]:
            _put_parts(paragraph, alone, headings=headings)
        else:
            _put_lines(paragraph, values)
    set_properties(filled, document)
    kept = BytesIO()
    filled.save(kept)
    return kept.getvalue()


def _opened(data: bytes) -> Any:
    no_word = _refused(Words("The file is no Word document."), Words("Save the template as .docx and bring it again."))
    if len(data) > MOST_BYTES:
        raise _refused(
            Words("The template is larger than {most} MB.", most=MOST_BYTES // 1024**2),
            Words("Take out large pictures, and bring it again."),
        )
    try:
        with unpacked(data) as package:
            parts = package.infolist()
            if len(parts) > MOST_PARTS or sum(each.file_size for each in parts) > MOST_UNPACKED:
                raise no_word
            if any(b"<!DOCTYPE" in package.read(each) for each in parts):
                raise no_word
        return docx.Document(BytesIO(data))
    except (OpcError, LxmlError, *BROKEN):
        raise no_word from None


def _refuse_fetching(document: Any) -> None:
    for part in document.part.package.iter_parts():
        for each in part.rels.values():
            if each.is_external and each.reltype.rpartition("/")[2] in FETCHING:
                raise _refused(
                    Words("The template fetches something from another place: {what}.", what=each.target_ref[:80]),
                    Words("Let everything be inside the file."),
                )


def _refuse_elsewhere(document: Any) -> None:
    """Fields in notes, comments and the like are not filled in, and would stand there as they are written."""
    for part in document.part.package.iter_parts():
        is_text = part.partname.startswith("/word/") and part.partname.endswith(".xml") and not hasattr(part, "element")
        if is_text and FIELD.search(re.sub(r"<[^>]*>", "", part.blob.decode("utf-8", "replace"))):
            raise _refused(
                Words("A field stands in a footnote or a comment."), Words("Put it in the text, a head or a foot.")
            )


def _paragraphs(document: Any) -> Iterator[Any]:
    """Those of the text, its tables and boxes, and of heads and feet."""
    for part in document.part.package.iter_parts():
        if hasattr(part, "element") and part.partname.startswith(("/word/document", "/word/header", "/word/footer")):
            yield from part.element.iter(qn("w:p"))


def _texts(paragraph: Any) -> list[Any]:
    """The pieces of text of the paragraph itself, and not of a box that lies in it."""
    return [each for each in paragraph.iter(qn("w:t")) if next(each.iterancestors(qn("w:p"))) is paragraph]


def _text(paragraph: Any) -> str:
    return "".join(each.text or "" for each in _texts(paragraph))


def _put_lines(paragraph: Any, values: dict[str, str]) -> None:
    """Each field becomes its value in the piece where it begins; it may be split over many by Word."""
    pieces = _texts(paragraph)
    for found in reversed(list(FIELD.finditer(_text(paragraph)))):
        at, value = 0, values.get(found[1], "")
        for piece in pieces:
            text = piece.text or ""
            start, end = max(found.start() - at, 0), min(found.end() - at, len(text))
            at += len(text)
            if start < end:
                piece.text = text[:start] + value + text[end:]
                piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                value = ""


def _put_parts(paragraph: Any, field: Field, *, headings: dict[int, str]) -> None:
    """The blocks, each a paragraph of the same look; a heading has the template's own style for headings."""
    run = next((each for each in paragraph.iter(qn("w:r"))), None)
    look = run.find(qn("w:rPr")) if run is not None else None
    last = paragraph
    for text, level in _told(field):
        new = OxmlElement("w:p")
        if level and headings.get(level):
            properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
            style.set(qn("w:val"), headings[level])
            properties.append(style)
            new.append(properties)
            new.append(_run(text, None, is_bold=False))
        else:
            own = paragraph.find(qn("w:pPr"))
            if own is not None:
                new.append(deepcopy(own))
            new.append(_run(text, look, is_bold=bool(level)))
        last.addnext(new)
        last = new
    if last is paragraph:  # a cell of a table has a paragraph, be it empty
        for each in _texts(paragraph):
            each.text = ""
    else:
        paragraph.getparent().remove(paragraph)


def _run(text: str, look: Any, *, is_bold: bool) -> Any:
    run, piece = OxmlElement("w:r"), OxmlElement("w:t")
    if look is not None:
        run.append(deepcopy(look))
    if is_bold:
        run.get_or_add_rPr().get_or_add_b().val = True
    piece.text = _letters(text)
    piece.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(piece)
    return run


def _told(field: Field) -> Iterator[tuple[str, int]]:
    for block in field.blocks:
        match block:
            case Heading(text, level):
                yield text, level
            case Paragraph(text):
                yield text, 0
            case Table():
                yield from ((": ".join(filter(None, row)), 0) for row in block.rows)
            case Drawing() | PageBreak():
                continue


def _heading_styles(document: Any) -> dict[int, str]:
    """The template's own styles for headings by their level; one that it lacks is written in bold."""
    named = {each.name.lower(): each.style_id for each in document.styles if each.name}
    return {level: named[name] for level in (1, 2, 3) if (name := f"heading {level}") in named}


def _line(field: Field) -> str:
    return _letters(" ".join(text for text, _level in _told(field)).replace("\n", " "))


def _letters(text: str) -> str:
    """Without what no document may hold."""
    return NOT_LETTERS.sub("", text)


def _refused(words: Bilingual, way: Bilingual) -> TemplateRefused:
    return TemplateRefused(words, way=way)
