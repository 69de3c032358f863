"""What the ledger's ansvar codes stand for. What is booked after a unit has ended is its successor's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from spelregler.apps.frames.models import ResponsibilityCode
from spelregler.apps.organisation.models import Unit


@dataclass(frozen=True)
class Codes:
    """The unit behind each code, and the units that have ended, with the one that took over."""

    units: Mapping[str, Unit]
    after: Mapping[int, tuple[date, Unit]]

    def __contains__(self, code: object) -> bool:
        return code in self.units

    def named(self, code: str) -> Unit | None:
        """The unit that the code was given to."""
        return self.units.get(code)

    def unit(self, code: str, month: date) -> Unit | None:
        """Where the month counts: a month that had begun when the unit ended is its own, a later one its successor's.

        A unit that ended without a successor keeps what is booked on its code.
        """
        found, seen = self.units.get(code), set[int]()
        while found is not None and found.pk in self.after and found.pk not in seen:
            seen.add(found.pk)
            end, successor = self.after[found.pk]
            if month < end:
                return found
            found = successor
        return found


def codes_of_units() -> Codes:
    """Which unit each ansvar code stands for, month by month. Two queries."""
    named = {row.code: row.unit for row in ResponsibilityCode.objects.select_related("unit")}
    ended = Unit.objects.filter(end__isnull=False, succeeded_by__isnull=False).select_related("succeeded_by")
    after = {each.pk: (each.end, each.succeeded_by) for each in ended if each.end and each.succeeded_by}
    return Codes(named, after)
