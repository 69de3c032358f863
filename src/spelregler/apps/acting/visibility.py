"""The doors: which rows the acting role sees. What may be seen stands in the package's role rules and nowhere else.

A page first fetches its rows and then passes them through a door; all rows are asked about at once. What is open to a
resident is open to all: nobody loses the public's insight by holding a post (ADR 0027).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.rights import actor_of, unit_matter
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Words
from spelregler.platform import access
from spelregler.platform.findings import Answer, autonomy_rules, most_urgent

Row = TypeVar("Row")
PUBLIC = Actor(role=Role.CI, person="resident")
"""Anyone at all, as the role rules see it."""


Question: TypeAlias = tuple[str, Resource]
"""An action, and the matter that it is asked about."""


@dataclass(frozen=True)
class Door(Generic[Row]):
    """A list's door: what is asked about each row before it is shown (MR-24; domain section 2)."""

    asks: Callable[[Row], Question]

    def let_through(self, acting_role: ActingRole, rows: Iterable[Row]) -> list[Row]:
        """The rows that the acting role, or anyone at all, may see; in their order."""
        asked = list(rows)
        questions = [self.asks(row) for row in asked]
        seen = _ask(actor_of(acting_role), questions, acting_role)
        if not all(seen):
            missed = [question for question, own in zip(questions, seen, strict=True) if not own]
            public = iter(_ask(PUBLIC, missed, acting_role))
            seen = [own or next(public) for own in seen]
        return [row for row, is_seen in zip(asked, seen, strict=True) if is_seen]


def _ask(actor: Actor, questions: Sequence[Question], acting_role: ActingRole) -> list[bool]:
    return access.ask_many(actor=actor, questions=questions, today=acting_role.today)


def reading(row: str, matter: Resource) -> Question:
    """Seeing the row's matter: what is published is asked about as such, the rest as insight."""
    return f"{row}:{'read_published' if matter.published else 'read'}", matter


def _state(place: UnitPlace) -> Question:
    return "intervention_in_unit:read", unit_matter(place)


UNIT_STATE = Door(asks=_state)
"""A unit's state, its signals, and how it stands on the six grounds: for those who may act on them or be heard."""


def seen_answers(acting_role: ActingRole, found: Iterable[Answer]) -> list[Answer]:
    """The answers of the checks that the acting role sees, in their order. Two queries where any hides a unit.

    How a unit stands on the grounds for stepping in (MR-46…51) is behind the door of its state. The units that are not
    seen are answered for by one answer per clause: the one that most needs eyes, and for how many units, never which.
    """
    answers = list(found)
    hidden = _hidden(acting_role, answers)
    shown: list[Answer] = []
    told: set[str] = set()
    for each in answers:
        if not (each.scope_kind == "unit" and each.scope in hidden.get(each.clause, {})):
            shown.append(each)
        elif each.clause not in told:
            told.add(each.clause)
            shown.append(_together(list(hidden[each.clause].values())))
    return shown


def units_seen(acting_role: ActingRole, clause: str) -> frozenset[str] | None:
    """The units that the acting role sees the clause's answers about; None where the clause hides no unit."""
    if clause not in _grounds(acting_role):
        return None
    return frozenset(
        place.code for place in UNIT_STATE.let_through(acting_role, organisation().unit_places(as_of=acting_role.as_of))
    )


def _grounds(acting_role: ActingRole) -> tuple[str, ...]:
    rules = autonomy_rules(as_of=acting_role.as_of)
    return rules.grounds if rules else ()


def _hidden(acting_role: ActingRole, answers: Iterable[Answer]) -> dict[str, dict[str, Answer]]:
    """For each ground: the answers about units whose state the acting role does not see, by unit."""
    grounds = _grounds(acting_role)
    about = [each for each in answers if each.scope_kind == "unit" and each.clause in grounds]
    seen = units_seen(acting_role, about[0].clause) if about else None
    hidden: dict[str, dict[str, Answer]] = {}
    for each in about:
        if seen is not None and each.scope not in seen:
            hidden.setdefault(each.clause, {})[each.scope] = each
    return hidden


def _together(hidden: Sequence[Answer]) -> Answer:
    worst = most_urgent(hidden)
    words = Words(
        "Units: {count}. How each of them stands is kept between the unit and its management.", count=len(hidden)
    )
    return replace(
        worst,
        scope_kind=MUNICIPALITY.kind,
        scope=MUNICIPALITY.key,
        scope_name=MUNICIPALITY.name,
        since=None,
        reason_sv=words.sv,
        reason_en=words.en,
        expected_of="",
        inputs={},
        parameters={},
        gathers=len(hidden),
    )
