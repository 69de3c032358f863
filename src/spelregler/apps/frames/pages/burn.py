"""The picture of a unit's year: booked so far, and where it goes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.translation import gettext as _

from spelregler.apps.frames.queries.unit_money import UnitMoney
from spelregler.domain.money import Money
from spelregler.domain.period import add_months
from spelregler.ui.pictures import BurnLine, BurnMonth


def burn_line(money: UnitMoney, language: str) -> BurnLine | None:
    """A unit's year month by month, or nothing where it has no frame."""
    if money.frame_ore is None:
        return None
    return year_line(
        label=_("Outcome month by month against the frame"),
        frame_ore=money.frame_ore,
        booked={each.month.month: each.cumulative_ore for each in money.months},
        expected=money.forecast.amount_ore if money.forecast else None,
        note=money.forecast.method if money.forecast else "",
        source=money.origin,
        day=_last_day(money.months[-1].month) if money.months else None,
    )


def year_line(
    *,
    label: str,
    frame_ore: int,
    booked: Mapping[int, int],
    expected: int | None,
    source: str,
    day: date | None,
    note: str = "",
) -> BurnLine:
    """A year month by month: the frame spread evenly, the outcome as booked, the forecast to the year's end."""
    last = max(booked, default=0)
    return BurnLine(
        label=label,
        months=[
            BurnMonth(
                month=month,
                frame=Money(frame_ore * month // 12),
                outcome=Money(booked[month]) if month in booked else None,
                forecast=_towards(expected, booked, last, month),
            )
            for month in range(1, 13)
        ],
        note=note,
        source=source,
        day=day,
    )


def _last_day(month: date) -> date:
    return add_months(month, 1) - timedelta(days=1)


def _towards(expected: int | None, booked: Mapping[int, int], last: int, month: int) -> Money | None:
    """A straight way from the last booked month to the forecast at the year's end."""
    if expected is None or month < last or last == 12:
        return None
    start = booked.get(last, 0)
    return Money(start + (expected - start) * (month - last) // (12 - last))
