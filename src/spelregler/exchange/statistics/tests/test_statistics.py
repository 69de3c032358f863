"""SCB's formats give one and the same figures, and no part of a population is taken for the whole."""

from __future__ import annotations

import contextlib
import io
import json
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.exchange.sheets import SheetRefused
from spelregler.exchange.statistics import StatisticsRefused, picked, read, region_of

OXELOSUND = region_of("0481", "Oxelösund (demo)")
BOTH = [(2024, "M", 6000), (2024, "K", 5900), (2025, "M", 6030), (2025, "K", 5920)]


def figures(data: str | bytes, **chosen) -> list[tuple[int, str, int | str]]:
    statistics = read(data if isinstance(data, bytes) else data.encode(), OXELOSUND)
    return [
        (
            int(each.year.text),
            each.sex,
            int(value) if isinstance(value := _plain(each.figure.value), Decimal) else value,
        )
        for each in picked(statistics, **chosen)
    ]


def _plain(value):
    return Decimal(value) if isinstance(value, str) and value.isdigit() else value


def refusal(data: str | bytes, **chosen) -> str:
    with pytest.raises(StatisticsRefused) as refused:
        figures(data, **chosen)
    assert refused.value.todo.sv
    assert refused.value.todo.en
    return refused.value.text("sv")


PX = """CHARSET="ANSI";
AXIS-VERSION="2010";
CODEPAGE="iso-8859-1";
LANGUAGE="sv";
TITLE="Folkmängd efter region, ålder, kön, tabellinnehåll och "
"år; allt";
CONTENTS="Folkmängd";
STUB="region","ålder","kön";
HEADING="tabellinnehåll","år";
STUB[en]="region","age","sex";
CONTVARIABLE="tabellinnehåll";
VARIABLECODE("kön")="Kon";
VALUES("region")="Nyköping","Oxelösund";
VALUES("ålder")="16-24 år","25-34 år";
VALUES("kön")="män","kvinnor";
VALUES("tabellinnehåll")="Folkmängd";
VALUES("år")="2025",
"2024";
TIMEVAL("år")=TLIST(A1),"2024","2025";
CODES("region")="0480","0481";
CODES("ålder")="16-24","25-34";
CODES("kön")="1","2";
CODES("tabellinnehåll")="BE0101N1";
CODES("år")="2025","2024";
DATA=
1 2
3 4
5 6
7 8
6030 6000
5920 "5900"
".." "-"
13 14;
"""


def px(text: str = PX) -> bytes:
    return text.replace('"5900"', "5900").encode("latin-1")


class TestPx:
    def test_its_figures_stand_in_the_order_of_stub_and_heading(self):
        assert sorted(figures(px(), only={"ålder": "16-24 år"})) == sorted(BOTH)
        assert figures(px(), only={"ålder": "16-24"}, sex="K") == [(2025, "K", 5920), (2024, "K", 5900)]

    def test_marks_of_what_is_missing_and_nil_come_as_they_are(self):
        assert figures(px(), only={"ålder": "25-34 år"}, sex="M") == [(2025, "M", ".."), (2024, "M", "-")]

    def test_a_variable_that_is_not_chosen_from_is_named(self):
        assert refusal(px()).startswith("Inget är valt i kolumnen ålder. Där finns: 16-24 år, 25-34 år.")
        one = PX.replace('"16-24 år","25-34 år"', '"16-24 år"').replace('"16-24","25-34"', '"16-24"')
        head, data = one.split("DATA=")
        assert "Inget är valt i kolumnen ålder" in refusal(px(f"{head}DATA=\n1 2 3 4 6030 6000 5920 5900;"))
        total = head.replace('"16-24 år"', '"totalt"')
        assert sorted(figures(px(f"{total}DATA=\n1 2 3 4 6030 6000 5920 5900;"))) == sorted(BOTH)
        assert data

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            (("13 14;", "13;"), "har 15 värden, men variablerna ger 16"),
            (("13 14;", "13 14 15;"), "har 17 värden"),
            (('STUB="region"', 'STUB="ort"'), "saknar värden för ort"),
            (('CODES("region")="0480","0481"', 'CODES("region")="0481"'), "olika många koder och värden för region"),
            (("DATA=", 'KEYS("region")=CODES;\nDATA='), "KEYS"),
            (("DATA=", "DATUM"), "skadad vid rad 25"),
        ],
    )
    def test_what_does_not_hold_together_is_refused_in_words(self, change, words):
        assert words in refusal(px(PX.replace(*change)))

    def test_a_table_without_regions_is_refused(self):
        assert "ingen variabel för region" in refusal(px(PX.replace('"region"', '"ort"')))


