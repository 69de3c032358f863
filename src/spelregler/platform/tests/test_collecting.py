"""What points at itself is searched for seldom, and is searched for again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from spelregler.platform import collecting


@pytest.fixture
def as_it_was() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    gc.enable()


@pytest.mark.usefixtures("as_it_was")
def test_what_is_read_in_at_the_start_is_not_walked_again():
    collecting.search_seldom()
    assert gc.get_freeze_count() > 0
    assert gc.get_threshold()[0] == collecting.SELDOM


@pytest.mark.usefixtures("as_it_was")
def test_a_pause_ends_with_the_work_also_where_it_fails():
    found: list[bool] = []

    def fail() -> None:
        found.append(gc.isenabled())
        raise LookupError

    with pytest.raises(LookupError), collecting.paused():
        fail()
    assert found == [False]
    assert gc.isenabled()


@pytest.mark.usefixtures("as_it_was")
def test_whoever_does_without_goes_on_without():
    gc.disable()
    with collecting.paused():
        pass
    assert not gc.isenabled()
