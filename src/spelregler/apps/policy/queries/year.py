"""The municipality's year as the package in force has it: when each occasion falls, whose it is, and by which rule."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from spelregler.apps.policy.queries.named_clauses import NamedClause, named_clauses
from spelregler.domain.cycle import CycleEvent, Occurrence, Recurrence, occurrences, upcoming
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import OWNER_LABELS
from spelregler.exchange.package import Package
from spelregler.exchange.package.model import EACH_MONTH
from spelregler.ui import formatting

SOON = 60
"""Days ahead that people plan for."""
TRACK = "autumn"
"""The track of the national calendar: the budget is decided in the autumn (11 kap. KL)."""


@dataclass(frozen=True)
class Occasion:
    """An occasion on its last day."""

    day: str
    left: str
    title: str
    owner: str
    clauses: list[NamedClause]


@dataclass(frozen=True)
class Month:
    """The occasions whose last day lies in a month."""

    name: str
    occasions: list[Occasion]


def months_of(package: Package, *, year: int, as_of: date, language: str) -> list[Month]:
    """The year's occasions by month; what falls in no month is left out."""
    found = occurrences(events_of(package), year=year, as_of=as_of, track=TRACK)
    return [
        Month(formatting.month_name(month, language), _occasions(each, package, as_of, language))
        for month, each in groupby(found, key=lambda occurrence: occurrence.on.month)
    ]


def soon(package: Package, *, as_of: date, language: str) -> list[Occasion]:
    """What comes in the next 60 days, also across a new year, the nearest first."""
    return _occasions(upcoming(events_of(package), as_of=as_of, days=SOON, track=TRACK), package, as_of, language)


def occasions_of(owners: Collection[str], package: Package, *, as_of: date) -> list[Occurrence]:
    """What comes in the next 60 days and is some owner's, by role code; the nearest first."""
    events = [each for each in events_of(package) if each.owner in owners]
    return upcoming(events, as_of=as_of, days=SOON, track=TRACK)


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
        )
        for entry in package.cycle
        if entry.when.month or entry.when.every == EACH_MONTH
    ]


def _recurrence(every: str) -> Recurrence:
    return "monthly" if every == EACH_MONTH else "yearly"


def _occasions(found: Iterable[Occurrence], package: Package, as_of: date, language: str) -> list[Occasion]:
    return [
        Occasion(
            day=formatting.long_date(each.on, language),
            left=formatting.relative_day(each.on, as_of, language),
            title=each.event.name_sv if language == "sv" else each.event.name_en,
            owner=_owner(each.event.owner, language),
            clauses=named_clauses(package, each.event.clauses, language),
        )
        for each in found
    ]


def _owner(code: str, language: str) -> str:
    if code not in set(Role):
        return code
    return OWNER_LABELS[Role(code)].text(language)
