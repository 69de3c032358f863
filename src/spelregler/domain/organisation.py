"""Checks on the organisation: who leads, and that the two parties never mix.

Reasons name departments and bodies and count seats; they never name a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    InputValue,
    Judgement,
    Scope,
    Status,
    latest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import Period
from spelregler.domain.words import Words


@dataclass(frozen=True)
class HeadAppointment:
    """Somebody's time as head, or acting head, of a department."""

    person: str
    period: Period
    acting: bool = False


@dataclass(frozen=True)
class DepartmentHeads:
    """A department that answers to a committee, and its heads over time. `since` is its own first day."""

    department: Scope
    since: date
    heads: tuple[HeadAppointment, ...] = ()
    instruction_decided_on: date | None = None


@dataclass(frozen=True)
class OneHead:
    """CP-6: how long before a head leaves that a successor should be appointed."""

    notice_days: int = param(
        30, minimum=0, maximum=365, unit=Unit.DAYS, title=Words("A successor is appointed before the head leaves by")
    )


def judge_one_head_per_department(
    facts: Sequence[DepartmentHeads], *, parameters: OneHead, as_of: date
) -> list[Judgement]:
    """CP-6: exactly one head or acting head per department at all times, with a decided instruction.

    One judgement per department; nothing known without departments. A fact is a department's heads over time; so many
    days before a head leaves, a successor is asked for.
    """
    if not facts:
        return [nothing_known(missing=Words("departments and heads"), expected_of="KS")]
    return [_one_head(fact, notice_days=parameters.notice_days, as_of=as_of) for fact in facts]


def _one_head(fact: DepartmentHeads, *, notice_days: int, as_of: date) -> Judgement:
    heads = [head for head in fact.heads if head.period.contains(as_of)]
    inputs: dict[str, InputValue] = {
        "heads": len(heads),
        "acting": sum(head.acting for head in heads),
        "instruction": fact.instruction_decided_on.isoformat() if fact.instruction_decided_on else None,
    }
    if not heads:
        since = latest(head.period.end for head in fact.heads if head.period.start <= as_of) or fact.since
        words = Words("The department has had no head or acting head since {since}.", since=since)
        return Judgement(fact.department, Status.BREACH, words, inputs, since, "N")
    if len(heads) > 1:
        since = sorted(head.period.start for head in heads)[1]
        words = Words(
            "The department has had {heads_count} heads at once since {since}; it is to have one.",
            heads_count=len(heads),
            since=since,
        )
        return Judgement(fact.department, Status.BREACH, words, inputs, since, "N")
    end = heads[0].period.end
    if end and end <= as_of + timedelta(days=notice_days) and not _succeeded(fact.heads, day=end):
        words = Words("The head leaves on {end}; no successor.", end=end)
        since = max(end - timedelta(days=notice_days), heads[0].period.start)
        return Judgement(fact.department, Status.ATTENTION, words, inputs, since, "N")
    if fact.instruction_decided_on is None:
        words = Words("The department has a head, but the committee has decided no instruction for the post.")
        return Judgement(fact.department, Status.ATTENTION, words, inputs, heads[0].period.start, "N")
    words = Words("The department has one head since {start}.", start=heads[0].period.start)
    if heads[0].acting:
        words = Words("The department has one head (acting) since {start}.", start=heads[0].period.start)
    settled = latest([heads[0].period.start, fact.instruction_decided_on])
    return Judgement(fact.department, Status.KEPT, words, inputs, settled)


def _succeeded(heads: Sequence[HeadAppointment], *, day: date) -> bool:
    return any(head.period.contains(day) for head in heads)
