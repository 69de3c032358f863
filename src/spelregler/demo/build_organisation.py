"""The demo's bodies, departments, units and people."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Seat,
)
from spelregler.apps.organisation.operations.accounts import give_account
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.apps.organisation.operations.introductions import (
    introduce_employees,
    record_introduction,
    record_training,
)
from spelregler.apps.organisation.operations.structure import (
    add_body,
    add_department,
    add_municipality,
    add_person,
    add_post,
    add_seat,
    add_term,
    add_unit,
    merge_units,
    place_unit,
)
from spelregler.apps.organisation.operations.tenure import appoint, employ, seat_member
from spelregler.apps.organisation.queries.introductions import STEERING
from spelregler.demo import organisation, people
from spelregler.demo.cast import cast
from spelregler.demo.facts import TODAY
from spelregler.demo.made import DEMO, Made
from spelregler.platform.accounts.operations import open_account


def build_organisation(made: Made) -> None:
    """The municipality with its bodies, departments and units."""
    add_municipality(code=organisation.MUNICIPALITY_CODE, name=organisation.MUNICIPALITY_NAME, is_demo=True, who=DEMO)
    for body in organisation.BODIES:
        made.bodies[body.code] = add_body(
            code=body.code,
            name=body.name,
            name_en=body.name_en,
            kind=body.kind,
            start=organisation.BODIES_FROM,
            who=DEMO,
        )
        for start, end in body.terms:
            add_term(body=made.bodies[body.code], start=start, end=end, who=DEMO)
    for department in organisation.DEPARTMENTS:
        made.departments[department.code] = add_department(
            code=department.code,
            name=department.name,
            name_en=department.name_en,
            body=made.bodies[department.body],
            instruction_decided_on=department.instruction_decided_on,
            start=organisation.ORGANISATION_FROM,
            who=DEMO,
        )
    _units(made)


def _units(made: Made) -> None:
    start = organisation.ORGANISATION_FROM
    for fact in organisation.UNITS:
        named = {"name": fact.name, "name_en": fact.name_en}
        unit = add_unit(code=fact.code, **named, purpose=fact.purpose, start=start, who=DEMO)
        made.units[fact.code] = unit
        parent = made.units[fact.parent] if fact.parent else None
        place_unit(unit=unit, department=made.departments[fact.department], start=start, parent=parent, who=DEMO)
    for ended in organisation.ENDED_UNITS:
        unit = add_unit(code=ended.code, name=ended.name, start=start, who=DEMO)
        place_unit(unit=unit, department=made.departments[ended.department], start=start, who=DEMO)
        merge_units(units=[unit], into=made.units[ended.succeeded_by], on=ended.ended_on, who=DEMO)


def build_people(made: Made) -> None:
    """The people, their seats and their posts."""
    first = [member.person for member in cast()]  # the log-in page shows them in this order
    for name in dict.fromkeys([*first, *(s.person for s in people.seats()), *(p.person for p in people.posts())]):
        made.persons[name] = add_person(code=people.code_of(name), name=name, who=DEMO)
    for member in cast():
        account = open_account(email=member.email, name=member.person, who=DEMO)
        made.persons[member.person] = give_account(person=member.code, account=account, who=DEMO)
    _seats(made)
    for body in organisation.BODIES:
        if body.kind in STEERING:
            held_on = people.COMMITTEES_TRAINED
            record_training(body=made.bodies[body.code], held_on=held_on, today=TODAY, who=DEMO)
    for post in people.posts():
        _post(made, post)


def _seats(made: Made) -> None:
    seats: dict[tuple[str, int, bool], Seat] = {}
    for fact in people.seats():
        key = fact.body, fact.number, fact.is_substitute
        if key not in seats:
            body = made.bodies[fact.body]
            seats[key] = add_seat(body=body, number=fact.number, is_substitute=fact.is_substitute, who=DEMO)
        membership = seat_member(
            seat=seats[key],
            person=made.persons[fact.person],
            function=fact.function,
            start=fact.start,
            end=fact.end,
            who=DEMO,
        )
        if fact.introduced_on:
            record_introduction(membership=membership, introduced_on=fact.introduced_on, who=DEMO)


def _post(made: Made, fact: people.PostFact) -> Appointment:
    if fact.code not in made.posts:
        made.posts[fact.code] = add_post(
            code=fact.code,
            title=fact.title,
            title_en=fact.title_en,
            kind=fact.kind,
            department=made.departments.get(fact.department),
            unit=made.units.get(fact.unit),
            represents=people.REPRESENTS.get(fact.code),
            who=DEMO,
        )
    person = made.persons[fact.person]
    made.holders[fact.code] = fact.person
    if fact.unit:
        employed = employ(person=person, unit=made.units[fact.unit], start=fact.start, end=fact.end, who=DEMO)
        if fact.introduced_on:
            introduce_employees(employments=[employed], held_on=fact.introduced_on, today=TODAY, who=DEMO)
    return appoint(
        post=made.posts[fact.code],
        person=person,
        start=fact.start,
        end=fact.end,
        is_acting=fact.is_acting,
        basis=_acting_by(fact.start) if fact.is_acting else None,
        who=DEMO,
    )


def _acting_by(day: date) -> Basis:
    """Whoever acts does so by the chief executive's decision of the same day (made up)."""
    return record_basis(Decided(by="Kommunchefen", on=day, paragraph="", today=day), who=DEMO)
