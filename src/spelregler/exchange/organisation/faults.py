"""What is wrong with a table of an organisation, as far as can be seen without the database: row, column, next step."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from spelregler.domain.wording import either
from spelregler.domain.words import Words, joined
from spelregler.exchange.organisation.columns import (
    ALLOWED,
    CODED,
    COLUMNS,
    DECISION,
    LONGEST,
    NEEDED,
    TARGETS,
    TYPES,
    USED,
    WORDS,
    What,
)
from spelregler.exchange.sheets import Fault, Row, Table, read_table

MOST_ROWS = 200_000
"""A region's largest employer fits; what is stored is stored in one go."""
CODE = re.compile(r"[-a-zA-Z0-9_]+\Z")
FIRST_YEAR, LAST_YEAR = 1862, 2200
"""From the first municipal ordinance; a day outside is a slip of the pen."""
Known = Mapping[str, Collection[str]]
TITLES = {column.name: column.heading for column in COLUMNS}


def read_organisation(data: bytes, *, file_name: str) -> Table:
    """The rows, and every cell that cannot be read. A file that is no table raises SheetRefused."""
    return read_table(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)


def faults_of(table: Table, *, known: Known) -> list[Fault]:
    """What is missing or too much in each row, and each code that neither the file nor what is stored knows."""
    codes = {what: set(known.get(what, ())) for what in CODED}
    for row in table.rows:
        if row["code"] and row["what"] in codes:
            codes[row["what"]].add(row["code"])
    found = list(table.faults)
    first: dict[tuple[Any, ...], int] = {}
    for row in table.rows:
        found += [*_missing(table, row), *_foreign(table, row), *_wrong(table, row, codes), *_twice(table, row, first)]
    return sorted([*found, *_two_municipalities(table)], key=lambda fault: (fault.row, len(fault.column), fault.column))


def _missing(table: Table, row: Row) -> Iterable[Fault]:
    what = row["what"]
    needed = [*NEEDED[what]]
    if what == What.SEAT and row["person"]:
        needed.append("first_day")
    if any(row[name] for name in DECISION):
        needed += DECISION[:2]
    for name in needed:
        if row[name] in (None, "") and name in USED[what]:
            yield table.fault(
                row,
                name,
                words=Words("{titles} is empty.", titles=TITLES[name]),
                todo=Words("A row for {words} needs it.", words=WORDS[what]),
            )


def _foreign(table: Table, row: Row) -> Iterable[Fault]:
    """A cell that a row of the kind does not have would be lost without a word."""
    used = ("what", *USED[row["what"]])
    lonely = ("first_day", "last_day", "order", "introduced_on", *DECISION) if row["what"] == What.SEAT else ()
    for name, value in row.values.items():
        if value in (None, "", ()):
            continue
        if name not in used:
            words = WORDS[row["what"]]
            yield table.fault(
                row,
                name,
                words=Words(
                    "{titles} is no part of a row for {words}.",
                    titles=TITLES[name],
                    words=words,
                ),
                todo=Words("Empty the cell."),
            )
        elif name in lonely and not row["person"]:
            yield table.fault(
                row,
                "person",
                words=Words("the seat tells of a membership but of no person."),
                todo=Words("Fill in the person, or empty days and decision for an empty seat."),
            )
            return


def _wrong(table: Table, row: Row, codes: Mapping[What, set[str]]) -> Iterable[Fault]:
    what = row["what"]
    yield from _wrong_type(table, row)
    yield from _wrong_text(table, row)
    yield from _wrong_days(table, row)
    for name, kinds in TARGETS.get(what, {}).items():
        said = row[name] or ()
        for code in (said,) if isinstance(said, str) else said:
            if not any(code in codes[each] for each in kinds):
                yield table.fault(
                    row,
                    name,
                    words=Words("the code “{code}” does not exist.", code=code),
                    todo=Words(
                        "Add a row for {kinds} with that code.",
                        kinds=either(WORDS[each] for each in kinds),
                    ),
                )


