"""What a file would change, tried out row by row: parse → plan → apply.

The plan is made by doing it. Every row runs the room's own operations inside one transaction, each in its own
savepoint, and the transaction is undone unless it is to be stored and no row was refused. So a dry run finds exactly
what the real one would, and the rules stand in one place.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from spelregler.apps.goals.operations import ValuesRefused
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.exchange.sheets import Fault, SheetRefused, Table
from spelregler.platform.errors import DomainError
from spelregler.platform.progress import Stage, quiet

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
    """One operation that a row asks for, the column that it answers to, and where in the order it comes.

    Where several rows are one operation, `rows` numbers them in the order that it takes them.
    """

    row: int
    column: str
    order: int
    do: Callable[[], object]
    rows: tuple[int, ...] = ()


@dataclass
class Draft:
    """A plan while it is being made."""

    table: Table
    changes: list[RowChange] = field(default_factory=list)
    steps: list[RowAct] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def refuse(self, row: int, column: str, error: DomainError) -> None:
        """A row that cannot be done as it stands."""
        letter = self.table.letters.get(column, "")
        self.faults.append(Fault(row, letter, error.words, error.way))


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


def carry_out(draft: Draft, *, data: bytes, store: bool, stage: Stage = quiet) -> FilePlan:
    """Try every step in its order; keep it only when it is to be stored and no row was refused. All or nothing."""
    faults = [*draft.table.faults, *draft.faults]
    broken = {each.row for each in faults}
    with transaction.atomic(), stage(len(draft.steps)) as seen:
        for step in sorted(draft.steps, key=lambda each: (each.order, each.row)):
            seen(1)
            if step.row in broken:
                continue
            found = list(_tried(step, draft.table))
            faults += found
            broken.update(each.row for each in found)
        stored = store and not faults
        if not stored:
            transaction.set_rollback(True)
    faults_in_all = draft.table.faults_in_all + len(faults) - len(draft.table.faults)
    plan = FilePlan(
        file_name=draft.table.file_name,
        sha256=hashlib.sha256(data).hexdigest(),
        changes=tuple(draft.changes),
        faults=tuple(sorted(faults, key=lambda each: (each.row, len(each.column), each.column))),
        faults_in_all=faults_in_all,
        unknown=draft.table.unknown,
        remarks=draft.table.remarks,
    )
    return replace(plan, stored=stored)


def _tried(step: RowAct, table: Table) -> Iterable[Fault]:
    letter = table.letters.get(step.column, "")
    try:
        with transaction.atomic():
            step.do()
    except ValuesRefused as error:
        for each in error.faults:
            yield Fault(step.rows[each.row], table.letters.get(each.column, letter), each.words)
    except DomainError as error:
        yield Fault(step.row, letter, error.words, error.way)
    except ValidationError as error:
        for name, said in getattr(error, "message_dict", {"": error.messages}).items():
            words = " ".join(map(str, said))
            yield Fault(step.row, table.letters.get(name, letter), Pair(words))


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
