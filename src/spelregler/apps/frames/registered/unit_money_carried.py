"""The money of units that end is carried to those that go on: frames, lines and known events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db.models import Q

from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    ForecastEvent,
    LedgerMonth,
    LedgerSum,
    UnitFrame,
)
from spelregler.apps.frames.operations.ledger_nets import add_up
from spelregler.apps.frames.operations.lines import set_line
from spelregler.apps.frames.operations.unit_shares import set_unit_frame
from spelregler.apps.frames.registered.frames_between_committees import move_frames
from spelregler.apps.frames.registered.unit_money import does_not_add_up, open_frames, rows_of
from spelregler.apps.frames.registered.unit_money_plan import money
from spelregler.apps.organisation.models import Basis, Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Sketch
from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import Period
from spelregler.domain.units import (
    UNDISTRIBUTED,
    Carry,
    CarryError,
    allocate,
    spans,
    total_is_kept,
)
from spelregler.platform.audit.operations import Who, amend, store


def carry(sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    """What the plan says, and then the sum of each day once more, as it is stored (MR-18).

    Refuses with `MoneyInTheWay` amounts that are not as much after as before; as `move_frames`, `set_unit_frame` and
    `set_line` do.
    """
    if sketch.kind == UnitChange.Kind.MOVE:
        move_frames(sketch, basis, who)
        return
    if not sketch.ends:
        return
    involved = [*sketch.units, *made.values()]
    for year in money(sketch):
        before = rows_of(involved, year.carry.year)
        _store_year(year.carry, sketch.units, made, who)
        after = rows_of(involved, year.carry.year)
        if year.carry.returned:
            after.append((UNDISTRIBUTED, Period(sketch.on), year.carry.returned))
        if not total_is_kept(spans(year=year.carry.year, before=before, after=after)):
            raise does_not_add_up(CarryError(ZERO))
    first = next(iter(made.values()), None)
    if first is not None:
        _move_events(sketch, first, who)
        LedgerSum.objects.filter(unit__in=sketch.units, month__gte=sketch.on).update(unit=first)
        add_up(months=LedgerMonth.objects.filter(month__gte=sketch.on), units=[*sketch.units, first])


def _store_year(carry: Carry, units: Sequence[Unit], made: Mapping[str, Unit], who: Who) -> None:
    """Who gives comes first, so that the committee's sum holds all the way."""
    lines: dict[str, int] = defaultdict(int)
    extra = {"income_ore": 0, "investment_ore": 0}
    tells_income = True
    shared: CommitteeFrame | None = None
    for unit in units:
        frame = next((each for each in open_frames([unit], since=carry.year) if each.year == carry.year), None)
        if frame is None:
            continue
        shared = frame.committee_frame
        own = _lines_of(frame)
        rests = {line.label: _rest(line.amount_ore, frame.amount_ore, carry.kept[unit.code].ore) for line in own}
        for label, ore in rests.items():
            lines[label] += ore
        tells_income = tells_income and frame.income_ore is not None
        for name in extra:
            extra[name] += _rest(getattr(frame, name) or 0, frame.amount_ore, carry.kept[unit.code].ore)
        _lessen(frame, carry, who)
        if carry.kept[unit.code]:
            _lessen_lines(unit, own, rests, carry, who)
    weights = [carry.given[code].ore for code in carry.takers]
    shares = {name: allocate(Money(ore), weights) if weights else [] for name, ore in extra.items()}
    labelled = {label: allocate(Money(ore), weights) if weights else [] for label, ore in lines.items()}
    for number, code in enumerate(carry.takers):
        if shared is None:
            continue
        more = {name: parts[number].ore for name, parts in shares.items()}
        _enlarge(made[code], shared, carry, more if tells_income else {**more, "income_ore": None}, who)
        _add_lines(made[code], carry, {label: parts[number] for label, parts in labelled.items()}, who)


