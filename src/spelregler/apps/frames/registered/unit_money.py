"""What money of units is read and refused by, whichever way the units change."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from spelregler.apps.frames.models import (
    UnitFrame,
)
from spelregler.apps.organisation.models import Unit
from spelregler.domain.money import Money
from spelregler.domain.period import Period
from spelregler.domain.units import (
    CarryError,
)
from spelregler.domain.wording import kr
from spelregler.domain.words import Words
from spelregler.platform.errors import DomainError

Rows = list[tuple[str, Period, Money]]


class MoneyInTheWay(DomainError):
    """What a body or a manager has decided after the day stands; a change does not pass under it."""

    code = "money-in-the-way"


def open_frames(units: Collection[Unit], *, since: int) -> list[UnitFrame]:
    """The frames that hold until further notice, of the year and later ones."""
    rows = UnitFrame.objects.filter(unit__in=units, end__isnull=True, year__gte=since)
    return list(rows.select_related("unit", "committee_frame__body").order_by("year", "unit__code"))


def does_not_add_up(fault: CarryError) -> MoneyInTheWay:
    """Why the amounts cannot be carried so, in words (MR-18)."""
    return MoneyInTheWay(
        Words("An amount is below zero.")
        if fault.is_negative
        else Words("The amounts do not add up: the difference is {difference}.", difference=kr(fault.difference)),
        clause="MR-18",
        way=Words("Change the amounts so that together they are as much before as after."),
    )


def rows_of(units: Iterable[Unit], year: int) -> Rows:
    """The units' frames of the year, each with the days on which it holds."""
    rows = UnitFrame.objects.filter(unit__in=list(units), year=year).select_related("unit")
    return [(each.unit.code, Period(each.start, each.end), Money(each.amount_ore)) for each in rows]
