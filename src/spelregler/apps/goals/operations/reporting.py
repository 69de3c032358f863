"""A value on its way: saved, submitted, returned with a reason, approved. Only then does it become a measurement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from spelregler.apps.goals.models import Measurement, ReportedValue
from spelregler.apps.goals.operations.entries import Entry, Judged, Reported, ValuesRefused, judge_entries
from spelregler.apps.goals.operations.measured import Correction, Figure, Measured, place_of, values_held
from spelregler.apps.goals.operations.measurements import keep_measured
from spelregler.apps.goals.operations.periods import PeriodLocked
from spelregler.apps.goals.operations.shown_values import shown_together
from spelregler.domain.goals.values import ValueState, may_follow
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.many import Fact, store_many
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class ReasonMissing(DomainError):
    """Whoever reported learns why a value comes back (MR-30)."""

    code = "reason-missing"


class ValueMoved(DomainError):
    """The value has gone on since it was read."""

    code = "value-moved"


def save_values(*, entries: Sequence[Entry], submit: bool, on: date, who: Who) -> list[ReportedValue]:
    """Save drafts or submit them: all or none. A blank is left out, what has not changed is not written again (MR-30).

    Refuses with `ValuesRefused`, by row and column, a locked period, an indicator without a target for the year, a
    value that waits, more than four decimals, parts that do not make the value, and women and men who do not make all.
    """
    with values_held(entry.indicator_id for entry in entries):
        judged = judge_entries(entries, submit=submit, on=on, who=who)
        if judged.faults:
            raise ValuesRefused(judged.faults)
        return keep_entries(judged, who=who)


def keep_entries(judged: Judged, *, who: Who, seen: Callable[[int], None] = lambda done: None) -> list[ReportedValue]:
    """Entries without a fault become steps, inside `values_held`."""
    act = "submit-value" if judged.state is ValueState.SUBMITTED else "save-value"
    store_many((Fact(row, act, cleaned=True) for row in judged.rows), who=who, seen=seen)
    return list(judged.rows)


def approve_values(*, values: Sequence[ReportedValue], on: date, who: Who) -> list[Measurement]:
    """What is approved becomes a measurement, or a correction of the one that is there, and counts from the day
    (MR-30).

    Refuses with `ValueMoved` a value that has gone on since it was read, with `PeriodLocked` a period that is not open,
    and as `record_measurement` and `correct_measurements` do.
    """
    with shown_together(on=on, who=who), values_held(each.indicator_id for each in values):
        known = Reported.about(values, on=on)
        for each in values:
            _refuse_moved(each, ValueState.APPROVED, known.last(each))
            _refuse_locked(each, known)
        measured = Measured.about([place_of(each) for each in values], recorded_on=on)
        corrections = {
            each.pk: _correction(each, old) for each in values if (old := measured.beside(each).get(each.sex))
        }
        made = dict(zip(corrections, measured.correct(list(corrections.values())), strict=True))
        made |= {each.pk: measured.record(_figure(each)) for each in values if each.pk not in made}
        keep_measured(measured, who=who)
        steps = [_next(each, ValueState.APPROVED, on=on, who=who, measurement=made[each.pk]) for each in values]
        store_many((Fact(step, "approve-value") for step in steps), who=who)
    return [made[each.pk] for each in values]


def return_value(*, value: ReportedValue, reason: str, on: date, who: Who) -> ReportedValue:
    """Whoever approves may send a value back, and says why (MR-30).

    Refuses with `ReasonMissing` no reason, with `ValueMoved` a value that has gone on since it was read.
    """
    if not reason.strip():
        raise ReasonMissing(
            Words("The reason is missing."),
            clause="MR-30",
            field="reason",
            way=Words("Write what needs to change, so that whoever reported can put it right."),
        )
    with values_held([value.indicator_id]):
        _refuse_moved(value, ValueState.RETURNED, Reported.about([value], on=on).last(value))
        row = _next(value, ValueState.RETURNED, on=on, who=who, reason=reason.strip())
        store(row, act="return-value", who=who)
    return row


def take_back_value(*, value: ReportedValue, on: date, who: Who) -> ReportedValue:
    """What was submitted by mistake is a draft again, with all that was typed, until somebody has approved it (MR-30).

    Refuses with `ValueMoved` a value that is approved, returned or taken back since it was read.
    """
    with values_held([value.indicator_id]):
        last = Reported.about([value], on=on).last(value)
        if last is None or last.pk != value.pk or last.state != ValueState.SUBMITTED:
            raise _moved(value)
        row = _next(value, ValueState.DRAFT, on=on, who=who)
        store(row, act="take-back-value", who=who)
    return row


def _next(
    value: ReportedValue,
    state: ValueState,
    *,
    on: date,
    who: Who,
    reason: str = "",
    measurement: Measurement | None = None,
) -> ReportedValue:
    return ReportedValue(
        indicator=value.indicator,
        unit=value.unit,
        period_start=value.period_start,
        period_end=value.period_end,
        sex=value.sex,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        comment=value.comment,
        state=state.value,
        reason=reason,
        by=who.name,
        by_person=who.person,
        role=who.role,
        recorded_on=on,
        replaces=value,
        measurement=measurement,
    )


def _refuse_moved(value: ReportedValue, state: ValueState, last: ReportedValue | None) -> None:
    if last is None or last.pk != value.pk or not may_follow(state, after=ValueState(last.state)):
        raise _moved(value)


def _moved(value: ReportedValue) -> ValueMoved:
    return ValueMoved(
        Words(
            "{indicator} has changed since the page was shown.",
            indicator=Pair(value.indicator.title, value.indicator.title_en),
        ),
        way=Words("Read the page again and choose anew."),
    )


def _refuse_locked(value: ReportedValue, known: Reported) -> None:
    if not known.is_open(value):
        raise PeriodLocked(
            Words("The period is locked, so nothing is approved in it."),
            clause="MR-30",
            way=Words("Ask the controller to open it, with a reason."),
        )


def _number(value: ReportedValue) -> Decimal:
    assert value.value is not None  # noqa: S101 - the database keeps it: what is submitted has a value
    return value.value


def _correction(value: ReportedValue, older: Measurement) -> Correction:
    return Correction(older, _number(value), value.numerator, value.denominator, value.comment)


def _figure(value: ReportedValue) -> Figure:
    return Figure(
        value.indicator,
        value.period_start,
        value.period_end,
        _number(value),
        unit=value.unit,
        sex=value.sex,
        numerator=value.numerator,
        denominator=value.denominator,
        comment=value.comment,
    )
