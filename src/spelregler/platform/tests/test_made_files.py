"""A file that the worker makes is whole or not there, and is fetched for a day."""

from __future__ import annotations

import os
from time import time

import pytest

from spelregler.platform import made_files


@pytest.fixture(autouse=True)
def home(tmp_path, settings):
    settings.HOME = tmp_path


def written() -> str:
    key = made_files.new_key()
    with made_files.being_made(key) as out:
        out.write(b"whole")
    return key


def aged(key: str, seconds: float) -> None:
    path = made_files.made(key)
    assert path is not None
    os.utime(path, (time() - seconds,) * 2)


def left_half_way(key: str) -> None:
    with made_files.being_made(key) as out:
        out.write(b"half")
        raise OSError("full")


def test_it_is_there_once_all_of_it_is():
    key = made_files.new_key()
    with pytest.raises(OSError, match="full"):
        left_half_way(key)
    assert made_files.made(key) is None
    path = made_files.made(written())
    assert path is not None
    assert path.read_bytes() == b"whole"


def test_it_is_fetched_for_a_day_though_nobody_has_asked_for_another_since():
    key = written()
    aged(key, made_files.KEPT_FOR - 60)
    assert made_files.made(key) is not None
    aged(key, made_files.KEPT_FOR + 60)
    assert made_files.made(key) is None
