"""The money of units that end or change committee: frames, lines, known events, and what is booked after the day.

The unit that ends keeps the part of its frame that belongs to the days it lived, beside its outcome of those days. The
rest goes on. The sum of the frames is checked for each day of the year before anything is stored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from django.db.models import Q

from spelregler.apps.decisions.models import Decision
from spelregler.apps.decisions.operations import record_decision
from spelregler.apps.frames.models import (
    BudgetLine,
    CommitteeFrame,
    Forecast,
    ForecastEvent,
    LedgerSum,
    LineMove,
    ResponsibilityCode,
    UnitFrame,
    UnitMove,
)
from spelregler.apps.frames.operations.amounts import in_english, in_swedish
from spelregler.apps.frames.operations.lines import set_line
from spelregler.apps.frames.operations.shares import set_committee_frame, set_unit_frame
from spelregler.apps.organisation.models import Basis, Body, Placement, Unit, UnitChange
from spelregler.apps.organisation.resting import Resting, Room, Sketch, YearMoney
from spelregler.domain.money import ZERO, Money
from spelregler.domain.period import Period
from spelregler.domain.units import (
    UNDISTRIBUTED,
    Carry,
    CarryError,
    allocate,
    carried_rows,
    propose_carry,
    spans,
    total_is_kept,
    with_amounts,
    with_kept,
)
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.audit.taking_back import SomethingRests
from spelregler.platform.errors import DomainError

NAME = "frames"
Rows = list[tuple[str, Period, Money]]


class MoneyInTheWay(DomainError):
    """What a body or a manager has decided after the day stands; a change does not pass under it."""

    code = "money-in-the-way"


# What rests, and what stands in the way -------------------------------------------------------------------------------


def rests(sketch: Sketch) -> list[Resting]:
    """The frames of the year and later, and the codes of the ledger."""
    found = []
    for frame in _open(sketch.units, since=sketch.on.year):
        moves = sketch.kind == UnitChange.Kind.MOVE
        if moves and not _changes_body(sketch):
            continue
        found.append(_frame(frame, sketch))
    if sketch.ends:
        codes = ResponsibilityCode.objects.filter(unit__in=sketch.units).select_related("unit").order_by("code")
        found += [_code(each, sketch) for each in codes]
    return found


def _frame(frame: UnitFrame, sketch: Sketch) -> Resting:
    tkr = in_swedish(Money(frame.amount_ore))
    if sketch.kind == UnitChange.Kind.MOVE:
        how = (
            "följer enheten till den andra nämnden, genom fullmäktiges beslut",
            "goes along, by the council's decision",
        )
    elif sketch.takers:
        how = ("delas vid dagen; se beloppen ovan", "is divided at the day; see the amounts above")
    else:
        how = ("resten går tillbaka till nämnden", "the rest goes back to the committee")
    return Resting(NAME, "ram", f"{frame.pk}", frame.unit.code, f"{frame.year}: {tkr}", "ram", "frame", *how)


def _code(each: ResponsibilityCode, sketch: Sketch) -> Resting:
    how = (
        (
            "bokfört i månader från dagen räknas hos den nya enheten",
            "booked in months from the day counts at the new unit",
        )
        if sketch.takers
        else ("bokfört därefter räknas fortfarande här", "what is booked later still counts here")
    )
    return Resting(NAME, "ansvar", each.code, each.unit.code, each.code, "ansvarskod", "ansvar code", *how)


def refuse(sketch: Sketch) -> None:
    """What was decided or reported after the day, a move that waits for an answer, a committee without a frame."""
    _refuse_decided_later(sketch)
    waiting = UnitMove.objects.filter(
        Q(from_unit__in=sketch.units) | Q(to_unit__in=sketch.units), outcome=UnitMove.Outcome.PROPOSED
    ).first()
    if waiting is not None:
        raise MoneyInTheWay(
            sv=f"En flytt av pengar, {waiting}, väntar på svar.",
            en=f"A move of money, {waiting}, waits for an answer.",
            clause="MR-38",
            way_sv="Besvara förslaget först.",
            way_en="Answer the proposal first.",
        )
    if sketch.kind == UnitChange.Kind.MOVE and _changes_body(sketch):
        for frame in _open(sketch.units, since=sketch.on.year):
            _committee(sketch.department.body, frame.year)


def _refuse_decided_later(sketch: Sketch) -> None:
    involved = [*sketch.units, *(each.unit for each in sketch.takers if each.unit is not None)]
    if sketch.kind == UnitChange.Kind.MOVE and not _changes_body(sketch):
        return
    later = UnitFrame.objects.filter(unit__in=involved, start__gt=sketch.on, year__gte=sketch.on.year).first()
    told = Forecast.objects.filter(unit__in=sketch.units, recorded_on__gt=sketch.on).order_by("-recorded_on").first()
    if later is None and (told is None or not sketch.ends):
        return
    day = later.start if later is not None else told and told.recorded_on
    sv = f"ramen för {later.unit} beslutades {day}" if later is not None else f"prognosen {told} lämnades {day}"
    en = f"the frame of {later.unit} was decided on {day}" if later is not None else f"{told} was reported on {day}"
    raise MoneyInTheWay(
        sv=f"Något ligger redan fast efter den dagen: {sv}.",
        en=f"Something already stands after that day: {en}.",
        clause="MR-18",
        way_sv=f"Välj en dag från och med {day}.",
        way_en=f"Choose a day on or after {day}.",
    )


def _open(units: Collection[Unit], *, since: int) -> list[UnitFrame]:
    """The frames that hold until further notice, of the year and later ones."""
    rows = UnitFrame.objects.filter(unit__in=units, end__isnull=True, year__gte=since)
    return list(rows.select_related("unit", "committee_frame__body").order_by("year", "unit__code"))


# The plan -------------------------------------------------------------------------------------------------------------


def money(sketch: Sketch) -> list[YearMoney]:
    """Each year's amounts before and after, as proposed or as somebody wrote instead, with the sums day by day."""
    if sketch.kind == UnitChange.Kind.MOVE:
        return _between_committees(sketch) if _changes_body(sketch) else []
    by_year: dict[int, list[UnitFrame]] = defaultdict(list)
    for frame in _open(sketch.units, since=sketch.on.year):
        by_year[frame.year].append(frame)
    names = {**{u.code: u.name for u in sketch.units}, **{t.code: t.name for t in sketch.takers}}
    found = []
    for year, frames in sorted(by_year.items()):
        carry = _carry(sketch, year, frames)
        before = _rows([*sketch.units, *_there(sketch)], year)
        after = carried_rows(before, carry)
        body = frames[0].committee_frame.body
        found.append(YearMoney(carry, tuple(spans(year=year, before=before, after=after)), names, body.name))
    return found


