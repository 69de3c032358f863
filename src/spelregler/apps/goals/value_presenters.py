"""The pages of reporting, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Generic, TypeVar

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from spelregler.apps.goals.grid import COLUMNS, GridRow
from spelregler.apps.goals.job_assignments import GIVE
from spelregler.apps.goals.missed import DAYS, MissedTarget, may_answer
from spelregler.apps.goals.models import Measurement, ReportedValue
from spelregler.apps.goals.presenters import hidden_words
from spelregler.apps.goals.reporting import APPROVE, ENTER, Asked, PeriodState, own_value, to_approve
from spelregler.apps.goals.small import hidden_measurements
from spelregler.apps.organisation.access import may
from spelregler.apps.organisation.queries import departments
from spelregler.apps.organisation.worn import Worn
from spelregler.domain import reading
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.roles import Resource
from spelregler.platform.errors import DomainError
from spelregler.ui.formatting import period as period_words
from spelregler.ui.page import Pager, page_asked

ROWS = 40
Row = TypeVar("Row")

MARKS = {"draft": "not_assessed", "submitted": "attention", "returned": "breach", "approved": "kept"}


def links(worn: Worn) -> list[tuple[str, str]]:
    """The pages of values that the worn role has something to do on; which periods are open is for everybody."""
    pages = (
        (ENTER, own_value(worn.hat), "goals:report", _("Report")),
        (APPROVE, to_approve(worn.hat), "goals:approve", _("Approve values")),
    )
    offered = [(reverse(name), words) for action, matter, name, words in pages if may(worn, action, matter)]
    if worn.hat.department or worn.hat.is_central or worn.hat.role in ("KC", "RE"):
        offered.append((reverse("goals:missed"), _("Missed targets")))
    if worn.hat.unit:
        offered.append((reverse("goals:my_assignment"), _("My job assignment")))
        own_unit = Resource(kind="unit", id=worn.hat.unit, unit=worn.hat.unit, department=worn.hat.department or None)
        if may(worn, GIVE, own_unit):
            offered.append((reverse("goals:unit_assignments", args=[worn.hat.unit]), _("Job assignments")))
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


def paged(rows: Sequence[Row], query: QueryDict, address: str, *, word: str = "sida") -> PageOf[Row]:
    """Forty rows a page; what else stands in the address is kept. Two lists on one page have a `word` each."""
    kept = {key: str(value) for key, value in query.items() if key != word}
    asked = page_asked(query.get(word, ""))
    pager = Pager.of(asked, total=len(rows), most=ROWS, address=address, word=word, **kept)
    return PageOf(list(rows[pager.start : pager.start + ROWS]), pager)


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
class Step:
    """One step of a value: what happened, who did it, when and why."""

    state: str
    value: Decimal | None
    by: str
    on: date
    why: str


@dataclass(frozen=True)
class Field:
    """One box of the form: its column's heading, its whole name for whoever hears it, and its fault."""

    name: str
    heading: str
    label: str
    typed: str
    fault: str

    @property
    def id(self) -> str:
        """The address of the box on the page."""
        return self.name.replace(":", "-")


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
    fields: list[Field]
    comment: Field
    history: list[Step]


def grid_rows(rows: Sequence[GridRow], worn: Worn) -> list[ReportRow]:
    """The form's rows with their boxes."""
    return [_report_row(row, worn) for row in rows]


def _report_row(row: GridRow, worn: Worn) -> ReportRow:
    asked, indicator = row.asked, row.asked.series.indicator
    name = worn.say(indicator.title, indicator.title_en)
    words = {"value": _("Value"), "numerator": _("Numerator"), "denominator": _("Denominator"), "comment": _("Comment")}
    whose = f"{name}, {sex_words(asked.sex)}" if indicator.by_sex else name

    def box(column: str) -> Field:
        label = f"{words[column]}: {whose}, {asked.series.where}"
        return Field(f"{row.name}:{column}", words[column], label, row.typed[column], row.faults.get(column, ""))

    state = asked.last.state if asked.last else ""
    return ReportRow(
        number=row.number,
        title=name,
        unit=indicator.unit_of_measure,
        where=asked.series.where,
        sex=sex_words(asked.sex) if indicator.by_sex else "",
        minutes=indicator.minutes,
        decimals=indicator.decimals,
        target=asked.series.target,
        sign="≤" if indicator.direction == "lower" else "≥",
        last_year=asked.last_year,
        mark=MARKS.get(state, ""),
        state=state_words(state),
        reason=asked.last.reason if asked.last else "",
        is_waiting=row.is_waiting,
        fields=[box(column) for column in COLUMNS],
        comment=box("comment"),
        history=steps(asked.history),
    )


def steps(history: Sequence[ReportedValue]) -> list[Step]:
    """The way of a value, the newest first."""
    return [
        Step(state_words(each.state), each.value, each.by, each.recorded_on, each.reason or each.comment)
        for each in reversed(history)
    ]


@dataclass(frozen=True)
class AwaitingRow:
    """A submitted value beside what it is compared with."""

    key: int
    title: str
    unit: str
    where: str
    sex: str
    period: str
    decimals: int
    value: Decimal | None
    parts: str
    last_year: Decimal | None
    target: Decimal
    sign: str
    by: str
    on: date
    comment: str
    history: list[Step]


def awaiting_rows(rows: Sequence[Asked], worn: Worn) -> list[AwaitingRow]:
    """What waits, with who reported it and what was said before."""
    return [_awaiting_row(each, each.last, worn) for each in rows if each.last is not None]


