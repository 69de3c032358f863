"""Very many rows written at once, each with its row in the trail, in few statements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby, islice
from typing import Any

from django.db import models, transaction

from spelregler.platform.audit import heads, noting, written
from spelregler.platform.audit.changes import changes, concerned, key_of, values_of
from spelregler.platform.audit.cleaning import clean
from spelregler.platform.audit.models import AuditRow
from spelregler.platform.audit.operations import Who, last_row, lock_audit_chain, new_row
from spelregler.platform.audit.places import TrailPlace, places_of


@dataclass(frozen=True, slots=True)
class Fact:
    """One write of many: a new row, or what changes in an older one (`to`).

    `place` is where its subject belongs; None where the row itself tells, as it does in `store`. Whoever has asked
    `clean` of the row, and left it as it was, says that it is `cleaned`.
    """

    row: models.Model
    act: str
    to: Mapping[str, Any] = field(default_factory=dict)
    details: Mapping[str, Any] = field(default_factory=dict)
    concerns: str = ""
    place: TrailPlace | None = None
    cleaned: bool = False


def store_many(facts: Iterable[Fact], *, who: Who, seen: Callable[[int], None] = lambda done: None) -> None:
    """What `store` and `amend` do, for very many rows: all or nothing, few statements, and a row of the trail each.

    The writer takes one turn for them all. Every field is validated and every row by itself; what holds between rows
    is kept by the constraints and triggers of the database, so whoever has a file has judged that before and can say
    which row is wrong. Facts are written in their order, and a row may point at one that came before it. Their rows of
    the trail are those that `store` would have written.
    """
    rooms: set[str] = set()
    with transaction.atomic():
        lock_audit_chain()
        link = last_row()
        for (model, names), alike in groupby(facts, key=lambda each: (type(each.row), tuple(each.to))):
            rooms.add(model._meta.app_label)
            while piece := list(islice(alike, MANY)):
                link = _store_alike(model, names, piece, link, who)
                seen(len(piece))
    for room in rooms:
        written.note(room)


def _store_alike(
    model: type[models.Model], names: tuple[str, ...], facts: Sequence[Fact], link: tuple[int, str], who: Who
) -> tuple[int, str]:
    """Rows of one kind that are all new, or change in the same fields; the last link of the chain."""
    rows = [each.row for each in facts]
    keys = [key for key in model._meta.concrete_fields if isinstance(key, models.ForeignKey)]
    unasked = _not_asked(model, names)
    before: dict[Any, dict[str, Any]] = {}
    if names:
        stored = model._base_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
        before = {each.pk: values_of(each) for each in stored}
    for each in facts:
        for name, value in each.to.items():
            setattr(each.row, name, value)
        for key in keys:
            if getattr(each.row, key.attname) is None and key.is_cached(each.row):
                setattr(each.row, key.name, getattr(each.row, key.name))  # it may have got its key since it was set
        if not each.cleaned:
            clean(each.row, besides=unasked)
    if names and all(each.to == facts[0].to for each in facts):
        model._base_manager.filter(pk__in=[row.pk for row in rows]).update(**facts[0].to)
    elif names:
        model._base_manager.bulk_update(rows, names, batch_size=MANY // 4)
    else:
        model._base_manager.bulk_create(rows)
    told: list[AuditRow] = []
    for each, place in zip(facts, _places(facts), strict=True):
        old, new = changes(each.row, before.get(each.row.pk, {}))
        noting.note(each.row, is_new=not names, before=old, after=new)
        told.append(
            new_row(
                (link[0] + 1, link[1]),
                who=who,
                act=each.act,
                subject=str(each.row),
                subject_key=key_of(each.row),
                concerns=each.concerns or concerned(each.row),
                content={"details": dict(each.details), "before": old, "after": new},
                place=place,
            )
        )
        link = told[-1].id, told[-1].hash
    AuditRow.objects.bulk_create(told)
    transaction.on_commit(partial(heads.note_many, [(row.id, row.hash, row.at) for row in told]))
    return link


def _places(facts: Sequence[Fact]) -> list[TrailPlace]:
    """Where each fact belongs, asked about together where it is not told."""
    untold = [each.row for each in facts if each.place is None]
    found = iter(places_of(untold) if untold else ())
    return [next(found) if each.place is None else each.place for each in facts]


def _not_asked(model: type[models.Model], names: tuple[str, ...]) -> set[str]:
    """Fields that need no validation: the database keeps foreign keys, and what does not change is as it was."""
    fields = model._meta.concrete_fields
    return {each.name for each in fields if each.is_relation or (names and each.name not in names)}


MANY = 1_000
"""Facts that are written together; more would only hold more in memory."""
