"""A value on its way: saved, submitted, returned with a reason, approved. Only then does it become a measurement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction

from spelregler.apps.goals.models import Indicator, Measurement, ReportedValue, Target
from spelregler.apps.goals.operations.measurements import Correction, correct_measurements, record_measurement
from spelregler.apps.goals.operations.periods import PeriodLocked, is_open
from spelregler.apps.goals.operations.shown_values import shown_together
from spelregler.apps.organisation.models import Placement, Unit
from spelregler.domain.goals.values import ValueState, may_follow, ratio_value, sexes_add_up
from spelregler.domain.words import Bilingual, Pair, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError

STEP = Decimal("0.0001")
MOST = Decimal(10) ** 12
"""Four decimals and twelve digits before them are kept."""

HALF_A_UNIT = Decimal("0.5")


@dataclass(frozen=True)
class Entry:
    """What somebody reports for an indicator, a unit or none, a period and a sex. A blank is None, a typed 0 is 0."""

    indicator: Indicator
    unit: Unit | None
    period_start: date
    period_end: date
    sex: str
    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""

    @property
    def is_blank(self) -> bool:
        """Nothing is reported: no row is made, for missing is never zero."""
        return self.value is None and self.numerator is None and self.denominator is None


class ReasonMissing(DomainError):
    """Whoever reported learns why a value comes back (MR-30)."""

    code = "reason-missing"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one entry: which row, which column, and what to do."""

    row: int
    column: str
    words: Bilingual


class ValuesRefused(DomainError):
    """Some entries cannot be taken; none is stored, and each fault names its row and column."""

    code = "values-refused"

    def __init__(self, faults: Sequence[Fault]) -> None:
        first = faults[0]
        super().__init__(first.words, clause="MR-30")
        self.faults = tuple(faults)


class ValueMoved(DomainError):
    """The value has gone on since it was read."""

    code = "value-moved"


def save_values(*, entries: Sequence[Entry], submit: bool, on: date, who: Who) -> list[ReportedValue]:
    """Save drafts or submit them: all or none. A blank is left out, what has not changed is not written again (MR-30).

    Refuses with `ValuesRefused`, by row and column, a locked period, an indicator without a target for the year, a
    value that waits, more than four decimals, parts that do not make the value, and women and men who do not make all.
    """
    state = ValueState.SUBMITTED if submit else ValueState.DRAFT
    with transaction.atomic():
        _lock(entry.indicator.pk for entry in entries)
        held = [current(entry) for entry in entries]
        done = [_filled(entry) for entry in entries]
        faults = [
            fault
            for row, (entry, last) in enumerate(zip(done, held, strict=True))
            if not (entry.is_blank and (last is None or submit)) and (fault := _fault(row, entry, last, state, on))
        ]
        faults += _unequal_sexes(done) if submit else []
        if faults:
            raise ValuesRefused(faults)
        return [
            _step(entry, last, state=state, on=on, who=who)
            for entry, last in zip(done, held, strict=True)
            if not (entry.is_blank and (last is None or submit)) and not _is_same(entry, last, state)
        ]


def approve_values(*, values: Sequence[ReportedValue], on: date, who: Who) -> list[Measurement]:
    """What is approved becomes a measurement, or a correction of the one that is there, and counts from the day
    (MR-30).

    Refuses with `ValueMoved` a value that has gone on since it was read, with `PeriodLocked` a period that is not open,
    and as `record_measurement` and `correct_measurements` do.
    """
    with shown_together(on=on, who=who), transaction.atomic():
        _lock(each.indicator_id for each in values)
        for each in values:
            _refuse_moved(each, ValueState.APPROVED)
            _refuse_locked(each, on=on)
        older = {each.pk: _measured(each) for each in values}
        renewed = [each for each in values if older[each.pk]]
        corrections = [_correction(each, older[each.pk]) for each in renewed]
        made = dict(zip((each.pk for each in renewed), _corrected(corrections, on=on, who=who), strict=True))
        for each in values:
            if each.pk not in made:
                made[each.pk] = _recorded(each, on=on, who=who)
            _next(each, ValueState.APPROVED, on=on, who=who, measurement=made[each.pk])
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
    with transaction.atomic():
        _lock([value.indicator_id])
        _refuse_moved(value, ValueState.RETURNED)
        return _next(value, ValueState.RETURNED, on=on, who=who, reason=reason.strip())


