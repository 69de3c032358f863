"""Departments and units are called what the municipality calls them in English, wherever an English page names one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from spelregler.apps.organisation.models import Department, LaterChange, Unit, UnitName
from spelregler.apps.organisation.pages.unit_changes.forms import WhatForm
from spelregler.apps.policy.models import Finding
from spelregler.demo.organisation import UNITS_IN_ENGLISH
from spelregler.platform.audit.models import AuditRow
from spelregler.ui.saving import ASKED
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.once]

HEAD = {"department": "utbildningsforvaltningen"}
WALK = (
    ("CI", "/enheter/", {}),
    ("CI", "/enheter/?forvaltning=kommunstyrelseforvaltningen", {}),
    ("CI", "/enheter/ekonomi/", {}),
    ("CI", "/ramar/ks/", {}),
    ("CI", "/ramar/prognoser/ks/", {}),
    ("CI", "/mal/", {}),
    ("CI", "/mal/?forvaltning=kommunstyrelseforvaltningen", {}),
    ("CI", "/mal/planer/", {}),
    ("CI", "/mal/planer/2026/enhet/ekonomi/", {}),
    ("CI", "/uppfoljning/ks/", {}),
    ("CI", "/organisationen/", {}),
    ("CI", "/organisationen/forvaltning/kommunstyrelseforvaltningen/", {}),
    ("CI", "/regel/MR-42/", {}),
    ("CI", "/policyn/", {}),
    ("CI", "/sok/?q=gata+och+park", {}),
    ("KC", "/", {}),
    ("FC", "/", HEAD),
    ("FC", "/att-gora/", HEAD),
    ("FC", "/ramar/flytta/", HEAD),
    ("FC", "/mal/planer/2027/forvaltning/utbildningsforvaltningen/", HEAD),
    ("EC", "/mal/rapportera/", {}),
)


def english(client: Client) -> Client:
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def swedish_names() -> dict[str, str]:
    """Those that have another name in English."""
    rows = [*Unit.objects.exclude(name_en=""), *Department.objects.exclude(name_en="")]
    return {each.name: each.name_en for each in rows}


def told(html: str) -> Iterator[str]:
    """The texts of a page that are not said to be Swedish, without what stands for choosing the page's language."""
    page = re.sub(r"<(script|style)\b.*?</\1>", "", html, flags=re.S)
    page = re.sub(r'<(\w+)[^>]*\blang="sv"[^>]*>.*?</\1>', "", page, flags=re.S)
    for text in re.split(r"<[^>]*>", page):
        if text.strip():
            yield text.strip()


@pytest.mark.parametrize(
    ("role", "address", "where"), WALK, ids=lambda each: str(each) if isinstance(each, str) else ""
)
def test_no_swedish_name_stands_where_there_is_an_english_one(wearing, role, address, where) -> None:
    answer = english(wearing(role, **where)).get(address)
    assert answer.status_code == 200
    page = list(told(answer.content.decode()))
    swedish = {name for name in swedish_names() if name != "HR"}
    known = re.compile(rf"(?<!\w)({'|'.join(map(re.escape, sorted(swedish, key=len, reverse=True)))})(?!\w)")
    assert [text for text in page if known.search(text)] == []


def test_the_demo_gives_names_and_pages_show_them(client) -> None:
    assert Department.objects.exclude(name_en="").count() == 6
    assert Unit.objects.exclude(name_en="").count() == len(UNITS_IN_ENGLISH)
    field = english(client).get("/enheter/").content.decode()
    assert "Education department" in field
    assert "Streets and parks" in field
    assert '<span lang="sv">Oxelöskolan</span>' in field


def test_whoever_works_in_one_reads_its_name_in_role_and_menu(wearing) -> None:
    page = english(wearing("FC", **HEAD)).get("/").content.decode()
    assert "Head, Education department" in page
    assert "Utbildningsförvaltningen" not in page


def test_what_has_changed_lately_names_the_place(client) -> None:
    was = Finding.objects.filter(scope_kind="unit", scope="ekonomi", seen_to=None).first()
    turn = was.seen_from
    Finding.objects.filter(pk=was.pk).update(seen_from=TODAY)
    was.pk, was.status, was.seen_from, was.seen_to = None, "breach" if was.status != "breach" else "kept", turn, TODAY
    was.save()
    page = english(client).get("/policyn/").content.decode()
    lately = page.split('id="lately"')[1].split("</section>")[0]
    assert f"{UNITS_IN_ENGLISH['ekonomi']}:" in lately


