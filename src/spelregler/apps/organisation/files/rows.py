"""A stored thing as the row that an export writes and an import compares with: cells by column."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from spelregler.apps.organisation.files.town import CODED, Coded, Town
from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Dated,
    Department,
    Employment,
    Membership,
    Municipality,
    Person,
    Placement,
    Post,
    Seat,
    Term,
    Unit,
)
from spelregler.domain.period import ONE_DAY
from spelregler.exchange.organisation import What

Cells = dict[str, Any]
"""What a cell holds is for its column, as in a file's row (`exchange.sheets.Row`)."""
Holding = Term | Placement | Membership | Appointment | Employment
"""What has days and no code."""


def last_day(end: date | None) -> date | None:
    """The day that people name."""
    return end - ONE_DAY if end else None


def end_of(day: date | None) -> date | None:
    """The first day after the one that people name."""
    return day + ONE_DAY if day else None


def _days(row: Dated) -> Cells:
    return {"first_day": row.start, "last_day": last_day(row.end)}


def _decision(basis: Basis | None) -> Cells:
    if basis is None:
        return {"decided_by": "", "decided_on": None, "paragraph": ""}
    return {"decided_by": basis.decided_by, "decided_on": basis.decided_on, "paragraph": basis.paragraph}


def municipality(row: Municipality, town: Town) -> Cells:
    """The town itself."""
    return {"code": row.code, "name": row.name}


def body(row: Body, town: Town) -> Cells:
    """A political body."""
    return {"code": row.code, "name": row.name, "name_en": row.name_en, "type": row.kind, **_days(row)}


def term(row: Term, town: Town) -> Cells:
    """A term of a body."""
    return {"belongs_to": row.body.code, **_days(row)}


def department(row: Department, town: Town) -> Cells:
    """A department, and the bodies it works for until further notice."""
    return {
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "belongs_to": row.body.code,
        "also_serves": tuple(sorted(each.body.code for each in town.serves.get(row.code, ()) if each.end is None)),
        "instruction_on": row.instruction_decided_on,
        **_days(row),
    }


def unit(row: Unit, town: Town) -> Cells:
    """A unit, and where it is placed last."""
    placed = town.placements.get(row.code)
    return {
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "purpose": row.purpose,
        "merged_into": row.succeeded_by.code if row.succeeded_by else "",
        **(_place(placed[-1]) if placed else {"belongs_to": "", "parent": ""}),
        **_days(row),
    }


def _place(row: Placement) -> Cells:
    return {"belongs_to": row.department.code, "parent": row.parent.code if row.parent else ""}


def placement(row: Placement, town: Town) -> Cells:
    """Where a unit was placed for a time."""
    return {"code": row.unit.code, **_place(row), **_days(row)}


def post(row: Post, town: Town) -> Cells:
    """A post in a unit or a department."""
    place = row.unit or row.department
    return {
        "code": row.code,
        "name": row.title,
        "name_en": row.title_en,
        "type": row.kind,
        "belongs_to": place.code if place else "",
    }


def person(row: Person, town: Town) -> Cells:
    """A person."""
    return {"code": row.code, "name": row.name, "email": row.email}


def seat(row: Seat, town: Town) -> Cells:
    """A seat that nobody has ever held."""
    kind = "substitute" if row.is_substitute else "member"
    return {"belongs_to": row.body.code, "number": row.number, "type": kind}


def membership(row: Membership, town: Town) -> Cells:
    """Who holds a seat, and as what."""
    return {
        "belongs_to": row.seat.body.code,
        "number": row.seat.number,
        "type": row.function,
        "person": row.person.code,
        "order": row.call_order,
        "introduced_on": row.introduced_on,
        **_days(row),
        **_decision(row.basis),
    }


def appointment(row: Appointment, town: Town) -> Cells:
    """Who holds a post."""
    return {
        "belongs_to": row.post.code,
        "type": "acting" if row.is_acting else "ordinary",
        "person": row.person.code,
        **_days(row),
        **_decision(row.basis),
    }


def employment(row: Employment, town: Town) -> Cells:
    """Where somebody is employed."""
    introduced = {"introduced_on": row.introduced_on}
    return {"belongs_to": row.unit.code, "person": row.person.code, **introduced, **_days(row)}


def cells_of(row: Coded | Holding, town: Town) -> Cells:
    """A stored row as cells, whatever kind it is of."""
    match row:
        case Municipality():
            return municipality(row, town)
        case Body():
            return body(row, town)
        case Department():
            return department(row, town)
        case Unit():
            return unit(row, town)
        case Post():
            return post(row, town)
        case Person():
            return person(row, town)
        case Term():
            return term(row, town)
        case Placement():
            return placement(row, town)
        case Membership():
            return membership(row, town)
        case Appointment():
            return appointment(row, town)
        case Employment():
            return employment(row, town)


def all_rows(town: Town) -> Iterator[Cells]:
    """Every row in the order in which rows rest on each other, the same whatever order they were stored in."""
    held = {id(each.seat) for each in town.memberships}
    things: dict[What, Sequence[Coded | Holding]] = {what: _by_code(town.coded(what)) for what in CODED}
    things[What.TERM] = town.terms
    things[What.PLACEMENT] = [row for code in sorted(town.placements) for row in _told_apart(town, code)]
    things[What.SEAT] = town.memberships
    things[What.APPOINTMENT] = town.appointments
    things[What.EMPLOYMENT] = town.employments
    for what in What:
        rows = [cells_of(each, town) for each in things[what]]
        if what == What.SEAT:
            rows += [seat(each, town) for each in town.seats.values() if id(each) not in held]
        if what not in CODED:
            rows.sort(key=_order)
        yield from ({"what": what, **row} for row in rows)


def _told_apart(town: Town, code: str) -> list[Placement]:
    """The periods of a unit's place, where one row for the unit cannot tell them."""
    unit, placed = town.units[code], town.placements[code]
    alone = len(placed) == 1 and (placed[0].start, placed[0].end) == (unit.start, unit.end)
    return [] if alone else placed


def _by_code(rows: Mapping[str, Coded]) -> list[Coded]:
    return [rows[code] for code in sorted(rows)]


def _order(row: Cells) -> tuple[str, bool, int, date, str]:
    return (
        row["belongs_to"] if "code" not in row else row["code"],
        row.get("type") == "substitute",
        row.get("number", 0),
        row.get("first_day") or date.max,
        row.get("person", ""),
    )
