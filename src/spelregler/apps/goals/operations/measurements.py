"""Reported figures: recorded once, corrected by a new row, never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet

from spelregler.apps.goals.models import (
    Indicator,
    Measurement,
    Origin,
    Target,
)
from spelregler.apps.goals.operations.shown_values import shown_together, touch
from spelregler.apps.organisation.models import Unit
from spelregler.domain.words import Pair, Words
from spelregler.platform.audit.operations import Who, store
from spelregler.platform.errors import DomainError


class NoTarget(DomainError):
    """A figure without a target for its year answers nothing (MR-17, MR-30)."""

    code = "measurement-without-target"


class MeasurementRefused(DomainError):
    """A measurement is about a period that is over, is entered once, and adds up."""

    code = "measurement-refused"


@dataclass(frozen=True)
class Correction:
    """What a reported value should have been."""

    replaces: Measurement
    value: Decimal
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    comment: str = ""


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
    measurement = Measurement(
        indicator=indicator,
        unit=unit,
        period_start=period_start,
        period_end=period_end,
        sex=sex,
        value=value,
        numerator=numerator,
        denominator=denominator,
        origin=origin,
        source=source,
        comment=comment,
        recorded_on=recorded_on,
    )
    _refuse_period(measurement)
    _refuse_parts(measurement)
    if is_history:
        _refuse_no_history(measurement)
    else:
        _refuse_no_target(measurement)
    with shown_together(on=recorded_on, who=who), transaction.atomic():
        Indicator.objects.select_for_update().get(pk=indicator.pk)  # two clerks enter the same figure: one waits
        _refuse_entered_twice(measurement)
        details = {"unit": unit and unit.code, "value": value, "sex": sex, "period": f"{period_start}/{period_end}"}
        store(measurement, act="record-measurement", who=who, details=details)
        _refuse_unequal_sum(measurement)
        touch(indicator)
    return measurement


def correct_measurements(*, corrections: Sequence[Correction], recorded_on: date, who: Who) -> list[Measurement]:
    """Several corrections at once, so that all, women and men can be put right together and still add up (MR-30).

    Refuses with `MeasurementRefused` a value that has been corrected already or is of a later day, a share of nobody,
    and women and men who do not make all.
    """
    with shown_together(on=recorded_on, who=who), transaction.atomic():
        made = [_correct(each, recorded_on=recorded_on, who=who) for each in corrections]
        for each in made:
            _refuse_unequal_sum(each)
            touch(each.indicator)
    return made


def _correct(correction: Correction, *, recorded_on: date, who: Who) -> Measurement:
    older = Measurement.objects.select_for_update().get(pk=correction.replaces.pk)
    measurement = Measurement(
        indicator=older.indicator,
        unit=older.unit,
        period_start=older.period_start,
        period_end=older.period_end,
        sex=older.sex,
        value=correction.value,
        numerator=correction.numerator,
        denominator=correction.denominator,
        origin=older.origin,
        source=older.source,
        comment=correction.comment,
        recorded_on=recorded_on,
        replaces=older,
    )
    _refuse_parts(measurement)
    _refuse_strange_correction(older, recorded_on=recorded_on)
    details = {"before": older.value, "value": correction.value, "sex": older.sex}
    store(measurement, act="correct-measurement", who=who, details=details)
    return measurement


def _refuse_period(measurement: Measurement) -> None:
    if measurement.period_end <= measurement.period_start:
        raise MeasurementRefused(
            Words("The period ends before it has begun."),
            way=Words("Check the dates of the period."),
        )
    if measurement.period_end > measurement.recorded_on:
        last = measurement.period_end - timedelta(days=1)
        raise MeasurementRefused(
            Words(
                "The period is not over: it lasts through {last}, and the value is reported on {recorded_on}.",
                last=last,
                recorded_on=measurement.recorded_on,
            ),
            clause="MR-30",
            way=Words("Report a value when the period is over. A look ahead is a forecast."),
        )


def _refuse_parts(measurement: Measurement) -> None:
    if measurement.denominator is not None and measurement.denominator <= 0:
        raise MeasurementRefused(
            Words(
                "The denominator is {denominator}. There is no share of nobody.",
                denominator=f"{measurement.denominator.normalize():f}",
            ),
            way=Words("Leave the value out if nobody is counted. A missing value is not zero."),
        )


def _refuse_no_target(measurement: Measurement) -> None:
    indicator, year = measurement.indicator, (measurement.period_end - timedelta(days=1)).year
    if not Target.objects.on(measurement.recorded_on).filter(indicator=indicator, year=year).exists():
        raise NoTarget(
            Words(
                "{indicator} has no target for {year}.", year=year, indicator=Pair(indicator.title, indicator.title_en)
            ),
            clause="MR-17",
            way=Words("Set a target for {year} on a goal that uses the indicator, or check the period.", year=year),
        )


def _refuse_no_history(measurement: Measurement) -> None:
    year = (measurement.period_end - timedelta(days=1)).year
    if measurement.source and not Target.objects.filter(indicator=measurement.indicator, year__lte=year).exists():
        return
    raise MeasurementRefused(
        Words("A figure of history is older than the first target of its indicator and names its source."),
        clause="MR-30",
        way=Words("Name the source, or report the value as the outcome of a year with a target."),
    )


def _same(measurement: Measurement) -> QuerySet[Measurement]:
    """What is known for the same indicator, unit and period, whichever sex."""
    return Measurement.objects.filter(
        indicator=measurement.indicator,
        unit=measurement.unit,
        period_start=measurement.period_start,
        period_end=measurement.period_end,
        replaced_by__isnull=True,
    )


def _refuse_entered_twice(measurement: Measurement) -> None:
    held = _same(measurement).filter(sex=measurement.sex).first()
    if held is not None:
        raise MeasurementRefused(
            Words("The value is already there, reported on {recorded_on}.", recorded_on=held.recorded_on),
            way=Words("Correct the one that is there instead; then both the old and the new are seen."),
        )


def _refuse_unequal_sum(measurement: Measurement) -> None:
    """Women and men are all: checked as soon as all three are known, for numerator and for denominator."""
    found = {row.sex: row for row in _same(measurement)}
    if set(found) != {"T", "K", "M"}:
        return
    for part, what in (("numerator", Words("The numerator")), ("denominator", Words("The denominator"))):
        total, women, men = (getattr(found[sex], part) for sex in ("T", "K", "M"))
        if None not in (total, women, men) and total != women + men:
            raise MeasurementRefused(
                Words(
                    "{what} for all is {total}, but women {women} and men {men} make {together}.",
                    total=_plain(total),
                    women=_plain(women),
                    men=_plain(men),
                    together=_plain(women + men),
                    what=what,
                ),
                way=Words("Check the three values and correct them in the same report."),
            )


def _plain(number: Decimal) -> str:
    """A number without the zeros that the database keeps."""
    return f"{number.normalize():f}"


def _refuse_strange_correction(older: Measurement, *, recorded_on: date) -> None:
    if Measurement.objects.filter(replaces=older).exists() or recorded_on < older.recorded_on:
        raise MeasurementRefused(
            Words("A correction replaces the value that holds today, and is not older than it."),
            way=Words("Choose the latest value."),
        )
