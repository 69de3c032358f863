"""Real vendor files give the counts and sums that two independent readers agree on; bad input is refused in words."""

from __future__ import annotations

import contextlib
import io
import json
import zlib
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.exchange.sie import (
    Book,
    Entry,
    SieError,
    VoucherText,
    blocks,
    iter_period_balances,
    iter_rows,
    read,
    reader,
    records,
    stream,
    summary,
    watched,
    write,
)

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "sie"
REFERENCE = json.loads((SHARED / "reference.json").read_text()) if SHARED.is_dir() else []
FILES = sorted(path for path in SHARED.glob("*") if path.suffix.lower() in (".se", ".si"))
HEAD = b"#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#PROGRAM x 1\r\n#GEN 20260101\r\n#FNAMN Prov\r\n"
VOUCHER = b'#VER A 1 20260105 text\r\n{\r\n#TRANS 5010 {1 "0123"} 10.50\r\n#TRANS 1930 {} -10.50\r\n}\r\n'


def book(vouchers: list[VoucherText]) -> bytes:
    return b"".join(
        write(Book(company="Prövkommun", generated="20261031", year=("20260101", "20261231"), vouchers=vouchers))
    )


def voucher(rows: bytes) -> bytes:
    return HEAD + b"#VER A 1 20260105\r\n{\r\n" + rows + b"\r\n}\r\n"


def careful(data: bytes) -> list[tuple[int, str, tuple[tuple[int, str], ...], int]]:
    """The voucher rows by the streaming tokenizer alone, which knows no fast way."""
    rows = [each for each in records(data) if each.label == "#TRANS"]
    return [(each.line, each.text(0), each.objects(1), each.amount(2)[0]) for each in rows]


def fast(data: bytes) -> list[tuple[int, str, tuple[tuple[int, str], ...], int]]:
    return [(each.line, each.account, each.objects, each.amount_ore) for each in iter_rows(data)]


