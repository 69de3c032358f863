"""Changes of holders as people make them: first and last day, by whose decision, and who comes back after.

People say "to and with the last day". What is stored is half-open: the end is the first day after.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OneToOneRel, Q

from spelregler.apps.organisation.models import (
    Appointment,
    Basis,
    Body,
    Employment,
    Leaving,
    Membership,
    Person,
    Post,
    Seat,
)
from spelregler.apps.organisation.operations.tenure import (
    appoint,
    end_appointment,
    end_membership,
    must_not_be_last,
    seat_member,
)
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.accounts.operations import close_account
from spelregler.platform.audit.noting import Note, noting
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.audit.taking_back import take_back
from spelregler.platform.errors import DomainError


class WrongDays(DomainError):
    """A period has its days in order."""

    code = "wrong-days"


class BasisMissing(DomainError):
    """Who holds what rests on a decision that has been taken."""

    code = "basis-missing"


class NotASubstitute(DomainError):
    """Only a substitute of the body serves in a member's place."""

    code = "not-a-substitute"


class NotLeaving(DomainError):
    """What is about leaving is about somebody who leaves."""

    code = "not-leaving"


class StillOwned(DomainError):
    """A leaving is closed when nothing is left without an owner."""

    code = "still-owned"


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


MISTAKEN = timedelta(days=31)
"""How long after its first day something held may have been a mistake; after that it is history, and ended."""


class NotTakenBack(DomainError):
    """What has held for a time is ended, and not undone."""

    code = "not-taken-back"


# Posts ----------------------------------------------------------------------------------------------------------------


def take_over(
    *, post: Post, person: Person, first_day: date, last_day: date | None = None, decided: Decided, who: Who
) -> Appointment:
    """Whoever takes over a leading post on a day ends the one before the same day; there is one holder (CP-6).

    Refuses as `day_after`, `end_on`, `record_basis` and `appoint` do.
    """
    end = day_after(last_day, first_day=first_day)
    with transaction.atomic(), noting() as notes:
        ended = _held_from(post, first_day, end) if post.is_leading else []
        for held in ended:
            end_on(held, first_day, who)
        basis = record_basis(decided, who=who)
        made = appoint(post=post, person=person, start=first_day, end=end, basis=basis, who=who)
        _keep_done(made, notes, ended)
    return made


def stand_in(
    *, post: Post, person: Person, first_day: date, last_day: date | None, decided: Decided, who: Who
) -> Appointment:
    """Somebody acts in a post from the first day to and with the last; then the ordinary holder is back (CP-6).

    There is one head at a time: the ordinary holder's rights rest meanwhile and return by themselves.

    Refuses with `WrongDays` no last day, or one before the first; as `end_on`, `record_basis` and `appoint` do.
    """
    end = day_after(last_day, first_day=first_day)
    if end is None:
        raise WrongDays(
            Words("Whoever acts does so to and with a last day."),
            clause="CP-6",
            way=Words("Give the last day; a new appointment can change it."),
        )
    with transaction.atomic(), noting() as notes:
        resting = [held for held in _held_from(post, first_day, end) if not held.is_acting]
        returning = []
        for held in resting:
            if held.end is None or held.end > end:
                returning.append((held.person, held.end, held))
            end_on(held, first_day, who)
        basis = record_basis(decided, who=who)
        acting = appoint(post=post, person=person, start=first_day, end=end, is_acting=True, basis=basis, who=who)
        for back, until, before in returning:
            kept = before if before.pk else before.continues
            appoint(post=post, person=back, start=end, end=until, basis=before.basis, continues=kept, who=who)
        _keep_done(acting, notes, resting)
    return acting


def _keep_done(made: Appointment, notes: Sequence[Note], ended: Sequence[Appointment]) -> None:
    """What was written, to be taken back; nothing is kept where something was withdrawn and cannot be put back."""
    if all(each.pk for each in ended):
        own = [{**asdict(each), "after": {k: v for k, v in each.after.items() if k != "done"}} for each in notes]
        made.done = own
        made.save(update_fields=["done"])


def undo_appointment(*, appointment: Appointment, reason: str, today: date, who: Who) -> None:
    """An appointment entered by mistake is taken back with a reason, and whoever held the post before has it again.

    Refuses with `NotTakenBack` no reason, one that began more than `MISTAKEN` ago, and one that ended another in a way
    that cannot be put back; with `LastAdministrator` the last who runs the system; with `SomethingRests` what something
    has been built on. Then it is ended on a day instead.
    """
    if not reason.strip():
        raise NotTakenBack(Words("There is no reason."), way=Words("Write why."))
    if appointment.start + MISTAKEN < today or not _stands_alone(appointment):
        raise NotTakenBack(
            Words("The appointment has held for a time, or ended another in a way that cannot be put back."),
            way=Words("End it with a last day, and appoint anew."),
        )
    with transaction.atomic():
        lock_audit_chain()
        must_not_be_last(appointment, max(appointment.start, today))
        notes = [Note(**each) for each in appointment.done or [_made(appointment)]]
        take_back(notes, act="undo-appointment", who=who)
        details = {"reason": reason.strip()}
        person = appointment.person.code
        record(who=who, act="undo-appointment", subject=str(appointment)[:200], details=details, concerns=person)


def _stands_alone(appointment: Appointment) -> bool:
    """What else was written is kept, or no other appointment begins or ends where this one does."""
    near = Q(end=appointment.start) | Q(start=appointment.end) if appointment.end else Q(end=appointment.start)
    others = Appointment.objects.filter(near, post=appointment.post).exclude(pk=appointment.pk)
    return appointment.done is not None or not appointment.post.is_leading or not others.exists()


