"""From bytes to cells: which kind of file it is, in which letters, with which delimiter. Nothing is read as a formula.

Bounds come first (`limits`): a workbook is a zip of XML, and both can be made to swell, so the sizes that the zip
declares are added up, and its XML is looked through, before a library opens a part.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.bounded import BROKEN, Damaged, Patience, TooMuch, Unfit, text_lines, unpacked
from spelregler.exchange.sheets.delimiter import Knows, parted
from spelregler.exchange.sheets.faults import SheetRefused, not_a_table, too_large
from spelregler.exchange.sheets.formats import is_percentage
from spelregler.exchange.sheets.shape import Shape, shapes
from spelregler.exchange.sheets.strict import transitional

EXCEL_DIGITS = 15
ZIP = b"PK\x03\x04"
"""The mark of a workbook, and of every other zip."""
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""The mark of .xls, and of a workbook behind a password."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is no plain value: a formula, an error, a percentage by format. Refused where it is wanted."""

    words: Bilingual
    todo: Bilingual


Cell = str | Decimal | date | Odd
SheetRow = tuple[int, list[Cell]]
"""A row number as the spreadsheet shows it, and its cells from column A on."""

DAMAGED = (InvalidFileException, *BROKEN)
"""What the library says when a part of a workbook is not what it should be."""

FORMULA = Odd(
    Words("The cell holds a formula."),
    todo=Words("Copy the cell and paste it as a value."),
)
ERROR = Odd(
    Words("The cell shows an error."),
    todo=Words("Correct the cell or leave it empty."),
)
PERCENT = Odd(
    Words("The cell is formatted as a percentage, so that 85 % is stored as 0.85."),
    todo=Words("Give the cell the format Number and write the value in the indicator's unit."),
)


class Lines(list[SheetRow]):
    """The rows of a table, the sheet of a workbook that they stand on, and the hidden sheets before it."""

    sheet: str = ""
    hidden: tuple[str, ...] = ()


def lines(data: bytes, *, most_rows: int | None = None, knows: Knows | None = None) -> Lines:
    """The rows that hold something, with their numbers. CSV or XLSX, told apart by what the bytes are, not the name.

    Refuses with `SheetRefused` what is neither, or is past `limits`; the rows past `most_rows` where it is told.
    """
    rows = limits.ROWS if most_rows is None else most_rows
    if len(data) > limits.FILE:
        size = limits.FILE // limits.MB
        raise too_large(Words("The file is larger than {size} MB.", size=size))
    _refuse_old_excel(data)
    kept = Lines()
    try:
        _fill(kept, _workbook(data, kept, rows) if data.startswith(ZIP) else _text(data, knows), rows)
    except TooMuch as error:
        raise too_large(error.words) from error
    except Damaged as error:
        raise not_a_table(error.words) from error
    return kept


def refuse_other_kinds(start: bytes) -> None:
    """What the first bytes of a file tell, before it is read.

    Refuses with `SheetRefused` what is no workbook and no text.
    """
    _refuse_old_excel(start)
    if start.startswith(b"%PDF"):
        raise not_a_table(Words("The file is a PDF."))
    if not start.startswith((ZIP, *UTF16_MARKS)):
        decode(start)


def _refuse_old_excel(start: bytes) -> None:
    if start.startswith(OLD_EXCEL):
        raise not_a_table(
            Words("The file is in the old Excel format (.xls) or protected by a password."),
        )


def _fill(kept: Lines, found: Iterable[SheetRow], most_rows: int) -> None:
    """The rows that hold something, while they and their cells are within bounds."""
    room = Room()
    for number, cells in found:
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        if number > most_rows + 1:
            raise _too_many_rows(most_rows)
        room.take(number, cells)
        kept.append((number, cells))


class Room:
    """How much of a table is held: columns of a row, length of a cell, cells and characters in all, and time."""

    def __init__(self) -> None:
        self.walked = self.cells = self.text = 0
        self.patience = Patience()

    def take(self, number: int, cells: Sequence[Cell]) -> None:
        """Room for one more row. Refuses with `TooMuch` where it or its cells are past a bound."""
        if len(cells) > limits.COLUMNS:
            raise TooMuch(
                Words("Row {number} has more than {columns} columns.", number=number, columns=limits.COLUMNS),
            )
        lengths = [len(cell) for cell in cells if isinstance(cell, str)]
        if max(lengths, default=0) > limits.CELL:
            raise TooMuch(
                Words("A cell in row {number} is longer than {cell} characters.", number=number, cell=limits.CELL),
            )
        self.walked += len(cells)
        self.cells += len(cells) - lengths.count(0)
        self.text += sum(lengths)
        if self.cells > limits.CELLS or self.walked > limits.WALKED or self.text > limits.TEXT:
            raise TooMuch(Words("The table has too many cells."))
        if not number % 256:
            self.patience.check()


