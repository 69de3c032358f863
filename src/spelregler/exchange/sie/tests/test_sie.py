"""Real vendor files give the counts and sums that two independent readers agree on; bad input is refused in words."""

from __future__ import annotations

import contextlib
import json
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from spelregler.exchange.sie import Book, Entry, SieError, VoucherText, iter_rows, read, summary, write

SHARED = Path(__file__).parents[5] / ".." / "shared" / "data" / "sie"
REFERENCE = json.loads((SHARED / "reference.json").read_text()) if SHARED.is_dir() else []
HEAD = b"#FLAGGA 0\r\n#FORMAT PC8\r\n#SIETYP 4\r\n#PROGRAM x 1\r\n#GEN 20260101\r\n#FNAMN Prov\r\n"
VOUCHER = b'#VER A 1 20260105 text\r\n{\r\n#TRANS 5010 {1 "0123"} 10.50\r\n#TRANS 1930 {} -10.50\r\n}\r\n'


def book(vouchers: list[VoucherText]) -> bytes:
    return b"".join(
        write(Book(company="Prövkommun", generated="20261031", year=("20260101", "20261231"), vouchers=vouchers))
    )


@pytest.mark.skipif(not REFERENCE, reason="the shared vendor files are not here")
class TestRealFiles:
    @pytest.mark.parametrize("expected", REFERENCE, ids=lambda row: row["file"])
    def test_counts_and_sums_equal_the_reference(self, expected):
        found = summary((SHARED / expected["file"]).read_bytes(), expected["file"])
        assert {key: found[key] for key in expected} == expected

    @pytest.mark.parametrize("expected", REFERENCE, ids=lambda row: row["file"])
    def test_the_fast_stream_sees_the_same_rows_as_the_careful_reader(self, expected):
        assert sum(1 for _row in iter_rows((SHARED / expected["file"]).read_bytes())) == expected["rows"]

    @pytest.mark.parametrize("name", ["Sie1.se", "Bokslut%20Norstedts%20SIE%204E.se"])
    def test_a_vendor_s_checksum_is_verified(self, name):
        data = (SHARED / name).read_bytes()
        assert summary(data, name)["ksumma"] == "ok"
        assert summary(data.replace(b"#FNAMN", b"#FNAMN x", 1), name)["ksumma"] == "wrong"

    def test_a_file_cut_before_its_closing_checksum_is_refused(self):
        data = (SHARED / "Sie1.se").read_bytes()
        with pytest.raises(SieError, match="cut off"):
            read(data[: data.rfind(b"#KSUMMA")])


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "words"),
        [
            (b"", "no SIE file"),
            (b"hej", "does not start"),
            (b"\x89PNG\r\n\x1a\n\x00\x00", "control character"),
            (b"PK\x03\x04rest", "control character"),
            ("#FLAGGA 0".encode("utf-16"), "UTF-16"),
            (HEAD.replace(b"#SIETYP 4", b"#SIETYP 9"), "no SIE type"),
            (HEAD + b"#VER A 1 20260105\r\n{\r\n#TRANS 5010 {} 1.00\r\n", "cut off"),
            (HEAD + b"#VER A 1 20260105\r\n{\r\n#TRANS 5010 {} 1,00\r\n}\r\n", "no amount"),
            (HEAD + b"#VER A 1 20260105\r\n{\r\n#TRANS 5010 1.00\r\n}\r\n", "object list"),
            (HEAD + b"#TRANS 5010 {} 1.00\r\n", "outside a voucher"),
            (HEAD + b"#KSUMMA\r\n" + VOUCHER, "cut off"),
        ],
    )
    def test_says_where_and_what_to_do(self, data, words):
        with pytest.raises(SieError, match=words) as refused:
            read(data)
        assert refused.value.line >= 1
        assert refused.value.todo_sv

    @given(st.binary(max_size=400))
    def test_no_bytes_whatever_give_anything_but_a_refusal_in_words(self, junk):
        for data in (junk, HEAD + junk):
            with contextlib.suppress(SieError):
                read(data)


class TestLeniency:
    def test_unknown_labels_and_extra_fields_are_ignored(self):
        assert read(HEAD + b'#HITTEPA 1 2 {3 4}\r\n#KONTO 5010 "Hyra" extra\r\n').accounts == {"5010": "Hyra"}

    def test_tabs_quotes_and_escapes(self):
        sie = read(HEAD + b'#KONTO\t"5010"\t"Hyra \\"lokal\\""\r\n')
        assert sie.accounts == {"5010": 'Hyra "lokal"'}

    def test_another_code_page_is_read_with_a_warning(self):
        for encoding, name in (("utf-8", "UTF-8"), ("latin-1", "Latin-1")):
            sie = read(HEAD + "#KONTO 5010 Lönekostnad åäö\r\n".encode(encoding))
            assert any(name in warning.sv for warning in sie.warnings)
            assert sie.accounts["5010"] == "Lönekostnad"

    def test_removed_and_added_rows_are_not_counted_twice(self):
        rows = b"#BTRANS 5010 {} 7.00\r\n#RTRANS 5010 {} 5.00\r\n#TRANS 5010 {} 5.00\r\n#TRANS 1930 {} -5.00\r\n"
        data = HEAD + b"#VER A 1 20260105\r\n{\r\n" + rows + b"}\r\n"
        assert (read(data).rows, read(data).unbalanced) == (2, [])
        assert sum(row.amount_ore for row in iter_rows(data)) == 0

    def test_an_unbalanced_voucher_is_told_by_series_number_and_difference(self):
        data = HEAD + VOUCHER.replace(b"-10.50", b"-10.00")
        assert summary(data, "x")["unbalanced"] == [["A", "1", "0.50"]]

    def test_a_file_marked_as_imported_says_so(self):
        assert read(HEAD.replace(b"#FLAGGA 0", b"#FLAGGA 1")).already_imported


amounts = st.integers(-(10**12), 10**12)
codes = st.text(alphabet='abcåäö0123456789 "', min_size=1, max_size=8).map(str.strip).filter(bool)


class TestRoundTrip:
    @given(st.lists(st.tuples(codes, amounts), min_size=1, max_size=8))
    def test_what_is_written_is_read_back_to_the_ore(self, pairs):
        rows = tuple(Entry("5010", ((1, code),), ore) for code, ore in pairs)
        data = book([VoucherText("A", "1", "20260105", "prov", rows)])
        found = summary(data, "x")
        assert (found["rows"], found["ksumma"]) == (len(pairs), "ok")
        assert [row.amount_ore for row in iter_rows(data)] == [ore for _code, ore in pairs]
        assert all(row.date == "20260105" for row in iter_rows(data))

    def test_the_checksum_is_crc32_over_labels_and_fields(self):
        data = HEAD[:11] + b"#KSUMMA\r\n" + HEAD[11:]
        fields = "#FORMATPC8#SIETYP4#PROGRAMx1#GEN20260101#FNAMNProv"
        assert read(data + f"#KSUMMA {zlib.crc32(fields.encode())}\r\n".encode()).ksumma == "ok"