def current(entry: Entry | ReportedValue) -> ReportedValue | None:
    """Where the value stands: the step that no other has replaced."""
    return (
        ReportedValue.objects.filter(
            indicator=entry.indicator,
            unit=entry.unit,
            period_start=entry.period_start,
            period_end=entry.period_end,
            sex=entry.sex,
            replaced_by__isnull=True,
        )
        .select_related("indicator", "unit")
        .first()
    )


def department_of(unit: Unit | None, indicator: Indicator, *, on: date) -> str:
    """The department whose period it is: the unit's, or that of the post which owns the indicator."""
    if unit is not None:
        placed = Placement.objects.on(on).filter(unit=unit).select_related("department").first()
        return placed.department.code if placed else ""
    owner = indicator.owner
    if owner is None:
        return ""
    if owner.unit_id:
        return department_of(owner.unit, indicator, on=on)
    return owner.department.code if owner.department else ""


def _lock(indicators: Iterable[int]) -> None:
    # Always in the same order, so that two who report the same indicators never wait for each other in a ring.
    list(Indicator.objects.select_for_update().filter(pk__in=set(indicators)).order_by("pk"))


def _filled(entry: Entry) -> Entry:
    """The value follows from numerator and denominator where only they are given."""
    if entry.value is not None or entry.numerator is None or not entry.denominator:
        return entry
    value = ratio_value(entry.numerator, entry.denominator, unit_of_measure=entry.indicator.unit_of_measure)
    return Entry(
        entry.indicator,
        entry.unit,
        entry.period_start,
        entry.period_end,
        entry.sex,
        value,
        entry.numerator,
        entry.denominator,
        entry.comment,
    )


def _fault(row: int, entry: Entry, last: ReportedValue | None, state: ValueState, on: date) -> Fault | None:
    found = _period_fault(entry, on) or _state_fault(last, state, entry) or _number_fault(entry)
    return Fault(row, *found) if found else None


def _period_fault(entry: Entry, on: date) -> tuple[str, Bilingual] | None:
    year = (entry.period_end - timedelta(days=1)).year
    department = department_of(entry.unit, entry.indicator, on=on)
    if not is_open(period_start=entry.period_start, period_end=entry.period_end, department=department, on=on):
        return (
            "period",
            Words("The period is locked. The controller opens it, with a reason."),
        )
    if not Target.objects.on(on).filter(indicator=entry.indicator, year=year).exists():
        return (
            "period",
            Words("The indicator has no target for {year}. Set one on a goal that uses it.", year=year),
        )
    return None


def _state_fault(last: ReportedValue | None, state: ValueState, entry: Entry) -> tuple[str, Bilingual] | None:
    if last is None or may_follow(state, after=ValueState(last.state)) or _is_same(entry, last, ValueState(last.state)):
        return None
    return (
        "value",
        Words("The value is submitted and awaits approval. Ask the approver to return it."),
    )


def _number_fault(entry: Entry) -> tuple[str, Bilingual] | None:
    for column in ("value", "numerator", "denominator"):
        number = getattr(entry, column)
        if number is not None and (abs(number) >= MOST or number != number.quantize(STEP)):
            return (
                column,
                Words("The number has more than four decimals or is too large."),
            )
    if (entry.numerator is None) != (entry.denominator is None):
        column = "numerator" if entry.numerator is None else "denominator"
        return column, Words("Give both numerator and denominator, or neither.")
    if entry.denominator is not None and entry.denominator <= 0:
        return (
            "denominator",
            Words("There is no share of nobody. Leave the row empty."),
        )
    if entry.value is not None and entry.numerator is not None and entry.denominator is not None:
        share = ratio_value(entry.numerator, entry.denominator, unit_of_measure=entry.indicator.unit_of_measure)
        if abs(share - entry.value) > HALF_A_UNIT / 10**entry.indicator.decimals:
            shown = f"{share.quantize(Decimal(1).scaleb(-entry.indicator.decimals)):f}"
            return (
                "value",
                Words("Numerator and denominator give {share}.", share=Pair(shown.replace(".", ","), shown)),
            )
    return None


