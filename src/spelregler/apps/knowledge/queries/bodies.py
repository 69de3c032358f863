"""What bodies have been trained in, and their self-checks: for the check and for a body's page. Reads only."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from spelregler.apps.knowledge.models import Attendance, SelfCheck
from spelregler.apps.knowledge.queries.units import counting, readings
from spelregler.apps.organisation.models import Body, Membership, Training
from spelregler.apps.organisation.queries.introductions import seated_people, steering_bodies
from spelregler.domain.body_training import BodyLearns
from spelregler.domain.findings import Scope, latest
from spelregler.domain.learners import Gathering, Learner

BODIES = "knowledge.members_understand"
"""The check of this."""
MOST_SHOWN = 20


def bodies_learning(*, as_of: date) -> list[BodyLearns]:
    """Every committee and the executive board with its seats, its term's trainings and its last self-check (MR-3).

    Eight queries.
    """
    bodies, read = steering_bodies(as_of=as_of), readings(as_of=as_of)
    terms = {body.pk: term.start if term else date.min for body, term in bodies}
    seats: dict[int, list[Learner]] = defaultdict(list)
    for each in seated_people(as_of=as_of):
        first, own = terms.get(each.body, date.max), read.get(each.person)
        read_on = own.read_on if own and own.read_on >= first else None
        introduced_on = each.introduced_on if each.introduced_on and first <= each.introduced_on <= as_of else None
        seats[each.body].append(
            Learner(
                since=each.since,
                learnt_on=latest([introduced_on, read_on]),
                caught_up_on=read_on if own and own.is_catch_up else None,
            )
        )
    attended = _attendances(as_of)
    gone: dict[int, list[Gathering]] = defaultdict(list)
    uncounted: dict[int, list[date]] = defaultdict(list)
    running = {term.pk: body.pk for body, term in bodies if term}
    for training in Training.objects.filter(term__in=running, held_on__lte=as_of).order_by("held_on"):
        body = running[training.term_id]
        gone[body] += attended.get(training.pk, [])
        if training.pk not in attended:
            uncounted[body].append(training.held_on)
    checked = dict(
        SelfCheck.objects.filter(answered_on__lte=as_of).order_by("answered_on").values_list("body", "answered_on")
    )
    return [
        BodyLearns(
            Scope("committee", body.code, body.name),
            tuple(seats[body.pk]),
            tuple(gone[body.pk]),
            tuple(uncounted[body.pk]),
            checked.get(body.pk),
        )
        for body, _term in bodies
    ]


def _attendances(as_of: date) -> dict[int, list[Gathering]]:
    found: dict[int, list[Gathering]] = defaultdict(list)
    rows = Attendance.objects.filter(counting(as_of), held_on__lte=as_of).order_by("held_on", "pk")
    for key, held_on, took_part, is_catch_up in rows.values_list("training", "held_on", "took_part", "is_catch_up"):
        found[key].append(Gathering(held_on, took_part, is_catch_up))
    return found


def trainings_of(*, body: Body, as_of: date) -> list[Training]:
    """The body's trainings by the day, the newest first, at most 20; one query."""
    return list(Training.objects.filter(body=body, held_on__lte=as_of).order_by("-held_on", "-pk")[:MOST_SHOWN])


def attendances_of(*, body: Body, as_of: date) -> list[Attendance]:
    """How many took part in the body's trainings as recorded by the day, newest first, at most 20; one query."""
    rows = Attendance.objects.filter(training__body=body, recorded_on__lte=as_of).select_related("training")
    return list(rows.order_by("-held_on", "-pk")[:MOST_SHOWN])


def attendance_by_pk(pk: int) -> Attendance | None:
    """One of them with its body, for an operation to work on."""
    return Attendance.objects.select_related("training__body").filter(pk=pk).first()


def self_checks_of(*, body: Body, as_of: date) -> list[SelfCheck]:
    """The body's self-checks by the day, newest first, at most 20; one query."""
    return list(
        SelfCheck.objects.filter(body=body, answered_on__lte=as_of).order_by("-answered_on", "-pk")[:MOST_SHOWN]
    )


def seated_in(*, body: Body, as_of: date) -> int:
    """How many sit in the body on the day, substitutes too. One query."""
    return Membership.objects.on(as_of).filter(seat__body=body).count()
