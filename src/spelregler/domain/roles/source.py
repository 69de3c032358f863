"""The rule files read as text: where each rule stands, its annotations, and the rows in print order.

Cedar itself decides; this only finds what Cedar does not give back (line numbers, annotation texts,
the order in which rows are declared).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import cedarpy

from spelregler.domain.words import Bilingual, Pair, Words

POLICY_FILE = "roles.cedar"
SCHEMA_FILE = "roles.cedarschema"
FLOOR_FILE = "floor.cedar"
COMMON_FILE = "common.cedar"

MOST_BYTES = 1024 * 1024
LONGEST_RULE = 8_000
"""Characters; the longest shipped has a sixth of it."""
MOST_LEVELS = 30

# A string, a comment, or the semicolon that ends a rule: only the last one cuts.
_TOKENS = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|;')
_BRACKETS = re.compile(r'"(?:\\.|[^"\\])*"|//[^\n]*|[(){}\[\]<>]')
_LEADING = re.compile(r"(?:\s|//[^\n]*)*")
_ACTION = re.compile(
    r'((?:@\w+\("(?:\\.|[^"\\])*"\)\s*)*)\baction\s+"(?P<name>[^"]+)"\s*(?:in\s*(?P<groups>\[[^\]]*\]))?'
)
_ANNOTATION = re.compile(r'@(\w+)\(("(?:\\.|[^"\\])*")\)')


@dataclass(frozen=True)
class Row:
    """One line of the matrix: a matter, with its operations in declared order."""

    name: str
    label: Pair
    operations: tuple[str, ...]
    in_matrix: bool
    is_of_base: bool = False
    """Whether it came with the base, so that a package from before cannot have spoken of it."""


@dataclass(frozen=True)
class Policy:
    """One rule: its annotations, whether it forbids, the actions that its scope names, and its file."""

    id: str
    forbids: bool
    annotations: dict[str, str] = field(hash=False)
    actions: frozenset[str]
    file: str = POLICY_FILE

    def text(self, name: str) -> str:
        return self.annotations.get(name, "")

    def said(self, name: str) -> Pair:
        """What the rule says in both languages: its `reason`, or the right `way`."""
        return Pair(self.text(f"{name}_sv"), self.text(f"{name}_en"))

    @property
    def is_bound(self) -> bool:
        """A forbid that limits what a package can permit, and says nothing of what no rule permits anyway."""
        return bool(self.text("bound"))

    @cached_property
    def _rows(self) -> frozenset[str]:
        return frozenset(name.partition(":")[0] for name in self.actions)

    def touches(self, row: str) -> bool:
        return row in self._rows

    def may_concern(self, *, other_rows: set[str]) -> bool:
        """Whether it could decide anything outside those rows: it names the row, a group of actions, or none at all."""
        return not self.actions or not self._rows <= other_rows


@dataclass(frozen=True)
class Chunk:
    """The text of one rule and the line on which it starts."""

    line: int
    text: str


class Unfit(ValueError):
    """A rule file that is not handed to Cedar: where, and what in both languages."""

    def __init__(self, name: str, line: int, words: Bilingual) -> None:
        super().__init__(f"{name}, line {line}: {words.en}")
        self.name, self.line, self.words = name, line, words


def read(*, folder: Path, name: str) -> str:
    """The text of a rule file, bounded in size and brackets, for Cedar's parser has no bound of its own.

    Refuses with `Unfit` a file over 1 MB, text that is not UTF-8, a rule that is too long, and brackets too deep.
    """
    with (folder / name).open("rb") as file:
        data = file.read(MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise Unfit(name, 1, Words("The file is larger than 1 MB."))
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unfit(name, line, Words("The text is not UTF-8.")) from error
    for chunk in chunks(text):
        if name != SCHEMA_FILE and len(chunk.text) > LONGEST_RULE:
            raise Unfit(name, chunk.line, Words("The rule is too long."))
        if (deep := _too_deep(chunk.text, also="<>" if name == SCHEMA_FILE else "")) >= 0:
            line = chunk.line + chunk.text.count("\n", 0, deep)
            raise Unfit(name, line, Words("Too many brackets inside each other."))
    return text


def _too_deep(text: str, *, also: str) -> int:
    """Where the brackets stand deeper than the bound; -1 where they never do. Those in texts and comments are none."""
    level = 0
    for found in _BRACKETS.finditer(text):
        sign = found.group()
        level += sign in "([{" + also[:1]
        level -= sign in ")]}" + also[1:]
        if level > MOST_LEVELS:
            return found.start()
    return -1


def chunks(text: str) -> Iterator[Chunk]:
    """Cut the file at the semicolons that end rules, so that each can be judged and pointed at alone."""
    start = 0
    for token in _TOKENS.finditer(text):
        if token.group() == ";":
            yield _chunk(text, start, token.end())
            start = token.end()
    rest = _chunk(text, start, len(text))
    if rest.text:
        yield rest


def _chunk(text: str, start: int, end: int) -> Chunk:
    leading = _LEADING.match(text, start, end)
    begin = leading.end() if leading else start
    return Chunk(line=text.count("\n", 0, begin) + 1, text=text[begin:end])


def policies_by_position(text: str) -> dict[str, dict[str, Any]]:
    """The rules as Cedar's own JSON, keyed by position (policy0, policy1, …)."""
    parsed: dict[str, dict[str, Any]] = json.loads(cedarpy.policies_to_json_str(text))["staticPolicies"]
    return {key: parsed[key] for key in sorted(parsed, key=lambda key: int(key.removeprefix("policy")))}


def policy(*, position: str, body: dict[str, Any]) -> Policy:
    annotations = {name: value or "" for name, value in body.get("annotations", {}).items()}
    scope = body["action"]
    named = scope.get("entities") or ([scope["entity"]] if "entity" in scope else [])
    return Policy(
        id=annotations.get("id") or position,
        forbids=body["effect"] == "forbid",
        annotations=annotations,
        actions=frozenset(entity["id"] for entity in named),
    )


def rows(schema_text: str) -> tuple[Row, ...]:
    """The rows in the order of the schema file; operations are the actions named "<row>:<operation>"."""
    plain = re.sub(r'("(?:\\.|[^"\\])*")|//[^\n]*', lambda match: match.group(1) or "", schema_text)
    labels: dict[str, tuple[str, str, bool, bool]] = {}
    operations: dict[str, list[str]] = {}
    for match in _ACTION.finditer(plain):
        name = match["name"]
        row, _, operation = name.partition(":")
        if operation:
            operations.setdefault(row, []).append(operation)
            continue
        texts: dict[str, str] = {key: json.loads(value) for key, value in _ANNOTATION.findall(match[1])}
        in_matrix = '"matrix"' in (match["groups"] or "")
        labels[name] = (texts.get("sv", name), texts.get("en", name), in_matrix, "since" in texts)
    return tuple(
        Row(name, Pair(sv, en), tuple(operations[name]), in_matrix, is_of_base)
        for name, (sv, en, in_matrix, is_of_base) in labels.items()
        if name in operations
    )
