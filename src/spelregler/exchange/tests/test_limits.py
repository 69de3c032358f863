"""Each bound, tried with a harmless file just over a lowered one; and files that are damaged, which are told in words.

Nothing large is made: a bound that is lowered to a few rows is the same bound.
"""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pytest

from spelregler.exchange import limits
from spelregler.exchange.bounded import (
    Damaged,
    Patience,
    TooMuch,
    Unfit,
    is_storable,
    read_json,
    scan_xml,
    text_lines,
    unpacked,
    whole,
)
from spelregler.exchange.package import PackageError, read_package
from spelregler.exchange.sheets import SheetRefused, lines
from spelregler.exchange.sie import SieError, iter_rows, model, rows
from spelregler.exchange.sie import read as read_sie
from spelregler.exchange.statistics import StatisticsRefused, cube, region_of
from spelregler.exchange.statistics import read as read_statistics
from spelregler.exchange.stratml.document import StratmlError
from spelregler.exchange.stratml.reader import read as read_stratml

SIE = b"#FLAGGA 0\r\n#SIETYP 4\r\n#VER A 1 20260105 text\r\n{\r\n#TRANS 5010 {} 5.00\r\n#TRANS 1930 {} -5.00\r\n}\r\n"
PLAN = (
    b"<StrategicPlan><Name>P</Name><StrategicPlanCore><Goal><Name>G</Name></Goal></StrategicPlanCore></StrategicPlan>"
)


def workbook(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part.filename, old.read(part))
        new.writestr(name, content, method)
    return out.getvalue()


def sheet(rows: str) -> bytes:
    """A workbook whose first sheet has these rows as they stand in its XML."""
    xml = f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}'
    return with_part(workbook(["a"]), "xl/worksheets/sheet1.xml", f"{xml}</sheetData></worksheet>".encode())


