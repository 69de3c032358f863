"""A move of money and a forecast, sent through their forms in the enlarged demo: processor time of the post and of the
page that follows, questions to the database, and whether the stored answers are true then.

    python -m bench.posts 2500
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from bench.pages import RUNS, UNIT, clients, counted, home_of
from spelregler.platform import collecting

Fields = dict[str, str]
NOT_SENT = ("submit", "radio", "file")
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


def fields_of(page: str, action: str) -> Fields:
    """What the form that goes to an address holds, as a browser would send it untouched."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    if form is None:
        raise SystemExit(f"no form goes to {action}")
    inputs = [dict(ATTRIBUTE.findall(each)) for each in re.findall(r"<(?:input|textarea)[^>]*>", form[0])]
    told = [each for each in inputs if "name" in each and each.get("type") not in NOT_SENT]
    return {each["name"]: each.get("value", "") for each in told}


def move(fields: Fields, number: int) -> Fields:
    """So many kronor from one line to the other, and back the next time."""
    there = {"from_line": "1", "to_line": "2"} if number % 2 else {"from_line": "2", "to_line": "1"}
    return {**fields, **there, "amount": "1", "reason": "Prov"}


def forecast(fields: Fields, number: int) -> Fields:
    """The whole year's net cost, another each time."""
    return {**fields, "amount": str(40_000 + number), "comment": "Prov"}


WRITES: dict[str, tuple[str, str, Callable[[Fields, int], Fields]]] = {
    "a move": (f"/enheter/{UNIT}/poster/", f"/enheter/{UNIT}/poster/flytta/", move),
    "a forecast": (f"/ramar/prognos/{UNIT}/", f"/ramar/prognos/{UNIT}/rapportera/", forecast),
}


def sent(units: int) -> list[dict[str, Any]]:
    """Each write, once to warm and then some times over: medians."""
    home_of(units)
    collecting.search_seldom()
    from spelregler.apps.policy.findings import turns
    from spelregler.apps.policy.queries.untrue_answers import differing
    from spelregler.platform import clock

    client, rows = clients()["EC"], []
    for name, (page, action, typed) in WRITES.items():
        times, queries = [], 0
        for number in range(RUNS + 1):
            form = typed(fields_of(client.get(page).content.decode(), action), number)
            with counted() as tally:
                begun = time.process_time()
                answer = client.post(action, form)
                posted = time.process_time()
                if answer.status_code != 302:
                    raise SystemExit(f"{name} answered {answer.status_code}")
                queries = tally["queries"]
                client.get(answer.headers["Location"])
                times.append(((posted - begun) * 1000, (time.process_time() - posted) * 1000))
        post, after = (statistics.median(column) for column in zip(*times[1:], strict=True))
        rows.append({
            "what": f"{name}, {units} units", "post ms": post, "next page ms": after, "queries": queries,
            "late": turns.is_recounting(), "untrue": len(differing(as_of=clock.today())),
        })  # fmt: skip
    return rows


if __name__ == "__main__":
    for row in sent(int(sys.argv[1])):
        print(row)
