"""Letters that are printed and handed over: one page each, with a link to type or to photograph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import qrcode

from spelregler.exchange.documents.model import Block, Document, Drawing, Heading, PageBreak, Paragraph

CODE_MM = 45
MARGIN = 4
"""Blank squares round a code, as its standard asks."""


@dataclass(frozen=True)
class LetterText:
    """One letter: to whom, what it says, the link, and what the code is, for whoever does not see it."""

    to: str
    lines: Sequence[str]
    link: str
    alt: str


def letters(*, title: str, cover: str, language: str, texts: Iterable[LetterText]) -> Document:
    """A first page that says how they are handed over, and then a page for each."""
    blocks: list[Block] = [Paragraph(cover)]
    for each in texts:
        blocks += [PageBreak(), Heading(each.to), *(Paragraph(line) for line in each.lines)]
        blocks += [Paragraph(each.link), Drawing(each.alt, code_of(each.link), widest_mm=CODE_MM)]
    return Document(title=title, language=language, blocks=blocks)


def code_of(link: str) -> str:
    """The link as a code for a telephone's camera: black squares in one path."""
    made = qrcode.QRCode(border=MARGIN)
    made.add_data(link)
    rows = made.get_matrix()
    size = len(rows)
    squares = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, black in enumerate(row) if black)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{size}" height="{size}">'
        f'<rect width="{size}" height="{size}" fill="#fff"/><path d="{squares}"/></svg>'
    )
