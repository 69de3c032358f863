"""Each unit's freedom on a date: signals, what was said and decided, limits, and the one picture of twelve clauses."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto

from spelregler.apps.autonomy.queries.interventions import LimitInForce, intervention_facts, limits_in_force
from spelregler.apps.autonomy.queries.signals import signal_facts
from spelregler.apps.organisation.queries.units import unit_places
from spelregler.domain.autonomy.picture import UnitPicture, unit_picture
from spelregler.domain.autonomy.states import UnitState as State
from spelregler.domain.findings import Status
from spelregler.domain.unit_place import UnitPlace
from spelregler.platform.findings import Answer, Wanted, answers, autonomy_rules, statuses


@dataclass(frozen=True)
class UnitState:
    """A unit on the field: where it belongs, its state, the limits in force, and the answers behind it."""

    place: UnitPlace
    picture: UnitPicture
    limits: tuple[LimitInForce, ...]
    answers: Mapping[str, Answer]

    @property
    def status(self) -> Status:
        """How the state is marked: dialogue asks for attention, a limit on freedom more so."""
        return {
            State.AUTONOMOUS: Status.KEPT,
            State.DIALOGUE: Status.ATTENTION,
            State.CLOSING: Status.ATTENTION,
            State.INTERVENTION_PROPOSED: Status.BREACH,
            State.INTERVENTION: Status.BREACH,
        }[self.picture.state]

    @property
    def conditions(self) -> tuple[str, ...]:
        """The clauses that the unit's freedom rests on."""
        return tuple(each.clause for each in self.picture.conditions)

    @property
    def grounds(self) -> tuple[str, ...]:
        """The clauses that department management may step in on."""
        return tuple(each.clause for each in self.picture.grounds)

    @property
    def unanswered(self) -> int:
        """Signals that department management has not taken a stand on."""
        return sum(ground.unanswered for ground in self.picture.grounds)


class Told(Enum):
    """What is told of the clauses that a unit's freedom rests on: the answers, how they stand and no more, or nothing.

    The state is the same whatever is told: it follows from what people decided.
    """

    ANSWERS = auto()
    STATUSES = auto()
    NOTHING = auto()


def unit_states(*, as_of: date, units: Collection[str] | None = None, told: Told = Told.ANSWERS) -> list[UnitState]:
    """Every unit, or some, with its picture of twelve clauses (MR-37…51); as many queries for five as for
    thousands.
    """
    signals, interventions = signal_facts(as_of=as_of, units=units), intervention_facts(as_of=as_of, units=units)
    limits = limits_in_force(as_of=as_of, units=units)
    rules = autonomy_rules(as_of=as_of)
    conditions, grounds = (rules.conditions, rules.grounds) if rules else ((), ())
    places = [("unit", "")] if units is None else [("unit", each) for each in units]
    found: dict[str, dict[str, Answer]] = {}
    stand: Mapping[tuple[str, str], str] = {}
    if told is Told.ANSWERS and places:
        for answer in answers(Wanted(clauses=(*conditions, *grounds), places=places), as_of=as_of):
            found.setdefault(answer.scope, {})[answer.clause] = answer
        stand = {(clause, unit): answer.status for unit, each in found.items() for clause, answer in each.items()}
    elif told is Told.STATUSES and places:
        stand = statuses(Wanted(clauses=conditions, places=places), as_of=as_of)
    return [
        UnitState(
            place=place,
            picture=unit_picture(
                conditions={
                    clause: Status(stand.get((clause, place.code), Status.NOT_ASSESSED)) for clause in conditions
                },
                grounds=grounds,
                signals=signals.get(place.code, []),
                interventions=interventions.get(place.code, []),
                as_of=as_of,
            ),
            limits=tuple(limits.get(place.code, ())),
            answers=found.get(place.code, {}),
        )
        for place in unit_places(as_of=as_of, codes=units)
    ]
