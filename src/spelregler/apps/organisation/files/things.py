"""Rows that have a code: the municipality, bodies, departments, units, posts and people. Units get their place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.urls import reverse

from spelregler.apps.organisation.files import carried_units
from spelregler.apps.organisation.files.plan import Draft, FieldChange, State
from spelregler.apps.organisation.files.rows import Cells, cells_of, end_of
from spelregler.apps.organisation.files.town import Coded
from spelregler.apps.organisation.models import (
    AlsoServes,
    Body,
    Department,
    Municipality,
    Person,
    Placement,
    Post,
    Unit,
)
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.exchange.organisation import CODED, What
from spelregler.exchange.sheets import Row

MADE = {
    What.MUNICIPALITY: "add-municipality",
    What.BODY: "add-body",
    What.DEPARTMENT: "add-department",
    What.UNIT: "add-unit",
    What.POST: "add-post",
    What.PERSON: "add-person",
}
PLACE = ("belongs_to", "parent")


def meet_things(draft: Draft) -> None:
    """Every coded row of the file is new, changed, the same or refused. New ones are there for the rows after."""
    for what in CODED:
        later: list[tuple[Row, Unit]] = []
        for row in draft.rows[what]:
            held = draft.town.coded(what).get(row["code"])
            if held is None:
                made = _new(draft, what, row)
                if isinstance(made, Unit):
                    later.append((row, made))
            else:
                _compare(draft, what, row, held)
        _place_units(draft, later)
    _one_person_per_address(draft)


def _new(draft: Draft, what: What, row: Row) -> Coded | None:
    town = draft.town.municipalities
    if what == What.MUNICIPALITY and town:
        held = next(iter(town.values()))
        draft.refuse(
            row,
            "code",
            words=Words("{held} ({code}) is already here.", held=held, code=held.code),
            way=Words("Use an installation of its own for each municipality."),
        )
        return None
    if row["moves_on"]:
        draft.refuse(
            row,
            "moves_on",
            words=Words("{row} is new and has nothing to move from.", row=row["name"]),
            way=Words("Empty the cell; the new one begins where the row says."),
        )
    made = BUILD[what](draft, row)
    draft.town.add(made)
    draft.origin[id(made)] = row
    draft.make(what, made, MADE[what])
    draft.tell(row, what, row["name"], State.NEW)
    if isinstance(made, Department):
        _serve(draft, made, row)
    return made


def _body(draft: Draft, row: Row) -> Body:
    return Body(code=row["code"], name=row["name"], name_en=row["name_en"] or "", kind=row["type"], **_days(row))


def _department(draft: Draft, row: Row) -> Department:
    return Department(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"] or "",
        body=draft.town.bodies.get(row["belongs_to"]),
        instruction_decided_on=row["instruction_on"],
        **_days(row),
    )


def _unit(draft: Draft, row: Row) -> Unit:
    named = {"name": row["name"], "name_en": row["name_en"] or ""}
    return Unit(code=row["code"], **named, purpose=row["purpose"] or "", **_days(row))


def _post(draft: Draft, row: Row) -> Post:
    return Post(
        code=row["code"], title=row["name"], title_en=row["name_en"] or "", kind=row["type"], **_desk(draft, row)
    )


def _person(draft: Draft, row: Row) -> Person:
    _check_address(draft, row)
    return Person(code=row["code"], name=row["name"], email=row["email"] or "")


BUILD: Mapping[What, Callable[[Draft, Row], Coded]] = {
    What.MUNICIPALITY: lambda draft, row: Municipality(code=row["code"], name=row["name"]),
    What.BODY: _body,
    What.DEPARTMENT: _department,
    What.UNIT: _unit,
    What.POST: _post,
    What.PERSON: _person,
}


def _days(row: Row) -> Cells:
    return {"start": row["first_day"], "end": end_of(row["last_day"])}


def _desk(draft: Draft, row: Row) -> Cells:
    """A post's unit, or else its department."""
    unit = draft.town.units.get(row["belongs_to"])
    return {"unit": unit, "department": None if unit else draft.town.departments.get(row["belongs_to"])}


# What is stored already -----------------------------------------------------------------------------------------------

