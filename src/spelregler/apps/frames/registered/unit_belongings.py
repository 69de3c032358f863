"""The money of units that end or change committee: frames, lines, known events, and what is booked after the day.

The unit that ends keeps the part of its frame that belongs to the days it lived, beside its outcome of those days. The
rest goes on. The sum of the frames is checked for each day of the year before anything is stored."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db.models import Q

from spelregler.apps.frames.models import (
    BudgetLine,
    Forecast,
    LedgerMonth,
    LedgerSum,
    LineMove,
    ResponsibilityCode,
    UnitFrame,
    UnitMove,
)
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.frames.registered.frames_between_committees import changes_body, committee_frame_then
from spelregler.apps.frames.registered.unit_money import MoneyInTheWay, open_frames
from spelregler.apps.frames.registered.unit_money_carried import carry
from spelregler.apps.frames.registered.unit_money_plan import money
from spelregler.apps.organisation.models import Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Resting, Room, Sketch
from spelregler.domain.money import Money
from spelregler.domain.wording import kr
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.taking_back import SomethingRests

NAME = "frames"


# What rests, and what stands in the way -------------------------------------------------------------------------------


def rests(sketch: Sketch) -> list[Resting]:
    """The frames of the year and later, and the codes of the ledger."""
    found = []
    for frame in open_frames(sketch.units, since=sketch.on.year):
        moves = sketch.kind == UnitChange.Kind.MOVE
        if moves and not changes_body(sketch):
            continue
        found.append(_frame(frame, sketch))
    if sketch.ends:
        codes = ResponsibilityCode.objects.filter(unit__in=sketch.units).select_related("unit").order_by("code")
        found += [_code(each, sketch) for each in codes]
    return found


def _frame(frame: UnitFrame, sketch: Sketch) -> Resting:
    amount = kr(Money(frame.amount_ore)).sv
    if sketch.kind == UnitChange.Kind.MOVE:
        how = Words("goes along, by the council's decision")
    elif sketch.takers:
        how = Words("is divided at the day; see the amounts above")
    else:
        how = Words("the rest goes back to the committee")
    return Resting(NAME, "ram", f"{frame.pk}", frame.unit.code, f"{frame.year}: {amount}", Words("frame"), how)


def _code(each: ResponsibilityCode, sketch: Sketch) -> Resting:
    how = (
        Words("booked in months from the day counts at the new unit")
        if sketch.takers
        else Words("what is booked later still counts here")
    )
    return Resting(NAME, "ansvar", each.code, each.unit.code, each.code, Words("ansvar code"), how)


def refuse(sketch: Sketch) -> None:
    """What stands after the day is not passed under (MR-18), and a move of money is answered first (MR-38).

    Refuses with `MoneyInTheWay` a frame decided after the day, a forecast after it in a unit that ends, a move that
    waits for an answer, and a new committee without a frame.
    """
    _refuse_decided_later(sketch)
    waiting = UnitMove.objects.filter(
        Q(from_unit__in=sketch.units) | Q(to_unit__in=sketch.units), outcome=UnitMove.Outcome.PROPOSED
    ).first()
    if waiting is not None:
        raise MoneyInTheWay(
            Words("A move of money, {waiting}, waits for an answer.", waiting=waiting),
            clause="MR-38",
            way=Words("Answer the proposal first."),
        )
    if sketch.kind == UnitChange.Kind.MOVE and changes_body(sketch):
        for frame in open_frames(sketch.units, since=sketch.on.year):
            committee_frame_then(sketch.department.body, frame.year)


def _refuse_decided_later(sketch: Sketch) -> None:
    involved = [*sketch.units, *(each.unit for each in sketch.takers if each.unit is not None)]
    if sketch.kind == UnitChange.Kind.MOVE and not changes_body(sketch):
        return
    later = UnitFrame.objects.filter(unit__in=involved, start__gt=sketch.on, year__gte=sketch.on.year).first()
    told = Forecast.objects.filter(unit__in=sketch.units, recorded_on__gt=sketch.on).order_by("-recorded_on").first()
    if later is None and (told is None or not sketch.ends):
        return
    day = later.start if later is not None else told and told.recorded_on
    words = (
        Words("the frame of {unit} was decided on {day}", unit=later.unit, day=day)
        if later is not None
        else Words("{told} was reported on {day}", told=told, day=day)
    )
    raise MoneyInTheWay(
        Words("Something already stands after that day: {said}.", said=words),
        clause="MR-18",
        way=Words("Choose a day on or after {day}.", day=day),
    )


def let_go(change: UnitChange, before: Collection[Unit], after: Collection[Unit], notes: Sequence[Note]) -> None:
    """The lines go back to the frame that they stood in, and what is booked on the old units' codes to those.

    Refuses with `SomethingRests` a change that somebody has since forecast or moved money on.
    """
    if change.kind == UnitChange.Kind.RENAME:
        return
    _refuse_used(change, [*before, *after])
    frames = [note.pk for note in notes if note.model == "frames.unitframe" and note.before is None]
    made_lines = [note.pk for note in notes if note.model == "frames.budgetline" and note.before is None]
    for frame in UnitFrame.objects.filter(pk__in=frames):
        older = UnitFrame.objects.filter(unit=frame.unit_id, year=frame.year, end=frame.start).first()
        if older is not None:
            BudgetLine.objects.filter(unit_frame=frame).exclude(pk__in=made_lines).update(unit_frame=older)
    if after and change.kind != UnitChange.Kind.MOVE:
        for unit in before:
            codes = unit.responsibility_codes.values_list("code", flat=True)
            booked = LedgerSum.objects.filter(responsibility__in=list(codes), month__gte=change.on, unit__in=after)
            booked.update(unit=unit)
        add_up(months=LedgerMonth.objects.filter(month__gte=change.on), units=[*before, *after])


def _refuse_used(change: UnitChange, units: Collection[Unit]) -> None:
    forecast = Forecast.objects.filter(unit__in=units, recorded_on__gte=max(change.on, change.made_on)).first()
    moved = UnitMove.objects.filter(
        Q(from_unit__in=units) | Q(to_unit__in=units), proposed_on__gte=max(change.on, change.made_on)
    ).first()
    shifted = LineMove.objects.filter(unit_frame__unit__in=units, moved_on__gte=max(change.on, change.made_on)).first()
    found = forecast or moved or shifted
    if found is not None:
        what = Words("A forecast") if forecast else Words("A move of money")
        raise SomethingRests(
            Words("{what} rests on the change: {found}.", found=found, what=what),
            way=Words("Make a new change from a later day instead of undoing this one."),
        )


ROOM = Room(name=NAME, rests=rests, refuse=refuse, carry=carry, let_go=let_go, money=money)
