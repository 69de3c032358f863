"""The columns of a table that a page has shown, and the list that is walked to its end."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from types import SimpleNamespace
from typing import Any

import openpyxl
import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from spelregler.config import saved_tables
from spelregler.config.saved_tables import SavedTablesMiddleware, columns_of
from spelregler.exchange.sheets import Number
from spelregler.platform import clock
from spelregler.ui.shown_tables import ShownTable, tables_on

HEAD = (
    '<table data-table="t" data-title="Lines" {more}>'
    '<thead><tr><th>Line</th><th class="num">Sum{small}</th></tr></thead>'
)


def shown(*rows: str, more: str = "", small: str = "") -> str:
    body = "".join(f"<tr>{row}</tr>" for row in rows)
    return f"<h1>Frames</h1>{HEAD.format(more=more, small=small)}<tbody>{body}</tbody></table>"


def table(*rows: str, **more: str) -> ShownTable:
    return tables_on(shown(*rows, **more)).tables[0]


def line(name: str, figure: str) -> str:
    return f'<th>{name}</th><td class="num">{figure}</td>'


class TestColumns:
    def test_figures_are_numbers_with_the_decimals_that_they_showed(self) -> None:
        columns = columns_of(table(line("A", "−7\u00a0812"), line("B", "12,50"), line("C", "2026")), language="sv")
        assert columns[1].cells == [
            Number(Decimal(-7812), "#,##0"),
            Number(Decimal("12.50"), "#,##0.00"),
            Number(Decimal(2026), "0"),
        ]

    def test_per_cent_is_a_share_that_the_spreadsheet_shows_as_per_cent(self) -> None:
        columns = columns_of(table(line("A", "−2,1\u00a0%")), language="sv")
        assert columns[1].cells == [Number(Decimal("-0.021"), "0.0%")]
        assert columns[1].heading == "Sum"

    def test_a_limit_is_a_number_that_shows_its_sign(self) -> None:
        assert columns_of(table(line("A", "≥ 95,5")), language="sv")[1].cells == [
            Number(Decimal("95.5"), '"≥ "#,##0.0')
        ]

    def test_what_is_not_told_stays_the_sign_that_says_so(self) -> None:
        assert columns_of(table(line("A", "–"), line("B", "färre än 5")), language="sv")[1].cells == ["–", "färre än 5"]

    def test_one_unit_stands_in_the_heading_and_several_in_a_column(self) -> None:
        assert columns_of(table(line("A", "3 tkr"), line("B", "4 tkr")), language="sv")[1].heading == "Sum (tkr)"
        assert columns_of(table(line("A", "3"), more='data-unit="tkr"'), language="sv")[1].heading == "Sum (tkr)"
        varied = columns_of(table(line("A", "3 %"), line("B", "4 dagar")), language="sv")
        assert [list(each.cells) for each in varied][2] == ["%", "dagar"]

    def test_what_stands_small_beside_gets_a_column_called_by_what_stands_small_in_the_head(self) -> None:
        found = table(line("A", "3<br><small>1–5</small>"), small="<br><small>Range</small>")
        beside = columns_of(found, language="sv")[2]
        assert (beside.heading, list(beside.cells)) == ("Range", ["1–5"])

    def test_a_row_over_all_columns_stands_once_and_a_head_may_be_wider(self) -> None:
        found = table('<td colspan="2">Together</td>', line("A", "3"))
        assert [list(each.cells) for each in columns_of(found, language="sv")] == [
            ["Together", "A"],
            ["", Number(Decimal(3), "#,##0")],
        ]
        found.head[0][1].columns = 2
        assert list(columns_of(found, language="sv")[2].cells) == ["", ""]


ROLE = SimpleNamespace(municipality="Strandby", as_of=clock.today(), today=clock.today(), language="sv")


def asked(answer: Any, address: str) -> HttpResponse:
    request = RequestFactory().get(address)
    request.acting_role = ROLE
    return SavedTablesMiddleware(answer)(request)


def book(response: HttpResponse) -> Any:
    return openpyxl.load_workbook(BytesIO(response.content))


def paged(request: HttpRequest) -> HttpResponse:
    assert "tabell" not in request.GET
    leaf = int(request.GET.get("sida", "1"))
    return HttpResponse(shown(line(f"{request.GET['visa']}{leaf}", f"{leaf}"), more='data-leaves="3" data-leaf="sida"'))


def endless(request: HttpRequest) -> HttpResponse:
    leaf = int(request.GET.get("efter", "0"))
    return HttpResponse(shown(line(f"r{leaf}", "1"), more=f'data-next="?efter={leaf + 1}"'))


class TestAFile:
    def test_holds_every_page_of_the_list_whichever_was_shown_and_keeps_what_was_asked_for(self) -> None:
        sheet, about = book(asked(paged, "/ramar/?visa=x&sida=2&tabell=t")).worksheets
        assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["x1", "x2", "x3"]
        assert ("Adress", "http://testserver/ramar/?visa=x") in [tuple(c.value for c in r) for r in about.iter_rows()]

    def test_says_where_it_ends_when_the_list_is_longer_than_a_file(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(saved_tables, "MOST_LEAVES", 2)
        for answer, address in ((paged, "/?visa=x&tabell=t"), (endless, "/?tabell=t")):
            sheet, about = book(asked(answer, address)).worksheets
            said = "Här finns bara de första 2 raderna. Välj färre med sidans filter."
            assert [row[0].value for row in sheet.iter_rows(min_row=2)][2:] == [said]
            assert about.cell(about.max_row, 2).value == said

    def test_no_cell_of_it_runs(self) -> None:
        rows = (line("=1+1", "@x"), line("+46", "-x"))
        sheet = book(asked(lambda _r: HttpResponse(shown(*rows)), "/?tabell=t")).worksheets[0]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} == {"s"}
        assert [cell.value for row in sheet.iter_rows(min_row=2) for cell in row] == ["'=1+1", "'@x", "'+46", "'-x"]

    def test_is_refused_as_the_page_is_and_there_is_none_of_a_table_that_the_page_lacks(self) -> None:
        refusal = HttpResponse("no", status=403)
        assert asked(lambda _r: refusal, "/?tabell=t") is refusal
        with pytest.raises(Http404):
            asked(lambda _r: HttpResponse(shown()), "/?tabell=other")

    def test_a_page_that_names_no_table_is_left_alone(self) -> None:
        page = HttpResponse(shown())
        assert asked(lambda _r: page, "/?visa=x") is page

    def test_is_called_by_the_page_and_the_day(self) -> None:
        response = asked(lambda _r: HttpResponse(shown(line("A", "1"))), "/?tabell=t")
        assert f'filename="frames-lines-{ROLE.as_of.isoformat()}.xlsx"' in response.headers["Content-Disposition"]
