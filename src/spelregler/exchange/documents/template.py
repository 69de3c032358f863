"""The municipality's own Word template: fields such as {{ plats }} are filled in, and everything else stays as it is.

A field is a name and nothing more, so nothing in a template is run. What is filled in is text, whatever letters are in
it: it becomes no field, no mark and no code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import get_close_matches
from io import BytesIO
from itertools import islice
from typing import Any, Final

import docx
from docx.opc.exceptions import OpcError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from lxml.etree import LxmlError

from spelregler.domain.words import NOTHING, Bilingual, Words, joined
from spelregler.exchange.bounded import BROKEN, unpacked
from spelregler.exchange.documents.model import (
    Contents,
    Document,
    Drawing,
    Entry,
    Field,
    Heading,
    PageBreak,
    Paragraph,
    Table,
    entries,
)
from spelregler.exchange.documents.pdf import is_picture
from spelregler.exchange.documents.word import NOTE, drawings_of, set_properties
from spelregler.exchange.documents.word_parts import letters_of, put_contents, put_drawing, put_mark, put_table

FIELD: Final = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 2 * 1024**2, 20 * 1024**2, 300
MOST_TOLD: Final = 5
FETCHING: Final = ("attachedTemplate", "oleObject", "aFChunk", "frame", "subDocument", "image", "control")
"""What a document may not fetch from elsewhere when somebody opens it."""


class TemplateRefused(Exception):
    """A file that is no template that can be filled in."""

    def __init__(self, words: Bilingual, *, way: Bilingual) -> None:
        super().__init__(words.en)
        self.words, self.way = words, way


def must_be_template(
    data: bytes,
    *,
    lines: Collection[str],
    parts: Collection[str],
    rich: Collection[str] = (),
    needed: Collection[str] = (),
) -> None:
    """The file is a Word template with fields of ours: `lines` within a text, `parts` alone in a paragraph of its own.

    The parts that are `rich` hold tables and pictures, and stand in the text itself. Without those that are `needed`
    nothing of what was written would be told.

    Refuses with `TemplateRefused` what is no Word document or a very large one, one that fetches something from
    elsewhere, fields that there are none of, each told by its name and place, one that is not closed, a tag of another
    kind of template, a part that does not stand alone, a rich part in a table, a box, a head or a foot, a field in a
    footnote, and a file without any field or without one that is needed.
    """
    document = _opened(data)
    _refuse_fetching(document)
    found = [(each, _text(each)) for each in _paragraphs(document)]
    _refuse_unknown(found, known=[*lines, *parts])
    used: set[str] = set()
    for paragraph, text in found:
        names = FIELD.findall(text)
        left = FIELD.sub("", text)
        if "{{" in left or "}}" in left or "{%" in left or "{#" in left:
            raise _refused(
                Words(
                    "“{text}” {place} is no field that can be filled in.",
                    text=text.strip()[:60],
                    place=place_of(paragraph),
                ),
                Words("Write a field as {form}, with both pairs of braces.", form="{{ plats }}"),
            )
        for name in names:
            if name in parts and text.strip() != FIELD.search(text)[0]:  # type: ignore[index]  # it is in the text
                raise _refused(
                    Words("The field “{name}” stands together with other text.", name=name),
                    Words("Let it stand alone in a paragraph of its own."),
                )
            if name in rich and not _is_in_the_text(paragraph):
                raise _refused(
                    Words("The field “{name}” stands {place}, and holds tables.", name=name, place=place_of(paragraph)),
                    Words("Let it stand alone in a paragraph of the text itself."),
                )
        used.update(names)
    _refuse_elsewhere(document)
    if not used:
        raise _refused(Words("The template has no field."), Words("Use {names}.", names=", ".join([*lines, *parts])))
    for name in needed:
        if name not in used:
            raise _refused(
                Words("The field “{name}” is missing: without it, nothing of what is written is told.", name=name),
                Words("Let it stand alone in a paragraph of its own."),
            )


def must_be_mark(data: bytes) -> None:
    """The file is a picture for the first page.

    Refuses with `TemplateRefused` what is no PNG or JPEG of at most 300 kB that a document can hold.
    """
    if not is_picture(data):
        raise _refused(
            Words("The mark is no picture that a document can hold."), Words("Bring a PNG or JPEG of at most 300 kB.")
        )


def fill(data: bytes, document: Document, fields: Sequence[Field]) -> bytes:
    """The template with its fields filled in and the report's own properties. A field not given becomes nothing.

    Refuses with `TemplateRefused` what is no Word document.
    """
    given = {each.name: each for each in fields}
    filled = _opened(data)
    values, parts = {name: _line(each) for name, each in given.items()}, _Parts.of(filled, fields)
    for paragraph in list(_paragraphs(filled)):
        text = _text(paragraph)
        found = FIELD.search(text)
        if found is None:
            continue
        alone = given.get(found[1])
        if alone is not None and alone.is_part and text.strip() == found[0]:
            parts.put(paragraph, alone)
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


def _refuse_unknown(found: Sequence[tuple[Any, str]], *, known: Sequence[str]) -> None:
    """All of them at once, each where it stands, with the one that may have been meant."""
    unknown = {
        name: (paragraph, text) for paragraph, text in found for name in FIELD.findall(text) if name not in known
    }
    if not unknown:
        return
    told = [
        Words("There is no field “{name}”: it stands {place}, in “{text}”.", name=name[:40], place=place, text=text)
        for name, (paragraph, whole) in list(unknown.items())[:MOST_TOLD]
        for place, text in [(place_of(paragraph), whole.strip()[:60])]
    ]
    near = [each for name in unknown for each in get_close_matches(name, known, n=1)]
    way = Words("Use {names}.", names=", ".join(known))
    meant = Words("Did you mean {names}?", names=", ".join(dict.fromkeys(near))) if near else NOTHING
    raise _refused(joined(*told), joined(meant, way))


def place_of(paragraph: Any) -> Bilingual:
    """Where in the document a paragraph stands, in words."""
    around = {each.tag.rpartition("}")[2] for each in paragraph.iterancestors()}
    if "hdr" in around:
        return Words("in a head")
    if "ftr" in around:
        return Words("in a foot")
    if "txbxContent" in around:
        return Words("in a box")
    return Words("in a table") if "tc" in around else Words("in the text")


def _is_in_the_text(paragraph: Any) -> bool:
    return bool(paragraph.getparent().tag == qn("w:body"))


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


@dataclass(frozen=True)
class _Parts:
    """What parts are made of: the document, its styles for headings by their level, and the headings of all parts."""

    filled: Any
    styles: Mapping[int, str]
    headings: Mapping[str, Sequence[Entry]]
    """Those of each rich part, in the order of the parts."""

    @classmethod
    def of(cls, filled: Any, fields: Sequence[Field]) -> _Parts:
        rich = [each for each in fields if each.is_rich]
        found = iter(entries(block for each in rich for block in each.blocks))
        counts = {each.name: len(entries(each.blocks)) for each in rich}
        return cls(
            filled, _heading_styles(filled), {name: list(islice(found, count)) for name, count in counts.items()}
        )

    def put(self, paragraph: Any, field: Field) -> None:
        """The blocks in the place of the field, each paragraph with its look; headings have the template's style."""
        run = next((each for each in paragraph.iter(qn("w:r"))), None)
        look = run.find(qn("w:rPr")) if run is not None else None
        if field.is_rich and _is_in_the_text(paragraph):
            made = self._rich(paragraph, field, look)
        else:
            made = [self._paragraph(paragraph, text, level, look) for text, level in _told(field)]
        last = paragraph
        for each in made:
            last.addnext(each)
            last = each
        if last is paragraph:  # a cell of a table has a paragraph, be it empty
            for each in _texts(paragraph):
                each.text = ""
        else:
            paragraph.getparent().remove(paragraph)

    def _rich(self, paragraph: Any, field: Field, look: Any) -> list[Any]:
        made: list[Any] = []
        marks, drawn, is_new_page = iter(self.headings[field.name]), iter(drawings_of(field.blocks)), False
        for block in field.blocks:
            match block:
                case PageBreak():
                    is_new_page = True
                    continue
                case Heading(text, level):
                    new = [self._paragraph(paragraph, text, level, look)]
                    put_mark(new[0], next(marks))
                case Paragraph(text, is_note):
                    new = [self._paragraph(paragraph, text, 0, look, is_note=is_note)]
                case Table():
                    new = put_table(self.filled, block)
                case Drawing():
                    new = put_drawing(self.filled, block, next(drawn))
                case Contents():
                    named = [each for found in self.headings.values() for each in found]
                    new = put_contents(self.filled, block, named)
            if is_new_page:
                new[0].get_or_add_pPr().get_or_add_pageBreakBefore().val = True
            is_new_page = False
            made.extend(new)
        return made

    def _paragraph(self, paragraph: Any, text: str, level: int, look: Any, *, is_note: bool = False) -> Any:
        new = OxmlElement("w:p")
        if level and self.styles.get(level):
            properties, style = OxmlElement("w:pPr"), OxmlElement("w:pStyle")
            style.set(qn("w:val"), self.styles[level])
            properties.append(style)
            new.append(properties)
            new.append(_run(text, None, is_bold=False))
        else:
            own = paragraph.find(qn("w:pPr"))
            if own is not None:
                new.append(deepcopy(own))
            new.append(_run(text, look, is_bold=bool(level), is_note=is_note))
        return new


def _run(text: str, look: Any, *, is_bold: bool, is_note: bool = False) -> Any:
    run, piece = OxmlElement("w:r"), OxmlElement("w:t")
    if look is not None:
        run.append(deepcopy(look))
    if is_bold:
        run.get_or_add_rPr().get_or_add_b().val = True
    if is_note:
        run.get_or_add_rPr().sz_val = NOTE
    piece.text = letters_of(text)
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
            case Drawing() | PageBreak() | Contents():
                continue


def _heading_styles(document: Any) -> dict[int, str]:
    """The template's own styles for headings by their level; one that it lacks is written in bold."""
    named = {each.name.lower(): each.style_id for each in document.styles if each.name}
    return {level: named[name] for level in (1, 2, 3) if (name := f"heading {level}") in named}


def _line(field: Field) -> str:
    return letters_of(" ".join(text for text, _level in _told(field)).replace("\n", " "))


def _refused(words: Bilingual, way: Bilingual) -> TemplateRefused:
    return TemplateRefused(words, way=way)
