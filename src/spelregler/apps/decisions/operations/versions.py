"""A body's list in versions, entered as the body decided it: row by row or whole, and in force from its day.

A room that has such a list says so once (`Versioned`): its rows, its refusal and its words. What it does with them is
said here, and its own operations name their acts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from django.db import models, transaction

from spelregler.apps.decisions.models import Version, VersionRow
from spelregler.apps.decisions.operations.as_minuted import Minutes, decision_as_minuted
from spelregler.apps.organisation.models import Body
from spelregler.domain.words import Bilingual, Words
from spelregler.platform.audit.changes import key_of
from spelregler.platform.audit.operations import Who, amend, lock_audit_chain, record, store
from spelregler.platform.errors import DomainError

V = TypeVar("V", bound=Version)
R = TypeVar("R", bound=VersionRow)


@dataclass(frozen=True)
class Versioned(Generic[V, R]):
    """A room's list: its versions and rows, by which key a row is a version's, how it refuses, and what it says."""

    model: type[V]
    row: type[R]
    key: str
    refused: type[DomainError]
    title: Bilingual
    """What the decision is called where the body's decision is entered with it."""
    is_written: Callable[[str], Bilingual]
    """Said of a body that has a version being written."""
    is_taken: Callable[[date], Bilingual]
    """Said of a first day that another version has."""
    is_twice: Callable[[str], Bilingual]
    """Said of a code that the version has already."""
    is_empty: tuple[Bilingual, Bilingual]
    """Said of a version without rows, and what to do."""
    is_entered: tuple[Bilingual, Bilingual]
    """Said of a version that is entered, and what to do."""


def open_version(
    of: Versioned[V, R],
    *,
    body: Body,
    minutes: Minutes,
    start: date,
    begin_with: V | None,
    today: date,
    act: str,
    who: Who,
) -> V:
    """A version to write, with the rows of the one it begins with. It counts once it is entered.

    Refuses by the list's own refusal a body that has a version being written, and what `refuse_version` does; with
    `DecisionRefused` what the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        if of.model._default_manager.filter(body=body, entered_on__isnull=True).exists():
            raise of.refused(of.is_written(body.name), way=Words("Go on with that one, or throw it away first."))
        version = _stored(of, body, minutes, start, entered_on=None, today=today, act=act, who=who)
        if begin_with is not None:
            rows = list(of.row._default_manager.filter(**{of.key: begin_with}).order_by("code"))
            for each in rows:
                each.pk, each._state.adding = None, True
            _put_in(of, version, rows)
    return version


def bring_version(
    of: Versioned[V, R],
    *,
    body: Body,
    minutes: Minutes,
    start: date,
    rows: Sequence[R],
    today: date,
    open_act: str,
    act: str,
    who: Who,
) -> V:
    """A whole version at once, in force from its day: all of it or nothing. It is opened and entered in one.

    Refuses by the list's own refusal a version without rows, one with a code twice, and what `refuse_version` does;
    with `DecisionRefused` what the minutes cannot say.
    """
    with transaction.atomic():
        lock_audit_chain()
        _refuse_empty(of, len(rows))
        for code, count in Counter(each.code for each in rows).items():
            if count > 1:
                _refuse_twice(of, code)
        version = _stored(of, body, minutes, start, entered_on=today, today=today, act=open_act, who=who)
        _put_in(of, version, rows)
        told = {"rows": len(rows)}
        record(who=who, act=act, subject=str(version), details=told, subject_key=key_of(version))
    return version


def put_row(of: Versioned[V, R], *, version: V, row: R, was: R | None, act: str, who: Who) -> R:
    """A row is added to a version that is being written, or takes the place of one in it.

    Refuses by the list's own refusal a version that is entered, and a code that the version has already.
    """
    with transaction.atomic():
        _must_be_written(of, version)
        others = of.row._default_manager.filter(**{of.key: version, "code": row.code})
        if others.exclude(pk=was.pk if was else 0).exists():
            _refuse_twice(of, row.code)
        setattr(row, of.key, version)
        if was is not None:
            row.pk, row._state.adding = was.pk, False
        store(row, act=act, who=who)
    return row


def drop_row(of: Versioned[V, R], *, row: R, act: str, who: Who) -> None:
    """A row is taken out of a version that is being written. Refuses by the list's own refusal one that is entered."""
    with transaction.atomic():
        _must_be_written(of, getattr(row, of.key))
        _drop(row, act=act, who=who)


def drop_version(of: Versioned[V, R], *, version: V, act: str, who: Who) -> None:
    """A version that is being written is thrown away. Refuses by the list's own refusal one that is entered."""
    with transaction.atomic():
        _must_be_written(of, version)
        _drop(version, act=act, who=who)


def enter_version(of: Versioned[V, R], *, version: V, today: date, act: str, who: Who) -> None:
    """The version is whole: it counts from today, holds from its first day, and is changed no more.

    Refuses by the list's own refusal one that is entered already, one without rows, and one whose first day another
    has.
    """
    with transaction.atomic():
        lock_audit_chain()
        held = _must_be_written(of, version)
        _refuse_empty(of, of.row._default_manager.filter(**{of.key: held}).count())
        _refuse_start(of, held.body, held.start)
        amend(held, to={"entered_on": today}, act=act, who=who)


def refuse_version(of: Versioned[V, R], *, body: Body, minutes: Minutes, start: date) -> None:
    """Refuses by the list's own refusal a first day before the decision, and one that another version has."""
    if start < minutes.decided_on:
        raise of.refused(
            Words("It cannot hold from {start}, before it was decided on {day}.", start=start, day=minutes.decided_on),
            way=Words("Give the first day on which it holds."),
            field="start",
        )
    _refuse_start(of, body, start, field="start")


def _stored(
    of: Versioned[V, R],
    body: Body,
    minutes: Minutes,
    start: date,
    *,
    entered_on: date | None,
    today: date,
    act: str,
    who: Who,
) -> V:
    refuse_version(of, body=body, minutes=minutes, start=start)
    decision = decision_as_minuted(body=body, minutes=minutes, title=of.title, on=today, who=who)
    version = of.model(body=body, decision=decision, start=start, entered_on=entered_on)
    store(version, act=act, who=who)
    return version


def _put_in(of: Versioned[V, R], version: V, rows: Sequence[R]) -> None:
    for each in rows:
        setattr(each, of.key, version)
    of.row._default_manager.bulk_create(rows)


def _drop(row: models.Model, *, act: str, who: Who) -> None:
    subject, key = str(row), key_of(row)
    row.delete()
    record(who=who, act=act, subject=subject, subject_key=key)


def _must_be_written(of: Versioned[V, R], version: V) -> Version:
    held = of.model._default_manager.select_for_update().select_related("body").get(pk=version.pk)
    if held.entered_on is not None:
        said, way = of.is_entered
        raise of.refused(said, way=way)
    return held


def _refuse_start(of: Versioned[V, R], body: Body, start: date, field: str = "") -> None:
    if of.model._default_manager.filter(body=body, start=start, entered_on__isnull=False).exists():
        raise of.refused(of.is_taken(start), way=Words("Give another first day."), field=field)


def _refuse_empty(of: Versioned[V, R], count: int) -> None:
    if not count:
        said, way = of.is_empty
        raise of.refused(said, way=way)


def _refuse_twice(of: Versioned[V, R], code: str) -> None:
    raise of.refused(of.is_twice(code), way=Words("Give another code, or change that row."), field="code")
