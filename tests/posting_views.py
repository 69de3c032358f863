"""Every address that a form is sent to, found in the code: the view reads what was sent, itself or through a helper."""

from __future__ import annotations

import ast
import importlib
import inspect
import textwrap
from collections.abc import Iterator, Mapping
from functools import cache
from types import FunctionType, ModuleType
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

READS = {"sent", "only_sent", "sent_with", "require_POST", "POST"}
"""What a view that takes a form says: by `form_page`, or by the request's own method."""


def posting_views() -> dict[str, str]:
    """The names of the product's own addresses that take a form, each with the module of its view."""
    return {
        name: view.__module__
        for name, view in _named(get_resolver().url_patterns)
        if view.__module__.startswith("spelregler.apps") and _reads(inspect.unwrap(view))
    }


def _named(patterns: list[Any], spaces: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inside = (*spaces, each.namespace) if each.namespace else spaces
            yield from _named(each.url_patterns, inside)
        elif isinstance(each, URLPattern) and each.name:
            yield ":".join((*spaces, each.name)), each.callback


def _reads(view: FunctionType) -> bool:
    """The view, or a helper of the pages that it calls, says one of the words."""
    return any(_words(at) & READS for at in _reached(view))


def classes_used(view: FunctionType) -> set[type]:
    """The classes that the view, or a helper or class of its pages, names."""
    found = {each for at in _reached(view) for each in _classes(_words(at), at.__globals__)}
    own = {each for each in found if each.__module__.endswith(("views", "plan_page", "shared"))}
    return found | {
        inside for each in own for inside in _classes(_words(each), vars(importlib.import_module(each.__module__)))
    }


def _classes(words: frozenset[str], known: Mapping[str, object]) -> set[type]:
    return {each for word in words if isinstance(each := known.get(word), type)}


def view_of(name: str) -> FunctionType:
    """The view behind an address."""
    return next(inspect.unwrap(view) for named, view in _named(get_resolver().url_patterns) if named == name)


def _reached(view: FunctionType) -> set[FunctionType]:
    seen, left = set[FunctionType](), [view]
    while left:
        at = left.pop()
        if at not in seen:
            seen.add(at)
            left += _called(at, _words(at))
    return seen


def _called(at: FunctionType, words: frozenset[str]) -> Iterator[FunctionType]:
    for word in words:
        room, _, name = word.partition(".")
        found = at.__globals__.get(room)
        if name:
            found = getattr(found, name, None) if isinstance(found, ModuleType) else None
        if isinstance(found, FunctionType) and _is_helper(found):
            yield inspect.unwrap(found)


def _is_helper(called: FunctionType) -> bool:
    where = called.__module__
    return where.startswith("spelregler.") and (".pages" in where or where.endswith(("views", "file_page")))


@cache
def _words(said: FunctionType | type) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(said)))):
        if isinstance(node, ast.Name):
            found.add(node.id)
        elif isinstance(node, ast.Attribute):
            found.add(node.attr)
            if isinstance(node.value, ast.Name):
                found.add(f"{node.value.id}.{node.attr}")
        elif isinstance(node, ast.Constant) and node.value == "POST":
            found.add("POST")
    return frozenset(found)
