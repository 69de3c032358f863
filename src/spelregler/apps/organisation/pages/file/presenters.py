"""What a file would change in the organisation, as a person reads it before it is stored."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from spelregler.apps.organisation.files.organisation_import import Change, Plan, State
from spelregler.apps.organisation.registries.unit_belongings import YearMoney
from spelregler.exchange.organisation import COLUMNS, TYPES, WORDS, What
from spelregler.ui.formatting import money, short_date

MOST_ROWS = 200


@dataclass(frozen=True)
class Count:
    """One kind of row in figures."""

    what: str
    new: int
    changed: int
    ended: int
    same: int


@dataclass(frozen=True)
class ShownChange:
    """One row that would change something; `on` is the day in words, where it has one."""

    row: int
    what: str
    title: str
    cells: tuple[tuple[str, str, str], ...]
    on: str


@dataclass(frozen=True)
class Preview:
    """The file in figures, what it changes and ends, and what stands in the way."""

    file_name: str
    counts: tuple[Count, ...]
    faults: tuple[str, ...]
    faults_left: int
    changed: tuple[ShownChange, ...]
    changed_left: int
    ended: tuple[ShownChange, ...]
    ended_left: int
    made: tuple[ShownChange, ...]
    made_left: int
    missing: tuple[str, ...]
    missing_left: int
    unknown: str
    remarks: tuple[str, ...]
    can_store: bool


def preview(plan: Plan, language: str) -> Preview:
    """At most two hundred of each; the rest is counted."""
    by_state = {state: [each for each in plan.changes if each.state == state] for state in State}
    shown = {state: tuple(_shown(each, language) for each in rows[:MOST_ROWS]) for state, rows in by_state.items()}
    counts = (Count(WORDS[what].text(language), *(plan.count(state, what) for state in State)) for what in What)
    return Preview(
        file_name=plan.file_name,
        counts=tuple(each for each in counts if each.new or each.changed or each.ended or each.same),
        faults=tuple(fault.text(language) for fault in plan.faults[:MOST_ROWS]),
        faults_left=max(0, plan.faults_in_all - MOST_ROWS),
        changed=shown[State.CHANGED],
        changed_left=max(0, len(by_state[State.CHANGED]) - MOST_ROWS),
        ended=shown[State.ENDED],
        ended_left=max(0, len(by_state[State.ENDED]) - MOST_ROWS),
        made=shown[State.NEW],
        made_left=max(0, len(by_state[State.NEW]) - MOST_ROWS),
        missing=plan.missing[:MOST_ROWS],
        missing_left=max(0, len(plan.missing) - MOST_ROWS),
        unknown=", ".join(plan.unknown),
        remarks=tuple(remark.text(language) for remark in plan.remarks),
        can_store=not plan.faults and bool(plan.changes),
    )


def _shown(change: Change, language: str) -> ShownChange:
    titles = {column.name: column.title(language) for column in COLUMNS}
    return ShownChange(
        row=change.row,
        what=WORDS[change.what].text(language),
        title=change.title,
        cells=(
            *((titles[each.name], cell(each.before, language), cell(each.after, language)) for each in change.fields),
            *money_cells(change.money, language),
        ),
        on=short_date(change.on, language) if change.on else "",
    )


def money_cells(years: Iterable[YearMoney], language: str) -> list[tuple[str, str, str]]:
    """Each frame that a move or a closing changes, before the day and from it."""
    found = []
    for each in years:
        carry = each.carry
        for code, after in carry.after.items():
            name = _("Frame %(year)s, %(name)s") % {"year": carry.year, "name": each.names[code]}
            found.append((name, money(carry.before[code], language, exact=True), money(after, language, exact=True)))
        if carry.returned:
            name = _("Frame %(year)s, undistributed at %(body)s") % {"year": carry.year, "body": each.body}
            found.append((name, "–", money(carry.returned, language, exact=True)))
    return found


def cell(value: Any, language: str) -> str:
    """A cell as people read it."""
    if value in (None, "", ()):
        return "–"
    if isinstance(value, date):
        return short_date(value, language)
    if isinstance(value, tuple):
        return ", ".join(value)
    return TYPES[value].text(language) if value in TYPES else str(value)
