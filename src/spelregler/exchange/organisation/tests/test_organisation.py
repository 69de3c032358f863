"""A table of an organisation, as far as it can be judged without the database."""

from __future__ import annotations

import io

import openpyxl
import pytest

from spelregler.exchange.organisation import COLUMNS, TARGETS, TYPES, USED, WORDS, What, faults_of, read_organisation
from spelregler.exchange.organisation.columns import ALLOWED, NEEDED
from spelregler.exchange.organisation.template import EXAMPLE, HELP
from spelregler.exchange.sheets import write_table

HEADING = "what;code;name;type;belongs_to;number;person;first_day;last_day;introduced_on;decided_by;decided_on"


def faults(*rows: str, known: dict[str, set[str]] | None = None) -> list[tuple[int, str]]:
    table = read_organisation("\n".join([HEADING, *rows]).encode(), file_name="o.csv")
    return [(each.row, each.column) for each in faults_of(table, known=known or {})]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("person;anna;Anna;;;;;;;;;", ""),
        ("person;anna;;;;;;;;;;", "C"),
        ("person;anna maria;Anna;;;;;;;;;", "B"),
        ("body;un;Nämnden;committee;;;;2026-01-01;;;;", ""),
        ("body;un;Nämnden;chair;;;;2026-01-01;;;;", "D"),
        ("body;un;Nämnden;committee;;;;1026-01-01;;;;", "H"),
        ("body;en-mycket-lang-kod-for-ett-organ;Nämnden;committee;;;;2026-01-01;;;;", "B"),
        ("seat;;;member;un;0;;;;;;", "EF"),
        ("seat;;;member;un;1;;2026-01-01;;;;", "EG"),
        ("term;;;;un;;;2026-01-01;;;;", "EI"),
        ("person;anna;Anna;;;;;;;;Rådet;", "K"),
    ],
)
def test_each_fault_is_told_at_its_cell(row: str, columns: str) -> None:
    assert faults(row) == [(2, column) for column in columns]


def test_a_decision_needs_its_day_and_an_introduction_follows_the_first_day() -> None:
    known = {"body": {"un"}, "person": {"anna"}}
    row = "seat;;;member;un;1;anna;2026-03-01;;2026-02-01;Rådet;"
    assert faults(row, known=known) == [(2, "J"), (2, "L")]


def test_a_code_is_known_from_the_file_or_from_what_is_stored() -> None:
    row = "department;uf;Förvaltningen;;un;;;2026-01-01;;;;"
    assert faults(row) == [(2, "E")]
    assert faults(row, known={"body": {"un"}}) == []
    assert faults(row, "body;un;Nämnden;committee;;;;2026-01-01;;;;") == []


def test_every_column_is_explained_and_every_kind_told() -> None:
    names = {column.name for column in COLUMNS}
    assert set(HELP) == names
    assert set(WORDS) == set(NEEDED) == set(USED) == set(What)
    assert {name for what in What for name in (*NEEDED[what], *USED[what], *TARGETS.get(what, ()))} | {"what"} == names
    assert {kind for kinds in ALLOWED.values() for kind in kinds} == set(TYPES)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_example_is_without_fault(form: str) -> None:
    data = write_table(COLUMNS, EXAMPLE, form=form)  # type: ignore[arg-type]
    table = read_organisation(data, file_name=f"o.{form}")
    assert len(table.rows) == len(EXAMPLE)
    assert faults_of(table, known={}) == []


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_empty_table_is_read_back_as_empty(language: str) -> None:
    from spelregler.exchange.organisation import write_template

    data = write_template(language=language)
    assert read_organisation(data, file_name="o.xlsx").rows == ()
    explained = openpyxl.load_workbook(io.BytesIO(data)).worksheets[2]
    column = [row[0].value for row in explained.iter_rows()]
    elsewhere = column[len(COLUMNS) + 1 :]
    assert {"sv": "Inkallade ersättare", "en": "Called-in substitutes"}[language] in elsewhere
