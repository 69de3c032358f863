"""Planning the calls: at most 25 ids in each part of an address, and only what changed since last time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from spelregler.domain import reading

MOST_IDS = 25
"""Ids in one part of an address; the API answers 400 to more."""
MOST_ROWS = 5000
"""Rows on a page; the API's own most."""


def chunks(ids: Sequence[str], size: int = MOST_IDS) -> Iterator[tuple[str, ...]]:
    """The ids in their order, at most `size` at a time."""
    for start in range(0, len(ids), size):
        yield tuple(ids[start : start + size])


@dataclass(frozen=True)
class Call:
    """One call for data: these key figures for these municipalities, every year, changed since a day."""

    kpis: tuple[str, ...]
    places: tuple[str, ...]
    since: date | None = None

    @property
    def path(self) -> str:
        """The address under the API's root."""
        path = f"data/kpi/{','.join(self.kpis)}/municipality/{','.join(self.places)}?per_page={MOST_ROWS}"
        return path if self.since is None else f"{path}&from_date={self.since.isoformat()}"

    def as_json(self) -> dict[str, Any]:
        """As it is kept with a fetch, so that an interrupted one goes on from where it was."""
        since = None if self.since is None else self.since.isoformat()
        return {"kpis": list(self.kpis), "places": list(self.places), "since": since}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Call:
        """The call as it was kept."""
        since = kept["since"]
        return cls(tuple(kept["kpis"]), tuple(kept["places"]), reading.day(since) if since else None)


def plan_calls(fetched: Mapping[str, date | None], places: Sequence[str]) -> list[Call]:
    """Every key figure for every municipality, in as few calls as the API allows.

    `fetched` says when each key figure was last fetched whole; one that never was is fetched from the beginning.
    """
    ordered = sorted(fetched, key=lambda kpi: (fetched[kpi] or date.min, kpi))
    return [
        Call(kpis, some, since)
        for since, same in groupby(ordered, key=lambda kpi: fetched[kpi])
        for kpis in chunks(list(same))
        for some in chunks(sorted(places))
    ]
