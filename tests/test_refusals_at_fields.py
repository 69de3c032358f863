"""What an operation refuses stands at a field of the form that it was sent in: both call the field by one word.

A refusal that names a field which no form has stands above the form, and the reader has to guess what it is about. So
the source is walked: from each view where a form is carried out to the operations that it calls, and the refusals of
those. `CANNOT` are the refusals that a page cannot meet, each with the reason.
"""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

import pytest

import spelregler
from spelregler.platform.forms import PlainForm
from spelregler.ui.sending import FIELD, KEPT, WHOSE

pytestmark = pytest.mark.once
HOUSE = Path(spelregler.__file__).parent
Place = tuple[str, str]
"""A function or class by its module and name."""
CANNOT = {
    ("autonomy.pages.unit.views", "forecast", "month"): "the page reports for the month that today says",
    ("frames.pages.ledger.views", "ledger_import", "file"): "the file is chosen on the page before",
    ("frames.pages.reprioritisations.views", "reprioritise", "kind"): "the operation itself says what the decision is",
    ("goals.pages.approval.views", "decide", "reason"): "the form has one for each row, and asks for it",
    ("meetings.pages.minutes.views", "adjust", "decided_on"): "the day is the meeting's",
    ("meetings.pages.minutes.views", "adjust", "paragraph"): "the number is the paragraph's",
    ("policy.pages.entering.views", "_adopted", "end"): "an adoption has no last day",
    ("policy.pages.entering.views", "_adopted", "reviewed_on"): "an adoption is not a review",
    ("policy.pages.entering.views", "_adopted", "review_by"): "an adoption is not a review",
}
WORKERS = (".tasks",)
"""What a worker does is told on the page of the work, not in a form."""


def module_of(path: Path) -> str:
    return ".".join(("spelregler", *path.relative_to(HOUSE).with_suffix("").parts)).removesuffix(".__init__")


def is_page(module: str) -> bool:
    return ".pages." in module or module.endswith((".views", ".forms"))


class Source:
    """Every function and class of the house, and what each name in a module stands for."""

    def __init__(self) -> None:
        outside = {"tests", "migrations", "__pycache__", "demo", "cli"}
        paths = [each for each in HOUSE.rglob("*.py") if not outside & set(each.relative_to(HOUSE).parts)]
        self.trees = {module_of(path): ast.parse(path.read_text()) for path in paths}
        self.defined: dict[Place, ast.FunctionDef | ast.ClassDef] = {
            (module, node.name): node
            for module, tree in self.trees.items()
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }
        self.imported = {module: dict(self._imports(tree)) for module, tree in self.trees.items()}
        self._used: dict[Place, set[Place]] = {}
        self._named: dict[Place, set[str]] = {}

    def _imports(self, tree: ast.Module) -> Iterator[tuple[str, str | Place]]:
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("spelregler"):
                for each in node.names:
                    full = f"{node.module}.{each.name}"
                    yield each.asname or each.name, full if full in self.trees else (str(node.module), each.name)

    def place(self, module: str, name: str) -> Place | None:
        """Where a name in a module is defined, however many modules hand it on."""
        for _hop in range(5):
            if (module, name) in self.defined:
                return module, name
            to = self.imported.get(module, {}).get(name)
            if not isinstance(to, tuple):
                return None
            module, name = to
        return None

    def meant(self, module: str, node: ast.expr) -> Place | None:
        """What `name` or `module.name` stands for."""
        if isinstance(node, ast.Name):
            return self.place(module, node.id)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            to = self.imported[module].get(node.value.id)
            return self.place(to, node.attr) if isinstance(to, str) else None
        return None

    def used(self, at: Place) -> set[Place]:
        """Many ways lead through the same functions: each is walked once."""
        if at not in self._used:
            nodes = (node for node in ast.walk(self.defined[at]) if isinstance(node, ast.expr))
            self._used[at] = {found for node in nodes if (found := self.meant(at[0], node))}
        return self._used[at]

    def behind(self, start: Place) -> set[Place]:
        """All that an operation comes to call, below the pages."""
        seen, left = set(), [start]
        while left:
            at = left.pop()
            if at not in seen and not is_page(at[0]):
                seen.add(at)
                left.extend(self.used(at))
        return seen

    def named(self, at: Place) -> set[str]:
        """The fields that a function's own refusals name: `field="…"`, by keyword, by assignment or by its place."""
        if at not in self._named:
            self._named[at] = self._named_in(at)
        return self._named[at]

    def _named_in(self, at: Place) -> set[str]:
        found: set[str] = set()
        for node in ast.walk(self.defined[at]):
            if isinstance(node, ast.keyword) and node.arg == "field":
                found.update(words(node.value))
            elif isinstance(node, ast.Assign):
                found.update(word for target in node.targets for word in assigned(target, node.value))
            elif isinstance(node, ast.Call) and (called := self.meant(at[0], node.func)):
                place = self._place_of_field(called)
                if place is not None and len(node.args) > place:
                    found.update(words(node.args[place]))
        return found

    def _place_of_field(self, called: Place) -> int | None:
        node = self.defined[called]
        names = [each.arg for each in node.args.args] if isinstance(node, ast.FunctionDef) else []
        return names.index("field") if "field" in names else None


