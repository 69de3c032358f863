"""Rows with days and no code: terms, places, seats, appointments and employments. What differs becomes history."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from spelregler.apps.organisation.files.plan import Draft, FieldChange, State
from spelregler.apps.organisation.files.rows import Cells, cells_of, end_of
from spelregler.apps.organisation.files.town import Town, basis_key
from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Employment,
    Membership,
    Placement,
    Seat,
    Term,
)
from spelregler.domain.holdings import Fate, Outcome, Spell, meet
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.exchange.organisation import DECISION, What
from spelregler.exchange.sheets import Row

H = TypeVar("H", Term, Placement, Membership, Appointment, Employment)
Told = Mapping[str, Any]
"""A row's cells, of the file or of what is stored; what a cell holds is for its column."""
FULL_STOP = ("first_day", "last_day")
CARRIED = {"introduced_on": "introduced_on", "order": "call_order"}
"""What goes along into the next period where the file does not speak of it."""


@dataclass(frozen=True)
class Kind(Generic[H]):
    """How one kind of holding is told and stored.

    `within` is what one thing is held of; one at a time where `alone` says so. `who` and `values` are as the domain
    means them. `makes` builds the stored row; `acts` are what the trail says of a beginning, a change and an end.
    """

    what: What
    model: type[H]
    stored: Callable[[Town], Iterable[H]]
    within: Callable[[Told], Hashable]
    who: Callable[[Told], str]
    values: Callable[[Told], tuple[str, ...]]
    makes: Callable[[Draft, Row], H]
    keeps: Callable[[Town, H], None]
    changes: Callable[[Draft, Row], Mapping[str, tuple[str, object]]]
    alone: Callable[[Town, Told], bool]
    acts: tuple[str, str, str]
    literal: bool = False


def meet_holdings(draft: Draft) -> None:
    """Every dated row of the file is new, changed, the same or refused; and what would end is told."""
    _seats(draft)
    _meet(draft, TERMS)
    _meet(draft, PLACEMENTS)
    _meet(draft, SEATS)
    _meet(draft, APPOINTMENTS)
    _meet(draft, EMPLOYMENTS)


def _meet(draft: Draft, kind: Kind[H]) -> None:
    rows = [row for row in draft.rows[kind.what] if kind.what != What.SEAT or row["person"]]
    if not rows:
        return
    lines: dict[Hashable, list[Spell]] = defaultdict(list)
    alone: dict[Hashable, bool] = {}
    for row in rows:
        within = kind.within(row.values)
        lines[within].append(_spell(kind, row.values, ref=row))
        alone.setdefault(within, kind.alone(draft.town, row.values))
    held: dict[Hashable, list[Spell]] = defaultdict(list)
    for each in kind.stored(draft.town):
        cells = cells_of(each, draft.town)
        within = kind.within(cells)
        if within in lines or draft.end_missing:
            held[within].append(_spell(kind, cells, ref=each))
    for within in {**lines, **held}:
        found = meet(
            lines.get(within, ()),
            held.get(within, ()),
            on=draft.on,
            alone=alone.get(within, False),
            end_missing=draft.end_missing and not kind.literal and kind.what != What.TERM,
            literal=kind.literal,
        )
        for outcome in found:
            _carry(draft, kind, outcome)


def _spell(kind: Kind[H], told: Told, *, ref: Row | H) -> Spell:
    return Spell(kind.who(told), told["first_day"], end_of(told["last_day"]), kind.values(told), ref=ref)


def _carry(draft: Draft, kind: Kind[H], outcome: Outcome) -> None:
    row: Row | None = outcome.line.ref if outcome.line else None
    held: H | None = outcome.held.ref if outcome.held and isinstance(outcome.held.ref, kind.model) else None
    if row and held is not None:
        draft.origin[id(held)] = row
    match outcome.step:
        case Fate.BEGIN if row:
            made = kind.makes(draft, row)
            _keep(draft, kind, made, row)
            draft.tell(row, kind.what, str(made), State.NEW, on=made.start)
        case Fate.CHANGE if row and held is not None and outcome.on:
            fields = _fields(draft, kind, row, held, but=FULL_STOP)
            draft.write(held, kind.acts[2], end=outcome.on)
            made = kind.makes(draft, row)
            made.start = outcome.on
            for name, stored in CARRIED.items():
                if name not in draft.table.letters and hasattr(made, stored):
                    setattr(made, stored, getattr(held, stored))
            _keep(draft, kind, made, row)
            draft.tell(row, kind.what, str(held), State.CHANGED, fields=fields, on=outcome.on)
        case Fate.KEEP | Fate.CORRECT if row and held is not None:
            _amend(draft, kind, row, held, corrects=outcome.step == Fate.CORRECT)
        case Fate.END if held is not None:
            draft.write(held, kind.acts[2], end=outcome.on)
            draft.tell(row, kind.what, str(held), State.ENDED, on=outcome.on and outcome.on - ONE_DAY)
        case Fate.CLASH:
            _refuse_clash(draft, kind, outcome)


