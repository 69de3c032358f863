"""Python's own search for what points at itself: how often it is made, where many rows are read.

Each new search walks everything that lives. Rows that are read and forgotten hold nothing that points at itself, so of
a page of many rows it took up to two fifths of the time, and freed nothing.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = 50_000
"""So many more things made than forgotten before the next search; Python's own number is 700."""


def search_seldom() -> None:
    """For a process that answers pages or does long work: what is read in at the start is never walked again, and the
    rest seldom.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM, *gc.get_threshold()[1:])


@contextmanager
def paused() -> Iterator[None]:
    """No search meanwhile; for work that ends within seconds and forgets what it read."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
