"""Cases, agendas and numbers: a search among few cases and among many, the page of a long agenda, what a case asks.

The demo's own rows, with cases put in plainly and the search filled as `spelregler` fills it. Processor time.
"""

from __future__ import annotations

import random
import statistics
from datetime import date, time, timedelta
from typing import Any
from urllib.parse import urlencode

from bench.measuring import spent
from bench.pages import clients, counted, home_of, measure
from bench.search import ENDS, SYLLABLES

CASES, ITEMS, RUNS = (500, 50_000), 60, 9
TODAY = date(2026, 11, 2)
SEARCHED = {"a rare word": "solvändan", "a common word": "budget", "a number": "un 2020/7", "nothing": "xyzzyx"}


def searched() -> list[dict[str, Any]]:
    """The registry's search as the secretary sees it, among few cases and among many, in one home."""
    home_of(0)
    client, taken = clients()["SE"], {name: list[float]() for name in SEARCHED}
    have = 0
    for size in CASES:
        _register(size - have, first=have)
        have = size
        for name, words in SEARCHED.items():
            taken[name].append(page(client, "/diariet/", {"q": words})["ms"])
    return [
        {
            "what": f"search in the registry, {name}",
            f"ms at {CASES[0]}": few,
            f"ms at {CASES[1]}": many,
            "times": many / few,
        }
        for name, (few, many) in taken.items()
    ]


def _register(count: int, *, first: int) -> None:
    """So many cases of the years before, twenty in all with the rare word and one in eleven with the common."""
    from spelregler.apps.organisation.models import Body, Post
    from spelregler.apps.registry.models import CaseFile
    from spelregler.platform.search.filling import make_anew

    dice, body = random.Random(first), Body.objects.get(code="un")
    post = Post.objects.get(code="chef-utbildningsforvaltningen")
    made = []
    for number in range(first, first + count):
        title = " ".join("".join(dice.choices(SYLLABLES, k=2)) + dice.choice(ENDS) for _ in range(4))
        title += " budget" if number % 11 == 0 else ""
        title += " solvändan" if number < 20 else ""
        year, running = 2020 + number % 6, number // 6 + 1
        day = date(year, 1, 1) + timedelta(days=number % 365)
        made.append(
            CaseFile(
                body=body,
                year=year,
                running=running,
                number=f"UN {year}/{running}",
                title=title,
                responsible=post,
                opened_on=day,
                closed_on=day + timedelta(days=90),
                last_event_on=day + timedelta(days=90),
            )
        )
    CaseFile.objects.bulk_create(made, batch_size=500)
    make_anew()


def agenda() -> list[dict[str, Any]]:
    """The page of a meeting with sixty items, each with its paper, as a member, a resident and the secretary see it."""
    home_of(0)
    from spelregler.apps.meetings import operations
    from spelregler.apps.organisation.models import Body

    body, planned = Body.objects.get(code="un"), operations.Planned(TODAY + timedelta(days=30), time(13), "Salen")
    (meeting,) = operations.plan_meetings(body=body, planned=[planned], lists_a_year=2, on=TODAY, who=secretary())
    for number in range(ITEMS - meeting.items.count()):
        _item(meeting, number)
    operations.send_notice(meeting=meeting, sent_on=TODAY, on=TODAY, who=secretary())
    rows = []
    for role, client in ((role, clients()[role]) for role in ("N", "CI", "SE")):
        found = page(client, f"/sammantraden/{meeting.pk}/", {})
        rows.append({"what": f"agenda of {meeting.items.count()} items, {role}", **found})
    return rows


def _item(meeting: Any, number: int) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    from spelregler.apps.meetings import operations

    said = operations.ItemSaid(f"Ärende {number}", "decision", f"UN 2026/{number % 3 + 1}")
    item = operations.add_item(meeting=meeting, said=said, on=TODAY, who=secretary())
    file = SimpleUploadedFile("skrivelse.pdf", f"%PDF-1.7 {number}".encode())
    operations.add_material(item=item, title="Skrivelse", file=file, sent_on=TODAY, on=TODAY, who=secretary())


def registered() -> list[dict[str, Any]]:
    """What the registration of a case asks the database, the row of the trail included; and a delegated decision."""
    home_of(0)
    from spelregler.apps.delegation.models import DelegatedDecision
    from spelregler.apps.delegation.operations import DecidedSaid, record_delegated
    from spelregler.apps.organisation.models import Body, Post
    from spelregler.apps.registry.operations import NewCase, open_case

    body, post = Body.objects.get(code="un"), Post.objects.get(code="chef-utbildningsforvaltningen")
    new = NewCase(body=body, title="Skolskjuts", responsible=post, opened_on=TODAY)
    known = DelegatedDecision.objects.select_related("row", "post", "person").filter(row__order__body=body)[0]

    def decide(number: int) -> None:
        said = DecidedSaid(known.row.code, known.post, known.person, known.decided_on, f"Beslut {number}")
        record_delegated(body=body, said=said, today=TODAY, role="SE", who=secretary())

    acts = {"a case": lambda _n: open_case(new=new, on=TODAY, who=secretary()), "a delegated decision": decide}
    rows = []
    for name, act in acts.items():
        act(-1)
        with counted() as tally:
            act(-2)
        times = [spent(lambda act=act, number=number: act(number))[0] for number in range(RUNS)]  # type: ignore[misc]
        rows.append({"what": f"register {name}", "statements": tally["queries"], "ms": statistics.median(times) * 1000})
    return rows


def secretary() -> Any:
    """Whoever acts where a measured act is to be told."""
    from spelregler.platform.audit.operations import Who

    return Who(name="Nämndsekreteraren", role="SE")


def page(client: Any, address: str, asked: dict[str, str]) -> dict[str, Any]:
    """What the page of an address takes. Ends the measuring where it does not answer."""
    shown = measure(client, "", f"{address}?{urlencode(asked)}")
    if shown.status != 200:
        raise SystemExit(f"{address} answered {shown.status}")
    return {"ms": shown.ms, "queries": shown.queries, "rows": shown.rows}
