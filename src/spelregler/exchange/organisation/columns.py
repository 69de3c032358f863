"""The columns of an organisation's table, what a row of each kind may say, and what it must."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Kind


class What(StrEnum):
    """What a row is, in the order in which rows rest on each other."""

    MUNICIPALITY = "municipality"
    BODY = "body"
    TERM = "term"
    DEPARTMENT = "department"
    UNIT = "unit"
    PLACEMENT = "placement"
    POST = "post"
    PERSON = "person"
    SEAT = "seat"
    APPOINTMENT = "appointment"
    EMPLOYMENT = "employment"


WORDS: Mapping[str, Words] = {
    "municipality": Words("municipality"),
    "body": Words("body"),
    "term": Words("term"),
    "department": Words("department"),
    "unit": Words("unit"),
    "placement": Words("placement"),
    "post": Words("post"),
    "person": Words("person"),
    "seat": Words("seat"),
    "appointment": Words("appointment"),
    "employment": Words("employment"),
}
TYPES: Mapping[str, Words] = {
    "council": Words("council"),
    "executive_board": Words("executive board"),
    "committee": Words("committee"),
    "auditors": Words("auditors"),
    "chief_executive": Words("chief executive"),
    "department_head": Words("department head"),
    "unit_manager": Words("unit manager"),
    "employee": Words("employee"),
    "controller": Words("controller"),
    "hr": Words("HR"),
    "committee_secretary": Words("committee secretary"),
    "union_representative": Words("union representative"),
    "safety_representative": Words("safety representative"),
    "administrator": Words("administrator"),
    "chair": Words("chair"),
    "vice_chair": Words("vice chair"),
    "member": Words("member"),
    "substitute": Words("substitute"),
    "ordinary": Words("ordinary"),
    "acting": Words("acting"),
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
        "administrator",
    ),
    What.SEAT: ("chair", "vice_chair", "member", "substitute"),
    What.APPOINTMENT: ("ordinary", "acting"),
}
DAYS = ("first_day", "last_day")
DECISION = ("decided_by", "decided_on", "paragraph")
NEEDED: Mapping[str, tuple[str, ...]] = {
    What.MUNICIPALITY: ("code", "name"),
    What.BODY: ("code", "name", "type", "first_day"),
    What.TERM: ("belongs_to", "first_day", "last_day"),
    What.DEPARTMENT: ("code", "name", "belongs_to", "first_day"),
    What.UNIT: ("code", "name", "belongs_to", "first_day"),
    What.PLACEMENT: ("code", "belongs_to", "first_day"),
    What.POST: ("code", "name", "type"),
    What.PERSON: ("code", "name"),
    What.SEAT: ("belongs_to", "number", "type"),
    What.APPOINTMENT: ("belongs_to", "type", "person", "first_day"),
    What.EMPLOYMENT: ("belongs_to", "person", "first_day"),
}
"""The cells that a row of each kind must fill in."""
USED: Mapping[str, tuple[str, ...]] = {
    What.MUNICIPALITY: ("code", "name"),
    What.BODY: ("code", "name", "name_en", "type", *DAYS),
    What.TERM: ("belongs_to", *DAYS),
    What.DEPARTMENT: (
        *("code", "name", "name_en", "belongs_to", "also_serves"),
        *(*DAYS, "instruction_on", "moves_on", *DECISION),
    ),
    What.UNIT: (
        *("code", "name", "name_en", "purpose", "belongs_to", "parent", "merged_into"),
        *(*DAYS, "moves_on", *DECISION),
    ),
    What.PLACEMENT: ("code", "belongs_to", "parent", *DAYS),
    What.POST: ("code", "name", "name_en", "type", "belongs_to"),
    What.PERSON: ("code", "name", "email"),
    What.SEAT: ("belongs_to", "number", "type", "person", *DAYS, "order", "introduced_on", *DECISION),
    What.APPOINTMENT: ("belongs_to", "type", "person", *DAYS, *DECISION),
    What.EMPLOYMENT: ("belongs_to", "person", *DAYS, "introduced_on"),
}
"""The cells that a row of each kind may fill in."""
TARGETS: Mapping[str, Mapping[str, tuple[What, ...]]] = {
    What.TERM: {"belongs_to": (What.BODY,)},
    What.DEPARTMENT: {"belongs_to": (What.BODY,), "also_serves": (What.BODY,)},
    What.UNIT: {"belongs_to": (What.DEPARTMENT,), "parent": (What.UNIT,), "merged_into": (What.UNIT,)},
    What.PLACEMENT: {"code": (What.UNIT,), "belongs_to": (What.DEPARTMENT,), "parent": (What.UNIT,)},
    What.POST: {"belongs_to": (What.DEPARTMENT, What.UNIT)},
    What.SEAT: {"belongs_to": (What.BODY,), "person": (What.PERSON,)},
    What.APPOINTMENT: {"belongs_to": (What.POST,), "person": (What.PERSON,)},
    What.EMPLOYMENT: {"belongs_to": (What.UNIT,), "person": (What.PERSON,)},
}
"""The cells that hold another row's code, and which kinds of row it may be."""
LONGEST: Mapping[str, Mapping[str, int]] = {
    What.MUNICIPALITY: {"code": 4, "name": 100},
    What.BODY: {"code": 20},
    What.DEPARTMENT: {"code": 40},
    What.UNIT: {"code": 40},
}
CODED = (What.MUNICIPALITY, What.BODY, What.DEPARTMENT, What.UNIT, What.POST, What.PERSON)
COLUMNS = (
    Column("what", Words("Kind"), kind=Kind.CHOICE, needed=True, choices=WORDS),
    Column("code", Words("Code"), longest=60),
    Column("name", Words("Name"), longest=120),
    Column("name_en", Words("Name in English"), longest=120, lacking=True),
    Column("type", Words("Type"), kind=Kind.CHOICE, choices=TYPES),
    Column("belongs_to", Words("Belongs to"), longest=60),
    Column("parent", Words("Parent unit"), longest=60, lacking=True),
    Column("also_serves", Words("Also serves"), kind=Kind.CODES, lacking=True),
    Column("number", Words("Seat no"), kind=Kind.INTEGER),
    Column("person", Words("Person"), longest=60),
    Column("email", Words("E-mail"), longest=254, lacking=True),
    Column("first_day", Words("From and including"), also=("from",), kind=Kind.DAY),
    Column("last_day", Words("To and with"), kind=Kind.DAY),
    Column("purpose", Words("Purpose"), also=("uppdrag",), longest=300, lacking=True),
    Column("merged_into", Words("Merged into"), longest=60, lacking=True),
    Column("instruction_on", Words("Instruction decided"), kind=Kind.DAY, lacking=True),
    Column("order", Words("Order of call-in"), also=("turordning",), kind=Kind.INTEGER, lacking=True),
    Column("introduced_on", Words("Introduced"), kind=Kind.DAY, lacking=True),
    Column("moves_on", Words("Moves on"), kind=Kind.DAY, lacking=True),
    Column("decided_by", Words("Decided by"), longest=120, lacking=True),
    Column("decided_on", Words("Day of decision"), also=("decided on",), kind=Kind.DAY, lacking=True),
    Column("paragraph", Words("Paragraph"), longest=40, lacking=True),
)
