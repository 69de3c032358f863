"""Tables as people save them are read, what cannot be read is named by row and column; no formula runs."""

from __future__ import annotations

import contextlib
import io
import re
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.domain.words import Pair
from spelregler.exchange import limits
from spelregler.exchange.sheets import (
    Column,
    Kind,
    MoneyUnit,
    SheetRefused,
    bare,
    letter,
    lines,
    neutral,
    read_table,
    write_table,
)
from spelregler.exchange.sheets.strict import COMMON, MARK

COLUMNS = (
    Column("code", Pair("Kod", "Code"), needed=True),
    Column("text", Pair("Text"), longest=40_000, lacking=True),
    Column("count", Pair("Antal", "Count"), kind=Kind.INTEGER, lacking=True),
    Column("value", Pair("Värde", "Value"), kind=Kind.DECIMAL, lacking=True),
    Column("day", Pair("Dag", "Day"), kind=Kind.DAY, lacking=True),
    Column(
        "way",
        Pair("Riktning", "Direction"),
        kind=Kind.CHOICE,
        lacking=True,
        choices={"higher": Pair("högre", "higher"), "lower": Pair("lägre", "lower")},
    ),
    Column("parents", Pair("Hänger i", "Parents"), kind=Kind.CODES, lacking=True),
)
BUDGET = (Column("code", Pair("Ansvar", "Unit")), Column("frame", Pair("Budget"), kind=Kind.MONEY))


def read(text: str | bytes, columns=COLUMNS, **said):
    data = text if isinstance(text, bytes) else text.encode()
    return read_table(data, file_name="prov", columns=columns, **said)


