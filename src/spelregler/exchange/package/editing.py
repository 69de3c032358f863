"""A value in a package's file exchanged where it stands: comments, order and everything else stay as they were.

So a package that is edited in a page and one that is edited in its files are the same files, and a difference between
two versions of them shows what was changed and nothing more.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

import yaml

from spelregler.exchange.package.source import LOADER

BYTE_ORDER_MARK = "\ufeff"
CODE = re.compile(r"[A-Za-z]+(-[0-9]+)?")
"""What is written in a list without quotes: a role or a rule."""
Place = tuple[str, ...]
"""The keys that lead to a value; a row of a list is found by its `id`: ("clauses", "MR-3", "text", "sv")."""
New = str | int | Decimal | bool | tuple[str, ...] | Mapping[str, str | int | Decimal | bool]
"""What is to stand there: a text, a figure, yes or no, codes, or a text in each language."""


class NoSuchPlace(LookupError):
    """A place that the file has not."""


def edited(text: str, changes: Mapping[Place, New]) -> str:
    """The file with each change in its place. A key that a row lacks is written first in the row.

    Refuses with `NoSuchPlace` a row that is not there, and with YAML's own error a file that cannot be read.
    """
    mark, plain, top = _read(text)
    for start, end, written in sorted((_span(top, place, new) for place, new in changes.items()), reverse=True):
        plain = plain[:start] + written + plain[end:]
    return mark + plain


def added(text: str, *, after: Place, row: Mapping[str, New]) -> str:
    """The file with a row of its own after another in a list: ("clauses", "MR-3").

    Refuses with `NoSuchPlace` a row that is not there, and one in a list that is written in one line.
    """
    mark, plain, top = _read(text)
    rows, found = _row_of_list(top, after)
    at, margin = _end_of(plain, found), " " * rows.start_mark.column
    lines = [f"{key}: {_written(value)}" for key, value in row.items()]
    written = margin + "- " + f"\n{margin}  ".join(lines) + "\n"
    return mark + plain[:at] + ("" if plain[:at].endswith("\n") else "\n") + written + plain[at:]


def removed(text: str, place: Place) -> str:
    """The file without a row of a list; comments above it stay.

    Refuses with `NoSuchPlace` a row that is not there, and one in a list that is written in one line.
    """
    mark, plain, top = _read(text)
    _rows, found = _row_of_list(top, place)
    start = plain.rindex("\n", 0, plain.rindex("-", 0, found.start_mark.index)) + 1
    return mark + plain[:start] + plain[_end_of(plain, found) :]


def _read(text: str) -> tuple[str, str, yaml.Node | None]:
    """The mark that some editors write first, the text after it, and its top: the parser passes the mark over and does
    not count it.
    """
    plain = text.removeprefix(BYTE_ORDER_MARK)
    return text[: len(text) - len(plain)], plain, yaml.compose(plain, Loader=LOADER)


def _row_of_list(top: yaml.Node | None, place: Place) -> tuple[yaml.Node, yaml.Node]:
    """The list that a row stands in, and the row."""
    *way, last = place
    rows = _at(top, way)
    found = _below(rows, last)
    if (
        not isinstance(rows, yaml.SequenceNode)
        or rows.flow_style
        or not isinstance(found, yaml.MappingNode)
        or found.flow_style
    ):
        raise NoSuchPlace(last)
    return rows, found


def _last_of(node: yaml.Node) -> int:
    """Where the last value in a row ends: of rows on lines of their own the parser counts what follows as a part."""
    while isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(last, tuple) else last
    return int(node.end_mark.index)


def _end_of(text: str, node: yaml.Node) -> int:
    """Where the line ends that the last value in a row stands in."""
    at = _last_of(node)
    if text[:at].endswith("\n"):
        return at
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1


def _span(top: yaml.Node | None, place: Place, new: New) -> tuple[int, int, str]:
    *way, last = place
    row = _at(top, way)
    try:
        found = _below(row, last)
    except NoSuchPlace:
        if not isinstance(row, yaml.MappingNode) or row.flow_style:
            raise
        at = row.start_mark.index
        return at, at, f"{last}: {_written(new)}\n{' ' * row.start_mark.column}"
    return found.start_mark.index, _last_of(found), _written(new)


def _at(top: yaml.Node | None, way: Iterable[str]) -> yaml.Node | None:
    for key in way:
        top = _below(top, key)
    return top


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
        return f"[{', '.join(each if CODE.fullmatch(each) else json.dumps(each, ensure_ascii=False) for each in new)}]"
    if isinstance(new, bool):
        return "true" if new else "false"
    if isinstance(new, int | Decimal):
        return str(new)
    return json.dumps(new, ensure_ascii=False)
