"""What an archive holds of this room: the values that any page may show, also those that were corrected. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spelregler.apps.goals.models import Indicator, Measurement
from spelregler.apps.goals.queries.suppression import hidden_measurements
from spelregler.domain.period import ONE_DAY
from spelregler.exchange.archive import Row

AT_ONCE = 2_000


def value_rows(*, as_of: date) -> Iterator[Row]:
    """A value a row, the first first, with the number of the one it corrects. The value as text, every digit of it.

    Left out is what no page shows: small numbers, and what would give them away (ADR 47). Two queries.
    """
    hidden = hidden_measurements(indicators=Indicator.objects.values("pk"), as_of=as_of)
    rows = Measurement.objects.filter(recorded_on__lte=as_of).select_related("indicator", "unit").order_by("pk")
    for each in rows.iterator(chunk_size=AT_ONCE):
        if each.pk in hidden:
            continue
        yield {
            "number": each.pk,
            "indicator": each.indicator.code,
            "title": each.indicator.title,
            "place": {
                "kind": "unit" if each.unit else "municipality",
                "code": each.unit.code if each.unit else "",
                "name": each.unit.name if each.unit else "",
            },
            "first_day": each.period_start.isoformat(),
            "last_day": (each.period_end - ONE_DAY).isoformat(),
            "sex": each.sex,
            "value": str(each.value),
            "measured_in": each.indicator.unit_of_measure,
            "source": each.source,
            "recorded_on": each.recorded_on.isoformat(),
            "replaces": each.replaces_id,
        }
