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

BYTE_ORDER_MARK = "\ufeff"
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
    plain = text.removeprefix(BYTE_ORDER_MARK)  # the parser passes it over and does not count it
    top, before = yaml.compose(plain, Loader=LOADER), text[: len(text) - len(plain)]
    for start, end, written in sorted((_span(top, place, new) for place, new in changes.items()), reverse=True):
        plain = plain[:start] + written + plain[end:]
    return before + plain


def _span(top: yaml.Node | None, place: Place, new: New) -> tuple[int, int, str]:
    *way, last = place
    row = top
    for key in way:
        row = _below(row, key)
    try:
        found = _below(row, last)
    except NoSuchPlace:
        if not isinstance(row, yaml.MappingNode) or row.flow_style:
            raise
        at = row.start_mark.index
        return at, at, f"{last}: {_written(new)}\n{' ' * row.start_mark.column}"
    return found.start_mark.index, found.end_mark.index, _written(new)


def _below(node: yaml.Node | None, key: str) -> yaml.Node:
    rows: list[yaml.Node] = []
    if isinstance(node, yaml.MappingNode):
        rows = [value for name, value in node.value if name.value == key]
    elif isinstance(node, yaml.SequenceNode):
        rows = [row for row in node.value if _below(row, "id").value == key]
    if not rows:
        raise NoSuchPlace(key)
    return rows[0]


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
