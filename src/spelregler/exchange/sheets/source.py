"""From bytes to cells: which kind of file it is, in which letters, with which delimiter. Nothing is read as a formula.

Bounds come first: a workbook is a zip of XML, and both can be made to swell (zip bombs, entities), so the sizes that
the zip declares are added up before a part is opened, and a part with a document type is refused.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException

from spelregler.exchange.sheets.delimiter import Knows, parted
from spelregler.exchange.sheets.faults import SheetRefused, not_a_table, too_large
from spelregler.exchange.sheets.formats import is_percentage
from spelregler.exchange.sheets.strict import transitional

MOST_BYTES = 20 * 1024 * 1024
MOST_UNPACKED = 150 * 1024 * 1024
MOST_PARTS = 500
MOST_ROWS = 50_000
MOST_COLUMNS = 200
LONGEST_CELL = 32_767
"""What a cell of Excel holds."""
EXCEL_DIGITS = 15
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
"""The mark of .xls, and of a workbook behind a password."""


@dataclass(frozen=True, slots=True)
class Odd:
    """A cell that is no plain value: a formula, an error, a percentage by format. Refused where it is wanted."""

    sv: str
    en: str
    todo_sv: str
    todo_en: str


Cell = str | Decimal | date | Odd
Line = tuple[int, list[Cell]]
"""A row number as the spreadsheet shows it, and its cells from column A on."""

DAMAGED = (
    InvalidFileException,
    zipfile.BadZipFile,
    AttributeError,
    LookupError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
)
"""What the library says when a part of a workbook is not what it should be."""

FORMULA = Odd(
    sv="Cellen innehåller en formel.",
    en="The cell holds a formula.",
    todo_sv="Kopiera cellen och klistra in den som värde.",
    todo_en="Copy the cell and paste it as a value.",
)
ERROR = Odd(
    sv="Cellen visar ett fel.",
    en="The cell shows an error.",
    todo_sv="Rätta cellen eller lämna den tom.",
    todo_en="Correct the cell or leave it empty.",
)
PERCENT = Odd(
    sv="Cellen är formaterad som procent, så att 85 % lagras som 0,85.",
    en="The cell is formatted as a percentage, so that 85 % is stored as 0.85.",
    todo_sv="Ge cellen formatet Tal och skriv värdet i måttets enhet.",
    todo_en="Give the cell the format Number and write the value in the indicator's unit.",
)


class Lines(list[Line]):
    """The rows of a table, the sheet of a workbook that they stand on, and the hidden sheets before it."""

    sheet: str = ""
    hidden: tuple[str, ...] = ()


def lines(data: bytes, *, most_rows: int = MOST_ROWS, knows: Knows | None = None) -> Lines:
    """The rows that hold something, with their numbers. CSV or XLSX, told apart by what the bytes are, not the name."""
    if len(data) > MOST_BYTES:
        raise too_large(
            f"Filen är större än {MOST_BYTES // 1024**2} MB.", f"The file is larger than {MOST_BYTES // 1024**2} MB."
        )
    if data.startswith(OLD_EXCEL):
        raise not_a_table(
            "Filen är i gammalt Excelformat (.xls) eller skyddad med lösenord.",
            "The file is in the old Excel format (.xls) or protected by a password.",
        )
    kept = Lines()
    found = _workbook(data, kept) if data.startswith(b"PK\x03\x04") else _text(data, knows)
    for number, cells in found:
        while cells and cells[-1] == "":
            cells.pop()
        if not cells:
            continue
        _refuse_large(number, cells, most_rows)
        kept.append((number, cells))
    return kept


def _refuse_large(number: int, cells: Sequence[Cell], most_rows: int) -> None:
    if number > most_rows + 1:
        raise too_large(f"Tabellen har mer än {most_rows} rader.", f"The table has more than {most_rows} rows.")
    if len(cells) > MOST_COLUMNS:
        raise too_large(
            f"Rad {number} har mer än {MOST_COLUMNS} kolumner.", f"Row {number} has more than {MOST_COLUMNS} columns."
        )
    if any(isinstance(cell, str) and len(cell) > LONGEST_CELL for cell in cells):
        raise too_large(
            f"En cell på rad {number} är längre än {LONGEST_CELL} tecken.",
            f"A cell in row {number} is longer than {LONGEST_CELL} characters.",
        )


# CSV -------------------------------------------------------------------------------------------------------------


def _text(data: bytes, knows: Knows | None) -> Iterator[Line]:
    text, delimiter = parted(decode(data), knows)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        # A cell may hold line breaks, but a spreadsheet counts rows, so rows are counted and not lines of text.
        for number, row in enumerate(reader, start=1):
            yield number, [tidy(cell) for cell in row]
    except csv.Error as error:
        raise not_a_table(
            f"Filen går inte att dela i celler: ett citattecken saknas nära textrad {reader.line_num}.",
            f"The file cannot be split into cells: a quotation mark is missing near text line {reader.line_num}.",
        ) from error


def decode(data: bytes) -> str:
    """The text: UTF-8 (with or without its mark), UTF-16 with its mark, else Windows-1252 as older programs write."""
    encodings = ["utf-16"] if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", text):
            return text
    raise not_a_table("Filen är ingen tabell i text.", "The file is no table in text.")


# XLSX ------------------------------------------------------------------------------------------------------------


def _workbook(data: bytes, kept: Lines) -> Iterator[Line]:
    _refuse_bomb(data)
    try:
        packed = io.BytesIO(transitional(data))
        book = openpyxl.load_workbook(packed, read_only=True, data_only=False, keep_links=False)
        sheet = _first_visible(book.worksheets, kept)
        sheet.reset_dimensions()  # what the file says of its own size is not to be trusted
        for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS + 1), start=1):
            yield number, [_cell(cell) for cell in row]
    except SheetRefused:
        raise
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        LookupError,
        ValueError,
        TypeError,
        SyntaxError,
        OSError,
    ) as error:
        raise not_a_table("Arbetsboken är skadad.", "The workbook is damaged.") from error


def _first_visible(sheets: Sequence[Any], kept: Lines) -> Any:
    """What people see first when they open the workbook; lists for choices and the like are often hidden before it."""
    for at, sheet in enumerate(sheets):
        if sheet.sheet_state == "visible":
            kept.sheet, kept.hidden = sheet.title, tuple(each.title for each in sheets[:at])
            return sheet
    raise not_a_table("Arbetsboken har inget synligt blad.", "The workbook has no visible sheet.")


def _refuse_bomb(data: bytes) -> None:
    """Sizes are added up as declared; the zip reader stops at the declared size, so a lie only cuts the part off."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise too_large("Arbetsboken är för stor uppackad.", "The workbook is too large when unpacked.")
            if "xl/workbook.xml" not in packed.namelist():
                raise not_a_table("Filen är ingen Excel-arbetsbok.", "The file is no Excel workbook.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _refuse_entities(packed.read(part))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise not_a_table("Arbetsboken är skadad.", "The workbook is damaged.") from error


def _refuse_entities(part: bytes) -> None:
    """A workbook has no document type; one that has is made to swell or to fetch. UTF-16 would hide it from sight."""
    if b"<!DOCTYPE" in part or b"<!ENTITY" in part or part.startswith((b"\xff\xfe", b"\xfe\xff", b"\x00", b"<\x00")):
        raise not_a_table(
            "Arbetsboken innehåller en dokumenttyp, vilket Excel aldrig skriver.",
            "The workbook holds a document type, which Excel never writes.",
        )


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
