"""Letters for many are several files, each made in a process of its own: what makes them keeps the memory it takes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from spelregler.apps.start.operations import accounts
from spelregler.apps.start.operations.accounts import Link
from spelregler.cli.accounts import write_letters

LINKS = [Link(name=f"Namn {n}", email=f"n{n}@example.org", url=f"https://x.example/{n}/", days=14) for n in range(3)]


@pytest.mark.parametrize(("most", "names"), [(3, ["brev.pdf"]), (2, ["brev-1.pdf", "brev-2.pdf"])])
def test_so_many_to_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, names: list[str]) -> None:
    monkeypatch.setattr(accounts, "MOST_LETTERS", most)
    write_letters(tmp_path / "brev.pdf", LINKS, place="Prov")
    assert sorted(os.listdir(tmp_path)) == names
    assert all((tmp_path / name).read_bytes().startswith(b"%PDF") for name in names)
