"""What a column is called, what it may hold, and how people write it. The same columns are written and read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from spelregler.domain import reading
from spelregler.domain.money import Money
from spelregler.domain.wording import either
from spelregler.domain.words import Bilingual, Words, in_every_word
from spelregler.exchange.sheets.faults import SheetRefused
from spelregler.exchange.sheets.source import Cell, Odd


class Kind(StrEnum):
    """What a cell holds when it has been read: str, int, Decimal, date, whole öre, a choice's key, a tuple of codes."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DAY = "day"
    MONEY = "money"
    CHOICE = "choice"
    CODES = "codes"


class MoneyUnit(StrEnum):
    """What one krona of the file is worth. It is asked for, never guessed: a thousandfold error looks like a figure."""

    KR = "kr"
    TKR = "tkr"
    MNKR = "mnkr"

    @property
    def ore(self) -> int:
        """One of it in öre."""
        return {"kr": 100, "tkr": 100_000, "mnkr": 100_000_000}[self.value]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the row, its headings, and what it holds.

    `needed` cells are never empty; a `lacking` column may be left out of the file. `also` are further headings that
    are understood. A choice has key → word; the word in either language, the key itself and what `also_chosen` has for
    the key are understood. `help` says what the cell holds where its kind does not.
    """

    name: str
    heading: Bilingual
    kind: Kind = Kind.TEXT
    also: tuple[str, ...] = ()
    needed: bool = False
    lacking: bool = False
    longest: int = 400
    choices: Mapping[str, Bilingual] = field(default_factory=dict)
    also_chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    help: Bilingual | None = None

    def title(self, language: str) -> str:
        """The heading as it is written."""
        return self.heading.text(language)

    @property
    def headings(self) -> frozenset[str]:
        """The headings that are understood, without case, blanks or punctuation."""
        return frozenset(map(plain, (self.name, *in_every_word(self.heading), *self.also)))


class CellRefused(SheetRefused):
    """One cell that cannot be read as what its column holds; the reader adds row and column."""


ANY_FIGURE = Column("value", Words("Value"), kind=Kind.DECIMAL)
RISKY = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What a spreadsheet may take for the beginning of a formula, the full-width signs among them."""


def plain(heading: str) -> str:
    """A heading as it is compared: målvärde, Målvärde and ”Målvärde ” are one."""
    return re.sub(r"[\W_]+", "", heading).casefold()


def neutral(text: str) -> str:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it; `bare` takes it away again."""
    return "'" + text if text.lstrip("'")[:1] in (*RISKY,) else text


def bare(text: str) -> str:
    """A text without the apostrophe that made it harmless."""
    return text[1:] if text[:1] == "'" and text.lstrip("'")[:1] in (*RISKY,) else text


def figure_in(cell: Cell) -> Decimal | None:
    """A cell as a figure, read as in any table; None where it is empty. Refuses with `CellRefused` what is none."""
    found: Decimal | None = value_of(cell, ANY_FIGURE, unit=None)
    return found


def value_of(cell: Cell, column: Column, *, unit: MoneyUnit | None) -> Any:
    """The cell as what its column holds; None where it is empty, or an empty text or tuple. Missing is never zero.

    Money is öre, read in the `unit`. Refuses with `CellRefused` an empty cell that is needed, a formula's error, and
    what its kind of column does not hold.
    """
    if isinstance(cell, Odd):
        raise CellRefused(cell.words, todo=cell.todo)
    text = bare(cell).strip() if isinstance(cell, str) else cell
    if text == "":
        if column.needed:
            raise CellRefused(Words("The cell is empty."), todo=Words("Fill it in."))
        return {Kind.TEXT: "", Kind.CODES: ()}.get(column.kind)
    match column.kind:
        case Kind.INTEGER:
            return _integer(text)
        case Kind.DECIMAL:
            return _decimal(text)
        case Kind.DAY:
            return _day(text)
        case Kind.MONEY:
            return _ore(text, unit)
        case Kind.CHOICE:
            return _choice(text, column)
        case Kind.CODES:
            return tuple(dict.fromkeys(part for part in re.split(r"[,;|\s]+", _words(text, column)) if part))
    return _words(text, column)


def _empty() -> CellRefused:
    return CellRefused(Words("The cell is empty."), todo=Words("Fill it in."))


def _words(value: str | Decimal | date, column: Column) -> str:
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    if len(text) > column.longest:
        raise CellRefused(
            Words("The text is longer than {longest} characters.", longest=column.longest),
            todo=Words("Shorten it."),
        )
    return text


def _read(text: Callable[..., Any], number: Callable[..., Any], value: str | Decimal | date, **more: Any) -> Any:
    """A cell by the one reader of its kind; what a spreadsheet has as a number has its range all the same."""
    try:
        return number(value, **more) if isinstance(value, Decimal) else text(str(value), **more)
    except reading.Unreadable as refused:
        raise CellRefused(refused.words, todo=refused.way) from refused


def _decimal(value: str | Decimal | date) -> Decimal:
    found: Decimal = _read(reading.figure, reading.figure_of, value)
    return found


def _integer(value: str | Decimal | date) -> int:
    most = reading.MOST_COUNT
    found: int = _read(reading.count, reading.count_of, value, least=-most, most=most)
    return found


def _ore(value: str | Decimal | date, unit: MoneyUnit | None) -> int:
    if unit is None:
        raise ValueError("the unit of money was not told")
    found: Money = _read(reading.amount, reading.amount_of, value, unit=unit.value)
    return found.ore


def _day(value: str | Decimal | date) -> date:
    # A day of the workbook's own goes by the same reader, which knows the years that anybody decides for.
    found: date = _read(reading.day, lambda number: reading.day(f"{number:.15g}"), value)
    return found


def _choice(value: str | Decimal | date, column: Column) -> str:
    said = plain(str(value))
    for key, words in column.choices.items():
        if said in map(plain, (key, *in_every_word(words), *column.also_chosen.get(key, ()))):
            return key
    raise CellRefused(
        Words("“{value}” is no choice.", value=str(value)[:60]),
        todo=Words(
            "Write {values}.",
            values=either(column.choices.values()),
        ),
    )
