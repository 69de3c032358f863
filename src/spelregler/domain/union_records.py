"""Whether whoever spoke for the employer with a union had the employer's matters delegated that day (CP-32).

The kinds are those of the Co-determination Act (MBL), or of a local cooperation agreement in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.words import Words

RECORDS = "delegation.union_records"
"""The name of the check."""
LOOKED_BACK = 365
"""Days back from the day of the answer: what is older is history."""


class Kind(StrEnum):
    """What was held with the union."""

    INFORMATION = "information"
    NEGOTIATION = "negotiation"
    CENTRAL = "central"
    PROCUREMENT = "procurement"
    COOPERATION = "cooperation"


KINDS: Mapping[str, Words] = {
    Kind.INFORMATION: Words("information, MBL 19 §"),
    Kind.NEGOTIATION: Words("negotiation, MBL 11 §"),
    Kind.CENTRAL: Words("central negotiation, MBL 14 §"),
    Kind.PROCUREMENT: Words("negotiation, MBL 38 §"),
    Kind.COOPERATION: Words("cooperation by a local agreement"),
}
"""Each kind in words."""


@dataclass(frozen=True)
class RecordFact:
    """A record: the day, and whether the employer's party had the employer's matters delegated that day."""

    held_on: date
    is_delegated: bool


@dataclass(frozen=True)
class RecordsOfPlace:
    """A department, or the whole municipality, with the records of the last year."""

    place: Scope
    records: tuple[RecordFact, ...] = ()

    @property
    def expected_of(self) -> str:
        """Who acts: the department head, or the chief executive on what is the whole municipality's."""
        return "KC" if self.place.kind == "municipality" else "FC"


def judge_union_records(facts: Sequence[RecordsOfPlace], **_: object) -> list[Judgement]:
    """CP-32: records of the last 365 days whose employer party had the employer's matters delegated that day / all of
    them = 100 %.

    One judgement per department, and one for records of the whole municipality where there are any. One without is a
    breach, since that day. Nothing known without departments, and of one without a record in that time. A fact is a
    place with its records.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of="HR")]
    return [_judged(fact) for fact in facts]


def _judged(fact: RecordsOfPlace) -> Judgement:
    if not fact.records:
        missing = Words("records of information and negotiation with unions in the last year")
        return nothing_known(scope=fact.place, missing=missing, expected_of=fact.expected_of)
    lacking = [each for each in fact.records if not each.is_delegated]
    count = len(fact.records)
    inputs: dict[str, InputValue] = {"union_records": count, "records_without_delegation": len(lacking)}
    if lacking:
        words = Words(
            "In {lacking} of {count} records the employer's party had no delegation that day.",
            lacking=len(lacking),
            count=count,
        )
        since = earliest(each.held_on for each in lacking)
        return Judgement(fact.place, Status.BREACH, words, inputs, since, fact.expected_of)
    words = Words("In all {count} records the employer's party had the delegation that day.", count=count)
    return Judgement(fact.place, Status.KEPT, words, inputs, latest(each.held_on for each in fact.records))
