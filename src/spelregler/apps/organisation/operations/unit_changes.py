"""Units are moved, merged, split and closed on a day, by a decision: one plan is shown, then all of it is stored.

What a unit was stays with it, under its own name: what it had booked, reported and decided. What is left of the year,
and everybody in it, goes on from the day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.models import Placement, Unit, UnitChange, UnitName, UnitPart
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.apps.organisation.operations.refused_changes import (
    ChangeRefused,
    everyone,
    refuse_built_on,
    refuse_ended,
    refuse_strange,
)
from spelregler.apps.organisation.operations.staffing import common_parent, manager_post
from spelregler.apps.organisation.operations.structure import add_unit, merge_units, move_unit, place_unit
from spelregler.apps.organisation.registries.unit_belongings import Resting, Sketch, Taker, YearMoney, rooms
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note, noting
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.audit.taking_back import take_back


@dataclass(frozen=True)
class Plan:
    """What a change would do: what rests on the units and becomes of it, and the money over the day."""

    sketch: Sketch
    resting: tuple[Resting, ...]
    money: tuple[YearMoney, ...]


def plan_change(sketch: Sketch, *, today: date) -> Plan:
    """What would become of everything, before anything is stored.

    Refuses with `ChangeRefused` a unit into itself, a day outside this year and the next, a unit that ends or that
    changes place on the day or later, and a place where it cannot lie; and what each room refuses about what rests on
    the units.
    """
    refuse_strange(sketch, today=today)
    for room in rooms():
        room.refuse(sketch)
    resting = [each for room in rooms() for each in room.rests(sketch)]
    money = [each for room in rooms() if room.money is not None for each in room.money(sketch)]
    return Plan(sketch, tuple(resting), tuple(money))


def change_units(sketch: Sketch, *, decided: Decided, who: Who) -> UnitChange:
    """The plan is carried out in one transaction with the decision that carries it: all of it or nothing.

    The units that end keep their history; what they become is placed where they were.

    Refuses as `plan_change` and `record_basis` do, and as each room does when it carries its own.
    """
    with transaction.atomic():
        lock_audit_chain()
        sketch = _as_stored(sketch)
        plan_change(sketch, today=decided.today)
        basis = record_basis(decided, who=who)
        change = UnitChange(kind=sketch.kind, on=sketch.on, basis=basis, made_on=decided.today, made_by=who.name)
        store(change, act=f"{sketch.kind}-units", who=who, details={"units": [each.code for each in sketch.units]})
        with noting() as notes:
            made = _make(sketch, who)
            _end(sketch, made, who)
            for room in rooms():
                room.carry(sketch, made, basis, who)
        _keep(change, sketch.units, list(made.values()), notes)
    return change


def _as_stored(sketch: Sketch) -> Sketch:
    """The units as they stand when it is this change's turn: another may have ended one since the plan was shown."""
    held = {each.pk: each for each in Unit.objects.select_for_update().filter(pk__in=[u.pk for u in everyone(sketch)])}
    takers = (replace(each, unit=held[each.unit.pk]) if each.unit is not None else each for each in sketch.takers)
    return replace(sketch, units=tuple(held[unit.pk] for unit in sketch.units), takers=tuple(takers))


def _make(sketch: Sketch, who: Who) -> dict[str, Unit]:
    """The units that go on; a new one gets its place and the post that leads it, so that it can own something."""
    made: dict[str, Unit] = {}
    parent = common_parent(sketch)
    for taker in sketch.takers:
        unit = taker.unit
        if unit is None:
            unit = add_unit(code=taker.code, name=taker.name, name_en=taker.name_en, start=sketch.on, who=who)
            place_unit(unit=unit, department=sketch.department, parent=parent, start=sketch.on, who=who)
            manager_post(unit, who=who)
        made[taker.code] = unit
    return made


def _end(sketch: Sketch, made: dict[str, Unit], who: Who) -> None:
    if sketch.kind == UnitChange.Kind.MOVE:
        for unit in sketch.units:
            move_unit(unit=unit, department=sketch.department, parent=sketch.parent, on=sketch.on, who=who)
        return
    first = next(iter(made.values()), None)
    if first is not None:
        merge_units(units=list(sketch.units), into=first, on=sketch.on, who=who)
        return
    for unit in sketch.units:
        amend(unit, to={"end": sketch.on}, act="close-unit", who=who, details={"on": sketch.on})
        for placement in Placement.objects.on(sketch.on).filter(unit=unit).select_related("unit", "department"):
            amend(placement, to={"end": sketch.on}, act="end-placement", who=who)