def _too_many_rows(most_rows: int) -> TooMuch:
    return TooMuch(Words("The table has more than {most_rows} rows.", most_rows=most_rows))


# CSV -------------------------------------------------------------------------------------------------------------


def _text(data: bytes, knows: Knows | None) -> Iterator[SheetRow]:
    text, delimiter = parted(decode(data), knows)
    given = _Given(text_lines(text))
    reader = csv.reader(given, delimiter=delimiter, strict=True)
    try:
        # A cell may hold line breaks, but a spreadsheet counts rows, so rows are counted and not lines of text.
        for number, row in enumerate(reader, start=1):
            given.lines = 0
            yield number, [tidy(cell) for cell in row]
    except csv.Error as error:
        if "field limit" in str(error):
            raise TooMuch(
                Words("A cell near text line {line} is too long.", line=reader.line_num),
            ) from error
        raise not_a_table(
            Words(
                "The file cannot be split into cells: a quotation mark is missing near text line {line}.",
                line=reader.line_num,
            ),
        ) from error


class _Given:
    """Lines for the reader of CSV, which joins those that stand within quotes: so many to a row and no more."""

    def __init__(self, found: Iterator[str]) -> None:
        self.found, self.lines = found, 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        self.lines += 1
        if self.lines > limits.CELL_LINES:
            raise not_a_table(
                Words(
                    "A row is longer than {cell_lines} lines of text; a quotation mark is probably missing.",
                    cell_lines=limits.CELL_LINES,
                ),
            )
        return next(self.found)


def decode(data: bytes) -> str:
    """The text: UTF-8 (with or without its mark), UTF-16 with its mark, else Windows-1252 as older programs write.

    Refuses with `SheetRefused` bytes that are no text.
    """
    encodings = ["utf-16"] if data.startswith(UTF16_MARKS) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text):
            return text
    raise not_a_table(Words("The file is no table in text."))


# XLSX ------------------------------------------------------------------------------------------------------------


def _workbook(data: bytes, kept: Lines, most_rows: int) -> Iterator[SheetRow]:
    """The rows of the first visible sheet, walked no further than where something stands (`shape`)."""
    with unpacked(data) as packed:
        if "xl/workbook.xml" not in packed.namelist():
            raise not_a_table(Words("The file is no Excel workbook."))
        reach = shapes(packed)
    try:
        common = io.BytesIO(transitional(data))
        book = openpyxl.load_workbook(common, read_only=True, data_only=False, keep_links=False)
        sheet = _first_visible(book.worksheets, kept)
        shape = reach.get(sheet._worksheet_path, Shape())
        if shape.rows > most_rows + 1:
            raise _too_many_rows(most_rows)
        if shape.columns > limits.COLUMNS:
            raise TooMuch(Words("The sheet has more than {columns} columns.", columns=limits.COLUMNS))
        sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
        if not shape.rows:
            return
        walked = sheet.iter_rows(max_row=shape.rows, max_col=shape.columns)
        for number, row in enumerate(walked, start=1):
            yield number, [_cell(cell) for cell in row]
    except (SheetRefused, Unfit):
        raise
    except DAMAGED as error:
        raise not_a_table(Words("The workbook is damaged.")) from error


def _first_visible(sheets: Sequence[Any], kept: Lines) -> Any:
    """What people see first when they open the workbook; lists for choices and the like are often hidden before it."""
    for at, sheet in enumerate(sheets):
        if sheet.sheet_state == "visible":
            kept.sheet, kept.hidden = sheet.title, tuple(each.title for each in sheets[:at])
            return sheet
    raise not_a_table(Words("The workbook has no visible sheet."))


def _cell(cell: Any) -> Cell:
    value, kind = cell.value, cell.data_type
    if value is None:
        return ""
    if kind == "f":
        return FORMULA
    if kind == "e":
        return ERROR
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        return PERCENT if is_percentage(cell.number_format or "") else Decimal(f"{value:.{EXCEL_DIGITS}g}")
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    return unescape(str(value))


# What a workbook's text hides -------------------------------------------------------------------------------------

HIDDEN = re.compile(r"_x([0-9A-Fa-f]{4})_")
LOOKS_HIDDEN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What no cell of a table holds; a database would refuse it."""


def unescape(text: str) -> str:
    """Excel writes what XML cannot hold as _x000D_, and a text that looks so with its first _ as _x005F_."""
    return tidy(HIDDEN.sub(lambda match: chr(int(match.group(1), 16)), text))


def escape(text: str) -> str:
    """The other way: a text that only looks like an escape stays itself."""
    return LOOKS_HIDDEN.sub("_x005F_", text)


def tidy(text: str) -> str:
    """Line ends as one, and characters that no spreadsheet holds as blanks."""
    return UNSEEN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
