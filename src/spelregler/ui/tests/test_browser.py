"""The looks, in a real browser under the strict content policy: no axe finding, no sideways scroll, no error.

No server is needed: the browser's requests are answered from the templates and the static files.
"""

from collections.abc import Iterator
from mimetypes import guess_type
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.utils import translation

from spelregler.ui.tests.sampler import render_sampler

CHROMIUM = Path("/usr/bin/chromium")
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not CHROMIUM.exists(), reason="Chromium is not installed"),
]

MODES: dict[str, dict[str, Any]] = {
    "desk": {"viewport": {"width": 1440, "height": 900}},
    "tablet": {"viewport": {"width": 1024, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True},
    "narrow": {"viewport": {"width": 320, "height": 700}},
    "dark": {"viewport": {"width": 1440, "height": 900}, "color_scheme": "dark"},
    "without-javascript": {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False},
}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as running:
        chromium = running.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield chromium
        chromium.close()


def _answer(route: Any, html: str) -> None:
    path = urlsplit(route.request.url).path
    if path == "/":
        headers = {"content-security-policy": POLICY, "content-type": "text/html; charset=utf-8"}
        route.fulfill(body=html, headers=headers)
        return
    found = finders.find(path.removeprefix("/static/"))
    if not found:
        route.fulfill(status=404, body="")
        return
    route.fulfill(body=Path(found).read_bytes(), content_type=guess_type(found)[0] or "font/woff2")


def _open(browser: Any, mode: str, language: str = "sv") -> tuple[Any, list[str]]:
    with translation.override(language):
        html = render_sampler()
    tab = browser.new_context(**MODES[mode]).new_page()
    complaints: list[str] = []
    tab.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.route("**/*", lambda route: _answer(route, html))
    tab.goto("http://ui.test/")
    return tab, complaints


class TestSampler:
    @pytest.mark.parametrize("mode", ["desk", "tablet", "phone", "dark"])
    @pytest.mark.parametrize("language", ["sv", "en"])
    def test_axe_finds_nothing(self, browser: Any, mode: str, language: str) -> None:
        tab, complaints = _open(browser, mode, language)
        tab.evaluate(AXE.read_text(encoding="utf-8"))
        result = tab.evaluate("axe.run(document)")
        assert [(found["id"], found["nodes"][0]["html"]) for found in result["violations"]] == []
        assert complaints == []

    @pytest.mark.parametrize("mode", ["desk", "tablet", "phone", "narrow"])
    def test_never_scrolls_sideways(self, browser: Any, mode: str) -> None:
        tab, _ = _open(browser, mode)
        assert tab.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0

    def test_rules_stand_beside_the_work_and_beneath_it_on_a_phone(self, browser: Any) -> None:
        desk, _ = _open(browser, "desk")
        phone, _ = _open(browser, "phone")
        assert desk.locator(".rules").bounding_box()["x"] > desk.locator("main").bounding_box()["x"]
        work = phone.locator("main").bounding_box()
        assert phone.locator(".rules").bounding_box()["y"] >= work["y"] + work["height"] - 1

    def test_the_menus_open_without_javascript(self, browser: Any) -> None:
        tab, _ = _open(browser, "without-javascript")
        assert not tab.locator(".top-menu nav").is_visible()
        tab.locator(".top-menu > summary").click()
        assert tab.locator(".top-menu nav a").first.is_visible()
        tab.locator(".role > summary").click()
        assert tab.get_by_role("button", name="ledamot, kommunfullmäktige").is_visible()

    def test_escape_closes_a_menu_and_gives_the_focus_back(self, browser: Any) -> None:
        tab, _ = _open(browser, "desk")
        tab.locator(".role > summary").click()
        tab.keyboard.press("Escape")
        assert not tab.locator(".role .menu-sheet").is_visible()
        assert tab.evaluate("document.activeElement.closest('.role') !== null")

    def test_paper_is_black_on_white_and_tells_the_pages_address_once(self, browser: Any) -> None:
        tab, _ = _open(browser, "dark")
        tab.emulate_media(media="print", color_scheme="dark")
        assert tab.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
        assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
        assert tab.locator(".page-address").is_visible()
        assert "/" in tab.locator(".page-address").evaluate("each => getComputedStyle(each, '::after').content")
        assert tab.evaluate("getComputedStyle(document.querySelector('.rule a'), '::after').content") == "none"

    def test_a_form_is_left_out_on_paper_unless_a_table_lies_in_it(self, browser: Any) -> None:
        tab, _ = _open(browser, "dark")
        forms = '<form id="plain"><input></form><form id="asked"><table><tr><td><input></td></tr></table></form>'
        tab.evaluate("forms => document.body.insertAdjacentHTML('beforeend', forms)", forms)
        tab.emulate_media(media="print")
        assert not tab.locator("#plain").is_visible()
        assert tab.locator("#asked").is_visible()

    def test_a_table_is_copied_with_what_is_typed_in_each_field_of_a_cell(self, browser: Any) -> None:
        tab = browser.new_context().new_page()
        tab.add_init_script(
            "Object.defineProperty(navigator, 'clipboard', {value: {writeText: t => { window.copied = t }}})"
        )
        table = """<!doctype html><html lang="sv"><title>t</title><script src="/static/ui/spelregler.js" defer></script>
        <table data-table="t"><tr><th>Bad</th><td class="num"><input value="12,5"></td>
        <td><form><input value="not this"></form><input value="from"> – <input value="to"></td></tr></table>
        <button data-copies="t" data-copied="Copied">Copy</button>"""
        tab.route("**/*", lambda route: _answer(route, table))
        tab.goto("http://ui.test/")
        tab.locator("input").first.fill("1 200,5")
        tab.locator("button").click()
        assert tab.evaluate("window.copied") == "Bad\t1200,5\tfrom – to"
