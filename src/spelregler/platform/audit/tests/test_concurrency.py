"""Writers at the same moment keep one chain: on PostgreSQL through a row lock, on SQLite through the write lock."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from spelregler.platform.audit.tests.race import EXPECTED, race


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_postgresql_keeps_one_chain() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("this run is on SQLite; the test beside covers a SQLite file")
    assert race() == EXPECTED


def test_a_sqlite_file_keeps_one_chain(tmp_path: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "spelregler.platform.audit.tests.race"],
        env={
            **{name: value for name, value in os.environ.items() if name != "SPELREGLER_DATABASE_URL"},
            "SPELREGLER_HOME": str(tmp_path),
            "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
            "PYTHONPATH": str(Path(__file__).parents[4]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == repr(EXPECTED), ran.stderr
