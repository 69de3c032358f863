"""How far it is to what people come for, counted as a hand counts it: clicks, and screens to scroll.

Within a form one goes on with the tab key, as whoever does it every month does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.system.test_stories import given_logged_in_as

pytestmark = pytest.mark.browser
DESK, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}


@dataclass
class Hand:
    """How many times it pressed something, and the most screens that it had to scroll from where a page opened."""

    page: Page
    clicks: int = 0
    screens: float = 0

    def look(self, wanted: Locator) -> Locator:
        """Scroll to it, as far as it is."""
        before = self.page.evaluate("scrollY")
        wanted.scroll_into_view_if_needed()
        height = self.page.viewport_size["height"] if self.page.viewport_size else 1
        self.screens = max(self.screens, abs(self.page.evaluate("scrollY") - before) / height)
        return wanted

    def press(self, wanted: Locator) -> None:
        """Look for it, and press it."""
        self.look(wanted).click()
        self.page.wait_for_load_state()
        self.clicks += 1


@pytest.mark.parametrize("page", [{"viewport": DESK}], indirect=True)
def test_a_head_teacher_reports_moves_money_and_answers_a_signal(page: Page) -> None:
    given_logged_in_as(page, "Rektor, Oxelöskolan")
    hand = Hand(page)
    home = page.get_by_role("navigation").get_by_role("link", name="Hem").first

    hand.press(page.get_by_role("link", name=re.compile("uppgift(er)? till")))
    hand.press(page.get_by_role("link", name=re.compile(r"Rapportera \d+ mått")))
    hand.look(page.get_by_label("Värde: Nöjda vårdnadshavare, Oxelöskolan")).fill("71")
    hand.press(page.get_by_role("button", name="Skicka").first)
    expect(page.get_by_role("status").first).to_be_visible()

    hand.press(home)
    hand.press(page.get_by_role("link", name="Flytta pengar inom en enhets ram"))
    hand.look(page.get_by_label("Från post")).select_option(index=1)
    page.get_by_label("Till post").select_option(index=2)
    page.get_by_label("Belopp, tkr").fill("10")
    hand.press(page.get_by_role("button", name="Flytta pengar"))
    expect(page.get_by_role("status").first).to_be_visible()

    hand.press(home)
    hand.press(page.get_by_role("link", name="Enhetens frihet"))
    hand.look(page.get_by_label("Enhetens eget yttrande").first).fill("Två tjänster tillsätts i januari.")
    hand.press(page.get_by_role("button", name="Lämna yttrandet").first)
    expect(page.get_by_role("status").first).to_be_visible()

    assert hand.clicks < 12
    assert hand.screens <= 2


@pytest.mark.parametrize("page", [{"viewport": PHONE, "has_touch": True, "is_mobile": True}], indirect=True)
def test_a_chair_on_a_phone_finds_what_to_decide_in_three_taps(page: Page) -> None:
    given_logged_in_as(page, "ordförande, utbildningsnämnden")
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Besluta vad som görs åt prognosen").first)
    expect(page.get_by_text("28 september 2026").first).to_be_visible()
    assert hand.clicks <= 3
    assert hand.screens <= 2


def test_a_resident_finds_how_the_schools_are_doing_in_two(page: Page) -> None:
    page.goto("/")
    hand = Hand(page)
    hand.press(page.get_by_role("link", name="Hur det går för en skola"))
    school = page.get_by_role("link", name="Oxelöskolan").first
    expect(school).to_contain_text("uppfyll")
    hand.press(school)
    expect(page.get_by_role("heading", name="Målen")).to_be_visible()
    assert hand.clicks <= 2
