"""A committee decides its goals: proposed by the department, entered by the secretary, and then they count."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser


class TestACommitteeDecidesItsGoals:
    def propose(self, page, path: str, words: str) -> None:
        page.goto(path)
        then_axe_is_content(page)
        page.get_by_label("Vad som ska uppnås").fill(words)
        page.get_by_role("button", name="Föreslå målet").click()
        expect(page.locator("main")).to_contain_text("Förslaget är lagt.")

    def enter(self, page, path: str, paragraph: str) -> None:
        given_logged_in_as(page, "Nämndsekreterare")
        page.goto(path)
        then_axe_is_content(page)
        page.get_by_label("Beslutsdag").fill("2026-10-28")
        page.get_by_label("§").fill(paragraph)
        page.get_by_role("button", name="För in beslutet").click()
        given_a_second_look(page)
        expect(page.locator("main")).to_contain_text("Beslutet är infört")

    def test_from_proposal_to_a_goal_with_date_and_paragraph(self, page):
        council, committee = "/mal/planer/2027/organ/kf/", "/mal/planer/2027/organ/un/"
        given_logged_in_as(page, "Kommunchef")
        self.propose(page, council, "Trygg kommun")
        self.enter(page, council, "311")
        given_logged_in_as(page, "Förvaltningschef, utbildning")
        self.propose(page, committee, "Lugna skolor")
        expect(page.locator("tr", has_text="Lugna skolor")).to_contain_text("förslag")
        expect(page.get_by_role("button", name="För in beslutet")).to_have_count(0)
        for address in ("/mal/matt/", "/mal/matt/behoriga-larare/", "/mal/matt/behoriga-larare/andra/"):
            page.goto(address)
            then_axe_is_content(page)
        self.enter(page, committee, "77")
        expect(page.locator("tr", has_text="Lugna skolor")).to_contain_text("§ 77")
        page.goto("/mal/planer/?ar=2027")
        then_axe_is_content(page)
        expect(page.locator("tr", has_text="Utbildningsnämnden")).to_contain_text("beslutad")
