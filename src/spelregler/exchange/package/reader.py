"""The files of a package into plain values. Every fault is collected with its line; a faulty package is refused."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from spelregler.domain.counting import DAYS_BY_FREQUENCY, SETTLING_DAYS
from spelregler.domain.words import Words
from spelregler.exchange.package.model import (
    EACH_MONTH,
    Clause,
    Committee,
    CycleEntry,
    Document,
    DocumentAdoption,
    Extends,
    Faults,
    Intervention,
    NamedValue,
    Package,
    PackageError,
    PolicyParameter,
    Question,
    When,
)
from spelregler.exchange.package.sheet import Sheet
from spelregler.exchange.package.source import Row, bytes_of, read_source
from spelregler.exchange.package.terms import read_terms

POLICY, PARAMETERS, CYCLE, INTERVENTION = "policy.yaml", "parameters.yaml", "cycle.yaml", "intervention.yaml"
FILES = (POLICY, PARAMETERS, CYCLE, INTERVENTION)
FREQUENCIES = ("nightly", *DAYS_BY_FREQUENCY, "event")
OLD = ("not_assessed", "attention")
KINDS = ("A", "M", "S", "A+M", "A+S")
MODULES = (
    "POL",
    "ORG",
    "GOAL",
    "BUD",
    "REP",
    "DEC",
    "DEL",
    "CTRL",
    "UNIT",
    "CIT",
    "COOP",
    "MGR",
    "WORK",
    "EVAL",
    "REC",
)
RECURRENCES = (EACH_MONTH, "meeting")
BOTH, TRACKS = "both", ("autumn", "june")
A_LEAP_YEAR = 2024
LAST_BASE = 999

CLAUSE_KEYS = ("id", "document", "section", "text", "who", "kind", "frequency", "module", "check", "evidence", "breach")
MORE_CLAUSE_KEYS = ("title", "covers", "source", "evidence_every", "when_old", "beside")
PARAMETER_KEYS = ("id", "title", "unit", "source", "invented", "changed_by")
LISTS = ("conditions", "grounds", "states", "opened_by", "needs")


def read_package(folder: Path) -> Package:
    """The package in a folder. Refuses with `PackageError` one that cannot be given out, with every fault.

    A page reads a package several times, and most of them stand as they stood: files that say the same are read once.
    """
    return _package_of(tuple(bytes_of(folder / file) for file in FILES))


@lru_cache(maxsize=8)
def _package_of(files: tuple[bytes | None, ...]) -> Package:
    faults = Faults()
    parts: dict[str, Any] = {}
    for file, data, read in zip(FILES, files, (_policy, _parameters, _cycle, _intervention), strict=True):
        top = read_source(file, data, faults)
        # A file that cannot be read has its fault already; its keys are not counted as missing one by one.
        if top is not None:
            parts |= read(Sheet(file, top, faults))
    if faults.found:
        raise PackageError(sorted(faults.found, key=lambda fault: (FILES.index(fault.file), fault.line)))
    return Package(**parts)


def _policy(sheet: Sheet) -> dict[str, Any]:
    top = sheet.top
    required = ("package", "version", "municipality", "documents", "committees", "clauses")
    sheet.keys(
        top, required, ("evidence_age", "settling_days", "extends", "self_check", "evaluation_questions", "terms")
    )
    return {
        "name": sheet.word(top, "package"),
        "version": sheet.word(top, "version"),
        "municipality": _municipality(sheet),
        "documents": tuple(_document(sheet, each) for each in sheet.rows(top, "documents")),
        "committees": tuple(_committee(sheet, each) for each in sheet.rows(top, "committees", "code")),
        "clauses": tuple(_clause(sheet, each) for each in sheet.rows(top, "clauses")),
        "evidence_age": _ages(sheet),
        "settling": top.get("settling_days", SETTLING_DAYS),
        "extends": _extends(sheet),
        "self_check": tuple(_question(sheet, each) for each in sheet.rows(top, "self_check")),
        "terms": read_terms(sheet),
        "evaluation_questions": tuple(_question(sheet, each) for each in sheet.rows(top, "evaluation_questions")),
    }


def _extends(sheet: Sheet) -> Extends | None:
    """What the role rules stand on; None in an older package, which carries the whole schema itself."""
    row = sheet.row(sheet.top, "extends")
    if row is None:
        return None
    sheet.keys(row, ("base", "principles"), ("leaves_out",))
    principles = sheet.row(row, "principles") or Row()
    return Extends(
        base=sheet.whole(row, "base", 1, LAST_BASE) or 1,
        principles={name: sheet.word(principles, name) for name in principles},
        leaves_out=sheet.words(row, "leaves_out"),
        lines={"": sheet.top.line_of("extends"), **row.lines, **principles.lines},
    )


def _ages(sheet: Sheet) -> dict[str, Any]:
    """How old evidence may be, in days for each frequency that the package sets."""
    row = sheet.row(sheet.top, "evidence_age")
    if row is None:
        return {}
    sheet.keys(row, (), DAYS_BY_FREQUENCY)
    return dict(row)


def _municipality(sheet: Sheet) -> dict[str, str]:
    row = sheet.row(sheet.top, "municipality")
    if row is None:
        return {}
    sheet.keys(row, ("name", "code"))
    return {key: sheet.word(row, key) for key in ("name", "code")}


def _document(sheet: Sheet, row: Row) -> Document:
    sheet.keys(row, ("id", "title"), ("adopted", "note"))
    adopted = sheet.row(row, "adopted") if row.get("adopted") is not None else None
    return Document(
        id=sheet.word(row, "id"),
        title=sheet.text(row, "title"),
        adopted=None if adopted is None else _adoption(sheet, adopted),
        note=sheet.text(row, "note") if "note" in row else None,
    )


def _adoption(sheet: Sheet, row: Row) -> DocumentAdoption | None:
    sheet.keys(row, ("body", "date", "paragraph"))
    body, paragraph, on = sheet.word(row, "body"), sheet.word(row, "paragraph"), row.get("date")
    if isinstance(on, date):
        return DocumentAdoption(body=body, on=on, paragraph=paragraph)
    if on is not None:
        todo = Words("Write the date as 1994-11-24.")
        sheet.fault(row, "date", Words("“{on}” is no date.", on=on), todo)
    return None


def _committee(sheet: Sheet, row: Row) -> Committee:
    sheet.keys(row, ("code", "name"))
    return Committee(code=sheet.word(row, "code"), name=sheet.text(row, "name"))


def _question(sheet: Sheet, row: Row) -> Question:
    sheet.keys(row, ("id", "text"))
    return Question(id=sheet.word(row, "id"), text=sheet.text(row, "text"), line=row.line)


def _clause(sheet: Sheet, row: Row) -> Clause:
    sheet.keys(row, CLAUSE_KEYS, ("parameters", "law", *MORE_CLAUSE_KEYS))
    return Clause(
        id=sheet.word(row, "id"),
        document=sheet.word(row, "document"),
        section=sheet.text(row, "section"),
        text=sheet.text(row, "text"),
        # That nobody answers is for the validation to say, with the roles to choose among.
        who=sheet.words(row, "who"),
        kind=sheet.one_of(row, "kind", KINDS),
        frequency=sheet.one_of(row, "frequency", FREQUENCIES),
        module=sheet.one_of(row, "module", MODULES),
        check=sheet.word(row, "check"),
        parameters=dict(sheet.row(row, "parameters") or {}),
        evidence=sheet.text(row, "evidence"),
        breach=sheet.text(row, "breach"),
        line=row.line,
        law=sheet.words(row, "law"),
        title=sheet.text(row, "title") if "title" in row else None,
        covers=sheet.text(row, "covers") if "covers" in row else None,
        source=sheet.text(row, "source") if "source" in row else None,
        evidence_every=sheet.one_of(row, "evidence_every", tuple(DAYS_BY_FREQUENCY)),
        when_old=sheet.one_of(row, "when_old", OLD),
        beside=sheet.words(row, "beside"),
    )


def _parameters(sheet: Sheet) -> dict[str, Any]:
    sheet.keys(sheet.top, ("parameters",))
    found = [_parameter(sheet, each) for each in sheet.rows(sheet.top, "parameters")]
    return {"parameters": {each.id: each for each in found}}


def _parameter(sheet: Sheet, row: Row) -> PolicyParameter:
    sheet.keys(row, PARAMETER_KEYS, ("value", "values", "names"))
    invented = row.get("invented", False)
    if not isinstance(invented, bool):
        todo = Words("Write true or false.")
        sheet.fault(row, "invented", Words("invented is “{invented}”.", invented=invented), todo)
    return PolicyParameter(
        id=sheet.word(row, "id"),
        title=sheet.text(row, "title"),
        values=_values(sheet, row),
        unit=sheet.text(row, "unit"),
        source=sheet.text(row, "source"),
        invented=invented is True,
        changed_by=sheet.word(row, "changed_by"),
        line=row.line,
        names=_names(sheet, row),
    )


def _names(sheet: Sheet, row: Row) -> dict[str, NamedValue]:
    """What each of the values is called, in both languages, and perhaps its own unit."""
    names, found = sheet.row(row, "names") or Row(), {}
    for name in names:
        each = sheet.row(names, name)
        if each is not None:
            sheet.keys(each, ("title",), ("unit",))
            unit = sheet.text(each, "unit") if "unit" in each else None
            found[name] = NamedValue(title=sheet.text(each, "title"), unit=unit)
    return found


def _values(sheet: Sheet, row: Row) -> dict[str, Any]:
    """One value, or several with names. Never both: a reference must find one answer."""
    if ("value" in row) == ("values" in row):
        todo = Words("Write value: 30 or values: {name: 30}.")
        sheet.fault(row, "values", Words("give either value or values."), todo)
        return {}
    key = "value" if "value" in row else "values"
    found: dict[str, Any] = {key: row[key]} if key == "value" else dict(sheet.row(row, key) or {})
    for name, value in found.items():
        if not _usable(value):
            todo = Words("Write a number or a text, a day as 03-31.")
            sheet.fault(row, key, Words("{name}: “{value}” is not usable.", name=name, value=value), todo)
    return found


def _usable(value: Any) -> bool:
    """A number or a text; a text like 02-30 looks like a day and has to be one."""
    if value is None or isinstance(value, bool | list | Row | date):
        return False
    text = str(value)
    return bool(text.strip()) and (not re.fullmatch(r"\d\d-\d\d", text) or _is_day(int(text[:2]), int(text[3:])))


def _is_day(month: int, day: int) -> bool:
    try:
        date(A_LEAP_YEAR, month, day)
    except ValueError:
        return False
    return True


def _cycle(sheet: Sheet) -> dict[str, Any]:
    """The tracks. What stands under `both` happens in each of them."""
    sheet.keys(sheet.top, TRACKS, (BOTH,))
    rows = {track: sheet.rows(sheet.top, track) for track in (BOTH, *TRACKS)}
    shared = [_entry(sheet, BOTH, each) for each in rows[BOTH]]
    found: list[CycleEntry] = []
    for track in TRACKS:
        sheet.unique([*rows[BOTH], *rows[track]])
        found += [replace(each, track=track) for each in shared]
        found += [_entry(sheet, track, each) for each in rows[track]]
    return {"cycle": tuple(found)}


def _entry(sheet: Sheet, track: str, row: Row) -> CycleEntry:
    sheet.keys(row, ("id", "title", "when", "owner", "output"), ("clauses", "law", "concerns"))
    when = sheet.row(row, "when")
    return CycleEntry(
        track=track,
        id=sheet.word(row, "id"),
        title=sheet.text(row, "title"),
        when=When() if when is None else _when(sheet, when),
        owner=sheet.word(row, "owner"),
        output=sheet.text(row, "output"),
        clauses=sheet.words(row, "clauses"),
        line=row.line,
        law=sheet.words(row, "law"),
        concerns=sheet.words(row, "concerns"),
    )


def _when(sheet: Sheet, row: Row) -> When:
    if "every" in row:
        sheet.keys(row, ("every",), ("except",))
        return When(every=sheet.one_of(row, "every", RECURRENCES), skip_months=_months(sheet, row))
    first = ("from_month", "from_day") if "from_month" in row or "from_day" in row else ()
    sheet.keys(row, ("month", "day", *first), ("year_of_term",))
    return When(
        month=sheet.whole(row, "month", 1, 12),
        day=_day(sheet, row, "month", "day"),
        from_month=sheet.whole(row, "from_month", 1, 12),
        from_day=_day(sheet, row, "from_month", "from_day"),
        year_of_term=sheet.whole(row, "year_of_term", 1, 4),
    )


def _day(sheet: Sheet, row: Row, month_key: str, day_key: str) -> int | None:
    """A day that the month has; 31 stands for the last day of any month."""
    month, day = row.get(month_key), sheet.whole(row, day_key, 1, 31)
    if isinstance(month, int) and 1 <= month <= 12 and day is not None and day < 31 and not _is_day(month, day):
        todo = Words("Correct the month or the day.")
        sheet.fault(row, day_key, Words("no day {day} in month {month}.", day=day, month=month), todo)
    return day


def _months(sheet: Sheet, row: Row) -> frozenset[int]:
    found = row.get("except", [])
    if not isinstance(found, list) or not all(isinstance(each, int) and 1 <= each <= 12 for each in found):
        todo = Words("Write the numbers of the months: [1, 7].")
        sheet.fault(row, "except", Words("except is to be months."), todo)
        return frozenset()
    return frozenset(found)


def _intervention(sheet: Sheet) -> dict[str, Any]:
    top = sheet.top
    sheet.keys(top, (*LISTS, "review_days", "longest_months"))
    for key in LISTS:
        if top.get(key) == []:
            sheet.fault(top, key, Words("{key} is empty.", key=key), Words("Name at least one."))
    found = Intervention(
        conditions=sheet.words(top, "conditions"),
        grounds=sheet.words(top, "grounds"),
        states=sheet.words(top, "states"),
        opened_by=sheet.words(top, "opened_by"),
        needs=sheet.words(top, "needs"),
        review_days=sheet.whole(top, "review_days", 1, 90) or 0,
        longest_months=sheet.whole(top, "longest_months", 1, 12) or 0,
        lines=top.lines,
    )
    return {"intervention": found}
