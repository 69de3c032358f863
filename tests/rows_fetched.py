"""How many questions a page asks the database, and how many rows it is given: what a page may not take more of."""

from __future__ import annotations

from collections.abc import Callable

from bench.pages import counted


def rows_fetched(read: Callable[[], object]) -> dict[str, int]:
    """The questions and the rows of one reading."""
    with counted() as tally:
        read()
    return dict(tally)
