"""How a municipality begins: the day it counts from, and what is in and what is missing (ADR 30, 31).

Where the beginning stands is computed from facts each time. Nothing remembers that a step was "done".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.period import add_months

CODE = re.compile(r"\d{4}")
LATEST_MONTHS = 12
ENOUGH_ADMINISTRATORS = 2
"""With one alone, nobody lets them in again the day they cannot sign in."""


def is_municipality_code(text: str) -> bool:
    """Four figures, as Statistics Sweden numbers the municipalities: 0481."""
    return CODE.fullmatch(text) is not None


def latest_start_day(today: date) -> date:
    """A start day lies at most a year ahead: until then no duty would be judged at all."""
    return add_months(today, LATEST_MONTHS)


class Step(StrEnum):
    """What a municipality goes through, in the order in which people take it up."""

    MUNICIPALITY = "municipality"
    ADMINISTRATORS = "administrators"
    PACKAGE = "package"
    ORGANISATION = "organisation"
    PEOPLE = "people"
    YEAR = "year"


class State(StrEnum):
    """Nothing in, something in, or nothing missing."""

    EMPTY = "empty"
    BEGUN = "begun"
    DONE = "done"


@dataclass(frozen=True)
class Share:
    """How many have it, of how many that should."""

    have: int = 0
    of: int = 0

    @property
    def lacking(self) -> int:
        """How many have it not; where there is nobody yet to have it, one."""
        return max(self.of - self.have, 0) if self.of else 1


@dataclass(frozen=True)
class Facts:
    """What is in on the day, counted. Each figure is a fact that some page or file brought in.

    A seat, department or unit counts as led once it has had a holder: a later vacancy is the organisation's own
    matter and opens no beginning anew. `year` is the one that the beginning asks for: the start day's.
    """

    year: int
    municipality: bool = False
    start_day: date | None = None
    administrators: int = 0
    package: str = ""
    council: bool = False
    board: bool = False
    committees: int = 0
    seats: Share = Share()
    departments: Share = Share()
    units: Share = Share()
    people: Share = Share()
    roles_without: tuple[str, ...] = ()
    terms: Share = Share()
    vision: bool = False
    goals: Share = Share()
    budget: bool = False
    committee_frames: Share = Share()
    unit_frames: Share = Share()


@dataclass(frozen=True)
class Standing:
    """Where one step stands, and what is missing: a key for the words, and how many."""

    step: Step
    state: State
    missing: tuple[tuple[str, int], ...]


def standings(facts: Facts) -> list[Standing]:
    """Every step with what is missing in it."""
    found = []
    for step in Step:
        missing = tuple((key, int(count)) for key, count in _wanted(facts, step) if count)
        state = State.DONE if not missing else State.BEGUN if _is_begun(facts, step) else State.EMPTY
        found.append(Standing(step, state, missing))
    return found


def is_complete(facts: Facts) -> bool:
    """Nothing is missing any more: the checklist has done its work."""
    return all(each.state == State.DONE for each in standings(facts))


def _is_begun(facts: Facts, step: Step) -> bool:
    match step:
        case Step.MUNICIPALITY:
            return facts.municipality
        case Step.ADMINISTRATORS:
            return facts.administrators > 0
        case Step.PACKAGE:
            return bool(facts.package)
        case Step.ORGANISATION:
            return facts.council or facts.board or bool(facts.committees or facts.departments.of)
        case Step.PEOPLE:
            return facts.people.have > 0
        case Step.YEAR:
            shares = (facts.terms, facts.goals, facts.committee_frames, facts.unit_frames)
            return facts.vision or facts.budget or any(each.have for each in shares)


def _wanted(facts: Facts, step: Step) -> list[tuple[str, int]]:
    """What a step asks for: a key for the words, and how many of it are missing."""
    match step:
        case Step.MUNICIPALITY:
            return [("municipality", not facts.municipality), ("start_day", facts.start_day is None)]
        case Step.ADMINISTRATORS:
            missing = max(ENOUGH_ADMINISTRATORS - facts.administrators, 0)
            return [("administrator" if missing == ENOUGH_ADMINISTRATORS else "second_administrator", missing)]
        case Step.PACKAGE:
            return [("adoption", not facts.package)]
        case Step.ORGANISATION:
            return [
                ("council", not facts.council),
                ("board", not facts.board),
                ("seats", facts.seats.lacking),
                ("departments" if not facts.departments.of else "heads", facts.departments.lacking),
                ("units" if not facts.units.of else "managers", facts.units.lacking),
            ]
        case Step.PEOPLE:
            return [("people", not facts.people.of), ("roles", len(facts.roles_without))]
        case Step.YEAR:
            return [
                ("terms", facts.terms.lacking),
                ("vision", not facts.vision),
                ("budget", not facts.budget),
                ("committee_frames", facts.committee_frames.lacking),
                ("unit_frames", facts.unit_frames.lacking),
                ("goals", facts.goals.lacking),
            ]
