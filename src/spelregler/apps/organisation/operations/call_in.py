"""Substitutes who serve in a member's seat, in the order that the council has decided."""

from __future__ import annotations

from datetime import date

from spelregler.apps.organisation.models import CallIn, Membership, Seat
from spelregler.apps.organisation.operations.bodies import next_to_serve
from spelregler.apps.organisation.operations.holdings import NotASubstitute, day_after
from spelregler.apps.organisation.operations.refusals import refusing
from spelregler.domain.words import Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class OutOfOrder(DomainError):
    """The next in order serves, unless there is a reason."""

    code = "out-of-order"


def call_in(
    *, seat: Seat, substitute: Membership, first_day: date, last_day: date, who: Who, reason: str = ""
) -> CallIn:
    """A substitute of the same body serves in a member's seat to and with the last day. The seat stays the member's.

    The next in the order of call-in serves; another does with a reason, such as that the next is hindered.

    Refuses with `NotASubstitute` a substitute's seat, somebody who is no substitute of the body, and days outside the
    election; with `OutOfOrder` another than the next without a reason; with `SeatTaken` a seat that another serves in
    on any of the days; with `WrongDays` a last day before the first.
    """
    end = day_after(last_day, first_day=first_day)
    assert end is not None  # noqa: S101  for the type checker: a last day always gives an end
    is_substitute = substitute.seat.is_substitute and substitute.seat.body_id == seat.body_id
    covers = substitute.start <= first_day and (substitute.end is None or end <= substitute.end)
    if seat.is_substitute or not is_substitute or not covers:
        raise NotASubstitute(
            Words("Only a substitute of the same body, elected for all of the days, can serve in a member's seat."),
            way=Words("Choose a member's seat, one of the body's substitutes and days inside the term."),
        )
    first = next_to_serve(seat.body, first_day=first_day, end=end)
    if first is not None and first.pk != substitute.pk and not reason.strip():
        raise OutOfOrder(
            Words("{person} is next in order.", person=first.person),
            way=Words("Choose the next in order, or say why another serves."),
        )
    called = CallIn(seat=seat, substitute=substitute, start=first_day, end=end, reason=reason.strip())
    with refusing():
        store(called, act="call-in-substitute", who=who, concerns=substitute.person.code)
    return called