def _unequal_sexes(entries: Sequence[Entry]) -> list[Fault]:
    """Women and men are all, in numerator, in denominator, and in the value itself where it counts persons."""
    groups: dict[tuple[object, ...], dict[str, tuple[int, Entry]]] = {}
    for row, entry in enumerate(entries):
        key = (entry.indicator.pk, entry.unit, entry.period_start, entry.period_end)
        groups.setdefault(key, {})[entry.sex] = (row, entry)
    found = []
    for group in groups.values():
        row, any_entry = group.get("T", next(iter(group.values())))
        columns = ["numerator", "denominator"] + (["value"] if any_entry.indicator.small_numbers == "count" else [])
        for column in columns:
            if not sexes_add_up({sex: getattr(entry, column) for sex, (_, entry) in group.items()}):
                found.append(
                    Fault(
                        row,
                        column,
                        Words("Women and men together do not make all. Check the three rows."),
                    )
                )
    return found


def _is_same(entry: Entry, last: ReportedValue | None, state: ValueState) -> bool:
    return last is not None and (
        (last.state, last.value, last.numerator, last.denominator, last.comment)
        == (state.value, entry.value, entry.numerator, entry.denominator, entry.comment)
    )


def _step(entry: Entry, last: ReportedValue | None, *, state: ValueState, on: date, who: Who) -> ReportedValue:
    row = ReportedValue(
        indicator=entry.indicator,
        unit=entry.unit,
        period_start=entry.period_start,
        period_end=entry.period_end,
        sex=entry.sex,
        value=entry.value,
        numerator=entry.numerator,
        denominator=entry.denominator,
        comment=entry.comment,
        state=state.value,
        by=who.name,
        by_person=who.person,
        role=who.role,
        recorded_on=on,
        replaces=last,
    )
    store(row, act="submit-value" if state is ValueState.SUBMITTED else "save-value", who=who)
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
    row = ReportedValue(
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
    store(row, act="approve-value" if state is ValueState.APPROVED else "return-value", who=who)
    return row


def _refuse_moved(value: ReportedValue, state: ValueState) -> None:
    last = current(value)
    if last is None or last.pk != value.pk or not may_follow(state, after=ValueState(last.state)):
        raise ValueMoved(
            Words(
                "{indicator} has changed since the page was shown.",
                indicator=Pair(value.indicator.title, value.indicator.title_en),
            ),
            way=Words("Read the page again and choose anew."),
        )


def _refuse_locked(value: ReportedValue, *, on: date) -> None:
    department = department_of(value.unit, value.indicator, on=on)
    if not is_open(period_start=value.period_start, period_end=value.period_end, department=department, on=on):
        raise PeriodLocked(
            Words("The period is locked, so nothing is approved in it."),
            clause="MR-30",
            way=Words("Ask the controller to open it, with a reason."),
        )


def _measured(value: ReportedValue) -> Measurement | None:
    return Measurement.objects.filter(
        indicator=value.indicator,
        unit=value.unit,
        period_start=value.period_start,
        period_end=value.period_end,
        sex=value.sex,
        replaced_by__isnull=True,
    ).first()


def _number(value: ReportedValue) -> Decimal:
    assert value.value is not None  # noqa: S101 - the database keeps it: what is submitted has a value
    return value.value


def _correction(value: ReportedValue, older: Measurement | None) -> Correction:
    assert older is not None  # noqa: S101 - chosen so by the caller
    return Correction(older, _number(value), value.numerator, value.denominator, value.comment)


def _corrected(corrections: Sequence[Correction], *, on: date, who: Who) -> list[Measurement]:
    return correct_measurements(corrections=corrections, recorded_on=on, who=who) if corrections else []


def _recorded(value: ReportedValue, *, on: date, who: Who) -> Measurement:
    return record_measurement(
        indicator=value.indicator,
        unit=value.unit,
        period_start=value.period_start,
        period_end=value.period_end,
        value=_number(value),
        recorded_on=on,
        who=who,
        sex=value.sex,
        numerator=value.numerator,
        denominator=value.denominator,
        comment=value.comment,
    )
