"""A few hundred copies changed at random are refused in words; a bound is tried just over a lowered one."""

from __future__ import annotations

import contextlib
import gzip
import io
import random
import tarfile
from pathlib import Path

import pytest

from spelregler.exchange import limits
from spelregler.exchange.tests.changes import mutated
from spelregler.platform.backup import archive
from spelregler.platform.errors import DomainError
from spelregler.platform.tests.archives import backups


def test_a_copy_that_was_changed_is_refused_in_words() -> None:
    reader, chance = backups(), random.Random("spelregler backup")
    for _ in range(300):
        with contextlib.suppress(*reader.refusals):
            reader.read(mutated(reader.seeds, chance))


@pytest.mark.parametrize("head", [b"\x1f\x8b\x08\x04", b"\x1f\x8b\x08\x04\x00\x00\x00\x00\x00\x02", b"\x1f\x8b", b""])
def test_a_copy_that_ends_in_its_own_head_is_refused_in_words(head: bytes, tmp_path: Path) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_bytes(head)
    with pytest.raises(DomainError):
        archive.checked(file)


@pytest.mark.parametrize(("bound", "value"), [("BACKUP_HELD", 10), ("BACKUP_PARTS", 1)])
def test_what_a_copy_makes_us_hold_is_bounded(
    bound: str, value: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_bytes(backups().seeds[0])
    monkeypatch.setattr(limits, bound, value)
    with pytest.raises(DomainError):
        archive.checked(file)


def test_a_copy_larger_than_the_room_for_it_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "copy.tar.gz"
    file.write_bytes(backups().seeds[0])
    with pytest.raises(archive.NoRoom) as refused:
        archive.checked(file, room=3)
    assert refused.value.way.sv


def test_a_name_that_is_no_name_is_not_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Long names stand in parts of their own, which the library holds whole."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=tarfile.GNU_FORMAT) as tar:
        tar.addfile(tarfile.TarInfo("a/" * 600))
    file = tmp_path / "copy.tar.gz"
    file.write_bytes(gzip.compress(out.getvalue()))
    monkeypatch.setattr(limits, "BACKUP_NAME", 1000)
    with pytest.raises(archive.Damaged):
        list(archive.parts(file))
