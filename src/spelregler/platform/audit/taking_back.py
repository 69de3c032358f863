"""An act is taken back row by row: what it made is removed, what it changed stands as before. Until something rests on
it: a row that has been changed since, or that other rows point at, stays, and so does the whole act."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.db import models, transaction

from spelregler.domain.words import Words
from spelregler.platform.audit.noting import Note
from spelregler.platform.audit.operations import Who, amend, record
from spelregler.platform.errors import DomainError


class SomethingRests(DomainError):
    """What others have built on is not taken away under them."""

    code = "something-rests"


def take_back(notes: Sequence[Note], *, act: str, who: Who) -> None:
    """The last row first. All of it or nothing.

    Refuses with `SomethingRests` a row that has been changed since, or that rows outside the act point at.
    """
    made = {(each.model, each.pk) for each in notes if each.before is None}
    with transaction.atomic():
        for each in reversed(notes):
            model = apps.get_model(each.model)
            row = model._base_manager.select_for_update().filter(pk=each.pk).first()
            if row is None or _differs(row, each.after):
                raise _changed(row)
            if each.before is None:
                _refuse_needed(row, made)
                record(
                    who=who,
                    act=act,
                    subject=str(row)[:200],
                    before=dict(each.after),
                    subject_key=f"{each.model}:{row.pk}",
                )
                _delete(row)
            else:
                amend(row, to=_read(row, each.before), act=act, who=who)


def _delete(row: models.Model) -> None:
    try:
        row.delete()
    except models.ProtectedError as error:
        raise _built_on(next(iter(error.protected_objects)), row) from error


def _built_on(other: models.Model, row: models.Model) -> SomethingRests:
    return SomethingRests(
        Words("{other} is built on {row}.", other=other, row=row),
        way=Words("Make a new change from a later day instead of undoing this one."),
    )


def _fields(row: models.Model) -> dict[str, Any]:
    return {field.attname: field for field in row._meta.concrete_fields}


def _read(row: models.Model, values: Any) -> dict[str, Any]:
    """Values as the fields read them: a kept note tells a day as text."""
    fields = _fields(row)
    return {name: fields[name].to_python(value) for name, value in values.items()}


def _differs(row: models.Model, after: Any) -> bool:
    # What holds nothing is not told of a new row, so a field that got a value since is found by its own act.
    return any(getattr(row, name) != value for name, value in _read(row, after).items())


def _refuse_needed(row: models.Model, made: Iterable[tuple[str, int]]) -> None:
    """Rows outside the act that point at this one. One that lets go of it by itself does not rest on it."""
    own = set(made)
    for link in row._meta.get_fields(include_hidden=True):
        if not isinstance(link, models.ManyToOneRel | models.ManyToManyRel):
            continue
        model = link.related_model
        lets_go = getattr(link, "on_delete", None) is models.SET_NULL
        if lets_go or isinstance(model, str) or model._meta.auto_created:
            continue
        pointing = model._base_manager.filter(**{link.field.name: row})
        other = next((each for each in pointing if (each._meta.label_lower, each.pk) not in own), None)
        if other is not None:
            raise _built_on(other, row)


def _changed(row: models.Model | None) -> SomethingRests:
    what = str(row) if row is not None else "–"
    return SomethingRests(
        Words("{what} has been changed since.", what=what),
        way=Words("Make a new change from a later day instead of undoing this one."),
    )
