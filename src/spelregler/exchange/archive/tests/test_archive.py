"""An archive is written, read and written again; what others may have done to one is told, and nothing is unpacked."""

from __future__ import annotations

import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from spelregler.exchange import limits
from spelregler.exchange.archive import (
    About,
    ArchiveRefused,
    Contents,
    Opened,
    answers_in,
    contents_of,
    faults,
    file_in,
    looked_at,
    package_file_in,
    write,
)
from spelregler.exchange.archive.form import ADOPTIONS, EVIDENCE, FORECASTS, MANIFEST, VALUES
from spelregler.exchange.package.packed import NAMES

ABOUT = About("0481", "Oxelösund", date(2026, 11, 2), "2026-11-02T10:00:00+01:00", "1.0")
PACKAGE, FILE = "a" * 64, b"%PDF-1.7 a paper"
SHA = hashlib.sha256(FILE).hexdigest()
ADOPTION = {
    "package": "oxelosund", "version": "2", "digest": PACKAGE, "base": 1, "start": "2026-01-01", "end": None,
    "decision": {"body": "KF", "decided_on": "2025-12-10", "paragraph": "142", "title": "Policyn"}, "is_lacking": False,
}  # fmt: skip
PIECE_OF_EVIDENCE = {
    "number": 7, "title": "Protokoll", "reference": "", "address": "", "dated_on": "2026-02-01", "fresh_until": None,
    "file": {
        "name": "p.pdf", "content_type": "application/pdf", "size": len(FILE), "sha256": SHA, "is_lacking": False,
    },
}  # fmt: skip
ANSWER = {
    "place": {"kind": "unit", "code": "s1", "name": "Skolan"}, "status": "breach", "since": "2026-09-01",
    "reason_sv": "Över ramen.", "reason_en": "Over.", "inputs": {"frame": 100, "share": 0.125},
    "parameters": {"days": 30},
    "expected_of": "FC", "seen_from": "2026-09-02", "seen_to": None,
}  # fmt: skip


FORECAST = {
    "number": 3, "place": {"kind": "unit", "code": "s1", "name": "Skolan"}, "year": 2026, "month": "2026-09-30",
    "amount_ore": -12_345, "recorded_on": "2026-10-05", "replaces": None, "answered_by": ADOPTION["decision"],
}  # fmt: skip
MEASURED = {
    "number": 5, "indicator": "larare", "title": "Lärare", "place": {"kind": "unit", "code": "s1", "name": "S"},
    "first_day": "2026-01-01", "last_day": "2026-06-30", "sex": "T", "value": "-62.8000", "measured_in": "%",
    "source": "SCB", "recorded_on": "2026-10-05", "replaces": 4,
}  # fmt: skip


def contents(
    *, answers: Iterable[dict[str, Any]] = (ANSWER,), about: About = ABOUT, more: Iterable[tuple[str, bytes]] = ()
) -> Contents:
    tables = [(ADOPTIONS, [ADOPTION]), (EVIDENCE, [PIECE_OF_EVIDENCE]), (answers_in("MR-1"), list(answers))]
    tables += [(FORECASTS, [FORECAST]), (VALUES, [MEASURED])]
    files = [(package_file_in(PACKAGE, name), [b"# a file\n"]) for name in sorted(NAMES)]
    return Contents(about, tables, [*files, (file_in(SHA), [FILE[:5], FILE[5:]]), *((n, [d]) for n, d in more)])


@pytest.mark.parametrize(
    ("part", "row", "wrong"),
    [
        (FORECASTS, FORECAST, {"amount_ore": 1.5}),
        (FORECASTS, FORECAST, {"amount_ore": True}),
        (VALUES, MEASURED, {"value": 62.8}),
        (VALUES, MEASURED, {"value": "1e9"}),
        (VALUES, MEASURED, {"sex": "X"}),
    ],
)
def test_a_figure_that_is_none_is_told_by_part_and_row(part, row, wrong, tmp_path):
    what = Contents(ABOUT, [(part, [row, row | wrong])], [])
    (found,) = faults(opened(written(what), tmp_path), most=5)
    assert (found.part, found.row) == (part, 2)