def jsonstat(**change) -> dict:
    said = {
        "version": "2.0",
        "class": "dataset",
        "id": ["Region", "Kon", "ContentsCode", "Tid"],
        "size": [2, 2, 1, 2],
        "role": {"time": ["Tid"], "metric": ["ContentsCode"]},
        "dimension": {
            "Region": {
                "label": "region",
                "category": {"index": {"0481": 1, "0480": 0}, "label": {"0480": "Nyköping", "0481": "Oxelösund"}},
            },
            "Kon": {"label": "kön", "category": {"index": ["1", "2"], "label": {"1": "män", "2": "kvinnor"}}},
            "ContentsCode": {"label": "tabellinnehåll", "category": {"label": {"BE0101N1": "Folkmängd"}}},
            "Tid": {"label": "år", "category": {"index": {"2024": 0, "2025": 1}}},
        },
        "value": [1, 2, 3, 4, 6000, 6030, 5900, 5920],
    }
    return said | change


class TestJsonStat:
    @pytest.mark.parametrize(
        "value", [[1, 2, 3, 4, 6000, 6030, 5900, 5920.0], {"4": 6000, "5": 6030, "6": 5900, "7": 5920}]
    )
    def test_figures_are_an_array_or_an_object(self, value):
        assert sorted(figures(json.dumps(jsonstat(value=value)))) == sorted(BOTH)

    def test_a_figure_that_is_missing_is_marked_by_its_status(self):
        said = jsonstat(value=[1, 2, 3, 4, None, None, 5900, 5920], status={"4": "..", "5": "-"})
        assert figures(json.dumps(said), sex="M") == [(2024, "M", ".."), (2025, "M", "-")]

    @pytest.mark.parametrize(
        "change",
        [
            {"class": "collection"},
            {"value": [1, 2]},
            {"size": [2, 2, 1, 3]},
            {"size": [-2, -2, 1, 2]},
            {"dimension": {}},
            {"id": "Region"},
            {"value": 5},
            {"value": [[]] * 8},
        ],
    )
    def test_what_does_not_hold_together_is_refused_in_words(self, change):
        assert "JSON-stat 2" in refusal(json.dumps(jsonstat(**change)))

    @pytest.mark.parametrize("text", ["{", '{"a":' * 20_000, '{"class":"dataset","value":NaN}', "{}"])
    def test_nor_does_anything_else_that_begins_as_an_object_give_a_trace(self, text):
        assert "JSON-stat 2" in refusal(text)


