"""The attack's own scripts name modules, addresses and fields of the product: each is there."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import ModuleType

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


def tool(name: str, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    folder = TOOLS[0].parent
    monkeypatch.syspath_prepend(str(folder))
    return importlib.import_module(name)


def test_the_forms_that_they_send_stand_on_the_pages_that_they_read(wearing, monkeypatch: pytest.MonkeyPatch) -> None:
    """A move that has got another address is an attack that meets nothing and finds nothing."""
    kills, writers = tool("kills", monkeypatch), tool("writers", monkeypatch)
    sent = (
        ("EC", kills.UNIT, kills.LINES, kills.MOVE, ("from_line", "to_line", "amount", "reason")),
        ("CT", None, writers.PERIODS, f"{writers.PERIODS}andra/", ("period_start", "period_end", "act", "reason")),
    )
    for role, unit, page, action, names in sent:
        client = wearing(role, unit=unit) if unit else wearing(role)
        text = client.get(page).content.decode()
        form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', text, re.DOTALL)
        assert form, (page, action)
        assert [name for name in names if f'name="{name}"' not in form[0]] == []
