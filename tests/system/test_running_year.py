"""Stories of a year that runs: budget, forecast and its three answers, an intervention's review, vision and goals.

Each is done by the role whose matter it is, by the links that it sees. They leave the town as others find it.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
SECRETARY, CONTROLLER = "Nämndsekreterare", "Controller"
HEAD = "Förvaltningschef, Utbildningsförvaltningen"
PHONE = {"viewport": {"width": 390, "height": 844}}


def fill(page: Page, **typed: str) -> None:
    """The fields of the page's own form, by their names."""
    for name, value in typed.items():
        page.locator(f'main [name="{name.replace("__", ":")}"]').first.fill(value)


def minuted(page: Page, paragraph: str, text: str = "") -> None:
    """Day, § and where it is asked for the words of a decision."""
    fill(page, decided_on="2026-11-02", paragraph=paragraph, **({"text": text} if text else {}))


MINUTED = ("För in beslutet", "För in bedömningen")
"""What is looked at once more: it cannot be undone."""


def send(page: Page, button: str, told: str) -> None:
    page.locator("main").get_by_role("button", name=button).click()
    if button in MINUTED:
        given_a_second_look(page)
    expect(page.locator(".messages")).to_contain_text(told)


class TestBudget:
    def test_the_secretary_enters_a_frame_decided_during_the_year(self, page):
        given_logged_in_as(page, SECRETARY)
        page.goto("/ramar/beslutad/2026/un/")
        then_axe_is_content(page)
        minuted(page, "121", "Nämnden fördelar om 10 tkr.")
        page.locator('[name="net:gymnasium-vux"]').fill("81 990")
        page.get_by_role("button", name="För in beslutet").click()
        given_a_second_look(page)
        expect(page.locator(".messages")).to_be_visible()
        page.goto("/ramar/un/")
        expect(page.locator("main")).to_contain_text("81 990")


class TestForecast:
    @pytest.mark.parametrize("page", [PHONE], indirect=True)
    def test_the_controller_reports_it_and_the_committee_answers_in_each_of_three_ways(self, page):
        for number, body in enumerate(("kfn", "msn", "ks")):
            given_logged_in_as(page, CONTROLLER)
            page.goto(f"/ramar/prognoser/{body}/")
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "no sideways scroll on a phone"
            page.get_by_role("link", name="Rapportera nämndens prognos").click()
            then_axe_is_content(page)
            page.locator('[name="month"]').select_option("10")
            fill(page, amount=("33 500", "40 000", "113 000")[number], comment="Dyrare än väntat.")
            send(page, "Lämna prognosen", "rognosen")
            given_logged_in_as(page, SECRETARY)
            page.goto(f"/ramar/prognoser/{body}/")
            page.get_by_role("link", name="För in nämndens beslut").last.click()
            then_axe_is_content(page)
            self.answer(page, number)
            page.goto(f"/ramar/prognoser/{body}/")
            expect(page.locator("table.cards").first).to_contain_text("2 november 2026")

    def answer(self, page: Page, number: int) -> None:
        if number == 2:
            page.locator('main a[href^="/ramar/omprioritering/"]').first.click()
            minuted(page, "133", "Styrelsen flyttar inom ramen.")
            fill(page, expected="Ramen hålls.")
            boxes = page.locator('main input[name^="new:"]')
            for position, more in ((0, -10), (1, 10)):
                row = boxes.nth(position).locator("xpath=ancestor::tr")
                now = int("".join(each for each in row.locator("td.num").first.inner_text() if each.isdigit()))
                boxes.nth(position).fill(str(now + more))
        else:
            page.locator('[name="kind"]').nth(number).check()
            minuted(page, f"13{number}", "Nämnden beslutar om prognosen, med skäl.")
        page.get_by_role("button", name="För in beslutet").click()
        given_a_second_look(page)
        expect(page.locator(".messages")).to_be_visible()


class TestIntervention:
    def test_the_head_begins_it_reviews_it_and_lets_the_unit_go(self, page):
        given_logged_in_as(page, HEAD)
        page.goto("/enheter/oxeloskolan/")
        stand = page.locator('form[action$="/stallning/"]').first
        stand.get_by_label("Ingripa").check()
        stand.locator('[name="reason"]').fill("Två prognoser i rad visar underskott.")
        stand.get_by_role("button").click()
        given_a_second_look(page)
        begin = page.locator('form[action$="/ingripande/"]').first
        begin.locator('[name="limits"]').fill("Inköp över 50 tkr stäms av.")
        begin.locator('[name="exit_criterion"]').fill("Prognosen är inom ramen.")
        begin.locator('[name="end"]').fill("2027-02-26")
        begin.get_by_role("button").click()
        given_a_second_look(page)
        page.locator('a[href*="/omprovning/"]').first.click()
        then_axe_is_content(page)
        fill(page, seen="Prognosen är inom ramen igen.")
        page.locator('[name="outcome"][value="end"]').check()
        page.locator("main form button[type=submit]").last.click()
        expect(page.locator("main")).to_contain_text("Prognosen är inom ramen igen.")
        page.goto("/enheter/begransningar/")
        expect(page.locator("main tr", has_text="Oxelöskolan").first).to_contain_text("2 nov 2026")


class TestGoals:
    def test_the_secretary_enters_vision_coordination_and_judgement_from_the_minutes(self, page):
        given_logged_in_as(page, SECRETARY)
        page.goto("/mal/vision/")
        page.get_by_role("link", name="Notera en dialog").click()
        then_axe_is_content(page)
        fill(page, held_on="2026-10-20", audience="Invånare på biblioteket", taken_in="Fler båtplatser.")
        send(page, "Notera dialogen", "")
        expect(page.locator("main")).to_contain_text("Invånare på biblioteket")
        page.goto("/mal/trygg-och-saker-uppvaxt/")
        page.get_by_role("link", name="Samordnande organ").click()
        page.locator('[name="coordinator"]').select_option("ks")
        page.locator('[name="decider"]').select_option("kf")
        minuted(page, "141")
        send(page, "För in beslutet", "infört")
        expect(page.locator("main")).to_contain_text("Kommunstyrelsen")
        page.get_by_role("link", name="Bedöm målet").click()
        then_axe_is_content(page)
        page.locator('[name="level"]').select_option("partly_met")
        fill(page, reason="Två mått av tre är på väg.")
        minuted(page, "142")
        send(page, "För in bedömningen", "infört")
        expect(page.locator("main")).to_contain_text("Två mått av tre är på väg.")
        then_axe_is_content(page)
