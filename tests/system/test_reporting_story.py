"""The story of a report in the browser, from the unit's manager to the chair.

It shares the server with the others, so it opens an occasion of its own, and counts nothing.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.system.test_governing_stories import SECRETARY, form_of, no_sideways_scroll, send, told
from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
TITLE = "Läget i skolorna"
OPENED = {
    "kind": "tertial",
    "title": TITLE,
    "first": "2026-03-01",
    "last": "2026-10-31",
    "units_by": "2026-11-02",
    "due_on": "2026-11-02",
    "committees_by": "2026-11-30",
}


def written(page: Page, words: str, *, as_role: str, text: str) -> str:
    """Whoever leads the place finds the report among what waits, writes in its first section and hands it in."""
    given_logged_in_as(page, as_role)
    page.goto("/uppfoljning/rapporter/")
    page.get_by_role("link", name=words).first.click()
    then_axe_is_content(page)
    report = page.url
    page.get_by_role("link", name="Skriv", exact=True).click()
    form = page.locator("#write")
    form.locator("textarea").first.fill(text)
    then_axe_is_content(page)
    form.locator("button[type=submit]").first.click()
    told(page, text)
    page.get_by_role("link", name="Lämna rapporten").click()
    page.locator("main form button[type=submit]").first.click()
    given_a_second_look(page)
    told(page, "inne sedan")
    return report


def test_a_report_goes_from_the_unit_to_the_chair(page):
    given_logged_in_as(page, "Controller")
    page.goto("/uppfoljning/rapporter/oppna/")
    send(page, **OPENED)
    occasion = page.url
    written(page, f"Skriv rapporten: {TITLE}", as_role="Rektor, Oxelöskolan", text="Fler elever når målen.")

    given_logged_in_as(page, "Controller")
    page.goto(f"{occasion}?forvaltning=utbildningsforvaltningen")
    told(page, "inne sedan")
    then_axe_is_content(page)

    head = "Förvaltningschef, utbildning"
    report = written(page, f"Skriv rapporten: {TITLE}", as_role=head, text="Läsningen går framåt.")
    given_logged_in_as(page, SECRETARY)
    page.goto(report)
    page.get_by_role("link", name="För in vad organet sa").click()
    send(page, look=True, outcome="satisfied", decided_on="2026-11-02", paragraph="612")
    told(page, "Organet är nöjt")

    given_logged_in_as(page, "Ordförande, utbildningsnämnden")
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(report)
    told(page, "Läsningen går framåt.")
    told(page, "Organet är nöjt")
    no_sideways_scroll(page)
    page.goto("/uppfoljning/berattat/un/")
    told(page, TITLE)
    no_sideways_scroll(page)
    then_axe_is_content(page)
    assert form_of(page, "told_on").count()
