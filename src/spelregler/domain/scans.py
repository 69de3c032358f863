"""Whether bodies follow what happens around them, and use it in their goals and budget (MR-12, CP-10)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from spelregler.domain.checks import param
from spelregler.domain.findings import Duty, InputValue, Judgement, Scope, Status, nothing_known
from spelregler.domain.measured import Unit
from spelregler.domain.meetings.judges import BodyMeetings, Informed, judge_body_informed
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.roles import Role
from spelregler.domain.words import Words, joined

SCANNED, INFORMED_OF_BOTH = "followup.scans_used", "followup.body_informed"


@dataclass(frozen=True)
class ScansUsed:
    """MR-12: how old the last scan of the surroundings may be."""

    months: int = param(
        12, minimum=1, maximum=48, unit=Unit.MONTHS, title=Words("How old a scan of the surroundings may be")
    )


@dataclass(frozen=True)
class Scan:
    """A scan: its day, and the years whose goals and budget the body used it in."""

    held_on: date
    used_in: tuple[int, ...] = ()


@dataclass(frozen=True)
class BodyScans:
    """A body with its scans and those of the whole municipality, and when the council decided the goals and budget of
    each year. `owner` acts where one is missing.
    """

    body: Scope
    owner: Role
    scans: tuple[Scan, ...] = ()
    budgets: tuple[tuple[int, date], ...] = ()


def judge_scans_used(facts: Sequence[BodyScans], *, parameters: ScansUsed, as_of: date) -> list[Judgement]:
    """MR-12: the last scan is no older than the months, and the last goals and budget rest on one.

    One judgement a body. A breach is a scan that is too old, or goals and budget that were decided with no scan of the
    months before that the body has said how it used. A scan that is used nowhere yet is to be watched. Nothing known
    without a scan. A fact is a body with its scans, and the day on which the council decided each year's budget.
    """
    if not facts:
        return [nothing_known(missing=Words("a scan of the surroundings"), expected_of=Role.KC)]
    return [_scanned(each, months=parameters.months, as_of=as_of) for each in facts]


def _scanned(fact: BodyScans, *, months: int, as_of: date) -> Judgement:
    decided = max(((year, day) for year, day in fact.budgets if day <= as_of), default=None)
    known = sorted((each for each in fact.scans if each.held_on <= as_of), key=lambda each: each.held_on)
    if not known:
        missing = Words("a scan of the surroundings")
        return nothing_known(missing=missing, expected_of=fact.owner, scope=fact.body)
    last = known[-1]
    due = add_months(last.held_on, months)
    inputs: dict[str, InputValue] = {"scanned_on": last.held_on.isoformat(), "due": due.isoformat()}
    if as_of > due:
        words = Words("The last scan is from {last}. The next was to be made by {due}.", last=last.held_on, due=due)
        duty = Duty(due, last.held_on)
        return Judgement(fact.body, Status.BREACH, words, inputs, due + ONE_DAY, fact.owner, duty=duty)
    if decided is not None and not _rests(known, *decided, months=months):
        year, day = decided
        words = Words(
            "Goals and budget for {year} were decided on {day}, and no scan of the months before is linked to them.",
            year=str(year),
            day=day,
        )
        return Judgement(fact.body, Status.BREACH, words, inputs, day, fact.owner)
    if not last.used_in:
        words = Words("The scan from {last} is not linked to any goals and budget yet.", last=last.held_on)
        return Judgement(fact.body, Status.ATTENTION, words, inputs, last.held_on, fact.owner)
    words = Words(
        "The last scan is from {last}. It is used in goals and budget for {year}.",
        last=last.held_on,
        year=str(max(last.used_in)),
    )
    return Judgement(fact.body, Status.KEPT, words, inputs, last.held_on)


def _rests(known: Sequence[Scan], year: int, decided_on: date, *, months: int) -> bool:
    first = add_months(decided_on, -months)
    return any(year in each.used_in and first <= each.held_on <= decided_on for each in known)


@dataclass(frozen=True)
class InformedOfBoth(Informed):
    """CP-10: how far back meetings are looked at, and how old the last scan may be."""

    scan_months: int = param(
        12, minimum=1, maximum=48, unit=Unit.MONTHS, title=Words("How old a scan of the surroundings may be")
    )


@dataclass(frozen=True)
class BodyTold:
    """A body's ordinary meetings, and the day of the last scan that it or the municipality has."""

    meetings: BodyMeetings
    scanned_on: date | None = None


def judge_informed_of_both(facts: Sequence[BodyTold], *, parameters: InformedOfBoth, as_of: date) -> list[Judgement]:
    """CP-10: the body is told of its activity at every ordinary meeting, and has a scan that is not too old.

    One judgement a body, of the meetings as `judge_body_informed` has them. Where they are as they should be, a scan
    that is too old is a breach, and none at all is to be watched. Nothing known without meetings that have been held. A
    fact is a body's meetings with the day of its last scan.
    """
    told = judge_body_informed([each.meetings for each in facts], parameters=parameters, as_of=as_of)
    if not facts:
        return told
    pairs = zip(facts, told, strict=True)
    return [_with_scan(each, answer, months=parameters.scan_months, as_of=as_of) for each, answer in pairs]


def _with_scan(fact: BodyTold, told: Judgement, *, months: int, as_of: date) -> Judgement:
    if told.status is not Status.KEPT:
        return told
    on = fact.scanned_on
    if on is None or on > as_of:
        words = joined(told.reason, Words("No scan of the surroundings is recorded."))
        return Judgement(told.scope, Status.ATTENTION, words, told.inputs, told.since, Role.FC)
    due = add_months(on, months)
    inputs = told.inputs | {"scanned_on": on.isoformat(), "due": due.isoformat()}
    if as_of > due:
        late = Words("The last scan is from {last}. The next was to be made by {due}.", last=on, due=due)
        words = joined(told.reason, late)
        return Judgement(told.scope, Status.BREACH, words, inputs, due + ONE_DAY, Role.FC, duty=Duty(due, on))
    words = joined(told.reason, Words("The last scan is from {last}.", last=on))
    return Judgement(told.scope, Status.KEPT, words, inputs, told.since)