def test_search_finds_a_unit_by_either_name(client) -> None:
    for words in ("streets and parks", "gata och park"):
        page = english(client).get("/sok/", {"q": words}).content.decode()
        assert "Streets and parks" in re.sub("</?mark>", "", page)


def test_a_table_saved_from_an_english_page_has_the_english_names(client) -> None:
    page = english(client).get("/enheter/").content.decode()
    (way,) = re.findall(rf'href="([^"]*[?&;]{ASKED}=[^"]*)"', page)
    saved = load_workbook(BytesIO(client.get(way.replace("&amp;", "&")).content))
    cells = {str(cell.value) for row in saved.worksheets[0].iter_rows() for cell in row}
    assert {"Finance", "Executive office", "Oxelöskolan"} <= cells
    assert not cells & {"Ekonomi", "Kommunstyrelseförvaltningen"}


def test_an_english_page_asks_as_many_queries_however_many_places_it_names(client) -> None:
    english(client)

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get("/regel/MR-42/").status_code == 200
        return len(asked)

    queries()
    before = queries()
    Unit.objects.update(name_en="A unit")
    assert queries() == before


class TestTheForms:
    def test_a_department_is_given_an_english_name(self, wearing) -> None:
        client = wearing("HR")
        address = "/organisationen/forvaltning/utbildningsforvaltningen/namn/"
        page = client.get(address).content.decode()
        assert 'value="Education department"' in page
        said = {"name": "Utbildningsförvaltningen", "name_en": "Schools department", "on": "2026-11-02"}
        assert client.post(address, said).status_code == 302
        assert Department.objects.get(code="utbildningsforvaltningen").name_en == "Schools department"
        row = AuditRow.objects.filter(act="rename-department").latest("pk")
        assert row.after == {"name_en": "Schools department"}

    def test_a_unit_is_renamed_in_english_from_a_day_and_keeps_what_it_was_called(self, wearing) -> None:
        client = wearing("FC", **HEAD)
        said = {"name": "Oxelöskolan", "name_en": "Oxelö School", "on": "2026-11-02", "decided_by": "Chefen"}
        answer = client.post("/organisationen/enhet/oxeloskolan/namn/", {**said, "decided_on": "2026-10-30"})
        assert answer.status_code == 302
        assert Unit.objects.get(code="oxeloskolan").name_en == "Oxelö School"
        assert UnitName.objects.filter(unit__code="oxeloskolan").latest("end").name_en == ""
        page = english(client).get("/enheter/oxeloskolan/")
        assert "<h1>Oxelö School</h1>" in re.sub(r"<h1[^>]*>", "<h1>", page.content.decode())
        earlier = client.get("/enheter/oxeloskolan/?per=2026-10-30").content.decode()
        assert "Oxelö School" not in earlier

    def test_a_name_to_come_waits_in_both_languages(self, wearing) -> None:
        client = wearing("HR")
        said = {"name": "Skolförvaltningen", "name_en": "Schools department", "on": "2027-01-01"}
        client.post("/organisationen/forvaltning/utbildningsforvaltningen/namn/", said)
        assert LaterChange.objects.values_list("name", "name_en").get() == ("Skolförvaltningen", "Schools department")
        page = english(client).get("/organisationen/forvaltning/utbildningsforvaltningen/").content.decode()
        assert "Schools department" in page

    def test_a_unit_that_is_made_by_a_merge_or_a_split_is_named_in_both(self) -> None:
        unit = Unit.objects.get(code="oxeloskolan")
        department = Department.objects.get(code="utbildningsforvaltningen")
        other = Unit.objects.get(code="ramdalsskolan")
        on = {"on": "2027-01-01"}
        merged = {"others": ["ramdalsskolan"], "into": "", "name": "Skolan", "name_en": "The School", **on}
        split = {"name_1": "Norra", "name_en_1": "North", "name_2": "Södra", **on}
        for kind, said, named in (
            ("merge", merged, [("Skolan", "The School")]),
            ("split", split, [("Norra", "North"), ("Södra", "")]),
        ):
            form = WhatForm(said, kind=kind, unit=unit, department=department, siblings=[other])
            assert form.is_valid(), form.errors
            assert [(taker.name, taker.name_en) for taker in form.sketch.takers] == named
