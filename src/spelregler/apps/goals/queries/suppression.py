"""Which values are not shown: those about few, and those that would give them away. All that shows values asks here."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, Model, OuterRef, Q, QuerySet

from spelregler.apps.goals.models import Measurement, ShownValue, SmallNumbers

COUNTED = (Q(denominator__isnull=False) | Q(indicator__small_numbers=SmallNumbers.COUNT)) & ~Q(
    indicator__small_numbers=SmallNumbers.NONE
)
"""Values that count people, or are shares of people who are counted."""

SMALL = (
    Q(indicator__small_numbers=SmallNumbers.CASES, denominator__lt=SmallNumbers.CASES.fewest)
    | Q(indicator__small_numbers=SmallNumbers.ANSWERS, denominator__lt=SmallNumbers.ANSWERS.fewest)
    | Q(indicator__small_numbers=SmallNumbers.COUNT, value__lt=SmallNumbers.COUNT.fewest)
)


EVERY = Q()


class Hidden(StrEnum):
    """Why a value is not shown."""

    FEW = "few"
    WAITS = "waits"


def hidden_measurements(
    *, indicators: Collection[int] | QuerySet[Model, Any], as_of: date, of_units: Q = EVERY
) -> Mapping[int, Hidden]:
    """Some indicators' values that nobody is shown on the day, with the reason; by keys or a queryset of them.

    What may be shown was decided when it was reported, from everything that had been shown by then (ADR 47). A value
    that nobody has decided about is not shown. `of_units` narrows them to some units. One query, whatever has been
    reported.
    """
    known = Measurement.objects.filter(COUNTED, of_units, indicator__in=indicators, recorded_on__lte=as_of)
    shown = ShownValue.objects.filter(measurement=OuterRef("pk"), shown_on__lte=as_of)
    hidden = known.annotate(is_few=ExpressionWrapper(SMALL, BooleanField())).filter(Q(is_few=True) | ~Exists(shown))
    return {pk: Hidden.FEW if is_few else Hidden.WAITS for pk, is_few in hidden.values_list("pk", "is_few")}
