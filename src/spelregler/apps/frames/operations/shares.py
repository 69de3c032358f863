"""Frames from the council's total to the committees: one total, one net frame per committee (MR-18)."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Q, Sum
from django.urls import reverse

from spelregler.apps.decisions.models import Decision
from spelregler.apps.frames.models import CommitteeFrame, CouncilBudget, UnitFrame
from spelregler.apps.goals.models import Origin
from spelregler.apps.organisation.models import Body, UnitChange
from spelregler.apps.organisation.queries.units import change_planned
from spelregler.domain.money import Money
from spelregler.domain.period import calendar_year
from spelregler.domain.wording import exact_tkr, kr
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain
from spelregler.platform.errors import DomainError


class FrameOutOfOrder(DomainError):
    """A unit's frame is changed forward in time: what held on a day that has been keeps standing."""

    code = "frame-out-of-order"


class NegativeFrame(DomainError):
    """A frame is a net cost that may be used; it is never below zero."""

    code = "negative-frame"


class FrameExceeded(DomainError):
    """The unit frames together never exceed the committee's frame (MR-18)."""

    code = "frame-exceeded"


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
    refuse_negative(amount_ore=total_ore)
    with transaction.atomic():
        lock_audit_chain()
        budget = row_from(
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
    refuse_negative(amount_ore=amount_ore)
    with transaction.atomic():
        lock_audit_chain()
        given = UnitFrame.objects.filter(committee_frame__body=body, year=year, end__isnull=True)
        units_ore = given.aggregate(total=Sum("amount_ore"))["total"] or 0
        refuse_exceeded(frame_ore=amount_ore, units_ore=units_ore, lowers_frame=True)
        frame = row_from(
            starts_on or _first_day(decision, year=year),
            older=CommitteeFrame.objects.filter(body=body, year=year, end__isnull=True).first(),
            fresh=CommitteeFrame(body=body, year=year),
            act="end-committee-frame",
            who=who,
        )
        decided = {"amount_ore": amount_ore, "income_ore": income_ore, "investment_ore": investment_ore}
        amend(frame, to={**decided, "decision": decision, "origin": origin}, act="set-committee-frame", who=who)
    return frame


Decided = TypeVar("Decided", CouncilBudget, CommitteeFrame, UnitFrame)


def _first_day(decision: Decision | None, *, year: int) -> date:
    """What is decided holds from its decision; what was entered without one, from the start of its year."""
    return decision.decided_on if decision else calendar_year(year).start


def row_from(day: date, *, older: Decided | None, fresh: Decided, act: str, who: Who) -> Decided:
    """The row that a decision of the day fills in; the one that held until then is ended.

    Refuses with `FrameOutOfOrder` a day before the row that holds.
    """
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


def least_held(frame: CommitteeFrame, *, since: date) -> int:
    """The least that the committee has on any day from `since` on: what is shared out must fit in every one."""
    rows = CommitteeFrame.objects.filter(body=frame.body_id, year=frame.year).filter(Q(end=None) | Q(end__gt=since))
    return min(row.amount_ore for row in rows)


def refuse_negative(*, amount_ore: int) -> None:
    """Refuses with `NegativeFrame` an amount below zero, in whole öre."""
    if amount_ore < 0:
        amount = Money(amount_ore)
        raise NegativeFrame(
            Words("A frame cannot be negative ({amount}).", amount=kr(amount)),
            clause="MR-18",
            way=Words("Give the frame as a net cost: zero or more."),
        )


def refuse_exceeded(*, frame_ore: int, units_ore: int, lowers_frame: bool = False) -> None:
    """Refuses with `FrameExceeded` unit frames that together are more than the committee's (MR-18), in whole öre."""
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
