"""Reading and writing tables, CSV and XLSX, on their own: no Django, no clock.

    from spelregler.exchange.sheets import Column, Kind, read_table, write_table
    COLUMNS = (Column("code", "Kod", "Code", needed=True), Column("value", "Värde", "Value", kind=Kind.DECIMAL))
    table = read_table(data, file_name="plan.xlsx", columns=COLUMNS)
    table.rows[0]["value"]      a Decimal; table.rows[0].number is the row as the spreadsheet shows it
    table.faults[0].text("sv")  rad 7, kolumn C: ”abc” är inget tal. Skriv bara siffror, till exempel 1 200 eller 12,5.
    write_table(COLUMNS, rows, form="xlsx")

A file that cannot be used at all raises `SheetRefused`. `lines(data)` gives the bare cells of a file whose headings
are not known beforehand. README.md in this folder says more.
"""

from spelregler.exchange.sheets.columns import CellRefused, Column, Kind, MoneyUnit, bare, figure_in, neutral
from spelregler.exchange.sheets.explained import ABOUT, explained
from spelregler.exchange.sheets.faults import Fault, SheetRefused, letter
from spelregler.exchange.sheets.reader import Row, Table, read_table, remarks_on
from spelregler.exchange.sheets.source import Cell, Lines, Odd, SheetRow, lines, refuse_other_kinds
from spelregler.exchange.sheets.writer import (
    Form,
    Number,
    PageTable,
    Sheet,
    figure,
    write_book,
    write_page_table,
    write_page_tables,
    write_table,
)

__all__ = [
    "ABOUT",
    "Cell",
    "CellRefused",
    "Column",
    "Fault",
    "Form",
    "Kind",
    "Lines",
    "MoneyUnit",
    "Number",
    "Odd",
    "PageTable",
    "Row",
    "Sheet",
    "SheetRefused",
    "SheetRow",
    "Table",
    "bare",
    "explained",
    "figure",
    "figure_in",
    "letter",
    "lines",
    "neutral",
    "read_table",
    "refuse_other_kinds",
    "remarks_on",
    "write_book",
    "write_page_table",
    "write_page_tables",
    "write_table",
]