def words(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.IfExp):
        yield from (*words(node.body), *words(node.orelse))
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value:
        yield node.value


def assigned(target: ast.expr, value: ast.expr) -> Iterator[str]:
    if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
        for each, given in zip(target.elts, value.elts, strict=False):
            yield from assigned(each, given)
    elif isinstance(target, ast.Name) and target.id == "field":
        yield from words(value)


@pytest.fixture(scope="module")
def source() -> Source:
    return Source()


@pytest.fixture(scope="module")
def forms(source: Source) -> dict[Place, set[str]]:
    """Each form's fields: those of its class, those that it adds as it is made, without those that it always drops."""
    for module in source.trees:
        if is_page(module):
            importlib.import_module(module)
    return {(each.__module__, each.__name__): fields_of(source, each) for each in below(PlainForm)}


def below(kind: type) -> Iterator[type]:
    for each in kind.__subclasses__():
        yield from (each, *below(each))


def fields_of(source: Source, form: type) -> set[str]:
    found = set(form.base_fields)
    for each in reversed(form.__mro__):
        node = source.defined.get((each.__module__, each.__name__))
        made = next((part for part in (node.body if node else ()) if getattr(part, "name", "") == "__init__"), None)
        for part in made.body if made else ():
            if isinstance(part, ast.Delete):
                found -= {name for target in part.targets for name in of_fields(target)}
        for part in ast.walk(made) if made else ():
            if isinstance(part, ast.Assign):
                found |= {name for target in part.targets for name in of_fields(target)}
    return found


def of_fields(node: ast.expr) -> Iterator[str]:
    """The name in `self.fields["name"]`."""
    if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Attribute) and node.value.attr == "fields":
        yield from words(node.slice)


def carrying(source: Source) -> list[Place]:
    """The functions of pages in which a form is carried out."""
    return [
        at
        for at, node in source.defined.items()
        if is_page(at[0])
        and isinstance(node, ast.FunctionDef)
        and any(isinstance(each, ast.Attribute) and each.attr == "carried_out" for each in ast.walk(node))
    ]


def sent_and_called(source: Source, start: Place, forms: dict[Place, set[str]]) -> tuple[set[Place], set[Place]]:
    """The forms that a page's function deals with, and the operations that it comes to call."""
    sent, called, seen, left = set(), set(), {start}, [start]
    while left:
        for at in source.used(left.pop()) - seen:
            seen.add(at)
            if at in forms:
                sent.add(at)
            elif is_page(at[0]):
                left.append(at)
            elif not at[0].endswith(WORKERS):
                called.add(at)
    return sent, called


def astray(source: Source, forms: dict[Place, set[str]]) -> set[tuple[str, str, str]]:
    """Each page's function with a field that is named to it and that none of its forms has."""
    found = set()
    for at in carrying(source):
        sent, called = sent_and_called(source, at, forms)
        have = set().union(*(forms[each] for each in sent))
        named = {word for each in called for behind in source.behind(each) for word in source.named(behind)}
        found |= {(at[0].removeprefix("spelregler.apps."), at[1], word) for word in named - have if sent}
    return found


def test_every_field_that_a_refusal_names_is_in_the_form(source, forms):
    assert astray(source, forms) == set(CANNOT)


def test_no_field_is_called_as_what_every_form_carries(forms):
    carried = {FIELD, WHOSE, KEPT}
    assert {place: fields & carried for place, fields in forms.items() if fields & carried} == {}


def test_the_walk_finds_what_it_looks_for(source, forms):
    """From the page through the operation to the refusal behind it, and what a form drops as it is made."""
    pages = "spelregler.apps.goals.pages"
    sent, called = sent_and_called(source, (f"{pages}.vision.views", "adopt"), forms)
    assert (f"{pages}.vision.forms", "VisionForm") in sent
    operation = ("spelregler.apps.goals.operations.visions", "enter_vision")
    assert operation in called
    assert {"vision", "start"} <= source.named(operation)
    assert "text" not in forms[f"{pages}.vision.forms", "VisionForm"]
    assert len(carrying(source)) > 80
    forms[f"{pages}.vision.forms", "VisionForm"].discard("vision")
    assert ("goals.pages.vision.views", "adopt", "vision") in astray(source, forms)
