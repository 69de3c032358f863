"""A column that takes some words only has them to choose from in the workbook, and nothing more is read back."""

from __future__ import annotations

import io

import openpyxl
import pytest

from spelregler.domain.words import Pair
from spelregler.exchange.sheets import Column, Kind, read_table, write_table

LONG = {f"k{number}": Pair(f"ett långt ord nummer {number}", f"word {number}") for number in range(30)}
COLUMNS = (
    Column("name", Pair("Namn", "Name")),
    Column("kind", Pair("Slag", "Kind"), kind=Kind.CHOICE, choices={"x": Pair("ett, med komma", "one")}),
    Column("long", Pair("Många", "Many"), kind=Kind.CHOICE, choices=LONG, lacking=True),
)
ROW = {"name": "a", "kind": "x", "long": "k7"}


def rules(data: bytes) -> tuple[openpyxl.Workbook, dict[str, str]]:
    book = openpyxl.load_workbook(io.BytesIO(data))
    found = book.worksheets[0].data_validations.dataValidation
    return book, {str(each.sqref): each.formula1 for each in found}


def test_each_such_column_points_at_its_words_on_a_sheet_of_their_own():
    book, found = rules(write_table(COLUMNS, [ROW], form="xlsx", is_explained=True))
    assert found == {"B2:B2000": "'Ord'!$A$2:$A$2", "C2:C2000": "'Ord'!$B$2:$B$31"}
    assert book["Ord"]["A2"].value == "ett, med komma"
    assert book["Ord"]["B9"].value == "ett långt ord nummer 7"


def test_what_is_written_is_read_back_and_the_words_are_no_rows():
    table = read_table(write_table(COLUMNS, [ROW], form="xlsx", is_explained=True), file_name="t.xlsx", columns=COLUMNS)
    assert [dict(row.values) for row in table.rows] == [ROW]


@pytest.mark.parametrize("is_explained", [True, False])
def test_without_such_a_column_or_an_explanation_there_is_no_list(is_explained: bool):
    columns = COLUMNS[:1] if is_explained else COLUMNS
    book, found = rules(write_table(columns, [], form="xlsx", is_explained=is_explained))
    assert not found
    assert "Ord" not in book.sheetnames
