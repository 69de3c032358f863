"""Reported figures: recorded once, corrected by a new row, never overwritten."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal

from django.db import transaction

from spelregler.apps.goals.models import Indicator, Measurement, Origin
from spelregler.apps.goals.operations.measured import Correction, Figure, Measured, place_of, values_held
from spelregler.apps.goals.operations.shown_values import shown_together, touch
from spelregler.apps.organisation.models import Unit
from spelregler.platform.audit.many import store_many
from spelregler.platform.audit.operations import Who


def record_measurement(
    *,
    indicator: Indicator,
    period_start: date,
    period_end: date,
    value: Decimal,
    recorded_on: date,
    who: Who,
    unit: Unit | None = None,
    sex: str = Measurement.Sex.TOTAL,
    numerator: Decimal | None = None,
    denominator: Decimal | None = None,
    origin: str = Origin.ENTERED,
    source: str = "",
    comment: str = "",
    is_history: bool = False,
) -> Measurement:
    """A figure for a period that is over and whose year has a target. Missing is no row, never zero (MR-30).

    History is older than every target of its indicator and names its source: it shows the trend and answers no goal.
    The period is half-open; value and parts are in the indicator's unit.

    Refuses with `NoTarget` a year without one (MR-17), with `MeasurementRefused` a period that is not over, a share of
    nobody, a figure that is there already, women and men who do not make all, and history that is none.
    """
    figure = Figure(
        indicator,
        period_start,
        period_end,
        value,
        unit=unit,
        sex=sex,
        numerator=numerator,
        denominator=denominator,
        origin=origin,
        source=source,
        comment=comment,
        is_history=is_history,
    )
    return record_measurements(figures=[figure], recorded_on=recorded_on, who=who)[0]


def record_measurements(*, figures: Sequence[Figure], recorded_on: date, who: Who) -> list[Measurement]:
    """Several figures at once, all of them or none, in their order (MR-30).

    Refuses with `NoTarget` and `MeasurementRefused` as `record_measurement` does.
    """
    with shown_together(on=recorded_on, who=who), values_held(each.indicator.pk for each in figures):
        known = Measured.about([place_of(each) for each in figures], recorded_on=recorded_on)
        made = [known.record(each) for each in figures]
        keep_measured(known, who=who)
    return made


def correct_measurements(*, corrections: Sequence[Correction], recorded_on: date, who: Who) -> list[Measurement]:
    """Several corrections at once, so that all, women and men can be put right together and still add up (MR-30).

    Refuses with `MeasurementRefused` a value that has been corrected already or is of a later day, a share of nobody,
    and women and men who do not make all.
    """
    with shown_together(on=recorded_on, who=who), values_held(each.replaces.indicator_id for each in corrections):
        known = Measured.about([place_of(each.replaces) for each in corrections], recorded_on=recorded_on)
        made = known.correct(corrections)
        keep_measured(known, who=who)
    return made


def keep_measured(known: Measured, *, who: Who, seen: Callable[[int], None] = lambda done: None) -> None:
    """What was accepted is stored, inside `values_held`, and may be shown once it has been weighed."""
    with shown_together(on=known.recorded_on, who=who), transaction.atomic():
        store_many(known.facts, who=who, seen=seen)
        for row in known.rows:
            touch(row.indicator)
