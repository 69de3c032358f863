"""A manager is away for some days and lets another see what waits; the other sees it and can do nothing about it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.system.test_stories import given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
LIST = "/att-gora/"


class TestSomebodySeesTheList:
    def test_the_head_teacher_is_away_and_the_department_head_sees_what_waits(self, page: Page):
        given_logged_in_as(page, "rektor, Oxelöskolan")
        page.goto("/konto/paminnelser/")
        page.get_by_role("link", name="Välj någon").click()
        page.locator("#main input[name=watcher_sok]").fill("Jonte Kajkulle")
        page.get_by_role("button", name="Sök", exact=True).last.click()
        page.get_by_role("radio", name="Jonte Kajkulle").check()
        page.get_by_label("Första dag").fill("2026-11-02")
        page.get_by_label("Till och med").fill("2026-11-13")
        then_axe_is_content(page)
        page.get_by_role("button", name="Låt personen se listan").click()
        expect(page.get_by_text("ser vad som väntar på dig").first).to_be_visible()
        then_axe_is_content(page)

        given_logged_in_as(page, "Förvaltningschef, Utbildningsförvaltningen")
        page.goto(LIST)
        heading = page.get_by_role("heading", name="som är borta till 13 november 2026")
        expect(heading).to_be_visible()
        section = page.locator("section", has=heading)
        expect(section).to_contain_text(re.compile(r"Rapportera \d+ mått"))  # how many, other stories change
        expect(section.get_by_role("link")).to_have_count(1)
        then_axe_is_content(page)

        given_logged_in_as(page, "rektor, Oxelöskolan")
        page.goto("/konto/paminnelser/")
        page.get_by_role("button", name="Avsluta nu").click()
        expect(page.get_by_text("Ingen annan ser din lista längre.")).to_be_visible()
