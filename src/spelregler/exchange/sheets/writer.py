"""A table written as CSV or XLSX so that a Swedish spreadsheet opens it right, and no cell runs as a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import zip_longest
from typing import Any, Literal

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.worksheet.datavalidation import DataValidation

from spelregler.domain.words import Words
from spelregler.exchange.sheets.columns import Column, Kind, MoneyUnit, neutral
from spelregler.exchange.sheets.explained import ABOUT, TITLE, explained
from spelregler.exchange.sheets.faults import letter
from spelregler.exchange.sheets.source import EXCEL_DIGITS, escape, tidy

Form = Literal["csv", "xlsx"]
MARK = "\ufeff"
"""The mark by which Excel knows that a text file is UTF-8."""
WIDEST = 60
CHOICES = Words("Words")
CHOOSE_TO_ROW = 2_000
"""How far down a column's words are offered: past what most tables hold."""


def write_table(
    columns: Sequence[Column],
    rows: Iterable[Mapping[str, Any]],
    *,
    form: Form,
    language: str = "sv",
    title: str = "Tabell",
    money_unit: MoneyUnit | str | None = None,
    is_explained: bool = False,
) -> bytes:
    """The rows under the columns' headings; what `read_table` reads back as the same values.

    One that is filled in and brought back `is_explained`: a workbook has a second sheet that says what each column
    holds, which is not read. CSV as Swedish Excel writes it: UTF-8 with its mark, semicolon, decimal comma. Amounts are
    given in öre and written in the unit told, which stands in the heading.
    """
    unit = MoneyUnit(money_unit) if money_unit else None
    heading = [_heading(column, language, unit) for column in columns]
    body = ([_plain(row.get(column.name), column, language, unit) for column in columns] for row in rows)
    return (
        _csv(heading, body)
        if form == "csv"
        else _xlsx(heading, body, title=title, about=columns if is_explained else (), language=language)
    )


def _heading(column: Column, language: str, unit: MoneyUnit | None) -> str:
    return f"{column.title(language)} ({unit})" if column.kind == Kind.MONEY else column.title(language)


def _plain(value: Any, column: Column, language: str, unit: MoneyUnit | None) -> str | Decimal | date:
    """A value as a text that is harmless, a number or a day."""
    if value is None:
        return ""
    if column.kind == Kind.MONEY:
        if unit is None:
            raise ValueError(f"{column.name}: the unit of money was not told")
        return Decimal(value) / unit.ore
    if column.kind == Kind.CHOICE:
        return column.choices[str(value)].text(language)
    if column.kind == Kind.CODES:
        return neutral(", ".join(value))
    if isinstance(value, Decimal | int):
        return Decimal(value)
    return value if isinstance(value, date) else neutral(tidy(str(value)).strip())


def figure(value: Decimal, *, comma: str = ",") -> str:
    """A number with decimal comma, without the zeros that the database keeps and never as 1E+2."""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", comma)


def _csv(heading: Sequence[str], body: Iterable[Sequence[str | Decimal | date]]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=";")
    writer.writerow([neutral(each) for each in heading])
    for row in body:
        writer.writerow([figure(cell) if isinstance(cell, Decimal) else str(cell) for cell in row])
    return (MARK + out.getvalue()).encode()


@dataclass(frozen=True)
class Sheet:
    """One sheet of a workbook: its columns and rows."""

    title: str
    columns: Sequence[Column]
    rows: Iterable[Mapping[str, Any]] = ()


@dataclass(frozen=True)
class Number:
    """A number and the form that a spreadsheet shows it in, as Excel writes forms: #,##0.0 or 0.0%."""

    value: Decimal
    form: str


