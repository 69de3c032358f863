"""What the ledger says of units' years, and what is known to happen once: the ground of every forecast.

Net cost follows Kommun-Bas: account classes 3–7, income negative as in SIE. Class 8 (taxes, grants, interest) is
finance and belongs to no unit's net frame.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from spelregler.apps.frames.models import ForecastEvent, LedgerMonth, LedgerNet
from spelregler.domain.frames.booked_years import MOST_YEARS, EarlierYear, KnownEvent
from spelregler.domain.money import Money

FIRST_NET_CLASS, FIRST_FINANCE_CLASS = "3", "8"
TESTED_YEARS = MOST_YEARS + 2
"""The years of the profile, and some before them for the oldest to be tested on."""


def net_cost() -> Q:
    """Account classes 3–7: what a frame is about, without the balance sheet (1–2) and finance (8)."""
    return Q(account__gte=FIRST_NET_CLASS, account__lt=FIRST_FINANCE_CLASS)


def counts_on(day: date) -> Exists:
    """Of several files with the same month, the one that stood for the month on the day; never two of them."""
    months = LedgerMonth.objects.on(day)
    return Exists(months.filter(batch=OuterRef("batch"), month=OuterRef("month")))


def nets(*, first_year: int, year: int, as_of: date) -> QuerySet[LedgerNet]:
    """Net cost in öre by unit and whole month from `first_year` through `year`, from ledgers imported by the day.

    Nothing is read.
    """
    until = min(as_of.replace(day=1), date(year + 1, 1, 1))
    counted = LedgerMonth.objects.on(as_of).filter(month__gte=date(first_year, 1, 1), month__lt=until)
    return LedgerNet.objects.filter(ledger_month__in=counted.values("pk"))


def booked_years(*, year: int, as_of: date, units: Collection[str]) -> dict[str, list[EarlierYear]]:
    """Each unit's booked years through this one, oldest first, as known on the day: net cost by month. One query."""
    found: dict[str, dict[int, dict[int, Money]]] = defaultdict(lambda: defaultdict(dict))
    rows = nets(first_year=year - TESTED_YEARS, year=year, as_of=as_of).filter(unit__code__in=units)
    for code, month, amount in rows.values_list("unit__code", "ledger_month__month", "amount_ore"):
        found[code][month.year][month.month] = Money(amount)
    return {
        unit: [EarlierYear(year=each, months=months) for each, months in sorted(years.items())]
        for unit, years in found.items()
    }


def known_events(*, year: int, as_of: date, units: Collection[str]) -> dict[str, list[KnownEvent]]:
    """Each unit's known events of the year by month, as known on the day, by the unit's code. One query."""
    rows = ForecastEvent.objects.on(as_of).filter(year=year, unit__code__in=units)
    found: dict[str, list[KnownEvent]] = defaultdict(list)
    for code, month, amount, reason, kind in rows.order_by("month", "pk").values_list(
        "unit__code", "month", "amount_ore", "reason", "kind"
    ):
        runs_on = kind == ForecastEvent.Kind.FRAME_CHANGE
        found[code].append(KnownEvent(month=month, amount=Money(amount), reason=reason, runs_on=runs_on))
    return found
