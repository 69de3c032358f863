"""One YAML file into plain values that know their lines. Only what a package needs: texts, figures, dates, lists, rows.

A figure with decimals becomes a Decimal, never a float. A tag, an anchor or a figure that YAML would read in another
base (0123) is a fault: a person who changes a threshold gets what stands in the file, or is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from spelregler.domain import reading
from spelregler.domain.words import Bilingual, Words
from spelregler.exchange import limits
from spelregler.exchange.package.model import Faults

MOST_LEVELS = 20
TAG = "tag:yaml.org,2002:"
# The C parser is many times as fast and gives the same nodes; it is not built on every machine.
LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

NOT_ALLOWED = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

SEE_SHIPPED = Words("See a shipped package.")
CORRECT_LINE = Words("Correct the line.")


class Row(dict[str, Any]):
    """A mapping that remembers its line and the line of each key."""

    def __init__(self) -> None:
        super().__init__()
        self.line = 1
        self.lines: dict[str, int] = {}

    def line_of(self, key: str) -> int:
        """Where a key stands, or the row itself where the key is missing."""
        return self.lines.get(key, self.line)


def bytes_of(path: Path) -> bytes | None:
    """What stands in the file, as far as it may be long and one byte more; None where it cannot be opened."""
    try:
        with path.open("rb") as file:
            return file.read(limits.PACKAGE_FILE + 1)
    except OSError:
        return None


def read_source(name: str, data: bytes | None, faults: Faults) -> Row | None:
    """What stands in a file as a row, or None with a fault."""
    text = _text_of(name, data, faults)
    if text is None or _has_tab(name, text, faults):
        return None
    try:
        if _too_deep(name, text, faults):
            return None
        node = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        line, column = _place_of(error, text)
        what = Words("Column {column}: {what}.", column=column, what=_words_of(error))
        faults.add(name, line, what=what, todo=CORRECT_LINE)
        return None
    found = _Values(name, faults).value(node) if isinstance(node, yaml.MappingNode) else None
    if not isinstance(found, Row):
        what = Words("The file is to hold keys and values.")
        faults.add(name, 1, what=what, todo=SEE_SHIPPED)
        return None
    return found


def _text_of(name: str, data: bytes | None, faults: Faults) -> str | None:
    if data is None:
        what = Words("The file is missing or cannot be opened.")
        faults.add(name, 1, what=what, todo=Words("Put the file in the folder."))
        return None
    if len(data) > limits.PACKAGE_FILE:
        what = Words("The file is larger than {size} MB.", size=limits.PACKAGE_FILE // limits.MB)
        faults.add(name, 1, what=what, todo=SEE_SHIPPED)
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = Words("The text is not UTF-8.")
        line = error.object[: error.start].count(b"\n") + 1
        faults.add(name, line, what=what, todo=Words("Save the file as UTF-8."))
    return None


def _has_tab(file: str, text: str, faults: Faults) -> bool:
    for number, line in enumerate(text.split("\n"), start=1):
        if "\t" in line:
            column = line.index("\t") + 1
            what = Words("Tab in column {column}.", column=column)
            faults.add(file, number, what=what, todo=Words("Replace it with spaces."))
            return True
    return False


def _too_deep(file: str, text: str, faults: Faults) -> bool:
    """Counted on the parser's events, which need no recursion, before nodes are built with it; how many too."""
    depth, count = 0, 0
    for event in yaml.parse(text, Loader=LOADER):
        count += isinstance(event, yaml.NodeEvent)
        if count > limits.NODES:
            line = event.start_mark.line + 1 if event.start_mark else 1
            what = Words("The file has more than {most} values.", most=limits.NODES)
            faults.add(file, line, what=what, todo=SEE_SHIPPED)
            return True
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MOST_LEVELS:
            line = event.start_mark.line + 1 if event.start_mark else 1
            what = Words("Too many levels inside each other.")
            faults.add(file, line, what=what, todo=SEE_SHIPPED)
            return True
    return False


