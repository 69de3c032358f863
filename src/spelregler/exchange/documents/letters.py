"""Letters that are printed and handed over: one page each, with a link to type or to photograph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import qrcode

from spelregler.exchange.documents.model import Block, Document, Drawing, Heading, PageBreak, Paragraph

CODE_MM = 45
MARGIN = 4
"""Blank squares round a code, as its standard asks."""
MASK = 3
"""Any of the eight is read; trying which looks best takes most of the time of a thousand letters."""


@dataclass(frozen=True)
class LetterText:
    """One letter: to whom, what it says, the link, and what the code is, for whoever does not see it."""

    to: str
    lines: Sequence[str]
    link: str
    alt: str


def letters(*, title: str, cover: str, language: str, made: date, texts: Iterable[LetterText]) -> Document:
    """A first page that says how they are handed over, and then a page for each."""
    blocks: list[Block] = [Paragraph(cover)]
    for each in texts:
        blocks += [PageBreak(), Heading(each.to), *(Paragraph(line) for line in each.lines)]
        blocks += [Paragraph(each.link), Drawing(each.alt, code_of(each.link), widest_mm=CODE_MM)]
    return Document(title=title, language=language, made=made, blocks=blocks)


def code_of(link: str) -> str:
    """The link as a code for a telephone's camera: the black squares of each line as few strokes as they make."""
    made = qrcode.QRCode(border=MARGIN, mask_pattern=MASK)
    made.add_data(link)
    rows = made.get_matrix()
    size = len(rows)
    runs = "".join(_runs(y, row) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{runs}"/></svg>'
    )


def _runs(y: int, row: Sequence[bool]) -> str:
    """One line's black squares, those side by side as one."""
    path, x = "", 0
    for black, squares in groupby(row):
        wide = len(list(squares))
        path += f"M{x} {y}h{wide}v1h-{wide}z" if black else ""
        x += wide
    return path
