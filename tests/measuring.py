"""What a page looks like in a browser, as figures: what lies over something else, what is cut, what is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

LEAST_TARGET = 24
"""Height of what is pressed, px (WCAG 2.5.8)."""
LEAST_FIELD = 44
"""Width and height of what is filled in or sent, px (WCAG 2.5.5)."""

LIMITS = {"field": LEAST_FIELD, "height": LEAST_TARGET, "box": 16, "air": 4}


@dataclass(frozen=True)
class Look:
    """How a page is met: the width in px, on which medium, and how high the letters that the reader has chosen, px."""

    name: str
    width: int
    medium: str = "screen"
    letters: int = 16


PHONE, DESK = Look("390", 390), Look("1440", 1440)
LARGE, PAPER = Look("1440 with letters of 200 %", 1440, letters=32), Look("A4", 718, medium="print")
LOOKS = (
    PHONE,
    Look("1024", 1024),
    DESK,
    Look("1920", 1920),
    Look("1440 at 200 %", 720),
    LARGE,
    PAPER,
)
"""Zoom is a narrower window (WCAG 1.4.10), or larger letters alone (1.4.4); A4 is 210 mm less margins of 10 mm."""
MEASURE = (Path(__file__).parent / "measure.js").read_text(encoding="utf-8")
HEIGHT = 8000
"""So high that the whole page is in view, and nothing needs to be scrolled to be measured."""


@contextmanager
def opened(browser: Any) -> Iterator[Any]:
    """A tab whose pages come from memory and whose style sheets come from the product's own files."""
    context = browser.new_context(java_script_enabled=True, reduced_motion="reduce")
    tab = context.new_page()
    tab.html = ""
    tab.route("**/*", lambda route: _answer(route, tab.html))
    yield tab
    context.close()


def measured(tab: Any, html: str, looks: Iterable[Look] = LOOKS) -> list[str]:
    """The faults of a page in each look, as `1024 cut: td "…" 90 in 40 px`."""
    tab.html = html
    tab.goto("http://ui.test/")
    found = []
    for look in looks:
        tab.emulate_media(media=look.medium)
        tab.set_viewport_size({"width": look.width, "height": HEIGHT})
        limits = LIMITS | {"paper": look.medium == "print"}
        found += [f"{look.name} {fault}" for fault in tab.evaluate(MEASURE, limits)]
    return found


def _answer(route: Any, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        route.fulfill(body=html, content_type="text/html; charset=utf-8")
        return
    found = finders.find(path.removeprefix("/static/"))
    if found:
        route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(found)[0] or "font/woff2")
    else:
        route.fulfill(status=404, body="")