FIELDS = {
    What.MUNICIPALITY: {"name": "name"},
    What.BODY: {"name": "name", "name_en": "name_en", "type": "kind"},
    What.DEPARTMENT: {
        "name": "name",
        "name_en": "name_en",
        "instruction_on": "instruction_decided_on",
        "belongs_to": "body",
    },
    What.UNIT: {"name": "name", "name_en": "name_en", "purpose": "purpose"},
    What.POST: {"name": "title", "name_en": "title_en", "type": "kind", "belongs_to": "belongs_to"},
    What.PERSON: {"name": "name", "email": "email"},
}
"""Which field of the stored row a column is."""


def _compare(draft: Draft, what: What, row: Row, held: Coded) -> None:
    draft.origin[id(held)] = row
    before = cells_of(held, draft.town)
    fields = draft.differences(what, row, before)
    if not fields:
        draft.same[what] += 1
        return
    if what == What.PERSON and any(each.name == "email" for each in fields):
        _check_address(draft, row)
    if isinstance(held, Unit) and carried_units.meet_unit(draft, row, held, fields):
        fields = tuple(each for each in fields if each.name not in carried_units.PLACE | {"last_day"})
    elif isinstance(held, Department) and carried_units.meet_department(draft, row, held, fields):
        fields = tuple(each for each in fields if each.name != "belongs_to")
    if not fields or not _may_change(draft, what, row, held, fields):
        return
    to = _to(draft, what, row, fields)
    if to:
        draft.write(held, f"change-{what}", **to)
    names = {each.name for each in fields}
    if isinstance(held, Department) and "also_serves" in names:
        _serve(draft, held, row)
    moved = isinstance(held, Unit) and bool(names & {*PLACE})
    if isinstance(held, Unit) and moved and not _move(draft, row, held):
        return
    draft.tell(row, what, before["name"], State.CHANGED, fields=fields, on=draft.on if moved else None)


def _to(draft: Draft, what: What, row: Row, fields: tuple[FieldChange, ...]) -> Cells:
    to: Cells = {}
    for each in fields:
        name = FIELDS[what].get(each.name, "")
        if each.name == "first_day":
            to["start"] = each.after
        elif each.name == "last_day":
            to["end"] = end_of(row["last_day"])
        elif what == What.DEPARTMENT and name == "body":
            to["body"] = draft.town.bodies[row["belongs_to"]]
        elif what == What.POST and name == "belongs_to":
            to |= _desk(draft, row)
        elif name:
            to[name] = each.after or ("" if isinstance(each.before, str) else None)
    return to


def _may_change(draft: Draft, what: What, row: Row, held: Coded, fields: tuple[FieldChange, ...]) -> bool:
    """What others rest on is not changed under them; what carries money and goals with it has a page of its own."""
    names = {each.name for each in fields}
    town = draft.town
    if what == What.UNIT and names & {"first_day", "merged_into"}:
        address = reverse("organisation:unit_change", args=[held.code, "sla-ihop"])
        draft.refuse(
            row,
            next(each.name for each in fields if each.name in {"first_day", "merged_into"}),
            words=Words("{held} is here already. A file does not merge a unit, nor changes when it began.", held=held),
            way=Words(
                "Merge on the unit's page, {address}, so that frames, goals and people go along.", address=address
            ),
        )
        return False
    rests = {
        What.BODY: lambda: (
            any(each.body is held for each in town.departments.values())
            or any(each.body is held for each in town.seats.values())
        ),
        What.DEPARTMENT: lambda: (
            any(each.department is held for rows in town.placements.values() for each in rows)
            or any(each.department is held for each in town.posts.values())
        ),
        What.POST: lambda: any(each.post is held for each in town.appointments),
    }
    fixed = names & {"type", "belongs_to"} if what in rests else set()
    if fixed and rests[what]():
        draft.refuse(
            row,
            next(iter(sorted(fixed))),
            words=Words("{held} is already in use. It would rewrite what held before.", held=held),
            way=Words(
                "A department changes body with Moves on and the decision. Else end it with a last "
                "day, and add a new one with a code of its own."
            ),
        )
        return False
    return True


