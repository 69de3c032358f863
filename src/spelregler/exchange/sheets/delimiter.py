"""Which character parts the cells of a text: found from the table, since a title above it may hold any."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import islice

DELIMITERS = ";\t,"
SAMPLE, SAMPLED_ROWS, HEADING_WITHIN = 1 << 18, 200, 20
Knows = Callable[[Sequence[str]], int]
"""How many headings of a row are known to whoever reads the table."""


def parted(text: str, knows: Knows | None = None) -> tuple[str, str]:
    """The text without Excel's own `sep=` line, and its delimiter.

    The right one shows the most headings that are known; where nobody knows any, it gives the most rows of one and
    the same width, and then the widest.
    """
    said = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    if said:
        return "\n" + text[said.end() :], said.group(1)
    return text, max(DELIMITERS, key=lambda delimiter: _likeness(text[:SAMPLE], delimiter, knows))


def _likeness(text: str, delimiter: str, knows: Knows | None) -> tuple[int, int, int]:
    """How much like a table the text is when it is parted so: headings that are known, rows of one width, the width."""
    rows = list(islice(_rows(text, delimiter), SAMPLED_ROWS))
    known = max((knows(_headings(row)) for row in rows[:HEADING_WITHIN]), default=0) if knows else 0
    widths = Counter(len(row) for row in rows if len(row) > 1)
    return max(((known, count, width) for width, count in widths.items()), default=(known, 0, 0))


def _headings(row: Sequence[str]) -> list[str]:
    """The cells that may be headings: in a title the words that follow a comma begin with a blank."""
    return ["" if cell[:1].isspace() else cell for cell in row]


def _rows(text: str, delimiter: str) -> Iterator[list[str]]:
    """The rows that hold something, without complaint: only the right delimiter has to read every quote."""
    try:
        yield from (row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row))
    except csv.Error:
        return