def workbook(*rows, change=None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


class TestCsv:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
    @pytest.mark.parametrize("delimiter", [";", "\t", ","])
    def test_letters_and_delimiter_are_found_out(self, encoding, delimiter):
        text = delimiter.join(["Kod", "Värde"]) + "\r\n" + delimiter.join(["skola-å", '"12,5"']) + "\r\n"
        (row,) = read(text.encode(encoding)).rows
        assert (row["code"], row["value"]) == ("skola-å", Decimal("12.5"))

    def test_excels_own_line_about_the_delimiter_is_obeyed_and_counts_as_a_row(self):
        table = read("sep=,\r\nKod,Antal\r\na,x\r\n")
        assert [(fault.row, fault.column) for fault in table.faults] == [(3, "B")]

    @pytest.mark.parametrize(
        ("written", "value"),
        [
            ("1 200", "1200"),
            ("1\u00a0200,5", "1200.5"),
            ("1\u202f200\u2009000", "1200000"),
            ("\u22123,25", "-3.25"),
            ("'-3,25", "-3.25"),
            ("12.5", "12.5"),
            ("+7", "7"),
        ],
    )
    def test_figures_are_read_as_swedes_write_them(self, written, value):
        assert read(f"Kod;Värde\na;{written}\n").rows[0]["value"] == Decimal(value)

    @pytest.mark.parametrize(
        "written", ["1.200,5", "1,200.5", "85 %", "ca 5", "1e5", "=1+1", "NaN", "Infinity", "--1", "٣x"]
    )
    def test_what_is_no_figure_is_named_by_row_and_column(self, written):
        table = read(f'Kod;Text;Värde\nfri;;\na;;"{written}"\n')
        assert [row.number for row in table.rows] == [2]
        (fault,) = table.faults
        assert fault.text("sv").startswith("rad 3, kolumn C: ")
        assert fault.text("en").endswith("Write figures only, for example 1 200 or 12,5.")

    def test_an_empty_cell_is_missing_and_never_zero(self):
        (row,) = read("Kod;Antal;Värde;Dag;Text;Hänger i\na;;;;;\n").rows
        assert (row["count"], row["value"], row["day"], row["text"], row["parents"]) == (None, None, None, "", ())

    def test_a_needed_cell_that_is_empty_is_a_fault(self):
        (fault,) = read("Kod;Antal\n;5\n").faults
        assert fault.text("sv") == "rad 2, kolumn A: Cellen är tom. Fyll i den."

    def test_a_leading_zero_in_a_code_is_kept(self):
        assert read("Kod\n0481\n").rows[0]["code"] == "0481"

    def test_headings_may_stand_below_a_title_in_any_order_and_language(self):
        (row,) = read("Plan 2027;;\n\nVALUE ;direction;code\n3;Lägre;a\n").rows
        assert (row.number, row["code"], row["value"], row["way"]) == (4, "a", 3, "lower")

    @pytest.mark.parametrize("delimiter", [";", "\t", ","])
    @pytest.mark.parametrize("title", ["Plan, kvinnor, män, alla, 2027", "a;b;c;d;e;f;g", "a\tb\tc\td\te\tf", "Plan"])
    def test_the_table_tells_the_delimiter_and_not_its_title(self, delimiter, title):
        row = delimiter.join(["a", "x", '"6,3"'])
        text = f"{title}\n\n{delimiter.join(['Kod', 'Text', 'Värde'])}\n{row}\n"
        assert read(text).rows[0]["value"] == Decimal("6.3")
        assert lines(text.encode())[-1][1] == ["a", "x", "6,3"]  # nor does anybody have to know its headings

    def test_a_decimal_comma_in_every_row_does_not_part_the_cells(self):
        text = "Andel, procent\nKod;Värde\n" + "a;1,5\n" * 300
        assert len(read(text).rows) == 300

    def test_a_column_that_nobody_asked_for_is_named(self):
        assert read("Kod;Lön\na;1\n").unknown == ("Lön",)

    def test_a_missing_column_is_named(self):
        with pytest.raises(SheetRefused, match="Columns are missing: Code"):
            read("Text;Antal\na;1\n")

    def test_one_heading_twice_is_refused(self):
        with pytest.raises(SheetRefused, match="columns A and C are both"):
            read("Kod;Text;Kod\na;b;c\n")

    @pytest.mark.parametrize(
        "data",
        [b"", b"\x00\x01\x02", b"%PDF-1.7\x00", b"\xd0\xcf\x11\xe0aaaa", b"PK\x03\x04 nothing", b'Kod;Text\n"a;b\n'],
    )
    def test_bytes_that_are_no_table_are_refused_with_a_next_step(self, data):
        with pytest.raises(SheetRefused) as refused:
            read(data)
        assert refused.value.todo.sv
        assert refused.value.todo.en

    def test_too_many_rows_or_columns_are_refused_whole(self):
        with pytest.raises(SheetRefused, match="more than 50000 rows"):
            read("Kod\n" + "a\n" * (limits.ROWS + 1))
        with pytest.raises(SheetRefused, match="more than 200 columns"):
            read("Kod\n" + ";".join("a" * 300) + "\n")
        assert len(read("Kod\n" + "a\n" * limits.ROWS).rows) == limits.ROWS


class TestWorkbook:
    def test_numbers_days_and_words_keep_what_they_are(self):
        data = workbook(["Kod", "Värde", "Dag", "Antal"], [481, 0.1, date(2027, 3, 1), 3])
        (row,) = read(data).rows
        assert dict(row.values) | {"text": ""} == {
            "code": "481",
            "text": "",
            "value": Decimal("0.1"),
            "day": date(2027, 3, 1),
            "count": 3,
            "way": None,
            "parents": (),
        }

    def test_a_formula_is_refused_where_it_stands(self):
        (fault,) = read(workbook(["Kod", "Värde"], ["a", "=1+1"])).faults
        assert (
            fault.text("sv")
            == "rad 2, kolumn B: Cellen innehåller en formel. Kopiera cellen och klistra in den som värde."
        )

    def test_a_formula_in_a_column_that_nobody_asked_for_is_let_be(self):
        assert read(workbook(["Kod", "Egen summa"], ["a", "=1+1"])).faults == ()

    def test_a_percentage_by_format_is_asked_about_and_not_taken_a_hundredfold_wrong(self):
        data = workbook(["Kod", "Värde"], ["a", 0.85], change=lambda sheet: setattr(sheet["B2"], "number_format", "0%"))
        (fault,) = read(data).faults
        assert "formatted as a percentage" in fault.text("en")

    @pytest.mark.parametrize(
        ("written", "is_percentage"),
        [
            ("0%", True),
            ("0.00 %", True),
            ('[Red]0%;"-"0%', True),
            ('#,##0.0" % av tid"', False),
            ("0.0\\ \\%", False),
            ("0_%", False),
            ("[Color10]0.0", False),
            ("General", False),
        ],
    )
    def test_a_percent_sign_counts_only_where_the_format_means_it(self, written, is_percentage):
        data = workbook(
            ["Kod", "Värde"], ["a", 6.3], change=lambda sheet: setattr(sheet["B2"], "number_format", written)
        )
        table = read(data)
        assert [row["value"] for row in table.rows] == ([] if is_percentage else [Decimal("6.3")])

    def test_a_hidden_sheet_before_the_table_is_passed_over_and_told(self):
        def hide(sheet):
            listed = sheet.parent.create_sheet("Lista", 0)
            listed.append(["Val"])
            listed.sheet_state = "veryHidden"

        table = read(workbook(["Kod"], ["a"], change=hide))
        assert [row["code"] for row in table.rows] == ["a"]
        assert [each.sv for each in table.remarks] == ["Bladet ”Sheet” är läst; dolda blad hoppas över: ”Lista”."]

    def test_the_sheet_that_was_read_is_named_where_its_columns_are_missing(self):
        with pytest.raises(SheetRefused, match="missing on the sheet “Sheet”: Code"):
            read(workbook(["Annat"], ["a"]))

    def test_a_workbook_without_a_sheet_to_see_is_refused(self):
        data = workbook(["Kod"], ["a"])
        part = zipfile.ZipFile(io.BytesIO(data)).read("xl/workbook.xml").replace(b'state="visible"', b'state="hidden"')
        with pytest.raises(SheetRefused, match="no visible sheet"):
            read(_with_part(data, "xl/workbook.xml", part))

    def test_strict_open_xml_is_read_as_the_common_form(self):
        data = workbook(["Kod", "Värde", "Dag"], ["å", 61.5, date(2027, 3, 1)])
        strict = _strict(data)
        assert read(strict).rows[0].values == read(data).rows[0].values

    def test_an_error_and_a_bare_serial_of_a_day_are_faults(self):
        table = read(workbook(["Kod", "Värde", "Dag"], ["a", "#N/A", 46000]))
        assert [(fault.row, fault.column) for fault in table.faults] == [(2, "B"), (2, "C")]

    def test_rows_keep_their_numbers_past_empty_ones(self):
        table = read(workbook(["Kod", "Värde"], [], [], ["a", "x"]))
        assert table.faults[0].row == 4

    def test_a_document_type_in_a_part_is_refused(self):
        evil = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'
        with pytest.raises(SheetRefused, match="document type"):
            read(_with_part(workbook(["Kod"], ["a"]), "xl/sharedStrings.xml", evil))

    def test_a_part_in_utf_16_cannot_hide_a_document_type(self):
        evil = '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16")
        with pytest.raises(SheetRefused, match="document type"):
            read(_with_part(workbook(["Kod"], ["a"]), "xl/sharedStrings.xml", evil))

    def test_what_swells_is_refused_before_it_is_opened(self, monkeypatch):
        monkeypatch.setattr(limits, "UNPACKED", 100_000)
        data = _with_part(workbook(["Kod"], ["a"]), "xl/media/a.bin", b"\0" * 100_001)
        with pytest.raises(SheetRefused, match="too large when unpacked"):
            read(data)

    @pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "[Content_Types].xml"])
    @pytest.mark.parametrize("content", [b"", b"<", b"<a/>", b"\xff"])
    def test_a_damaged_part_is_refused_in_words(self, part, content):
        with pytest.raises(SheetRefused):
            read(_with_part(workbook(["Kod"], ["a"]), part, content))


