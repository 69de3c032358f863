"""The pages of reporting, in the reader's language."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.forms.boundfield import BoundField
from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.acting.rights import may
from spelregler.apps.goals.models import ReportedValue
from spelregler.apps.goals.pages.reporting.forms import CELLS, PasteForm, TakeBackForm, ValueForm
from spelregler.apps.goals.pages.words import target_sign
from spelregler.apps.goals.queries.job_assignments import GIVE
from spelregler.apps.goals.queries.missed_targets import sees_any
from spelregler.apps.goals.queries.reporting import APPROVE, ENTER, Asked, PeriodState, own_value, to_approve
from spelregler.domain.roles import Resource
from spelregler.ui.page import Pager, page_asked

ROWS = 40
Row = TypeVar("Row")

MARKS = {"draft": "not_assessed", "submitted": "attention", "returned": "breach", "approved": "kept"}


def links(acting_role: ActingRole) -> list[tuple[str, str]]:
    """The pages of values that the acting role has something to do on; which periods are open is for everybody."""
    pages = (
        (ENTER, own_value(acting_role.role_assignment), "goals:report", _("Report")),
        (APPROVE, to_approve(acting_role.role_assignment), "goals:approve", _("Approve values")),
    )
    offered = [(reverse(name), words) for action, matter, name, words in pages if may(acting_role, action, matter)]
    if sees_any(acting_role):
        offered.append((reverse("goals:missed"), _("Missed targets")))
    if acting_role.unit:
        offered.append((reverse("goals:my_assignment"), _("My job assignment")))
        own_unit = Resource(
            kind="unit", id=acting_role.unit, unit=acting_role.unit, department=acting_role.department or None
        )
        if may(acting_role, GIVE, own_unit):
            offered.append((reverse("goals:unit_assignments", args=[acting_role.unit]), _("Job assignments")))
    for_all = (
        ("goals:indicators", _("Indicators")),
        ("goals:periods", _("Periods")),
        ("goals:corrections", _("Corrections")),
        ("goals:chain", _("Plans")),
    )
    return [*offered, *((reverse(name), words) for name, words in for_all)]


@dataclass(frozen=True)
class PageOf(Generic[Row]):
    """One page of a list."""

    rows: list[Row]
    pager: Pager


def page_of(
    total: int, read: Callable[[int, int], list[Row]], query: QueryDict, address: str, *, word: str = "sida"
) -> PageOf[Row]:
    """Forty rows a page, `read` from a place in the list and at most so many; what else stands in the address is kept.

    Two lists on one page have a `word` each.
    """
    kept = {key: str(value) for key, value in query.items() if key != word}
    asked = page_asked(query.get(word, ""))
    pager = Pager.of(asked, total=total, most=ROWS, address=address, word=word, **kept)
    return PageOf(read(pager.start, ROWS), pager)


def paged(rows: Sequence[Row], query: QueryDict, address: str, *, word: str = "sida") -> PageOf[Row]:
    """The same of a list that has been read."""
    return page_of(len(rows), lambda start, most: list(rows[start : start + most]), query, address, word=word)


def state_words(state: str) -> str:
    """Where a value stands."""
    return {
        "": _("not begun"),
        "draft": _("draft"),
        "submitted": _("awaits approval"),
        "returned": _("returned"),
        "approved": _("approved"),
    }[state]


def sex_words(sex: str) -> str:
    """All, women or men."""
    return {"T": _("all"), "K": _("women"), "M": _("men")}[sex]


@dataclass(frozen=True)
class ValueEvent:
    """One step of a value: what happened, who did it, when and why."""

    state: str
    value: Decimal | None
    by: str
    on: date
    why: str


@dataclass(frozen=True)
class Cell:
    """One box of a row, with its column's heading; its label is its whole name, for whoever hears it."""

    heading: str
    box: BoundField