def _rest(part: int, whole: int, kept: int) -> int:
    """What of a part goes on when that much of the whole is kept."""
    return part - Money(part).share(numerator=kept, denominator=whole).ore if whole else part


def _lessen(frame: UnitFrame, carry: Carry, who: Who) -> None:
    """A unit that did not live a day of the year has no frame for it; its earlier row keeps its days."""
    kept = carry.kept[frame.unit.code]
    if not kept and frame.start < carry.on:
        amend(frame, to={"end": carry.on}, act="end-unit-frame", who=who)
        return
    set_unit_frame(
        unit=frame.unit,
        committee_frame=frame.committee_frame,
        amount_ore=kept.ore,
        income_ore=None
        if frame.income_ore is None
        else frame.income_ore - _rest(frame.income_ore, frame.amount_ore, kept.ore),
        investment_ore=frame.investment_ore - _rest(frame.investment_ore, frame.amount_ore, kept.ore),
        decided_on=carry.on,
        origin=frame.origin,
        who=who,
    )


def _enlarge(unit: Unit, shared: CommitteeFrame, carry: Carry, more: Mapping[str, int | None], who: Who) -> None:
    held = next((each for each in open_frames([unit], since=carry.year) if each.year == carry.year), None)
    income = more["income_ore"]
    if held is not None:
        income = None if held.income_ore is None or income is None else held.income_ore + income
    set_unit_frame(
        unit=unit,
        committee_frame=shared,
        amount_ore=carry.after[unit.code].ore,
        income_ore=income,
        investment_ore=(held.investment_ore if held else 0) + (more["investment_ore"] or 0),
        decided_on=carry.on,
        who=who,
        **({"origin": held.origin} if held else {}),
    )


def _lines_of(frame: UnitFrame) -> list[BudgetLine]:
    """The unit's own lines of the frame's year, as they stand until further notice."""
    rows = BudgetLine.objects.filter(unit_frame__unit=frame.unit, unit_frame__year=frame.year, end__isnull=True)
    return list(rows.order_by("number"))


def _lessen_lines(unit: Unit, own: Sequence[BudgetLine], rests: Mapping[str, int], carry: Carry, who: Who) -> None:
    """Each line is divided as the frame is; one that the unit has changed for a later day stands."""
    frame = UnitFrame.objects.get(unit=unit, year=carry.year, end__isnull=True)
    for line in own:
        if line.start <= carry.on:
            left = line.amount_ore - rests[line.label]
            set_line(unit_frame=frame, label=line.label, amount_ore=left, set_on=carry.on, who=who)


def _add_lines(unit: Unit, carry: Carry, lines: Mapping[str, Money], who: Who) -> None:
    frame = UnitFrame.objects.get(unit=unit, year=carry.year, end__isnull=True)
    for label, amount in lines.items():
        own = BudgetLine.objects.filter(
            unit_frame__unit=unit, unit_frame__year=carry.year, end__isnull=True, label=label
        ).first()
        if amount and (own is None or own.start <= carry.on):
            so_far = own.amount_ore if own else 0
            set_line(unit_frame=frame, label=label, amount_ore=so_far + amount.ore, set_on=carry.on, who=who)


def _move_events(sketch: Sketch, taker: Unit, who: Who) -> None:
    """What is known to happen after the day happens at the unit that goes on."""
    later = Q(year=sketch.on.year, month__gte=sketch.on.month) | Q(year__gt=sketch.on.year)
    for event in ForecastEvent.objects.filter(later, unit__in=sketch.units, end__isnull=True):
        told = {name: getattr(event, name) for name in ("year", "month", "amount_ore", "kind", "reason", "told_by")}
        day = max(event.start, sketch.on)
        amend(event, to={"end": day}, act="move-forecast-event", who=who)
        store(ForecastEvent(unit=taker, start=day, origin=event.origin, **told), act="move-forecast-event", who=who)
