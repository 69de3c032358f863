"""What is kept of introductions and trainings: that they were held, and on which day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import Body, Employment, Membership, Term, Training
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store
from spelregler.platform.errors import DomainError


class IntroductionTooEarly(DomainError):
    """Somebody is introduced to what they have begun."""

    code = "introduction-too-early"


class NotHeldYet(DomainError):
    """What is recorded as held has been held."""

    code = "not-held-yet"


class NoTermThen(DomainError):
    """A training belongs to a term of the body."""

    code = "no-term-then"


def must_be_held(held_on: date, *, today: date) -> None:
    """A day to come is a plan, and no record. Refuses with `NotHeldYet` a day after `today`."""
    if held_on > today:
        raise NotHeldYet(
            Words("{held_on} has not been yet.", held_on=held_on),
            way=Words("Record it when it has been held, with the day on which it was."),
        )


def record_introduction(*, membership: Membership, introduced_on: date, who: Who) -> Membership:
    """A new elected representative learns the ground rules in the introduction (MR-6).

    Refuses with `IntroductionTooEarly` a day before the membership begins.
    """
    if introduced_on < membership.start:
        raise IntroductionTooEarly(
            Words("The introduction cannot precede the start of the membership, {start}.", start=membership.start),
            way=Words("Give a date on or after that day."),
        )
    amend(membership, to={"introduced_on": introduced_on}, act="record-introduction", who=who)
    return membership


def introduce_members(*, memberships: Sequence[Membership], held_on: date, today: date, who: Who) -> int:
    """Those who took part in an introduction are recorded together, all or none (MR-6); how many they were.

    Refuses with `NotHeldYet` a day to come, with `IntroductionTooEarly` as `record_introduction` does.
    """
    must_be_held(held_on, today=today)
    with transaction.atomic():
        for each in memberships:
            record_introduction(membership=each, introduced_on=held_on, who=who)
    return len(memberships)


def introduce_employees(*, employments: Sequence[Employment], held_on: date, today: date, who: Who) -> int:
    """New employees learn the rules in their first weeks (MR-5). Only the day is kept; how many were recorded.

    Refuses with `NotHeldYet` a day to come, with `IntroductionTooEarly` a day before somebody's employment begins.
    """
    must_be_held(held_on, today=today)
    with transaction.atomic():
        for each in employments:
            if held_on < each.start:
                raise IntroductionTooEarly(
                    Words(
                        "The introduction cannot precede the first day of the employment, {start}.", start=each.start
                    ),
                    way=Words("Give a date on or after that day, or record that person separately."),
                )
            amend(each, to={"introduced_on": held_on}, act="record-employee-introduction", who=who)
    return len(employments)


def record_training(*, body: Body, held_on: date, today: date, who: Who) -> Training:
    """A body was trained in the governing documents, with the rules of the game in the programme (MR-7).

    Refuses with `NotHeldYet` a day to come, with `NoTermThen` a day outside the body's terms.
    """
    must_be_held(held_on, today=today)
    term = Term.objects.on(held_on).filter(body=body).first()
    if term is None:
        raise NoTermThen(
            Words("{body} has no term on {held_on}.", held_on=held_on, body=Pair(body.name, body.name_en)),
            way=Words("Enter the term first, or give a day within it."),
        )
    training = Training(body=body, term=term, held_on=held_on)
    store(training, act="record-training", who=who, details={"held_on": held_on, "term": term.start})
    return training
