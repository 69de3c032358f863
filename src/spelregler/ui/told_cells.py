"""The cells of a table that becomes cards on a phone: each tells its own heading, since the heads are not beside it."""

from __future__ import annotations

import re

HEADS = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
HEAD = re.compile(r"<th\b(?P<said>[^>]*)>(?P<words>.*?)</th>", re.DOTALL)
ROW = re.compile(r"<tr\b[^>]*>.*?</tr>", re.DOTALL)
CELL = re.compile(r"<(?P<kind>t[hd])\b(?P<said>[^>]*)>(?P<nothing>\s*(?=</t[hd]>))?")
SPAN = re.compile(r'\bcolspan="(\d+)"')
TAG = re.compile(r"<[^>]*>")
UNSEEN = re.compile(r'<span class="ds-sr-only">[^<]*</span>')


FEWEST, MOST = 3, 6
"""Columns of a table that is read row by row on a phone: of two it has room, of many the rows are compared sideways."""


def fits_a_card(content: str) -> bool:
    """Whether the table is one of few columns, by its last row of heads."""
    found = HEADS.search(content)
    rows = ROW.findall(found.group()) if found else []
    return bool(rows) and FEWEST <= sum(_columns(head["said"]) for head in HEAD.finditer(rows[-1])) <= MOST


def told(content: str) -> str:
    """The rows with `data-label` on each cell that has none, after the last row of heads; content is HTML as printed.

    The cell that names the row is as wide as the card. A cell over several columns has no heading of its own, nor has
    one whose heading nobody sees. A cell without words is `void`: a card has no use for it.
    """
    found = HEADS.search(content)
    rows = ROW.findall(found.group()) if found else []
    if found is None or not rows:
        return content
    heads: list[str] = []
    for head in HEAD.finditer(rows[-1]):
        words = " ".join(TAG.sub(" ", UNSEEN.sub("", head["words"])).split())
        heads += [words, *[""] * (_columns(head["said"]) - 1)]
    return content[: found.end()] + ROW.sub(lambda row: _row(row.group(), heads), content[found.end() :])


def _row(row: str, heads: list[str]) -> str:
    place = 0

    def cell(found: re.Match[str]) -> str:
        nonlocal place
        kind, said, columns = found["kind"], found["said"], _columns(found["said"])
        head = heads[place] if place < len(heads) and columns == 1 else ""
        place += columns
        if kind == "th":
            return f'<th{said} class="whole">' if "class=" not in said else found.group()
        if found["nothing"] is not None:
            return f"<td{_void(said)}>"
        if not head or "data-label=" in said:
            return found.group()
        return f'<td{said} data-label="{head.replace(chr(34), "&quot;")}">'

    return CELL.sub(cell, row)


def _void(said: str) -> str:
    return said.replace('class="', 'class="void ', 1) if 'class="' in said else f'{said} class="void"'


def _columns(said: str) -> int:
    span = SPAN.search(said)
    return int(span.group(1)) if span else 1
