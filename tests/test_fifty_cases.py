"""Fifty registrations at the same moment on a SQLite file: no number is left out, none is given twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import spelregler
from spelregler.apps.registry.tests.fifty import EXPECTED
from spelregler.demo.tests.built import empty_home


def test_a_sqlite_file_gives_each_number_once(tmp_path: Path) -> None:
    home = Path(shutil.copytree(empty_home(), tmp_path / "home"))
    ran = subprocess.run(
        [sys.executable, "-m", "spelregler.apps.registry.tests.fifty"],
        env={
            **{name: value for name, value in os.environ.items() if name != "SPELREGLER_DATABASE_URL"},
            "SPELREGLER_HOME": str(home),
            "DJANGO_SETTINGS_MODULE": "spelregler.config.settings.embedded",
            "PYTHONPATH": str(Path(spelregler.__file__).parents[1]),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.stdout == repr(EXPECTED), ran.stderr
