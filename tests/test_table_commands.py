"""The program writes plans as tables and reads them back: a dry run first, errors by row and column."""

from __future__ import annotations

import io
import json
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

from spelregler.apps.goals.models import Goal, Target
from spelregler.cli import program

pytestmark = pytest.mark.django_db


def run(*arguments: str, language: str = "sv") -> Result:
    return CliRunner().invoke(program, list(arguments), env={"SPELREGLER_LANGUAGE": language})


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_whole_demo_plan_comes_back_and_changes_nothing(tmp_path: Path, form: str) -> None:
    out = str(tmp_path / f"plan.{form}")
    assert run("export", "plan", "--format", form, "--out", out).exit_code == 0
    ran = run("import", "plan", out, "--dry-run", "--format", "json")
    report = json.loads(ran.stdout)
    assert (ran.exit_code, report["new"], report["changed"], report["errors"]) == (0, 0, 0, [])
    assert report["same"] > Goal.objects.count()
    assert "Filen ändrar ingenting." in ran.stderr


def edited(tmp_path: Path, value: object) -> str:
    """The exported plan with the first target of a unit goal changed."""
    path = tmp_path / "plan.xlsx"
    run("export", "plan", "--out", str(path))
    units = set(Goal.objects.filter(level="unit").values_list("code", flat=True))
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    heading = [cell.value for cell in book.active[1]]
    row = next(row for row in book.active.iter_rows(min_row=2) if row[0].value == "målvärde" and row[1].value in units)
    row[heading.index("Målvärde")].value = value
    book.save(path)
    return str(path)


def test_a_dry_run_is_the_default_and_stores_nothing(tmp_path: Path) -> None:
    targets = Target.objects.count()
    ran = run("import", "plan", edited(tmp_path, 77.5))
    assert ran.exit_code == 0
    assert "ändrad  målvärde" in ran.stdout
    assert "→ 77.5" in ran.stdout
    assert "Lägg till --apply" in ran.stderr
    assert Target.objects.count() == targets


def test_apply_stores_it_once(tmp_path: Path) -> None:
    path = edited(tmp_path, 77.5)
    assert json.loads(run("import", "plan", path, "--apply", "--format", "json").stdout)["stored"] is True
    assert "The file changes nothing." in run("import", "plan", path, "--apply", language="en").stderr


@pytest.mark.parametrize(
    ("language", "words"), [("sv", "kolumn Q: ”åttio” går inte att läsa som tal."), ("en", "column Q: “åttio”")]
)
def test_an_error_is_named_by_row_and_column_in_both_languages(tmp_path: Path, language: str, words: str) -> None:
    ran = run("import", "plan", edited(tmp_path, "åttio"), "--apply", language=language)
    assert ran.exit_code == 1
    assert words in ran.stderr


def test_a_file_that_is_no_table_is_refused_with_a_next_step(tmp_path: Path) -> None:
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n\x00")
    ran = run("import", "plan", str(path))
    assert (ran.exit_code, ran.stdout) == (2, "")
    assert "Spara tabellen" in ran.stderr


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_demos_values_come_back_and_change_nothing(tmp_path: Path, form: str) -> None:
    out = str(tmp_path / f"values.{form}")
    assert run("export", "values", "--format", form, "--out", out).exit_code == 0
    report = json.loads(run("import", "values", out, "--dry-run", "--format", "json").stdout)
    assert (report["new"], report["changed"], report["errors"]) == (0, 0, [])
    assert report["same"] > 100


def test_a_figure_from_scb_is_refused_for_an_indicator_that_is_not_there(tmp_path: Path) -> None:
    path = tmp_path / "scb.csv"
    path.write_text('"region";"Andel 2023"\n"0481 Oxelösund";50\n')
    ran = run("import", "scb", str(path), "--indicator", "finns-inte")
    assert (ran.exit_code, "Måttet ”finns-inte” finns inte." in ran.stderr) == (1, True)
    assert (
        "går inte att läsa som tal" in run("import", "scb", str(path), "--indicator", "x", "--factor", "hundra").stderr
    )
