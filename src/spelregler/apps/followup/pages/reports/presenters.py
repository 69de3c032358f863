"""What is reported now, what the year asks for, and what an occasion begins from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from spelregler.apps.acting.acting_role import ActingRole
from spelregler.apps.followup.models import Occasion
from spelregler.apps.followup.pages.words import KINDS
from spelregler.domain.cycle import Occurrence, upcoming
from spelregler.domain.period import ONE_DAY, add_months
from spelregler.domain.reports import Kind
from spelregler.platform.findings import moved_occasions
from spelregler.platform.findings import occasions as occasions_of_year
from spelregler.ui import formatting

AHEAD = 120
"""Days ahead in which an occasion of the year is proposed to be opened."""
OF_EVENTS = {
    "monthly": Kind.MONTHLY,
    "tertial": Kind.TERTIAL,
    "interim-committee": Kind.INTERIM,
    "activity-report": Kind.ANNUAL,
    "scan-day": Kind.PLANNING,
}
"""What kind of report an occasion of the packages' years asks the departments for."""
UNITS_FIRST = 10
"""Days that departments have from the units' last day, until somebody says another."""


@dataclass(frozen=True)
class OccasionRow:
    """An occasion in the list."""

    title: str
    url: str
    period: str
    due: date
    done: str


@dataclass(frozen=True)
class Proposed:
    """An occasion of the municipality's year that nobody has opened."""

    title: str
    on: date
    url: str


def rows(found: Sequence[tuple[Occasion, int, int]], acting_role: ActingRole) -> list[OccasionRow]:
    """Each occasion with how many reports are in."""
    return [
        OccasionRow(
            title=each.title,
            url=reverse("followup:occasion", args=[each.pk]),
            period=formatting.period(each.period_start, each.period_end, acting_role.language),
            due=each.due_on,
            done=formatting.share(done, count, acting_role.language),
        )
        for each, count, done in found
    ]


def proposed(acting_role: ActingRole, opened: Sequence[Occasion]) -> list[Proposed]:
    """What comes in the municipality's year and asks for reports, without those that are open."""
    known = {(each.event, each.due_on.year, each.due_on.month) for each in opened}
    return [
        Proposed(
            title=acting_role.say(each.event.name_sv, each.event.name_en),
            on=each.on,
            url=f"{reverse('followup:open')}?{urlencode({'tillfalle': each.event.id, 'dag': each.on.isoformat()})}",
        )
        for each in _coming(acting_role.as_of)
        if (each.event.id, each.on.year, each.on.month) not in known
    ]


def begun_from(event: str, day: str, acting_role: ActingRole) -> dict[str, Any]:
    """What the form begins from, for an occasion of the year; nothing where there is no such."""
    found = next(
        (each for each in _coming(acting_role.as_of) if each.event.id == event and each.on.isoformat() == day), None
    )
    if found is None:
        return {}
    kind, due = OF_EVENTS[event], found.on
    first, last = _period(kind, found.planned_on)
    name, year = str(KINDS[kind]), last.year
    span = f"{first.year}–{last.year}" if kind is Kind.PLANNING else str(year)
    month = formatting.month_name(last.month, acting_role.language)
    return {
        "kind": kind.value,
        "title": f"{name}, {month} {year}" if kind is Kind.MONTHLY else f"{name} {span}",
        "first": first,
        "last": last,
        "units_by": max(last, due - timedelta(days=UNITS_FIRST)),
        "due_on": due,
        "event": event,
    }


def _coming(as_of: date) -> list[Occurrence]:
    asked = [each for each in occasions_of_year(as_of=as_of) if each.id in OF_EVENTS]
    moves = moved_occasions(as_of=as_of)
    return upcoming(asked, as_of=as_of, days=AHEAD, track="autumn", moves=moves)


def _period(kind: Kind, due: date) -> tuple[date, date]:
    """The days that a report with that last day covers."""
    if kind is Kind.ANNUAL:
        return date(due.year - 1, 1, 1), date(due.year - 1, 12, 31)
    if kind is Kind.TERTIAL:
        return date(due.year, 1, 1), date(due.year, 4, 30)
    if kind is Kind.INTERIM:
        return date(due.year, 1, 1), date(due.year, 8, 31)
    if kind is Kind.PLANNING:
        return date(due.year + 1, 1, 1), date(due.year + 3, 12, 31)
    month = add_months(due.replace(day=1), 0)
    return date(month.year, 1, 1), month - ONE_DAY if month.month > 1 else due