class TestWorkbook:
    def test_a_row_numbered_far_down_is_refused_and_not_walked_to(self) -> None:
        with pytest.raises(SheetRefused, match="more than 50000 rows"):
            lines(sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'))

    def test_a_row_below_the_sheet_is_damage(self) -> None:
        for number in ("1048577", "999999999999", "1_0", "1e3", "²", "0", "-1"):
            with pytest.raises(SheetRefused):
                lines(sheet(f'<row r="{number}"><c><v>1</v></c></row>'))

    def test_an_empty_row_far_down_is_no_reason_to_refuse_or_to_walk(self) -> None:
        data = sheet('<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>')
        assert [(number, cells) for number, cells in lines(data)] == [(1, [7])]

    def test_a_cell_far_to_the_right_is_refused(self) -> None:
        with pytest.raises(SheetRefused, match="more than 200 columns"):
            lines(sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'))
        for place in ("XFE1", "AAAA1", "a1", "A0", "1", "A1_0"):
            with pytest.raises(SheetRefused):
                lines(sheet(f'<row r="1"><c r="{place}"><v>1</v></c></row>'))

    @pytest.mark.parametrize(
        ("bound", "value"),
        [("CELLS", 5), ("WALKED", 5), ("TEXT", 5), ("CELL", 2), ("COLUMNS", 1), ("ROWS", 1), ("FILE", 1000)],
    )
    @pytest.mark.parametrize("form", ["csv", "xlsx"])
    def test_what_is_held_of_a_table_is_bounded(
        self, form: str, bound: str, value: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        rows: list[list[object]] = [["abc", "def"]] * 4
        data = workbook(*rows) if form == "xlsx" else b"abc;def\n" * (4 if bound != "FILE" else 400)
        assert lines(data)
        monkeypatch.setattr(limits, bound, value)
        with pytest.raises(SheetRefused) as refused:
            lines(data)
        assert refused.value.todo.sv.startswith("Dela filen")

    @pytest.mark.parametrize(
        ("bound", "value"),
        [("ELEMENTS", 20), ("ELEMENTS_AT_ONCE", 3), ("LEVELS", 2), ("UNPACKED", 500), ("PARTS", 3), ("STRINGS", 10)],
    )
    def test_what_is_unpacked_is_bounded(self, bound: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
        texts = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>abc</t></si></sst>'
        data = with_part(workbook(["abc", "def"], ["a", "b"]), "xl/sharedStrings.xml", texts)
        assert lines(data)
        monkeypatch.setattr(limits, bound, value)
        with pytest.raises(SheetRefused):
            lines(data)

    def test_an_element_without_end_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LINE", 100_000)
        with pytest.raises(SheetRefused, match="too long"):
            lines(sheet(f'<row r="1"><c r="A1" x="{"y" * 300_000}"><v>1</v></c></row>'))

    def test_a_reading_has_a_time(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "SECONDS", -1)
        with pytest.raises(SheetRefused, match="takes over"):
            lines(b"a\n" * 300)
        with pytest.raises(TooMuch):
            Patience().check()

    def test_a_part_that_no_library_should_unpack_is_refused(self) -> None:
        for method in (zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2):
            with pytest.raises(SheetRefused):
                lines(with_part(workbook(["a"]), "xl/styles.xml", b"<a/>", method=method))

    def test_every_place_of_damage_is_told_in_words(self) -> None:
        data = workbook(["abc", 1.5], ["def", 2])
        for at in range(0, len(data), 7):
            for other in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
                try:
                    lines(other)
                except SheetRefused as refused:
                    assert refused.words.sv  # noqa: PT017  a change in a picture's place changes nothing

    def test_a_number_that_is_none_is_a_fault_and_no_trace(self) -> None:
        for value in ("1e999", "-1e999", "nan", "1_000", "1e400000"):
            try:
                lines(sheet(f'<row r="1"><c r="A1"><v>{value}</v></c></row>'))
            except SheetRefused as refused:
                assert refused.words.sv  # noqa: PT017


class TestText:
    def test_a_line_and_the_number_of_lines_are_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LINE", 10)
        assert list(text_lines("0123456789\r\nb\rc\nd")) == ["0123456789\r\n", "b\r", "c\n", "d"]
        with pytest.raises(TooMuch):
            list(text_lines("0123456789a\r\n"))
        monkeypatch.setattr(limits, "TEXT_LINES", 3)
        with pytest.raises(TooMuch):
            list(text_lines("a\n\n\n\n"))

    def test_a_row_that_never_ends_is_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "CELL_LINES", 5)
        with pytest.raises(SheetRefused, match="quotation mark"):
            lines(b'a;b\n"c' + b"\n" * 20)

    def test_no_more_of_a_file_is_held_than_its_reader_takes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "FILE", 10)
        assert len(whole(io.BytesIO(b"x" * 100))) == 11


class TestLedger:
    def test_a_line_is_bounded_wherever_it_stands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LEDGER_LINE", 60)
        assert read_sie(SIE).rows == 2
        for data in (b"#PROSA " + b"x" * 80 + b"\n" + SIE, SIE + b"#PROSA " + b"x" * 80 + b"\n", SIE + b"x" * 99):
            for reader in (read_sie, lambda each: list(iter_rows(each))):
                with pytest.raises(SieError, match="too long"):
                    reader(data)

    def test_the_line_that_is_too_long_is_named(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "LEDGER_LINE", 60)
        with pytest.raises(SieError, match="line 8,"):
            read_sie(SIE + b"#PROSA " + b"x" * 80 + b"\n" + SIE)

    @pytest.mark.parametrize(
        ("bound", "value"), [("LEDGER", 50), ("LEDGER_RECORDS", 2), ("LEDGER_KEPT", 20), ("LEDGER_OBJECTS", 2)]
    )
    def test_what_is_kept_is_bounded(self, bound: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
        data = SIE + b"#PSALDO 0 202601 5010 {1 a 2 b 3 c} 1.00\n#PSALDO 0 202601 5020 {1 a} 1.00\n"
        assert len(read_sie(data).of("#PSALDO")) == 2
        monkeypatch.setattr(limits, bound, value)
        with pytest.raises(SieError, match="shorter period"):
            read_sie(data)

    def test_vouchers_are_counted_and_not_kept(self, monkeypatch: pytest.MonkeyPatch) -> None:
        many = SIE + b'#VER A 2 20260105 ""\n{\n#TRANS 5010 {} 1.00\n}\n' * 30
        monkeypatch.setattr(limits, "LEDGER_RECORDS", 20)
        monkeypatch.setattr(model, "MOST_UNBALANCED", 10)
        found = read_sie(many)
        assert (found.vouchers.count, found.vouchers.without_balance, len(found.unbalanced)) == (31, 30, 10)
        assert "20 more remarks" in found.warnings[-1].text("en")

    def test_object_lists_are_remembered_by_what_is_in_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(rows, "MOST_KNOWN", 10)
        known = rows.Lists("cp437")
        for number in range(20):
            assert known[b"{1 a%d 2 b 3 c}" % number] == ((1, f"a{number}"), (2, "b"), (3, "c"))
            assert sum(1 + len(pairs) for pairs in known.values()) <= 10


class TestStatistics:
    REGION = region_of("0481")
    PX = b'CHARSET="ANSI";STUB="region";HEADING="x";VALUES("region")="0481";VALUES("x")="a","b";DATA=1 2;'
    JSON_STAT = json.dumps(
        {
            "class": "dataset",
            "id": ["region", "x"],
            "size": [1, 2],
            "dimension": {"region": {"category": {"index": ["0481"]}}, "x": {"category": {"index": ["a", "b"]}}},
            "value": [1, 2],
        }
    ).encode()

    @pytest.mark.parametrize(
        ("form", "place", "bound", "value"),
        [
            ("PX", limits, "NODES", 5),
            ("PX", limits, "SECONDS", -1),
            ("PX", limits, "FILE", 20),
            ("PX", cube, "MOST_VARIABLES", 1),
            ("PX", cube, "MOST_FIGURES", 1),
            ("JSON_STAT", limits, "JSON_NODES", 5),
            ("JSON_STAT", cube, "MOST_VARIABLES", 1),
            ("JSON_STAT", cube, "MOST_FIGURES", 1),
        ],
    )
    def test_what_is_held_of_a_table_is_bounded(
        self, form: str, place: object, bound: str, value: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        data = {"PX": self.PX.replace(b"STUB", b"A=1;" * 256 + b"STUB"), "JSON_STAT": self.JSON_STAT}[form]
        assert len(read_statistics(data, self.REGION).figures) == 2
        monkeypatch.setattr(place, bound, value)
        with pytest.raises(StatisticsRefused) as refused:
            read_statistics(data, self.REGION)
        assert refused.value.todo.sv.startswith(("Välj färre", "Spara tabellen"))

    @pytest.mark.parametrize("held", [b"A=" + b"1" * 500_000, b"A(" + b'""' * 250_000, b"A=" + b'"a",' * 125_000])
    def test_a_value_takes_no_more_memory_than_the_file(self, held: bytes) -> None:
        tracemalloc.start()
        with pytest.raises(StatisticsRefused):
            read_statistics(self.PX.replace(b"DATA=", held + b";"), self.REGION)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert most < 20 * 500_000


class TestDocuments:
    @pytest.mark.parametrize(("bound", "value"), [("NODES", 3), ("LEVELS", 2), ("FILE", 50)])
    def test_a_plan_is_bounded(self, bound: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
        assert read_stratml(PLAN)
        monkeypatch.setattr(limits, bound, value)
        with pytest.raises(StratmlError):
            read_stratml(PLAN)

    def test_a_document_type_is_refused(self) -> None:
        with pytest.raises(Damaged, match="document type"):
            scan_xml([b"<!DOCTYPE a><a/>"], most=10)

    def test_a_package_file_is_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "PACKAGE_FILE", 20)
        (tmp_path / "policy.yaml").write_text("package: a\n" * 3)
        with pytest.raises(PackageError) as refused:
            read_package(tmp_path)
        assert any("larger than" in str(fault) for fault in refused.value.faults)

    def test_the_values_of_a_package_file_are_bounded(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "NODES", 20)
        (tmp_path / "policy.yaml").write_text(f"package: [{', '.join('a' * 30)}]\n")
        with pytest.raises(PackageError) as refused:
            read_package(tmp_path)
        assert any("more than 20 values" in fault.what.en for fault in refused.value.faults)

    def test_a_packed_file_with_many_entries_is_refused_before_they_are_objects(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "PARTS", 3)
        monkeypatch.setattr(zipfile, "ZipFile", None)
        with pytest.raises(TooMuch):
            unpacked(b"PK\x03\x04" + b"PK\x01\x02" * 4)


class TestJson:
    @pytest.mark.parametrize(
        "text",
        [
            "[" * 5000 + "]" * 5000,
            '{"a":' * 100 + "1" + "}" * 100,
            "9" * 5000,
            "1e999999",
            "1e-999999",
            "NaN",
            "[-Infinity]",
            '"a\\u0000b"',
            '{"a\\u0000": 1}',
            '"\\ud800"',
            "{",
            "",
            b"\xff",
        ],
    )
    def test_what_would_be_guessed_or_choke_is_refused(self, text: str | bytes) -> None:
        with pytest.raises(Unfit) as refused:
            read_json(text)
        assert refused.value.words.sv

    def test_the_number_of_values_is_bounded(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "JSON_NODES", 5)
        with pytest.raises(TooMuch):
            read_json(json.dumps(list(range(10))))

    def test_all_else_is_read_to_the_digit(self) -> None:
        assert str(read_json('{"a": [1.10, null, "å"]}')["a"][0]) == "1.10"

    def test_what_can_be_kept(self) -> None:
        assert is_storable("åäö 😀")
        assert not is_storable("a\x00")
        assert not is_storable("\ud800")
