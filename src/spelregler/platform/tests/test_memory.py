"""Within a request the same question is asked once; outside one nothing is remembered."""

from __future__ import annotations

from itertools import count

from spelregler.platform import memory


def test_a_request_asks_once() -> None:
    numbers = count()
    with memory.one_request():
        assert [memory.once("day", lambda: next(numbers)) for _ in range(3)] == [0, 0, 0]
        assert memory.once("other", lambda: next(numbers)) == 1


def test_what_a_write_may_change_is_remembered_only_where_nothing_is_written() -> None:
    numbers = count()
    with memory.one_request(only_reads=True):
        assert [memory.once_while_reading("day", lambda: next(numbers)) for _ in range(2)] == [0, 0]
    with memory.one_request():
        assert [memory.once_while_reading("day", lambda: next(numbers)) for _ in range(2)] == [1, 2]


def test_the_next_request_asks_again() -> None:
    numbers = count()
    for expected in (0, 1):
        with memory.one_request():
            assert memory.once("day", lambda: next(numbers)) == expected


def test_nothing_is_remembered_outside_a_request() -> None:
    numbers = count()
    assert [memory.once("day", lambda: next(numbers)) for _ in range(2)] == [0, 1]


def test_what_is_changed_is_asked_again() -> None:
    numbers = count()
    with memory.one_request():
        memory.once("day", lambda: next(numbers))
        memory.forget()
        assert memory.once("day", lambda: next(numbers)) == 1


def test_nothing_found_is_remembered_too() -> None:
    asked: list[int] = []
    with memory.one_request():
        for _ in range(2):
            memory.once("day", lambda: asked.append(1))
    assert asked == [1]