def _serve(draft: Draft, department: Department, row: Row) -> None:
    """The further bodies that the department works for, from the day on."""
    if "also_serves" not in draft.table.letters:
        return
    town, said = draft.town, set(row["also_serves"]) - {row["belongs_to"]}
    held = {each.body.code: each for each in town.serves[department.code] if each.end is None}
    for code in sorted(said - set(held)):
        start = draft.on if department.pk else department.start
        serves = AlsoServes(department=department, body=town.bodies.get(code), start=start)
        town.serves[department.code].append(serves)
        draft.make(What.DEPARTMENT, serves, "serve-body")
    for code in sorted(set(held) - said):
        draft.write(held[code], "end-serving-body", end=max(draft.on, held[code].start + ONE_DAY))


# Where units are ------------------------------------------------------------------------------------------------------


def _place_units(draft: Draft, made: list[tuple[Row, Unit]]) -> None:
    """A new unit is placed from its first day, unless the file tells its places one by one."""
    town = draft.town
    told = {row["code"] for row in draft.rows[What.PLACEMENT]}
    for row, unit in made:
        into = town.units.get(row["merged_into"]) if row["merged_into"] else None
        if into is not None:
            draft.write(unit, "merge-unit", succeeded_by=into)
        if row["code"] not in told:
            _place(draft, unit, row, start=unit.start)


def _place(draft: Draft, unit: Unit, row: Row, *, start: date) -> None:
    town = draft.town
    placement = Placement(
        unit=unit,
        department=town.departments.get(row["belongs_to"]),
        parent=town.units.get(row["parent"]) if row["parent"] else None,
        start=start,
        end=unit.end,
    )
    town.placements[unit.code].append(placement)
    draft.origin[id(placement)] = row
    draft.make(What.PLACEMENT, placement, "place-unit")


def _move(draft: Draft, row: Row, unit: Unit) -> bool:
    """The last place ends on the day and a new one begins; on its own first day it is put right."""
    town = draft.town
    placed = town.placements.get(unit.code)
    department = town.departments[row["belongs_to"]]
    if not placed:
        _place(draft, unit, row, start=unit.start)
        return True
    last = placed[-1]
    if last.department.body.code != department.body.code:
        draft.refuse(
            row,
            "belongs_to",
            words=Words(
                "{unit} would move to the department of another committee. Its frame and goals have to go along.",
                unit=unit,
            ),
            way=Words("Fill in Moves on, Decided by, Decided on and Paragraph; the council decides."),
        )
        return False
    if last.start > draft.on or (last.end is not None and last.end <= draft.on):
        draft.refuse(
            row,
            "belongs_to",
            words=Words(
                "{unit} is not placed there on {on}: its last place begins {start} and ends {end}.",
                unit=unit,
                on=draft.on,
                start=last.start,
                end=last.end,
            )
            if last.end
            else Words(
                "{unit} is not placed there on {on}: its last place begins {start}.",
                unit=unit,
                on=draft.on,
                start=last.start,
            ),
            way=Words("Choose a day when it holds, or write the places as rows of their own."),
        )
        return False
    if last.start == draft.on:
        parent = town.units.get(row["parent"]) if row["parent"] else None
        draft.write(last, "correct-placement", department=department, parent=parent)
        return True
    draft.write(last, "end-placement", end=draft.on)
    _place(draft, unit, row, start=draft.on)
    return True


# People ---------------------------------------------------------------------------------------------------------------


def _check_address(draft: Draft, row: Row) -> None:
    try:
        if row["email"]:
            validate_email(row["email"])
    except ValidationError:
        draft.refuse(
            row,
            "email",
            words=Words("“{row}” is no e-mail address.", row=row["email"]),
            way=Words("Write it like name@municipality.se, or leave the cell empty."),
        )


def _one_person_per_address(draft: Draft) -> None:
    if "email" not in draft.table.letters:
        return
    seen: dict[str, tuple[str, Row | None]] = {}
    people = draft.town.people
    rows = {row["code"]: row for row in draft.rows[What.PERSON]}
    for code, person in people.items():
        if person.email and code not in rows:
            seen[person.email] = (code, None)
    for code, row in rows.items():
        address = (row["email"] or "").casefold()
        if not address:
            continue
        other, at = seen.setdefault(address, (code, row))
        if other != code:
            where = Words("on row {at}", at=at.number) if at else Words("here already")
            draft.refuse(
                row,
                "email",
                words=Words(
                    "{address} is also the address of the person {other}, {where}.",
                    address=address,
                    other=other,
                    where=where,
                ),
                way=Words("Give each their own address, or merge the rows if it is the same person."),
            )
