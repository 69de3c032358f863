"""Fetching from Kolada: the catalogue, and what has changed since last time. Call by call, so that it can be left."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from spelregler.apps.comparison.kolada.client import Client, KoladaRefused
from spelregler.apps.comparison.kolada.linking import SOURCE, Carried, carry_to_indicators
from spelregler.apps.comparison.models import Fetch
from spelregler.apps.comparison.operations.catalogue import store_catalogue
from spelregler.apps.comparison.operations.fetches import (
    Stored,
    begin_fetch,
    drop_fetch,
    end_fetch,
    store_batch,
    vars_of,
)
from spelregler.apps.comparison.queries import followed
from spelregler.domain.words import Words
from spelregler.exchange.kolada import (
    MOST_ROWS,
    Call,
    Figure,
    Group,
    KoladaFault,
    plan_calls,
    read_figures,
    read_groups,
    read_kpis,
    read_places,
)
from spelregler.platform.audit.operations import Who

CATALOGUE_DAYS = 7
"""How old the catalogue may be before a fetch of values renews it."""
WHOLE_COUNTRY = "0000"

Progress = Callable[[int], None]
Stage = Callable[[int], AbstractContextManager[Progress]]


def _unseen(_calls: int) -> AbstractContextManager[Progress]:
    return nullcontext(lambda _done: None)


@dataclass
class Report:
    """What a fetch did."""

    server: str
    fetched_on: date
    is_due: bool = True
    resumed: bool = False
    catalogue: dict[str, int] | None = None
    kpis: list[str] = field(default_factory=list)
    calls: int = 0
    requests: int = 0
    stored: Stored = field(default_factory=Stored)
    carried: Carried = field(default_factory=lambda: Carried(0, 0, ()))

    def as_dict(self) -> dict[str, Any]:
        """For `--format json`."""
        return {
            "source": SOURCE,
            "server": self.server,
            "fetched_on": self.fetched_on,
            "due": self.is_due,
            "resumed": self.resumed,
            "catalogue": self.catalogue,
            "kpis": self.kpis,
            "calls": self.calls,
            "requests": self.requests,
            **vars_of(self.stored),
            "measurements": {
                "recorded": self.carried.recorded,
                "corrected": self.carried.corrected,
                "left": [each.as_dict() for each in self.carried.left],
            },
        }


def fetch_catalogue(*, client: Client, own: str, today: date, who: Who) -> dict[str, int]:
    """The whole catalogue: key figures, municipalities, and the groups that hold or are named after our own; how many
    of each.

    Refuses with `KoladaRefused` a catalogue that cannot be read, and what `Client.pages` refuses; nothing of it is
    stored then.
    """
    paged = f"?per_page={MOST_ROWS}"
    try:
        kpis = read_kpis(_entries(client, "kpi" + paged))
        places = read_places(_entries(client, "municipality" + paged))
        groups = read_groups(_entries(client, "municipality_groups" + paged))
    except KoladaFault as fault:
        raise _unreadable(client.server, fault) from fault
    name = next((each.title for each in places if each.id == own), "")
    ours = [each for each in groups if is_ours(each, own=own, name=name)]
    store_catalogue(kpis=kpis, places=places, groups=ours, today=today, who=who, server=client.server)
    return {"kpis": len(kpis), "places": len(places), "groups": len(ours)}


def is_ours(group: Group, *, own: str, name: str) -> bool:
    """A group that our own municipality belongs to, or that is the group of those like it: "…, Oxelösund, 2025"."""
    return any(each.id == own for each in group.members) or followed.is_named_after(group.title, name=name)


def fetch_values(
    *,
    client: Client,
    own: str,
    today: date,
    who: Who,
    due_after: int | None = None,
    stage: Stage = _unseen,
) -> Report:
    """What has changed since last time, for every followed key figure and every municipality.

    With `due_after`, only when that many days have passed since the oldest of them was fetched. An interrupted fetch
    goes on from the first call that is not stored. `stage` is told how many calls there are, and of each that is
    stored.

    Refuses with `KoladaRefused` figures that cannot be read, and what `Client.pages` and `begin_fetch` refuse; the
    calls before it stay stored.
    """
    report = Report(server=client.server, fetched_on=today)
    fetch = _interrupted(client, today=today, who=who)
    fetched = followed.fetched_days(today=today)
    if due_after is not None and fetch is None and not is_due(fetched.values(), days=due_after, today=today):
        report.is_due = False
        return report
    known = followed.catalogue_day()
    if known is None or known <= today - timedelta(days=CATALOGUE_DAYS):
        report.catalogue = fetch_catalogue(client=client, own=own, today=today, who=who)
    if fetch is not None:
        report.resumed = True
        _carry_through(fetch, client, report, today=today, who=who, stage=stage)
        fetched = {
            kpi: day for kpi, day in followed.fetched_days(today=today).items() if day is None
        }  # came since then
    if fetched:
        calls = plan_calls(fetched, [WHOLE_COUNTRY, *followed.municipality_ids()])
        fetch = begin_fetch(server=client.server, calls=calls, today=today, who=who)
        _carry_through(fetch, client, report, today=today, who=who, stage=stage)
    report.kpis = sorted(followed.fetched_days(today=today))
    report.carried = carry_to_indicators(own=own, kpis=report.kpis, today=today, who=who)
    report.requests = client.requests
    return report


def is_due(fetched: Iterable[date | None], *, days: int, today: date) -> bool:
    """Something is followed that was never fetched, or not for that many days."""
    return any(day is None or day <= today - timedelta(days=days) for day in fetched)


def _interrupted(client: Client, *, today: date, who: Who) -> Fetch | None:
    fetch = followed.open_fetch()
    if fetch is not None and fetch.server != client.server:
        drop_fetch(fetch=fetch, today=today, who=who)
        return None
    return fetch


def _carry_through(fetch: Fetch, client: Client, report: Report, *, today: date, who: Who, stage: Stage) -> None:
    calls = [Call.from_json(each) for each in fetch.plan]
    with stage(len(calls) - fetch.done) as step:
        for number in range(fetch.done, len(calls)):
            figures = _figures(client, calls[number])
            report.stored += store_batch(fetch=fetch, number=number, figures=figures, today=today, who=who)
            report.calls += 1
            step(1)
    end_fetch(fetch=fetch, today=today, who=who)


def _figures(client: Client, call: Call) -> list[Figure]:
    """Every page is read before anything of the call is stored."""
    try:
        return list(read_figures(_entries(client, call.path)))
    except KoladaFault as fault:
        raise _unreadable(client.server, fault) from fault


def _entries(client: Client, path: str) -> Iterator[dict[str, Any]]:
    for page in client.pages(path):
        yield from page.values


def _unreadable(server: str, fault: KoladaFault) -> KoladaRefused:
    return KoladaRefused(
        Words("Kolada ({server}): {fault}.", server=server, fault=fault.words),
        way=Words("Nothing of that answer is stored. Tell Kolada if it stays so."),
    )
