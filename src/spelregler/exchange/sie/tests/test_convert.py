"""A file that another program wrote and ours re-exported is equal field by field; what a type cannot hold is named."""

from __future__ import annotations

import io
import zlib

import pytest

from spelregler.exchange.sie import SieError, convert, records, summary
from spelregler.exchange.sie.convert import CANNOT_HOLD
from spelregler.exchange.sie.tests.test_sie import HEAD, REFERENCE, SHARED, VOUCHER

KINDS = ("1", "2", "3", "4", "4I")
HELD_SUMS = {
    "1": ("ib", "ub", "res", "sum_ib0", "sum_ub0", "sum_res0"),
    "2": ("ib", "ub", "res", "sum_ib0", "sum_ub0", "sum_res0"),
    "3": ("ib", "ub", "res", "oib", "oub", "psaldo", "pbudget", "sum_ib0", "sum_ub0", "sum_res0"),
    "4": tuple(REFERENCE[0])[3:] if REFERENCE else (),
    "4I": ("ver", "rows", "sum_trans", "unbalanced"),
}


def anew(data: bytes, kind: str) -> bytes:
    return b"".join(convert(data, kind=kind)[1])


def content(data: bytes, *, but: tuple[str, ...] = ()) -> list[tuple[str, list[object]]]:
    return [(each.label, list(each.fields)) for each in records(data) if each.label not in but]


def own_kind(data: bytes) -> str:
    return str(summary(data, "x")["sietyp"])


def test_amounts_of_another_currency_are_passed_on_as_they_are():
    data = HEAD + b"#VALUTA EUR\r\n" + VOUCHER
    assert content(anew(data, "4")) == content(data)


@pytest.mark.skipif(not REFERENCE, reason="the shared vendor files are not here")
@pytest.mark.parametrize("name", [row["file"] for row in REFERENCE])
class TestRealFiles:
    def test_written_anew_it_is_equal_field_by_field(self, name):
        data = (SHARED / name).read_bytes()
        kind = own_kind(data)
        kept = [row for row in content(data, but=("#KSUMMA",)) if row[0] not in CANNOT_HOLD[kind]]
        assert content(anew(data, kind), but=("#KSUMMA",)) == kept

    def test_written_anew_as_type_4_it_keeps_everything(self, name):
        data = (SHARED / name).read_bytes()
        but = ("#SIETYP", "#KSUMMA")
        assert content(anew(data, "4"), but=but) == content(data, but=but)

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_sums_that_the_type_holds_are_identical(self, name, kind):
        data = (SHARED / name).read_bytes()
        before, after = summary(data, name), summary(anew(data, kind), name)
        assert after["sietyp"] == int(kind[0])
        # A file of type 2 with objects is read without them, as the format says; as type 3 they would count.
        held = set(HELD_SUMS[kind]) - ({"psaldo", "pbudget"} if before["sietyp"] == 2 else set())
        assert {key: after[key] for key in held} == {key: before[key] for key in held}

    @pytest.mark.parametrize("kind", KINDS)
    def test_the_checksum_is_right_where_there_was_one(self, name, kind):
        data = (SHARED / name).read_bytes()
        was = summary(data, name)["ksumma"]
        assert summary(anew(data, kind), name)["ksumma"] == ("none" if was == "none" else "ok")

    @pytest.mark.parametrize("kind", KINDS)
    def test_what_is_left_out_is_counted_and_nothing_else_is(self, name, kind):
        data = (SHARED / name).read_bytes()
        done, pieces = convert(data, kind=kind)
        out = b"".join(pieces)
        marks = {"{", "}"}
        gone = sum(each.label not in marks for each in records(data)) - sum(
            each.label not in marks for each in records(out)
        )
        added = "#SIETYP" not in done.source.labels and "#SIETYP" in done.written
        assert sum(done.left_out.values()) == gone + added


