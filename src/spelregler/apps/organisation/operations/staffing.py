"""The people of a unit that ends or moves: its posts and their holders, those employed, and the units inside it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Employment,
    Person,
    Placement,
    Post,
    Unit,
    UnitChange,
)
from spelregler.apps.organisation.operations.structure import add_post, place_unit
from spelregler.apps.organisation.operations.tenure import appoint, employ, end_appointment
from spelregler.apps.organisation.registries.unit_belongings import Resting, Room, Sketch
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who, amend
from spelregler.platform.errors import DomainError

NAME = "organisation"
MANAGER = Post.Kind.UNIT_MANAGER
POST, PERSON, STAFF, INSIDE = "post", "person", "staff", "inside"


class PeopleInTheWay(DomainError):
    """Somebody's appointment or employment begins on the day or later: that is settled first."""

    code = "people-in-the-way"


def appointments_from(units: Collection[Unit], on: date) -> list[Appointment]:
    """The appointments to the units' posts that hold on the day or later."""
    rows = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=on), post__unit__in=units)
    return list(rows.select_related("post__unit", "person").order_by("post__unit__code", "post__code", "pk"))


def employments_from(units: Collection[Unit], on: date) -> list[Employment]:
    """Those employed in the units on the day or later."""
    rows = Employment.objects.filter(Q(end__isnull=True) | Q(end__gt=on), unit__in=units)
    return list(rows.select_related("unit", "person").order_by("unit__code", "person__name", "pk"))


def children_of(units: Collection[Unit], on: date) -> list[Placement]:
    """The units that lie inside one of these on the day."""
    rows = Placement.objects.on(on).filter(parent__in=units).exclude(unit__in=units)
    return list(rows.select_related("unit", "parent", "department").order_by("unit__name"))


def common_parent(sketch: Sketch) -> Unit | None:
    """The unit that all of those that end lie inside, and that goes on; none where they lie in different places."""
    placed = Placement.objects.on(sketch.on).filter(unit__in=sketch.units).select_related("parent")
    parents = {each.parent for each in placed if each.parent not in sketch.units}
    return parents.pop() if len(parents) == 1 else None


def managers_of(units: Collection[Unit], on: date) -> list[Person]:
    """Who manages the units on the day: they may be given the new unit's post."""
    held = Appointment.objects.on(on).filter(post__unit__in=units, post__kind=MANAGER).select_related("person")
    return list({each.person_id: each.person for each in held.order_by("post__unit__code")}.values())


def rests(sketch: Sketch) -> list[Resting]:
    """The units inside, the posts with their holders, and those employed. A unit that moves takes them all along."""
    if not sketch.ends:
        return []
    found = [_inside(each, sketch) for each in children_of(sketch.units, sketch.on)]
    found += [_post(each, sketch) for each in appointments_from(sketch.units, sketch.on)]
    employed = employments_from(sketch.units, sketch.on)
    if len(sketch.takers) > 1:
        found += [_person(each) for each in employed]
    else:
        found += [
            _staff(unit, employed, sketch) for unit in sketch.units if any(e.unit_id == unit.pk for e in employed)
        ]
    return found


def _inside(each: Placement, sketch: Sketch) -> Resting:
    return Resting(
        room=NAME,
        kind=INSIDE,
        code=each.unit.code,
        unit=each.parent.code if each.parent else "",
        title=each.unit.name,
        what=Words("unit inside"),
        how=Words("belongs to the new unit from the day")
        if sketch.takers
        else Words("belongs to the department from the day"),
        is_chosen=len(sketch.takers) > 1,
    )


def _post(each: Appointment, sketch: Sketch) -> Resting:
    leads = each.post.kind == MANAGER
    ends = leads or not sketch.takers
    return Resting(
        room=NAME,
        kind=POST,
        code=str(each.pk),
        unit=each.post.unit.code if each.post.unit else "",
        title=f"{each.post.title}: {each.person.name}",
        what=Words("appointment"),
        how=Words("ends on the day; the manager gets the new unit's post by an appointment (CP-6)")
        if leads
        else Words("ends on the day")
        if ends
        else Words("goes along in a post of the same kind"),
        is_chosen=not ends and len(sketch.takers) > 1,
    )


def _person(each: Employment) -> Resting:
    return Resting(
        room=NAME,
        kind=PERSON,
        code=str(each.pk),
        unit=each.unit.code,
        title=each.person.name,
        what=Words("employed"),
        how=Words("goes on in the new unit"),
        is_chosen=True,
    )


def _staff(unit: Unit, employed: Sequence[Employment], sketch: Sketch) -> Resting:
    count = len({each.person_id for each in employed if each.unit_id == unit.pk})
    goes = bool(sketch.takers)
    return Resting(
        room=NAME,
        kind=STAFF,
        code=unit.code,
        unit=unit.code,
        title=f"{count}",
        what=Words("number of employees"),
        how=Words("go on in the new unit") if goes else Words("are no longer placed in the unit; place them first"),
    )