def written(what: Contents) -> bytes:
    out = io.BytesIO()
    write(out, what)
    return out.getvalue()


def opened(data: bytes, folder: Path) -> Opened:
    path = folder / "archive.zip"
    path.write_bytes(data)
    return looked_at(path)


days = st.dates(date(1994, 1, 1), date(2040, 1, 1)).map(date.isoformat)
words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60)
figures = st.integers(-(10**12), 10**12) | st.floats(0.001, 1e15, allow_nan=False) | st.none() | words | st.booleans()
answers = st.fixed_dictionaries(
    {
        "place": st.fixed_dictionaries({"kind": st.just("unit"), "code": words, "name": words}),
        "status": st.sampled_from(["kept", "breach", "not_assessed"]),
        "since": days | st.none(),
        "reason_sv": words,
        "reason_en": words,
        "inputs": st.dictionaries(words, figures, max_size=4),
        "parameters": st.dictionaries(words, figures, max_size=4),
        "expected_of": words,
        "seen_from": days,
        "seen_to": days | st.none(),
    }
)


class TestReadBack:
    @settings(max_examples=40, deadline=None)
    @given(rows=st.lists(answers, max_size=6))
    def test_what_was_read_is_written_as_the_same_bytes(self, rows: list[dict[str, Any]]) -> None:
        data = written(contents(answers=rows))
        with tempfile.TemporaryDirectory() as folder:
            found = opened(data, Path(folder))
            assert faults(found, most=10) == []
            assert list(found.rows(answers_in("MR-1"))) == rows
            assert written(contents_of(found)) == data

    def test_only_the_time_it_was_made_differs(self, tmp_path: Path) -> None:
        later = replace(ABOUT, made_at="2026-11-03T08:00:00+01:00")
        one, other = written(contents()), written(contents(about=later))
        parts = [
            {each.filename: each.CRC for each in zipfile.ZipFile(io.BytesIO(data)).infolist()} for data in (one, other)
        ]
        assert {name for name in parts[0] if parts[0][name] != parts[1][name]} == {MANIFEST}

    def test_a_file_comes_back_whole(self, tmp_path: Path) -> None:
        assert b"".join(opened(written(contents()), tmp_path).pieces(file_in(SHA))) == FILE

    def test_a_part_without_rows_is_not_made(self, tmp_path: Path) -> None:
        assert answers_in("MR-1") not in opened(written(contents(answers=())), tmp_path).parts


