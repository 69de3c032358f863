"""A few hundred files of each format, changed at random: read with its own figures, or refused in words.

The long run is `tools/attack/files.py`. The seed is fixed, so that a fault is found again.
"""

from __future__ import annotations

import contextlib
import random

import pytest

from spelregler.exchange.tests.changes import mutated
from spelregler.exchange.tests.mutated import Reader, readers
from spelregler.exchange.tests.standing import not_written

FILES = 150
READERS = readers()


@pytest.mark.parametrize("reader", READERS, ids=[each.name for each in READERS])
def test_a_file_that_was_changed_is_read_or_refused_in_words(reader: Reader) -> None:
    for seed in reader.seeds:
        with contextlib.suppress(*reader.refusals):  # a part of a file alone is refused as such
            reader.read(seed)
    chance = random.Random(f"spelregler {reader.name}")
    for _ in range(FILES):
        data = mutated(reader.seeds, chance)
        with contextlib.suppress(*reader.refusals):
            assert not_written(data, reader.figures(reader.read(data))) == []
