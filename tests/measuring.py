"""What a page looks like in a browser, as figures: what lies over something else, what is cut, what is too small."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.contrib.staticfiles import finders

WIDTHS = (390, 1024, 1440, 1920)
LEAST_TARGET = 24
"""Height of a control, px (WCAG 2.5.8)."""
LEAST_FIELD = 44
"""Width of a field to write in, px."""

LIMITS = {"field": LEAST_FIELD, "height": LEAST_TARGET, "box": 16}
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


def measured(tab: Any, html: str, widths: Iterable[int] = WIDTHS) -> list[str]:
    """The faults of a page at each width, as `1024 cut: td "…" 90 in 40 px`."""
    tab.html = html
    tab.goto("http://ui.test/")
    found = []
    for width in widths:
        tab.set_viewport_size({"width": width, "height": HEIGHT})
        found += [f"{width} {fault}" for fault in tab.evaluate(MEASURE, LIMITS)]
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
