"""The doors: which rows the acting role sees. What may be seen stands in the package's role rules and nowhere else.

A page first fetches its rows and then passes them through a door; all rows are asked about at once. What is open to a
resident is open to all: nobody loses the public's insight by holding a post (ADR 0027).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.rights import actor_of, unit_matter
from spelregler.domain.findings import MUNICIPALITY
from spelregler.domain.roles import Actor, Resource, Role
from spelregler.domain.unit_place import UnitPlace
from spelregler.domain.words import Bilingual, Words
from spelregler.platform import access, memory
from spelregler.platform.findings import (
    ALL,
    Answer,
    Place,
    SomeUnits,
    Tally,
    Unseen,
    Wanted,
    answers,
    autonomy_rules,
    first_of,
    most_urgent,
    oldest,
    tallies,
    texts,
)

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


class SeenAnswers:
    """The answers of the checks that the acting role sees.

    How a unit stands on the grounds for stepping in (MR-46…51) is behind the door of its state. The units that are not
    seen are answered for by one answer per clause: the one that most needs eyes, and for how many units, never which.
    """

    def __init__(self, acting_role: ActingRole) -> None:
        self._acting_role, self._as_of = acting_role, acting_role.as_of
        self._grounds = frozenset(_grounds(acting_role))
        self._counted: dict[Hashable, list[Tally]] = {}

    @cached_property
    def _hidden(self) -> Unseen | None:
        units = units_seen(self._acting_role)
        return Unseen(clauses=self._grounds, units=units) if units else None

    def _unseen(self, clauses: Collection[str] | None) -> Unseen | None:
        """What is hidden of the clauses; which units are seen is asked only where a ground is among them."""
        return self._hidden if self._grounds and (clauses is None or self._grounds & set(clauses)) else None

    def tallies(self, wanted: Wanted = ALL) -> list[Tally]:
        """How many answers say what. What is gathered is about the municipality, and one answer.

        Two queries, and none for what has been counted already: a first page counts for its rules and for its card.
        """
        key = _alike(wanted)
        if key not in self._counted:
            found = tallies(self._seen(wanted), as_of=self._as_of)
            self._counted[key] = [*found, *self._gathered(wanted)]
        return self._counted[key]

    def answers(self, wanted: Wanted = ALL, *, start: int = 0, limit: int | None = None) -> list[Answer]:
        """The answers themselves, from a place and at most `limit`; what is gathered stands before all. Two queries."""
        found = answers(self._seen(wanted), as_of=self._as_of, start=start, limit=limit)
        found = self._named(found)
        return found if start else [*self.first_of(self._gathered(wanted)).values(), *found]

    def oldest(self, wanted: Wanted, *, limit: int) -> list[Answer]:
        """What most needs eyes and has for the longest; what is gathered is expected of nobody and is left out."""
        return self._named(oldest(self._seen(wanted), as_of=self._as_of, limit=limit))

    def first_of(self, found: Collection[Tally], wanted: Wanted = ALL) -> dict[Tally, Answer]:
        """The first answer of each tally of what was wanted; of what is gathered, the answer that stands for it.

        None where it has just become another. One query.
        """
        known = first_of(found, self._seen(wanted), as_of=self._as_of)
        words = texts(as_of=self._as_of) if any(each.gathers for each in found) else {}
        told = ((each, _together(each, words[each.clause]) if each.gathers else known.get(each)) for each in found)
        shown = {each: answer for each, answer in told if answer is not None}
        return dict(zip(shown, self._named(shown.values()), strict=True))

    def _named(self, found: Collection[Answer]) -> list[Answer]:
        """The answers under the names of their places in the reader's language, also in their reasons: what is stored
        has the Swedish ones.
        """
        if self._acting_role.language == "sv":
            return list(found)
        english = in_english(self._acting_role, [(each.scope_kind, each.scope) for each in found])
        return [
            replace(
                each,
                scope_name=english.get((each.scope_kind, each.scope), each.scope_name),
                reason_en=with_english_names(self._acting_role, each.reason_en),
            )
            for each in found
        ]

    def _seen(self, wanted: Wanted) -> Wanted:
        return replace(wanted, unseen=self._unseen(wanted.clauses))

    def parts(self, wanted: Wanted) -> tuple[Wanted, Wanted | None]:
        """What is seen of what is wanted, and what is hidden, which is told together as about the municipality."""
        unseen = self._unseen(wanted.clauses)
        if unseen is None or not _takes_municipality(wanted):
            return self._seen(wanted), None
        return self._seen(wanted), replace(wanted, places=[("unit", "")], unseen=unseen, only_unseen=True)

    def _gathered(self, wanted: Wanted) -> list[Tally]:
        _seen, hidden = self.parts(wanted)
        if hidden is None:
            return []
        by_clause: dict[str, list[Tally]] = {}
        for each in tallies(hidden, as_of=self._as_of):
            by_clause.setdefault(each.clause, []).append(each)
        return [
            replace(
                most_urgent(alike),
                scope_kind=MUNICIPALITY.kind,
                count=1,
                first=MUNICIPALITY.name,
                gathers=sum(each.count for each in alike),
            )
            for alike in by_clause.values()
        ]


def _alike(wanted: Wanted) -> Hashable:
    """The same for what wants the same, in whatever order."""
    narrowed = wanted.clauses, wanted.places, wanted.statuses, wanted.expected_of
    return *(None if each is None else frozenset(each) for each in narrowed), wanted.unseen, wanted.only_unseen


def in_english(acting_role: ActingRole, places: Collection[Place]) -> dict[Place, str]:
    """The English names of some places on an English page; none on a Swedish one.

    A query for each of the three kinds of place that has a name, however many places there are.
    """
    if acting_role.language == "sv" or not places:
        return {}
    found = organisation().in_english(set(places), as_of=acting_role.as_of)
    return {(MUNICIPALITY.kind, MUNICIPALITY.key): "The municipality", **found}


def with_english_names(acting_role: ActingRole, text: str) -> str:
    """A stored text as an English page says it: the municipality's English names of bodies and departments in it.

    Names of units stand in reasons as their room gives them. Two queries in a request, and none on a Swedish page.
    """
    if acting_role.language == "sv" or not text:
        return text
    names = memory.once(("names in english",), organisation().names_in_english)
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    return re.sub(rf"\b(?:{'|'.join(map(re.escape, longest_first))})\b", lambda found: names[found.group()], text)


def seen_answers(acting_role: ActingRole) -> SeenAnswers:
    """The answers that the acting role sees, with what decides it asked once in a request."""
    key = ("answers seen", acting_role.role_assignment.code, acting_role.as_of)
    return memory.once(key, lambda: SeenAnswers(acting_role))


def units_seen(acting_role: ActingRole) -> SomeUnits | None:
    """The units whose state the acting role sees; None where it sees every one.

    Units are alike before the rules but for whoever is tied to one (a package that names one is refused). So the rules
    are asked about each department, and about the own unit.
    """
    departments = organisation().departments(as_of=acting_role.as_of, unit=acting_role.unit)
    any_unit = [UnitPlace.alike(department=each.code, body=each.body) for each in departments]
    seen = UNIT_STATE.let_through(acting_role, any_unit)
    if len(seen) == len(departments):
        return None
    own = [
        UnitPlace.alike(code=acting_role.unit, department=each.code, body=each.body)
        for each in departments
        if each.has_unit
    ]
    return SomeUnits(
        departments=frozenset(each.department for each in seen),
        codes=frozenset(each.code for each in UNIT_STATE.let_through(acting_role, own)),
    )


def units_seen_about(acting_role: ActingRole, clause: str) -> SomeUnits | None:
    """The units that the acting role sees the clause's answers about; None where it sees them about every one."""
    return units_seen(acting_role) if is_of_unit_state(acting_role, clause) else None


def is_of_unit_state(acting_role: ActingRole, clause: str) -> bool:
    """Whether the clause's answers about units are behind the door of their state."""
    return clause in _grounds(acting_role)


def _grounds(acting_role: ActingRole) -> tuple[str, ...]:
    rules = autonomy_rules(as_of=acting_role.as_of)
    return rules.grounds if rules else ()


def _takes_municipality(wanted: Wanted) -> bool:
    return wanted.places is None or any(kind == MUNICIPALITY.kind for kind, _ in wanted.places)


def _together(gathered: Tally, text: Bilingual) -> Answer:
    words = Words(
        "Units: {count}. How each of them stands is kept between the unit and its management.", count=gathered.gathers
    )
    return Answer(
        clause=gathered.clause,
        text_sv=text.sv,
        text_en=text.en,
        scope_kind=MUNICIPALITY.kind,
        scope=MUNICIPALITY.key,
        scope_name=MUNICIPALITY.name,
        status=gathered.status,
        since=None,
        reason_sv=words.sv,
        reason_en=words.en,
        gathers=gathered.gathers,
    )
