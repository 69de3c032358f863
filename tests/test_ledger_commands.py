"""The commands of the ledger: what they print, in which language, and how they end."""

from __future__ import annotations

import io
import json
import re
import sys
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from spelregler.apps.frames.models import LedgerBatch
from spelregler.apps.frames.queries import net_outcome
from spelregler.cli import base, imports, program
from spelregler.demo import history
from spelregler.demo.ledger import FILE_NAME, sie_file

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 20)


@pytest.fixture(autouse=True)
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("spelregler.platform.clock.today", lambda: TODAY)


IN_THE_DEMO = len(history.LEVELS) + 2
"""The demo's own files: the earlier years, and the year so far twice."""


@pytest.fixture
def unsealed() -> bytes:
    """The demo's own file without its checksum: other bytes, the same ledger."""
    return re.sub(rb"#KSUMMA[^\n]*\n", b"", sie_file())


@pytest.fixture
def corrected(unsealed: bytes) -> bytes:
    """Another 100 kronor in the last voucher, on both sides of it."""
    first, last = list(re.finditer(rb"(#TRANS \d+ \{[^}]*\} -?)(\d+)\.", unsealed))[-2:]
    rows = [(each.start(2), each.end(2), int(each[2]) + 100) for each in (last, first)]
    for start, end, kronor in rows:
        unsealed = unsealed[:start] + str(kronor).encode() + unsealed[end:]
    return unsealed


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, list(arguments), env={"SPELREGLER_LANGUAGE": language})


def written(folder: Path, data: bytes) -> str:
    path = folder / "nov.se"
    path.write_bytes(data)
    return str(path)


class TestImport:
    def test_the_same_file_again_says_when_it_came_and_changes_nothing(self, tmp_path: Path) -> None:
        ran = run("import", "ledger", written(tmp_path, sie_file()), "--apply")
        assert ran.exit_code == 0
        assert f"samma fil är redan inläst 2026-11-02 som {FILE_NAME}. Inget är ändrat." in ran.stdout
        assert LedgerBatch.objects.count() == IN_THE_DEMO

    def test_the_same_ledger_in_other_bytes_is_all_the_same(self, tmp_path: Path, unsealed: bytes) -> None:
        ran = run("import", "ledger", written(tmp_path, unsealed), "--format", "json")
        assert {row["state"] for row in json.loads(ran.stdout)["months"]} == {"same"}

    def test_a_corrected_month_is_shown_and_replaced(self, tmp_path: Path, corrected: bytes) -> None:
        before = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=TODAY)
        ran = run("import", "ledger", written(tmp_path, corrected), "--apply", "--format", "json")
        assert ran.exit_code == 0, ran.output
        months = {row["month"]: row for row in json.loads(ran.stdout)["months"]}
        assert [month for month, row in months.items() if row["state"] != "same"] == ["2026-10"]
        after = net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=TODAY)
        ore = sum(each.amount_ore for each in after) - sum(each.amount_ore for each in before)
        assert abs(ore) == 100_00
        assert float(months["2026-10"]["difference_kr"]) * 100 == ore
        assert net_outcome.net_outcome_by_unit_and_month(year=2026, as_of=date(2026, 11, 2)) == before

    @pytest.mark.parametrize(
        ("language", "words"),
        [
            ("sv", ["2026-10  ändrad", "2026-09  oförändrad", f"ersätter: 1\n  {FILE_NAME}", "lagrat: nej"]),
            ("en", ["2026-10  changed", "2026-09  same", f"replaces: 1\n  {FILE_NAME}", "stored: no"]),
        ],
    )
    def test_the_plan_is_told_in_both_languages(
        self, tmp_path: Path, corrected: bytes, language: str, words: list[str]
    ) -> None:
        ran = run("import", "ledger", written(tmp_path, corrected), language=language)
        assert [each for each in words if each not in ran.stdout] == []
        assert ("Inget är lagrat" in ran.stderr) == (language == "sv")
        assert LedgerBatch.objects.count() == IN_THE_DEMO

    def test_every_word_of_the_report_has_both_languages(self, tmp_path: Path, corrected: bytes) -> None:
        ran = run("import", "ledger", written(tmp_path, corrected), "--format", "json")
        assert set(json.loads(ran.stdout)) <= set(imports.IMPORT_WORDS)