@pytest.mark.skipif(not REFERENCE, reason="the shared vendor files are not here")
class TestRealFiles:
    def test_there_are_29(self):
        assert len(REFERENCE) == 29

    @pytest.mark.parametrize("expected", REFERENCE, ids=lambda row: row["file"])
    def test_counts_and_sums_equal_the_reference(self, expected):
        found = summary((SHARED / expected["file"]).read_bytes(), expected["file"])
        assert {key: found[key] for key in expected} == expected
        assert list(found) == [*expected, "ksumma", "warnings"]

    @pytest.mark.parametrize("expected", REFERENCE, ids=lambda row: row["file"])
    def test_the_fast_way_and_the_careful_way_see_the_same_rows(self, expected):
        data = (SHARED / expected["file"]).read_bytes()
        assert fast(data) == careful(data)
        sie, rows = stream(data)
        assert list(rows) == list(iter_rows(data))
        assert sie == read(data)
        assert len(fast(data)) == expected["rows"]
        assert sum(row[-1] for row in fast(data)) == int(Decimal(expected["sum_trans"]) * 100)

    @pytest.mark.parametrize("expected", REFERENCE, ids=lambda row: row["file"])
    def test_a_file_object_is_read_like_its_bytes(self, expected):
        data = (SHARED / expected["file"]).read_bytes()
        assert summary(io.BytesIO(data), "x") == summary(data, "x")

    @pytest.mark.parametrize("expected", [row for row in REFERENCE if row["psaldo"]], ids=lambda row: row["file"])
    def test_period_balances_count_no_krona_twice(self, expected):
        sie = read((SHARED / expected["file"]).read_bytes())
        whole = sum(row.amount_ore for row in iter_period_balances(sie, label="#PSALDO"))
        for dimension in {number for row in sie.balances for number, _code in row.objects}:
            split = iter_period_balances(sie, label="#PSALDO", dimension=dimension)
            assert sum(row.amount_ore for row in split) == whole

    @pytest.mark.parametrize("name", ["Sie1.se", "Bokslut%20Norstedts%20SIE%204E.se"])
    def test_a_vendor_s_checksum_is_verified(self, name):
        data = (SHARED / name).read_bytes()
        assert summary(data, name)["ksumma"] == "ok"
        assert summary(data.replace(b"#FNAMN", b"#FNAMN x", 1), name)["ksumma"] == "wrong"

    def test_a_file_cut_before_its_closing_checksum_is_refused(self):
        data = (SHARED / "Sie1.se").read_bytes()
        cut = data[: data.rfind(b"#KSUMMA")]
        with pytest.raises(SieError, match="cut off"):
            read(cut)
        with pytest.raises(SieError, match="cut off"):
            list(iter_rows(cut))

    def test_letters_that_were_lost_are_told(self):
        data = (SHARED / "SIE4_Exempelfil_med_underdim.SE").read_bytes()
        sie = read(data)
        assert "UTF-8" in sie.warnings[0].words.sv
        assert sie.parents == {61: 6, 62: 6}


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words", "line", "column"),
        [
            (b"", "no SIE file", 1, 1),
            (b"hej", "does not start", 1, 1),
            (b"\r\n  Konto;Belopp\r\n", "does not start", 2, 3),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "PNG", 1, 1),
            (b"PK\x03\x04rest", "Excel", 1, 1),
            (b"%PDF-1.7", "PDF", 1, 1),
            (b"<?xml version='1.0'?><Sie/>", "SIE 5", 1, 1),
            ("#FLAGGA 0".encode("utf-16"), "UTF-16", 1, 1),
            ("#FLAGGA 0".encode("utf-16-le"), "UTF-16", 1, 1),
            (HEAD + b"#KONTO 1\x00\r\n", "control character", 7, 9),
            (HEAD + b"#KONTO 5010 Hy\x0bra\r\n", "control character", 7, 15),
            (HEAD + VOUCHER + b"\x1a#KONTO 1 Kassa\r\n", "control character", 12, 1),
            (
                HEAD + b"#KONTO 2 y\r\n" * 87_000 + b"#KONTO 1 " + b"x" * 60_000 + b"\x07\r\n",
                "control character",
                87_007,
                60_010,
            ),
            (b"\x00\x00", "no SIE file", 1, 1),
            (HEAD.replace(b"\r\n", b"\r"), "CR alone", 1, 1),
            (b"#KONTO 1 Kassa\r\n", "neither #FLAGGA", 1, 1),
            (HEAD.replace(b"#SIETYP 4", b"#SIETYP 9"), "no SIE type", 3, 9),
            (HEAD.replace(b"#SIETYP 4", b"#SIETYP"), "lacks fields", 3, 8),
            (HEAD + b"#VALUTA EUR\r\n" + VOUCHER, "in EUR", 7, 9),
            (HEAD + VOUCHER + b'#VALUTA  "nok"\r\n', "in NOK", 12, 10),
            (HEAD.replace(b"#SIETYP 4", b"#SIETYP 1") + b"#VALUTA EUR\r\n#RES 0 5010 1.00\r\n", "in EUR", 7, 9),
            (HEAD + b"#RAR noll 20260101 20261231\r\n", "no whole number", 7, 6),
            (HEAD + b"#VER A 1 20260105\r\n{\r\n#TRANS 5010 {} 1.00\r\n", "cut off", 9, 1),
            (HEAD + b"#VER A 1 20260105\r\n", "cut off", 7, 1),
            (HEAD + VOUCHER.replace(b"20260105", b"2026-01-05"), "no date", 7, 10),
            (HEAD + b"}\r\n", "ends no voucher", 7, 1),
            (HEAD + b"{\r\n", "belongs to no voucher", 7, 1),
            (HEAD + b"#VER A 1 20260105\r\n{\r\n#VER A 2 20260105\r\n", "never ends", 9, 1),
            (HEAD + b"#TRANS 5010 {} 1.00\r\n", "outside a voucher", 7, 1),
            (HEAD + b"#KSUMMA\r\n" + VOUCHER, "cut off", 12, 1),
            (voucher(b"#TRANS 5010 {} 1,00"), "no amount", 9, 16),
            (voucher(b"  #TRANS 5010 {} +1.00"), "no amount", 9, 18),
            (voucher(b"#TRANS 5010 {} 1.005"), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {} " + b"9" * 5000), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {} " + b"9" * 1000), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {} 1000000000000.00"), "no amount", 9, 16),
            (voucher(b'#TRANS 5010 {} "12 345.00"'), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {} 12 345.00"), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {} -1 000"), "no amount", 9, 16),
            (voucher(b"#TRANS 5010 {}"), "lacks fields", 9, 15),
            (voucher(b"#TRANS 5010 1.00"), "object list", 9, 13),
            (voucher(b"#TRANS 5010 {1} 1.00"), "not pairs", 9, 13),
            (voucher(b"#TRANS 5010 {ett 0123} 1.00"), "not pairs", 9, 13),
        ],
    )
    def test_says_where_and_what_to_do(self, data, words, line, column):
        with pytest.raises(SieError, match=words) as refused:
            read(data)
        assert (refused.value.line, refused.value.column) == (line, column)
        assert refused.value.todo.sv in refused.value.text("sv")
        assert refused.value.todo.en in refused.value.text("en")

    @pytest.mark.parametrize("said", [b"", b"#VALUTA\r\n", b'#VALUTA ""\r\n', b"#VALUTA SEK\r\n", b"#VALUTA sek\r\n"])
    def test_kronor_are_kronor_said_or_unsaid(self, said):
        assert read(HEAD + said + VOUCHER).currency == "SEK"

    @pytest.mark.parametrize("rows", [b"#TRANS 5010 {} 1,00", b"#TRANS 5010 1.00", b"#TRANS 5010 {1} 1.00"])
    def test_the_stream_refuses_what_the_reader_refuses(self, rows):
        with pytest.raises(SieError) as by_reader:
            read(voucher(rows))
        with pytest.raises(SieError) as by_stream:
            list(iter_rows(voucher(rows)))
        assert by_stream.value.text("sv") == by_reader.value.text("sv")

    @given(st.binary(max_size=400))
    def test_no_bytes_whatever_give_anything_but_a_refusal_in_words(self, junk):
        for data in (junk, HEAD + junk, voucher(junk), voucher(b"#TRANS " + junk)):
            for work in (read, lambda data: list(iter_rows(data)), lambda data: list(records(data))):
                with contextlib.suppress(SieError):
                    work(data)

    @given(st.text(alphabet='#TRANSVER {}"\\ \t\r\n0123456789.-aåö', max_size=200))
    def test_nor_does_any_text_of_the_format_s_own_signs(self, junk):
        for data in (HEAD + junk.encode("cp437"), voucher(b"#TRANS 5010 {" + junk.encode("cp437"))):
            with contextlib.suppress(SieError):
                sie, rows = stream(data)
                assert list(rows) == list(iter_rows(data))
                assert sie.rows == len(list(iter_rows(data)))


