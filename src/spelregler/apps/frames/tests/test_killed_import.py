"""Kill the process in the middle of an import: afterwards there is all of it or none."""

from __future__ import annotations

import ast
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

BEFORE = {"files": 1, "months": 2, "sums": 4, "kronor": 400, "broken": []}
AFTER = {"files": 2, "months": 2, "sums": 8, "kronor": 600, "broken": []}


def run(step: str, *, home: Path) -> tuple[int, Any]:
    ran = subprocess.run(
        [sys.executable, "-m", "spelregler.apps.frames.tests.killed", step],
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
    return ran.returncode, ast.literal_eval(ran.stdout) if ran.stdout else ran.stderr


def test_a_killed_import_leaves_the_older_file_and_can_be_made_again(tmp_path: Path) -> None:
    assert run("first", home=tmp_path) == (0, BEFORE)
    assert run("killed", home=tmp_path) == (-signal.SIGKILL, "")
    assert run("look", home=tmp_path) == (0, BEFORE)
    assert run("again", home=tmp_path) == (0, AFTER)
