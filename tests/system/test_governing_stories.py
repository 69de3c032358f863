"""Stories of what is decided, in the browser: from a matter to minutes, an assignment, a question, a delegation.

They share the server with the others, so each makes what it tells of, and counts nothing.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
SECRETARY, HEAD = "Nämndsekreterare", "Förvaltningschef, utbildning"
PHONE = {"viewport": {"width": 390, "height": 844}}
BODY = "msn"
"""Its meetings are nobody else's."""


def form_of(page: Page, name: str) -> Locator:
    """The form of the page that has the field."""
    return page.locator("main form", has=page.locator(f'[name="{name}"]')).first


def send(page: Page, *, look: bool = False, **typed: str) -> None:
    """Fill the fields of a form by their names, and send it."""
    form = form_of(page, next(iter(typed)))
    for name, value in typed.items():
        field = form.locator(f'[name="{name}"]').first
        match field.evaluate("each => each.type"):
            case "select-one":
                field.select_option(value)
            case "radio":
                form.locator(f'[name="{name}"][value="{value}"]').check()
            case _:
                field.fill(value)
    then_axe_is_content(page)
    form.locator("button[type=submit]").first.click()
    if look:
        given_a_second_look(page)


def told(page: Page, words: str) -> None:
    expect(page.locator("main")).to_contain_text(words)


def no_sideways_scroll(page: Page) -> None:
    # `main` is waited for: while a page gives way to the next there is no document to measure.
    assert page.locator("main").evaluate("() => document.documentElement.scrollWidth <= innerWidth"), page.url


class TestTheSecretary:
    def test_goes_from_a_matter_to_adjusted_minutes(self, page):
        given_logged_in_as(page, SECRETARY)
        page.goto("/diariet/nytt/")
        send(page, title="Cykelväg till hamnen", body=BODY, responsible="chef-samhallsbyggnadsforvaltningen")
        number = re.search(r"MSN 2026/\d+", page.locator(".messages").inner_text())[0]
        page.goto("/sammantraden/planera/")
        send(page, body=BODY, days="2026-11-02", starts_at="9:00", place="Koordinaten")
        page.goto(f"/sammantraden/?organ={BODY}")
        planned = page.locator("main tr", has_text="Koordinaten")
        meeting = planned.locator("a[href^='/sammantraden/']").first.get_attribute("href")
        page.goto(f"{meeting}punkt/")
        send(page, title="Cykelväg till hamnen", kind="decision", case_number=number)
        page.goto(f"{meeting}kallelse/")
        send(page, look=True, sent_on="2026-11-02")
        page.goto(f"{meeting}narvaro/")
        page.locator('[name="adjusters"]').nth(2).check()
        then_axe_is_content(page)
        form_of(page, "leads").locator("button[type=submit]").click()
        told(page, "Varje ärende har sin paragraf.")
        ways = page.locator("main a[href^='/sammantraden/paragraf/']")
        paragraphs = {each.get_attribute("href").split("#")[0] for each in ways.all()}
        for way in sorted(each for each in paragraphs if re.fullmatch(r"/sammantraden/paragraf/\d+/", each)):
            page.goto(way)
            if page.locator("main", has_text="Cykelväg till hamnen").count():
                send(page, outcome="Nämnden bygger cykelvägen.", decision_kind="other")
            else:
                send(page, text="Nämnden tar del av informationen.")
        page.goto(f"{meeting}justera/")
        send(page, look=True, adjusted_on="2026-11-02")
        told(page, "Nämnden bygger cykelvägen.")
        page.get_by_role("link", name=number).first.click()
        told(page, "Cykelväg till hamnen")
        then_axe_is_content(page)


class TestTheDepartmentHead:
    def test_goes_from_an_assignment_to_a_report(self, page):
        given_logged_in_as(page, SECRETARY)
        page.goto("/beslut/?organ=un")
        page.locator("main table a[href^='/beslut/']").first.click()
        send(
            page,
            look=True,
            addressee="chef-utbildningsforvaltningen",
            text="Ordna cykelställ vid skolorna",
            intended_result="Fler cyklar.",
            due_on="2026-12-15",
        )
        given_logged_in_as(page, HEAD)
        page.goto("/att-gora/")
        then_axe_is_content(page)
        page.get_by_role("link", name="Ordna cykelställ vid skolorna").first.click()
        send(page, look=True, result="Fyra skolor har fått ställ.", effect="Fler barn cyklar.")
        told(page, "Fyra skolor har fått ställ.")
        page.goto("/logga-in/")
        page.goto("/beslut/uppdrag/?organ=un")
        expect(page.locator("main")).not_to_contain_text("Ordna cykelställ vid skolorna")


class TestAMember:
    @pytest.mark.parametrize("page", [PHONE], indirect=True)
    def test_asks_and_the_committee_reads_the_answer(self, page):
        given_logged_in_as(page, "Ledamot, utbildningsnämnden")
        page.goto("/beslut/fragor/ny/")
        no_sideways_scroll(page)
        send(page, look=True, subject="Skolbussar i vinter", text="Räcker bussarna när det snöar?")
        question = page.url
        no_sideways_scroll(page)
        given_logged_in_as(page, HEAD)
        page.goto(question)
        send(page, look=True, answer="Ja, två extra bussar är beställda.", readers="organet")
        given_logged_in_as(page, "Ordförande, utbildningsnämnden")
        page.goto("/beslut/fragor/?organ=un")
        no_sideways_scroll(page)
        page.get_by_role("link", name="Skolbussar i vinter").click()
        told(page, "Ja, två extra bussar är beställda.")
        no_sideways_scroll(page)
        then_axe_is_content(page)


class TestTheClerkAndTheAuditor:
    def test_a_decision_is_registered_and_found_from_its_voucher(self, page):
        given_logged_in_as(page, SECRETARY)
        page.goto("/delegation/beslut/un/nytt/")
        holder = page.locator('[name="holder"] option[value^="chef-ramdalsskolan:"]').first.get_attribute("value")
        subject = "Cykelhjälmar till fritids"
        typed = {"decided_on": "2026-10-28", "subject": subject, "vouchers": "D 362"}
        send(page, code="2.1", holder=holder, **typed)
        page.get_by_role("link", name=subject).click()
        told(page, "D 362/2026")
        then_axe_is_content(page)
        given_logged_in_as(page, "Revisor")
        page.goto("/enheter/ramdalsskolan/")
        page.get_by_role("link", name="Verifikationerna bakom utfallet").click()
        then_axe_is_content(page)
        page.locator("tr", has_text="D 362").get_by_role("link", name="2.1 Köpa in").first.click()
        told(page, subject)
        then_axe_is_content(page)
        page.locator("dl.facts").get_by_role("link", name="2.1 Köpa in").click()
        told(page, "Enligt kommunens regler för inköp.")
        then_axe_is_content(page)
