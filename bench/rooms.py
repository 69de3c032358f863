"""Every page that a role finds by following links from its first page, each kind of page once: what it takes beside a
page without content, so that a page that nobody thought of measuring is measured too.

    python -m bench.rooms 2500 [ROLE …]
"""

from __future__ import annotations

import html
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bench import pages
from bench.pages import BARE, Shown, clients, home_of, measure
from spelregler.platform import collecting

EACH = 2
"""So many pages of a kind are measured for each role: the first may be a small one."""
LEAFS = ("mal=", "sida=", "organ=", "enhet=", "forvaltning=")
"""What may stand after the question mark of an address that is followed."""
TOLD = 60
LINK = re.compile(r'href="(/[^"#]*)')
NOT_FOLLOWED = ("/static/", "/api/", "/konto/")
FILE = re.compile(r"\.\w+$|/hamta/$|/pdf/$|/word/$")
"""A file takes the time of what it holds, and is measured as such."""


def addresses(page: str) -> Iterator[str]:
    """The addresses that a page links to and that are followed."""
    for found in LINK.findall(page):
        path, _mark, asked = html.unescape(found).partition("?")
        is_page = not path.startswith(NOT_FOLLOWED) and not FILE.search(path)
        if is_page and (not asked or asked.startswith(LEAFS)):
            yield f"{path}?{asked}" if asked else path


def walked(role: str, client: Any) -> Iterator[tuple[str, Shown]]:
    """Each page that the role finds, with what kind of page it is, in the order in which they are found."""
    from django.urls import Resolver404, resolve

    todo, known, seen = ["/"], {"/"}, Counter[str]()
    while todo:
        address = todo.pop(0)
        try:
            kind = resolve(address.partition("?")[0]).view_name
        except Resolver404:
            continue
        if seen[kind] >= EACH:
            continue
        seen[kind] += 1
        answer = client.get(address)
        if answer.status_code != 200 or "html" not in answer.headers.get("Content-Type", ""):
            continue
        yield kind, measure(client, role, address)
        new = [each for each in dict.fromkeys(addresses(answer.content.decode())) if each not in known]
        known.update(new)
        todo += new


def walk(units: int, *roles: str) -> dict[str, Any]:
    """The dearest pages of all roles, each kind once, by how many times a page without content they take."""
    home_of(units)
    collecting.search_seldom()
    pages.RUNS = 3
    each, dearest, count = clients(), dict[str, dict[str, Any]](), 0
    for role, client in each.items():
        if roles and role not in roles:
            continue
        bare = measure(each["CI"], "CI", BARE).ms
        for kind, shown in walked(role, client):
            count += 1
            row = {"kind": kind, **asdict(shown), "of bare": shown.ms / bare}
            if kind not in dearest or row["of bare"] > dearest[kind]["of bare"]:
                dearest[kind] = row
    ordered = sorted(dearest.values(), key=lambda row: -row["of bare"])
    return {"lines": ordered[:TOLD], "kinds": len(dearest), "pages": count}


if __name__ == "__main__":
    found = walk(int(sys.argv[1]), *sys.argv[2:])
    print(f"{found['pages']} pages of {found['kinds']} kinds")
    for row in found["lines"]:
        print(
            f"{row['of bare']:6.1f} x {row['ms']:8.1f} ms {row['queries']:4} q {row['rows']:7} rows "
            f"{row['kilobytes']:8.1f} kB {row['role']:3} {row['path']}"
        )
