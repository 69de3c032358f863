"""A home that has lost its database keeps the trail's heads: nothing is begun beside them, and the way is named."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from spelregler.cli.tests.homes import program_on
from spelregler.demo.tests.built import empty_home

pytestmark = pytest.mark.once
GONE, WAY = "Databasen är borta", "Lägg tillbaka den senaste kopian: spelregler restore FIL. Bara om du menar"
BEGIN = ["begin", "--code", "0001", "--name", "X", "--start-day", "2026-01-01"]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of a home that then lost its database; the home is beside it."""
    home, copy = Path(shutil.copytree(empty_home(), tmp_path / "home")), tmp_path / "kopia.tar.gz"
    told = program_on(home, "backup", str(copy))
    assert told.returncode == 0, told.stderr
    for path in home.glob("spelregler.sqlite3*"):
        path.unlink()
    return copy


def test_doctor_points_to_restore_and_nothing_makes_a_new_database(copied, tmp_path):
    home = tmp_path / "home"
    assert (home / "audit-heads.jsonl").stat().st_size > 0
    told = program_on(home, "doctor")
    assert (told.returncode, "Traceback" in told.stderr) == (1, False)
    assert f"FEL    {GONE}" in told.stdout
    assert WAY in told.stdout
    assert "spelregler serve" not in told.stdout
    for command in (["serve", "--port", "1"], ["work"], ["upgrade"], ["mail", "list"], ["backup", str(tmp_path / "b")]):
        told = program_on(home, *command)
        assert (told.returncode, GONE in told.stderr, WAY in told.stderr) == (2, True, True), (command, told)
    told = program_on(home, *BEGIN, SPELREGLER_LANGUAGE="en")
    assert told.returncode == 2
    assert "The database is gone" in told.stderr
    assert "move audit-heads.jsonl out of the folder first" in told.stderr
    with closing(sqlite3.connect(home / "spelregler.sqlite3")) as left:
        assert left.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def test_the_way_that_it_names_leads_back(copied, tmp_path):
    home = tmp_path / "home"
    assert program_on(home, "doctor").returncode == 1
    told = program_on(home, "restore", str(copied))
    assert told.returncode == 0, told.stderr
    assert "ok     Databasen är på denna version." in program_on(home, "doctor").stdout


def test_whoever_means_it_moves_the_heads_away(copied, tmp_path):
    home = tmp_path / "home"
    (home / "audit-heads.jsonl").rename(tmp_path / "heads")
    told = program_on(home, "mail", "list")
    assert told.returncode == 0, told.stderr
