"""A value in a package's file exchanged where it stands: comments, order and everything else stay as they were.

So a package that is edited in a page and one that is edited in its files are the same files, and a difference between
two versions of them shows what was changed and nothing more.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal

import yaml

from spelregler.exchange.package.source import LOADER

Place = tuple[str, ...]
"""The keys that lead to a value; a row of a list is found by its `id`: ("clauses", "MR-3", "text", "sv")."""
New = str | int | Decimal | bool | tuple[str, ...] | Mapping[str, str]
"""What is to stand there: a text, a figure, yes or no, codes, or a text in each language."""


class NoSuchPlace(LookupError):
    """A place that the file has not."""


def edited(text: str, changes: Mapping[Place, New]) -> str:
    """The file with each change in its place. A key that a row lacks is written first in the row.

    Refuses with `NoSuchPlace` a row that is not there, and with YAML's own error a file that cannot be read.
    """
    top = yaml.compose(text, Loader=LOADER)
    starts = _starts(text)
    spans = sorted((_span(top, place, new, starts) for place, new in changes.items()), reverse=True)
    for start, end, written in spans:
        text = text[:start] + written + text[end:]
    return text


def _starts(text: str) -> list[int]:
    """Where each line begins."""
    found = [0]
    for line in text.split("\n"):
        found.append(found[-1] + len(line) + 1)
    return found


def _span(top: yaml.Node | None, place: Place, new: New, starts: list[int]) -> tuple[int, int, str]:
    *way, last = place
    row = top
    for key in way:
        row = _below(row, key)
    try:
        found = _below(row, last)
    except NoSuchPlace:
        if not isinstance(row, yaml.MappingNode) or row.flow_style:
            raise
        at = _offset(row.start_mark, starts)
        return at, at, f"{last}: {_written(new)}\n{' ' * row.start_mark.column}"
    return _offset(found.start_mark, starts), _offset(found.end_mark, starts), _written(new)


def _below(node: yaml.Node | None, key: str) -> yaml.Node:
    rows: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        rows = [value for name, value in node.value if name.value == key]
    elif isinstance(node, yaml.SequenceNode):
        rows = [row for row in node.value if _below(row, "id").value == key]
    if not rows:
        raise NoSuchPlace(key)
    return rows[0]


def _offset(mark: yaml.Mark, starts: list[int]) -> int:
    return starts[mark.line] + mark.column


def _written(new: New) -> str:
    """As YAML reads it back: a text is always quoted, for `no` and `03-31` are texts too."""
    if isinstance(new, Mapping):
        return "{" + ", ".join(f"{key}: {_written(value)}" for key, value in new.items()) + "}"
    if isinstance(new, tuple):
        return f"[{', '.join(new)}]"
    if isinstance(new, bool):
        return "true" if new else "false"
    if isinstance(new, int | Decimal):
        return str(new)
    return json.dumps(new, ensure_ascii=False)
