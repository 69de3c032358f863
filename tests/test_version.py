"""The version is said in one place."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import spelregler

ROOT = Path(spelregler.__file__).resolve().parents[2]
SAID = ("*.py", "*.toml", "*.yml", "*.yaml", "Makefile", "*.html")


def test_no_other_file_says_it():
    """A second place would be forgotten at the next release."""
    names = subprocess.run(
        ["git", "ls-files", *SAID], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.split()
    found = [name for name in names if re.search(re.escape(spelregler.__version__), (ROOT / name).read_text("utf-8"))]
    assert found == ["src/spelregler/__init__.py"]
