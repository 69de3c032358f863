"""What each public function refuses with, read from the source without running it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import spelregler

HOUSE = Path(spelregler.__file__).parent
NOT_THE_PRODUCT = {"tests", "migrations", "__pycache__"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """A file of the product: its functions and methods by name, and what it calls by another name."""

    path: Path
    tree: ast.Module
    functions: dict[str, Function] = field(default_factory=dict)
    brought: dict[str, tuple[str, str]] = field(default_factory=dict)

    @property
    def dotted(self) -> str:
        parts = ("spelregler", *self.path.relative_to(HOUSE).with_suffix("").parts)
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Module]:
    """Every file of the product that is no test, by its dotted name."""
    found = (_read(each) for each in sorted(HOUSE.rglob("*.py")) if not NOT_THE_PRODUCT & set(each.parts))
    return {each.dotted: each for each in found}


def _read(path: Path) -> Module:
    module = Module(path, ast.parse(path.read_text("utf-8")))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for name in node.names:
                module.brought[name.asname or name.name] = (node.module, name.name)
    for node in module.tree.body:
        if isinstance(node, Function):
            module.functions[node.name] = node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                if isinstance(inner, Function):
                    module.functions[f"{node.name}.{inner.name}"] = inner
    return module


@cache
def errors() -> dict[str, tuple[str, ...]]:
    """Every public error of the product, and what it is a kind of."""
    bases = {
        node.name: tuple(_last(base) for base in node.bases)
        for module in modules().values()
        for node in module.tree.body
        if isinstance(node, ast.ClassDef)
    }

    def is_error(name: str, above: frozenset[str] = frozenset()) -> bool:
        if name in {"Exception", "ValueError"}:
            return True
        return name not in above and any(is_error(base, above | {name}) for base in bases.get(name, ()))

    return {name: its for name, its in bases.items() if is_error(name) and not name.startswith("_")}


@cache
def names() -> frozenset[str]:
    """Every function, class and constant of the product, by its own name, and the errors that come from elsewhere."""
    found = {"ValidationError", "ValueError"}
    for module in modules().values():
        for node in ast.walk(module.tree):
            if isinstance(node, Function | ast.ClassDef):
                found.add(node.name)
        for node in module.tree.body:
            if isinstance(node, ast.Assign):
                found |= {each.id for target in node.targets for each in ast.walk(target) if isinstance(each, ast.Name)}
    return frozenset(found)


def refused_by(module: Module, name: str) -> set[str]:
    """The errors that the function raises itself, through what is private here, or through a `refusals` beside it."""
    return _refused(module, name, frozenset())


def _refused(module: Module, name: str, seen: frozenset[tuple[str, str]]) -> set[str]:
    here = (module.dotted, name)
    if here in seen:
        return set()
    return _raised(module.functions[name].body, module, name.rpartition(".")[0], seen | {here})


def _raised(nodes: list[ast.stmt], module: Module, owner: str, seen: frozenset[tuple[str, str]]) -> set[str]:
    found: set[str] = set()
    for node in nodes:
        found |= _raised_by(node, module, owner, seen)
    return found


def _raised_by(node: ast.AST, module: Module, owner: str, seen: frozenset[tuple[str, str]]) -> set[str]:
    if isinstance(node, ast.Try):
        inside = _raised(node.body, module, owner, seen)
        caught = {kind for handler in node.handlers for kind in _caught(handler) if not _again(handler)}
        kept = {each for each in inside if not kinds(each) & caught}
        handlers = [each for handler in node.handlers for each in handler.body]
        return kept | _raised([*handlers, *node.orelse, *node.finalbody], module, owner, seen)
    if isinstance(node, ast.With):
        caught = {kind for item in node.items for kind in _caught_by(item.context_expr, module, owner)}
        opened = set[str]().union(*(_raised_by(item, module, owner, seen) for item in node.items))
        return opened | {each for each in _raised(node.body, module, owner, seen) if not kinds(each) & caught}
    found: set[str] = set()
    if isinstance(node, ast.Raise) and node.exc is not None:
        found |= _error_of(node.exc, module, owner)
    if isinstance(node, ast.Call):
        found |= _through(node.func, module, owner, seen)
    for child in ast.iter_child_nodes(node):
        if not isinstance(child, ast.Lambda):  # run by whoever it is handed to, who may catch what it raises
            found |= _raised_by(child, module, owner, seen)
    return found


def _error_of(exc: ast.expr, module: Module, owner: str) -> set[str]:
    called = exc.func if isinstance(exc, ast.Call) else exc
    named = {each.id if isinstance(each, ast.Name) else each.attr for each in _chain(called)} & set(errors())
    if named:
        return named
    made = _resolved(called, module, owner)
    if made is not None and isinstance(exc, ast.Call):
        there, function = made
        given = there.functions[function].returns
        return {_last(given)} & set(errors()) if given is not None else set()
    return set()


def _through(called: ast.expr, module: Module, owner: str, seen: frozenset[tuple[str, str]]) -> set[str]:
    met = _resolved(called, module, owner)
    if met is None:
        return set()
    there, function = met
    private = there is module and function.rpartition(".")[2].startswith("_")
    return _refused(there, function, seen) if private or is_a_guard(there, function) else set()


def is_a_guard(module: Module, name: str) -> bool:
    """What is there to refuse alone: its callers refuse by it, wherever it stands."""
    return name.startswith(("refuse_", "must_")) or module.path.stem.endswith("refusals")


def _resolved(called: ast.expr, module: Module, owner: str) -> tuple[Module, str] | None:
    """Where a called function stands, if it is here, in the same class, or brought in by name."""
    if isinstance(called, ast.Name):
        if called.id in module.functions:
            return module, called.id
        return _found(module.brought.get(called.id))
    if isinstance(called, ast.Attribute) and isinstance(called.value, ast.Name):
        if called.value.id in {"self", "cls"} and f"{owner}.{called.attr}" in module.functions:
            return module, f"{owner}.{called.attr}"
        package, name = module.brought.get(called.value.id, ("", ""))
        return _found((f"{package}.{name}", called.attr))
    return None


def _found(named: tuple[str, str] | None) -> tuple[Module, str] | None:
    there = modules().get(named[0]) if named else None
    return (there, named[1]) if there and named and named[1] in there.functions else None


def _caught_by(opened: ast.expr, module: Module, owner: str) -> set[str]:
    """What a block does not let out: its context manager yields inside a `try` that catches it."""
    made = _resolved(opened.func, module, owner) if isinstance(opened, ast.Call) else None
    nodes = ast.walk(made[0].functions[made[1]]) if made else ()
    tries = [node for node in nodes if isinstance(node, ast.Try)]
    around = [
        each for each in tries if any(isinstance(node, ast.Yield) for part in each.body for node in ast.walk(part))
    ]
    quiet = [handler for each in around for handler in each.handlers if not _raises(handler)]
    return {kind for handler in quiet for kind in _caught(handler)}


def _raises(handler: ast.ExceptHandler) -> bool:
    return any(isinstance(node, ast.Raise) for node in ast.walk(handler))


def _caught(handler: ast.ExceptHandler) -> Iterator[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    yield from (_last(each) if each is not None else "Exception" for each in kinds)


def _again(handler: ast.ExceptHandler) -> bool:
    """The handler lets what it caught go on."""
    return any(isinstance(node, ast.Raise) and node.exc is None for node in ast.walk(handler))


def kinds(name: str) -> set[str]:
    """What an error is: itself and all that it is a kind of."""
    return {name}.union(*(kinds(base) for base in errors().get(name, ())))


def _chain(node: ast.expr) -> Iterator[ast.Name | ast.Attribute]:
    """The names of a dotted name, also of one that makes the error by its class."""
    while isinstance(node, ast.Attribute):
        yield node
        node = node.value
    if isinstance(node, ast.Name):
        yield node


def _last(node: ast.expr | None) -> str:
    if isinstance(node, ast.Subscript):
        node = node.value
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
