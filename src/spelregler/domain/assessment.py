"""What a person has assessed about a rule that no recorded fact answers for, told as an answer (ADR 71).

An assessment is somebody's word, with a reason and evidence, and it holds until a day. It is never mixed with what is
computed: its answer says that it is assessed, when and by whom.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    InputValue,
    Judgement,
    Scope,
    ScopeKind,
    Status,
    earliest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import owner_called
from spelregler.domain.words import NOTHING, Bilingual, Words, joined

CHECKS = "assessed."
"""What the name of a check begins with whose answers are assessments; after it stands the kind of place."""

STATES = (Status.KEPT, Status.ATTENTION, Status.BREACH, Status.NOT_APPLICABLE)
"""What somebody may assess. That the product ensures something, or that nothing is known, is nobody's word."""

ASSESSED_FOR: dict[ScopeKind, Role] = {
    "municipality": Role.KC,
    "committee": Role.N,
    "department": Role.FC,
    "unit": Role.EC,
}
"""Who is awaited for a word about each kind of place. A committee's is its decision, which the secretary enters."""


OVERRULABLE = (*STATES, Status.ENSURED)
"""The computed answers that somebody may overrule. Where nothing is known there is nothing to overrule."""

OVERRULING_MONTHS = 6
"""The longest time that an overruling holds: by then the records or the rule are put right (ADR 74)."""

AWAITED = "evidence.awaited"
"""The check of a rule that there is no way to follow yet."""


def place_of(check: str) -> ScopeKind | None:
    """The kind of place that a check of assessments is about; None for a check that computes."""
    kind = check.removeprefix(CHECKS) if check.startswith(CHECKS) else ""
    return next((each for each in ASSESSED_FOR if each == kind), None)


@dataclass(frozen=True)
class EvidenceFact:
    """A piece of evidence: what it is called, and the last day that it counts; None until something else is known."""

    title: str
    fresh_until: date | None = None


class Freshness(StrEnum):
    """How a piece of evidence stands on a day."""

    FRESH = "fresh"
    STALE = "stale"
    EXPIRED = "expired"


STALE_DAYS, STALE_MONTHS = 30, 12


def freshness(*, dated_on: date, fresh_until: date | None, as_of: date) -> Freshness:
    """Expired after its last day; growing old in the 30 days before it, or after a year where it has none."""
    if fresh_until is not None:
        if fresh_until < as_of:
            return Freshness.EXPIRED
        return Freshness.STALE if fresh_until < as_of + timedelta(days=STALE_DAYS) else Freshness.FRESH
    return Freshness.STALE if add_months(dated_on, STALE_MONTHS) < as_of else Freshness.FRESH


@dataclass(frozen=True)
class AssessmentFact:
    """One assessment as it was recorded: the state, by whom, why, and the last day that it holds.

    `paragraph` is of the decision where a body assessed; `objected_on` are the days on which somebody has objected.
    """

    status: Status
    assessed_on: date
    holds_to: date
    reason: str
    role: str
    paragraph: str = ""
    evidence: tuple[EvidenceFact, ...] = ()
    objected_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class AssessedPlace:
    """A place and the newest assessment of it that nobody has withdrawn by the day; None where there is none.

    `missing` is what an assessment would rest on, in the package's words.
    """

    scope: Scope
    missing: Bilingual
    assessment: AssessmentFact | None = None


@dataclass(frozen=True)
class HoldsFor:
    """MR-8: what was assessed long ago says nothing about today."""

    holds_months: int = param(
        12, minimum=1, maximum=24, unit=Unit.MONTHS, title=Words("Longest time that an assessment holds")
    )


def last_day(*, assessed_on: date, holds_to: date, months: int) -> date:
    """The last day that an assessment holds: the one that was given, and no later than the package lets it."""
    return min(holds_to, add_months(assessed_on, months))


