"""A table as a file is its page asked for otherwise: the same rights, day and language, and all its pages."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.test import Client

pytestmark = pytest.mark.once
LEDGER = "/ramar/bokforing/"
MEASURES = "/mal/matt/"


def book(client: Client, address: str, **asked: str) -> Any:
    answer = client.get(address, asked)
    assert answer.status_code == 200, answer.status_code
    return openpyxl.load_workbook(BytesIO(answer.content))


def about(book: Any) -> dict[str, Any]:
    return {row[0].value: row[1].value for row in book.worksheets[1].iter_rows()}


@pytest.mark.parametrize("role", ["CI", "EM"])
def test_an_outsider_is_refused_as_on_the_page(wearing: Callable[..., Client], role: str) -> None:
    client = wearing(role)
    page, file = client.get(LEDGER), client.get(LEDGER, {"tabell": "imported"})
    assert page.status_code == file.status_code != 200
    assert "html" in file.headers.get("Content-Type", "html")


def test_the_file_holds_the_list_to_its_end(wearing: Callable[..., Client]) -> None:
    client = wearing("CT")
    total = client.get(MEASURES, {"sida": "2"}).context["pager"].total
    sheet = book(client, MEASURES, sida="2", tabell="found").worksheets[0]
    names = [row[0].value for row in sheet.iter_rows(min_row=2)]
    assert len(names) == total > 25


def test_the_day_and_the_filters_of_the_page_are_the_files(wearing: Callable[..., Client]) -> None:
    client = wearing("CT")
    found = about(book(client, "/ramar/", per="2026-06-30", tabell="tabell"))
    assert found["Visar läget"].date().isoformat() == "2026-06-30"
    assert found["Adress"] == "http://testserver/ramar/?per=2026-06-30"


def test_a_file_speaks_the_language_of_its_reader(wearing: Callable[..., Client], settings: Any) -> None:
    client = wearing("CI")
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    found = book(client, "/ramar/", tabell="tabell")
    assert [cell.value for cell in found.worksheets[0][1]][1] == "Frame (tkr)"
    assert found.worksheets[0].cell(6, 6).value == -7812


def test_a_table_that_the_page_has_not_is_not_found(wearing: Callable[..., Client]) -> None:
    assert wearing("CI").get("/ramar/", {"tabell": "ingen"}).status_code == 404
