"""What a file would change: parse → plan → apply.

Values are judged all at once by the rules that the room's operations judge one by (`look_through`, ADR 59). A plan is
made by doing it (`carry_out`, ADR 23): every row runs the operations inside one transaction, each in its own savepoint,
and the transaction is undone unless it is to be stored and no row was refused. Either way a dry run finds exactly what
the real one would, and the rules stand in one place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.core.exceptions import ValidationError
from django.db import transaction

from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.sheets import Column, Fault, SheetRefused, Table
from spelregler.platform.audit.queries import last_number
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage, quiet
from spelregler.platform.tables import read_once

NEW, CHANGED, SAME = "new", "changed", "same"
MOST_ROWS = 5_000
"""A plan is gone through by people and stored in one go; a larger file is split."""


class FileRefused(DomainError):
    """The file cannot be used at all."""

    code = "file-refused"


class RowRefused(DomainError):
    """A row names something that is not there, or changes what a file cannot change."""

    code = "row-refused"


@dataclass(frozen=True)
class FieldChange:
    """One cell that differs from what is stored."""

    name: str
    before: Any
    after: Any


@dataclass(frozen=True)
class RowChange:
    """What one row of the file would do."""

    row: int
    kind: str
    key: str
    title: str
    state: str
    fields: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class FilePlan:
    """What a file would change, row by row, and what stands in its way. Nothing is stored while there is a fault."""

    file_name: str
    sha256: str
    changes: tuple[RowChange, ...]
    faults: tuple[Fault, ...]
    faults_in_all: int
    unknown: tuple[str, ...] = ()
    remarks: tuple[Bilingual, ...] = ()
    stored: bool = False

    def count(self, state: str) -> int:
        """How many rows are new, changed or the same."""
        return Counter(change.state for change in self.changes)[state]

    @property
    def changes_nothing(self) -> bool:
        """Every row is as it is stored."""
        return not self.faults and all(change.state == SAME for change in self.changes)

    def as_dict(self) -> dict[str, Any]:
        """Plain data, for the program and for whoever calls it."""
        return {
            "file": self.file_name,
            "sha256": self.sha256,
            "new": self.count(NEW),
            "changed": self.count(CHANGED),
            "same": self.count(SAME),
            "errors": [
                {"row": each.row, "column": each.column, "sv": each.text("sv"), "en": each.text("en")}
                for each in self.faults
            ],
            "errors_in_all": self.faults_in_all,
            "unknown_columns": list(self.unknown),
            "remarks": [each.as_dict() for each in self.remarks],
            "changes": [
                {
                    "row": each.row,
                    "kind": each.kind,
                    "key": each.key,
                    "title": each.title,
                    "state": each.state,
                    "fields": [{"name": one.name, "before": one.before, "after": one.after} for one in each.fields],
                }
                for each in self.changes
                if each.state != SAME
            ],
            "stored": self.stored,
        }


@dataclass(frozen=True)
class RowAct:
    """One operation that a row asks for, the column that it answers to, and where in the order it comes."""

    row: int
    column: str
    order: int
    do: Callable[[], object]


@dataclass(frozen=True)
class RowsAct:
    """What many rows ask for at once. Told which rows are broken it does the others, and says what is refused."""

    order: int
    rows: int
    do: Callable[[Container[int]], Iterable[Fault]]
    row: int = 0


@dataclass
class Draft:
    """A plan while it is being made."""

    table: Table
    changes: list[RowChange] = field(default_factory=list)
    steps: list[RowAct | RowsAct] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, row: int, column: str, error: DomainError) -> None:
        """A row that cannot be done as it stands."""
        letter = self.table.letters.get(column, "")
        self.faults.append(Fault(row, letter, error.words, error.way))


class Judged(Protocol):
    """A file whose rows have been judged by what is stored: what is refused of them, and how the rest is kept."""

    draft: Draft

    @property
    def faults(self) -> Sequence[Fault]:
        """What the table, the rows and the operations' rules refuse."""

    def held(self) -> AbstractContextManager[None]:
        """One transaction in which nobody else writes what the rows are about."""

    def keep(self, seen: Callable[[int], None]) -> None:
        """Store what was judged; `seen` is told of each piece."""


def read(data: bytes, *, file_name: str, columns: tuple[Column, ...]) -> Table:
    """The table in the file. Refuses as `reading` does."""
    return reading(lambda: read_once(data, file_name=file_name, columns=columns, most_rows=MOST_ROWS))


