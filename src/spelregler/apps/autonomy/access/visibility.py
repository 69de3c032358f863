"""How much of each unit's freedom the acting role sees: its state, or that an intervention is in force, or neither."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import unit_matter
from spelregler.apps.acting.visibility import UNIT_STATE, Door, Question, reading
from spelregler.apps.autonomy.queries.interventions import LimitInForce
from spelregler.apps.autonomy.queries.unit_states import UnitState
from spelregler.domain.autonomy.picture import ConditionView
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import Answer


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


def _codes(places: Iterable[UnitPlace]) -> set[str]:
    return {place.code for place in places}
