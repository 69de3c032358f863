"""What an act wrote, row by row, for an act that may be taken back. The trail itself is read by no feature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db import models

from spelregler.platform.audit.changes import values_of


@dataclass(frozen=True)
class Note:
    """A row that was made (`before` is None) or changed, with the fields that it concerns."""

    model: str
    pk: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any]


_notes: ContextVar[list[Note] | None] = ContextVar("notes", default=None)


@contextmanager
def noting() -> Iterator[list[Note]]:
    """Every row that is stored inside is noted, in order."""
    notes: list[Note] = []
    token = _notes.set(notes)
    try:
        yield notes
    finally:
        _notes.reset(token)


def note(row: models.Model, *, is_new: bool, before: Mapping[str, Any], after: Mapping[str, Any]) -> None:
    """Called for each row that is stored; a row that was stored as it stood is no change."""
    notes = _notes.get()
    if notes is None or not (is_new or after):
        return
    if is_new:  # whole, so that a field that was empty and has been filled since is a change
        notes.append(Note(row._meta.label_lower, row.pk, None, values_of(row)))
    else:
        notes.append(Note(row._meta.label_lower, row.pk, dict(before), dict(after)))
