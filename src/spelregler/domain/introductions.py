"""Whoever is new learns the rules of the game: members, employees, and every body at the beginning of a term.

Answers count people and name the body or the unit, never a person.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spelregler.domain.checks import param
from spelregler.domain.counting import last_day_counted
from spelregler.domain.findings import (
    InputValue,
    Judgement,
    Scope,
    Status,
    earliest,
    latest,
    nothing_known,
)
from spelregler.domain.measured import Unit
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.suppression import FEWEST_CASES
from spelregler.domain.words import Words

LEAP_YEAR = 2024

# Members (MR-6) -------------------------------------------------------------------------------------------------------


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
    counted = [member.introduced_on] if parameters.reelected else [t.introduced_on for t in times if t.start >= first]
    held = earliest(day for day in counted if day is not None and day <= as_of)
    last_day = _last_day(first, days=parameters.days, versions=versions, start_day=start_day)
    if last_day is None:
        return Owed(new_since=first, last_day=first, held_on=held) if held else None
    return Owed(new_since=first, last_day=last_day, held_on=held)


def _last_day(first: date, *, days: int, versions: Sequence[date], start_day: date | None) -> date | None:
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
        return Judgement(fact.body, Status.BREACH, words, inputs, min(late) + ONE_DAY, "KFp")
    if waiting:
        last_day = min(each.last_day for each in waiting)
        words = Words(
            "{waiting_count} of {members_count} await introduction; the first last day is {last_day}.",
            waiting_count=len(waiting),
            members_count=len(fact.members),
            last_day=last_day,
        )
        since = earliest(each.new_since for each in waiting)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, since, "KFp")
    words = Words("All {owed_count} who were to have an introduction have had it.", owed_count=len(owed))
    return Judgement(fact.body, Status.KEPT, words, inputs, latest(each.held_on for each in owed))


# Employees (MR-5) -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class NewEmployee:
    """Somebody's unbroken time as an employee, and when the rules of the game were part of their introduction."""

    employed_on: date
    introduced_on: date | None = None


@dataclass(frozen=True)
class UnitEmployees:
    """The people employed in a unit on the date. `versions` and `start_day` as for a body's members."""

    unit: Scope
    employees: tuple[NewEmployee, ...] = ()
    versions: tuple[date, ...] = ()
    start_day: date | None = None


@dataclass(frozen=True)
class EmployeesIntroduced:
    """MR-5: days from the first day at work to the introduction (P01)."""

    days: int = param(30, minimum=1, maximum=365, unit=Unit.DAYS, number="P01", title=Words("Time to be introduced"))


def employee_last_day(
    employee: NewEmployee, *, versions: Sequence[date], start_day: date | None, parameters: EmployeesIntroduced
) -> date | None:
    """MR-5: the last day for a new employee's introduction; None for one who is not new since the rules are counted."""
    return _last_day(employee.employed_on, days=parameters.days, versions=versions, start_day=start_day)