def _awaiting_row(each: Asked, last: ReportedValue, worn: Worn) -> AwaitingRow:
    indicator = each.series.indicator
    has_parts = last.numerator is not None and last.denominator is not None
    return AwaitingRow(
        key=last.pk,
        title=worn.say(indicator.title, indicator.title_en),
        unit=indicator.unit_of_measure,
        where=each.series.where,
        sex=sex_words(each.sex) if indicator.by_sex else "",
        period=period_words(each.period.start, each.period.end, worn.language),
        decimals=indicator.decimals,
        value=last.value,
        parts=f"{last.numerator.normalize():f} / {last.denominator.normalize():f}"
        if has_parts and last.numerator is not None and last.denominator is not None
        else "",
        last_year=each.last_year,
        target=each.series.target,
        sign="≤" if indicator.direction == "lower" else "≥",
        by=last.by,
        on=last.recorded_on,
        comment=last.comment,
        history=steps(each.history[:-1]),
    )


def approved_words(made: Sequence[Measurement], day: date) -> str:
    """What was approved, and how much of it is not shown for the sake of small numbers."""
    hidden = hidden_measurements(indicators={each.indicator_id for each in made}, as_of=day)
    words = _("%(count)s values are approved and count from today.") % {"count": len(made)}
    waits = sum(each.pk in hidden for each in made)
    if not waits:
        return words
    more = _(
        "%(count)s of them are not shown yet: with what has been shown they would give a small number away, "
        "or they are small themselves."
    )
    return f"{words} {more % {'count': waits}}"


@dataclass(frozen=True)
class PeriodRow:
    """What was said about a period: opened or locked, for whom, when, by whom and why."""

    period: str
    is_open: bool
    scope: str
    on: date
    by: str
    reason: str


def period_rows(periods: Sequence[PeriodState], worn: Worn) -> list[PeriodRow]:
    """Every opening and locking, the latest period and the latest row first."""
    return [
        PeriodRow(
            period=period_words(each.start, each.end, worn.language),
            is_open=row.opens,
            scope=row.department.name if row.department else _("all departments"),
            on=row.recorded_on,
            by=row.by,
            reason=row.reason,
        )
        for each in periods
        for row in each.rows
    ]


def period_choices(periods: Sequence[PeriodState], chosen: PeriodState | None) -> list[tuple[str, date, date, bool]]:
    """The open periods to choose among: address, first day, last day and whether it is the one shown."""
    return [(each.key, each.start, each.end - ONE_DAY, each == chosen) for each in periods]


def read_period(said: Mapping[str, str]) -> tuple[date, date]:
    """A period by its first and last month, as month fields send them: 2026-01 and 2026-08."""
    try:
        start, last = (reading.month(said.get(name, "")) for name in ("first", "last"))
    except reading.Unreadable:
        raise DomainError(
            sv="Perioden går inte att läsa.",
            en="The period cannot be read.",
            way_sv="Skriv första och sista månad, till exempel 2026-01 och 2026-08.",
            way_en="Write the first and last month, for example 2026-01 and 2026-08.",
        ) from None
    return start, add_months(last, 1)


@dataclass(frozen=True)
class MissedRow:
    """A missed target, and its answer or the day by which it is due."""

    key: str
    title: str
    goal: str
    unit: str
    where: str
    period: str
    decimals: int
    value: Decimal | None
    target: Decimal
    sign: str
    mark: str
    reaction: str
    last_day: date
    answered_on: date | None
    cause: str
    action: str
    owner: str
    due_on: date | None
    may_answer: bool
    hidden: str = ""


def missed_rows(rows: Sequence[MissedTarget], worn: Worn) -> list[MissedRow]:
    """The list, with the button only for whoever may answer."""
    return [_missed_row(each, worn) for each in rows]


def _missed_row(each: MissedTarget, worn: Worn) -> MissedRow:
    indicator, answer, reaction = each.target.indicator, each.answer, each.reaction(worn.as_of)
    return MissedRow(
        key=each.key,
        title=worn.say(indicator.title, indicator.title_en),
        goal=worn.say(each.target.goal.title, each.target.goal.title_en),
        unit=indicator.unit_of_measure,
        where=each.where,
        period=period_words(each.measurement.period_start, each.measurement.period_end, worn.language),
        decimals=indicator.decimals,
        value=None if each.hidden else each.measurement.value,
        hidden=hidden_words(each.hidden),
        target=each.target.value,
        sign="≤" if indicator.direction == "lower" else "≥",
        mark={"answered": "kept", "waiting": "attention", "late": "breach"}[reaction.value],
        reaction={"answered": _("answered"), "waiting": _("awaits an answer"), "late": _("answer is late")}[
            reaction.value
        ],
        last_day=each.fact.last_day(DAYS),
        answered_on=answer.answered_on if answer else None,
        cause=answer.cause if answer else "",
        action=worn.say(answer.action.title, answer.action.title_en) if answer else "",
        owner=worn.say(answer.owner.title, answer.owner.title_en) if answer else "",
        due_on=answer.action.due_on if answer else None,
        may_answer=worn.as_of == worn.today and may_answer(worn, each),
    )


def reaction_rows(medians: Mapping[str, Decimal | None], worn: Worn) -> list[tuple[str, Decimal | None]]:
    """Each department with its median; nothing where fewer than five have been answered."""
    names = {each.code: each.name for each in departments(as_of=worn.as_of)}
    return sorted((names.get(code, code), days) for code, days in medians.items())
