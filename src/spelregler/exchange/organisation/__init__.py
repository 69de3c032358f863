"""A whole organisation in one table: bodies, departments, units, posts, people, and who holds what. Pure.

Each row says in its first column what it is. `belongs_to` names another row's code: a department's body, a unit's
department, a post's department or unit, a seat's body, an appointment's post.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from spelregler.exchange.sheets import Column, Fault, Kind, Row, Table, read_table


class What(StrEnum):
    """What a row is, in the order in which rows rest on each other."""

    MUNICIPALITY = "municipality"
    BODY = "body"
    DEPARTMENT = "department"
    UNIT = "unit"
    POST = "post"
    PERSON = "person"
    SEAT = "seat"
    APPOINTMENT = "appointment"


WORDS = {
    "municipality": ("kommun", "municipality"),
    "body": ("organ", "body"),
    "department": ("förvaltning", "department"),
    "unit": ("enhet", "unit"),
    "post": ("tjänst", "post"),
    "person": ("person", "person"),
    "seat": ("plats", "seat"),
    "appointment": ("förordnande", "appointment"),
}
TYPES = {
    "council": ("fullmäktige", "council"),
    "executive_board": ("styrelse", "executive board"),
    "committee": ("nämnd", "committee"),
    "auditors": ("revisorer", "auditors"),
    "chief_executive": ("kommunchef", "chief executive"),
    "department_head": ("förvaltningschef", "department head"),
    "unit_manager": ("enhetschef", "unit manager"),
    "employee": ("medarbetare", "employee"),
    "controller": ("controller", "controller"),
    "hr": ("HR", "HR"),
    "committee_secretary": ("nämndsekreterare", "committee secretary"),
    "union_representative": ("fackligt ombud", "union representative"),
    "safety_representative": ("skyddsombud", "safety representative"),
    "chair": ("ordförande", "chair"),
    "vice_chair": ("vice ordförande", "vice chair"),
    "member": ("ledamot", "member"),
    "substitute": ("ersättare", "substitute"),
    "ordinary": ("ordinarie", "ordinary"),
    "acting": ("tillförordnad", "acting"),
}
ALLOWED: Mapping[str, tuple[str, ...]] = {
    What.BODY: ("council", "executive_board", "committee", "auditors"),
    What.POST: (
        "chief_executive",
        "department_head",
        "unit_manager",
        "employee",
        "controller",
        "hr",
        "committee_secretary",
        "union_representative",
        "safety_representative",
    ),
    What.SEAT: ("chair", "vice_chair", "member", "substitute"),
    What.APPOINTMENT: ("ordinary", "acting"),
}
NEEDED: Mapping[str, tuple[str, ...]] = {
    What.MUNICIPALITY: ("code", "name"),
    What.BODY: ("code", "name", "type", "first_day"),
    What.DEPARTMENT: ("code", "name", "belongs_to", "first_day"),
    What.UNIT: ("code", "name", "belongs_to", "first_day"),
    What.POST: ("code", "name", "type"),
    What.PERSON: ("code", "name"),
    What.SEAT: ("belongs_to", "number", "type"),
    What.APPOINTMENT: ("belongs_to", "type", "person", "first_day"),
}
BELONGS: Mapping[str, tuple[str, ...]] = {
    What.DEPARTMENT: (What.BODY,),
    What.UNIT: (What.DEPARTMENT,),
    What.POST: (What.DEPARTMENT, What.UNIT),
    What.SEAT: (What.BODY,),
    What.APPOINTMENT: (What.POST,),
}
COLUMNS = (
    Column("what", "Slag", "Kind", kind=Kind.CHOICE, needed=True, choices=WORDS),
    Column("code", "Kod", "Code", longest=40),
    Column("name", "Namn", "Name", longest=120),
    Column("name_en", "Namn på engelska", "Name in English", longest=120, lacking=True),
    Column("type", "Typ", "Type", kind=Kind.CHOICE, choices=TYPES),
    Column("belongs_to", "Hör till", "Belongs to", longest=60),
    Column("number", "Plats nr", "Seat no", kind=Kind.INTEGER),
    Column("person", "Person", "Person", longest=60),
    Column("first_day", "Från och med", "From", kind=Kind.DAY),
    Column("last_day", "Till och med", "To and with", kind=Kind.DAY),
)
Known = Mapping[str, Iterable[str]]


def read_organisation(data: bytes, *, file_name: str) -> Table:
    """The rows, and every fault that can be seen without the database. A file that is no table raises SheetRefused."""
    return read_table(data, file_name=file_name, columns=COLUMNS)


def faults_of(table: Table, *, known: Known) -> list[Fault]:
    """What is missing in each row, and each code that neither the file nor what is stored already knows."""
    codes = {what: set(known.get(what, ())) for what in What}
    for row in table.rows:
        if row["code"]:
            codes[What(row["what"])].add(row["code"])
    found = list(table.faults)
    seen: dict[tuple[str, str], int] = {}
    for row in table.rows:
        found += [*_missing(table, row), *_wrong(table, row, codes), *_twice(table, row, seen)]
    return sorted(found, key=lambda fault: fault.row)


def _missing(table: Table, row: Row) -> Iterable[Fault]:
    needed = [*NEEDED[row["what"]]]
    if row["what"] == What.SEAT and row["person"]:
        needed.append("first_day")
    for name in needed:
        if row[name] in (None, ""):
            yield table.fault(
                row,
                name,
                sv="cellen är tom.",
                en="the cell is empty.",
                todo_sv=f"En rad för {WORDS[row['what']][0]} behöver den.",
                todo_en=f"A row for {WORDS[row['what']][1]} needs it.",
            )


def _wrong(table: Table, row: Row, codes: Mapping[What, set[str]]) -> Iterable[Fault]:
    what, kind = row["what"], row["type"]
    if kind and kind not in ALLOWED.get(what, ()):
        allowed = [TYPES[each] for each in ALLOWED.get(what, ())]
        yield table.fault(
            row,
            "type",
            sv=f"”{TYPES[kind][0]}” är ingen typ av {WORDS[what][0]}.",
            en=f"“{TYPES[kind][1]}” is no type of {WORDS[what][1]}.",
            todo_sv=f"Skriv {', '.join(sv for sv, _ in allowed) or 'ingenting'}.",
            todo_en=f"Write {', '.join(en for _, en in allowed) or 'nothing'}.",
        )
    targets = {"belongs_to": BELONGS.get(what, ()), "person": (What.PERSON,)}
    for name, kinds in targets.items():
        if row[name] and kinds and not any(row[name] in codes[What(each)] for each in kinds):
            yield table.fault(
                row,
                name,
                sv=f"koden ”{row[name]}” finns inte.",
                en=f"the code “{row[name]}” does not exist.",
                todo_sv=f"Lägg till en rad för {' eller '.join(WORDS[each][0] for each in kinds)} med den koden.",
                todo_en=f"Add a row for {' or '.join(WORDS[each][1] for each in kinds)} with that code.",
            )
    first, last = row["first_day"], row["last_day"]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield table.fault(
            row,
            "last_day",
            sv=f"sista dagen {last} ligger före den första, {first}.",
            en=f"the last day {last} is before the first, {first}.",
        )


def _twice(table: Table, row: Row, seen: dict[tuple[str, str], int]) -> Iterable[Fault]:
    key = (row["what"], row["code"] or "")
    if key[1] and key in seen:
        yield table.fault(
            row,
            "code",
            sv=f"koden står redan på rad {seen[key]}.",
            en=f"the code stands on row {seen[key]} already.",
            todo_sv="Ge varje rad en egen kod.",
            todo_en="Give each row a code of its own.",
        )
    seen.setdefault(key, row.number)