NEVER_CLOSED = "found unexpected end of stream"
APART = Words("the line does not follow on those above; look at indentation and quotation marks")
PROBLEMS = {
    "mapping values are not allowed": Words(
        "a colon stands where no new value can begin; put quotation marks round the text"
    ),
    "could not find expected ':'": Words("a colon is missing after the key"),
    "expected ',' or ']'": Words("a square bracket lacks a comma or is never closed"),
    "expected ',' or '}'": Words("a brace lacks a comma or is never closed"),
    "expected '-' indicator": Words(
        "the line is no part of the list above: the dash is missing or the indentation differs"
    ),
    "expected key": APART,
    "<block end>": APART,
    "<document start>": APART,
    NEVER_CLOSED: Words("a quotation mark is never closed"),
    "unknown escape character": Words(
        "a backslash means something of its own in double quotation marks; use single ones"
    ),
    "cannot start any token": Words("the value begins with a character that needs quotation marks"),
    "undefined alias": Words("anchors (& and *) are not used"),
    "not allowed": Words("here is a character that the file cannot hold"),
}
"""What the parser's own words mean, the first that fits."""
UNREADABLE = Words("the line cannot be read as YAML")


def _words_of(error: yaml.YAMLError) -> Bilingual:
    """What is wrong, in both languages, by what the parser says of it."""
    problem = str(getattr(error, "problem", None) or getattr(error, "reason", None) or "")
    return next((words for part, words in PROBLEMS.items() if part in problem), UNREADABLE)


def _place_of(error: yaml.YAMLError, text: str) -> tuple[int, int]:
    """Line and column where the parser stopped, or where what is never closed began.

    A character that YAML does not allow has no mark, so it is looked up.
    """
    is_open = NEVER_CLOSED in str(getattr(error, "problem", ""))
    mark = (getattr(error, "context_mark", None) if is_open else None) or getattr(error, "problem_mark", None)
    if mark is not None:
        return int(mark.line) + 1, int(mark.column) + 1
    found = NOT_ALLOWED.search(text)
    before = text[: found.start()] if found else ""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


class _Values:
    """Builds plain values out of nodes."""

    def __init__(self, file: str, faults: Faults) -> None:
        self.file = file
        self.faults = faults
        self.seen: set[int] = set()

    def value(self, node: yaml.Node) -> Any:
        if id(node) in self.seen:  # an alias is the same node again
            return self._fault(node, Words("Anchors (& and *) are not used."))
        self.seen.add(id(node))
        tag = str(node.tag)
        if tag == TAG + "map":
            return self._row(node)
        if tag == TAG + "seq":
            return [self.value(each) for each in node.value]
        if tag not in SCALARS:
            name = tag.removeprefix(TAG)
            return self._fault(node, Words("The tag {name} is not used.", name=name))
        try:
            return SCALARS[tag](node.value)
        except ValueError:
            return self._fault(node, Words("“{node}” cannot be read.", node=node.value))

    def _row(self, node: yaml.Node) -> Row:
        row = Row()
        row.line = node.start_mark.line + 1
        for key_node, value_node in node.value:
            key = key_node.value
            if not isinstance(key, str):
                self._fault(key_node, Words("A key is to be a word."))
            elif key in row:
                self._fault(key_node, Words("The key {key} stands twice.", key=key))
            else:
                row[key] = self.value(value_node)
                row.lines[key] = key_node.start_mark.line + 1
        return row

    def _fault(self, node: yaml.Node, words: Bilingual) -> None:
        self.faults.add(self.file, node.start_mark.line + 1, what=words, todo=CORRECT_LINE)


def _whole(text: str) -> int:
    if not re.fullmatch(r"[-+]?(0|[1-9][0-9]*)", text):
        raise ValueError(text)
    return reading.count(text, least=-reading.MOST_COUNT)


def _decimal(text: str) -> Decimal:
    if not re.fullmatch(r"[-+]?[0-9]+\.[0-9]+", text):
        raise ValueError(text)
    return reading.figure(text, mark=".")


def _truth(text: str) -> bool | str:
    """Only true and false: YAML's "no" and "on" are words in a text for people."""
    return {"true": True, "false": False}.get(text.lower(), text)


SCALARS: dict[str, Callable[[str], Any]] = {
    TAG + "str": str,
    TAG + "null": lambda _text: None,
    TAG + "bool": _truth,
    TAG + "int": _whole,
    TAG + "float": _decimal,
    TAG + "timestamp": reading.day,
}
