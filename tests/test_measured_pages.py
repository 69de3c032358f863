"""Pages as each role meets them, measured in a browser: nothing covers, is cut, or is too small.

What three roles meet first is measured at each run, on a phone and a desk; by `make measure` every kind of page of
eight roles, in every look: four widths, zoom, large letters, paper.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection

import pytest
from django.test import Client
from django.urls import resolve

from tests.measuring import DESK, LARGE, LOOKS, PAPER, PHONE, Look, measured, opened
from tests.system.conftest import FLAGS, chromium
from tests.test_walk import FILES, Reader

pytestmark = [pytest.mark.browser, pytest.mark.once]
EVERYTHING = os.environ.get("MEASURE") == "all"
MOST = 400 if EVERYTHING else 12
"""Kinds of pages of a role, the nearest to its first page first."""
ROLES = ("EC", "FC", "SE", "CT", "KC", "Np", "HR", "CI") if EVERYTHING else ("EC", "Np", "CI")


def pages(client: Client, known: Collection[str]) -> dict[str, str]:
    """One page of each kind that the role reaches by links and that is not known yet, by its address: the HTML."""
    found: dict[str, str] = {}
    kinds: set[str] = set()
    waiting, seen = ["/"], {"/"}
    while waiting and len(found) < MOST:
        address = waiting.pop(0)
        kind = resolve(address).view_name
        if kind in kinds:
            continue
        kinds.add(kind)
        answer = client.get(address, follow=True)
        if answer.status_code != 200 or answer.streaming or "html" not in answer.headers["Content-Type"]:
            continue
        html = answer.content.decode()
        if kind not in known:
            found[address] = html
        page = Reader()
        page.feed(html)
        new = dict.fromkeys(link for link in page.links if link not in seen and not FILES.search(link))
        seen |= new.keys()
        waiting += new
    return found


@pytest.mark.skipif(not chromium(), reason="Chromium is not installed")
def test_no_page_of_any_role_covers_cuts_or_shrinks_what_it_shows(wearing: Callable[..., Client]) -> None:
    every: dict[str, tuple[str, str]] = {}
    for role in ROLES:
        for address, html in pages(wearing(role), every).items():
            every[resolve(address).view_name] = (f"{role} {address}", html)
    assert len(every) > (100 if EVERYTHING else 20)
    found = _faults(list(every.values()), LOOKS if EVERYTHING else (PHONE, DESK))
    assert not found, "\n".join(found)


@pytest.mark.skipif(not chromium(), reason="Chromium is not installed")
@pytest.mark.parametrize(
    ("kind", "look", "html"),
    [
        ("sideways", PHONE, '<main><p style="width: 500px">Bred</p></main>'),
        ("narrow", PHONE, '<main><input aria-label="Antal" style="width: 22px; height: 44px"></main>'),
        ("low", DESK, '<main><input aria-label="Antal" style="width: 90px; height: 30px"></main>'),
        ("covered", DESK, '<main><a href="#">Under</a><div style="position: absolute; inset: 0">Lock</div></main>'),
        ("cut", DESK, '<main><p style="width: 40px; overflow: hidden">Utbildningsnämnden</p></main>'),
        ("over its box", DESK, '<main><p style="width: 40px">Utbildningsnämnden</p></main>'),
        ("tight", DESK, '<main><div style="border: 1px solid">Ett kort</div></main>'),
        ("touching", PHONE, '<main style="display: grid"><button>Spara</button><button>Skicka</button></main>'),
        ("sideways", LARGE, '<main><p style="width: 50rem">Bred</p></main>'),
        ("sideways", PAPER, '<main><p style="width: 800px">Bred</p></main>'),
    ],
)
def test_each_kind_of_fault_is_seen(kind: str, look: Look, html: str) -> None:
    found = _faults([("/", f"<!doctype html><title>Sida</title>{html}")], [look])
    assert [fault for fault in found if f"{look.name} {kind}" in fault], found


def _faults(every: list[tuple[str, str]], looks: Collection[Look]) -> list[str]:
    playwright = pytest.importorskip("playwright.sync_api")
    found: list[str] = []
    with playwright.sync_playwright() as running:
        for letters in dict.fromkeys(look.letters for look in looks):
            flags = [*FLAGS, f"--blink-settings=defaultFontSize={letters}"]
            browser = running.chromium.launch(executable_path=chromium(), args=flags)
            alike = [look for look in looks if look.letters == letters]
            with opened(browser) as tab:
                found += [f"{where} {fault}" for where, html in every for fault in measured(tab, html, alike)]
            browser.close()
    return found