class TestWhatCarriesNothing:
    """It is told at its line and decides nothing; whoever asks for what it is part of is refused."""

    def test_a_damaged_row_beside_the_vouchers_is_told_and_refused_only_where_it_is_asked_for(self):
        sie = read(HEAD + b"#PBUDGET 0 6010 202201 1000.00\r\n#UB 0 1930 5.00\r\n" + VOUCHER)
        (told,) = sie.warnings
        assert told.text("sv").startswith("rad 7: #PBUDGET kan inte läsas och är inte med: ")
        assert [each.amount_ore for each in sie.of("#UB")] == [500]
        with pytest.raises(SieError, match="line 7, column 24"):
            sie.of("#PBUDGET")

    def test_a_sum_of_which_a_row_could_not_be_read_is_no_figure(self):
        found = summary(HEAD + b"#UB 0 1930 1,5\r\n#UB 0 1940 7.00\r\n#IB 0 1930 2.00\r\n", "x")
        assert (found["sum_ub0"], found["sum_ib0"], found["ub"]) == (None, "2.00", 1)

    def test_a_damaged_name_refuses_nothing(self):
        sie = read(HEAD + b"#OBJEKT ett 0123 Skolan\r\n#OBJEKT 1 0124 Skolan\r\n" + VOUCHER)
        assert sie.objects == {(1, "0124"): "Skolan"}
        assert sie.warnings[0].line == 7

    def test_a_struck_voucher_is_told_whatever_its_date(self):
        struck = b"#VER A 2 20251230 Struken\n{\n#BTRANS 5010 {} 5.00\n}\n#VER A 3 struken\n{\n}\n"
        (told,) = read(HEAD + VOUCHER + struck).warnings
        assert told.text("sv") == "rad 12: Verifikationer utan rader: 2, den första A 2; de räknas inte."

    def test_the_largest_amount_that_is_one(self):
        rows = b"#TRANS 5010 {} 999999999999.99\n#TRANS 5010 {} -000000000000999999999999.99"
        assert [row.amount_ore for row in iter_rows(voucher(rows))] == [10**14 - 1, 1 - 10**14]

    def test_rows_without_an_account_are_counted_with_their_amounts(self):
        rows = b'#TRANS "" {1 "1110"} 1000.00\n#TRANS " " {} -400.00\n#TRANS 1930 {} -600.00'
        (told,) = read(voucher(rows)).warnings
        assert told.text("sv") == "rad 9: Rader utan konto: 2, den första här; 1400.00 kr finns inte i någon summa."


