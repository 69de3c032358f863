"""The bodies' meetings as a table: a row a meeting, brought in all at once or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeAlias

from django.db import transaction

from spelregler.apps.meetings.models import Meeting
from spelregler.apps.meetings.operations import Planned, plan_meetings
from spelregler.apps.organisation.models import Body
from spelregler.domain.meetings.times import time_of_day
from spelregler.domain.reading import Unreadable
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Fault, Form, Kind, Row, Table, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.errors import DomainError
from spelregler.platform.tables import LookedThrough, read_bounded

MOST_ROWS = 500
KINDS = {
    str(Meeting.Kind.ORDINARY): Words("ordinary"),
    str(Meeting.Kind.EXTRA): Words("extra"),
}
COLUMNS = (
    Column("body", Words("Body"), also=("organets kod",), needed=True, longest=20),
    Column("held_on", Words("Day"), kind=Kind.DAY),
    Column("starts_at", Words("Begins at"), also=("tid",), longest=5, help=Words("a time, as 13.00")),
    Column("place", Words("Place"), longest=120),
    Column("kind", Words("Kind of meeting"), kind=Kind.CHOICE, lacking=True, choices=KINDS),
)


CalendarFile: TypeAlias = LookedThrough[tuple[Body, Planned]]
"""The meetings that a table plans, each with its body."""


def template(bodies: Sequence[Body], *, form: Form, language: str) -> bytes:
    """The columns, with a row for each body to go on from."""
    rows = [{**dict.fromkeys((each.name for each in COLUMNS), None), "body": each.code} for each in bodies]
    return write_table(
        COLUMNS, rows, form=form, language=language, title=Words("Meetings").text(language), is_explained=True
    )


def bring(
    *, data: bytes, file_name: str, bodies: Sequence[Body], lists_a_year: int, store: bool, today: date, who: Who
) -> CalendarFile:
    """The meetings that the table plans; stored, all or nothing, when no row has a fault.

    A row without a day is left out. Refuses with `TableRefused` what is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    known, faults = {each.code: each for each in bodies}, list(table.faults)
    read: list[tuple[Row, Body, Planned]] = []
    for row in table.rows:
        if row["held_on"] is None:
            continue
        try:
            read.append((row, *_planned(row, known)))
        except Unreadable as refused:
            faults.append(table.fault(row, refused.field or "starts_at", words=refused.words, todo=refused.way))
    faults += _tried(table, read, lists_a_year=lists_a_year, store=store and not faults, today=today, who=who)
    return CalendarFile.of(table, rows=[(body, planned) for _row, body, planned in read], faults=faults)


def _planned(row: Row, known: dict[str, Body]) -> tuple[Body, Planned]:
    body = known.get(row["body"].lower())
    if body is None:
        raise Unreadable(
            Words("{code} is no body that you plan meetings for.", code=row["body"]),
            way=Words("Write one of the codes {bodies}.", bodies=", ".join(sorted(known))),
            field="body",
        )
    if not row["place"]:
        raise Unreadable(Words("The row has no place."), way=Words("Write where the meeting is."), field="place")
    at = time_of_day(row["starts_at"] or "")
    return body, Planned(row["held_on"], at, row["place"], row["kind"] or str(Meeting.Kind.ORDINARY))


def _tried(
    table: Table,
    read: Sequence[tuple[Row, Body, Planned]],
    *,
    lists_a_year: int,
    store: bool,
    today: date,
    who: Who,
) -> list[Fault]:
    """Each body's meetings planned at once, so that what stands on each agenda is right; undone where it is tried."""
    faults = []
    with transaction.atomic():
        for body in dict.fromkeys(body for _row, body, _planned in read):
            own = [(row, planned) for row, whose, planned in read if whose == body]
            try:
                with transaction.atomic():
                    planned = [each for _row, each in own]
                    plan_meetings(body=body, planned=planned, lists_a_year=lists_a_year, on=today, who=who)
            except DomainError as refused:
                faults.append(table.fault(own[0][0], "body", words=refused.words, todo=refused.way))
        if faults or not store:
            transaction.set_rollback(True)
    return faults
