"""Fifty registrations at the same moment: no number is left out, none is given twice, on either database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from spelregler.apps.registry.tests.fifty import EXPECTED, fifty
from spelregler.demo.tests.built import empty_home


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_gives_each_number_once() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite; the test beside covers a SQLite file")
    assert fifty() == EXPECTED


def test_a_sqlite_file_gives_each_number_once(tmp_path: Path) -> None:
    home = Path(shutil.copytree(empty_home(), tmp_path / "home"))
    ran = subprocess.run(
        [sys.executable, "-m", "spelregler.apps.registry.tests.fifty"],
        env={
            **{name: value for name, value in os.environ.items() if name != "SPELREGLER_DATABASE_URL"},
            "SPELREGLER_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
            "PYTHONPATH": str(Path(__file__).parents[4]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == repr(EXPECTED), ran.stderr
