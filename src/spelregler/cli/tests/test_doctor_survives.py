"""Doctor on a home with the fault that it is there to tell: no trace, a fault in words, and the other examinations."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from spelregler.cli.tests.homes import environment_of
from spelregler.demo.tests.built import empty_home


@pytest.mark.once
class TestWhatItSurvives:
    """A process of its own on a home with the fault: no trace, a fault in words, and the other examinations too."""

    @pytest.fixture
    def home(self, tmp_path) -> Path:
        return Path(shutil.copytree(empty_home(), tmp_path / "home"))

    @staticmethod
    def told(home: Path, *options: str, code: str = "", **environment: str) -> str:
        run = f"import os, sys\n{code}\nfrom spelregler.cli import program\nprogram({['doctor', *options]!r})"
        given = environment_of(home, **environment)
        ran = subprocess.run([sys.executable, "-c", run], env=given, capture_output=True, text=True, check=False)
        assert (ran.returncode, "Traceback" in ran.stderr) == (1, False), ran.stderr
        assert "Det går att skriva i" in ran.stdout
        return ran.stdout

    def test_a_damaged_page_wherever_it_lies(self, home):
        database = home / "spelregler.sqlite3"
        with sqlite3.connect(database) as told:
            told.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            root = told.execute("SELECT rootpage FROM sqlite_master WHERE name = 'accounts_account'").fetchone()[0]
            size = told.execute("PRAGMA page_size").fetchone()[0]
        with database.open("r+b") as file:
            file.seek((root - 1) * size)
            file.write(b"\xff" * size)
        assert "FEL    Databasens sidor är skadade" in self.told(home, "--pages")

    def test_a_file_that_is_no_database(self, home):
        (home / "spelregler.sqlite3").write_bytes(b"what is this" * 1000)
        assert "spelregler restore FIL --replace" in self.told(home)

    def test_a_database_that_is_away(self, home):
        told = self.told(home, "--pages", SPELREGLER_DATABASE_URL="postgresql://x@127.0.0.1:9/x?connect_timeout=2")
        assert "FEL    Databasen svarar inte" in told
        # What is away is not damaged, and nothing to restore over.
        assert "sidor är skadade" not in told

    def test_a_home_that_cannot_be_written_in(self, home):
        home.chmod(0o500)
        for parent in (each for each in home.parents if each.is_relative_to(tempfile.gettempdir())):
            parent.chmod(0o755)
        nobody = 65534
        code = ""
        if os.geteuid() == 0:
            for path in [home, *home.rglob("*")]:
                os.chown(path, nobody, nobody)
            # What Python loads is loaded first: another user may not be able to read it.
            code = "from spelregler.cli.base import django_setup; django_setup()\nimport spelregler.config.doctor\n"
            code += f"spelregler.config.doctor.examine(); os.seteuid({nobody})"
        told = self.told(home, code=code)
        assert "FEL    Det går att skriva i" in told
        assert "får läsa och skriva" in told or "skrivrätt" in told
        home.chmod(0o700)
