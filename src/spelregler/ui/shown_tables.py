"""The tables of a page as it was shown, with their figures and days read back: what a spreadsheet is made from.

A page is read as its reader has it, so that a file can hold nothing that the page did not show. Figures are read
where a cell is marked as one (`num`), by the way that `formatting` writes them in that language.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from typing import Final

from spelregler.ui.formatting import MINUS, NBSP, SOFT_HYPHEN, day_written

_FIGURE: Final = {
    language: re.compile(
        rf"([≥≤]?)[{NBSP} ]*([+{MINUS}-]?)(\d{{1,3}}(?:[{between}]\d{{3}})+|\d+)(?:{point}(\d+))?[{NBSP} ]*(\D{{0,30}})"
    )
    for language, between, point in (("sv", f"{NBSP} ", ","), ("en", f",{NBSP} ", r"\."))
}
"""What is typed in a cell has blanks between its thousands in either language."""
_NOTES: Final = {"small", "source", "src"}
"""The elements and classes that say something beside a cell's figure or name."""
_ENDS_A_LINE: Final = {"br", "p", "div", "li", "summary", "dd", "dt"}
_UNREAD: Final = {"svg", "script", "style", "button", "form", "label", "template", "option", "textarea"}
"""What is no part of what a cell says; nor is what the page itself marks `data-unread`, as a number in a picture."""
_VOID: Final = {"br", "input", "img", "hr", "col", "wbr", "meta", "link"}


@dataclass(frozen=True)
class Figure:
    """A figure as it was shown, with its unit and, where it is a limit, its ≥ or ≤.

    `grouped` tells that its thousands stood apart, which a year's never do.
    """

    value: Decimal
    decimals: int = 0
    unit: str = ""
    grouped: bool = False
    limit: str = ""


Shown = str | Figure | date


@dataclass
class ShownCell:
    """A cell: what it says, what stands small beside it, and over how many columns and rows."""

    text: str = ""
    note: str = ""
    is_figure: bool = False
    columns: int = 1
    rows: int = 1


@dataclass
class ShownTable:
    """A table of a page. Its list has so many `leaves`, each called `leaf` in an address; or `older` is the next."""

    name: str
    title: str = ""
    unit: str = ""
    leaves: int = 1
    leaf: str = ""
    older: str = ""
    head: list[list[ShownCell]] = field(default_factory=list)
    body: list[list[ShownCell]] = field(default_factory=list)


@dataclass(frozen=True)
class ShownPage:
    """A page's heading and the tables that it offers as files."""

    title: str
    tables: Sequence[ShownTable]


def read_figure(text: str, language: str) -> Figure | None:
    """The figure that a cell shows, −1 234,5 or 53,8 %; None where it says something else, as 14 av 19."""
    found = _FIGURE["en" if language == "en" else "sv"].fullmatch(text.strip())
    if found is None:
        return None
    limit, sign, whole, part, unit = found.groups()
    digits = re.sub(r"\D", "", whole)
    if part is None and digits != "0" and digits.startswith("0"):
        return None  # a code
    value = Decimal(f"{digits}.{part}" if part else digits)
    return Figure(
        value=-value if sign in (MINUS, "-") and value else value,
        decimals=len(part or ""),
        unit=unit.strip(),
        grouped=digits != whole,
        limit=limit,
    )


def shown_value(cell: ShownCell, language: str) -> Shown:
    """What a cell holds: a figure where it is marked as one, a day where it is written as one, else its words."""
    figure = read_figure(cell.text, language) if cell.is_figure else None
    return figure or day_written(cell.text, language) or cell.text


