"""The year wheel: when each event of the municipal year falls, and how many days are left (domain 3).

The events are data in the package (`cycle.yaml`), one list per track; this module only counts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal, TypeAlias

from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.words import NOTHING, Bilingual

Recurrence = Literal["yearly", "monthly", "term"]
LAST_DAY = 31
YEARS_IN_TERM = 4
KNOWN_TERM_START = 2023  # committees elected after the general election of 2022 took their seats on 1 January


@dataclass(frozen=True)
class CycleEvent:
    """One event of the year. Day 31 means the last day of the month.

    `year_of_term` 1–4 keeps an event to one year of the term of office (4 is the election year).
    `skip_months` belongs to a monthly event, `tracks` to one that only some tracks have; empty means all. `concerns`
    are the roles that take part beside the owner, and `output` what there is when it is done.
    """

    id: str
    month: int
    day: int
    owner: str
    recurrence: Recurrence = "yearly"
    year_of_term: int | None = None
    skip_months: frozenset[int] = frozenset()
    tracks: frozenset[str] = frozenset()
    name_sv: str = ""
    name_en: str = ""
    clauses: tuple[str, ...] = ()
    concerns: tuple[str, ...] = ()
    output: Bilingual = NOTHING
    law: tuple[str, ...] = ()

    def is_of(self, roles: Collection[str]) -> bool:
        """Whether one of the roles sees to it or takes part."""
        return self.owner in roles or any(each in roles for each in self.concerns)

    def __post_init__(self) -> None:
        if not 1 <= self.month <= 12 or not 1 <= self.day <= LAST_DAY:
            raise ValueError(f"{self.id}: no such day in a year: month {self.month}, day {self.day}")
        if self.year_of_term is not None and not 1 <= self.year_of_term <= YEARS_IN_TERM:
            raise ValueError(f"{self.id}: a term has years 1 to {YEARS_IN_TERM}, not {self.year_of_term}")
        if self.recurrence == "term" and self.year_of_term is None:
            raise ValueError(f"{self.id}: an event once per term says in which year of it")


@dataclass(frozen=True)
class Occurrence:
    """An event on its date. `days_left` is negative when the date has passed.

    `planned_on` is the day that the package has, by which the occasion is known whatever day it is moved to; `revision`
    how many times it has been moved.
    """

    event: CycleEvent
    on: date
    days_left: int
    planned_on: date
    revision: int = 0


@dataclass(frozen=True)
class Moved:
    """Where an occasion has been moved to, how many times it has been moved, and why the last time."""

    on: date
    revision: int
    reason: str = ""


Moves: TypeAlias = Mapping[tuple[str, date], Moved]
"""The occasions that are moved, by the event's name and the day that the package has."""


NONE_MOVED: Moves = MappingProxyType({})


def year_of_term(year: int) -> int:
    """1 is the first full year after an election, 4 the next election year."""
    return (year - KNOWN_TERM_START) % YEARS_IN_TERM + 1


def election_years(*, first: int, count: int) -> list[int]:
    """The next election years from a year on, itself where it is one."""
    to_next = (YEARS_IN_TERM - year_of_term(first)) % YEARS_IN_TERM
    return [first + to_next + YEARS_IN_TERM * step for step in range(count)]


def occurrences(
    events: Iterable[CycleEvent], *, year: int, as_of: date, track: str = "", moves: Moves = NONE_MOVED
) -> list[Occurrence]:
    """Every event of a year on its date, in order. A track takes its own events and those that all have.

    What is moved stands on the day it was moved to, which is in the same year.
    """
    found = [
        _occurrence(event, day, as_of, moves.get((event.id, day)))
        for event in events
        if not event.tracks or not track or track in event.tracks
        for day in _days(event, year)
    ]
    return sorted(found, key=lambda each: (each.on, each.event.id))


def _occurrence(event: CycleEvent, planned_on: date, as_of: date, moved: Moved | None) -> Occurrence:
    on = moved.on if moved else planned_on
    return Occurrence(event, on, (on - as_of).days, planned_on, moved.revision if moved else 0)


def upcoming(
    events: Iterable[CycleEvent], *, as_of: date, days: int, track: str = "", moves: Moves = NONE_MOVED
) -> list[Occurrence]:
    """The events from today and so many days ahead, also across a new year."""
    chosen = list(events)
    last = as_of + timedelta(days=days)
    years = range(as_of.year, last.year + 1)
    return [
        each
        for year in years
        for each in occurrences(chosen, year=year, as_of=as_of, track=track, moves=moves)
        if as_of <= each.on <= last
    ]


def _days(event: CycleEvent, year: int) -> list[date]:
    if event.year_of_term is not None and event.year_of_term != year_of_term(year):
        return []
    if event.recurrence == "monthly":
        months = [month for month in range(1, 13) if month not in event.skip_months]
    else:
        months = [event.month]
    return [_day_in_month(year, month, event.day) for month in months]


def _day_in_month(year: int, month: int, day: int) -> date:
    first = date(year, month, 1)
    return min(first + timedelta(days=day - 1), add_months(first, 1) - ONE_DAY)
