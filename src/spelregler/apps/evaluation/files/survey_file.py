"""Survey results as a table: fetched with a row for each question and place, filled in and brought back."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from typing import TypeAlias

from spelregler.apps.evaluation.operations import Surveyed, record_results
from spelregler.apps.evaluation.operations.surveys import refused_of
from spelregler.apps.organisation.models import Department
from spelregler.domain.surveys import INDEX, MEAN_5, MEAN_10, OF_THE_WHOLE, SHARE, THEMES
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, Form, Kind, Row, write_table
from spelregler.platform.audit.operations import Who
from spelregler.platform.tables import LookedThrough, read_bounded

MOST_ROWS = 2_000
FIGURES = {
    SHARE: Words("share in per cent"),
    INDEX: Words("index 0–100"),
    MEAN_5: Words("mean 1–5"),
    MEAN_10: Words("mean 1–10"),
}
COLUMNS = (
    Column("theme", Words("Question"), kind=Kind.CHOICE, choices=THEMES, needed=True),
    Column("department", Words("Department"), longest=60),
    Column("survey", Words("Survey"), longest=120),
    Column("held_on", Words("Last day to answer"), kind=Kind.DAY),
    Column("answers", Words("Number of answers"), kind=Kind.INTEGER),
    Column("measure", Words("Kind of figure"), kind=Kind.CHOICE, choices=FIGURES, lacking=True),
    Column("value", Words("Figure"), kind=Kind.DECIMAL),
)

SurveyFile: TypeAlias = LookedThrough[Surveyed]
"""The results that a table tells."""


def template(*, themes: Collection[str], departments: Sequence[str], form: Form, language: str) -> bytes:
    """A row for each question and place, by the departments' codes; the rest is to be filled in."""
    blank = dict.fromkeys((each.name for each in COLUMNS), None)
    rows = [
        {**blank, "theme": theme, "department": code, "measure": SHARE}
        for theme in themes
        for code in ("", *(() if theme in OF_THE_WHOLE else departments))
    ]
    return write_table(COLUMNS, rows, form=form, language=language, title="Enkäter", is_explained=True)


def bring(
    *, data: bytes, file_name: str, themes: Collection[str], store: bool, today: date, role: str, who: Who
) -> SurveyFile:
    """What the table says on the themes that may be recorded; stored, all or nothing, when no row has a fault.

    A row without answers and figure is left out. Refuses with `TableRefused` what is no such table, or too long.
    """
    table = read_bounded(data, file_name=file_name, columns=COLUMNS, most_rows=MOST_ROWS)
    known = {each.code: each for each in Department.objects.on(today)}
    faults, fit = list(table.faults), list[Row]()
    for row in table.rows:
        if row["answers"] is None and row["value"] is None:
            continue
        name, words, todo = _fault(row, known, themes)
        if name:
            faults.append(table.fault(row, name, words=words, todo=todo))
        else:
            fit.append(row)
    said = [_said(row, known) for row in fit]
    for number, refused in refused_of(said, today=today).items():
        faults.append(table.fault(fit[number], refused.field, words=refused.words, todo=refused.way))
    if store and not faults:
        record_results(said=said, today=today, role=role, who=who)
    return LookedThrough.of(table, rows=said, faults=faults)


def _fault(row: Row, known: Collection[str], themes: Collection[str]) -> tuple[str, Words, Words]:
    if row["theme"] not in themes:
        return "theme", Words("That question is recorded by somebody else."), Words("Take the row away.")
    if row["department"] and row["department"] not in known:
        words = Words("There is no department {code}.", code=row["department"])
        return "department", words, Words("Check the code against the table you fetched.")
    lacking = next((name for name in ("survey", "held_on", "answers", "value") if row[name] in (None, "")), "")
    return lacking, Words("The cell is empty."), Words("Fill in the whole row, or leave answers and figure empty.")


def _said(row: Row, known: dict[str, Department]) -> Surveyed:
    return Surveyed(
        theme=row["theme"],
        department=known.get(row["department"] or ""),
        survey=row["survey"],
        held_on=row["held_on"],
        answers=row["answers"],
        measure=row["measure"] or SHARE,
        value=row["value"],
    )