@contextlib.contextmanager
def as_if(module: object, **what: object) -> Iterator[None]:
    """Something of a module is otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in what.items():
            patch.setattr(module, name, value)
        yield


def carefully() -> contextlib.AbstractContextManager[None]:
    """No voucher has the plain shape, so every line goes the careful way."""
    return as_if(reader, block_of=lambda *_given: None)


def all_of(data: bytes) -> object:
    """Everything a file says: itself, its rows, and its remarks; or the refusal in words."""
    try:
        sie, rows = stream(data)
        return list(rows), sie
    except SieError as refused:
        return refused.text("sv")


ROW = '  #TRANS "6010" {1 "1110" 20 430} -12.50 20260131 "Hyra, lokal" 2 AB'
HEADING = '#VER "A" 1 "20260115" "Hyra" 20260116 "AB"'
SIGNS = st.text(alphabet='"" \t{}\\-.#,0123å', min_size=0, max_size=3)


HEADINGS = (
    HEADING,
    "#VER A 2 20260131",
    ' #VER\t"" "" 20260301 "Mat: \u00e5r {1}"\t',
    "#VER A 2 20260131 Hyra 20260202",
)
ROWS = (
    ROW,
    "#TRANS 5010 {} 100.00",
    '#TRANS "5010" { } -100.50 ',
    '\t#TRANS\t5010{1 "Östra skolan" "6" ""}-0.5\t"" "Hyra"',
    '#TRANS 3010 {-1 A 20 43å0} "-7" "20240229" "å" x "" y z',
)


def one_of_the_shapes(shapes: tuple[str, ...]) -> st.SearchStrategy[str]:
    """Nine in ten as they are, and one that is damaged."""
    return st.one_of(*[st.sampled_from(shapes)] * 9, st.sampled_from(shapes).flatmap(damaged))


@st.composite
def damaged(draw: st.DrawFn, line: str) -> str:
    """A line of the plain shape with a few signs put in, taken away or put in others' places."""
    for _each in range(draw(st.integers(0, 3))):
        at = draw(st.integers(0, len(line)))
        line = line[:at] + draw(SIGNS) + line[at + draw(st.integers(0, 4)) :]
    return line


