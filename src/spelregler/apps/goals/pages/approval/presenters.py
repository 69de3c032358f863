"""Values that wait for approval, in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.forms.boundfield import BoundField, BoundWidget
from django.http import QueryDict
from django.utils.translation import ngettext

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.goals.models import Measurement, ReportedValue
from spelregler.apps.goals.pages.approval.forms import ApprovalForm, reason_of
from spelregler.apps.goals.pages.reporting.presenters import ValueEvent, sex_words, steps
from spelregler.apps.goals.pages.words import target_sign
from spelregler.apps.goals.queries.reporting import Asked
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.ui.formatting import period as period_words


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
    history: list[ValueEvent]
    choose: BoundWidget
    why: BoundField


def approval_form(rows: Sequence[Asked], acting_role: ActingRole, typed: QueryDict | None = None) -> ApprovalForm:
    """The form for what waits, each value by its name."""
    return ApprovalForm(typed, waiting=rows, names=[_name(each, acting_role) for each in rows])


def _name(each: Asked, acting_role: ActingRole) -> str:
    indicator = each.series.indicator
    title = acting_role.say(indicator.title, indicator.title_en)
    where = acting_role.say(each.series.where, each.series.where_en)
    return ", ".join(part for part in (title, sex_words(each.sex) if indicator.by_sex else "", where) if part)


def awaiting_rows(rows: Sequence[Asked], form: ApprovalForm, acting_role: ActingRole) -> list[AwaitingRow]:
    """What waits, with who reported it and what was said before."""
    boxes = {str(box.data["value"]): box for box in form["value"]}
    return [
        _awaiting_row(each, each.last, form, boxes[str(each.last.pk)], acting_role)
        for each in rows
        if each.last is not None
    ]


def _awaiting_row(
    each: Asked, last: ReportedValue, form: ApprovalForm, choose: BoundWidget, acting_role: ActingRole
) -> AwaitingRow:
    indicator = each.series.indicator
    has_parts = last.numerator is not None and last.denominator is not None
    return AwaitingRow(
        key=last.pk,
        title=acting_role.say(indicator.title, indicator.title_en),
        unit=indicator.unit_of_measure,
        where=acting_role.say(each.series.where, each.series.where_en),
        sex=sex_words(each.sex) if indicator.by_sex else "",
        period=period_words(each.period.start, each.period.end, acting_role.language),
        decimals=indicator.decimals,
        value=last.value,
        parts=f"{last.numerator.normalize():f} / {last.denominator.normalize():f}"
        if has_parts and last.numerator is not None and last.denominator is not None
        else "",
        last_year=each.last_year,
        target=each.series.target,
        sign=target_sign(indicator.direction),
        by=last.by,
        on=last.recorded_on,
        comment=last.comment,
        history=steps(each.history[:-1]),
        choose=choose,
        why=form[reason_of(str(last.pk))],
    )


def approved_words(made: Sequence[Measurement], day: date) -> str:
    """What was approved, and how much of it is not shown for the sake of small numbers."""
    hidden = hidden_measurements(indicators={each.indicator_id for each in made}, as_of=day)
    words = ngettext(
        "%(count)s value is approved and counts from today.",
        "%(count)s values are approved and count from today.",
        len(made),
    ) % {"count": len(made)}
    waits = sum(each.pk in hidden for each in made)
    if not waits:
        return words
    more = ngettext(
        "%(count)s of them is not shown yet: with what has been shown it would give a small number away, "
        "or it is small itself.",
        "%(count)s of them are not shown yet: with what has been shown they would give a small number away, "
        "or they are small themselves.",
        waits,
    )
    return f"{words} {more % {'count': waits}}"
