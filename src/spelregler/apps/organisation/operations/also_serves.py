"""The further bodies that a department works for. Its head answers to the department's own body alone (CP-6)."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from spelregler.apps.organisation.models import AlsoServes, Body, Department
from spelregler.apps.organisation.operations.holdings import Decided, NotThen, day_after, record_basis
from spelregler.apps.organisation.operations.refusals import ServesAlready, refusing
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, amend, store


def serve_also(
    *, department: Department, body: Body, first_day: date, last_day: date | None = None, decided: Decided, who: Who
) -> AlsoServes:
    """A department works for a further body from a day, by a decision; once at a time, and never for its own (CP-6).

    Refuses with `ServesAlready` the department's own body, and one that it works for on any of the days; with `NotThen`
    days on which the two are not both there; with `MixedParties` a body that the department's head sits in (MR-34); as
    `day_after` and `record_basis` do.
    """
    end = day_after(last_day, first_day=first_day)
    if body.pk == department.body_id:
        raise ServesAlready(
            Words("{department} answers to {body} already.", department=department, body=Pair(body.name, body.name_en)),
            way=Words("Choose another body."),
        )
    for thing, name_en in ((department, department.name), (body, body.name_en or body.name)):
        if first_day < thing.start or (thing.end is not None and (end is None or end > thing.end)):
            raise NotThen(
                Words("{thing} does not exist on all of those days.", thing=Pair(thing, name_en)),
                way=Words("Choose days on which both exist."),
            )
    with transaction.atomic():
        basis = record_basis(decided, who=who)
        serves = AlsoServes(department=department, body=body, start=first_day, end=end, basis=basis)
        with refusing():
            store(serves, act="serve-body", who=who, details={"start": first_day, "end": end})
    return serves


def end_serving(*, serves: AlsoServes, last_day: date, who: Who) -> AlsoServes:
    """A department works for a further body to and with a last day; it is shortened, never made longer.

    Refuses with `NotThen` a later day than it has, with `WrongDays` one before it began.
    """
    end = day_after(last_day, first_day=serves.start)
    if serves.end is not None and end is not None and end > serves.end:
        raise NotThen(
            Words("It ends on {end} already.", end=serves.end - ONE_DAY),
            way=Words("Enter it anew for the time after."),
        )
    amend(serves, to={"end": end}, act="end-serving-body", who=who)
    return serves
