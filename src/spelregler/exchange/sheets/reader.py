"""A table read by its headings: rows of typed values, and each fault with its row and column."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from spelregler.domain.words import NOTHING, Bilingual, Words, joined
from spelregler.exchange.sheets.columns import CellRefused, Column, Kind, MoneyUnit, plain, value_of
from spelregler.exchange.sheets.faults import Fault, SheetRefused, letter
from spelregler.exchange.sheets.source import Cell, Lines, SheetRow, lines

MOST_FAULTS = 500
HEADING_WITHIN = 20
"""A title and a date may stand above the headings; further down than this nobody looks for them."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row as the spreadsheet numbers it, with a value for every column asked for."""

    number: int
    values: Mapping[str, Any]

    def __getitem__(self, name: str) -> Any:
        return self.values[name]


@dataclass(frozen=True, slots=True)
class Table:
    """What a file held: the rows without fault, the faults, and the headings that nobody asked for.

    A row with a fault is in `faults` and not in `rows`. After MOST_FAULTS the faults are only counted.
    """

    file_name: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]
    faults_in_all: int = 0
    unknown: tuple[str, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[Bilingual, ...] = ()
    """What the reader of the file ought to know and that stops nothing."""

    def fault(self, row: Row, name: str, *, words: Bilingual, todo: Bilingual = NOTHING) -> Fault:
        """A fault that only the caller can see, such as an unknown code, placed as the reader places its own."""
        return Fault(row.number, self.letters.get(name, ""), words=words, todo=todo)


def read_table(
    data: bytes,
    *,
    file_name: str,
    columns: Sequence[Column],
    money_unit: MoneyUnit | str | None = None,
    most_rows: int | None = None,
) -> Table:
    """A CSV or XLSX file read by its headings, in any order; at most `MOST_FAULTS` faulty cells are told, all are
    counted.

    A file with money says in which unit: kr, tkr or mnkr is asked of the person and never guessed from the figures.

    Refuses with `SheetRefused` a file that cannot be used at all: no table, empty, past a bound, a column missing or
    twice, and money without its unit or with another than its heading says.
    """
    unit = _unit(columns, money_unit)
    found = lines(data, most_rows=most_rows, knows=lambda cells: len(_places(cells, columns)[0]))
    if not found:
        raise SheetRefused(
            Words("The file is empty."),
            todo=Words("Choose a file with headings in its first row."),
        )
    at, places, unknown = _headings(found, columns, unit=unit, sheet=found.sheet)
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, cells in found[at + 1 :]:
        values, wrong = _row(number, cells, columns, places, unit=unit)
        faults += wrong
        if not wrong:
            rows.append(Row(number, values))
    return Table(
        file_name=file_name,
        rows=tuple(rows),
        faults=tuple(faults[:MOST_FAULTS]),
        faults_in_all=len(faults),
        unknown=unknown,
        letters={name: letter(index) for name, index in places.items()},
        remarks=remarks_on(found),
    )


def remarks_on(found: Lines) -> tuple[Bilingual, ...]:
    """Which sheet was read, where hidden ones stand before it."""
    if not found.hidden:
        return ()
    names = ", ".join(f"”{name}”" for name in found.hidden[:5])
    return (
        Words("The sheet “{sheet}” was read; hidden sheets are passed over: {names}.", sheet=found.sheet, names=names),
    )


def _unit(columns: Sequence[Column], said: MoneyUnit | str | None) -> MoneyUnit | None:
    if said is None and any(column.kind == Kind.MONEY for column in columns):
        raise SheetRefused(
            Words("The file holds amounts, but their unit is not told."),
            todo=Words("Say whether the amounts are in kr, tkr or mnkr."),
        )
    return None if said is None else MoneyUnit(said)


def _headings(
    found: Sequence[SheetRow], columns: Sequence[Column], *, unit: MoneyUnit | None, sheet: str
) -> tuple[int, dict[str, int], tuple[str, ...]]:
    """Where the headings stand: the first row that names most of what is asked for."""
    best = max(range(min(HEADING_WITHIN, len(found))), key=lambda at: len(_places(found[at][1], columns)[0]))
    number, cells = found[best]
    places, unknown = _places(cells, columns)
    missing = [column for column in columns if column.name not in places and not column.lacking]
    if missing:
        where = Words(" on the sheet “{sheet}”", sheet=sheet) if sheet else NOTHING
        raise SheetRefused(
            Words(
                "Columns are missing{where}: {missing}.",
                where=where,
                missing=joined(*(column.heading for column in missing), between=", "),
            ),
            todo=Words("Fetch an export and use its headings."),
        )
    _refuse_twice(number, cells, columns)
    _refuse_other_unit(number, cells, columns, places, unit)
    return best, places, unknown


def _name(cell: Cell) -> str:
    """A heading without the unit of money it may say in brackets."""
    return plain(re.sub(r"\((kr|tkr|mnkr)\)\s*$", "", str(cell), flags=re.IGNORECASE))


def _places(cells: Sequence[Cell], columns: Sequence[Column]) -> tuple[dict[str, int], tuple[str, ...]]:
    known = {heading: column.name for column in columns for heading in column.headings}
    places: dict[str, int] = {}
    unknown: list[str] = []
    for index, cell in enumerate(cells):
        name = known.get(_name(cell)) if isinstance(cell, str) else None
        if name is None and cell != "":
            unknown.append(str(cell)[:80] if isinstance(cell, str) else letter(index))
        elif name is not None:
            places.setdefault(name, index)
    return places, tuple(unknown)


def _refuse_twice(number: int, cells: Sequence[Cell], columns: Sequence[Column]) -> None:
    known = {heading: column for column in columns for heading in column.headings}
    seen: dict[str, int] = {}
    for index, cell in enumerate(cells):
        column = known.get(_name(cell)) if isinstance(cell, str) else None
        if column is None:
            continue
        if column.name in seen:
            first, second = letter(seen[column.name]), letter(index)
            raise SheetRefused(
                Words(
                    "Row {number}: columns {first} and {second} are both “{column}”.",
                    number=number,
                    first=first,
                    second=second,
                    column=column.heading,
                ),
                todo=Words("Remove one of them."),
            )
        seen[column.name] = index


def _refuse_other_unit(
    number: int, cells: Sequence[Cell], columns: Sequence[Column], places: Mapping[str, int], unit: MoneyUnit | None
) -> None:
    """A heading that says tkr and a person who says kr: one of them is wrong, and nobody guesses which."""
    for column in columns:
        if column.kind != Kind.MONEY or column.name not in places:
            continue
        index = places[column.name]
        said = re.search(r"\b(kr|tkr|mnkr)\b", str(cells[index]).lower())
        if said and said.group(1) != unit:
            raise SheetRefused(
                Words(
                    "Row {number}, column {index}: the heading says {group}, but {unit} was told.",
                    number=number,
                    index=letter(index),
                    group=said.group(1),
                    unit=unit,
                ),
                todo=Words("Tell the unit that the amounts really have."),
            )


def _row(
    number: int,
    cells: Sequence[Cell],
    columns: Sequence[Column],
    places: Mapping[str, int],
    *,
    unit: MoneyUnit | None,
) -> tuple[dict[str, Any], list[Fault]]:
    values: dict[str, Any] = {}
    wrong: list[Fault] = []
    for column in columns:
        index = places.get(column.name)
        cell: Cell = cells[index] if index is not None and index < len(cells) else ""
        try:
            values[column.name] = value_of(cell, column, unit=unit)
        except CellRefused as error:
            place = letter(index) if index is not None else ""
            wrong.append(Fault(number, place, error.words, error.todo))
    return values, wrong
