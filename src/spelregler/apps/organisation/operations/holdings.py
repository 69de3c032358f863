"""Who holds what: by which decision, from which first day to and with which last; and elections to seats.

People say "to and with the last day". What is stored is half-open: the end is the first day after.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import Appointment, Basis, Body, Membership, Person, Seat
from spelregler.apps.organisation.operations.tenure import end_membership, seat_member
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class NotThen(DomainError):
    """A change of the organisation holds from a day that fits what it changes."""

    code = "not-then"


class WrongDays(DomainError):
    """A period has its days in order."""

    code = "wrong-days"


class BasisMissing(DomainError):
    """Who holds what rests on a decision that has been taken."""

    code = "basis-missing"


class NotASubstitute(DomainError):
    """Only a substitute of the body serves in a member's place."""

    code = "not-a-substitute"


def day_after(last_day: date | None, *, first_day: date) -> date | None:
    """The end of a period whose last day people name; no last day is until further notice.

    Refuses with `WrongDays` a last day before the first.
    """
    if last_day is not None and last_day < first_day:
        raise WrongDays(
            Words(
                "The last day {last_day} is before the first day {first_day}.", last_day=last_day, first_day=first_day
            ),
            way=Words("Give a last day that is the same day or later."),
        )
    return None if last_day is None else last_day + ONE_DAY


@dataclass(frozen=True)
class Decided:
    """The decision that somebody names as carrying a change."""

    by: str
    on: date
    paragraph: str
    today: date


def record_basis(decided: Decided, *, who: Who) -> Basis:
    """A change of holders is carried by a decision that has been taken (MR-1, CP-6).

    Refuses with `BasisMissing` one that nobody is named for, or of a day to come.
    """
    if not decided.by.strip() or decided.on > decided.today:
        raise BasisMissing(
            Words("The change needs a decision that has been taken."),
            clause="CP-6",
            way=Words("Give who decided, on which day (today at the latest) and the paragraph or registry number."),
        )
    basis = Basis(decided_by=decided.by.strip(), decided_on=decided.on, paragraph=decided.paragraph.strip())
    store(basis, act="record-basis", who=who)
    return basis


def must_be_there(body: Body, first_day: date) -> None:
    """Refuses with `WrongDays` a first day before the body begins, or after it has ended."""
    if first_day < body.start or (body.end is not None and body.end <= first_day):
        raise WrongDays(
            Words("{body} does not exist on {first_day}.", first_day=first_day, body=Pair(body.name, body.name_en)),
            way=Words("Choose a first day on which the body exists; it begins on {start}.", start=body.start),
        )


def elect(
    *, seat: Seat, person: Person, function: str, first_day: date, last_day: date | None, decided: Decided, who: Who
) -> Membership:
    """Somebody is elected to a seat from a day by the council's decision (MR-13; 3 and 4 kap. KL).

    Refuses with `NotASubstitute` a function that does not fit the seat, with `WrongDays` a day when the body is not
    there, or a last day before the first; as `record_basis` and `seat_member` do.
    """
    end = day_after(last_day, first_day=first_day)
    if seat.is_substitute != (function == Membership.Function.SUBSTITUTE):
        raise NotASubstitute(
            Words("A substitute holds a substitute's seat, and a member holds a member's."),
            way=Words("Choose a seat that fits the function."),
        )
    must_be_there(seat.body, first_day)
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        return seat_member(seat=seat, person=person, function=function, start=first_day, end=end, basis=basis, who=who)


def leave_seat(*, membership: Membership, last_day: date, who: Who) -> Membership:
    """A membership holds to and with its last day, and is shortened, never made longer.

    Refuses with `WrongDays` a later day than it has, and one before it began.
    """
    end = shortened(membership, last_day)
    return end_membership(membership=membership, end=end, who=who)


def shortened(held: Membership | Appointment, last_day: date) -> date:
    """The end that a last day gives what is held.

    Refuses with `WrongDays` a day before it began, and a later one than it has.
    """
    end = day_after(last_day, first_day=held.start)
    assert end is not None  # noqa: S101  for the type checker: a last day always gives an end
    if held.end is not None and end > held.end:
        raise WrongDays(
            Words("It ends on {end} already.", end=held.end - ONE_DAY),
            way=Words("Making it longer takes a new decision: give the seat or appoint anew."),
        )
    return end