def workbook(*rows) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestWorkbook:
    """As PxWeb writes it: title, a row per variable of the heading, labels once, notes below."""

    TITLE, BELOW = ["Folkmängden efter region, kön och år"], [[], ["Senaste uppdatering:"], ["20260222 08:00"], ["SCB"]]

    def test_labels_stand_once_and_headings_in_rows(self):
        data = workbook(
            self.TITLE,
            [],
            [None, None, "Folkmängd"],
            [None, None, "2024", "2025"],
            ["0480 Nyköping", "män", 1, 2],
            [None, "kvinnor", 3, 4],
            ["0481 Oxelösund", "män", 6000, 6030],
            [None, "kvinnor", 5900, 5920],
            *self.BELOW,
        )
        assert sorted(figures(data)) == sorted(BOTH)

    def test_codes_in_columns_of_their_own(self):
        data = workbook(
            self.TITLE,
            [],
            [None, None, None, None, "2024", "2025"],
            ["0480", "Nyköping", "1", "män", 1, 2],
            [None, None, "2", "kvinnor", 3, 4],
            ["0481", "Oxelösund", "1", "män", 6000, 6030],
            [None, None, "2", "kvinnor", 5900, 5920],
        )
        assert sorted(figures(data)) == sorted(BOTH)

    def test_sex_in_the_heading(self):
        data = workbook(
            self.TITLE,
            [],
            [None, "män", None, "kvinnor"],
            [None, "2024", "2025", "2024", "2025"],
            ["0481 Oxelösund", 6000, 6030, 5900, 5920],
        )
        assert sorted(figures(data)) == sorted(BOTH)

    def test_everything_in_the_columns_of_labels(self):
        data = workbook(
            self.TITLE,
            [],
            ["0481 Oxelösund", "män", "2024", 6000],
            [None, None, "2025", 6030],
            [None, "kvinnor", "2024", 5900],
            [None, None, "2025", 5920],
        )
        assert sorted(figures(data)) == sorted(BOTH)

    def test_a_column_without_a_name_that_is_not_chosen_from_is_named_by_its_letter(self):
        data = workbook(self.TITLE, [], [None, None, "2024"], ["0481 Oxelösund", "16-24 år", 900])
        assert refusal(data).startswith("Inget är valt i kolumnen kolumn B. Där finns: 16-24 år.")
        assert figures(data, only={"kolumn B": "16-24 år"}) == [(2024, "T", 900)]


