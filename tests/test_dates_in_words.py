"""Days are read as people say them on every page of the demo: no 2026-10-20 where somebody reads."""

from __future__ import annotations

import re
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

ISO_DAY = re.compile(r"\b\d{4}-\d{2}-\d{2}\b")
UNREAD = {"script", "style", "textarea", "code", "pre", "option", "title"}
"""Where nobody reads running text: programs, what was typed, and what is written to be copied."""
LOGS = {"home:whole_trail", "home:trail"}
"""A technical log keeps the figures of its rows."""
FILE_NAME = re.compile(r"\S*\d{4}-\d{2}-\d{2}\S*\.(xlsx|csv|pdf|si|se|xml|json|zip)\b")
PER_VIEW = 2
ROLES = ("SE", "FC", "CT")


class Reader(HTMLParser):
    """The words that a page shows, and the addresses that it links to."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.links: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "a":
            self.links.append(dict(attrs).get("href") or "")
        if tag in UNREAD:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.words.append(data)


def read(client: Client, address: str) -> Reader | None:
    """The page at an address, or None where there is no page to read."""
    answer = client.get(address)
    if answer.status_code != 200 or not answer.headers["Content-Type"].startswith("text/html"):
        return None
    reader = Reader()
    reader.feed(answer.content.decode())
    return reader


def view_of(address: str) -> str:
    try:
        return resolve(urlsplit(address).path).view_name
    except Resolver404:
        return ""


def days_left(client: Client) -> dict[str, str]:
    """Every page that the role reaches by links, some of each view, and the figures of a day that it reads there."""
    seen, visits, found = {"/"}, defaultdict(int), {}
    waiting = ["/"]
    while waiting:
        address = waiting.pop(0)
        page = read(client, address)
        if page is None:
            continue
        words = FILE_NAME.sub("", " ".join(page.words))
        if (days := ISO_DAY.search(words)) and view_of(address) not in LOGS:
            found[address] = re.sub(r"\s+", " ", words[max(0, days.start() - 60) : days.end() + 30])
        for link in page.links:
            other = urlsplit(urljoin(address, link))
            target, view = other.path, view_of(other.path)
            if other.netloc or not view or target in seen or visits[view] >= PER_VIEW:
                continue
            seen.add(target)
            visits[view] += 1
            waiting.append(target)
    return found


@pytest.mark.once
@pytest.mark.parametrize("role", ROLES)
def test_no_day_is_read_as_figures(wearing, role):
    assert days_left(wearing(role)) == {}


def test_the_reader_sees_a_day_and_passes_what_nobody_reads():
    reader = Reader()
    reader.feed('<p>Beslut 2026-10-20 § 71</p><input value="2026-10-20"><time datetime="2026-10-20">20 okt</time>')
    assert ISO_DAY.findall(" ".join(reader.words)) == ["2026-10-20"]
