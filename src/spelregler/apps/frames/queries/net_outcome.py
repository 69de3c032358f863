"""What the ledger says of each unit, month by month. Reads only."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from django.db.models import Sum

from spelregler.apps.frames.models import UnitFrame
from spelregler.apps.frames.queries.outcome import nets


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
    rows = nets(first_year=year, year=year, as_of=as_of)
    if unit_code:
        rows = rows.filter(unit__code=unit_code)
    told = rows.values_list("unit__code", "ledger_month__month", "amount_ore")
    return [UnitMonth(*each) for each in sorted((unit or "", month, amount) for unit, month, amount in told)]


def net_outcome_by_unit(*, year: int, as_of: date, units: Collection[str] | None = None) -> dict[str, int]:
    """Net cost in öre of the year's whole months together, by the unit's code: of every unit, or some.

    What no unit stands behind is left out. One query, a row for each unit.
    """
    rows = nets(first_year=year, year=year, as_of=as_of).filter(unit__isnull=False).order_by()
    if units is not None:
        rows = rows.filter(unit__code__in=units)
    return dict(rows.values_list("unit__code").annotate(Sum("amount_ore")))


def booked_through(*, body_code: str, year: int, as_of: date) -> dict[int, int]:
    """Net cost in öre from January through each month, of the units that have their frame in a body's.

    Months without a ledger are left out. One query, a row for each month.
    """
    framed = UnitFrame.objects.on(as_of).filter(
        committee_frame__body__code=body_code, committee_frame__start__lte=as_of, year=year
    )
    rows = nets(first_year=year, year=year, as_of=as_of).filter(unit__in=framed.values("unit")).order_by()
    added = dict(rows.values_list("ledger_month__month").annotate(Sum("amount_ore")))
    months = sorted(added)
    return dict(zip((each.month for each in months), accumulate(added[each] for each in months), strict=True))
