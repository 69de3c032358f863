"""What the ledger says of each unit, month by month. Reads only."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Sum

from spelregler.apps.frames.queries.outcome import net_sums


@dataclass(frozen=True)
class UnitMonth:
    """A unit's net cost in one month. The code is empty where the ledger's ansvar code has no unit."""

    unit: str
    month: date
    amount_ore: int


def net_outcome_by_unit_and_month(*, year: int, as_of: date, unit_code: str = "") -> list[UnitMonth]:
    """Net cost per unit and whole month, from ledgers imported by the day: a month counts once it is over.

    In öre, not cumulated, by unit and month; what no unit stands behind has an empty code. One query.
    """
    sums = net_sums(first_year=year, year=year, as_of=as_of)
    if unit_code:
        sums = sums.filter(unit__code=unit_code)
    rows = sums.values("unit__code", "month").annotate(total=Sum("amount_ore")).order_by("unit__code", "month")
    found = [UnitMonth(unit=row["unit__code"] or "", month=row["month"], amount_ore=row["total"]) for row in rows]
    return sorted(found, key=lambda each: (each.unit, each.month))  # databases disagree on where the unnamed go


def total_by_unit(outcomes: Iterable[UnitMonth]) -> dict[str, int]:
    """Net cost of all the months together in öre, by the unit's code."""
    totals: dict[str, int] = defaultdict(int)
    for each in outcomes:
        totals[each.unit] += each.amount_ore
    return totals
