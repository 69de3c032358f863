"""The municipality's year as the package in force has it: when each occasion falls, whose it is, and by which rule."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from spelregler.apps.policy.queries.named_clauses import NamedClause, named_clauses
from spelregler.domain.cycle import NONE_MOVED, Moves, Occurrence, occurrences, upcoming
from spelregler.domain.roles import Role
from spelregler.domain.roles.vocabulary import OWNER_LABELS
from spelregler.exchange.package import Package
from spelregler.exchange.package.year import TRACK, events_of
from spelregler.ui import formatting

SOON = 60
"""Days ahead that people plan for."""


@dataclass(frozen=True)
class Occasion:
    """An occasion on its last day; `is_own` where the reader's role is to see to it or takes part."""

    on: date
    left: str
    title: str
    owner: str
    is_own: bool
    clauses: list[NamedClause]
    event: str
    """The package's own name for it, by which a room tells where it is done."""
    planned_on: date
    """The package's own day, by which it is known where it is moved."""
    reason: str = ""
    """Why it was moved; empty where it is on the package's own day."""
    is_past: bool = False


@dataclass(frozen=True)
class Month:
    """The occasions whose last day lies in a month, and whether the month has gone by."""

    number: int
    name: str
    is_past: bool
    occasions: list[Occasion]


def months_of(
    package: Package,
    *,
    year: int,
    as_of: date,
    language: str,
    own: Collection[str] = (),
    only_own: bool = False,
    moves: Moves = NONE_MOVED,
) -> list[Month]:
    """The year's occasions by month; what falls in no month is left out. `own` are the role codes of the reader."""
    found = occurrences(events_of(package), year=year, as_of=as_of, track=TRACK, moves=moves)
    shown = [each for each in found if not only_own or each.event.is_of(own)]
    return [
        Month(
            number=month,
            name=formatting.month_name(month, language),
            is_past=(year, month) < (as_of.year, as_of.month),
            occasions=[_occasion(each, package, as_of, language, own, moves) for each in group],
        )
        for month, group in groupby(shown, key=lambda occurrence: occurrence.on.month)
    ]


def occasions_of(
    roles: Collection[str], package: Package, *, as_of: date, with_others: bool = False, moves: Moves = NONE_MOVED
) -> list[Occurrence]:
    """What comes in the next 60 days and is some role's, by code, or `with_others` is taken part in; nearest first."""
    events = [each for each in events_of(package) if each.owner in roles or (with_others and each.is_of(roles))]
    return upcoming(events, as_of=as_of, days=SOON, track=TRACK, moves=moves)


def _occasion(
    found: Occurrence, package: Package, as_of: date, language: str, own: Collection[str], moves: Moves
) -> Occasion:
    moved = moves.get((found.event.id, found.planned_on))
    return Occasion(
        on=found.on,
        left=formatting.relative_day(found.on, as_of, language) if 0 <= found.days_left <= SOON else "",
        title=found.event.name_sv if language == "sv" else found.event.name_en,
        owner=_owner(found.event.owner, language),
        is_own=found.event.is_of(own),
        clauses=named_clauses(package, found.event.clauses, language),
        event=found.event.id,
        planned_on=found.planned_on,
        reason=moved.reason if moved and moved.on != found.planned_on else "",
        is_past=found.days_left < 0,
    )


def _owner(code: str, language: str) -> str:
    if code not in set(Role):
        return code
    return OWNER_LABELS[Role(code)].text(language)
