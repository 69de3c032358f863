"""Frames from the council's total to the unit: one total, one net frame per committee and per unit (MR-18)."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, Sum
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, Placement, Unit, UnitChange
from spelregler.apps.organisation.queries.units import change_planned
from spelregler.domain.frames.sums import most_at_once
from spelregler.domain.money import Money
from spelregler.domain.period import Period, calendar_year
from spelregler.domain.wording import exact_tkr, kr
from spelregler.domain.words import NOTHING, Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class NegativeFrame(DomainError):
    """A frame is a net cost that may be used; it is never below zero."""

    code = "negative-frame"


class FrameExceeded(DomainError):
    """The unit frames together never exceed the committee's frame (MR-18)."""

    code = "frame-exceeded"


class FrameOutOfOrder(DomainError):
    """A unit's frame is changed forward in time: what held on a day that has been keeps standing."""

    code = "frame-out-of-order"


class UnitHasEnded(DomainError):
    """What a unit had when it ended is history."""

    code = "unit-has-ended"


class UnitOutsideCommittee(DomainError):
    """A unit gets its frame from the committee that its department answers to."""

    code = "unit-outside-committee"


def set_council_budget(
    *,
    year: int,
    total_ore: int,
    finance_ore: int,
    decision: Decision | None,
    who: Who,
    investment_ore: int = 0,
    starts_on: date | None = None,
    origin: str = Origin.ENTERED,
) -> CouncilBudget:
    """The council decides one total for a year, shared between the committees and finance (MR-18).

    Refuses with `NegativeFrame` a total below zero, with `FrameOutOfOrder` a day before the latest decision.
    """
    _refuse_negative(amount_ore=total_ore)
    with transaction.atomic():
        lock_audit_chain()
        budget = _row_from(
            starts_on or _first_day(decision, year=year),
            older=CouncilBudget.objects.filter(year=year, end__isnull=True).first(),
            fresh=CouncilBudget(year=year),
            act="end-council-budget",
            who=who,
        )
        decided = {"total_ore": total_ore, "finance_ore": finance_ore, "investment_ore": investment_ore}
        amend(budget, to={**decided, "decision": decision, "origin": origin}, act="set-council-budget", who=who)
    return budget


def set_committee_frame(
    *,
    body: Body,
    year: int,
    amount_ore: int,
    decision: Decision | None,
    who: Who,
    income_ore: int | None = None,
    investment_ore: int = 0,
    starts_on: date | None = None,
    origin: str = Origin.ENTERED,
) -> CommitteeFrame:
    """A committee has one net frame a year, never below what its units have been given (MR-13, MR-18).

    It holds from the day of its decision, or a later one that the decision names, until another is decided; the older
    one is kept with its days.

    Refuses with `NegativeFrame` a frame below zero, with `FrameExceeded` one below what the units have, with
    `FrameOutOfOrder` a day before the latest decision.
    """
    _refuse_negative(amount_ore=amount_ore)
    with transaction.atomic():
        lock_audit_chain()
        given = UnitFrame.objects.filter(committee_frame__body=body, year=year, end__isnull=True)
        units_ore = given.aggregate(total=Sum("amount_ore"))["total"] or 0
        _refuse_exceeded(frame_ore=amount_ore, units_ore=units_ore, lowers_frame=True)
        frame = _row_from(
            starts_on or _first_day(decision, year=year),
            older=CommitteeFrame.objects.filter(body=body, year=year, end__isnull=True).first(),
            fresh=CommitteeFrame(body=body, year=year),
            act="end-committee-frame",
            who=who,
        )
        decided = {"amount_ore": amount_ore, "income_ore": income_ore, "investment_ore": investment_ore}
        amend(frame, to={**decided, "decision": decision, "origin": origin}, act="set-committee-frame", who=who)
    return frame


def set_unit_frame(
    *,
    unit: Unit,
    committee_frame: CommitteeFrame,
    amount_ore: int,
    decided_on: date,
    who: Who,
    income_ore: int | None = None,
    investment_ore: int = 0,
    origin: str = Origin.ENTERED,
) -> UnitFrame:
    """A unit has one net frame a year, and all of them stay within the committee's frame (MR-18, MR-39).

    It holds from the day when it was decided until another is decided; the older one is kept with its days. A second
    decision on the same day takes the first one's place, since there is no day on which the first one held.

    Refuses with `NegativeFrame` a frame below zero, with `UnitOutsideCommittee` another committee's unit, with
    `UnitHasEnded` a day after the unit's end, with `FrameExceeded` what does not fit in the committee's frame on
    every day from then on, with `FrameOutOfOrder` a day before the latest decision.
    """
    _refuse_negative(amount_ore=amount_ore)
    _refuse_outside(unit=unit, committee_frame=committee_frame)
    _refuse_ended(unit, on=decided_on)
    with transaction.atomic():
        lock_audit_chain()
        held = CommitteeFrame.objects.filter(body=committee_frame.body_id, year=committee_frame.year)
        shared = held.get(end__isnull=True)
        units_ore = _most_given(shared, besides=unit, since=decided_on) + amount_ore
        _refuse_exceeded(frame_ore=_least_held(shared, since=decided_on), units_ore=units_ore)
        older = UnitFrame.objects.filter(unit=unit, year=shared.year, end__isnull=True).first()
        before = older and older.amount_ore
        frame = _row_from(
            decided_on,
            older=older,
            fresh=UnitFrame(unit=unit, year=shared.year),
            act="end-unit-frame",
            who=who,
        )
        frame.committee_frame, frame.amount_ore, frame.origin = shared, amount_ore, origin
        frame.income_ore, frame.investment_ore = income_ore, investment_ore
        details = {"amount_ore": amount_ore, "before": before, "decided_on": decided_on}
        store(frame, act="set-unit-frame", who=who, details=details)
        if older is not None:  # the split is the unit's own and follows the frame that holds
            BudgetLine.objects.filter(unit_frame=older).update(unit_frame=frame)
    return frame