def _keep(draft: Draft, kind: Kind[H], made: H, row: Row) -> None:
    draft.origin[id(made)] = row
    kind.keeps(draft.town, made)
    draft.make(kind.what, made, kind.acts[0])


def _fields(draft: Draft, kind: Kind[H], row: Row, held: H, but: Iterable[str] = ()) -> tuple[FieldChange, ...]:
    return draft.differences(kind.what, row, cells_of(held, draft.town), but=but)


def _amend(draft: Draft, kind: Kind[H], row: Row, held: H, *, corrects: bool) -> None:
    """What describes a holding, and its last day. A line may tell of an earlier first day: what it became goes on."""
    fields = _fields(draft, kind, row, held, but=() if corrects else ("first_day",))
    if not fields:
        draft.same[kind.what] += 1
        return
    told = kind.changes(draft, row)
    names = {each.name for each in fields}
    to = {name: value for column, (name, value) in told.items() if column in names}
    if names & {*DECISION}:
        to["basis"] = _basis(draft, row)
    if "last_day" in names:
        to["end"] = end_of(row["last_day"])
    alone_end = names == {"last_day"}
    draft.write(held, kind.acts[2] if alone_end else kind.acts[1], **to)
    draft.tell(row, kind.what, str(held), State.CHANGED, fields=fields)


def _refuse_clash(draft: Draft, kind: Kind[H], outcome: Outcome) -> None:
    line, other = outcome.line, outcome.held
    if line is None or other is None:
        return
    last = f"{other.end - ONE_DAY}" if other.end else ""
    taken = CLASHES[kind.what]
    draft.refuse(
        line.ref if isinstance(line.ref, Row) else other.ref if isinstance(other.ref, Row) else None,
        "first_day",
        words=Words(
            "{taken} {who} from {start}{last}.",
            who=other.who,
            start=other.start,
            taken=taken,
            last=Pair(f" till och med {last}" if last else "", f" to and with {last}" if last else ""),
        ),
        way=Words("Write a last day on the other row, or choose other days."),
    )


CLASHES = {
    What.TERM: Words("the body has a term already,"),
    What.PLACEMENT: Words("the unit is placed already,"),
    What.SEAT: Words("the seat is held already by"),
    What.APPOINTMENT: Words("the post is held already by"),
    What.EMPLOYMENT: Words("the employment is there already for"),
}


# The five kinds -------------------------------------------------------------------------------------------------------


def _seats(draft: Draft) -> None:
    """A seat is there once it stands in the file; nobody has to sit in it."""
    for row in draft.rows[What.SEAT]:
        key = _seat_key(row.values)
        new = key not in draft.town.seats
        if new:
            body = draft.town.bodies[row["belongs_to"]]
            seat = Seat(body=body, number=row["number"], is_substitute=key[2])
            draft.town.seats[key] = seat
            draft.make(What.SEAT, seat, "add-seat")
        if not row["person"]:
            if new:
                draft.tell(row, What.SEAT, f"{draft.town.seats[key]}", State.NEW)
            else:
                draft.same[What.SEAT] += 1


def _seat_key(cells: Told) -> tuple[str, int, bool]:
    return cells["belongs_to"], cells["number"], cells["type"] == "substitute"


def _basis(draft: Draft, row: Row) -> Basis | None:
    """One stored decision for all that name the same."""
    if not row["decided_by"]:
        return None
    key = basis_key(row["decided_by"], row["decided_on"], row["paragraph"])
    if key not in draft.town.bases:
        basis = Basis(decided_by=key[0], decided_on=key[1], paragraph=key[2])
        draft.town.bases[key] = basis
        draft.make(What.MUNICIPALITY, basis, "record-basis")
    return draft.town.bases[key]


def _period(row: Row) -> Cells:
    return {"start": row["first_day"], "end": end_of(row["last_day"])}