class TestTheFastWayAndTheCarefulWay:
    @given(st.lists(damaged(ROW), max_size=3), damaged(HEADING), st.booleans())
    @settings(max_examples=1500, deadline=None)
    def test_say_the_same_of_every_file(self, rows, heading, is_summed):
        text = "\n".join((heading, "{", *rows, "}", ""))
        data = HEAD + (f"#KSUMMA\n{text}#KSUMMA 1\n" if is_summed else text).encode("cp437")
        by_fast = all_of(data)
        with carefully():
            assert all_of(data) == by_fast

    @given(
        st.lists(st.tuples(one_of_the_shapes(HEADINGS), st.lists(one_of_the_shapes(ROWS), max_size=4)), max_size=5),
        st.sampled_from(["\n", "\r\n"]),
        st.sampled_from([16, 150, 1 << 15]),
        st.sampled_from(["cp437", "cp1252", "utf-8"]),
    )
    @settings(max_examples=1000, deadline=None)
    def test_say_the_same_of_plain_vouchers_among_others(self, vouchers, end, size, encoding):
        text = end.join(f"{heading}{end}{{{end}{end.join((*rows, '}'))}" for heading, rows in vouchers)
        data = HEAD + b"#KSUMMA\r\n" + f"{text}{end}#KSUMMA 1{end}".encode(encoding)
        with as_if(blocks, SIZE=size):
            at_once = all_of(data)
        with carefully():
            assert all_of(data) == at_once

    def test_plain_vouchers_are_read_at_once(self):
        vouchers = [f"{heading}\n{{\n{row}\n}}" for heading in HEADINGS for row in ROWS]
        for end in (b"\n", b"\r\n"):
            data = "\n".join([*vouchers, ""]).encode("cp437").replace(b"\n", end)
            block = blocks.block_of(data, blocks.Known("cp437"))
            assert block is not None
            assert len(block.ore) == len(vouchers)

    @pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
    def test_say_the_same_of_the_vendors_files(self, path):
        data = path.read_bytes()
        by_fast = all_of(data)
        with carefully():
            assert all_of(data) == by_fast