def reading(read: Callable[[], Table]) -> Table:
    """The table. Refuses with `FileRefused` more than `MOST_ROWS` rows, and what the reader refuses."""
    try:
        table = read()
    except SheetRefused as error:
        raise FileRefused(error.words, way=error.todo) from error
    if len(table.rows) > MOST_ROWS:
        raise FileRefused(
            Words(
                "The file has {rows_count} rows. At most {most_rows} are taken at a time.",
                rows_count=len(table.rows),
                most_rows=MOST_ROWS,
            ),
            way=Words("Split the file into several."),
        )
    return table


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[FieldChange, ...]:
    """The cells that differ. A figure is compared as a figure: 80 and 80,0000 are one."""
    return tuple(
        FieldChange(name, before.get(name), value) for name, value in after.items() if before.get(name) != value
    )


def look_through(judge: Callable[[], Judged], *, data: bytes, store: bool, stage: Stage = quiet) -> FilePlan:
    """What the file would change as it was judged; stored, all or nothing, when it is to be and no row was refused.

    It is judged before the writers' lock is taken, and again under it if anything at all was written in between.
    """
    number = last_number()
    judged = judge()
    stored = False
    with stage(len(judged.draft.table.rows)) as seen:
        if store and not judged.faults:
            with judged.held():
                if last_number() != number:
                    judged = judge()
                if not judged.faults:
                    judged.keep(seen)
                    stored = True
    return _plan(judged.draft, judged.faults, data=data, stored=stored)


def carry_out(draft: Draft, *, data: bytes, store: bool, stage: Stage = quiet) -> FilePlan:
    """Try every step in its order; keep it only when it is to be stored and no row was refused. All or nothing."""
    faults = [*draft.table.faults, *draft.faults]
    broken = {each.row for each in faults}
    with transaction.atomic(), stage(sum(_rows(step) for step in draft.steps)) as seen:
        for step in sorted(draft.steps, key=lambda each: (each.order, each.row)):
            found: list[Fault] = []
            if isinstance(step, RowsAct):
                found += step.do(broken)
            elif step.row not in broken:
                with telling(found, row=step.row, column=step.column, table=draft.table), transaction.atomic():
                    step.do()
            seen(_rows(step))
            faults += found
            broken.update(each.row for each in found)
        stored = store and not faults
        if not stored:
            transaction.set_rollback(True)
    return _plan(draft, faults, data=data, stored=stored)


def _plan(draft: Draft, faults: Sequence[Fault], *, data: bytes, stored: bool) -> FilePlan:
    table = draft.table
    return FilePlan(
        file_name=table.file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        changes=tuple(draft.changes),
        faults=tuple(sorted(faults, key=lambda each: (each.row, len(each.column), each.column))),
        faults_in_all=table.faults_in_all + len(faults) - len(table.faults),
        unknown=table.unknown,
        remarks=table.remarks,
        stored=stored,
    )


def _rows(step: RowAct | RowsAct) -> int:
    return step.rows if isinstance(step, RowsAct) else 1


@contextmanager
def telling(faults: list[Fault], *, row: int, column: str, table: Table) -> Iterator[None]:
    """What is refused of a row inside is told, at the column that it answers to or that the refusal names."""
    try:
        yield
    except (DomainError, ValidationError) as error:
        faults += _faults_of(error, row=row, column=column, table=table)


def _faults_of(error: DomainError | ValidationError, *, row: int, column: str, table: Table) -> Iterable[Fault]:
    letter = table.letters.get(column, "")
    if isinstance(error, DomainError):
        yield Fault(row, letter, error.words, error.way)
        return
    for name, said in getattr(error, "message_dict", {"": error.messages}).items():
        words = " ".join(map(str, said))
        yield Fault(row, table.letters.get(name, letter), Pair(words))


SAME_THING = Words("The same thing")


def refuse_twice(earlier: int, *, what: Bilingual = SAME_THING) -> RowRefused:
    """One thing has one row."""
    return RowRefused(
        Words("{what} already stands in row {earlier}.", earlier=earlier, what=what),
        way=Words("Keep one of the rows."),
    )


def refuse_code(code: str, *, what: Bilingual) -> RowRefused:
    """A code that nothing in the product has."""
    return RowRefused(
        Words("{what} “{code}” does not exist.", code=code, what=what),
        way=Words("Check the code."),
    )


def codes_missing(codes: Sequence[str], known: Container[str], *, what: Bilingual) -> RowRefused | None:
    """A code that nothing in the product or in the file has."""
    missing = [code for code in codes if code not in known]
    if not missing:
        return None
    names = ", ".join(missing)
    return RowRefused(
        Words("{what} does not exist: {names}.", names=names, what=what),
        way=Words("Check the code, or add it as a row of its own."),
    )
