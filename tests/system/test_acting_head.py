"""HR makes somebody acting head for some days, through the page, and the right is there on those days and no others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.system.test_stories import given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
POST = "/organisationen/tjanst/chef-aldreomsorgsforvaltningen/"
DEPARTMENT = "/organisationen/forvaltning/aldreomsorgsforvaltningen/"


class TestActingHead:
    def test_hr_lets_anna_act_from_1_to_and_with_14_july_and_the_ordinary_head_is_back_the_15th(self, page: Page):
        given_logged_in_as(page, "HR-strateg")
        page.goto(POST)
        ordinary = page.locator("#main p a").first.inner_text()
        page.get_by_role("link", name="Förordna", exact=True).click()
        expect(page.get_by_text("sista dagen hör till förordnandet")).to_be_visible()
        page.locator("#main input[name=person_sok]").fill("Åke Brishamre")
        page.get_by_label("Första dag").fill("2027-07-01")
        page.locator("#main input[name=last_day]").fill("2027-07-14")
        page.get_by_label("Beslutat av").fill("Kommunchefen")
        page.get_by_label("Beslutets dag").fill("2026-10-20")
        page.get_by_label("Paragraf eller diarienummer").fill("KS 2026/12")
        page.get_by_role("button", name="För in förordnandet").click()
        expect(page.get_by_text("Förordnandet är infört.")).to_be_visible()
        coming = page.locator("#main h2:has-text('Kommer efter') + ul li")
        expect(coming.nth(0)).to_contain_text("Åke Brishamre")
        expect(coming.nth(0)).to_contain_text("från och med 1 juli 2027 till och med 14 juli 2027")
        expect(coming.nth(1)).to_contain_text(ordinary)
        expect(coming.nth(1)).to_contain_text("från och med 15 juli 2027")
        then_axe_is_content(page)

    def test_a_chair_is_not_offered_it_and_sees_who_leads(self, page: Page):
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        page.goto(POST)
        expect(page.get_by_role("button", name="För in förordnandet")).to_have_count(0)
        page.goto(DEPARTMENT)
        expect(page.get_by_role("heading", name="Tjänster och innehavare")).to_be_visible()
        then_axe_is_content(page)

    @pytest.mark.parametrize("page", [{"viewport": {"width": 390, "height": 800}}], indirect=True)
    @pytest.mark.parametrize("path", ["/organisationen/", "/organisationen/organ/un/", DEPARTMENT, POST])
    def test_a_phone_needs_no_sideways_scrolling(self, page: Page, path: str):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 391
        then_axe_is_content(page)
