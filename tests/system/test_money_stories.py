"""Stories of money: a manager moves it and sees both sides, a chair is told the rule, a budget is compared."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.system.test_stories import given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser


def amount_of(page: Page, line: str) -> int:
    """What the table of lines says that a line has, in tkr."""
    row = page.locator("table.data tbody tr", has=page.get_by_role("rowheader", name=line, exact=True))
    return int(re.sub(r"\D", "", row.locator("td.num").inner_text()))


class TestUnitManager:
    def test_moves_money_and_sees_both_sides_and_moves_it_back(self, page):
        given_logged_in_as(page, "Rektor, Oxelöskolan")
        page.goto("/enheter/oxeloskolan/")
        page.get_by_role("link", name="Poster och flyttar, båda sidorna").click()
        then_axe_is_content(page)
        before = amount_of(page, "Personal"), amount_of(page, "Läromedel")

        page.get_by_label("Från post").select_option(label=self.option(page, "Personal"))
        page.get_by_label("Till post").select_option(label=self.option(page, "Läromedel"))
        page.get_by_label("Belopp, tkr").first.fill("120")
        page.get_by_label("Till vad").fill("Fler böcker")
        page.get_by_role("button", name="Flytta pengar").click()

        expect(page.locator(".messages")).to_contain_text("Pengarna är flyttade")
        expect(page.locator(".messages")).to_contain_text("→")
        assert (amount_of(page, "Personal"), amount_of(page, "Läromedel")) == (before[0] - 120, before[1] + 120)
        then_axe_is_content(page)

        page.get_by_role("button", name="Flytta tillbaka").first.click()
        assert (amount_of(page, "Personal"), amount_of(page, "Läromedel")) == before
        expect(page.locator("main")).to_contain_text("Flyttas tillbaka: Fler böcker")

    def option(self, page: Page, line: str) -> str:
        return next(text for text in page.get_by_label("Från post").locator("option").all_inner_texts() if line in text)


class TestChair:
    def test_is_not_offered_the_move_and_is_told_the_rule_and_the_way(self, page):
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        page.goto("/enheter/oxeloskolan/")
        expect(page.get_by_role("button", name="Flytta pengar")).to_have_count(0)
        answer = page.goto("/enheter/oxeloskolan/poster/")
        assert answer.status == 403
        expect(page.locator("main")).to_contain_text("MR-24")
        expect(page.locator("main")).to_contain_text("Ställ frågan till förvaltningschefen")
        then_axe_is_content(page)


class TestBudget:
    def test_two_proposals_stand_side_by_side_and_a_resident_sees_what_sets_them_apart(self, page):
        page.goto("/ramar/")
        page.get_by_role("link", name="Budgetförslag", exact=True).click()
        expect(page.locator("main")).to_contain_text("2026 är valår")
        row = page.locator("tr", has=page.get_by_role("rowheader", name="Utbildningsnämnden"))
        expect(row).to_contain_text("+5")
        then_axe_is_content(page)
        page.get_by_role("link", name="Investeringar").click()
        page.get_by_role("link", name="Plan 2029").click()
        expect(page.locator("h2").first).to_contain_text("Investeringar, Plan 2029")
        expect(page.get_by_role("button", name="Påbörja utkastet")).to_have_count(0)

    def test_a_draft_shows_its_difference_after_saving(self, page):
        given_logged_in_as(page, "ordförande, kommunstyrelsen")
        page.goto("/ramar/forslag/2027/")
        if page.get_by_role("button", name="Påbörja utkastet").count() == 0:
            page.locator("details.role summary").click()
            page.locator("details.role button", has_text="kommunstyrelsen").first.click()
            page.goto("/ramar/forslag/2027/")
        page.get_by_label("Namn").fill("Prov")
        page.get_by_role("button", name="Påbörja utkastet").click()
        expect(page.locator("main")).to_contain_text("Summorna går ihop")
        page.get_by_label("Utbildningsnämnden: Kostnader").fill("372 500")
        page.get_by_role("button", name="Spara och summera").click()
        expect(page.locator("main")).to_contain_text("Summorna går inte ihop")
        expect(page.locator("main")).to_contain_text("500 tkr för mycket är fördelat")
        then_axe_is_content(page)

    def test_the_department_head_reads_the_limit_and_both_sides_on_a_phone(self, page):
        page.set_viewport_size({"width": 390, "height": 800})
        given_logged_in_as(page, "Förvaltningschef, Utbildning")
        page.goto("/ramar/flytta/")
        expect(page.locator("main")).to_contain_text("väntar på nämnden")
        assert page.evaluate("document.documentElement.scrollWidth") <= 391
        then_axe_is_content(page)