def refuse(sketch: Sketch) -> None:
    """Nobody is left in a unit that is no longer there (CP-6).

    Refuses with `PeopleInTheWay` an appointment that begins on the day or later in a unit that ends, and people
    employed there whom no unit takes over.
    """
    if not sketch.ends:
        return
    late = next((each for each in appointments_from(sketch.units, sketch.on) if each.start >= sketch.on), None)
    if late is not None:
        raise PeopleInTheWay(
            Words(
                "{person} has an appointment to {post} from {start}, when the unit is gone.",
                person=late.person,
                post=late.post,
                start=late.start,
            ),
            clause="CP-6",
            way=Words("End that appointment first, on the post's page."),
        )
    employed = employments_from(sketch.units, sketch.on)
    if employed and not sketch.takers:
        count = len({each.person_id for each in employed})
        raise PeopleInTheWay(
            Words("{count} are employed in the unit on the day and have nowhere to go.", count=count),
            way=Words("Merge the unit with another instead, or end or move the employments first."),
        )


def carry(sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    """Everybody goes on from the day, in a new post or a new place; who manages is appointed by the decision (CP-6).

    Refuses as `appoint` and `end_appointment` do.
    """
    if not sketch.ends:
        return
    for each in children_of(sketch.units, sketch.on):
        _carry_inside(each, sketch, made, who)
    for held in appointments_from(sketch.units, sketch.on):
        _carry_post(held, sketch, made, basis, who)
    for employed in employments_from(sketch.units, sketch.on):
        _carry_employment(employed, sketch, made, who)
    for code, person in sketch.managers.items():
        if person and code in made:
            _appoint_manager(made[code], Person.objects.get(code=person), sketch.on, basis, who)


def _carry_inside(each: Placement, sketch: Sketch, made: Mapping[str, Unit], who: Who) -> None:
    taker = made.get(sketch.taker_of(f"{NAME}-{INSIDE}-{each.unit.code}"))
    until = each.end
    if taker == each.unit:  # a unit that is merged into one inside it gives it its own place
        taker = common_parent(sketch)
    amend(each, to={"end": sketch.on}, act="end-placement", who=who)
    placed = place_unit(unit=each.unit, department=each.department, parent=taker, start=sketch.on, who=who)
    if placed.end != until:
        amend(placed, to={"end": until}, act="place-unit", who=who)


def _carry_post(held: Appointment, sketch: Sketch, made: Mapping[str, Unit], basis: Basis, who: Who) -> None:
    until = held.end
    end_appointment(appointment=held, end=sketch.on, who=who)
    taker = made.get(sketch.taker_of(f"{NAME}-{POST}-{held.pk}"))
    if taker is None or held.post.kind == MANAGER:
        return
    post = _post_like(held.post, taker, who)
    if not Appointment.objects.on(sketch.on).filter(post=post, person=held.person).exists():
        appoint(
            post=post,
            person=held.person,
            start=sketch.on,
            end=until,
            is_acting=held.is_acting,
            basis=held.basis or basis,
            who=who,
        )


def _post_like(post: Post, taker: Unit, who: Who) -> Post:
    """A post of the same kind and title at the taker: the one that is there, or a new one."""
    found = Post.objects.filter(unit=taker, kind=post.kind, title=post.title).first()
    return found or add_post(
        code=free_post_code(f"{taker.code}-{post.kind}"),
        title=post.title,
        title_en=post.title_en,
        kind=post.kind,
        unit=taker,
        represents=post.represents,
        who=who,
    )


def free_post_code(stem: str) -> str:
    """A code for a post that is not taken."""
    stem = stem.replace("_", "-")[:54]
    taken = set(Post.objects.filter(code__startswith=stem).values_list("code", flat=True))
    return next(
        code for code in (stem, *(f"{stem}-{number}" for number in range(2, len(taken) + 3))) if code not in taken
    )


def manager_post(unit: Unit, *, who: Who) -> Post:
    """The post that leads the unit; a new unit gets one."""
    found = Post.objects.filter(unit=unit, kind=MANAGER).first()
    if found is not None:
        return found
    return add_post(
        code=free_post_code(f"{unit.code}-chef"),
        title=f"Enhetschef {unit.name}"[:120],
        title_en=f"Unit manager {unit.name_en or unit.name}"[:120],
        kind=MANAGER,
        unit=unit,
        who=who,
    )


def _carry_employment(each: Employment, sketch: Sketch, made: Mapping[str, Unit], who: Who) -> None:
    """Somebody employed in two of the units is employed once in what they became."""
    kind = (PERSON, each.pk) if len(sketch.takers) > 1 else (STAFF, each.unit.code)
    taker, until = made[sketch.taker_of(f"{NAME}-{kind[0]}-{kind[1]}")], each.end
    if each.start >= sketch.on:
        amend(each, to={"unit": taker}, act="move-employment", who=who)
        return
    amend(each, to={"end": sketch.on}, act="end-employment", who=who)
    if not Employment.objects.on(sketch.on).filter(person=each.person, unit=taker).exists():
        employ(person=each.person, unit=taker, start=sketch.on, end=until, who=who)


def _appoint_manager(unit: Unit, person: Person, on: date, basis: Basis, who: Who) -> None:
    post = manager_post(unit, who=who)
    held = Appointment.objects.on(on).filter(post=post).first()
    if held is not None and held.person_id == person.pk:
        return
    if held is not None:
        end_appointment(appointment=held, end=on, who=who)
    appoint(post=post, person=person, start=on, basis=basis, who=who)


def let_go(change: UnitChange, before: Collection[Unit], after: Collection[Unit], notes: Sequence[Note]) -> None:
    """Nothing of the people's is written other than row by row; what rests on a row is found by the row."""


ROOM = Room(name=NAME, rests=rests, refuse=refuse, carry=carry, let_go=let_go)