def _there(sketch: Sketch) -> list[Unit]:
    return [taker.unit for taker in sketch.takers if taker.unit is not None]


def _carry(sketch: Sketch, year: int, frames: Sequence[UnitFrame]) -> Carry:
    own = {each.unit.code: Money(each.amount_ore) for each in _open(_there(sketch), since=year) if each.year == year}
    takers = {taker.code: own.get(taker.code, ZERO) for taker in sketch.takers}
    ending = {frame.unit.code: Money(frame.amount_ore) for frame in frames}
    carry = propose_carry(year=year, on=sketch.on, ending=ending, takers=takers)
    try:
        if kept := sketch.kept.get(year):
            carry = with_kept(carry, kept=kept)
        if given := sketch.given.get(year):
            carry = with_amounts(carry, given=given)
    except CarryError as fault:
        raise _does_not_add_up(fault) from fault
    return carry


def _does_not_add_up(fault: CarryError) -> MoneyInTheWay:
    return MoneyInTheWay(
        sv="Ett belopp är under noll."
        if fault.is_negative
        else f"Beloppen går inte ihop: skillnaden är {in_swedish(fault.difference)}.",
        en="An amount is below zero."
        if fault.is_negative
        else f"The amounts do not add up: the difference is {in_english(fault.difference)}.",
        clause="MR-18",
        way_sv="Ändra beloppen så att de tillsammans är lika mycket före och efter.",
        way_en="Change the amounts so that together they are as much before as after.",
    )


def _rows(units: Iterable[Unit], year: int) -> Rows:
    rows = UnitFrame.objects.filter(unit__in=list(units), year=year).select_related("unit")
    return [(each.unit.code, Period(each.start, each.end), Money(each.amount_ore)) for each in rows]


# Two committees -------------------------------------------------------------------------------------------------------


def _changes_body(sketch: Sketch) -> bool:
    now = Placement.objects.on(sketch.on).filter(unit__in=sketch.units).select_related("department")
    return any(each.department.body_id != sketch.department.body_id for each in now)


def _between_committees(sketch: Sketch) -> list[YearMoney]:
    """The year's whole frame goes along, and with it the year's outcome: each krona counts where the unit is."""
    found = []
    for frame in _open(sketch.units, since=sketch.on.year):
        old, new = frame.committee_frame.body, sketch.department.body
        giver, taker = _committee(old, frame.year), _committee(new, frame.year)
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


def _committee(body: Body, year: int) -> CommitteeFrame:
    frame: CommitteeFrame | None = CommitteeFrame.objects.filter(body=body, year=year, end__isnull=True).first()
    if frame is None:
        raise MoneyInTheWay(
            sv=f"{body} har ingen ram för {year} som enhetens ram kan läggas till.",
            en=f"{body.name_en or body} has no frame for {year} that the unit's frame can be added to.",
            clause="MR-18",
            way_sv="Vänta på fullmäktiges budget.",
            way_en="Wait for the council's budget.",
        )
    return frame


