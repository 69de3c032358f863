"""No operation without a way in: what may be done, and what can be judged, is called by a page, a command or the night.

A function is reached when code that runs on its own reaches it: a view (an address names it), a command, a check, a
model, a signal's receiver. Tests and the demo do not count. What nothing reaches is deleted.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pytest

import spelregler

Place = tuple[str, str]
"""A module and the name of something defined at its top; an imported module has no name."""

AWAITING: dict[str, str] = {}
"""What a page or a command that is being built will call, and whose it is."""

ON_PURPOSE: dict[str, str] = {}
"""What is there for another program than ours, and why."""

WRITES = frozenset({"store", "amend", "record"})
"""The trail's writers: a module that takes one of them holds operations."""
LEFT_OUT = frozenset({"tests", "demo", "migrations"})
"""What is no way in: tests, the demo, and what a migration did once."""
QUIET = ("transaction.", "dataclass", "cache", "lru_cache", "total_ordering")
"""Decorators that hand a function to nobody: they change only how it behaves."""

Defined = ast.FunctionDef | ast.ClassDef


@dataclass
class Module:
    """One file: what its names stand for, and what it defines at its top."""

    name: str
    tree: ast.Module
    bound: dict[str, Place] = field(default_factory=dict)
    defined: dict[str, Defined] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, text: str) -> Module:
        """A file with its imports, those inside functions too, and its top definitions."""
        found = cls(name, ast.parse(text))
        for node in ast.walk(found.tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                found.bound |= {each.asname or each.name: (node.module, each.name) for each in node.names}
            elif isinstance(node, ast.Import):
                found.bound |= {each.asname or each.name: (each.name, "") for each in node.names}
        found.defined = {each.name: each for each in found.tree.body if isinstance(each, Defined)}
        return found

    @cached_property
    def is_watched(self) -> bool:
        """The domain, and every module of a room or of the ground that writes to the trail."""
        _root, place, *rest = [*self.name.split("."), ""]
        if place not in ("apps", "platform"):
            return place == "domain"
        writes = any(where.endswith("audit.operations") and name in WRITES for where, name in self.bound.values())
        return writes or "operations" in rest


class Code:
    """The product's own code, and what in it is reached."""

    def __init__(self, root: Path) -> None:
        files = [each for each in root.rglob("*.py") if not LEFT_OUT & set(each.relative_to(root).parts)]
        read = [Module.of(_name_of(each, root), each.read_text(encoding="utf-8")) for each in files]
        self.modules = {each.name: each for each in read}

    @cached_property
    def watched(self) -> frozenset[Place]:
        """Every public definition that must have a way in."""
        return frozenset(
            (module.name, name)
            for module in self.modules.values()
            if module.is_watched
            for name in module.defined
            if not name.startswith("_")
        )

    @cached_property
    def reached(self) -> frozenset[Place]:
        """What code that runs on its own reaches, directly or through others."""
        found: set[Place] = set()
        waiting = [place for module in self.modules.values() for place in self._runs_alone(module)]
        while waiting:
            place = waiting.pop()
            module = self.modules.get(place[0])
            if place not in found and module is not None and module.is_watched and place[1] in module.defined:
                waiting += self._spoken_of(module, module.defined[place[1]])
            found.add(place)
        return frozenset(found)

    def _runs_alone(self, module: Module) -> Iterator[Place]:
        """All of a module that is not watched; of the others what is read with them or handed on by a decorator."""
        if not module.is_watched:
            yield from self._spoken_of(module, module.tree)
            return
        for node in module.tree.body:
            if not isinstance(node, Defined):
                yield from self._spoken_of(module, node)
            elif any(not ast.unparse(each).startswith(QUIET) for each in node.decorator_list):
                yield module.name, node.name

    def _spoken_of(self, module: Module, code: ast.AST) -> Iterator[Place]:
        """Every definition that a piece of code names, by itself or as `module.name`."""
        for node in ast.walk(code):
            if isinstance(node, ast.Name):
                yield self._home_of(*module.bound.get(node.id, (module.name, node.id)))
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in module.bound:
                where, name = module.bound[node.value.id]
                yield self._home_of(f"{where}.{name}" if name else where, node.attr)

    def _home_of(self, module: str, name: str) -> Place:
        """Where something is defined, past every package that only passes it on."""
        seen: set[Place] = set()
        while (module, name) not in seen:  # a package may take a module of its own, and so lead back to itself
            seen.add((module, name))
            known = self.modules.get(module)
            if known is not None and name not in known.defined:
                module, name = known.bound.get(name, (module, name))
        return module, name


def _name_of(file: Path, root: Path) -> str:
    parts = (root.name, *file.relative_to(root).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def names(places: Iterable[Place]) -> set[str]:
    """As they are written in the lists above."""
    return {f"{module.partition('.')[2]}.{name}" for module, name in places}


@pytest.fixture(scope="module")
def unreached() -> set[str]:
    """What the product defines and nothing in it reaches."""
    code = Code(Path(spelregler.__file__).parent)
    assert ("spelregler.apps.goals.operations.goals", "decide_goal") in code.watched
    return names(code.watched - code.reached)


def test_everything_has_a_way_in(unreached: set[str]):
    """Write the page, the command or the check that calls it, or delete it with its tests."""
    assert unreached - AWAITING.keys() - ON_PURPOSE.keys() == set()


def test_no_exception_is_left_when_its_way_in_has_come(unreached: set[str]):
    """An exception whose function has got a caller, or is gone, is taken out of the lists."""
    assert ON_PURPOSE.keys() - unreached == set()


def test_a_function_that_only_tests_and_its_like_call_is_found(tmp_path: Path):
    """Passing a name on is not calling it, nor is being called by what nothing calls."""
    root = tmp_path / "town"
    for place, text in {
        "apps/seats/operations/__init__.py": "from town.apps.seats.operations.act import act, idle\n",
        "apps/seats/operations/act.py": "def act(): step()\ndef step(): ...\ndef idle(): asleep()\ndef asleep(): ...\n",
        "apps/seats/views.py": "from town.apps.seats import operations\ndef page(): operations.act()\n",
        "apps/seats/tests/test_act.py": "from town.apps.seats.operations import idle\nidle()\n",
    }.items():
        (root / place).parent.mkdir(parents=True, exist_ok=True)
        (root / place).write_text(text, encoding="utf-8")
    code = Code(root)
    left = {"apps.seats.operations.act.idle", "apps.seats.operations.act.asleep"}
    assert names(code.watched - code.reached) == left
