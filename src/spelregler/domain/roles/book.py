"""A municipality's rule book: its package's own rules, and under them what the product gives every package (ADR 49).

The schema and the floor are the product's, in numbered versions. The floor always holds; a common rule holds where the
package neither has a rule of the same name nor leaves it out. A rule of the base rests on a principle, and the package
says which of its clauses carries it. An older package carries the whole schema itself; under it lies the floor, and the
common rules about rows that came with the base.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import cedarpy

from spelregler.domain.roles import source


class BookError(ValueError):
    """The rules cannot be read."""


Found = TypeVar("Found")
MOST_ROWS_KEPT = 512
"""Rows of books of which what was found is kept: a package that is written changes the rules of few at a time."""


@dataclass(frozen=True)
class Base:
    """The version of the base that a package stands on, and how: its clause for each principle, what it leaves out.

    `leaves_out` names matters (rows of the schema) and common rules that the municipality does without.
    """

    folder: Path
    principles: Mapping[str, str] = field(default_factory=dict, hash=False)
    leaves_out: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Rule:
    """A rule as it is told, and as Cedar's own JSON."""

    told: source.Policy
    body: dict[str, Any] = field(hash=False)
    text: str
    """The body as it is written, by which two rules are known to be the same."""


@dataclass(frozen=True)
class Book:
    """Everything that decides who may do what: the rows, and the rules by name, the package's own first.

    `actions` are the schema's actions as Cedar's own JSON.
    """

    schema: str
    rows: tuple[source.Row, ...]
    actions: tuple[dict[str, Any], ...] = field(repr=False)
    rules: Mapping[str, Rule]

    def only(self, *, forbids_of: frozenset[str]) -> Book:
        """The same book with every permit, and of the forbids only those of some files."""
        chosen = {
            name: rule for name, rule in self.rules.items() if not rule.told.forbids or rule.told.file in forbids_of
        }
        return replace(self, rules=chosen)

    def about(self, row: str) -> frozenset[str]:
        """The rules that can matter for a row, by name: Cedar judges each rule by itself."""
        return self._everywhere | self._by_row.get(row, frozenset())

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        return frozenset(name for name, rule in self.rules.items() if rule.told.may_concern(other_rows=self._names))

    @cached_property
    def _by_row(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for name, rule in self.rules.items():
            for action in rule.told.actions:
                found.setdefault(_row(action), set()).add(name)
        return {row: frozenset(names) for row, names in found.items()}

    def actions_about(self, row: str) -> list[dict[str, Any]]:
        """The row's own actions and the groups of them all, as Cedar's own JSON."""
        others = self._names - {row}
        return [each for each in self.actions if _row_of(each) not in others]

    def known_by(self, row: str) -> tuple[object, ...]:
        """What every answer about the row hangs on. Two books with the same of it answer alike."""
        about = self.about(row)
        rules = ((each.told.id, each.told.file, each.text) for name, each in self.rules.items() if name in about)
        return row, self._actions_text, tuple(rules)

    def kept(self, known: dict[tuple[object, ...], Found], row: source.Row, ask: Callable[[], Found]) -> Found:
        """What was found of a row, asked anew only where no book with the same rules about it has been (ADR 88)."""
        key = (row, *self.known_by(row.name))
        found = known.get(key)  # looked up once: another thread may forget all of it at any time
        if found is None:
            found = ask()
            if len(known) >= MOST_ROWS_KEPT:
                known.clear()
            known[key] = found
        return found

    @cached_property
    def _names(self) -> set[str]:
        return {_row(name) for name in (each["uid"]["id"] for each in self.actions) if ":" in name}

    @cached_property
    def _actions_text(self) -> str:
        return json.dumps(self.actions)


def is_whole(folder: Path) -> bool:
    """Whether the package is of the older kind that carries the whole schema."""
    return (folder / source.SCHEMA_FILE).is_file()


def read_book(folder: Path, base: Base | None) -> Book:
    """The package's rules on its base.

    Refuses with `BookError` two rules with one name, with `Unfit` a file that is not handed to Cedar, with `ValueError`
    what Cedar cannot read.
    """
    own = _rules(folder, source.POLICY_FILE)
    if base is None:
        schema = source.read(folder=folder, name=source.SCHEMA_FILE)
        return Book(schema, source.rows(schema), _actions(schema), own)
    schema = source.read(folder=base.folder, name=source.SCHEMA_FILE)
    rows, actions, common = source.rows(schema), _actions(schema), _rules(base.folder, source.COMMON_FILE)
    if is_whole(folder):
        schema = source.read(folder=folder, name=source.SCHEMA_FILE)
        held = source.rows(schema)
        came = {row.name for row in rows if row.is_of_base} - {row.name for row in held}
        rows = (*held, *(row for row in rows if row.name in came))
        actions = (*_actions(schema), *(each for each in actions if _row_of(each) in came))
        common = {name: rule for name, rule in common.items() if {_row(act) for act in rule.told.actions} <= came}
    rules = dict(own)
    for name, rule in common.items():
        if name not in own and name not in base.leaves_out:
            rules[name] = _resting(rule, base.principles)
    for name, rule in _rules(base.folder, source.FLOOR_FILE).items():
        # An older package has some of the floor in its own text, which stands; the floor lies under it all the same.
        key = name if name not in own else f"floor:{name}"
        rules[key] = _resting(replace(rule, told=replace(rule.told, id=key)), base.principles)
    return Book(schema, tuple(row for row in rows if row.name not in base.leaves_out), actions, rules)


@lru_cache(maxsize=8)
def _actions(schema: str) -> tuple[dict[str, Any], ...]:
    """The actions of a schema. They come from Cedar in any order, and are kept so that the same text says the same."""
    return tuple(json.loads(str(cedarpy.Entities.from_json_str("[]", cedarpy.Schema.from_str(schema)))))


def _row_of(action: Mapping[str, Any]) -> str:
    return _row(action["uid"]["id"])


def _row(action: str) -> str:
    return action.partition(":")[0]


def principles_of(folder: Path, *, without: frozenset[str] = frozenset()) -> frozenset[str]:
    """The principles that the rules of a version rest on, save those of common rules that are left out.

    Refuses with `BookError` two rules with one name.
    """
    rules = {**_rules(folder, source.COMMON_FILE), **_rules(folder, source.FLOOR_FILE)}
    return frozenset(rule.told.text("principle") for name, rule in rules.items() if name not in without)


def common_names(folder: Path) -> frozenset[str]:
    """The common rules of a version, by name. Refuses with `BookError` two with one name."""
    return frozenset(_rules(folder, source.COMMON_FILE))


def matters_of(folder: Path) -> frozenset[str]:
    """The rows of a version's schema, by name."""
    return frozenset(row.name for row in source.rows(source.read(folder=folder, name=source.SCHEMA_FILE)))


def floor_of(folder: Path) -> dict[str, source.Policy]:
    """The floor of a version, by name. Refuses with `BookError` two rules with one name."""
    return {name: rule.told for name, rule in _rules(folder, source.FLOOR_FILE).items()}


def _resting(rule: Rule, principles: Mapping[str, str]) -> Rule:
    """The rule with the clause that carries its principle here."""
    clause = principles.get(rule.told.text("principle"), "")
    return replace(rule, told=replace(rule.told, annotations={**rule.told.annotations, "clause": clause}))


def _rules(folder: Path, file: str) -> dict[str, Rule]:
    found: dict[str, Rule] = {}
    for rule in _parsed(source.read(folder=folder, name=file), file):
        if rule.told.id in found:
            raise BookError(f"{folder.name}: two rules have the same @id")
        found[rule.told.id] = rule
    return found


@lru_cache(maxsize=16)
def _parsed(text: str, file: str) -> tuple[Rule, ...]:
    """The rules of a text; the base's are read anew for every package that stands on it."""
    return tuple(
        Rule(replace(source.policy(position=position, body=body), file=file), body, json.dumps(body))
        for position, body in source.policies_by_position(text).items()
    )