def tables_on(html: str) -> ShownPage:
    """The page's tables, in its order. One without a head is facts about one thing and is not among them."""
    reader = _Reader()
    reader.feed(html)
    for each in reader.tables:
        each.title = reader.said.get(each.title, each.title)
    return ShownPage(title=reader.heading, tables=reader.tables)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tables: list[ShownTable] = []
        self.said: dict[str, str] = {}
        self.heading = ""
        self.table: ShownTable | None = None
        self.cell: _Cell | None = None
        self.in_head = False
        self.unread: list[str] = []
        self.named: list[tuple[str, str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if self.unread:
            self.unread += [tag] if tag == self.unread[0] else []
        elif self.cell is not None:
            self._in_a_cell(self.cell, tag, said)
        elif tag in {"h1", "h2", "h3", "h4", "summary"}:
            self.named.append((tag, said.get("id", ""), []))
        elif tag == "table" and said.get("data-table"):
            self.table = ShownTable(
                name=said["data-table"],
                title=said.get("data-by") or said.get("data-title", ""),
                unit=said.get("data-unit", ""),
                leaves=int(said.get("data-leaves") or 1),
                leaf=said.get("data-leaf", ""),
                older=said.get("data-next", ""),
            )
        elif self.table is not None:
            self._in_a_table(self.table, tag, said)

    def _in_a_table(self, table: ShownTable, tag: str, said: dict[str, str]) -> None:
        if tag in {"thead", "tbody", "tfoot"}:
            self.in_head = tag == "thead"
        elif tag == "tr":
            (table.head if self.in_head else table.body).append([])
        elif tag in {"th", "td"}:
            rows = table.head if self.in_head else table.body
            spans = {name: int(said[name]) if said.get(name, "").isdigit() else 1 for name in ("colspan", "rowspan")}
            cell = ShownCell(
                is_figure="num" in said.get("class", "").split(), columns=spans["colspan"], rows=spans["rowspan"]
            )
            if not rows:
                rows.append([])
            rows[-1].append(cell)
            self.cell = _Cell(cell)

    def _in_a_cell(self, cell: _Cell, tag: str, said: dict[str, str]) -> None:
        if tag == "input":
            cell.typed(said)
        elif tag == "option" and "selected" in said:
            cell.open(tag, is_note=False)
        elif tag in _UNREAD or "data-unread" in said:
            self.unread = [tag]
        elif tag not in _VOID:
            cell.open(tag, is_note=bool(_NOTES & {tag, *said.get("class", "").split()}))
        if tag in _ENDS_A_LINE:
            cell.end_line()

    def handle_endtag(self, tag: str) -> None:
        if self.unread:
            if tag == self.unread[0]:
                self.unread.pop()
        elif self.cell is not None:
            if tag in {"th", "td"}:
                self.cell.close_all()
                self.cell = None
            else:
                self.cell.close(tag)
        elif self.named and tag == self.named[-1][0]:
            self._name(*self.named.pop())
        elif tag == "table" and self.table is not None:
            self.tables += [self.table] if self.table.head else []
            self.table = None
            self.in_head = False

    def _name(self, tag: str, identity: str, words: list[str]) -> None:
        said = _plain("".join(words))
        if identity:
            self.said[identity] = said
        if tag == "h1" and not self.heading:
            self.heading = said

    def handle_data(self, data: str) -> None:
        if self.unread:
            return
        if self.cell is not None:
            self.cell.say(data)
        for _tag, _identity, words in self.named:
            words.append(data)


class _Cell:
    """A cell while it is read: its lines, and those that only stand beside."""

    def __init__(self, cell: ShownCell) -> None:
        self.cell = cell
        self.lines: list[tuple[bool, list[str]]] = [(False, [])]
        self.inside: list[tuple[str, bool]] = []

    def open(self, tag: str, *, is_note: bool) -> None:
        self.inside.append((tag, is_note))

    def close(self, tag: str) -> None:
        while self.inside and any(tag == each for each, _note in self.inside):
            last, _note = self.inside.pop()
            if last == tag:
                break
        if tag in _ENDS_A_LINE:
            self.end_line()

    def end_line(self) -> None:
        self.lines.append((self._beside(), []))

    def _beside(self) -> bool:
        return any(is_note for _tag, is_note in self.inside)

    def say(self, words: str) -> None:
        if self.lines[-1][0] != self._beside():
            self.end_line()
        self.lines[-1][1].append(words)

    def typed(self, said: dict[str, str]) -> None:
        kind = said.get("type", "text")
        if kind == "checkbox":
            self.say("x" if "checked" in said else "")
        elif kind not in {"hidden", "radio", "submit", "file", "password"}:
            self.say(said.get("value", ""))

    def close_all(self) -> None:
        main = [_plain("".join(words)) for is_note, words in self.lines if not is_note]
        beside = [_plain("".join(words)) for is_note, words in self.lines if is_note]
        main, beside = [each for each in main if each], [each for each in beside if each]
        if self.cell.is_figure and len(main) > 1:
            main, beside = main[:1], [*main[1:], *beside]
        if not main:
            main, beside = beside, []
        self.cell.text, self.cell.note = " · ".join(main), " · ".join(beside)


def _plain(text: str) -> str:
    """Words as they are read: blanks that the page's source has for its own sake are one, hidden hyphens none."""
    return re.sub(r"[ \t\r\n]+", " ", text.replace(SOFT_HYPHEN, "").replace("\u200b", "")).strip()