class TestLeniency:
    def test_unknown_labels_and_extra_fields_are_ignored(self):
        assert read(HEAD + b'#HITTEPA 1 2 {3 4}\r\n#KONTO 5010 "Hyra" extra\r\n').accounts == {"5010": "Hyra"}

    def test_tabs_quotes_and_escapes(self):
        sie = read(HEAD + b'#KONTO\t"5010"\t"Hyra \\"lokal\\""\r\n')
        assert sie.accounts == {"5010": 'Hyra "lokal"'}

    @pytest.mark.parametrize(("encoding", "name"), [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("latin-1", "Latin-1")])
    def test_another_code_page_is_read_with_a_warning(self, encoding, name):
        data = (HEAD.decode() + "#KONTO 5010 Lönekostnad\r\n").encode(encoding)
        rows = '#VER A 1 20260105\r\n{\r\n#TRANS 5010 {1 "Östra"} 5.00\r\n#TRANS 1930 {} -5.00\r\n}\r\n'.encode(
            encoding.removesuffix("-sig")
        )
        sie = read(data + rows)
        assert any(name in warning.words.sv for warning in sie.warnings)
        assert sie.accounts["5010"] == "Lönekostnad"
        assert next(iter_rows(data + rows)).objects == ((1, "Östra"),)

    def test_the_end_mark_of_old_programs_is_no_record(self):
        assert read(HEAD + VOUCHER + b"\x1a").warnings == []
        assert read(HEAD + VOUCHER + b"\x1a" + bytes(3 << 20)).warnings == []

    def test_removed_and_added_rows_are_not_counted_twice(self):
        data = voucher(b"#BTRANS 5010 {} 7.00\n#RTRANS 5010 {} 5.00\n#TRANS 5010 {} 5.00\n#TRANS 1930 {} -5.00")
        assert (read(data).rows, read(data).unbalanced) == (2, [])
        assert sum(row.amount_ore for row in iter_rows(data)) == 0

    def test_a_row_s_own_date_comes_before_its_voucher_s(self):
        data = voucher(b'#TRANS 1 {} 1 20260203\n#TRANS 1 {} -1 ""\n#TRANS 1 {} 1\n#TRANS 1 {} -1 hyra')
        assert [row.date for row in iter_rows(data)] == ["20260203", "20260105", "20260105", "20260105"]
        assert [(each.line, "hyra" in each.words.sv) for each in read(data).warnings] == [(12, True)]

    @pytest.mark.parametrize("day", ["20260229", "20260231", "20260431", "19000229", "20260000", "20261301"])
    @pytest.mark.parametrize("row", ['#TRANS 1 {} 1 %s\n#TRANS 1 {"1" "\\"A"} -1 %s'])
    def test_a_day_that_the_calendar_lacks_is_none(self, row, day):
        data = voucher((row % (day, day)).encode())
        assert {each.date for each in iter_rows(data)} == {"20260105"}
        assert len(read(data).warnings) == 2

    @pytest.mark.parametrize("day", ["20240229", "20000229", "20261231"])
    def test_a_leap_day_is_a_day(self, day):
        first, _second = iter_rows(voucher(f"#TRANS 1 {{}} 1 {day}\n#TRANS 1 {{}} -1".encode()))
        assert first.date == day

    def test_an_impossible_date_gives_way_to_the_voucher_s(self):
        data = voucher(b'#TRANS 1 {} 1 20261399\n#TRANS 1 {"1" "\\"A"} -1 20261399')
        assert [row.date for row in iter_rows(data)] == ["20260105", "20260105"]
        assert [each.line for each in read(data).warnings] == [9, 10]

    def test_a_watched_file_is_read_like_its_bytes_and_tells_how_many(self):
        data, seen = HEAD + b"#KONTO 1 Kassa\r\n" * 200_000 + VOUCHER, []
        assert read(watched(io.BytesIO(data), seen.append)) == read(data)
        assert sum(seen) == 2 * len(data)
        assert max(seen) < len(data)
        assert list(iter_rows(watched(data, seen.append))) == list(iter_rows(data))

    def test_an_unbalanced_voucher_is_told_by_series_number_and_difference(self):
        found = summary(HEAD + VOUCHER.replace(b"-10.50", b"-10.00"), "x")
        assert found["unbalanced"] == [["A", "1", "0.50"]]
        assert found["warnings"] == ["rad 7: Verifikation A 1 går inte ihop: 0.50."]

    def test_a_file_marked_as_imported_says_so(self):
        sie = read(HEAD.replace(b"#FLAGGA 0", b"#FLAGGA 1"))
        assert sie.already_imported
        assert "redan inläst" in sie.warnings[0].words.sv

    @pytest.mark.parametrize(("kind", "is_told"), [(b"1", False), (b"2", True), (b"3", True), (b"4", False)])
    def test_the_end_date_is_asked_for_where_the_format_does(self, kind, is_told):
        head = HEAD.replace(b"#SIETYP 4", b"#SIETYP " + kind)
        assert any("#OMFATTN" in each.words.sv for each in read(head).warnings) is is_told

    def test_remarks_have_an_end(self):
        data = voucher(b"\n".join([b"#TRANS 1 {} 0 hyra"] * 600))
        assert len(read(data).warnings) == 501
        assert "100" in read(data).warnings[-1].words.sv


class TestPeriodBalances:
    ROWS = (
        b"#PSALDO 0 202601 5010 {} 100.00\n#PSALDO 0 202601 5010 {1 A} 60.00\n#PSALDO 0 202601 5010 {1 B} 30.00\n"
        b"#PSALDO 0 202601 5010 {6 P} 25.00\n#PSALDO 0 202601 6110 {1 A} 7.00\n#PSALDO -1 202501 5010 {} 99.00\n"
        b"#RES 0 5010 100.00\n"
    )

    def given(self, kind: bytes, **how):
        sie = read(HEAD.replace(b"#SIETYP 4", b"#SIETYP " + kind) + self.ROWS)
        return [(row.account, row.objects, row.amount) for row in iter_period_balances(sie, **how)]

    def test_the_whole_is_not_added_to_its_parts(self):
        assert self.given(b"3") == [("5010", (), Decimal("100.00")), ("6110", ((1, "A"),), Decimal("7.00"))]

    def test_a_split_keeps_what_no_object_holds(self):
        assert self.given(b"3", dimension=1) == [
            ("5010", ((1, "A"),), Decimal("60.00")),
            ("5010", ((1, "B"),), Decimal("30.00")),
            ("5010", (), Decimal("10.00")),
            ("6110", ((1, "A"),), Decimal("7.00")),
        ]

    def test_another_dimension_is_another_split_of_the_same_whole(self):
        assert sum(amount for _account, _objects, amount in self.given(b"3", dimension=6)) == Decimal("107.00")

    def test_type_2_knows_no_objects(self):
        assert self.given(b"2") == [("5010", (), Decimal("100.00"))]

    def test_type_1_gives_the_year(self):
        sie = read(HEAD.replace(b"#SIETYP 4", b"#SIETYP 1") + b"#RES 0 5010 100.00\n#RES -1 5010 9.00\n")
        assert [(row.period, row.amount) for row in iter_period_balances(sie)] == [("", Decimal("100.00"))]


