"""A remedy that names a command names one that exists, wherever the product or its handbook says one."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from spelregler.cli import program

pytestmark = pytest.mark.once
ROOT = Path(__file__).parents[4]
SAID = re.compile(r"(?<![\w/.-])spelregler((?: +[a-z][a-z-]*| +--[a-z][a-z-]*| +[A-Z][A-Z-]+\b)+)")
PROSE = {"och", "and", "is", "är", "har", "spelregler", "spelregler-work", "for", "med"}
"""The program's name, and not a command of it."""


def texts() -> Iterator[tuple[str, str]]:
    """Every text of the source, the pages and the handbook."""
    for path in sorted((ROOT / "src").rglob("*.py")):
        if "tests" not in path.parts:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield path.name, node.value
    pages = [*(ROOT / "src").rglob("*.html"), *(ROOT / "docs").glob("*.md"), ROOT / "README.md"]
    for path in [*pages, *(ROOT / "src").rglob("*.po")]:
        yield path.name, path.read_text(encoding="utf-8")


def fault_of(said: str) -> str:
    """What in `spelregler …` does not exist; empty where all of it does, or where it is no command."""
    words = said.split()
    found: click.Command = program
    if not words or words[0] in PROSE:
        return ""
    while isinstance(found, click.Group):
        if not words:
            return ""
        name = words.pop(0)
        if name not in found.commands:
            return name
        found = found.commands[name]
    options = {name for each in found.params for name in each.opts} | {"--help"}
    return next((word for word in words if word.startswith("--") and word not in options), "")


def test_every_command_that_is_named_exists():
    said = [(place, match[1]) for place, text in texts() for match in SAID.finditer(text)]
    assert len(said) > 100
    assert [(place, words) for place, words in said if fault_of(words)] == []


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (" doctor --pages", ""),
        (" audit verify", ""),
        (" audit", ""),
        (" repair", "repair"),
        (" audit mend", "mend"),
        (" restore FIL --replace", ""),
        (" restore FIL --force", "--force"),
    ],
)
def test_one_that_does_not_is_found(said, fault):
    assert fault_of(said) == fault
