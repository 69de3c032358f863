"""How much of each unit's freedom the acting role sees: its state, or that an intervention is in force, or neither."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import unit_matter
from spelregler.apps.acting.visibility import UNIT_STATE, Door, Question, reading, units_seen
from spelregler.apps.autonomy.queries.interventions import LimitInForce
from spelregler.apps.autonomy.queries.signals import units_with_a_story
from spelregler.apps.autonomy.queries.unit_states import Told, UnitState, unit_states
from spelregler.apps.organisation.queries.unit_counts import DepartmentOnField, units_by_department
from spelregler.domain.autonomy.picture import ConditionView
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform import memory
from spelregler.platform.findings import Answer, SomeUnits


def _in_force(place: UnitPlace) -> Question:
    return reading("intervention_in_unit", unit_matter(place, published=True))


def _summary(place: UnitPlace) -> Question:
    return "intervention_record:read_summary", unit_matter(place)


LIMIT = Door(asks=_in_force)
"""That an intervention is in force, and until when: an intervention is published once it has begun, no sooner."""
SUMMARY = Door(asks=_summary)
"""Also why, and what it limits: for the committee that the department answers to."""


@dataclass(frozen=True)
class SeenUnit:
    """A unit as the acting role sees it.

    The conditions are results and open to all. `state` is None where it stays between the unit and its management;
    `limits` are those the role is told of, and `tells_why` whether it is told what they rest on.
    """

    place: UnitPlace
    conditions: tuple[ConditionView, ...]
    answers: Mapping[str, Answer]
    state: UnitState | None
    limits: tuple[LimitInForce, ...]
    tells_why: bool


def seen_units(acting_role: ActingRole, states: Iterable[UnitState]) -> list[SeenUnit]:
    """Every unit, each with what the acting role sees of it (MR-24, MR-46; domain section 2)."""
    units = list(states)
    limited = [unit.place for unit in units if unit.limits]
    full = _codes(UNIT_STATE.let_through(acting_role, [unit.place for unit in units]))
    told, why = _codes(LIMIT.let_through(acting_role, limited)), _codes(SUMMARY.let_through(acting_role, limited))
    return [
        SeenUnit(
            place=unit.place,
            conditions=unit.picture.conditions,
            answers={
                clause: answer
                for clause, answer in unit.answers.items()
                if unit.place.code in full or clause in unit.conditions
            },
            state=unit if unit.place.code in full else None,
            limits=unit.limits if unit.place.code in full | told | why else (),
            tells_why=unit.place.code in full | why,
        )
        for unit in units
    ]


@dataclass(frozen=True)
class FieldTally:
    """Units of one department, or of several: how many there are, and how those stand whose state the role sees.

    `told` are units of which it is told only that an intervention is in force.
    """

    units: int = 0
    seen: int = 0
    states: Counter[State] = field(default_factory=Counter)
    told: int = 0
    unanswered: int = 0

    def __add__(self, other: FieldTally) -> FieldTally:
        return FieldTally(
            self.units + other.units,
            self.seen + other.seen,
            self.states + other.states,
            self.told + other.told,
            self.unanswered + other.unanswered,
        )


def units_in_a_story(acting_role: ActingRole) -> list[SeenUnit]:
    """The few units about which something is going on, each with what the role sees of it: those whose state it sees,
    and those of which it is told that a limit is in force. Asked once in a request.
    """

    def load() -> list[SeenUnit]:
        day = acting_role.as_of
        units = units_with_a_story(as_of=day, seen=units_seen(acting_role))
        return seen_units(acting_role, unit_states(as_of=day, units=units, told=Told.NOTHING))

    return memory.once(("units in a story", acting_role.role_assignment.code, acting_role.as_of), load)


def seen_field(acting_role: ActingRole) -> dict[DepartmentOnField, FieldTally]:
    """How the units of each department stand, as far as the role sees it, by the department's name.

    Counted in the database but for the few units about which something is going on.
    """
    as_of = acting_role.as_of
    shown = units_seen(acting_role)
    stories = units_in_a_story(acting_role)
    of_department: dict[str, list[SeenUnit]] = {}
    for each in stories:
        of_department.setdefault(each.place.department, []).append(each)
    return {
        department: _tally(department, of_department.get(department.code, []), shown)
        for department in units_by_department(as_of=as_of, some=shown.codes if shown else ())
    }


def _tally(department: DepartmentOnField, stories: Iterable[SeenUnit], shown: SomeUnits | None) -> FieldTally:
    states = [each.state for each in stories if each.state]
    is_seen = shown is None or department.code in shown.departments
    seen = department.units if is_seen else department.some
    busy = Counter(each.picture.state for each in states if each.picture.state is not State.AUTONOMOUS)
    return FieldTally(
        units=department.units,
        seen=seen,
        states=busy + Counter({State.AUTONOMOUS: seen - busy.total()}),
        told=sum(bool(each.limits) for each in stories if each.state is None),
        unanswered=sum(each.unanswered for each in states),
    )


def _codes(places: Iterable[UnitPlace]) -> set[str]:
    return {place.code for place in places}
