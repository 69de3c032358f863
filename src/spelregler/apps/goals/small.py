"""Which values are not shown: those about few cases, and those that would give them away by subtraction. One query."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Q

from spelregler.apps.goals.models import Measurement, SmallNumbers
from spelregler.domain.suppression import WHOLE, Cell, small_in

COUNTED = Q(denominator__isnull=False) | Q(indicator__small_numbers=SmallNumbers.COUNT)
SMALL = (
    Q(indicator__small_numbers=SmallNumbers.CASES, denominator__lt=SmallNumbers.CASES.fewest)
    | Q(indicator__small_numbers=SmallNumbers.ANSWERS, denominator__lt=SmallNumbers.ANSWERS.fewest)
    | Q(indicator__small_numbers=SmallNumbers.COUNT, value__lt=SmallNumbers.COUNT.fewest)
)
COLUMNS = (
    "pk",
    "indicator",
    "indicator__small_numbers",
    "unit__code",
    "sex",
    "period_start",
    "period_end",
    "value",
    "denominator",
)


def hidden_measurements(*, indicators: Any, as_of: date) -> frozenset[int]:
    """The values of some indicators (a queryset of keys) that nobody is shown: small, or a way to something small.

    Every unit's value is weighed, not only those on the page, so that two pages laid side by side give nothing away.
    A value that has been corrected is weighed by itself.
    """
    known = Measurement.objects.filter(recorded_on__lte=as_of)
    small = known.filter(SMALL, indicator__in=indicators).values("indicator")
    rows = known.filter(COUNTED, indicator__in=small).order_by("pk")
    counts: dict[tuple[int, str], dict[Cell, Decimal]] = defaultdict(dict)
    keys: dict[tuple[int, str], dict[Cell, int]] = defaultdict(dict)
    found: set[int] = set()
    for pk, indicator, kind, unit, sex, start, end, value, denominator in rows.values_list(*COLUMNS):
        count = value if kind == SmallNumbers.COUNT else denominator
        if count < SmallNumbers(kind).fewest:
            found.add(pk)
        cell = Cell(unit or WHOLE, sex, start, end)
        counts[indicator, kind][cell], keys[indicator, kind][cell] = count, pk  # The latest correction stands.
    for (indicator, kind), cells in counts.items():
        hidden = small_in(
            cells,
            inside={cell.place: WHOLE for cell in cells},
            fewest=SmallNumbers(kind).fewest,
            adds_over_time=kind == SmallNumbers.COUNT,
        )
        found.update(keys[indicator, kind][cell] for cell in hidden)
    return frozenset(found)
