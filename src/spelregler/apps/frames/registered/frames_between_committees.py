"""Frames between committees when units change committee: by the council's decision, sums kept (MR-18)."""

from __future__ import annotations

from collections.abc import Iterable

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision, refuse_other_kind
from spelregler.apps.frames.models import (
    CommitteeFrame,
)
from spelregler.apps.frames.operations.shares import set_committee_frame
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.frames.registered.unit_money import MoneyInTheWay, Rows, open_frames
from spelregler.apps.organisation.models import Basis, Body, Placement
from spelregler.apps.organisation.registries.unit_belongings import Sketch, YearMoney
from spelregler.domain.money import Money
from spelregler.domain.period import Period
from spelregler.domain.units import (
    Carry,
    carried_rows,
    spans,
)
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who


def changes_body(sketch: Sketch) -> bool:
    """Whether any of the units answers to another body on the day than the department that it moves to."""
    now = Placement.objects.on(sketch.on).filter(unit__in=sketch.units).select_related("department")
    return any(each.department.body_id != sketch.department.body_id for each in now)


def between_committees(sketch: Sketch) -> list[YearMoney]:
    """The year's whole frame goes along, and with it the year's outcome: each krona counts where the unit is (MR-18).

    Refuses with `MoneyInTheWay` what `committee_frame_then` refuses.
    """
    found = []
    for frame in open_frames(sketch.units, since=sketch.on.year):
        old, new = frame.committee_frame.body, sketch.department.body
        giver, taker = committee_frame_then(old, frame.year), committee_frame_then(new, frame.year)
        amount = Money(frame.amount_ore)
        carry = Carry(
            year=frame.year,
            on=sketch.on,
            ending={old.code: Money(giver.amount_ore)},
            takers={new.code: Money(taker.amount_ore)},
            kept={old.code: Money(giver.amount_ore) - amount},
            given={new.code: amount},
        )
        before = _committee_rows((old, new), frame.year)
        found.append(
            YearMoney(
                carry,
                tuple(spans(year=frame.year, before=before, after=carried_rows(before, carry))),
                {old.code: old.name, new.code: new.name},
                old.name,
                new.name,
            )
        )
    return found


def committee_frame_then(body: Body, year: int) -> CommitteeFrame:
    """The body's frame of the year as it stands until further notice.

    Refuses with `MoneyInTheWay` a body without one: there is nothing to add the unit's frame to (MR-18).
    """
    frame = CommitteeFrame.objects.filter(body=body, year=year, end__isnull=True).first()
    if frame is None:
        raise MoneyInTheWay(
            Words(
                "{body} has no frame for {year} that the unit's frame can be added to.",
                year=year,
                body=Pair(body.name, body.name_en),
            ),
            clause="MR-18",
            way=Words("Wait for the council's budget."),
        )
    return frame


def _committee_rows(bodies: Iterable[Body], year: int) -> Rows:
    rows = CommitteeFrame.objects.filter(body__in=list(bodies), year=year).select_related("body")
    return [(each.body.code, Period(each.start, each.end), Money(each.amount_ore)) for each in rows]


def move_frames(sketch: Sketch, basis: Basis, who: Who) -> None:
    """Both committees' frames change, and only the council changes them (MR-18).

    Refuses with `MoneyInTheWay` a basis that is no minuted decision of the council, and a day before one of the frames
    was decided; as `record_decision`, `set_committee_frame` and `set_unit_frame` do.
    """
    new = sketch.department.body
    frames = [
        each for each in open_frames(sketch.units, since=sketch.on.year) if each.committee_frame.body_id != new.pk
    ]
    if not frames:
        return
    decision = _by_the_council(sketch, basis, who)
    for frame in frames:
        amount, income, investment = frame.amount_ore, frame.income_ore, frame.investment_ore
        unit, year = frame.unit, frame.year
        giver, taker = committee_frame_then(frame.committee_frame.body, year), committee_frame_then(new, year)
        _refuse_too_early(sketch, giver, taker)
        set_committee_frame(
            body=new,
            year=year,
            amount_ore=taker.amount_ore + amount,
            income_ore=None if taker.income_ore is None else taker.income_ore + (income or 0),
            investment_ore=taker.investment_ore + investment,
            decision=decision,
            starts_on=sketch.on,
            origin=taker.origin,
            who=who,
        )
        set_unit_frame(
            unit=unit,
            committee_frame=committee_frame_then(new, year),
            amount_ore=amount,
            income_ore=income,
            investment_ore=investment,
            decided_on=sketch.on,
            origin=frame.origin,
            who=who,
        )
        set_committee_frame(
            body=giver.body,
            year=year,
            amount_ore=giver.amount_ore - amount,
            income_ore=None if giver.income_ore is None else max(giver.income_ore - (income or 0), 0),
            investment_ore=max(giver.investment_ore - investment, 0),
            decision=decision,
            starts_on=sketch.on,
            origin=giver.origin,
            who=who,
        )


def _by_the_council(sketch: Sketch, basis: Basis, who: Who) -> Decision:
    council = Body.objects.on(basis.decided_on).filter(kind=Body.Kind.COUNCIL).first()
    names = {council.name.casefold(), council.name_en.casefold()} if council else set()
    if council is None or basis.decided_by.casefold() not in names or not basis.paragraph:
        raise MoneyInTheWay(
            Words("The unit changes committee, so the frames of both change. That is the council's decision."),
            clause="MR-18",
            way=Words("Give the council as the one that decided, with day and paragraph."),
        )
    number = basis.paragraph.removeprefix("§").strip()
    found = Decision.objects.filter(body=council, decided_on=basis.decided_on, paragraph=number).first()
    refuse_other_kind(found, kinds=(Decision.Kind.FRAMES, Decision.Kind.GOALS), meant=None)
    named = ", ".join(unit.name for unit in sketch.units)
    return found or record_decision(
        body=council,
        decided_on=basis.decided_on,
        paragraph=number,
        title=f"{named} byter nämnd"[:200],
        text=f"{named} hör från och med {sketch.on} till {sketch.department.body} och tar ramen med sig.",
        kind=Decision.Kind.FRAMES,
        who=who,
    )


def _refuse_too_early(sketch: Sketch, *frames: CommitteeFrame) -> None:
    late = next((each for each in frames if each.start > sketch.on), None)
    if late is not None:
        raise MoneyInTheWay(
            Words(
                "The frame of {body} was decided on {start}, after that day.",
                start=late.start,
                body=Pair(late.body.name, late.body.name_en),
            ),
            clause="MR-18",
            way=Words("Choose a day on or after {start}.", start=late.start),
        )
