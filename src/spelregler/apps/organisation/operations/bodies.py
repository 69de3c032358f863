"""Changes to what the organisation is made of: bodies, seats, departments, units and posts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.models import Body, CallIn, Membership, Seat
from spelregler.apps.organisation.operations.holdings import Decided, record_basis
from spelregler.apps.organisation.operations.structure import add_body, add_seat
from spelregler.apps.organisation.operations.tenure import seat_member
from spelregler.apps.organisation.queries.references import rests_from
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Pair, Words, joined
from spelregler.platform.audit.operations import Who, amend
from spelregler.platform.errors import DomainError

MOST_SEATS = 200


class StillRests(DomainError):
    """What ends leaves nothing that holds without a place."""

    code = "still-rests"


class OneOfAKind(DomainError):
    """A municipality has one council and one executive board."""

    code = "one-of-a-kind"


class SeatHeld(DomainError):
    """A seat is taken away when nobody sits in it, now or later."""

    code = "seat-held"


class NotInTheDays(DomainError):
    """A function changes within the membership, after its first day."""

    code = "not-in-the-days"


def must_rest_free(what: str, rests: Sequence[Bilingual], *, way: Bilingual) -> None:
    """A thing ends when nothing holds on to it. Refuses with `StillRests` one that `rests` tells of, and says what."""
    if rests:
        raise StillRests(
            Words(
                "{what} cannot end then: on that day or later there are {rests}.",
                what=what,
                rests=joined(*rests, between=", "),
            ),
            way=way,
        )


# Bodies ---------------------------------------------------------------------------------------------------------------


def make_body(
    *,
    code: str,
    name: str,
    kind: str,
    first_day: date,
    members: int,
    substitutes: int,
    today: date,
    who: Who,
    name_en: str = "",
) -> Body:
    """A body exists from a day with its seats. There is one council and one executive board at a time.

    There is one body by a name, so that a form that is sent twice makes no second one.

    Refuses with `OneOfAKind` a second council or executive board, and a second body by the name.
    """
    same = Body.objects.filter(Q(end__isnull=True) | Q(end__gt=first_day), name__iexact=name.strip()).first()
    if same is not None:
        raise OneOfAKind(
            Words("{same} is there already, from {start}.", start=same.start, same=Pair(same.name, same.name_en)),
            way=Words("Use that body, or choose another name."),
            field="name",
        )
    if kind in (Body.Kind.COUNCIL, Body.Kind.EXECUTIVE_BOARD):
        there = Body.objects.filter(Q(end__isnull=True) | Q(end__gt=first_day), kind=kind).first()
        if there is not None:
            raise OneOfAKind(
                Words("{there} is there already.", there=Pair(there.name, there.name_en)),
                way=Words("Rename that body, or choose another kind."),
                field="kind",
            )
    with transaction.atomic():
        body = add_body(code=code, name=name, name_en=name_en, kind=kind, start=first_day, who=who)
        set_seats(body=body, members=members, substitutes=substitutes, today=today, who=who)
    return body


def rename_body(*, body: Body, name: str, name_en: str, who: Who) -> Body:
    """A body gets another name, in Swedish and perhaps in English. Its code stays, and so does all that it decided."""
    amend(body, to={"name": name, "name_en": name_en}, act="rename-body", who=who)
    return body


def end_body(*, body: Body, last_day: date, who: Who) -> Body:
    """A body ends after a last day when nothing rests on it.

    Refuses with `StillRests` one that somebody sits in then or later, that has a term, or that a department answers to.
    """
    end = last_day + ONE_DAY
    must_rest_free(
        str(body),
        rests_from(body, end, besides={"organisation.seat", "organisation.instruction"})
        + ([Words("memberships")] if _sits_from(Seat.objects.filter(body=body).values_list("pk"), end) else []),
        way=Words("End the memberships, let the departments answer to another body, or choose a later day."),
    )
    amend(body, to={"end": end}, act="end-body", who=who)
    return body


def _sits_from(seats: Any, day: date) -> bool:
    return Membership.objects.filter(Q(end__isnull=True) | Q(end__gt=day), seat__in=seats).exists()


def set_seats(*, body: Body, members: int, substitutes: int, today: date, who: Who) -> None:
    """A body has so many seats for members and for substitutes, as the council has decided.

    Seats are added or taken away from the highest number; who sat in one before stays.

    Refuses with `SeatHeld` taking away a seat that somebody sits in, now or later.
    """
    with transaction.atomic():
        for wanted, is_substitute in ((members, False), (substitutes, True)):
            _set_number(body, wanted, is_substitute, today, who)


def _set_number(body: Body, wanted: int, is_substitute: bool, today: date, who: Who) -> None:
    there = {each.number: each for each in Seat.objects.filter(body=body, is_substitute=is_substitute)}
    for number in range(1, wanted + 1):
        seat = there.pop(number, None)
        if seat is None:
            add_seat(body=body, number=number, is_substitute=is_substitute, who=who)
        elif seat.closed_on is not None:
            amend(seat, to={"closed_on": None}, act="open-seat", who=who)
    for _number, seat in sorted(there.items(), reverse=True):
        if seat.closed_on is None:
            _close(seat, today, who)


def _close(seat: Seat, today: date, who: Who) -> None:
    if _sits_from([seat.pk], today):
        raise SeatHeld(
            Words(
                "Somebody sits in seat {seat} of {body}, or is elected to it.",
                seat=seat.number,
                body=Pair(seat.body.name, seat.body.name_en),
            ),
            way=Words("End the membership first, or keep the seat."),
        )
    amend(seat, to={"closed_on": today}, act="close-seat", who=who)


def order_substitutes(*, memberships: Sequence[Membership], who: Who) -> None:
    """Substitutes are called in by this order, the first first, as the council has decided."""
    with transaction.atomic():
        for place, each in enumerate(memberships, start=1):
            if each.call_order != place:
                amend(each, to={"call_order": place}, act="order-substitutes", who=who)


def change_function(
    *, membership: Membership, function: str, first_day: date, decided: Decided, who: Who
) -> Membership:
    """Somebody who sits becomes chair, vice chair or member from a day, by a decision. A body has one chair at a time.

    The seat is the same, and nobody becomes new by it: the introduction goes along.

    Refuses with `NotInTheDays` a day that is not within the membership after its first, with `OneChair` a second chair,
    with `BasisMissing` no decision.
    """
    end = membership.end
    if not membership.start < first_day or (end is not None and end <= first_day):
        raise NotInTheDays(
            Words(
                "{person} sits from {start}; the new function begins later than that.",
                person=membership.person,
                start=membership.start,
            ),
            way=Words("Choose a day within the membership, after its first."),
        )
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        amend(membership, to={"end": first_day}, act="change-function", who=who)
        row = seat_member(
            seat=membership.seat,
            person=membership.person,
            function=function,
            start=first_day,
            end=end,
            basis=basis,
            who=who,
        )
        if membership.introduced_on is not None:
            amend(row, to={"introduced_on": membership.introduced_on}, act="keep-introduction", who=who)
    return row


def substitutes_in_order(body: Body, *, as_of: date) -> list[Membership]:
    """Who substitutes on the day, in the order of call-in."""
    rows = Membership.objects.on(as_of).filter(seat__body=body, seat__is_substitute=True)
    return sorted(rows.select_related("seat__body", "person"), key=lambda each: (each.order, each.seat.number))


def next_to_serve(body: Body, *, first_day: date, end: date) -> Membership | None:
    """The first substitute in order who is elected for all of the days and does not serve already on any of them."""
    busy = CallIn.objects.filter(Q(end__isnull=True) | Q(end__gt=first_day), seat__body=body, start__lt=end)
    taken = set(busy.values_list("substitute__person", flat=True))
    free = (each for each in substitutes_in_order(body, as_of=first_day) if each.person_id not in taken)
    return next((each for each in free if each.end is None or each.end >= end), None)
