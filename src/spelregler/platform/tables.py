"""A table that is brought in: each row is tried by doing it, and all of it is stored or nothing (ADR 23)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.sheets import Column, Fault, Row, SheetRefused, Table, read_table
from spelregler.platform.errors import DomainError

MOST_SHOWN = 200
MOST_FAULTS_TOLD = 50

R = TypeVar("R")


class TableRefused(DomainError):
    """A file that is no table that can be used."""

    code = "table-refused"


@dataclass(frozen=True)
class Told:
    """A row that is new, in words."""

    row: int
    words: Bilingual


@dataclass
class Brought:
    """What a table would do, or did: what is new, how many rows are in already, and every fault."""

    file_name: str
    new: list[Told] = field(default_factory=list)
    same: int = 0
    left: int = 0
    """Rows that say nothing: a template's, not filled in."""
    faults: list[Fault] = field(default_factory=list)
    remarks: tuple[Bilingual, ...] = ()
    stored: bool = False

    def as_dict(self, language: str, *, most: int | None = None) -> dict[str, Any]:
        """Plain data in one language, for a page or a program; `most` rows and faults, the rest counted."""
        new = [{"row": each.row, "text": each.words.text(language)} for each in self.new[:most]]
        faults = [{"row": each.row, "text": each.text(language)} for each in self.faults[:most]]
        return {
            "file": self.file_name,
            "new": len(self.new),
            "same": self.same,
            "left": self.left,
            "rows": new,
            "rows_left": len(self.new) - len(new),
            "faults": faults,
            "remarks": [each.text(language) for each in self.remarks],
            "faults_left": len(self.faults) - len(faults),
            "stored": self.stored,
        }


@dataclass(frozen=True)
class LookedThrough(Generic[R]):
    """What a table says, row by row, and what must be put right before anything is stored: fifty faults are told."""

    file_name: str
    rows: tuple[R, ...]
    faults: tuple[Fault, ...]
    faults_in_all: int
    unknown: tuple[str, ...]

    @classmethod
    def of(cls, table: Table, *, rows: Iterable[R], faults: Sequence[Fault]) -> LookedThrough[R]:
        """`faults` are the table's own, and those that only the caller could see."""
        return cls(
            file_name=table.file_name,
            rows=tuple(rows),
            faults=tuple(sorted(faults, key=lambda each: (each.row, each.column))[:MOST_FAULTS_TOLD]),
            faults_in_all=len(faults) + table.faults_in_all - len(table.faults),
            unknown=table.unknown,
        )


@contextmanager
def bringing(table: Table, *, file_name: str, store: bool) -> Iterator[Brought]:
    """One transaction round the rows; rolled back where a row is at fault, or where it is only tried."""
    brought = Brought(file_name=file_name, faults=list(table.faults), remarks=table.remarks)
    with transaction.atomic():
        yield brought
        brought.faults.sort(key=lambda fault: fault.row)
        brought.stored = store and not brought.faults and bool(brought.new)
        if not brought.stored:
            transaction.set_rollback(True)


def try_row(brought: Brought, table: Table, row: Row, *, column: str, act: Callable[[], Told | None]) -> None:
    """Do what the row says: told where it is new, counted where it is in already, a fault where it is refused."""
    try:
        with transaction.atomic():
            told = act()
    except DomainError as refused:
        brought.faults.append(table.fault(row, column, words=refused.words, todo=refused.way))
    except ValidationError as refused:
        words = " ".join(refused.messages)
        brought.faults.append(table.fault(row, column, words=Pair(words)))
    else:
        if told is None:
            brought.same += 1
        else:
            brought.new.append(told)


@contextmanager
def readable(file_name: str) -> Iterator[None]:
    """A block that reads a file. Refuses with `TableRefused` what the reader refuses as a whole, in its words."""
    try:
        yield
    except SheetRefused as refused:
        raise TableRefused(
            Words("{file_name}: {refused}", file_name=file_name, refused=refused.words),
            way=refused.todo,
        ) from refused


_read_last: list[tuple[tuple[object, ...], Table]] = []
"""Whoever has looked a file through stores it next, and its cells are what they were: they are read once."""


def read_once(data: bytes, *, file_name: str, columns: Sequence[Column], most_rows: int) -> Table:
    """The table in the file, read by its headings; one with more rows than its reader takes is not remembered.

    Refuses with `SheetRefused` what is no such table.
    """
    key = (hashlib.sha256(data).digest(), file_name, tuple(columns))
    last = next(iter(_read_last), None)  # looked at once: another thread may put its own there at any time
    if last is None or last[0] != key:
        last = (key, read_table(data, file_name=file_name, columns=columns))
        if len(last[1].rows) <= most_rows:
            _read_last[:] = [last]
    return last[1]


def read_bounded(data: bytes, *, file_name: str, columns: Sequence[Column], most_rows: int) -> Table:
    """A table read by its headings. Refuses with `TableRefused` what is no such table, and more than `most_rows`."""
    with readable(file_name):
        table = read_once(data, file_name=file_name, columns=columns, most_rows=most_rows)
    if len(table.rows) > most_rows:
        raise TableRefused(
            Words(
                "The file has {rows_count} rows. At most {most_rows} are taken at a time.",
                rows_count=len(table.rows),
                most_rows=most_rows,
            ),
            way=Words("Split the file into several."),
        )
    return table
