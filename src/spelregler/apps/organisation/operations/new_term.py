"""A new term after an election: every body at once, by one decision of the council, all of it or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.files.names_in_minutes import code_of
from spelregler.apps.organisation.models import Basis, Body, Membership, Person, Seat, Term
from spelregler.apps.organisation.operations.holdings import Decided, day_after, must_be_there, record_basis
from spelregler.apps.organisation.operations.structure import add_person, add_term
from spelregler.apps.organisation.operations.tenure import end_membership, seat_member
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError


class WrongElection(DomainError):
    """A body has a chair at most, a seat for each member, and nobody twice."""

    code = "wrong-election"


@dataclass(frozen=True)
class Sits:
    """Who is elected as what. Somebody who is not entered yet has no person, only a name."""

    name: str
    function: str
    person: Person | None = None


@dataclass(frozen=True)
class Elected:
    """Who sits in a body for the new term: members by seat, and substitutes in the order of call-in."""

    body: Body
    members: tuple[Sits, ...]
    substitutes: tuple[Sits, ...] = ()


def begin_terms(
    *, elected: Sequence[Elected], first_day: date, last_day: date, decided: Decided, today: date, who: Who
) -> int:
    """The council's election of every body is entered together (MR-6, MR-13; 4 and 5 kap. KL); how many were seated.

    Whoever sits when the term begins leaves the day before, and whoever is elected again goes on in a new row, by the
    new decision. Somebody not entered yet is entered. A seat without a name is vacant.

    Refuses with `WrongElection` no name at all, what `must_fit` refuses, a membership that begins in the term, and a
    leading official in the body that the office answers to (MR-34); with `WrongDays` a day when a body is not there;
    with `TermsOverlap` a second term on the same days; with `BasisMissing` no decision.
    """
    if not elected:
        raise WrongElection(Words("No body is included."), way=Words("Tick the bodies."))
    end = day_after(last_day, first_day=first_day)
    assert end is not None  # noqa: S101  for the type checker: a last day always gives an end
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        new: dict[str, Person] = {}
        for each in elected:
            must_fit(each)
            must_be_there(each.body, first_day)
            _enter_term(each.body, first_day, end, who)
            _end_before(each.body, first_day, who)
            for is_substitute, sits in ((False, each.members), (True, each.substitutes)):
                _seat(each.body, sits, is_substitute, first_day, end, basis, new, who)
    return sum(len(each.members) + len(each.substitutes) for each in elected)


def _enter_term(body: Body, start: date, end: date, who: Who) -> None:
    """The term itself, unless it is entered already with the same days."""
    if not Term.objects.filter(body=body, start=start, end=end).exists():
        add_term(body=body, start=start, end=end, who=who)


def must_fit(elected: Elected) -> None:
    """Seats for all, a chair at most, and nobody twice.

    Refuses with `WrongElection` more names than seats, two chairs, and somebody twice.
    """
    body = elected.body
    for is_substitute, sits in ((False, elected.members), (True, elected.substitutes)):
        seats = Seat.objects.filter(body=body, is_substitute=is_substitute, closed_on__isnull=True).count()
        if len(sits) > seats:
            what = Words("substitute seats") if is_substitute else Words("seats")
            raise WrongElection(
                Words(
                    "{body} has {seats} {what}, and {count} names are given.",
                    seats=seats,
                    count=len(sits),
                    what=what,
                    body=Pair(body.name, body.name_en),
                ),
                way=Words("Change the number of seats on the body's page, or take names away."),
            )
    everyone = [*elected.members, *elected.substitutes]
    chairs = sum(each.function == Membership.Function.CHAIR for each in everyone)
    if chairs > 1:
        raise WrongElection(
            Words("{body} cannot have {chairs} chairs.", chairs=chairs, body=Pair(body.name, body.name_en)),
            way=Words("Give one as chair and the others as vice chairs or members."),
        )
    twice = [code for code, count in Counter(each.person.code for each in everyone if each.person).items() if count > 1]
    if twice:
        name = next(each.name for each in everyone if each.person and each.person.code == twice[0])
        raise WrongElection(
            Words("{name} stands twice in {body}.", name=name, body=Pair(body.name, body.name_en)),
            way=Words("Let the name stand once, or write which of two by the same name in brackets."),
        )


def _end_before(body: Body, first_day: date, who: Who) -> None:
    """Every membership that reaches into the new term ends the day before it; one that would begin in it is refused."""
    rows = Membership.objects.filter(Q(end__isnull=True) | Q(end__gt=first_day), seat__body=body)
    for each in rows.select_related("seat", "person"):
        if each.start >= first_day:
            raise WrongElection(
                Words(
                    "{person} is already elected to {body} from {start}.",
                    person=each.person,
                    start=each.start,
                    body=Pair(body.name, body.name_en),
                ),
                way=Words("Take that seat away on the body's page first, or choose a later first day."),
            )
        end_membership(membership=each, end=first_day, who=who)


def _seat(
    body: Body,
    sits: Sequence[Sits],
    is_substitute: bool,
    start: date,
    end: date,
    basis: Basis,
    new: dict[str, Person],
    who: Who,
) -> None:
    seats = Seat.objects.filter(body=body, is_substitute=is_substitute, closed_on__isnull=True).order_by("number")
    for seat, each in zip(seats, sits, strict=False):
        person = each.person or new.get(each.name)
        if person is None:
            person = new[each.name] = add_person(code=code_of(each.name), name=each.name, who=who)
        try:
            seat_member(seat=seat, person=person, function=each.function, start=start, end=end, basis=basis, who=who)
        except DomainError as refused:
            raise WrongElection(
                Words(
                    "{each}, {body}: {refused}",
                    each=each.name,
                    refused=refused.words,
                    body=Pair(body.name, body.name_en),
                ),
                clause=refused.clause,
                way=refused.way,
            ) from refused
