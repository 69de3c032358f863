"""Who holds a post: taken over, stood in for, left, ended on a day, and taken back when it was a mistake (CP-6)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.db.models import OneToOneRel, Q

from spelregler.apps.organisation.models import Appointment, Person, Post
from spelregler.apps.organisation.operations.holdings import Decided, WrongDays, day_after, record_basis, shortened
from spelregler.apps.organisation.operations.tenure import appoint, end_appointment, must_not_be_last
from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note, noting
from spelregler.platform.audit.operations import Who, lock_audit_chain, record
from spelregler.platform.audit.taking_back import take_back
from spelregler.platform.errors import DomainError

MISTAKEN = timedelta(days=31)
"""How long after its first day something held may have been a mistake; after that it is history, and ended."""


class NotTakenBack(DomainError):
    """What has held for a time is ended, and not undone."""

    code = "not-taken-back"


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


def leave_post(*, appointment: Appointment, last_day: date, who: Who) -> Appointment:
    """An appointment holds to and with its last day, and is shortened, never made longer.

    Refuses with `WrongDays` a later day than it has, and one before it began; with `LastAdministrator` the last who
    runs the system.
    """
    end = shortened(appointment, last_day)
    return end_appointment(appointment=appointment, end=end, who=who)