@dataclass(frozen=True)
class PageTable:
    """A table as a page or a document shows it."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | Number | date]]


def write_page_table(
    title: str,
    headings: Sequence[str],
    rows: Sequence[Sequence[str | Number | date]],
    *,
    about_title: str,
    about: Sequence[tuple[str, str | date]],
) -> bytes:
    """A table that a page has shown, and a second sheet of where it comes from: pairs of what, and the answer."""
    return write_page_tables([PageTable(title, headings, rows)], about_title=about_title, about=about)


def write_page_tables(
    tables: Sequence[PageTable], *, about_title: str, about: Sequence[tuple[str, str | date]]
) -> bytes:
    """Some tables, each a sheet, and a last sheet of where they come from: pairs of what, and the answer."""
    book = openpyxl.Workbook(write_only=True)
    for each in tables:
        _fill(book, each.headings, ([_harmless(cell) for cell in row] for row in each.rows), title=each.title)
    _fill(book, (), ([neutral(name), _harmless(said)] for name, said in about), title=about_title)
    return _saved(book)


def _harmless(cell: str | Number | date) -> str | Number | date:
    return neutral(tidy(cell).strip()) if isinstance(cell, str) else cell


def write_book(sheets: Sequence[Sheet], *, language: str = "sv") -> bytes:
    """Several tables in one workbook; the first is the one that `read_table` reads."""
    book = openpyxl.Workbook(write_only=True)
    for each in sheets:
        heading = [column.title(language) for column in each.columns]
        body = ([_plain(row.get(column.name), column, language, None) for column in each.columns] for row in each.rows)
        _fill(book, heading, body, title=each.title)
    return _saved(book)


def _xlsx(
    heading: Sequence[str],
    body: Iterable[Sequence[str | Decimal | date]],
    *,
    title: str,
    about: Sequence[Column],
    language: str,
) -> bytes:
    book = openpyxl.Workbook(write_only=True)
    sheet = _fill(book, heading, body, title=title)
    if about:
        names = [column.title(language) for column in ABOUT]
        rows = [[neutral(each[column.name]) for column in ABOUT] for each in explained(about, language)]
        _fill(book, names, rows, title=TITLE.text(language))
        _let_choose(book, sheet, about, language)
    return _saved(book)


def _let_choose(book: Any, sheet: Any, columns: Sequence[Column], language: str) -> None:
    """A column that takes some words only has them in a list to choose from, which stand on a sheet of their own.

    The list of a cell holds no more than 255 characters; a place in the book holds any. Another word is taken in the
    cell all the same, for the reader knows more ways to write it and tells the fault with its row.
    """
    chosen = [(at, column) for at, column in enumerate(columns) if column.kind == Kind.CHOICE]
    words = [[neutral(each.text(language)) for each in column.choices.values()] for _at, column in chosen]
    if not words:
        return
    name = CHOICES.text(language)
    rows = list(zip_longest(*words, fillvalue=""))
    _fill(book, [column.title(language) for _at, column in chosen], rows, title=name)
    for place, (at, _column) in enumerate(chosen):
        found, here = letter(place), letter(at)
        listed = f"'{name}'!${found}$2:${found}${len(words[place]) + 1}"
        rule = DataValidation(type="list", formula1=listed, allow_blank=True, showErrorMessage=False)
        rule.add(f"{here}2:{here}{CHOOSE_TO_ROW}")
        sheet.data_validations.append(rule)


def _fill(book: Any, heading: Sequence[str], body: Iterable[Sequence[Any]], *, title: str) -> Any:
    rows = list(body)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", title)[:31])
    names = heading or [""] * len(rows[0])
    for index, name in enumerate(names):
        longest = max((_length(row[index]) for row in rows[:200]), default=0)
        sheet.column_dimensions[letter(index)].width = min(WIDEST, max(len(name), longest) + 3)
    if heading:
        sheet.freeze_panes = "A2"
        sheet.auto_filter.ref = f"A1:{letter(len(heading) - 1)}{len(rows) + 1}"
        sheet.append([_bold(sheet, neutral(each)) for each in heading])
    for row in rows:
        sheet.append([_cell(sheet, cell) for cell in row])
    return sheet


def _length(cell: Any) -> int:
    return len(str(cell.value if isinstance(cell, Number) else cell))


def _saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _bold(sheet: Any, text: str) -> Any:
    cell = _cell(sheet, text)
    cell.font = Font(bold=True)
    return cell


def _cell(sheet: Any, value: str | Decimal | Number | date) -> Any:
    """A text is told to be a text, so that nothing in it is taken for a formula or an error."""
    if value == "":
        return None
    if isinstance(value, Number):
        cell = _cell(sheet, value.value)
        if cell.data_type == "n":
            cell.number_format = value.form
        return cell
    if isinstance(value, Decimal) and len(value.as_tuple().digits) > EXCEL_DIGITS:
        value = figure(value)  # a number in Excel has 15 digits; the rest would be lost without a word
    if isinstance(value, Decimal):
        return WriteOnlyCell(sheet, int(value) if value == value.to_integral_value() else value)
    if isinstance(value, date):
        cell = WriteOnlyCell(sheet, value)
        cell.number_format = "yyyy-mm-dd"
        return cell
    cell = WriteOnlyCell(sheet, escape(value))
    cell.data_type = "s"
    return cell