def _committee_rows(bodies: Iterable[Body], year: int) -> Rows:
    rows = CommitteeFrame.objects.filter(body__in=list(bodies), year=year).select_related("body")
    return [(each.body.code, Period(each.start, each.end), Money(each.amount_ore)) for each in rows]


def _move_frames(sketch: Sketch, basis: Basis, who: Who) -> None:
    """Both committees' frames change, and only the council changes them (MR-18)."""
    new = sketch.department.body
    frames = [each for each in _open(sketch.units, since=sketch.on.year) if each.committee_frame.body_id != new.pk]
    if not frames:
        return
    decision = _by_the_council(sketch, basis, who)
    for frame in frames:
        amount, income, investment = frame.amount_ore, frame.income_ore, frame.investment_ore
        unit, year = frame.unit, frame.year
        giver, taker = _committee(frame.committee_frame.body, year), _committee(new, year)
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
            committee_frame=_committee(new, year),
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
            sv="Enheten byter nämnd, så båda nämndernas ramar ändras. Det beslutar fullmäktige.",
            en="The unit changes committee, so the frames of both change. That is the council's decision.",
            clause="MR-18",
            way_sv="Ange fullmäktige som den som har beslutat, med dag och paragraf.",
            way_en="Give the council as the one that decided, with day and paragraph.",
        )
    number = basis.paragraph.removeprefix("§").strip()
    found = Decision.objects.filter(body=council, decided_on=basis.decided_on, paragraph=number).first()
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
            sv=f"Ramen för {late.body} beslutades {late.start}, efter den dagen.",
            en=f"The frame of {late.body.name_en or late.body} was decided on {late.start}, after that day.",
            clause="MR-18",
            way_sv=f"Välj en dag från och med {late.start}.",
            way_en=f"Choose a day on or after {late.start}.",
        )


# Carrying out ---------------------------------------------------------------------------------------------------------


def carry(sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    """What the plan says, and then the sum of each day once more, as it is stored."""
    if sketch.kind == UnitChange.Kind.MOVE:
        _move_frames(sketch, basis, who)
        return
    if not sketch.ends:
        return
    involved = [*sketch.units, *made.values()]
    for year in money(sketch):
        before = _rows(involved, year.carry.year)
        _store_year(year.carry, sketch.units, made, who)
        after = _rows(involved, year.carry.year)
        if year.carry.returned:
            after.append((UNDISTRIBUTED, Period(sketch.on), year.carry.returned))
        if not total_is_kept(spans(year=year.carry.year, before=before, after=after)):
            raise _does_not_add_up(CarryError(ZERO))
    first = next(iter(made.values()), None)
    if first is not None:
        _move_events(sketch, first, who)
        LedgerSum.objects.filter(unit__in=sketch.units, month__gte=sketch.on).update(unit=first)


def _store_year(carry: Carry, units: Sequence[Unit], made: Mapping[str, Unit], who: Who) -> None:
    """Who gives comes first, so that the committee's sum holds all the way."""
    lines: dict[str, int] = defaultdict(int)
    extra = {"income_ore": 0, "investment_ore": 0}
    tells_income = True
    shared: CommitteeFrame | None = None
    for unit in units:
        frame = next((each for each in _open([unit], since=carry.year) if each.year == carry.year), None)
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
    held = next((each for each in _open([unit], since=carry.year) if each.year == carry.year), None)
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


# Taking back ----------------------------------------------------------------------------------------------------------


def let_go(change: UnitChange, before: Collection[Unit], after: Collection[Unit], notes: Sequence[Note]) -> None:
    """Refused once somebody has forecast, moved money or decided a frame on the new ground.

    The lines go back to the frame that they stood in, and what is booked on the old units' codes to those.
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


def _refuse_used(change: UnitChange, units: Collection[Unit]) -> None:
    forecast = Forecast.objects.filter(unit__in=units, recorded_on__gte=max(change.on, change.made_on)).first()
    moved = UnitMove.objects.filter(
        Q(from_unit__in=units) | Q(to_unit__in=units), proposed_on__gte=max(change.on, change.made_on)
    ).first()
    shifted = LineMove.objects.filter(unit_frame__unit__in=units, moved_on__gte=max(change.on, change.made_on)).first()
    found = forecast or moved or shifted
    if found is not None:
        what_sv = "En prognos" if forecast else "En flytt av pengar"
        what_en = "A forecast" if forecast else "A move of money"
        raise SomethingRests(
            sv=f"{what_sv} vilar på ändringen: {found}.",
            en=f"{what_en} rests on the change: {found}.",
            way_sv="Gör en ny ändring från och med en senare dag i stället för att ångra.",
            way_en="Make a new change from a later day instead of undoing this one.",
        )


ROOM = Room(name=NAME, rests=rests, refuse=refuse, carry=carry, let_go=let_go, money=money)
