"""A file's plan as a person reads it before it is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from spelregler.apps.goals.files.dry_run import CHANGED, NEW, SAME, FilePlan
from spelregler.apps.goals.files.plan_table import COLUMNS
from spelregler.domain.words import Words
from spelregler.exchange.sheets import Column, figure

MOST_ROWS = 200
VALUE = "value"
"""A row of figures: also a new one shows them."""
KINDS = {**next(column for column in COLUMNS if column.name == "kind").choices, VALUE: Words("value")}


@dataclass(frozen=True)
class ShownRow:
    """One row that would change something."""

    row: int
    state: str
    kind: str
    title: str
    changes: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Preview:
    """The file in figures, what it changes and what stands in the way."""

    file_name: str
    new: int
    changed: int
    same: int
    faults: tuple[str, ...]
    faults_left: int
    rows: tuple[ShownRow, ...]
    rows_left: int
    unknown: str
    remarks: tuple[str, ...]
    can_store: bool


def preview(plan: FilePlan, language: str, *, columns: Sequence[Column] = COLUMNS) -> Preview:
    """At most two hundred rows and faults; the rest is counted."""
    titles = {column.name: column.title(language) for column in columns}
    rows = [change for change in plan.changes if change.state != SAME]
    words = {NEW: _("new"), CHANGED: _("changed")}
    return Preview(
        file_name=plan.file_name,
        new=plan.count(NEW),
        changed=plan.count(CHANGED),
        same=plan.count(SAME),
        faults=tuple(fault.text(language) for fault in plan.faults[:MOST_ROWS]),
        faults_left=max(0, plan.faults_in_all - MOST_ROWS),
        rows=tuple(
            ShownRow(
                row=each.row,
                state=words[each.state],
                kind=KINDS[each.kind].text(language),
                title=each.title,
                changes=tuple(
                    (titles[one.name], _shown(one.before, language), _shown(one.after, language)) for one in each.fields
                )
                if each.state == CHANGED or each.kind == VALUE
                else (),
            )
            for each in rows[:MOST_ROWS]
        ),
        rows_left=max(0, len(rows) - MOST_ROWS),
        unknown=", ".join(plan.unknown),
        remarks=tuple(remark.text(language) for remark in plan.remarks),
        can_store=not plan.faults and bool(rows),
    )


def _shown(value: Any, language: str) -> str:
    if value in (None, "", ()):
        return "–"
    if isinstance(value, Decimal):
        return figure(value, comma="." if language == "en" else ",")
    return ", ".join(value) if isinstance(value, tuple) else str(value)