def _made(appointment: Appointment) -> dict[str, Any]:
    return {"model": appointment._meta.label_lower, "pk": appointment.pk, "before": None, "after": {}}


def _held_from(post: Post, first: date, end: date | None) -> list[Appointment]:
    """The appointments to the post that share a day with [first, end)."""
    rows = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=first), post=post)
    return list(rows.filter(start__lt=end) if end else rows)


def end_on(held: Appointment, day: date, who: Who) -> None:
    """One that has not begun by the day is withdrawn: a period of no days cannot be written.

    Refuses with `LastAdministrator` the last who runs the system, with `WrongDays` withdrawing what something rests on.
    """
    must_not_be_last(held, day)
    if held.start < day:
        end_appointment(appointment=held, end=day, who=who)
        return
    if held.continued_by.exists() or not _is_free(held):
        raise WrongDays(
            Words(
                "{person} has an appointment from {start} that other things rest on.",
                person=held.person,
                start=held.start,
            ),
            way=Words("Choose a later first day."),
        )
    record(who=who, act="withdraw-appointment", subject=str(held)[:200], concerns=held.person.code)
    held.delete()


def _is_free(held: Appointment) -> bool:
    """Nothing points at the row, so that it can be withdrawn."""
    links = [each for each in held._meta.get_fields(include_hidden=True) if isinstance(each, OneToOneRel)]
    return not any(each.related_model._default_manager.filter(**{each.field.name: held}).exists() for each in links)


# Seats ----------------------------------------------------------------------------------------------------------------


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
    end = _shortened(membership, last_day)
    return end_membership(membership=membership, end=end, who=who)


def leave_post(*, appointment: Appointment, last_day: date, who: Who) -> Appointment:
    """An appointment holds to and with its last day, and is shortened, never made longer.

    Refuses with `WrongDays` a later day than it has, and one before it began; with `LastAdministrator` the last who
    runs the system.
    """
    end = _shortened(appointment, last_day)
    return end_appointment(appointment=appointment, end=end, who=who)


def _shortened(held: Membership | Appointment, last_day: date) -> date:
    end = day_after(last_day, first_day=held.start)
    assert end is not None  # noqa: S101  for the type checker: a last day always gives an end
    if held.end is not None and end > held.end:
        raise WrongDays(
            Words("It ends on {end} already.", end=held.end - ONE_DAY),
            way=Words("Making it longer takes a new decision: give the seat or appoint anew."),
        )
    return end


# Leaving --------------------------------------------------------------------------------------------------------------


def begin_leaving(*, person: Person, last_day: date, today: date, who: Who) -> Leaving:
    """Whoever leaves loses every post after the last day. Seats are the electors' and stay (MR-34).

    Refuses with `NotLeaving` somebody without a post to leave then; as `end_on` does.
    """
    free = last_day + ONE_DAY
    held = Appointment.objects.filter(Q(end__isnull=True) | Q(end__gt=free), person=person)
    with transaction.atomic():
        if not Appointment.objects.filter(Q(end__isnull=True) | Q(end__gte=free), person=person).exists():
            raise NotLeaving(
                Words("{person} has no post to leave after {last_day}.", person=person, last_day=last_day),
                way=Words("Check the day. A seat in a body is ended on the body's page."),
                field="last_day",
            )
        leaving = Leaving(person=person, last_day=last_day)
        store(leaving, act="begin-leaving", who=who, subject=person.code, concerns=person.code)
        for each in held.select_related("person", "post").order_by("-start"):
            end_on(each, free, who)
        for employment in Employment.objects.on(free).filter(person=person):
            amend(employment, to={"end": free}, act="end-employment", who=who)
        _close_way_in(leaving, today, who)
    return leaving


def close_leaving(*, leaving: Leaving, ownerless: int, today: date, who: Who) -> None:
    """A leaving is closed after the last day, when nothing of what was owned is without an owner.

    Refuses with `StillOwned` one with `ownerless` things left, with `WrongDays` a day no later than the last.
    """
    if ownerless:
        raise StillOwned(
            Words("{ownerless} things would be without an owner.", ownerless=ownerless),
            way=Words("Appoint a successor to the post or hand the things on one by one."),
        )
    if today <= leaving.last_day:
        raise WrongDays(
            Words("The last day is {last_day}; the leaving is closed after it.", last_day=leaving.last_day),
            way=Words("Come back the day after."),
        )
    with transaction.atomic():
        amend(leaving, to={"closed_on": today}, act="close-leaving", who=who, subject=leaving.person.code)
        _close_way_in(leaving, today, who)


def close_ways_in(*, today: date, who: Who) -> int:
    """Whoever's last day is past has no way in any more, whether or not the handover is done; how many were closed."""
    past = Leaving.objects.filter(last_day__lt=today, person__account__is_active=True)
    return sum(_close_way_in(each, today, who) for each in past.select_related("person__account"))


def _close_way_in(leaving: Leaving, today: date, who: Who) -> bool:
    """The account is closed and every session ends, unless a seat or another post is still held."""
    person = leaving.person
    if today <= leaving.last_day or person.account is None or not person.account.is_active:
        return False
    still = [model.objects.on(today).filter(person=person).exists() for model in (Membership, Appointment)]
    if any(still):
        return False
    close_account(account=person.account, who=who)
    return True
