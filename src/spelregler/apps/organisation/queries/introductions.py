"""Who is new and has learnt the rules of the game, on a day: for the checks, and for the pages of who waits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from spelregler.apps.organisation.models import Body, Employment, Membership, Term, Training, Unit
from spelregler.apps.organisation.queries.bodies import municipality
from spelregler.domain.checks import read_parameters, registry
from spelregler.domain.findings import Scope
from spelregler.domain.introductions import BodyMembers, MemberSeat, MembersIntroduced, TimeInSeat, introduction_of
from spelregler.domain.new_employees import NewEmployee, UnitEmployees, employee_last_day
from spelregler.domain.term_training import BodyTraining
from spelregler.platform import findings, memory

MEMBERS, EMPLOYEES = "organisation.members_introduced", "organisation.employees_introduced"
TRAINED = "organisation.term_trained"
STEERING = (Body.Kind.EXECUTIVE_BOARD, Body.Kind.COMMITTEE)
"""The bodies that are trained when a term begins (MR-7)."""


def bodies_with_members(*, as_of: date) -> list[BodyMembers]:
    """Every political body on the day with its members, and every earlier seat of theirs in any of them (MR-6).

    The number of queries does not grow with bodies or members.
    """
    seated = defaultdict(list)
    for body, member in _seats(as_of):
        seated[body].append(member)
    versions, start_day = findings.versions_of(MEMBERS, as_of=as_of), _start_day()
    political = Body.objects.on(as_of).exclude(kind=Body.Kind.AUDITORS).order_by("name")
    return [
        BodyMembers(Scope("committee", each.code, each.name), tuple(seated[each.pk]), versions, start_day)
        for each in political
    ]


def _start_day() -> date | None:
    place = municipality()
    return place.start_day if place else None


def _seats(as_of: date) -> list[tuple[int, MemberSeat]]:
    """The seats held on the day, by body; one query."""
    return [(row.seat.body_id, member) for row, member in _held(as_of)]


def _held(as_of: date, *, body: str = "") -> list[tuple[Membership, MemberSeat]]:
    political = Membership.objects.exclude(seat__body__kind=Body.Kind.AUDITORS)
    now = list(political.on(as_of).select_related("seat__body", "person"))
    if body:
        now = [each for each in now if each.seat.body.code == body]
    begun = political.filter(start__lte=as_of, person__in={each.person_id for each in now})
    times = defaultdict(list)
    for person, start, end, introduced_on in begun.values_list("person", "start", "end", "introduced_on"):
        times[person].append(TimeInSeat(start, end, introduced_on))
    return [
        (row, MemberSeat(row.start, row.introduced_on, tuple(t for t in times[row.person_id] if t.start < row.start)))
        for row in now
    ]


class SeatedPerson(NamedTuple):
    """Somebody in a seat of a body, by the keys, since when, and when they were introduced."""

    body: int
    person: int
    since: date
    introduced_on: date | None


def seated_people(*, as_of: date) -> list[SeatedPerson]:
    """Everybody in a seat of a political body on the day. Two queries."""
    return [SeatedPerson(row.seat.body_id, row.person_id, row.start, row.introduced_on) for row, _seat in _held(as_of)]


def steering_bodies(*, as_of: date) -> list[tuple[Body, Term | None]]:
    """Every committee and the executive board on the day, by name, with the term that runs. Two queries."""
    terms = {each.body_id: each for each in Term.objects.on(as_of)}
    return [(each, terms.get(each.pk)) for each in Body.objects.on(as_of).filter(kind__in=STEERING).order_by("name")]


@dataclass(frozen=True)
class WaitingMember:
    """Somebody in a seat who is to be introduced, and by when."""

    membership: Membership
    last_day: date


def members_waiting(*, as_of: date, body: str = "") -> list[WaitingMember]:
    """Who waits for an introduction on the day, the first last day first; by the rules in force (MR-6, P02)."""
    return memory.once_while_reading(("members waiting", as_of, body), lambda: _members_waiting(as_of=as_of, body=body))


def _members_waiting(*, as_of: date, body: str) -> list[WaitingMember]:
    versions, start_day = findings.versions_of(MEMBERS, as_of=as_of), _start_day()
    rules: MembersIntroduced = _rules(MEMBERS, as_of)
    owed = [
        (row, introduction_of(member, versions=versions, start_day=start_day, parameters=rules, as_of=as_of))
        for row, member in _held(as_of, body=body)
    ]
    found = [WaitingMember(row, each.last_day) for row, each in owed if each is not None and each.held_on is None]
    return sorted(found, key=lambda each: (each.last_day, each.membership.person.name))


def _rules(check: str, as_of: date) -> Any:
    """What the package in force gives the check, in the check's own type."""
    return read_parameters(registry.get(check), findings.parameters_of(check, as_of=as_of))


