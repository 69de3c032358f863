"""What a report is made of. Nothing here knows how it is written down."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

VIEW_BOX: Final = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
FIGURE: Final = re.compile(r"[≥≤<>]?\s?[+\u2212-]?\d[\d\u00a0 .,]*(\u00a0?(%|tkr|kr))?")
LETTERS, WIDEST_TEXT, PADDING = 96, 40, 4
"""Letters: those that a line holds, the most that a text asks for before it is broken, and the air beside it."""
WIDEST_MM: Final = 120
HIGHEST_MM: Final = 215
"""What is left of an A4 page under its margins, a heading and a line of text."""


@dataclass(frozen=True)
class Heading:
    """A heading under the title: level 1 is a chapter."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text. `is_note` is set smaller: date, unit and source."""

    text: str
    is_note: bool = False


@dataclass(frozen=True)
class Table:
    """A table with its header row; the first cell of each row names the row."""

    caption: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True)
class Drawing:
    """A picture as SVG that stands alone, with its text alternative (WCAG 1.1.1)."""

    alt: str
    svg: str
    widest_mm: int = WIDEST_MM

    @property
    def width_mm(self) -> int:
        """As wide as a column, or narrower where it would be higher than a page has room for."""
        box = VIEW_BOX.search(self.svg)
        return min(self.widest_mm, HIGHEST_MM * int(box[1]) // int(box[2])) if box else self.widest_mm


@dataclass(frozen=True)
class PageBreak:
    """What follows begins on a page of its own."""


@dataclass(frozen=True)
class Contents:
    """The table of contents: the headings of the report down to a level, written out as entries with links."""

    title: str
    levels: int = 2


Block: TypeAlias = Heading | Paragraph | Table | Drawing | PageBreak | Contents


@dataclass(frozen=True)
class Field:
    """What a field of a template is filled with. `is_part` is one that stands alone and becomes several paragraphs.

    One that `is_rich` has its tables, drawings and contents too; in another a table becomes a line for each row.
    """

    name: str
    blocks: Sequence[Block]
    is_part: bool = False
    is_rich: bool = False


@dataclass(frozen=True)
class Layout:
    """A template by the digest of its file, and what its fields are filled with."""

    template: str
    fields: Sequence[Field]


@dataclass(frozen=True)
class Logo:
    """The municipality's own mark, by the digest of its file, and what it is for whoever does not see it."""

    file: str
    alt: str


@dataclass(frozen=True, kw_only=True)
class Document:
    """A report: title, language (sv or en), the day it was made (told in its properties) and its parts in order.

    `layout` is the municipality's own template for it as Word; without one it has the product's own look, with the
    `logo` where there is one.
    """

    title: str
    language: str
    blocks: Sequence[Block]
    made: date
    author: str = ""
    layout: Layout | None = None
    logo: Logo | None = None


@dataclass(frozen=True)
class Entry:
    """A heading as the contents name it, and the mark in the text that the entry leads to."""

    text: str
    level: int
    mark: str


def entries(blocks: Iterable[Block]) -> list[Entry]:
    """Every heading in its order, each with a mark of its own."""
    headings = [each for each in blocks if isinstance(each, Heading)]
    return [Entry(each.text, each.level, f"_Toc{number:06}") for number, each in enumerate(headings, start=1)]


def shares_of_width(table: Table) -> list[float]:
    """How much of the line each column is given: first what its longest word needs, then what its texts ask for.

    A long text may be broken into lines, a word or a figure may not.
    """
    columns = list(zip(table.header, *table.rows, strict=True))
    needs = [max(len(word) for cell in cells for word in cell.split(" ")) + PADDING for cells in columns]
    wants = [min(max(map(len, cells)), WIDEST_TEXT) + PADDING for cells in columns]
    more = [max(want - need, 0) for want, need in zip(wants, needs, strict=True)]
    part = min(max(LETTERS - sum(needs), 0) / (sum(more) or 1), 1)
    given = [need + part * each for need, each in zip(needs, more, strict=True)]
    return [each / sum(given) for each in given]


def is_figures(table: Table, place: int) -> bool:
    """Whether a column holds figures and nothing else, so that it is set to the right; a dash is a missing one."""
    cells = [row[place] for row in table.rows]
    return any(FIGURE.fullmatch(cell) for cell in cells) and all(FIGURE.fullmatch(c) or c in ("–", "") for c in cells)
