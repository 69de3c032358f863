"""A disposal plan as a table: fetched as it stands, and brought back whole as a new plan."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from spelregler.apps.registry.models import PlanRow
from spelregler.apps.registry.models.disposal import CODE, KIND, NOTE
from spelregler.domain.disposal import KindOfRecord, PlanRowRefused, refuse_kind
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Form, Kind, write_table
from spelregler.platform.tables import LookedThrough, TableRefused, read_bounded

MOST_ROWS = 2_000
COLUMNS = (
    Column("code", Words("Code"), also=("nr", "nummer", "punkt"), needed=True, longest=CODE),
    Column("title", Words("Kind of record"), also=("handlingstyp", "handling"), needed=True, longest=KIND),
    Column("years", Words("Years it is kept"), kind=Kind.INTEGER, also=("gallringsfrist", "år"), lacking=True),
    Column("note", Words("Source"), also=("lagrum", "anmärkning"), lacking=True, longest=NOTE),
)

PlanFile: TypeAlias = LookedThrough[KindOfRecord]
"""The rows of a plan that a table holds."""


def write_plan(rows: Iterable[PlanRow], *, form: Form, language: str) -> bytes:
    """A plan as a table that can be brought back; the headings alone where it has no rows."""
    told = [{"code": each.code, "title": each.title, "years": each.years, "note": each.note} for each in rows]
    return write_table(COLUMNS, told, form=form, language=language, title="Gallringsplan", is_explained=True)


def read_plan(*, data: bytes, file_name: str) -> PlanFile:
    """Every row of the table, each tried by itself, and against the rows before it. An empty year is preserved.

    Refuses with `TableRefused` what is no such table, is empty or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    if not table.rows and not table.faults_in_all:
        raise TableRefused(Words("The file has no rows."), way=Words("Write the kinds of records first."))
    faults, rows, seen = list(table.faults), list[KindOfRecord](), set[str]()
    for row in table.rows:
        said = KindOfRecord(row["code"].strip(), row["title"].strip(), row["years"], row["note"] or "")
        if said.code in seen:
            words = Words("The code {code} stands in the plan already.", code=said.code)
            faults.append(table.fault(row, "code", words=words, todo=Words("Give another code, or change that row.")))
        seen.add(said.code)
        try:
            refuse_kind(said)
        except PlanRowRefused as refused:
            faults.append(table.fault(row, refused.field, words=refused.words, todo=refused.way))
        else:
            rows.append(said)
    return PlanFile.of(table, rows=rows, faults=faults)
