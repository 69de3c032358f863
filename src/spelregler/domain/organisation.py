"""Checks on the organisation: who leads, and that the two parties never mix.

Reasons name departments and bodies and count seats; they never name a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.findings import (
    MUNICIPALITY,
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import Period
from spelregler.domain.roles import Role
from spelregler.domain.wording import named
from spelregler.domain.words import Bilingual, Pair, Words


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


@dataclass(frozen=True)
class CoveredDepartment:
    """A department, its first day, whether it has a head's post, and whether somebody holds it on the day."""

    department: Scope
    since: date
    has_post: bool
    is_held: bool
    name_en: str = ""


def judge_heads_covered(facts: Sequence[CoveredDepartment], **_: object) -> list[Judgement]:
    """CP-4: the manager policy is for the department heads, so each department has such a post, and somebody holds it.

    One judgement, about the municipality, that names departments and never a person. A department without the post is
    a breach: nobody there is bound by the policy. A post that nobody holds, not even acting, is to be watched.

    Nothing known without departments. A fact is a department on the day.
    """
    if not facts:
        return [nothing_known(missing=Words("departments"), expected_of=Role.HR)]
    without = [each for each in facts if not each.has_post]
    vacant = [each for each in facts if each.has_post and not each.is_held]
    inputs: dict[str, InputValue] = {
        "departments": len(facts),
        "departments_without_post": len(without),
        "posts_vacant": len(vacant),
    }
    if without:
        words = Words("No department head's post in {departments}.", departments=_departments(without))
        since = earliest(each.since for each in without)
        return [Judgement(MUNICIPALITY, Status.BREACH, words, inputs, since, Role.HR)]
    if vacant:
        words = Words(
            "Every department has a head's post, but nobody holds it in {departments}.",
            departments=_departments(vacant),
        )
        return [Judgement(MUNICIPALITY, Status.ATTENTION, words, inputs, None, Role.HR)]
    words = Words("Each of the {count} departments has a head's post that somebody holds.", count=len(facts))
    return [Judgement(MUNICIPALITY, Status.KEPT, words, inputs, latest(each.since for each in facts))]


def _departments(found: Sequence[CoveredDepartment]) -> Bilingual:
    return named(Pair(each.department.name, each.name_en) for each in found)
