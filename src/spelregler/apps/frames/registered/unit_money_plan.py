"""Each year's amounts before and after a change of units, as proposed or as somebody wrote instead."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from spelregler.apps.frames.models import (
    UnitFrame,
)
from spelregler.apps.frames.registered.frames_between_committees import between_committees, changes_body
from spelregler.apps.frames.registered.unit_money import does_not_add_up, open_frames, rows_of
from spelregler.apps.organisation.models import Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Sketch, YearMoney
from spelregler.domain.money import ZERO, Money
from spelregler.domain.units import (
    Carry,
    CarryError,
    carried_rows,
    propose_carry,
    spans,
    with_amounts,
    with_kept,
)


def money(sketch: Sketch) -> list[YearMoney]:
    """Each year's amounts before and after, as proposed or as somebody wrote instead, with the sums day by day.

    Refuses with `MoneyInTheWay` written amounts below zero, or that are not together as much as before (MR-18).
    """
    if sketch.kind == UnitChange.Kind.MOVE:
        return between_committees(sketch) if changes_body(sketch) else []
    by_year: dict[int, list[UnitFrame]] = defaultdict(list)
    for frame in open_frames(sketch.units, since=sketch.on.year):
        by_year[frame.year].append(frame)
    names = {**{u.code: u.name for u in sketch.units}, **{t.code: t.name for t in sketch.takers}}
    found = []
    for year, frames in sorted(by_year.items()):
        carry = _carry(sketch, year, frames)
        before = rows_of([*sketch.units, *_there(sketch)], year)
        after = carried_rows(before, carry)
        body = frames[0].committee_frame.body
        found.append(YearMoney(carry, tuple(spans(year=year, before=before, after=after)), names, body.name))
    return found


def _there(sketch: Sketch) -> list[Unit]:
    return [taker.unit for taker in sketch.takers if taker.unit is not None]


def _carry(sketch: Sketch, year: int, frames: Sequence[UnitFrame]) -> Carry:
    own = {
        each.unit.code: Money(each.amount_ore) for each in open_frames(_there(sketch), since=year) if each.year == year
    }
    takers = {taker.code: own.get(taker.code, ZERO) for taker in sketch.takers}
    ending = {frame.unit.code: Money(frame.amount_ore) for frame in frames}
    carry = propose_carry(year=year, on=sketch.on, ending=ending, takers=takers)
    try:
        if kept := sketch.kept.get(year):
            carry = with_kept(carry, kept=kept)
        if given := sketch.given.get(year):
            carry = with_amounts(carry, given=given)
    except CarryError as fault:
        raise does_not_add_up(fault) from fault
    return carry