def judge_assessed(facts: Sequence[AssessedPlace], *, parameters: HoldsFor, as_of: date) -> list[Judgement]:
    """MR-8: what the one who is to assess has said, with the day, the reason and until when it holds.

    One judgement a place. Without an assessment nothing is known; one whose last day has passed, or whose evidence has,
    says nothing about today. An objection stands in the answer, and what was said to be kept is then to be watched.

    Nothing known without places. A fact is a place with its newest assessment.
    """
    if not facts:
        return [nothing_known(missing=Words("a place to assess"), expected_of=Role.KC)]
    return [_judged(fact, months=parameters.holds_months, as_of=as_of) for fact in facts]


def _judged(fact: AssessedPlace, *, months: int, as_of: date) -> Judgement:
    said, owner = fact.assessment, ASSESSED_FOR[fact.scope.kind]
    if said is None:
        return nothing_known(missing=fact.missing, expected_of=owner, scope=fact.scope)
    until = last_day(assessed_on=said.assessed_on, holds_to=said.holds_to, months=months)
    inputs: dict[str, InputValue] = {
        "assessed_on": said.assessed_on.isoformat(),
        "holds_to": until.isoformat(),
        "pieces_of_evidence": len(said.evidence),
        "objections": len(said.objected_on),
    }
    lapsed = _lapsed(said, until=until, as_of=as_of)
    if lapsed:
        since, words = lapsed
        return Judgement(fact.scope, Status.NOT_ASSESSED, words, inputs, since, owner)
    status, since = said.status, said.assessed_on
    if said.objected_on and status is Status.KEPT:
        status, since = Status.ATTENTION, min(said.objected_on)
    waits = status in (Status.ATTENTION, Status.BREACH)
    return Judgement(fact.scope, status, _reason(said, until=until), inputs, since, owner if waits else "")


def _lapsed(said: AssessmentFact, *, until: date, as_of: date) -> tuple[date, Bilingual] | None:
    """Since when it says nothing any more, and why; None while it holds."""
    if until < as_of:
        words = Words(
            "The assessment of {assessed_on} held until {until}. A new one is needed.",
            assessed_on=said.assessed_on,
            until=until,
        )
        return until + ONE_DAY, words
    old = earliest(each.fresh_until for each in said.evidence)
    if old is None or old >= as_of:
        return None
    title = next(each.title for each in said.evidence if each.fresh_until == old)
    words = Words(
        "The assessment of {assessed_on} rests on “{title}”, which held until {old}. A new one is needed.",
        assessed_on=said.assessed_on,
        title=title,
        old=old,
    )
    return old + ONE_DAY, words


def _reason(said: AssessmentFact, *, until: date) -> Bilingual:
    words = Words(
        "Assessed {assessed_on} by {role}, holds until {until}: {reason}",
        assessed_on=said.assessed_on,
        role=said_by(said.role, said.paragraph),
        until=until,
        reason=said.reason if said.reason.endswith((".", "!", "?")) else f"{said.reason}.",
    )
    return joined(words, _objections(said.objected_on))


def said_by(role: str, paragraph: str) -> Bilingual:
    """A body by its decision, anybody else by the role."""
    return Words("the committee (§ {paragraph})", paragraph=paragraph) if paragraph else owner_called(role)


def _objections(days: Sequence[date]) -> Bilingual:
    if not days:
        return NOTHING
    if len(days) == 1:
        return Words("An objection was made on {day}.", day=days[0])
    return Words("{count} objections have been made, the latest on {day}.", count=len(days), day=max(days))


_PAGE_HERE = re.compile(r"/(?!/)[^\s\\]*")
_LINK = re.compile(r"https://[^\s/?#@\\]+\.[^\s\\]+")


def is_address(typed: str) -> bool:
    """Whether it is a page of the product, or a whole link with https; no other kind of link is printed."""
    return bool(_PAGE_HERE.fullmatch(typed) or _LINK.fullmatch(typed))