def _wrong_type(table: Table, row: Row) -> Iterable[Fault]:
    what, kind = row["what"], row["type"]
    if kind and what in ALLOWED and kind not in ALLOWED[what]:
        allowed = [TYPES[each] for each in ALLOWED[what]]
        yield table.fault(
            row,
            "type",
            words=Words(
                "“{types}” is no type of {words}.",
                types=TYPES[kind],
                words=WORDS[what],
            ),
            todo=Words(
                "Write {allowed}.",
                allowed=joined(*allowed, between=", "),
            ),
        )


def _wrong_text(table: Table, row: Row) -> Iterable[Fault]:
    what, code = row["what"], row["code"]
    for name, most in LONGEST.get(what, {}).items():
        if len(row[name] or "") > most:
            yield table.fault(
                row,
                name,
                words=Words("“{row}” is longer than {most} characters.", row=row[name], most=most),
                todo=Words("Shorten it."),
            )
    if code and what in CODED and not CODE.match(code):
        yield table.fault(
            row,
            "code",
            words=Words("the code “{code}” has characters that an address cannot hold.", code=code),
            todo=Words("Use the letters a–z, digits, hyphens and underscores."),
        )
    for name in ("number", "order"):
        if what != What.SEAT or row[name] is None or 0 < row[name] < 1000:
            continue
        yield table.fault(
            row,
            name,
            words=Words("{row} is no number of a seat or in an order.", row=row[name]),
            todo=Words("Count the seats from 1; for substitutes the number is the order in which they are called in."),
        )


def _wrong_days(table: Table, row: Row) -> Iterable[Fault]:
    first, last = row["first_day"], row["last_day"]
    for name in ("first_day", "last_day", "instruction_on", "introduced_on", "decided_on", "moves_on"):
        if row[name] and not FIRST_YEAR <= row[name].year <= LAST_YEAR:
            yield table.fault(
                row,
                name,
                words=Words("the year {year} is not reasonable.", year=row[name].year),
                todo=Words("Check the day."),
            )
    if first and last and last < first:
        yield table.fault(
            row,
            "last_day",
            words=Words("the last day {last} is before the first, {first}.", last=last, first=first),
            todo=Words("Change the days round, or correct one of them."),
        )
    if first and row["introduced_on"] and row["introduced_on"] < first:
        yield table.fault(
            row,
            "introduced_on",
            words=Words("the introduction cannot precede the first day of the membership, {first}.", first=first),
            todo=Words("Give a date on or after that day."),
        )


def key_of(row: Row) -> tuple[Any, ...]:
    """What a row is about; two rows of a file are never about the same."""
    what = row["what"]
    match what:
        case What.TERM:
            return what, row["belongs_to"], row["first_day"]
        case What.PLACEMENT:
            return what, row["code"], row["first_day"]
        case What.SEAT:
            return what, row["belongs_to"], row["number"], row["type"] == "substitute", row["person"], row["first_day"]
        case What.APPOINTMENT | What.EMPLOYMENT:
            return what, row["belongs_to"], row["person"], row["first_day"]
    return what, row["code"]


def _twice(table: Table, row: Row, first: dict[tuple[Any, ...], int]) -> Iterable[Fault]:
    key = key_of(row)
    earlier = first.setdefault(key, row.number)
    if earlier != row.number and any(key[1:]):
        coded = row["what"] in CODED
        yield table.fault(
            row,
            "code" if coded else "what",
            words=Words("the code stands on row {earlier} already.", earlier=earlier)
            if coded
            else Words("the same stands on row {earlier} already.", earlier=earlier),
            todo=Words("Give each row a code of its own.") if coded else Words("Keep one of the rows."),
        )


def _two_municipalities(table: Table) -> Iterable[Fault]:
    towns = [row for row in table.rows if row["what"] == What.MUNICIPALITY]
    for row in towns[1:]:
        if row["code"] != towns[0]["code"]:
            yield table.fault(
                row,
                "code",
                words=Words(
                    "the file has two municipalities, {towns} on row {first} and {row}.",
                    towns=towns[0]["name"],
                    first=towns[0].number,
                    row=row["name"],
                ),
                todo=Words("Use a file and an installation of its own for each municipality."),
            )
