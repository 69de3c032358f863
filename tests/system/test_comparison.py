"""A controller chooses a key figure, the keeper of the system fetches it, anybody reads where we stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from spelregler.apps.comparison.tests.replay import Replay, kpi, made_up
from spelregler.demo.indicators import KOLADA_TITLES
from tests.system.test_stories import given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
KPI = "U00001"


@pytest.fixture(scope="module")
def kolada(environment: dict[str, str]) -> Iterator[Replay]:
    """Invented figures for one key figure; those that the demo follows are in the catalogue and have none."""
    replay = made_up()
    replay.kpi = [kpi(KPI, "Påhittad väntetid, dagar"), *(kpi(*each) for each in KOLADA_TITLES.items())]
    replay.data = [each | {"kpi": KPI} for each in replay.data]
    with replay.served() as url:
        environment["SPELREGLER_KOLADA_URL"] = url
        yield replay
        del environment["SPELREGLER_KOLADA_URL"]


@pytest.fixture(scope="module")
def fetched(kolada: Replay, program: Callable[..., str]) -> None:
    """As the system's keeper does by hand, or a timer every night."""
    program("kolada", "follow", KPI, "--better", "lower")
    program("kolada", "sync")


def test_the_controller_finds_a_key_figure_and_follows_it(page: Page, kolada: Replay, program) -> None:
    program("kolada", "sync")
    given_logged_in_as(page, "Controller")
    page.goto("/jamforelse/katalog/")
    page.get_by_label("Ord eller beteckning").fill("väntetid")
    page.locator("main").get_by_role("button", name="Sök", exact=True).click()
    page.get_by_label("Vilket håll är bra för Påhittad väntetid, dagar?").select_option("lower")
    page.get_by_role("button", name=re.compile(r"^Följ\b.*Påhittad väntetid")).click()
    expect(page.locator("main")).to_contain_text("Nyckeltalet följs, och hämtas nästa gång.")
    expect(page.locator("main")).to_contain_text("Inget är hämtat än")
    program("kolada", "sync")
    page.reload()
    expect(page.locator("main")).to_contain_text("Percentil 94 bland 9 kommuner; 100 är bäst.")


@pytest.mark.parametrize("path", ["/jamforelse/", f"/jamforelse/nyckeltal/{KPI}/", "/jamforelse/katalog/?q=dagar"])
@pytest.mark.parametrize("role", ["Controller", ""])
def test_the_pages_are_accessible(page: Page, fetched: None, path: str, role: str) -> None:
    if role:
        given_logged_in_as(page, role)
    page.goto(path)
    expect(page.locator("main")).to_contain_text("väntetid")
    then_axe_is_content(page)


@pytest.mark.parametrize("path", ["/jamforelse/", f"/jamforelse/nyckeltal/{KPI}/", "/jamforelse/katalog/?q=dagar"])
@pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}, "color_scheme": "dark"}], indirect=True)
def test_a_phone_in_the_dark_needs_no_sideways_scrolling(page: Page, fetched: None, path: str) -> None:
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 391
    then_axe_is_content(page)