class TestCsv:
    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ('"region","ålder","2024"\n"0481 Oxelösund","16-24 år",900\n', "Inget är valt i kolumnen ålder"),
            ('"Region","Alder","Tid","BE"\n"0481","16","2024",900\n', "Inget är valt i kolumnen Alder. Där finns: 16."),
            ('"region","år","ålder","antal"\n"0481","2024","16-24 år",9\n', "Inget är valt i kolumnen ålder"),
            ('"region","Andel kvinnor 2024"\n"0481",9\n', "Andel kvinnor”"),
            ('"Region","BE0101N1 2 2024"\n"0481",9\n', "BE0101N1 2”"),
            ('"Region","2 2024"\n"0481",9\n', "”2”"),
            ('"region","kön","2024"\n"0481","okänt",9\n', "”okänt” i kolumnen kön"),
            ('"region","Andel kvinnor 2024","Antal 2024"\n"0481",9,8\n', "Ange vilken kolumn som gäller"),
            ('"region","antal"\n"0481",9\n', "Filen har inga år"),
            ('"region","grupp","2024"\n"0481","okända kvinnor",9\n', "Inget är valt i kolumnen grupp"),
        ],
    )
    def test_what_parts_the_figures_is_asked_for(self, text, words):
        assert words in refusal(text)

    def test_a_heading_that_speaks_of_a_sex_is_told_whose_figures_it_has(self):
        text = '"region","Andel kvinnor 2024"\n"0481",9\n'
        assert figures(text, sex="T") == [(2024, "T", 9)]
        assert figures(text, sex="K") == [(2024, "K", 9)]

    def test_a_column_that_parts_women_and_men_is_of_the_sexes_whatever_it_is_called(self):
        text = '"region","grupp","2024"\n"0481","kvinnor",5\n"0481","män",6\n'
        assert figures(text) == [(2024, "K", 5), (2024, "M", 6)]
        assert figures(text, only={"grupp": "kvinnor"}) == [(2024, "K", 5)]

    def test_a_value_that_speaks_of_a_sex_is_not_chosen_for_all_unsaid(self):
        text = '"region","grupp","2024"\n"0481","unga kvinnor",5\n"0481","unga män",6\n'
        assert "”unga kvinnor” säger inte" in refusal(text, only={"grupp": "unga kvinnor"})
        assert figures(text, only={"grupp": "unga kvinnor"}, sex="K") == [(2024, "K", 5)]

    @pytest.mark.parametrize("delimiter", [";", ",", "\t"])
    @pytest.mark.parametrize("title", ["Folkmängd, region, kön, år", "Efter region, kön, år, kommun", "region"])
    def test_a_title_may_speak_of_the_columns_by_name(self, title, delimiter):
        rows = [["region", "Folkmängd 2024"], ["0481 Oxelösund", "11900"]]
        text = "\n".join([title, "", *map(delimiter.join, rows)])
        assert figures(text) == [(2024, "T", 11_900)]

    def test_headings_of_the_same_for_each_sex_are_apart(self):
        text = '"region","Folkmängd totalt 2024","Folkmängd kvinnor 2024","Andel 2024"\n"0481",9,5,7\n'
        assert figures(text, column="Folkmängd") == [(2024, "T", 9), (2024, "K", 5)]
        assert figures(text, column="Andel") == [(2024, "T", 7)]

    def test_the_year_may_come_first(self):
        assert figures('"region","2024 män","2024 kvinnor"\n"0481",6,5\n') == [(2024, "M", 6), (2024, "K", 5)]

    def test_a_column_is_chosen_by_code_text_or_both(self):
        text = '"Region - region","A1 - Antal 2024 - 2024","A2 - Andel 2024 - 2024"\n"0481 - Oxelösund",6,5\n'
        for said in ("A2", "Andel", "A2 - Andel"):
            assert figures(text, column=said) == [(2024, "T", 5)]

    def test_a_choice_that_is_not_there_is_told_with_what_is(self):
        text = '"region","ålder","2024"\n"0481","16-24 år",900\n'
        assert "”x” finns inte i ålder. Där finns: 16-24 år." in refusal(text, only={"ålder": "x"})
        assert "ingen kolumn färg" in refusal(text, only={"färg": "x", "ålder": "16-24 år"})

    def test_what_follows_from_the_region_or_the_year_parts_nothing(self):
        rows = "".join(
            f"{code},län {code[:2]},{year},{'V' if year == 2024 else 'B'},{year}\n"
            for code in ("0480", "0481", "1480")
            for year in (2024, 2025)
        )
        text = "municip_code,county,year,majority,antal\n" + rows
        assert figures(text, column="antal") == [(2024, "T", 2024), (2025, "T", 2025)]

    @pytest.mark.parametrize("name", ["Oxelösunds kommun", "Oxelösund", "OXELÖSUND (demo)"])
    def test_a_municipality_is_known_by_its_name(self, name):
        assert region_of("0481", name).is_told_by("Oxelösund")

    @pytest.mark.parametrize("text", ["04 Södermanlands län", "1481 Mölndal", "048", "Oxelösunds församling"])
    def test_and_no_other_region_is_taken_for_it(self, text):
        assert not OXELOSUND.is_told_by(text)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
@settings(max_examples=200, deadline=None)
def test_no_bytes_whatever_give_anything_but_a_refusal_in_words(junk):
    for data in (junk, b"{" + junk, b'CHARSET="ANSI";' + junk, px() + junk, b"region;2024\n0481;" + junk):
        with contextlib.suppress(SheetRefused):
            picked(read(data, OXELOSUND))


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_no_damage_to_a_file_gives_anything_but_a_refusal_in_words(data):
    whole = data.draw(st.sampled_from([px(), json.dumps(jsonstat()).encode()]))
    at = data.draw(st.integers(0, len(whole)))
    damaged = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.integers(0, 9)) :]
    with contextlib.suppress(SheetRefused):
        picked(read(damaged, OXELOSUND))
