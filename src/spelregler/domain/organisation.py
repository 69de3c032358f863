"""Checks on the organisation: who leads, who is introduced, and that the two parties never mix.

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
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.period import ONE_DAY, Period


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

    notice_days: int = param(30, minimum=0, maximum=365, unit="dagar")


def judge_one_head_per_department(
    facts: Sequence[DepartmentHeads], *, parameters: OneHead, as_of: date
) -> list[Judgement]:
    """CP-6: exactly one head or acting head per department at all times, with a decided instruction."""
    if not facts:
        return [
            nothing_known(
                missing_sv="förvaltningar och deras chefer", missing_en="departments and heads", expected_of="KS"
            )
        ]
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
        sv = f"Förvaltningen saknar chef och tillförordnad chef sedan {since}."
        en = f"The department has had no head or acting head since {since}."
        return Judgement(fact.department, Status.BREACH, sv, en, inputs, since, "N")
    if len(heads) > 1:
        since = sorted(head.period.start for head in heads)[1]
        sv = f"Förvaltningen har {len(heads)} chefer samtidigt sedan {since}; den ska ha en."
        en = f"The department has had {len(heads)} heads at once since {since}; it is to have one."
        return Judgement(fact.department, Status.BREACH, sv, en, inputs, since, "N")
    end = heads[0].period.end
    if end and end <= as_of + timedelta(days=notice_days) and not _succeeded(fact.heads, day=end):
        sv, en = f"Chefen slutar {end} och ingen efterträdare är utsedd.", f"The head leaves on {end}; no successor."
        since = max(end - timedelta(days=notice_days), heads[0].period.start)
        return Judgement(fact.department, Status.ATTENTION, sv, en, inputs, since, "N")
    if fact.instruction_decided_on is None:
        sv = "Förvaltningen har en chef, men nämnden har inte beslutat någon instruktion för uppdraget."
        en = "The department has a head, but the committee has decided no instruction for the post."
        return Judgement(fact.department, Status.ATTENTION, sv, en, inputs, heads[0].period.start, "N")
    sv = f"Förvaltningen har en chef{' (tillförordnad)' if heads[0].acting else ''} sedan {heads[0].period.start}."
    en = f"The department has one head{' (acting)' if heads[0].acting else ''} since {heads[0].period.start}."
    settled = latest([heads[0].period.start, fact.instruction_decided_on])
    return Judgement(fact.department, Status.KEPT, sv, en, inputs, settled)


def _succeeded(heads: Sequence[HeadAppointment], *, day: date) -> bool:
    return any(head.period.contains(day) for head in heads)


@dataclass(frozen=True)
class MemberSeat:
    """A seat taken; `introduced_on` is when its holder got the ground rules in the introduction."""

    seated_on: date
    introduced_on: date | None = None


@dataclass(frozen=True)
class BodyMembers:
    """The members and substitutes of a political body on the date."""

    body: Scope
    members: tuple[MemberSeat, ...] = ()


@dataclass(frozen=True)
class MembersIntroduced:
    """MR-6: days from seat to introduction (P02)."""

    days: int = param(60, minimum=1, maximum=365, unit="dagar", number="P02")


def judge_members_introduced(
    facts: Sequence[BodyMembers], *, parameters: MembersIntroduced, as_of: date
) -> list[Judgement]:
    """MR-6: new elected members get the ground rules in their introduction. Answered per body, never per person."""
    if not facts:
        return [
            nothing_known(missing_sv="förtroendevalda i organen", missing_en="members of the bodies", expected_of="KFp")
        ]
    return [_introduced(fact, days=parameters.days, as_of=as_of) for fact in facts]


def _introduced(fact: BodyMembers, *, days: int, as_of: date) -> Judgement:
    if not fact.members:
        return nothing_known(
            scope=fact.body,
            missing_sv="ledamöter och ersättare",
            missing_en="members and substitutes",
            expected_of="KFp",
        )
    waiting = [m for m in fact.members if m.introduced_on is None or m.introduced_on > as_of]
    last_days = [member.seated_on + timedelta(days=days) for member in waiting]
    late = [day for day in last_days if day < as_of]
    inputs: dict[str, InputValue] = {
        "members": len(fact.members),
        "waiting": len(waiting),
        "late": len(late),
        "days": days,
    }
    if late:
        sv = f"{len(late)} av {len(fact.members)} har inte fått introduktion inom {days} dagar."
        en = f"{len(late)} of {len(fact.members)} have had no introduction within {days} days."
        return Judgement(fact.body, Status.BREACH, sv, en, inputs, min(late) + ONE_DAY, "KFp")
    if waiting:
        sv = f"{len(waiting)} av {len(fact.members)} väntar på introduktion; första slutdag är {min(last_days)}."
        en = f"{len(waiting)} of {len(fact.members)} await introduction; the first last day is {min(last_days)}."
        since = earliest(member.seated_on for member in waiting)
        return Judgement(fact.body, Status.ATTENTION, sv, en, inputs, since, "KFp")
    sv = f"Alla {len(fact.members)} ledamöter och ersättare har fått introduktion."
    en = f"All {len(fact.members)} members and substitutes have been introduced."
    return Judgement(fact.body, Status.KEPT, sv, en, inputs, latest(m.introduced_on for m in fact.members))
