"""The columns of an organisation's table, what a row of each kind may say, and what it must."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

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


WORDS: Mapping[str, tuple[str, str]] = {
    "municipality": ("kommun", "municipality"),
    "body": ("organ", "body"),
    "term": ("mandatperiod", "term"),
    "department": ("förvaltning", "department"),
    "unit": ("enhet", "unit"),
    "placement": ("placering", "placement"),
    "post": ("tjänst", "post"),
    "person": ("person", "person"),
    "seat": ("plats", "seat"),
    "appointment": ("förordnande", "appointment"),
    "employment": ("anställning", "employment"),
}
TYPES: Mapping[str, tuple[str, str]] = {
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
    "administrator": ("systemförvaltare", "administrator"),
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
    What.DEPARTMENT: ("code", "name", "belongs_to", "also_serves", *DAYS, "instruction_on", "moves_on", *DECISION),
    What.UNIT: ("code", "name", "purpose", "belongs_to", "parent", "merged_into", *DAYS, "moves_on", *DECISION),
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
    Column("what", "Slag", "Kind", kind=Kind.CHOICE, needed=True, choices=WORDS),
    Column("code", "Kod", "Code", longest=60),
    Column("name", "Namn", "Name", longest=120),
    Column("name_en", "Namn på engelska", "Name in English", longest=120, lacking=True),
    Column("type", "Typ", "Type", kind=Kind.CHOICE, choices=TYPES),
    Column("belongs_to", "Hör till", "Belongs to", longest=60),
    Column("parent", "Under enhet", "Parent unit", longest=60, lacking=True),
    Column("also_serves", "Arbetar även åt", "Also serves", kind=Kind.CODES, lacking=True),
    Column("number", "Plats nr", "Seat no", kind=Kind.INTEGER),
    Column("person", "Person", "Person", longest=60),
    Column("email", "E-post", "E-mail", longest=254, lacking=True),
    Column("first_day", "Från och med", "From", kind=Kind.DAY),
    Column("last_day", "Till och med", "To and with", kind=Kind.DAY),
    Column("purpose", "Uppdrag", "Purpose", longest=300, lacking=True),
    Column("merged_into", "Uppgår i", "Merged into", longest=60, lacking=True),
    Column("instruction_on", "Instruktion beslutad", "Instruction decided", kind=Kind.DAY, lacking=True),
    Column("order", "Turordning", "Order of call-in", kind=Kind.INTEGER, lacking=True),
    Column("introduced_on", "Introducerad", "Introduced", kind=Kind.DAY, lacking=True),
    Column("moves_on", "Flyttas från och med", "Moves on", kind=Kind.DAY, lacking=True),
    Column("decided_by", "Beslutat av", "Decided by", longest=120, lacking=True),
    Column("decided_on", "Beslutsdag", "Decided on", kind=Kind.DAY, lacking=True),
    Column("paragraph", "Paragraf", "Paragraph", longest=40, lacking=True),
)
