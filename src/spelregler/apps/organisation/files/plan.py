"""What a file would change, as typed changes: shown first, and stored as they stand."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.db import models

from spelregler.apps.organisation.files.town import CODED, Town
from spelregler.apps.organisation.operations.holdings import Decided
from spelregler.apps.organisation.registries.unit_belongings import YearMoney
from spelregler.domain.words import Bilingual
from spelregler.exchange.organisation import USED, What
from spelregler.exchange.sheets import Fault, Row, Table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError

Cell = str | int | date | tuple[str, ...] | None
"""What a cell of these columns holds."""


class State(StrEnum):
    """What becomes of what a row tells of."""

    NEW = "new"
    CHANGED = "changed"
    ENDED = "ended"
    SAME = "same"


class RowRefused(DomainError):
    """A row says what a file cannot change."""

    code = "row-refused"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One cell that differs from what is stored."""

    name: str
    before: Cell
    after: Cell


@dataclass(frozen=True, slots=True)
class Change:
    """What one row would do. `on` is the day from which; the row is 0 where the file does not tell of the thing."""

    row: int
    what: What
    title: str
    state: State
    fields: tuple[FieldChange, ...] = ()
    on: date | None = None
    money: tuple[YearMoney, ...] = ()
    """The frames before and after, where they change."""


@dataclass(frozen=True, slots=True)
class Write:
    """One stored row that is made, or changed in the fields of `to`."""

    row: models.Model
    act: str
    to: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class Plan:
    """What a file would change, or has changed, and every fault. With a fault nothing is stored."""

    file_name: str
    changes: tuple[Change, ...] = ()
    same: Counter[What] = field(default_factory=Counter)
    faults: tuple[Fault, ...] = ()
    faults_in_all: int = 0
    unknown: tuple[str, ...] = ()
    remarks: tuple[Bilingual, ...] = ()
    missing: tuple[str, ...] = ()
    """What is stored, does not stand in the file, and is ended on its own page."""
    stored: bool = False

    def count(self, state: State, what: What | None = None) -> int:
        """How many rows, of one kind or of all."""
        if state == State.SAME:
            return self.same[what] if what else self.same.total()
        return sum(each.state == state and what in (None, each.what) for each in self.changes)

    @property
    def changes_nothing(self) -> bool:
        """Every row is as it is stored, and nothing would end."""
        return not self.faults and not self.changes


@dataclass(frozen=True)
class Act:
    """One change that the page's operation carries out; it answers the money before and after."""

    row: Row
    what: What
    title: str
    fields: tuple[FieldChange, ...]
    on: date
    carry_out: Callable[[Decided, Who], tuple[YearMoney, ...]]


@dataclass
class Draft:
    """A plan while it is being made: the file's rows met with what is stored. `on` is the day from which."""

    table: Table
    town: Town
    on: date
    end_missing: bool = False
    changes: list[Change] = field(default_factory=list)
    same: Counter[What] = field(default_factory=Counter)
    faults: list[Fault] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    made: dict[What, list[Write]] = field(default_factory=lambda: defaultdict(list))
    """New rows by kind, in the order of the kinds; a row may rest on those of kinds before."""
    changed: list[Write] = field(default_factory=list)
    touched: set[int] = field(default_factory=set)
    """What is written, as the very objects."""
    origin: dict[int, Row] = field(default_factory=dict)
    """The row of the file that tells of an object."""
    acts: list[Act] = field(default_factory=list)
    """What the operations of the pages do once the rest is stored."""
    moved: set[str] = field(default_factory=set)
    """The codes of the units that they move or end."""
    rows: dict[What, list[Row]] = field(default_factory=lambda: defaultdict(list))
    number: dict[tuple[What, str], Row] = field(default_factory=dict)
    """The row of each code that stands in the file."""

    def __post_init__(self) -> None:
        self.said = {what: [name for name in USED[what] if name in self.table.letters] for what in What}
        for row in self.table.rows:
            self.rows[row["what"]].append(row)
            if row["what"] in CODED:
                self.number[row["what"], row["code"]] = row

    def differences(
        self, what: What, row: Row, before: Mapping[str, Any], but: Iterable[str] = ()
    ) -> tuple[FieldChange, ...]:
        """The cells that differ, of those columns that the file has: what it does not speak of stays as it is."""
        names = [name for name in self.said[what] if name in before and name not in but]
        after = {name: row[name].casefold() if name == "email" and row[name] else row[name] for name in names}
        return tuple(
            FieldChange(name, before[name], after[name])
            for name in names
            if _plain(before[name]) != _plain(after[name])
        )

    def tell(
        self,
        row: Row | None,
        what: What,
        title: str,
        state: State,
        *,
        fields: tuple[FieldChange, ...] = (),
        on: date | None = None,
        money: tuple[YearMoney, ...] = (),
    ) -> None:
        """A change to show."""
        self.changes.append(Change(row.number if row else 0, what, title, state, fields, on, money))

    def refuse(self, row: Row | None, name: str, *, words: Bilingual, way: Bilingual) -> None:
        """A cell that cannot be as it stands; without a row, what is stored stands in the way."""
        letter = self.table.letters.get(name, "") if row else ""
        self.faults.append(Fault(row.number if row else 0, letter, words, way))

    def refuse_as(self, row: Row | None, name: str, refused: DomainError) -> None:
        """A rule that another door knows too, in its own words."""
        self.refuse(row, name, words=refused.words, way=refused.way)

    def write(self, row: models.Model, act: str, **to: object) -> None:
        """Something stored is changed."""
        self.changed.append(Write(row, act, to))
        self.touched.add(id(row))

    def make(self, what: What, row: models.Model, act: str) -> None:
        """Something new is stored."""
        self.made[what].append(Write(row, act))
        self.touched.add(id(row))


def _plain(value: Cell) -> Cell:
    """An empty cell is one whatever it is empty of; several codes are the same in any order."""
    if isinstance(value, tuple):
        return tuple(sorted(value)) or None
    return value or None
