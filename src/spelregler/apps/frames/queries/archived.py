"""What an archive holds of this room: every forecast that was reported, also one that was corrected. Reads only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from spelregler.apps.decisions.queries.archived import decision_told
from spelregler.apps.frames.models import Forecast
from spelregler.exchange.archive import Row

AT_ONCE = 2_000


def forecast_rows(*, as_of: date) -> Iterator[Row]:
    """A forecast a row, the first first, with the number of the one it corrects and the decision that answered it.

    Amounts in öre. Comments and who reported stay in the system. One query.
    """
    rows = Forecast.objects.filter(recorded_on__lte=as_of).select_related("unit", "body", "answered_by__body")
    for each in rows.order_by("pk").iterator(chunk_size=AT_ONCE):
        place = each.unit or each.body
        yield {
            "number": each.pk,
            "place": {
                "kind": "unit" if each.unit else "committee",
                "code": place.code if place else "",
                "name": place.name if place else "",
            },
            "year": each.year,
            "month": each.month.isoformat(),
            "amount_ore": each.amount_ore,
            "recorded_on": each.recorded_on.isoformat(),
            "replaces": each.replaces_id,
            "answered_by": decision_told(each.answered_by),
        }
