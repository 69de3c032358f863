"""What rests on a thing: what holds on a day or later, and what refers to it at all.

Asked of the database's own relations, so that a room that is built later is heard too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db import models
from django.db.models import Q, QuerySet

from spelregler.domain.words import Bilingual, Words

WORDS = {
    "organisation.body": Words("bodies"),
    "organisation.term": Words("terms"),
    "organisation.seat": Words("seats"),
    "organisation.membership": Words("memberships"),
    "organisation.callin": Words("call-ins"),
    "organisation.department": Words("departments"),
    "organisation.instruction": Words("instructions"),
    "organisation.answering": Words("changes of body"),
    "organisation.alsoserves": Words("departments that work for it"),
    "organisation.training": Words("trainings"),
    "organisation.placement": Words("units in their places"),
    "organisation.unit": Words("units"),
    "organisation.post": Words("posts"),
    "organisation.appointment": Words("appointments"),
    "organisation.employment": Words("employments"),
    "organisation.leaving": Words("leavings"),
    "organisation.unitpart": Words("a change of units"),
    "organisation.laterchange": Words("changes from a day to come"),
    "organisation.unitname": Words("earlier names"),
}
ROOMS = {
    "goals": Words("goals and plans"),
    "frames": Words("frames and ledger"),
    "decisions": Words("decisions and assignments"),
    "meetings": Words("meetings and minutes"),
    "control": Words("internal control"),
    "delegation": Words("delegation orders and delegated decisions"),
    "autonomy": Words("signals and dialogues"),
    "evaluation": Words("assessments and evaluations"),
    "policy": Words("governing documents"),
    "knowledge": Words("who knows the policy"),
    "identity": Words("groups that give posts"),
    "registry": Words("cases and records"),
}


def refers_to(row: models.Model, *, besides: Sequence[models.Model] = ()) -> list[Bilingual]:
    """What refers to the row, in words; `besides` are the rows that are part of it."""
    return _words(
        each
        for found in _referring(row)
        if (each := found.exclude(pk__in=[part.pk for part in besides if type(part) is found.model])).exists()
    )


def rests_from(row: models.Model, day: date, *, besides: Collection[str] = ()) -> list[Bilingual]:
    """What refers to the row and holds on the day or later, in words. What is over, or has no time, rests no more."""
    found = (_from(each, day) for each in _referring(row) if each.model._meta.label_lower not in besides)
    return _words(each for each in found if each is not None and each.exists())


def _referring(row: models.Model) -> Iterator[QuerySet[models.Model]]:
    for relation in row._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            yield relation.related_model._default_manager.filter(**{relation.field.name: row})


def _from(rows: QuerySet[models.Model], day: date) -> QuerySet[models.Model] | None:
    names = {field.name for field in rows.model._meta.concrete_fields}
    if {"start", "end"} <= names:
        return rows.filter(Q(end__isnull=True) | Q(end__gt=day))
    if "closed_on" in names:
        return rows.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=day))
    return rows.filter(year__gte=day.year) if "year" in names else None


def _words(found: Iterator[QuerySet[models.Model]]) -> list[Bilingual]:
    said = dict.fromkeys(
        WORDS.get(each.model._meta.label_lower) or ROOMS.get(each.model._meta.app_label, Words("other things"))
        for each in found
    )
    return list(said)
