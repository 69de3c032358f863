"""The program as a process of its own, on a home of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from spelregler.platform.tests import starting


def environment_of(home: Path, **more: str) -> dict[str, str]:
    """Nothing of the tests' own settings; SQLite unless an address is given."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPELREGLER_", "DJANGO_"))}
    return {**kept, "SPELREGLER_HOME": str(home), **more}


def program_on(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run `spelregler` there."""
    return starting.program(arguments, environment_of(home, **environment))


def python_on(home: Path, code: str, **environment: str) -> str:
    """Run some lines with Django started there; what they print."""
    started = f"from spelregler.cli.base import start_django; start_django()\n{code}"
    ran = starting.lines(started, environment_of(home, **environment))
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


STEP = "evaluation.0005_survey_results"
"""A step that no other rests on."""


def put_back_a_step(home: Path) -> None:
    """The home as before STEP, as an earlier version left it."""
    with closing(sqlite3.connect(home / "spelregler.sqlite3")) as database, database:
        database.execute("DROP TABLE evaluation_surveyresult")
        database.execute("DELETE FROM django_migrations WHERE name = '0005_survey_results'")