@dataclass(frozen=True)
class ReportRow:
    """One value asked for."""

    number: int
    title: str
    unit: str
    where: str
    sex: str
    minutes: int
    decimals: int
    target: Decimal
    sign: str
    last_year: Decimal | None
    mark: str
    state: str
    reason: str
    is_waiting: bool
    cells: list[Cell]
    history: list[ValueEvent]


def grid_rows(rows: Sequence[ValueForm], acting_role: ActingRole) -> list[ReportRow]:
    """The form's rows with their boxes."""
    return [_report_row(row, acting_role) for row in rows]


@dataclass(frozen=True)
class WaitingRow:
    """A value that waits for its approver and may be taken back until then."""

    key: str
    title: str
    where: str
    value: Decimal | None
    decimals: int


def waiting_rows(form: TakeBackForm, acting_role: ActingRole) -> list[WaitingRow]:
    """The values that may be taken back, the first forty."""
    return [
        WaitingRow(
            key=key,
            title=_whose(each, acting_role),
            where=acting_role.say(each.series.where, each.series.where_en),
            value=each.last.value if each.last else None,
            decimals=each.series.indicator.decimals,
        )
        for key, each in list(form.waiting.items())[:ROWS]
    ]


def period_address(page: str, period: PeriodState | None) -> str:
    """A page about the period's values."""
    return reverse(page) + (f"?{urlencode({'period': period.key})}" if period else "")


def faults_at(rows: Sequence[ReportRow], paste: PasteForm) -> list[tuple[str, str]]:
    """Each fault of the rows, and of what was pasted, with the address of its box on the page."""
    boxes = [*(cell.box for row in rows for cell in row.cells), paste["pasted"]]
    return [(box.id_for_label, f"{box.label}: {error}") for box in boxes for error in box.errors]


def _report_row(row: ValueForm, acting_role: ActingRole) -> ReportRow:
    asked, indicator = row.asked, row.asked.series.indicator
    words = {"value": _("Value"), "numerator": _("Numerator"), "denominator": _("Denominator"), "comment": _("Comment")}
    whose = _whose(asked, acting_role)
    where = acting_role.say(asked.series.where, asked.series.where_en)

    def cell(column: str) -> Cell:
        box = row[column]
        box.label = box.field.widget.attrs["aria-label"] = f"{words[column]}: {whose}, {where}"
        return Cell(words[column], box)

    state = asked.last.state if asked.last else ""
    return ReportRow(
        number=row.number,
        title=acting_role.say(indicator.title, indicator.title_en),
        unit=indicator.unit_of_measure,
        where=where,
        sex=sex_words(asked.sex) if indicator.by_sex else "",
        minutes=indicator.minutes,
        decimals=indicator.decimals,
        target=asked.series.target,
        sign=target_sign(indicator.direction),
        last_year=asked.last_year,
        mark=MARKS.get(state, ""),
        state=state_words(state),
        reason=asked.last.reason if asked.last else "",
        is_waiting=row.is_waiting,
        cells=[cell(column) for column in CELLS],
        history=steps(asked.history),
    )


def _whose(asked: Asked, acting_role: ActingRole) -> str:
    """The measure, and whose figure of it where it is asked for by sex."""
    indicator = asked.series.indicator
    name = acting_role.say(indicator.title, indicator.title_en)
    return f"{name}, {sex_words(asked.sex)}" if indicator.by_sex else name


def steps(history: Sequence[ReportedValue]) -> list[ValueEvent]:
    """The way of a value, the newest first."""
    return [
        ValueEvent(state_words(each.state), each.value, each.by, each.recorded_on, each.reason or each.comment)
        for each in reversed(history)
    ]


def saved_words(count: int, *, is_submitted: bool) -> str:
    """What was done with what was typed."""
    if is_submitted:
        words = ngettext("%(count)s value is submitted.", "%(count)s values are submitted.", count)
    else:
        words = ngettext("%(count)s value is saved as a draft.", "%(count)s values are saved as drafts.", count)
    return words % {"count": count}