class TestKept:
    def test_unknown_labels_added_and_removed_rows_and_trailing_fields(self):
        data = HEAD + (
            b'#SRU 5010 7513\r\n#HITTEPA 1 "a b" {3 4} ""\r\n#UNDERDIM 21 Barn 20\r\n#OIB 0 1930 {1 "0123"} 10.00 2\r\n'
            b'#VER A 1 20260105 "En \\"text\\"" 20260106 AB\r\n{\r\n   #BTRANS 5010 {} 7.00\r\n'
            b'   #RTRANS 5010 {6 "P 1"} 5.00 20260105 "" 1 CD\r\n   #TRANS 5010 {6 "P 1"} 5.00 20260105 "" 1 CD\r\n'
            b"   #TRANS 1930 {} -5\r\n   #EGEN 1\r\n}\r\n"
        )
        assert content(anew(data, "4")) == content(data)

    @pytest.mark.parametrize("encoding", ["utf-8", "latin-1"])
    def test_letters_of_another_code_page_come_out_in_the_right_one(self, encoding):
        data = (HEAD.decode() + '#KONTO 5010 "Löner på Öland"\r\n').encode(encoding)
        assert "Löner på Öland".encode("cp437") in anew(data, "4")

    def test_letters_that_the_code_page_lacks_are_counted(self):
        done, pieces = convert(HEAD + "#KONTO 5010 Łódź?\r\n".encode(), kind="4")
        assert "#KONTO 5010 ?ód??".encode("cp437") in b"".join(pieces)
        assert done.letters_lost == 2  # ó has a place in code page 437

    def test_a_wrong_checksum_is_told_and_a_right_one_written(self):
        data = b"#FLAGGA 0\r\n#KSUMMA\r\n" + HEAD.removeprefix(b"#FLAGGA 0\r\n") + b"#KSUMMA 17\r\n"
        done, pieces = convert(data, kind="4")
        out = b"".join(pieces)
        assert done.source.ksumma == "wrong"
        counted = b"#FORMATPC8#SIETYP4#PROGRAMx1#GEN20260101#FNAMNProv"
        assert out.endswith(b"#KSUMMA %d\r\n" % zlib.crc32(counted))


class TestAnotherType:
    ROWS = (
        b"#DIM 1 Ansvar\r\n#OBJEKT 1 A Skolan\r\n#OMFATTN 20261231\r\n#RES 0 5010 10.50\r\n"
        b"#PSALDO 0 202601 5010 {} 10.50\r\n#PSALDO 0 202601 5010 {1 A} 10.50\r\n"
    )

    @pytest.mark.parametrize(
        ("kind", "left_out"),
        [
            ("1", {"#DIM": 1, "#OBJEKT": 1, "#OMFATTN": 1, "#PSALDO": 2, "#VER": 1, "#TRANS": 2}),
            ("2", {"#DIM": 1, "#OBJEKT": 1, "#PSALDO {…}": 1, "#VER": 1, "#TRANS": 2}),
            ("3", {"#VER": 1, "#TRANS": 2}),
            ("4", {}),
            ("4I", {"#OMFATTN": 1, "#RES": 1, "#PSALDO": 2}),
        ],
    )
    def test_what_it_cannot_hold_is_named_and_counted(self, kind, left_out):
        done, pieces = convert(HEAD + self.ROWS + VOUCHER, kind=kind)
        assert b"#SIETYP " + kind[:1].encode() in b"".join(pieces)
        assert done.left_out == left_out

    def test_what_it_asks_for_and_the_file_lacks_is_named(self):
        done, pieces = convert(HEAD + VOUCHER, kind="2")
        assert list(pieces)
        assert done.lacks == ("#RAR", "#OMFATTN", "#KONTO", "#IB", "#UB", "#RES", "#PSALDO")

    def test_a_file_without_a_type_gets_one_where_the_type_must_be_told(self):
        data = HEAD.replace(b"#SIETYP 4\r\n", b"")
        assert b"#SIETYP" not in anew(data, "1")
        assert anew(data, "3").startswith(b"#FLAGGA 0\r\n#SIETYP 3\r\n")

    def test_a_file_object_is_converted_like_its_bytes(self):
        data = HEAD + self.ROWS + VOUCHER
        assert b"".join(convert(io.BytesIO(data), kind="3")[1]) == anew(data, "3")

    def test_a_cut_file_is_refused_before_the_first_piece(self):
        with pytest.raises(SieError, match="cut off"):
            convert(HEAD + VOUCHER[:-3], kind="4")

    def test_there_is_no_type_5(self):
        with pytest.raises(ValueError, match="no SIE type"):
            convert(HEAD, kind="5")
