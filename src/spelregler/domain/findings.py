"""Findings: what a judge answers about one scope on one date.

The rule of the house (domain 1.3): missing evidence is `not_assessed` and is reported as loudly as a
breach. A judgement always shows its inputs, says since when it holds and who is expected to act.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, TypeAlias

from spelregler.domain.words import Bilingual, Words

ScopeKind: TypeAlias = Literal["municipality", "committee", "department", "unit", "document"]
InputValue: TypeAlias = str | int | None


class Status(StrEnum):
    """The six answers a check can give; they are never summed into a score.

    `ensured` is no measured green: the product lets nothing else be recorded, and what happens beside it is not seen
    (ADR 37).
    """

    KEPT = "kept"
    ATTENTION = "attention"
    BREACH = "breach"
    NOT_ASSESSED = "not_assessed"
    NOT_APPLICABLE = "not_applicable"
    ENSURED = "ensured"


@dataclass(frozen=True, order=True)
class Scope:
    """What is judged. There is no kind for a person: no score per person, ever."""

    kind: ScopeKind
    key: str
    name: str


MUNICIPALITY = Scope(kind="municipality", key="municipality", name="Kommunen")


@dataclass(frozen=True)
class Evidence:
    """The newest report that an answer rests on: its day, and the role that brings the next one."""

    reported_on: date
    brought_by: str


@dataclass(frozen=True)
class Duty:
    """The time that an answer was judged by: a last day, and when it was done.

    `runs_from` is the fact that a running time counts from; None for a day that the rule itself names.
    """

    last_day: date
    runs_from: date | None = None
    done_on: date | None = None


@dataclass(frozen=True)
class Judgement:
    """One answer about one scope: status, reason in both languages, inputs, since when, and who acts.

    `inputs` holds only what JSON holds (text, whole numbers, nothing); a Decimal is written as text.
    `since` comes from the facts, never from the day somebody asked.
    `expected_of` is a role code (domain 2), empty when nobody needs to act.
    `evidence` is given where the answer rests on a report that grows old; what holds until further notice has none, nor
    has an answer that only waits for somebody's act. `duty` is given where a time decided (domain.counting). `last_day`
    is the day by which what is asked for is, or was, to be done, where the rule has one and no duty says it.
    """

    scope: Scope
    status: Status
    reason: Bilingual
    inputs: dict[str, InputValue] = field(default_factory=dict)
    since: date | None = None
    expected_of: str = ""
    evidence: Evidence | None = None
    duty: Duty | None = None
    last_day: date | None = None

    @property
    def asked_by(self) -> date | None:
        """The last day for what waits; None where the rule has no clock, or what had one is done."""
        if self.duty is None:
            return self.last_day
        return self.duty.last_day if self.duty.done_on is None else None


def nothing_known(*, missing: Bilingual, expected_of: str = "", scope: Scope = MUNICIPALITY) -> Judgement:
    """No evidence is never a green light: the answer is `not_assessed` and names what is missing."""
    return Judgement(
        scope=scope,
        status=Status.NOT_ASSESSED,
        reason=Words("Cannot be assessed. What is missing: {missing}.", missing=missing),
        expected_of=expected_of,
    )


def earliest(days: Iterable[date | None]) -> date | None:
    """The first known day: a fault holds from its oldest cause."""
    return min((day for day in days if day is not None), default=None)


def latest(days: Iterable[date | None]) -> date | None:
    """The last known day: a rule is kept from the fact that completed it."""
    return max((day for day in days if day is not None), default=None)


def start_of_run(*, days: Iterable[date], holds: Callable[[date], bool]) -> date | None:
    """The first day of the unbroken run, up to the last given day, in which the answer was the same."""
    start: date | None = None
    for day in sorted(set(days), reverse=True):
        if not holds(day):
            break
        start = day
    return start