def judge_employees_introduced(
    facts: Sequence[UnitEmployees], *, parameters: EmployeesIntroduced, as_of: date
) -> list[Judgement]:
    """MR-5: new employees learn the rules in their first weeks, within P01's days from the first day at work.

    One judgement per unit, and small numbers are not told; nothing known without employees.
    """
    if not any(fact.employees for fact in facts):
        return [nothing_known(missing=Words("the units' employees"), expected_of="HR")]
    return [_employees(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _employees(fact: UnitEmployees, *, parameters: EmployeesIntroduced, as_of: date) -> Judgement:
    if not fact.employees:
        return nothing_known(scope=fact.unit, missing=Words("the unit's employees"), expected_of="HR")
    asked = [
        (each, last_day)
        for each in fact.employees
        if (
            last_day := employee_last_day(each, versions=fact.versions, start_day=fact.start_day, parameters=parameters)
        )
    ]
    held = [day for each, _ in asked if (day := each.introduced_on) is not None and day <= as_of]
    waiting = [(each, last_day) for each, last_day in asked if each.introduced_on is None or each.introduced_on > as_of]
    late = [last_day for _, last_day in waiting if last_day < as_of]
    inputs: dict[str, InputValue] = {
        "new": _told(len(asked)),
        "waiting": _told(len(waiting)),
        "late": _told(len(late)),
        "days": parameters.days,
    }
    if not asked:
        words = Words("No employee is new since the rules came into force and are counted here.")
        return Judgement(fact.unit, Status.NOT_APPLICABLE, words, inputs)
    if late:
        words = Words("At least one new employee has had no introduction within {days} days.", days=parameters.days)
        if len(late) >= FEWEST_CASES:
            words = Words(
                "{count} new employees have had no introduction within {days} days.",
                count=len(late),
                days=parameters.days,
            )
        return Judgement(fact.unit, Status.BREACH, words, inputs, min(late) + ONE_DAY, "EC")
    if waiting:
        last_day = min(last_day for _, last_day in waiting)
        words = Words(
            "At least one new employee awaits an introduction; the first last day is {last_day}.", last_day=last_day
        )
        if len(waiting) >= FEWEST_CASES:
            words = Words(
                "{count} new employees await an introduction; the first last day is {last_day}.",
                count=len(waiting),
                last_day=last_day,
            )
        since = earliest(each.employed_on for each, _ in waiting)
        return Judgement(fact.unit, Status.ATTENTION, words, inputs, since, "EC")
    words = Words("Every new employee has been introduced.")
    return Judgement(fact.unit, Status.KEPT, words, inputs, latest(held))


def _told(count: int) -> str | int:
    return count if count == 0 or count >= FEWEST_CASES else f"1–{FEWEST_CASES - 1}"


# The beginning of a term (MR-7) ---------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BodyTraining:
    """A body's term on the date, and the days when the body was trained in the rules of the game during it."""

    body: Scope
    term_from: date | None = None
    held_on: tuple[date, ...] = ()
    start_day: date | None = None


@dataclass(frozen=True)
class TermTrained:
    """MR-7: the last day for the training in a new term, as month and day (P03)."""

    by: str = param("03-31", number="P03", unit=Unit.DAY_OF_YEAR, title=Words("Last day for the training"))

    def __post_init__(self) -> None:
        self.in_year(LEAP_YEAR)

    def in_year(self, year: int) -> date:
        """The last day in a year; 29 February is the month's end in another."""
        month, _, day = self.by.partition("-")
        whole = date(LEAP_YEAR, int(month), int(day))
        return add_months(whole, (year - LEAP_YEAR) * 12)

    def for_term(self, first_day: date) -> date:
        """The first such day on or after the day on which the term begins."""
        this_year = self.in_year(first_day.year)
        return this_year if this_year >= first_day else self.in_year(first_day.year + 1)


def judge_term_trained(facts: Sequence[BodyTraining], *, parameters: TermTrained, as_of: date) -> list[Judgement]:
    """MR-7: every committee and the executive board is trained at the beginning of a term, by its last day (P03).

    One judgement per body; nothing known without a term. A fact is a body's term and the days of its trainings.
    """
    if not facts:
        return [nothing_known(missing=Words("committees and board"), expected_of="KS")]
    return [_trained(fact, parameters=parameters, as_of=as_of) for fact in facts]


def _trained(fact: BodyTraining, *, parameters: TermTrained, as_of: date) -> Judgement:
    if fact.term_from is None:
        return nothing_known(scope=fact.body, missing=Words("the body's term"), expected_of="SE")
    due = parameters.for_term(fact.term_from)
    held = earliest(day for day in fact.held_on if day <= as_of)
    inputs: dict[str, InputValue] = {
        "term": fact.term_from.isoformat(),
        "last_day": due.isoformat(),
        "held": held.isoformat() if held else None,
    }
    if held and held <= due:
        words = Words("The training was held on {held}.", held=held)
        return Judgement(fact.body, Status.KEPT, words, inputs, held)
    if held:
        words = Words("The training was held on {held}, after the last day {due}.", held=held, due=due)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, held)
    if fact.start_day and due < fact.start_day:
        words = Words("The last day for the term's training, {due}, was before the start day.", due=due)
        return Judgement(fact.body, Status.NOT_APPLICABLE, words, inputs)
    if due < as_of:
        words = Words(
            "No training is recorded for the term from {term_from}; the last day was {due}.",
            term_from=fact.term_from,
            due=due,
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, "KS")
    words = Words(
        "The term began on {term_from}; the training is to be held by {due}.", term_from=fact.term_from, due=due
    )
    return Judgement(fact.body, Status.ATTENTION, words, inputs, fact.term_from, "KS")
