"""Stories of acts that had no page: an assignment comes back with its effect, and the union opens a signal."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser


class TestAssignment:
    def test_is_entered_from_the_minutes_and_comes_back_with_its_effect(self, page):
        given_logged_in_as(page, "Nämndsekreterare")
        page.goto("/beslut/")
        page.get_by_role("link", name="För in ett beslut").click()
        then_axe_is_content(page)
        page.get_by_label("Organ").select_option(label="Utbildningsnämnden")
        page.get_by_label("Beslutsdag").fill("2026-10-27")
        page.get_by_label("§").fill("131")
        page.get_by_label("Titel").fill("Läsning på fritidshemmen")
        page.get_by_label("Beslutets text").fill("Nämnden vill veta hur fritidshemmen stödjer läsningen.")
        page.get_by_role("button", name="För in beslutet").click()
        given_a_second_look(page)
        page.get_by_label("Vad som ska göras").fill("Beskriv läsningen på fritidshemmen.")
        page.get_by_label("Vad det ska leda till").fill("Fler barn läser på fritiden.")
        page.get_by_role("button", name="Spara uppdraget").click()
        given_a_second_look(page)

        given_logged_in_as(page, "Förvaltningschef, Utbildningsförvaltningen")
        page.goto("/beslut/uppdrag/")
        page.get_by_role("link", name="Mina att utföra").click()
        then_axe_is_content(page)
        page.get_by_role("link", name="Beskriv läsningen på fritidshemmen.").click()
        page.get_by_label("Vad som är gjort").fill("Varje fritidshem har fått en boklåda.")
        page.get_by_role("button", name="Återrapportera").click()
        given_a_second_look(page)
        expect(page.locator(".messages")).to_contain_text("Rapporten är lämnad till Utbildningsnämnden.")
        expect(page.locator("main")).to_contain_text("effekten är inte beskriven än")
        page.get_by_label("Vad det har lett till").fill("Utlåningen har ökat med en fjärdedel.")
        page.get_by_role("button", name="Beskriv effekten").click()
        given_a_second_look(page)
        expect(page.locator("main")).to_contain_text("Utlåningen har ökat med en fjärdedel.")
        then_axe_is_content(page)


class TestSignal:
    def test_the_union_opens_one_and_the_head_finds_it(self, page):
        given_logged_in_as(page, "Fackligt ombud")
        page.goto("/enheter/ramdalsskolan/")
        page.get_by_role("link", name="Öppna en signal").click()
        then_axe_is_content(page)
        page.get_by_label("MR-50").check()
        page.get_by_label("Vad som har setts").fill("Tre arbetsplatsträffar i rad har ställts in utan besked.")
        page.get_by_role("button", name="Öppna signalen").click()
        expect(page.locator(".messages")).to_contain_text("Signalen är öppnad")

        given_logged_in_as(page, "Förvaltningschef, Utbildningsförvaltningen")
        page.goto("/enheter/ramdalsskolan/")
        expect(page.locator("main")).to_contain_text("Tre arbetsplatsträffar i rad")
        page.goto("/enheter/begransningar/")
        expect(page.locator("main")).not_to_contain_text("Ramdalsskolan")
        then_axe_is_content(page)

    def test_a_chair_is_shown_to_the_department_head(self, page):
        given_logged_in_as(page, "ordförande, utbildningsnämnden")
        page.goto("/enheter/ramdalsskolan/")
        expect(page.get_by_role("link", name="Öppna en signal")).to_have_count(0)
        assert page.goto("/enheter/ramdalsskolan/signal/").status == 403
        expect(page.locator("main")).to_contain_text("Ställ frågan till förvaltningschefen")