class TestCheck:
    def test_prints_the_keys_of_the_reference(self, tmp_path: Path) -> None:
        ran = run("sie", "check", written(tmp_path, sie_file()), "--format", "json")
        (row,) = json.loads(ran.stdout)
        assert list(row)[-2:] == ["ksumma", "warnings"]
        assert (ran.exit_code, row["ksumma"], row["warnings"]) == (0, "ok", [])

    @pytest.mark.parametrize(("language", "words"), [("sv", "rad 1, kolumn 1"), ("en", "line 1, column 1")])
    def test_refuses_in_both_languages(self, tmp_path: Path, language: str, words: str) -> None:
        ran = run("sie", "check", written(tmp_path, b"\x89PNG\r\n\x1a\n"), language=language)
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert words in ran.stderr

    @pytest.mark.parametrize(("language", "words"), [("sv", "beloppen är i EUR"), ("en", "the amounts are in EUR")])
    @pytest.mark.parametrize("command", [("sie", "check"), ("import", "ledger"), ("import", "ledger", "--apply")])
    def test_another_currency_is_refused(
        self, tmp_path: Path, command: tuple[str, ...], language: str, words: str
    ) -> None:
        euros = sie_file().replace(b"#FNAMN", b"#VALUTA EUR\r\n#FNAMN", 1)
        ran = run(*command, written(tmp_path, euros), language=language)
        assert (ran.exit_code, ran.stdout) == (2, "")
        assert words in ran.stderr
        assert "SEK" in ran.stderr

    def test_nothing_but_the_fault_is_said_where_nobody_watches(self, tmp_path: Path) -> None:
        assert run("sie", "check", written(tmp_path, sie_file())).stderr == ""


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class TestProgress:
    """A bar where somebody watches, once two seconds have gone."""

    def shown(self, stage: str, monkeypatch: pytest.MonkeyPatch) -> str:
        screen = Terminal()
        monkeypatch.setattr(sys, "stderr", screen)
        monkeypatch.setenv("SPELREGLER_LANGUAGE", "sv")
        with imports.import_stage(stage, 4_000_000) as seen:
            seen(1_000_000)
        return screen.getvalue()

    @pytest.mark.once
    def test_is_shown_by_bytes_for_what_takes_long(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(base, "PATIENCE", -1.0)
        shown = self.shown("read", monkeypatch)
        assert "Läser" in shown
        assert "25%" in shown

    @pytest.mark.once
    def test_is_not_shown_for_what_is_quick(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert self.shown("store", monkeypatch) == ""


class TestCommitments:
    FILE = "Ansvar;Månad;Belopp\n9999;2026-12;100\n"

    def test_are_planned_stored_and_known_the_second_time(self, tmp_path: Path) -> None:
        path = tmp_path / "best.csv"
        path.write_text(self.FILE)
        planned = run("import", "commitments", str(path), "--unit", "kr")
        assert (planned.exit_code, "Inget är lagrat" in planned.stderr) == (0, True)
        assert "Ansvar utan enhet: 9999" in planned.stdout
        stored = json.loads(
            run("import", "commitments", str(path), "--unit", "kr", "--apply", "--format", "json").stdout
        )
        assert (stored["stored"], stored["total_kr"]) == (True, "100.00")
        again = run("import", "commitments", str(path), "--unit", "kr", "--apply", language="en")
        assert "Nothing is changed" in again.stdout

    def test_a_fault_ends_with_words_and_2(self, tmp_path: Path) -> None:
        path = tmp_path / "best.csv"
        path.write_text(self.FILE.replace("100", "x"))
        ran = run("import", "commitments", str(path), "--unit", "kr")
        assert ran.exit_code == 2
        assert "rad 2, kolumn C" in ran.stderr


class TestATable:
    def test_its_headings_are_told_once(self, tmp_path: Path) -> None:
        path = tmp_path / "utfall.csv"
        path.write_text("A;K;M;B\n9999;5010;2027-01;1200\n")
        first = run("import", "ledger", str(path))
        assert first.exit_code == 2
        told = ("responsibility=A", "account=K", "month=M", "amount=B")
        columns = [part for each in told for part in ("--column", each)]
        second = run("import", "ledger", str(path), *columns, "--unit", "kr", "--format", "json")
        assert json.loads(second.stdout)["first_month"] == "2027-01"
        assert run("import", "ledger", str(path)).exit_code == 0

    def test_a_file_without_ansvar_is_held_against_what_is_stored(self, tmp_path: Path) -> None:
        path = tmp_path / "typ1.se"
        path.write_bytes(b"#FLAGGA 0\n#SIETYP 1\n#RAR 0 20260101 20261231\n#RES 0 5010 1.00\n")
        ran = run("import", "ledger", str(path))
        assert ran.exit_code == 0
        assert "läses inte in, men jämförs" in ran.stdout
        assert "5010" in ran.stdout
