"""What nobody attached is swept after a day; what is attached and gone, cut or altered is found."""

from __future__ import annotations

import hashlib
import os
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from spelregler.platform.attachments import upkeep
from spelregler.platform.attachments.store import bring, place_of

pytestmark = pytest.mark.django_db
TODAY, NOW = date(2026, 11, 2), datetime(2026, 11, 2, 3, 30, tzinfo=UTC)
OLD = (NOW - timedelta(days=2)).timestamp()


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, settings) -> Path:
    settings.HOME, settings.SPELREGLER_SCAN_COMMAND = tmp_path, ""
    return tmp_path


def brought(text: str, *, attached: bool, age: float = OLD) -> Path:
    file = bring(SimpleUploadedFile("a.pdf", f"%PDF-1.7 {text}".encode()))
    if attached:
        file.row(on=TODAY).save()
    path = place_of(file.sha256)
    os.utime(path, (age, age))
    return path


def test_only_what_nobody_attached_for_a_day_is_swept(monkeypatch):
    monkeypatch.setattr(upkeep, "AT_ONCE", 2)
    kept = [
        brought("attached", attached=True),
        brought("new", attached=False, age=NOW.timestamp()),
        brought("also attached", attached=True),
    ]
    gone = [brought(f"refused {number}", attached=False) for number in range(3)]
    assert upkeep.sweep(now=NOW) == 3
    assert [path.exists() for path in (*kept, *gone)] == [True, True, True, False, False, False]
    assert upkeep.sweep(now=NOW) == 0


def test_what_is_brought_anew_while_it_is_swept_stays(monkeypatch):
    path, replace = brought("refused", attached=False), os.replace

    def meanwhile(source, target):
        if Path(source) == path:
            os.utime(path, (NOW.timestamp(), NOW.timestamp()))
        replace(source, target)

    monkeypatch.setattr(upkeep.os, "replace", meanwhile)
    assert upkeep.sweep(now=NOW) == 0
    assert path.exists()


def test_without_a_store_there_is_nothing_to_sweep_and_nothing_wrong():
    assert upkeep.sweep(now=NOW) == 0
    assert list(upkeep.wrong_files(read=True)) == []


def test_a_file_that_is_gone_cut_or_altered_is_found():
    gone, cut, altered, whole = (brought(name, attached=True) for name in ("gone", "cut", "altered", "whole"))
    gone.unlink()
    cut.write_bytes(b"%PDF")
    altered.write_bytes(altered.read_bytes()[:-1] + b"!")
    assert set(upkeep.wrong_files()) == {gone.name, cut.name}
    assert set(upkeep.wrong_files(read=True)) == {gone.name, cut.name, altered.name}
    assert hashlib.sha256(whole.read_bytes()).hexdigest() == whole.name
