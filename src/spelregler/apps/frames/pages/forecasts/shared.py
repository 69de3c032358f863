"""A committee's own line in forecasts, on the pages that are about one committee."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spelregler.apps.acting.acting_role import Request
from spelregler.apps.frames.pages.forecasts.presenters import ForecastRow, committee_row
from spelregler.apps.frames.pages.words import limits_on
from spelregler.apps.frames.queries import both_forecasts
from spelregler.apps.frames.queries.frames import CommitteeRow

ADD = "summa"


@dataclass(frozen=True)
class Together:
    """The committee's line, and the address where its units' proposals are added up; empty where they are."""

    row: ForecastRow
    add_url: str
    units: int


def is_added(request: Request) -> bool:
    """Whether the reader asks for the proposals of however many units to be added up."""
    return request.GET.get(ADD) == "1"


def together(request: Request, row: CommitteeRow, *, as_of: date) -> Together:
    """The committee's line. Each unit's year is counted, so of many units they are added up when that is asked for."""
    adds, language = row.unit_count <= both_forecasts.MOST_ADDED or is_added(request), request.acting_role.language
    found = None
    if adds:
        found = both_forecasts.proposals_by_body(year=as_of.year, as_of=as_of, bodies=[row.code]).get(row.code, [])
    asked = request.GET.copy()
    asked[ADD] = "1"
    line = committee_row(row, found, limits=limits_on(as_of), language=language)
    return Together(line, "" if adds else f"?{asked.urlencode()}", row.unit_count)
