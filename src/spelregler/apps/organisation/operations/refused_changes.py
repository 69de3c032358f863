"""What a change of units is refused for: the units, the day, and the place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from spelregler.apps.organisation.models import Placement, Unit, UnitChange
from spelregler.apps.organisation.registries.unit_belongings import Sketch
from spelregler.domain.words import NOTHING, Bilingual, Words
from spelregler.platform.audit.taking_back import SomethingRests
from spelregler.platform.errors import DomainError

MOST_YEARS_AHEAD = 2


class ChangeRefused(DomainError):
    """A unit changes on a day when it is there, into something else than itself."""

    code = "unit-change-refused"


def refuse_built_on(change: UnitChange) -> None:
    """A later change of the same units is undone first. Refuses with `SomethingRests` a change with a later one."""
    units = [part.unit_id for part in change.parts.all() if part.unit_id]
    later = UnitChange.objects.filter(parts__unit__in=units, undone_on__isnull=True, pk__gt=change.pk).first()
    if later is not None:
        raise SomethingRests(
            Words("The same units were changed again from {on}.", on=later.on),
            way=Words("Undo the later change first."),
        )


def refuse_strange(sketch: Sketch, *, today: date) -> None:
    """The units are there, each is named once, and the day is near. Refuses with `ChangeRefused` what is not so."""
    codes = [unit.code for unit in sketch.units]
    takers = [taker.code for taker in sketch.takers]
    if len(set(codes)) < len(codes) or len(set(takers)) < len(takers) or set(codes) & set(takers):
        raise ChangeRefused(
            Words("A unit cannot be merged with itself."),
            way=Words("Choose another unit, or give the new unit a name."),
        )
    if not date(today.year, 1, 1) <= sketch.on < date(today.year + MOST_YEARS_AHEAD, 1, 1):
        raise ChangeRefused(
            Words(
                "The day is outside {year} and the year after. The frames and accounts of a closed year stand.",
                year=today.year,
            ),
            way=Words("Choose a day this year or next."),
        )
    for unit in everyone(sketch):
        refuse_ended(unit, on=sketch.on)
        _refuse_moved_later(unit, on=sketch.on)
    _refuse_place(sketch, today=today)


def refuse_ended(unit: Unit, *, on: date) -> None:
    """The unit goes on past the day. Refuses with `ChangeRefused` one that does not."""
    if unit.end is not None or unit.start >= on:
        raise ChangeRefused(
            Words("{unit} ends on {end} and cannot be changed any more.", unit=unit, end=unit.end)
            if unit.end
            else Words("{unit} exists from {start} only.", unit=unit, start=unit.start),
            way=Words("Choose a unit that remains, or a later day."),
        )


def _refuse_moved_later(unit: Unit, *, on: date) -> None:
    later = Placement.objects.filter(unit=unit, start__gte=on).order_by("start").first()
    if later is not None:
        raise ChangeRefused(
            Words("{unit} changes place on {start}, the same day or later.", unit=unit, start=later.start),
            way=Words("Choose a later day, or undo that change first."),
        )


def _refuse_place(sketch: Sketch, *, today: date) -> None:
    """Units that are merged belong to one department, and nobody moves to where they are, or into themselves."""
    placed = {each.unit_id: each for each in _placed(sketch)}
    if sketch.department.end is not None and sketch.department.end <= sketch.on:
        raise _wrong_place(Words("{department} is not there on the day.", department=sketch.department))
    if sketch.kind != UnitChange.Kind.MOVE:
        if any(each.department_id != sketch.department.pk for each in placed.values()) or not placed:
            raise _wrong_place(
                Words("The units belong to different departments. Move first, merge after."),
            )
        return
    inside = _all_inside(sketch.units, on=sketch.on)
    for unit in sketch.units:
        now = placed.get(unit.pk)
        same = now and (now.department_id, now.parent_id) == (sketch.department.pk, sketch.parent and sketch.parent.pk)
        if now is None or same or (sketch.parent is not None and sketch.parent.pk in {unit.pk, *inside}):
            raise _wrong_place(
                Words(
                    "{unit} cannot be moved there: it is there already, or the place is inside the unit itself.",
                    unit=unit,
                ),
            )
        if inside and now.department_id != sketch.department.pk:
            raise _wrong_place(
                Words("There are other units inside {unit}.", unit=unit),
                Words("Move the units inside first, one at a time."),
            )


def _placed(sketch: Sketch) -> list[Placement]:
    return list(Placement.objects.on(sketch.on).filter(unit__in=everyone(sketch)))


def _all_inside(units: Collection[Unit], *, on: date) -> set[int]:
    """Everything inside the units, level by level."""
    found: set[int] = set()
    level = {unit.pk for unit in units}
    while level:
        level = set(Placement.objects.on(on).filter(parent__in=level).values_list("unit", flat=True)) - found
        found |= level
    return found


def _wrong_place(
    words: Bilingual,
    way: Bilingual = NOTHING,
) -> ChangeRefused:
    return ChangeRefused(words, way=way or Words("Choose another place or other units."))


def everyone(sketch: Sketch) -> list[Unit]:
    """The units that the change is about and that are there already."""
    return [*sketch.units, *(taker.unit for taker in sketch.takers if taker.unit is not None)]