def _keep(change: UnitChange, before: Sequence[Unit], after: Sequence[Unit], notes: Sequence[Note]) -> None:
    change.done = [asdict(each) for each in notes]
    change.save(update_fields=["done"])
    for units, is_after in ((before, False), (after, True)):
        for unit in units:
            named = {"name": unit.name, "name_en": unit.name_en}
            part = UnitPart(change=change, unit=unit, code=unit.code, **named, is_after=is_after)
            part.full_clean()
            part.save()


def rename_unit(*, unit: Unit, name: str, name_en: str, on: date, decided: Decided, who: Who) -> UnitChange:
    """A unit is called something else from a day, in Swedish or English; earlier days keep both earlier names.

    Refuses with `ChangeRefused` a day to come or no later than the last change of name, no name or the same, and a unit
    that ends; with `BasisMissing` no decision.
    """
    name, name_en = name.strip(), name_en.strip()
    with transaction.atomic():
        lock_audit_chain()
        held = Unit.objects.select_for_update().get(pk=unit.pk)
        last = held.names.order_by("-end").first()
        since = last.end if last else held.start
        refuse_ended(held, on=on)
        if not name or (name, name_en) == (held.name, held.name_en) or not since < on <= decided.today:
            raise ChangeRefused(
                Words(
                    "A new name holds from a day after {since}, today at the latest, and is another than the last.",
                    since=since,
                ),
                way=Words("Write the new name and a day. A change of name is entered when the day has come."),
            )
        basis = record_basis(decided, who=who)
        change = UnitChange(kind=UnitChange.Kind.RENAME, on=on, basis=basis, made_on=decided.today, made_by=who.name)
        store(change, act="rename-unit", who=who, details={"unit": held.code})
        was = UnitPart(change=change, unit=held, code=held.code, name=held.name, name_en=held.name_en)
        with noting() as notes:
            earlier = UnitName(unit=held, name=held.name, name_en=held.name_en, start=since, end=on)
            store(earlier, act="keep-unit-name", who=who)
            amend(held, to={"name": name, "name_en": name_en}, act="rename-unit", who=who)
        _keep(change, [], [held], notes)
        was.save()
    return change


def undo_change(*, change: UnitChange, reason: str, today: date, who: Who) -> UnitChange:
    """A change is taken back with a reason until something rests on it: then a new change is made from a later day.

    Refuses with `ChangeRefused` no reason, and a change that is undone already; with `SomethingRests` as
    `refuse_built_on` and each room do.
    """
    with transaction.atomic():
        lock_audit_chain()
        held: UnitChange = UnitChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
        if held.undone_on is not None or not reason.strip():
            raise ChangeRefused(
                Words("The change has already been undone, or the reason is missing."),
                way=Words("Write why it is undone."),
            )
        refuse_built_on(held)
        notes = [Note(**each) for each in held.done]
        before, after = units_of(held, is_after=False), units_of(held, is_after=True)
        for room in reversed(rooms()):
            room.let_go(held, before, after, notes)
        take_back(notes, act=f"undo-{held.kind}-units", who=who)
        to = {"undone_on": today, "undone_by": who.name, "undone_reason": reason.strip()}
        amend(held, to=to, act="undo-unit-change", who=who)
        record(who=who, act="undo-unit-change", subject=str(held)[:200], details={"reason": reason.strip()})
    return held


def units_of(change: UnitChange, *, is_after: bool) -> list[Unit]:
    """The units that a change began with, or that came of it."""
    parts = change.parts.filter(is_after=is_after, unit__isnull=False).select_related("unit").order_by("pk")
    return [part.unit for part in parts if part.unit is not None]


def change_by_pk(pk: int) -> UnitChange | None:
    """A change with its decision."""
    found: UnitChange | None = UnitChange.objects.select_related("basis").filter(pk=pk).first()
    return found


def changes_of(code: str) -> list[UnitChange]:
    """Every change that the unit was part of, latest first, undone ones too."""
    rows = UnitChange.objects.filter(parts__code=code).distinct().select_related("basis").prefetch_related("parts")
    return list(rows.order_by("-on", "-pk")[:50])


def free_unit_code(stem: str) -> str:
    """A code for a new unit that is not taken, by a unit that is or was."""
    taken = set(Unit.objects.filter(Q(code=stem) | Q(code__startswith=f"{stem}-")).values_list("code", flat=True))
    return next(code for code in (stem, *(f"{stem}-{n}" for n in range(2, len(taken) + 3))) if code not in taken)


def new_taker(name: str, stem: str, name_en: str = "") -> Taker:
    """A unit that the change makes."""
    return Taker(code=free_unit_code(stem[:36] or "enhet"), name=name.strip(), name_en=name_en.strip())
