"""Somebody leaves: every post ends after the last day, what was owned is handed on, and the way in is closed."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import Q

from spelregler.apps.organisation.models import Appointment, Employment, Leaving, Membership, Person
from spelregler.apps.organisation.operations.appointments import end_on
from spelregler.apps.organisation.operations.holdings import WrongDays
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Words
from spelregler.platform.accounts.operations import close_account
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class NotLeaving(DomainError):
    """What is about leaving is about somebody who leaves."""

    code = "not-leaving"


class StillOwned(DomainError):
    """A leaving is closed when nothing is left without an owner."""

    code = "still-owned"


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
