"""`spelregler sie convert`: what it prints, in which language, and what is on the disk afterwards."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spelregler.cli import program
from spelregler.demo.ledger import sie_file
from spelregler.exchange.sie import summary


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, ["sie", *arguments], env={"SPELREGLER_LANGUAGE": language})


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "2026.SE"
    path.write_bytes(sie_file())
    return path


class TestConvert:
    def test_names_what_the_type_cannot_hold(self, ledger: Path, tmp_path: Path) -> None:
        ran = run("convert", str(ledger), str(tmp_path / "ut.SE"), "--type", "1")
        assert ran.exit_code == 0
        vouchers = summary(sie_file(), "x")["ver"]
        assert f"#VER ({vouchers})" in ran.stdout
        assert "Ryms inte i typ 1: " in ran.stdout
        assert summary((tmp_path / "ut.SE").read_bytes(), "x")["sietyp"] == 1

    def test_says_it_in_english_too(self, ledger: Path, tmp_path: Path) -> None:
        ran = run("convert", str(ledger), str(tmp_path / "ut.SE"), "--type", "3", language="en")
        assert "Type 3 cannot hold: #VER" in ran.stdout
        assert "Type 3 asks for what the file lacks: #OMFATTN" in ran.stdout

    def test_tells_it_as_data(self, ledger: Path, tmp_path: Path) -> None:
        ran = run("convert", str(ledger), str(tmp_path / "ut.SE"), "--type", "4i", "--format", "json")
        found = json.loads(ran.stdout)
        assert (found["from_type"], found["type"], found["ksumma"]) == (4, "4I", "ok")
        assert set(found) >= {"left_out", "lacks", "letters_lost", "records", "out"}

    def test_a_file_may_be_written_over_itself(self, ledger: Path) -> None:
        before = summary(sie_file(), "x")
        assert run("convert", str(ledger), str(ledger), "--type", "4").exit_code == 0
        assert summary(ledger.read_bytes(), "x") == before
        assert [each.name for each in ledger.parent.iterdir()] == ["2026.SE"]

    def test_a_damaged_file_is_refused_and_leaves_what_was_there(self, ledger: Path, tmp_path: Path) -> None:
        out = tmp_path / "ut.SE"
        out.write_text("gammalt")
        ledger.write_bytes(sie_file()[:-200])
        ran = run("convert", str(ledger), str(out), "--type", "4")
        assert ran.exit_code == 2
        assert "rad" in ran.stderr
        assert out.read_text() == "gammalt"
        assert len(list(tmp_path.iterdir())) == 2

    def test_a_folder_that_is_not_there_is_told(self, ledger: Path, tmp_path: Path) -> None:
        ran = run("convert", str(ledger), str(tmp_path / "ingen" / "ut.SE"), "--type", "4")
        assert ran.exit_code == 2
        assert "kunde inte skrivas" in ran.stderr

    def test_a_type_that_is_none_is_refused(self, ledger: Path) -> None:
        assert run("convert", str(ledger), str(ledger), "--type", "5").exit_code == 2

    def test_a_fault_while_writing_leaves_no_half_file(self, ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(_handle: int) -> None:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("os.fsync", full)
        ran = run("convert", str(ledger), str(ledger), "--type", "4")
        assert ran.exit_code == 2
        assert ledger.read_bytes() == sie_file()
        assert [each.name for each in ledger.parent.iterdir()] == ["2026.SE"]