def _term(draft: Draft, row: Row) -> Term:
    return Term(body=draft.town.bodies[row["belongs_to"]], **_period(row))


def _where(draft: Draft, row: Row) -> Cells:
    town = draft.town
    return {
        "department": town.departments[row["belongs_to"]],
        "parent": town.units.get(row["parent"]) if row["parent"] else None,
    }


def _placement(draft: Draft, row: Row) -> Placement:
    return Placement(unit=draft.town.units[row["code"]], **_where(draft, row), **_period(row))


def _membership(draft: Draft, row: Row) -> Membership:
    return Membership(
        seat=draft.town.seats[_seat_key(row.values)],
        person=draft.town.people[row["person"]],
        function=row["type"],
        call_order=row["order"],
        introduced_on=row["introduced_on"],
        basis=_basis(draft, row),
        **_period(row),
    )


def _appointment(draft: Draft, row: Row) -> Appointment:
    return Appointment(
        post=draft.town.posts[row["belongs_to"]],
        person=draft.town.people[row["person"]],
        is_acting=row["type"] == "acting",
        basis=_basis(draft, row),
        **_period(row),
    )


def _employment(draft: Draft, row: Row) -> Employment:
    return Employment(
        unit=draft.town.units[row["belongs_to"]],
        person=draft.town.people[row["person"]],
        introduced_on=row["introduced_on"],
        **_period(row),
    )


def _placed(town: Town, row: Placement) -> None:
    rows = town.placements[row.unit.code]
    rows.append(row)
    rows.sort(key=lambda each: each.start)


TERMS = Kind(
    what=What.TERM,
    model=Term,
    stored=lambda town: town.terms,
    within=lambda cells: cells["belongs_to"],
    who=lambda cells: cells["belongs_to"],
    values=lambda cells: (),
    makes=_term,
    keeps=lambda town, row: town.terms.append(row),
    changes=lambda draft, row: {},
    alone=lambda town, cells: True,
    acts=("add-term", "change-term", "end-term"),
)
PLACEMENTS = Kind(
    what=What.PLACEMENT,
    model=Placement,
    stored=lambda town: [each for rows in town.placements.values() for each in rows],
    within=lambda cells: cells["code"],
    who=lambda cells: cells["code"],
    values=lambda cells: (cells["belongs_to"], cells["parent"] or ""),
    makes=_placement,
    keeps=_placed,
    changes=lambda draft, row: {
        "belongs_to": ("department", _where(draft, row)["department"]),
        "parent": ("parent", _where(draft, row)["parent"]),
    },
    alone=lambda town, cells: True,
    acts=("place-unit", "correct-placement", "end-placement"),
    literal=True,
)
SEATS = Kind(
    what=What.SEAT,
    model=Membership,
    stored=lambda town: town.memberships,
    within=_seat_key,
    who=lambda cells: cells["person"],
    values=lambda cells: (cells["type"],),
    makes=_membership,
    keeps=lambda town, row: town.memberships.append(row),
    changes=lambda draft, row: {
        "type": ("function", row["type"]),
        "order": ("call_order", row["order"]),
        "introduced_on": ("introduced_on", row["introduced_on"]),
    },
    alone=lambda town, cells: True,
    acts=("seat-member", "change-membership", "end-membership"),
)
APPOINTMENTS = Kind(
    what=What.APPOINTMENT,
    model=Appointment,
    stored=lambda town: town.appointments,
    within=lambda cells: cells["belongs_to"],
    who=lambda cells: cells["person"],
    values=lambda cells: (cells["type"],),
    makes=_appointment,
    keeps=lambda town, row: town.appointments.append(row),
    changes=lambda draft, row: {"type": ("is_acting", row["type"] == "acting")},
    alone=lambda town, cells: bool(town.posts[cells["belongs_to"]].is_leading),
    acts=("appoint", "change-appointment", "end-appointment"),
)
EMPLOYMENTS = Kind(
    what=What.EMPLOYMENT,
    model=Employment,
    stored=lambda town: town.employments,
    within=lambda cells: cells["person"],
    who=lambda cells: cells["person"],
    values=lambda cells: (cells["belongs_to"],),
    makes=_employment,
    keeps=lambda town, row: town.employments.append(row),
    changes=lambda draft, row: {
        "belongs_to": ("unit", draft.town.units[row["belongs_to"]]),
        "introduced_on": ("introduced_on", row["introduced_on"]),
    },
    alone=lambda town, cells: False,
    acts=("employ", "change-employment", "end-employment"),
)