Decided = TypeVar("Decided", CouncilBudget, CommitteeFrame, UnitFrame)


def _first_day(decision: Decision | None, *, year: int) -> date:
    """What is decided holds from its decision; what was entered without one, from the start of its year."""
    return decision.decided_on if decision else calendar_year(year).start


def _row_from(day: date, *, older: Decided | None, fresh: Decided, act: str, who: Who) -> Decided:
    """The row that a decision of the day fills in; the one that held until then is ended."""
    if older is not None and day < older.start:
        _refuse_planned(older, day=day)
        raise FrameOutOfOrder(
            Words(
                "{older} already has a frame decided on {start}. It cannot be changed from {day}.",
                older=older,
                start=older.start,
                day=day,
            ),
            clause="MR-39",
            way=Words("Give a day of decision on or after {start}.", start=older.start),
        )
    if older is not None and day == older.start:
        return older
    if older is not None:
        amend(older, to={"end": day}, act=act, who=who)
    fresh.start = day
    return fresh


def _refuse_planned(older: Decided, *, day: date) -> None:
    """What a change of units that is decided ahead has counted on stands until its day, and no longer."""
    unit = older.unit if isinstance(older, UnitFrame) else None
    change = change_planned(on=older.start, by=day, unit=unit)
    if change is not None:
        raise until_change(FrameOutOfOrder, f"{older}", change)


def until_change(refused: type[DomainError], what: str, change: UnitChange) -> DomainError:
    """The refusal that something stands until the day of a change of units, with the two ways on."""
    return refused(
        Words(
            "{what}: units change on {on}, and the change counts on the amounts as they are. They stand "
            "until that day.",
            what=what,
            on=change.on,
        ),
        clause="MR-39",
        way=Words(
            "Give a day on or after {on}, or undo the change at {address} and make it again after.",
            on=change.on,
            address=reverse("organisation:unit_change_done", args=[change.pk]),
        ),
    )


def _most_given(frame: CommitteeFrame, *, besides: Unit, since: date) -> int:
    """The most that the committee's other units hold at once, on any day from `since` on."""
    rows = UnitFrame.objects.filter(committee_frame__body=frame.body_id, year=frame.year).exclude(unit=besides)
    held = [(Period(row.start, row.end), Money(row.amount_ore)) for row in rows]
    return most_at_once(held, since=since).ore


def _least_held(frame: CommitteeFrame, *, since: date) -> int:
    """The least that the committee has on any day from `since` on: what is shared out must fit in every one."""
    rows = CommitteeFrame.objects.filter(body=frame.body_id, year=frame.year).filter(Q(end=None) | Q(end__gt=since))
    return min(row.amount_ore for row in rows)


def _refuse_negative(*, amount_ore: int) -> None:
    if amount_ore < 0:
        amount = Money(amount_ore)
        raise NegativeFrame(
            Words("A frame cannot be negative ({amount}).", amount=kr(amount)),
            clause="MR-18",
            way=Words("Give the frame as a net cost: zero or more."),
        )


def _refuse_exceeded(*, frame_ore: int, units_ore: int, lowers_frame: bool = False) -> None:
    if units_ore <= frame_ore:
        return
    frame, units, over = Money(frame_ore), Money(units_ore), Money(units_ore - frame_ore)
    raise FrameExceeded(
        Words(
            "The unit frames would add up to {units}, which is {over} more than the committee's frame of {frame}.",
            units=exact_tkr(units),
            over=kr(over),
            frame=exact_tkr(frame),
        ),
        clause="MR-18",
        way=Words("Lower the unit frames first.")
        if lowers_frame
        else Words("Lower another unit's frame, or have the committee raise the matter of the frame."),
    )


def _refuse_ended(unit: Unit, *, on: date) -> None:
    if unit.end is not None and on > unit.end:
        after = Words(" {succeeded_by} took over.", succeeded_by=unit.succeeded_by) if unit.succeeded_by else NOTHING
        raise UnitHasEnded(
            Words(
                "{unit} ended on {end}, and its frame is the one it had then.{after}",
                unit=unit,
                end=unit.end,
                after=after,
            ),
            clause="MR-39",
            way=Words("Change the frame of a unit that remains."),
        )


def _refuse_outside(*, unit: Unit, committee_frame: CommitteeFrame) -> None:
    year = calendar_year(committee_frame.year)
    placed = Placement.objects.filter(
        Q(end__isnull=True) | Q(end__gt=year.start),
        unit=unit,
        department__body=committee_frame.body_id,
        start__lt=year.end,
    )
    if not placed.exists():
        raise UnitOutsideCommittee(
            Words(
                "{unit} does not belong under {body} in {year}.",
                unit=unit,
                body=committee_frame.body,
                year=committee_frame.year,
            ),
            clause="MR-18",
            way=Words("Choose the frame of the committee that the unit's department answers to."),
        )