# Employees ------------------------------------------------------------------------------------------------------------


def units_with_employees(*, as_of: date, units: Collection[str] | None = None) -> list[UnitEmployees]:
    """Every unit on the day, or some by their codes, by name, with its employees, each by their unbroken time employed
    here (MR-5). Six queries.
    """
    versions, start_day = findings.versions_of(EMPLOYEES, as_of=as_of), _start_day()
    employed = defaultdict(list)
    for row, new in _employed(as_of, units=units):
        employed[row.unit_id].append(new)
    there = Unit.objects.on(as_of) if units is None else Unit.objects.on(as_of).filter(code__in=units)
    return [
        UnitEmployees(Scope("unit", code, name), tuple(employed[pk]), versions, start_day)
        for pk, code, name in there.order_by("name").values_list("pk", "code", "name")
    ]


class EmployedPerson(NamedTuple):
    """Somebody employed in a unit, by the keys, since when without a break, and when they were introduced."""

    unit: str
    person: int
    since: date
    introduced_on: date | None


def employed_people(*, as_of: date, units: Collection[str] | None = None) -> list[EmployedPerson]:
    """Everybody employed on the day, in every unit or some by their codes, by their unbroken time. Three queries."""
    found = _employed(as_of, units=units)
    codes = dict(Unit.objects.filter(pk__in={row.unit_id for row, _new in found}).values_list("pk", "code"))
    return [EmployedPerson(codes[row.unit_id], row.person_id, new.employed_on, new.introduced_on) for row, new in found]


def _employed(as_of: date, *, units: Collection[str] | None = None) -> list[tuple[Employment, NewEmployee]]:
    """The employments on the day. Whoever moved from another unit, without a day between, is not new."""
    now = Employment.objects.on(as_of)
    rows = list(now if units is None else now.filter(unit__code__in=units))
    begun = Employment.objects.filter(start__lte=as_of)
    begun = begun if units is None else begun.filter(person__in={each.person_id for each in rows})
    times = defaultdict(list)
    for person, start, end, introduced_on in begun.order_by("-start").values_list(
        "person", "start", "end", "introduced_on"
    ):
        times[person].append(TimeInSeat(start, end, introduced_on))
    return [(row, _unbroken(row, times[row.person_id])) for row in rows]


def _unbroken(row: Employment, times: list[TimeInSeat]) -> NewEmployee:
    """The first day of the run of employments that reaches this one, and the first introduction in it."""
    first, introduced = row.start, [row.introduced_on]
    for time in times:
        if time.start <= first and (time.end is None or time.end >= first):
            first = time.start
            introduced.append(time.introduced_on)
    return NewEmployee(first, min((day for day in introduced if day is not None), default=None))


def employees_waiting(*, as_of: date, unit: str) -> dict[int, date]:
    """The employments in the unit whose holders wait for an introduction, by key, with the last day of each (MR-5)."""
    versions, start_day = findings.versions_of(EMPLOYEES, as_of=as_of), _start_day()
    rules = _rules(EMPLOYEES, as_of)
    waiting = {}
    for row, new in _employed(as_of, units=[unit]):
        last_day = employee_last_day(new, versions=versions, start_day=start_day, parameters=rules)
        if last_day is not None and (new.introduced_on is None or new.introduced_on > as_of):
            waiting[row.pk] = last_day
    return waiting


# The beginning of a term ----------------------------------------------------------------------------------------------


def bodies_with_trainings(*, as_of: date) -> list[BodyTraining]:
    """Every committee and the executive board with the term that runs on the day and its trainings (MR-7). Four
    queries.
    """
    held = defaultdict(list)
    for key, day in Training.objects.values_list("term", "held_on"):
        held[key].append(day)
    start_day = _start_day()
    found = []
    for each, term in steering_bodies(as_of=as_of):
        scope = Scope("committee", each.code, each.name)
        days = tuple(held[term.pk]) if term else ()
        found.append(BodyTraining(scope, term.start if term else None, days, start_day))
    return found
