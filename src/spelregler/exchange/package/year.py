"""The occasions of a package's year, as what falls on days."""

from __future__ import annotations

from spelregler.domain.cycle import CycleEvent, Recurrence
from spelregler.exchange.package.model import EACH_MONTH, Package

TRACK = "autumn"
"""The track of the national calendar: the budget is decided in the autumn (11 kap. KL)."""


def events_of(package: Package) -> list[CycleEvent]:
    """The package's occasions that fall on a day; what recurs at every meeting has no day of its own."""
    return [
        CycleEvent(
            id=entry.id,
            month=entry.when.month or 12,
            day=entry.when.day or 31,
            owner=entry.owner,
            recurrence=_recurrence(entry.when.every),
            year_of_term=entry.when.year_of_term,
            skip_months=entry.when.skip_months,
            tracks=frozenset({entry.track}),
            name_sv=entry.title.sv,
            name_en=entry.title.en,
            clauses=entry.clauses,
            concerns=entry.concerns,
            output=entry.output,
            law=tuple(entry.law),
        )
        for entry in package.cycle
        if entry.when.month or entry.when.every == EACH_MONTH
    ]


def _recurrence(every: str) -> Recurrence:
    return "monthly" if every == EACH_MONTH else "yearly"