def _with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The workbook with one part put in the place of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


def _strict(data: bytes) -> bytes:
    """The workbook under the names of Strict Open XML; a day of it is written as ISO 8601."""
    out = io.BytesIO()
    names = {b"spreadsheetml/2006/": b"spreadsheetml/", b"officeDocument/2006/": b"officeDocument/"}
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            for common, strict in names.items():
                content = content.replace(COMMON + common, MARK + strict)
            content = re.sub(rb't="n"><v>46447</v>', b't="d"><v>2027-03-01</v>', content)
            new.writestr(part.filename, content)
    return out.getvalue()


class TestMoney:
    @pytest.mark.parametrize(("unit", "ore"), [("kr", 120_050), ("tkr", 120_050_000), ("mnkr", 120_050_000_000)])
    def test_the_unit_is_told_and_amounts_are_whole_ore(self, unit, ore):
        assert read("Ansvar;Budget\n1;1 200,50\n", BUDGET, money_unit=unit).rows[0]["frame"] == ore

    def test_without_a_unit_nothing_is_read(self):
        with pytest.raises(SheetRefused, match="Say whether the amounts are in kr, tkr or mnkr"):
            read("Ansvar;Budget\n1;1200\n", BUDGET)

    def test_a_heading_that_says_another_unit_is_not_overruled(self):
        with pytest.raises(SheetRefused, match="column B: the heading says tkr, but kr was told"):
            read("Ansvar;Budget (tkr)\n1;1200\n", BUDGET, money_unit="kr")

    def test_a_part_of_an_ore_is_refused(self):
        (fault,) = read("Ansvar;Budget\n1;0,001\n", BUDGET, money_unit="kr").faults
        assert "inte hela ören" in fault.text("sv")

    @given(st.integers(-(10**13), 10**13), st.sampled_from([*MoneyUnit]), st.sampled_from(["csv", "xlsx"]))
    @settings(max_examples=40, deadline=None)
    def test_an_amount_comes_back_to_the_ore(self, ore, unit, form):
        data = write_table(BUDGET, [{"code": "1", "frame": ore}], form=form, money_unit=unit)
        assert read(data, BUDGET, money_unit=unit).rows[0]["frame"] == ore


