"""A unit's net frame, within its committee's (MR-18)."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.frames.models import BudgetLine, CommitteeFrame, UnitFrame
from spelregler.apps.frames.operations.shares import least_held, refuse_exceeded, refuse_negative, row_from
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Placement, Unit
from spelregler.domain.frames.sums import most_at_once
from spelregler.domain.money import Money
from spelregler.domain.period import Period, calendar_year
from spelregler.domain.words import NOTHING, Words
from spelregler.platform.audit.operations import Who, lock_audit_chain, store
from spelregler.platform.errors import DomainError


class UnitHasEnded(DomainError):
    """What a unit had when it ended is history."""

    code = "unit-has-ended"


class UnitOutsideCommittee(DomainError):
    """A unit gets its frame from the committee that its department answers to."""

    code = "unit-outside-committee"


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
    refuse_negative(amount_ore=amount_ore)
    _refuse_outside(unit=unit, committee_frame=committee_frame)
    _refuse_ended(unit, on=decided_on)
    with transaction.atomic():
        lock_audit_chain()
        held = CommitteeFrame.objects.filter(body=committee_frame.body_id, year=committee_frame.year)
        shared = held.get(end__isnull=True)
        units_ore = _most_given(shared, besides=unit, since=decided_on) + amount_ore
        refuse_exceeded(frame_ore=least_held(shared, since=decided_on), units_ore=units_ore)
        older = UnitFrame.objects.filter(unit=unit, year=shared.year, end__isnull=True).first()
        before = older and older.amount_ore
        frame = row_from(
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


def _most_given(frame: CommitteeFrame, *, besides: Unit, since: date) -> int:
    """The most that the committee's other units hold at once, on any day from `since` on."""
    rows = UnitFrame.objects.filter(committee_frame__body=frame.body_id, year=frame.year).exclude(unit=besides)
    held = [(Period(row.start, row.end), Money(row.amount_ore)) for row in rows]
    return most_at_once(held, since=since).ore


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
