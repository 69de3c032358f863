"""The plan is stored: what is new in the order in which rows rest on each other, what changes before what begins."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from spelregler.apps.organisation.files.plan import Draft, Write
from spelregler.apps.organisation.files.town import Town
from spelregler.apps.organisation.models import Person, Seat
from spelregler.apps.organisation.operations.refusals import refusing
from spelregler.exchange.organisation import CODED, What
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who

LAST = date.max


def store(draft: Draft, *, who: Who, seen: Callable[[int], None]) -> None:
    """All of it or nothing, with one turn of the trail; an invariant that the database keeps is told in its words."""
    with refusing():
        store_many((_fact(each, draft.town) for each in writes(draft)), who=who, seen=seen)


def writes(draft: Draft) -> Iterator[Write]:
    """Ends come first of what changes, so that nobody holds what another has not left yet."""
    seats = [each for each in draft.made[What.SEAT] if isinstance(each.row, Seat)]
    held = [each for each in draft.made[What.SEAT] if not isinstance(each.row, Seat)]
    for what in CODED:
        yield from sorted(draft.made[what], key=lambda each: type(each.row).__name__, reverse=True)
    yield from seats
    yield from _ordered(draft.changed)
    for what in (What.TERM, What.PLACEMENT):
        yield from draft.made[what]
    yield from held
    for what in (What.APPOINTMENT, What.EMPLOYMENT):
        yield from draft.made[what]


def _ordered(changed: Iterable[Write]) -> list[Write]:
    def place(each: Write) -> tuple[bool, str, tuple[str, ...]]:
        end = each.to.get("end")
        ends_on = end if isinstance(end, date) else LAST
        shorter = "end" in each.to and ends_on < (getattr(each.row, "end", None) or LAST)
        return not shorter, type(each.row).__name__, tuple(each.to)

    return sorted(changed, key=place)


def _fact(each: Write, town: Town) -> Fact:
    concerns = each.row.code if isinstance(each.row, Person) else ""
    return Fact(each.row, each.act, each.to, concerns=concerns, place=town.place_of(each.row))
