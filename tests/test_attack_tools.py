"""The attack's own scripts name modules of the product, also in programs that they start: each is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest

TOOLS = sorted((Path(__file__).parents[1] / "tools" / "attack").glob("*.py"))
IMPORT = re.compile(r"^\s*from (spelregler[\w.]*) import (?:\(([^)]*)\)|([\w, ]+))", re.MULTILINE)
PATCHED = re.compile(r'mock\.patch\("([\w.]+)\.(\w+)"\)')

pytestmark = pytest.mark.once


@pytest.mark.parametrize("tool", TOOLS, ids=[each.stem for each in TOOLS])
def test_what_a_tool_asks_for_is_there(tool: Path) -> None:
    text = tool.read_text()
    asked = [(module, inside or names) for module, inside, names in IMPORT.findall(text)]
    for module, names in [*asked, *PATCHED.findall(text)]:
        found = importlib.import_module(module)
        for name in re.findall(r"\w+", names.partition(" as ")[0]):
            assert hasattr(found, name) or importlib.import_module(f"{module}.{name}"), (module, name)
