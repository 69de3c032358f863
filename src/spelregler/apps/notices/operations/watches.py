"""Whoever is away lets somebody else see what waits for them: seen, never done (ADR 67)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from spelregler.apps.acting.organisation import organisation
from spelregler.apps.acting.role_assignment import RoleAssignment
from spelregler.apps.notices.access import party_of
from spelregler.apps.notices.models import Watch, WatchedDuty
from spelregler.apps.organisation.models import Person
from spelregler.domain.period import ONE_DAY
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.operations import Who, amend, record, store
from spelregler.platform.errors import DomainError

MOST_DAYS = 92
"""Three months. Whoever is away longer than that needs somebody who acts in the post."""


class WatchRefused(DomainError):
    """Somebody else in service, of the same party, for some days ahead, one at a time."""

    code = "watch-refused"


def name_watcher(
    *, person: Person, watcher: Person, duties: Collection[str], first_day: date, last_day: date, today: date, who: Who
) -> Watch:
    """From the first day to the last the watcher sees what waits for the person in the duties (ADR 67).

    Refuses with `WatchRefused` oneself, a duty that one does not hold, somebody who holds nothing of the same party on
    the first day, days that have passed, are turned round or are more than 92, and a second one before the first has
    ended.
    """
    held = {each.code: each for each in organisation().assignments_of_person(person.code, as_of=today)}
    if not duties or set(duties) - held.keys():
        raise _refusal(Words("Choose one or more of your own roles."), "duties")
    _refuse_days(first_day, last_day, today)
    _refuse_watcher(person, watcher, [held[code] for code in duties], first_day)
    with transaction.atomic():
        Person.objects.select_for_update().get(pk=person.pk)
        if Watch.objects.filter(person=person, ended_at=None, end__gt=today).exists():
            raise WatchRefused(
                Words("Somebody is already chosen to see your list."),
                way=Words("End or undo that first. One at a time sees it."),
            )
        row = Watch(person=person, watcher=watcher, start=first_day, end=last_day + ONE_DAY)
        codes = sorted(duties)
        store(row, act="name-watcher", who=who, concerns=watcher.code, links={"duties": ([], codes)})
        WatchedDuty.objects.bulk_create(WatchedDuty(watch=row, code=code) for code in codes)
    return row


def end_watch(*, person: Person, now: datetime, today: date, who: Who) -> Watch | None:
    """From that moment nothing is seen. Where nobody sees the list, or not yet, nothing is done."""
    with transaction.atomic():
        row = _held(person, today)
        if row is None or row.start > today:
            return None
        amend(row, to={"ended_at": now}, act="end-watch", who=who)
    return row


def undo_watch(*, person: Person, today: date, who: Who) -> Watch | None:
    """What has not begun is taken away as if it never was. Where it has begun, or is none, nothing is done."""
    with transaction.atomic():
        row = _held(person, today)
        if row is None or row.start <= today:
            return None
        record(
            who=who,
            act="undo-watch",
            subject=str(row),
            subject_key=f"notices.watch:{row.pk}",
            concerns=row.watcher.code,
            before={"start": row.start, "end": row.end, "duties": [each.code for each in row.duties.all()]},
        )
        row.delete()
    return row


def _held(person: Person, today: date) -> Watch | None:
    rows = Watch.objects.select_for_update(of=("self",)).select_related("watcher")
    found: Watch | None = rows.filter(person=person, ended_at=None, end__gt=today).first()
    return found


def _refuse_days(first_day: date, last_day: date, today: date) -> None:
    if first_day < today:
        raise _refusal(Words("The first day has passed."), "first_day")
    if last_day < first_day:
        raise _refusal(Words("The last day is before the first."), "last_day")
    if (last_day - first_day).days >= MOST_DAYS:
        raise WatchRefused(
            Words("At most {days} days.", days=MOST_DAYS),
            way=Words("Whoever is away longer needs somebody who acts in the post; that is entered by HR."),
            field="last_day",
        )


def _refuse_watcher(person: Person, watcher: Person, duties: Collection[RoleAssignment], first_day: date) -> None:
    if watcher.pk == person.pk:
        raise _refusal(Words("Choose somebody else than yourself."), "watcher")
    holds = {party_of(each) for each in organisation().assignments_of_person(watcher.code, as_of=first_day)}
    if not holds:
        raise _refusal(Words("{name} has no seat or post on the first day.", name=watcher.name), "watcher")
    if not {party_of(each) for each in duties} <= holds:
        raise WatchRefused(
            Words("{name} acts on the other side of the line between elected and employees.", name=watcher.name),
            way=Words("An elected representative chooses another, an official another official."),
            clause="MR-34",
            field="watcher",
        )


def _refusal(words: Bilingual, field: str) -> WatchRefused:
    return WatchRefused(words, way=Words("Change it and save again."), field=field)