def remade(data: bytes, change: Callable[[str, bytes], bytes | None], more: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """The archive with its parts changed, as somebody with a zip program does."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for each in archive.infolist():
            changed = change(each.filename, archive.read(each))
            if changed is not None:
                new.writestr(each.filename, changed)
        for name, extra in more:
            new.writestr(name, extra)
    return out.getvalue()


def with_rows(rows: Iterable[bytes]) -> bytes:
    """The archive with other rows of a rule's answers, and a manifest that says so."""
    part = b"".join(each + b"\n" for each in rows)

    def change(name: str, data: bytes) -> bytes:
        if name == answers_in("MR-1"):
            return part
        if name == MANIFEST:
            told = json.loads(data)
            for each in told["parts"]:
                if each["name"] == answers_in("MR-1"):
                    each |= {"bytes": len(part), "sha256": hashlib.sha256(part).hexdigest(), "rows": part.count(b"\n")}
            return json.dumps(told).encode()
        return data

    return remade(written(contents()), change)


class TestRefusals:
    def test_what_is_no_zip(self, tmp_path: Path) -> None:
        with pytest.raises(ArchiveRefused):
            opened(b"a letter", tmp_path)

    def test_another_zip(self, tmp_path: Path) -> None:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as other:
            other.writestr("brev.txt", "hej")
        with pytest.raises(ArchiveRefused):
            opened(out.getvalue(), tmp_path)

    @pytest.mark.parametrize(
        "name", ["../ut.jsonl", "/etc/passwd", "answers/../../x.jsonl", "files/x", "packages/x/roles.cedar", "a\\b"]
    )
    def test_a_part_that_leads_out_or_that_no_archive_has(self, name: str, tmp_path: Path) -> None:
        data = remade(written(contents()), lambda _name, data: data, [(name, b"x")])
        with pytest.raises(ArchiveRefused):
            opened(data, tmp_path)
        assert [each.name for each in tmp_path.iterdir()] == ["archive.zip"]

    def test_a_part_that_is_gone(self, tmp_path: Path) -> None:
        data = remade(written(contents()), lambda name, data: None if name == EVIDENCE else data)
        with pytest.raises(ArchiveRefused):
            opened(data, tmp_path)

    def test_a_later_version(self, tmp_path: Path) -> None:
        def later(name: str, data: bytes) -> bytes:
            return data.replace(b'"version": 2', b'"version": 3') if name == MANIFEST else data

        with pytest.raises(ArchiveRefused, match="later version"):
            opened(remade(written(contents()), later), tmp_path)

    def test_an_earlier_version_is_read(self, tmp_path: Path) -> None:
        def earlier(name: str, data: bytes) -> bytes:
            return data.replace(b'"version": 2', b'"version": 1') if name == MANIFEST else data

        first = Contents(ABOUT, [(ADOPTIONS, [ADOPTION | {"is_lacking": True}])], [])
        found = opened(remade(written(first), earlier), tmp_path)
        assert faults(found, most=5) == []
        assert list(found.rows(FORECASTS)) == []

    def test_more_than_the_bounds(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        data = written(contents())
        for bound, most in (("ARCHIVE", 100), ("ARCHIVE_PARTS", 3), ("ARCHIVE_UNPACKED", 50), ("ARCHIVE_MANIFEST", 50)):
            with monkeypatch.context() as lowered:
                lowered.setattr(limits, bound, most)
                with pytest.raises(ArchiveRefused):
                    opened(data, tmp_path)

    def test_what_would_be_too_large_is_not_written(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(limits, "ARCHIVE_PARTS", 2)
        with pytest.raises(ValueError, match="larger"):
            written(contents())


class TestFaults:
    def told(self, data: bytes, folder: Path) -> list[tuple[str, int]]:
        return [(each.part, each.row) for each in faults(opened(data, folder), most=20)]

    def test_a_changed_part_is_told(self, tmp_path: Path) -> None:
        part = answers_in("MR-1")
        data = remade(
            written(contents()), lambda name, data: data.replace(b"breach", b"kept") if name == part else data
        )
        assert self.told(data, tmp_path) == [(part, 0)]

    def test_a_row_is_told_by_its_number(self, tmp_path: Path) -> None:
        good = json.dumps(ANSWER).encode()
        wrong = json.dumps(ANSWER | {"status": "perfect", "seen_from": "2026-02-30"}).encode()
        data = with_rows([good, wrong, b"no json", json.dumps(ANSWER | {"points": 10}).encode()])
        part = answers_in("MR-1")
        assert self.told(data, tmp_path) == [(part, 2), (part, 2), (part, 3), (part, 4)]

    def test_a_row_that_is_too_long(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        data = with_rows([b"x" * 500_000])
        monkeypatch.setattr(limits, "LINE", 1_000)
        assert self.told(data, tmp_path) == [(answers_in("MR-1"), 0)]

    def test_a_file_that_evidence_names_and_is_not_there(self, tmp_path: Path) -> None:
        what = contents()
        data = written(replace(what, files=[each for each in what.files if not each[0].startswith("files/")]))
        assert self.told(data, tmp_path) == [(EVIDENCE, 1)]

    def test_the_zip_is_opened_once_however_many_parts(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        found, times = opened(written(contents()), tmp_path), []
        kept = zipfile.ZipFile
        monkeypatch.setattr(zipfile, "ZipFile", lambda *said, **more: times.append(1) or kept(*said, **more))
        assert (faults(found, most=20), len(times)) == ([], 1)

    def test_a_package_without_a_file(self, tmp_path: Path) -> None:
        what = contents()
        data = written(replace(what, files=[each for each in what.files if not each[0].endswith("cycle.yaml")]))
        assert self.told(data, tmp_path) == [(ADOPTIONS, 1)]
