"""What a function promises stands in its docstring: what it refuses with, the clause it answers for, what it gives."""

from __future__ import annotations

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext

from spelregler.domain.goals.attainment import GoalScale
from tests.contracts import HOUSE, Function, Module, kinds, modules, names, refused_by

pytestmark = pytest.mark.once

PAGES = {"pages", "views.py", "presenters.py", "forms.py"}
NO_CONTRACT = {"cli", "demo", "ui"}
TODAY = date(2026, 11, 2)
GIVEN = {"as_of": TODAY, "today": TODAY, "year": TODAY.year, "scale": GoalScale()}
NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
NUMBERS += ["thirteen", "fourteen"]
ASKS = re.compile(rf"\b({'|'.join(NUMBERS)}|[0-9]+) (?:quer(?:y|ies)\b)", re.IGNORECASE)
CLAUSE_OR_LAW = re.compile(r"\b(MR|CP)-\d+|\bKL \d+|\bLKBR \d+|\bP\d\d\b")


def public(module: Module) -> Iterator[tuple[str, Function]]:
    for name, function in module.functions.items():
        if not any(part.startswith("_") for part in name.split(".")):
            yield name, function


def parts_of(module: Module) -> tuple[str, ...]:
    return module.path.relative_to(HOUSE).parts


def asked_for_refusals() -> Iterator[tuple[str, Function, set[str]]]:
    """Every public function below the pages that refuses, and with what."""
    for dotted, module in modules().items():
        if parts_of(module)[0] in NO_CONTRACT or PAGES & set(parts_of(module)):
            continue
        for name, function in public(module):
            if refused := refused_by(module, name):
                yield f"{dotted}.{name}", function, refused


def said(function: Function) -> str:
    return " ".join((ast.get_docstring(function) or "").split())


def test_what_refuses_names_what_it_refuses_with() -> None:
    """In one form: "Refuses with `LineRefused` a day before the frame begins, with `MoveLimited` …"."""
    found = {name: unnamed(function, refused) for name, function, refused in asked_for_refusals()}
    assert len(found) > 300  # a finder that finds nothing finds nothing wrong
    assert {name: missing for name, missing in found.items() if missing} == {}


def unnamed(function: Function, refused: set[str]) -> set[str]:
    """What it refuses with and does not say. Whoever names a kind of an error need not name the error beside it."""
    words = said(function).partition("Refuses with ")[2]
    named = {each for each in refused if f"`{each}`" in words}
    return {each for each in refused if not any(each in kinds(one) for one in named)}


def test_a_refusal_names_what_is_there() -> None:
    """A class or a function by another name is not found by whoever looks for it."""
    gone = {}
    for name, function, _ in asked_for_refusals():
        taken = {each.arg for each in ast.walk(function.args) if isinstance(each, ast.arg)}
        words = set(re.findall(r"`[\w.]*?(\w+)`", said(function).partition("Refuses ")[2]))
        gone[name] = words - names() - taken
    assert {name: words for name, words in gone.items() if words} == {}


def judges() -> Iterator[tuple[str, Module, Function]]:
    for dotted, module in modules().items():
        if parts_of(module)[0] == "domain":
            for name, function in public(module):
                if name.startswith("judge_"):
                    yield f"{dotted}.{name}", module, function


def test_a_judge_names_its_clause_or_law_and_the_parameters_it_is_set_by() -> None:
    silent = {}
    for name, module, function in judges():
        wanted = {each for each in numbers_of(module, function) if each not in said(function)}
        if wanted or not CLAUSE_OR_LAW.search(said(function)):
            silent[name] = wanted
    assert silent == {}


def numbers_of(module: Module, judge: Function) -> set[str]:
    """The P numbers of the parameters that a judge takes, as their class has them, here or where it comes from."""
    given = next((each.annotation for each in judge.args.kwonlyargs if each.arg == "parameters"), None)
    return _numbers(module, given.id) if isinstance(given, ast.Name) else set()


def _numbers(module: Module, kind: str) -> set[str]:
    found = next((each for each in module.tree.body if isinstance(each, ast.ClassDef) and each.name == kind), None)
    if found is None:
        there, name = module.brought.get(kind, ("", ""))
        return _numbers(modules()[there], name) if there in modules() else set()
    own = {
        each.value
        for node in ast.walk(found)
        if isinstance(node, ast.keyword) and node.arg == "number"
        for each in ast.walk(node.value)
        if isinstance(each, ast.Constant) and isinstance(each.value, str)
    }
    return own.union(*(_numbers(module, base.id) for base in found.bases if isinstance(base, ast.Name)))


def test_a_judge_of_a_check_says_what_is_judged_and_what_nothing_known_gives() -> None:
    silent = [
        name
        for name, _, function in judges()
        if ast.unparse(function.returns or ast.Constant("")) == "list[Judgement]"
        and not (re.search(r"[Oo]ne judgement\b", said(function)) and "without" in said(function))
    ]
    assert silent == []


def queries() -> Iterator[tuple[str, str, Function]]:
    for dotted, module in modules().items():
        if parts_of(module)[0] == "apps" and {"queries", "queries.py"} & set(parts_of(module)):
            for name, function in public(module):
                yield dotted, name, function


def test_a_query_says_what_it_gives() -> None:
    silent = [
        f"{dotted}.{name}"
        for dotted, name, function in queries()
        if not ast.get_docstring(function) and not is_property(function)
    ]
    assert silent == []


def test_a_query_asks_no_more_often_than_it_says(db: None) -> None:
    """Those that can be asked about the demo's day and year alone, which is most of those that read much."""
    asked = {
        f"{dotted}.{name}": (asked_for(call, given), most)
        for dotted, name, function in queries()
        if "." not in name
        and (most := most_said(function)) is not None
        and (given := enough_for(call := getattr(import_module(dotted), name))) is not None
    }
    assert len(asked) > 40
    assert {name: found for name, found in asked.items() if found[0] > found[1]} == {}


def most_said(function: Function) -> int | None:
    """How many queries a docstring says that there are, at most; None where it gives no number."""
    found = [each.lower() for each in ASKS.findall(said(function))]
    return max((int(each) if each.isdigit() else NUMBERS.index(each) for each in found), default=None)


def enough_for(call: Callable[..., Any]) -> dict[str, Any] | None:
    """The arguments that it needs, if the day and the year are all."""
    needed = [name for name, each in inspect.signature(call).parameters.items() if each.default is inspect._empty]
    return {name: GIVEN[name] for name in needed} if set(needed) <= GIVEN.keys() else None


def asked_for(call: Callable[..., Any], given: dict[str, Any]) -> int:
    with CaptureQueriesContext(connection) as found:
        answer = call(**given)
        if isinstance(answer, QuerySet):
            list(answer)
    return len(found)


def is_property(function: Function) -> bool:
    return any(isinstance(each, ast.Name) and each.id == "property" for each in function.decorator_list)
