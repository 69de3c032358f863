"""A body's seats and terms on a day: who sits, who serves instead, who comes. Reads only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from spelregler.apps.organisation.models import (
    Body,
    CallIn,
    Membership,
    Seat,
    Term,
    open_on,
)
from spelregler.apps.organisation.queries.holdings import MOST_SHOWN, SOON, Holding, holding_of, not_here, of_membership
from spelregler.domain.period import ONE_DAY
from spelregler.domain.reading import identity, read_or
from spelregler.domain.words import Words


@dataclass(frozen=True)
class SeatNow:
    """A seat on the day: who sits in it, who serves instead, or nobody."""

    pk: int
    number: int
    is_substitute: bool
    holder: Holding | None
    serving: Holding | None
    coming: Holding | None
    reason: str = ""
    """Why another than the next in order serves."""

    @property
    def place(self) -> tuple[bool, int]:
        """Members by seat, then substitutes by the order of call-in."""
        who = self.holder or self.coming
        return self.is_substitute, who.order if self.is_substitute and who and who.order else self.number


def body_by_code(code: str, *, as_of: date, ahead: bool = False) -> Body:
    """The body on the day, `ahead` one that begins later too. Refuses with `NotVisible` where there is none."""
    rows = Body.objects.on_or_after(as_of) if ahead else Body.objects.on(as_of)
    found: Body | None = rows.filter(code=code).first()
    if found is None:
        raise not_here(Words("The body"))
    return found


def seats_of(body: Body, *, as_of: date) -> list[SeatNow]:
    """Every seat of the body with its holder on the day and the next one, in three queries."""
    now: dict[int, Holding] = {}
    coming: dict[int, Holding] = {}
    rows = Membership.objects.filter(Q(end__isnull=True) | Q(end__gt=as_of), seat__body=body, start__lte=as_of + SOON)
    for row in rows.select_related("person", "basis").order_by("start"):
        (now if row.start <= as_of else coming).setdefault(row.seat_id, of_membership(row))
    called = {
        each.seat_id: each
        for each in CallIn.objects.on(as_of).filter(seat__body=body).select_related("substitute__person")
    }
    found = []
    for seat in Seat.objects.filter(open_on(as_of), body=body):
        call = called.get(seat.pk)
        serving = holding_of(call, call.substitute.person, basis=None) if call else None
        held = now.get(seat.pk), serving, coming.get(seat.pk)
        found.append(SeatNow(seat.pk, seat.number, seat.is_substitute, *held, reason=call.reason if call else ""))
    return sorted(found, key=lambda each: each.place)


@dataclass(frozen=True)
class TermNow:
    """A term of a body, and the days when the body was trained in it."""

    pk: int
    first_day: date
    last_day: date | None
    is_now: bool
    trained_on: tuple[date, ...]


def terms_of(body: Body, *, as_of: date) -> list[TermNow]:
    """The body's terms with their trainings, the latest first, bounded; two queries."""
    terms = Term.objects.filter(body=body).prefetch_related("trainings").order_by("-start")[:MOST_SHOWN]
    return [
        TermNow(
            pk=each.pk,
            first_day=each.start,
            last_day=each.end - ONE_DAY if each.end else None,
            is_now=each.start <= as_of and (each.end is None or as_of < each.end),
            trained_on=tuple(sorted(t.held_on for t in each.trainings.all())),
        )
        for each in terms
    ]


def seat_of(body: Body, pk: str) -> Seat:
    """The seat of the body, for an operation to work on. Refuses with `NotVisible` a number of no seat there."""
    found: Seat | None = body.seats.select_related("body").filter(pk=read_or(identity, pk, 0)).first()
    if found is None:
        raise not_here(Words("The seat"))
    return found
