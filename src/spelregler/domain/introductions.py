"""Whoever is new learns the rules of the game: when it is asked for, and whether new members have had it (MR-6).

Answers count people and name the body or the unit, never a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.counting import last_day_counted
from spelregler.domain.findings import InputValue, Judgement, Scope, Status, earliest, latest, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY
from spelregler.domain.suppression import FEWEST_CASES
from spelregler.domain.words import Words


@dataclass(frozen=True)
class TimeInSeat:
    """Somebody's time in a political seat, and when the rules of the game were part of an introduction to it."""

    start: date
    end: date | None = None
    introduced_on: date | None = None


@dataclass(frozen=True)
class MemberSeat:
    """A seat taken; `earlier` are the same person's times in political seats, of any body, that began before."""

    seated_on: date
    introduced_on: date | None = None
    earlier: tuple[TimeInSeat, ...] = ()


@dataclass(frozen=True)
class BodyMembers:
    """The members and substitutes of a political body on the date.

    `versions` are the days from which each version of the governing document held; `start_day` is the municipality's.
    """

    body: Scope
    members: tuple[MemberSeat, ...] = ()
    versions: tuple[date, ...] = ()
    start_day: date | None = None


@dataclass(frozen=True)
class MembersIntroduced:
    """MR-6: days from seat to introduction (P02), and whether whoever is elected again is introduced again."""

    days: int = param(60, minimum=1, maximum=365, unit=Unit.DAYS, number="P02", title=Words("Time to be introduced"))
    reelected: bool = param(default=False, unit=Unit.YES_OR_NO, title=Words("Who is elected again is introduced again"))


@dataclass(frozen=True)
class Owed:
    """An introduction that somebody is to have: since when they are new, the last day for it, and when it was held."""

    new_since: date
    last_day: date
    held_on: date | None


def introduction_of(
    member: MemberSeat,
    *,
    versions: Sequence[date],
    start_day: date | None,
    parameters: MembersIntroduced,
    as_of: date,
) -> Owed | None:
    """MR-6: the introduction of somebody who is new: who never held a seat, or not since the document's last version.

    Whoever goes on in a seat, is elected again or takes another seat is not new; what they were once to have they still
    are. A package may ask that the elected are introduced for every seat. Nobody owes what the document did not ask
    yet. Whoever still waits on the municipality's start day has the whole time from it.
    """
    times = sorted((*member.earlier, TimeInSeat(member.seated_on, None, member.introduced_on)), key=_first_day)
    first = member.seated_on if parameters.reelected else _new_since(times, versions)
    introduced = (each.introduced_on for each in times if each.start >= first)
    held = earliest(day for day in introduced if day is not None and day <= as_of)
    last_day = last_day_owed(first, days=parameters.days, versions=versions, start_day=start_day)
    if last_day is None:
        return Owed(new_since=first, last_day=first, held_on=held) if held else None
    return Owed(new_since=first, last_day=last_day, held_on=held)


def last_day_owed(first: date, *, days: int, versions: Sequence[date], start_day: date | None) -> date | None:
    """The last day for an introduction that is owed from `first`; None where none is to be asked for."""
    if versions and first < min(versions):
        return None
    return last_day_counted(first + timedelta(days=days), runs_from=first, counts_from=start_day)


def _first_day(time: TimeInSeat) -> date:
    return time.start


def _new_since(times: Sequence[TimeInSeat], versions: Sequence[date]) -> date:
    """The last day on which the person took a seat as new. The first of all seats is always one."""
    return max(time.start for time in times if _is_new(time, times, versions))


def _is_new(time: TimeInSeat, times: Sequence[TimeInSeat], versions: Sequence[date]) -> bool:
    version = latest(day for day in versions if day <= time.start)
    before = [each for each in times if each.start < time.start]
    return not any(version is None or each.end is None or each.end > version for each in before)


def judge_members_introduced(
    facts: Sequence[BodyMembers], *, parameters: MembersIntroduced, as_of: date
) -> list[Judgement]:
    """MR-6: new elected members get the ground rules in their introduction, within P02's days from the seat.

    One judgement per body, never per person; nothing known without members. A fact is a body's seats that are held.
    """
    if not facts:
        return [nothing_known(missing=Words("members of the bodies"), expected_of="KFp")]
    return [_members(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _members(fact: BodyMembers, *, parameters: MembersIntroduced, as_of: date) -> Judgement:
    if not fact.members:
        return nothing_known(
            scope=fact.body,
            missing=Words("members and substitutes"),
            expected_of="KFp",
        )
    owed = [
        found
        for member in fact.members
        if (
            found := introduction_of(
                member, versions=fact.versions, start_day=fact.start_day, parameters=parameters, as_of=as_of
            )
        )
    ]
    waiting = [each for each in owed if each.held_on is None]
    late = [each.last_day for each in waiting if each.last_day < as_of]
    inputs: dict[str, InputValue] = {
        "members": len(fact.members),
        "new": len(owed),
        "waiting": len(waiting),
        "late": len(late),
        "days": parameters.days,
    }
    if not owed:
        words = Words(
            "None of the {members_count} is new since the rules came into force and are counted here.",
            members_count=len(fact.members),
        )
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, inputs)
    if late:
        words = Words(
            "{late_count} of {members_count} have had no introduction within {days} days.",
            late_count=len(late),
            members_count=len(fact.members),
            days=parameters.days,
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, min(late) + ONE_DAY, "KFp", last_day=min(late))
    if waiting:
        last_day = min(each.last_day for each in waiting)
        words = Words(
            "{waiting_count} of {members_count} await introduction; the first last day is {last_day}.",
            waiting_count=len(waiting),
            members_count=len(fact.members),
            last_day=last_day,
        )
        since = earliest(each.new_since for each in waiting)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, since, "KFp", last_day=last_day)
    words = (
        Words("The only one who was to have an introduction has had it.")
        if len(owed) == 1
        else Words("All {owed_count} who were to have an introduction have had it.", owed_count=len(owed))
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, latest(each.held_on for each in owed))


def counted(count: int) -> str | int:
    """How many people; few of them are not told by number."""
    return count if count == 0 or count >= FEWEST_CASES else f"1–{FEWEST_CASES - 1}"