amounts = st.integers(-(10**12), 10**12)
texts = st.text(max_size=12)
codes = st.text(alphabet='abcåäö0123456789 "\\{}#', min_size=1, max_size=8).filter(lambda code: code[-1] != "\\")


class TestRoundTrip:
    @given(st.lists(st.tuples(codes, amounts), min_size=1, max_size=8), texts)
    def test_what_is_written_is_read_back_to_the_ore(self, pairs, text):
        rows = tuple(Entry("5010", ((1, code), (20, "A")), ore) for code, ore in pairs)
        data = book([VoucherText("A", "1", "20260105", text, rows)])
        found = summary(data, "x")
        assert (found["rows"], found["ksumma"], found["fnamn"]) == (len(pairs), "ok", "Prövkommun")
        assert [row.amount_ore for row in iter_rows(data)] == [ore for _code, ore in pairs]
        assert [row.objects for row in iter_rows(data)] == [((1, code), (20, "A")) for code, _ore in pairs]
        assert all(row.date == "20260105" for row in iter_rows(data))
        assert fast(data) == careful(data)

    def test_dimensions_objects_balances_and_budget(self):
        whole = Book(
            company="Prov",
            generated="20261031",
            year=("20260101", "20261231"),
            accounts=(("5010", "Hyra"),),
            dimensions=((1, "Ansvar"), (20, "Verksamhet")),
            objects=((1, "0123", "Skolan, östra"),),
            balances=(("#RES", 0, "5010", 341_180),),
            budget=(("202601", "5010", ((1, "0123"),), 341_180),),
        )
        sie = read(b"".join(write(whole)))
        assert sie.warnings == []
        assert sie.dimensions == {1: "Ansvar", 20: "Verksamhet"}
        assert sie.objects == {(1, "0123"): "Skolan, östra"}
        assert [(each.label, each.objects, str(each.amount)) for each in sie.balances] == [
            ("#RES", (), "3411.80"),
            ("#PBUDGET", ((1, "0123"),), "3411.80"),
        ]

    def test_the_checksum_is_crc32_over_labels_and_fields(self):
        data = HEAD[:11] + b"#KSUMMA\r\n" + HEAD[11:]
        fields = "#FORMATPC8#SIETYP4#PROGRAMx1#GEN20260101#FNAMNProv"
        assert read(data + f"#KSUMMA {zlib.crc32(fields.encode())}\r\n".encode()).ksumma == "ok"

    def test_the_checksum_is_the_same_the_fast_way_and_the_careful_way(self):
        rows = (b'#TRANS 1 {1 "a b"} 1.5 20260101 "t \\"x\\"" 2\n', b'#TRANS "1" { } "-1.5"  "" "t"\n')
        fields = 'A120260105#TRANS11a b1.520260101t "x"2#TRANS1-1.5t'
        data = HEAD + b"#KSUMMA\n#VER A 1 20260105\n{\n" + b"".join(rows) + b"}\n"
        assert read(data + f"#KSUMMA {zlib.crc32(('#VER' + fields).encode())}\n".encode()).ksumma == "ok"