class TestFormulas:
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "'=1", "\uff1d1", '=HYPERLINK("x")'])
    def test_a_text_that_would_run_is_made_harmless_and_comes_back_as_it_was(self, form, text):
        data = write_table(COLUMNS, [{"code": "a", "text": text}], form=form)
        ((_heading, _cells), (_number, cells)) = lines(data)
        assert cells[1] == "'" + text
        assert read(data).rows[0]["text"] == text

    @given(st.text(max_size=20))
    def test_no_harmless_text_begins_as_a_formula_and_none_is_changed_for_good(self, text):
        assert neutral(text)[:1] not in {*"=+-@\t\r\n"} - {""} or not text
        assert bare(neutral(text)) == text

    def test_a_negative_number_stays_a_number(self):
        data = write_table(COLUMNS, [{"code": "a", "value": Decimal("-5.20")}], form="csv")
        assert data.decode("utf-8-sig").splitlines()[1] == "a;;;-5,2;;;"


WORDS = st.text(st.characters(blacklist_categories=("Cc", "Cs")) | st.sampled_from("\n\t;,\"'=+-@_x0041"), max_size=30)
ROWS = st.fixed_dictionaries(
    {
        "code": st.from_regex(r"[a-z0-9][a-z0-9-]{0,20}", fullmatch=True),
        "text": WORDS
        | st.sampled_from(["#N/A", "_x000D_", "_x005F_x000D_", "_x0000_x0000_", "TRUE", "0481", "1e5", "2027-01-01"]),
        "count": st.none() | st.integers(-(10**9), 10**9),
        "value": st.none() | st.decimals(-(10**12), 10**12, places=4, allow_nan=False),
        "day": st.none() | st.dates(date(1901, 1, 1), date(2200, 12, 31)),
        "way": st.none() | st.sampled_from(["higher", "lower"]),
        "parents": st.lists(st.from_regex(r"[a-z][a-z0-9-]{0,9}", fullmatch=True), unique=True, max_size=3).map(tuple),
    }
)


class TestRoundTrip:
    @given(st.lists(ROWS, max_size=4), st.sampled_from(["csv", "xlsx"]), st.sampled_from(["sv", "en"]))
    @settings(max_examples=150, deadline=None)
    def test_every_row_comes_back_as_it_was_written(self, rows, form, language):
        table = read(write_table(COLUMNS, rows, form=form, language=language))
        assert table.faults == ()
        assert [dict(row.values) for row in table.rows] == [row | {"text": row["text"].strip()} for row in rows]

    @given(st.binary(max_size=200))
    def test_any_bytes_are_read_or_refused_in_words(self, data):
        with contextlib.suppress(SheetRefused):  # any other exception is a trace in somebody's face
            read(data)

    def test_letters_of_columns_are_excels(self):
        assert [letter(index) for index in (0, 25, 26, 51, 701, 702)] == ["A", "Z", "AA", "AZ", "ZZ", "AAA"]


def test_a_table_to_fill_in_says_on_a_second_sheet_what_it_takes_and_is_read_without_it():
    data = write_table(COLUMNS, [], form="xlsx", is_explained=True)
    book = openpyxl.load_workbook(io.BytesIO(data))
    told = {row[0]: row for row in book.worksheets[1].iter_rows(min_row=2, values_only=True)}
    assert told["Kod"][1] == "ja"
    assert told["Riktning"][3] == "”högre”, ”lägre”"
    assert told["Dag"][2] == "en dag, som 2027-02-09"
    assert not read_table(data, file_name="t.xlsx", columns=COLUMNS).rows
    assert len(openpyxl.load_workbook(io.BytesIO(write_table(COLUMNS, [], form="xlsx"))).worksheets) == 1


def test_a_choice_takes_the_other_forms_that_its_column_names():
    way = Column(
        "way", Pair("Vem"), kind=Kind.CHOICE, choices={"head": Pair("chefen")}, also_chosen={"head": ("chef",)}
    )
    assert [row["way"] for row in read("Vem\nChef\nchefen\n", columns=(way,)).rows] == ["head", "head"]
