"""The policy followed up in the browser: an evaluation is run, a new member learns the rules, an auditor traces one."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.system.test_stories import given_a_second_look, given_logged_in_as, then_axe_is_content

pytestmark = pytest.mark.browser
LATE = "Kultur- och fritidsnämnden"
"""The committee that in the demo has not evaluated last year."""


def test_the_secretary_runs_a_committee_s_evaluation_to_its_decision(page: Page) -> None:
    given_logged_in_as(page, "Nämndsekreterare")
    page.goto("/utvardering/2025/")
    page.get_by_role("link", name=LATE).first.click()
    then_axe_is_content(page)
    page.locator('main a[href$="/svar/"]').first.click()
    for question in page.locator("main form fieldset").all():
        question.get_by_role("radio").nth(1).check()
    page.locator("main form.stack button[type=submit], main form button[type=submit]").last.click()
    page.locator('main a[href$="/beslut/"]').first.click()
    page.get_by_label("Beslutsdag").fill("2026-10-27")
    page.locator("input[name=paragraph]").fill("71")
    page.locator("textarea[name=text]").fill("Nämnden godkänner utvärderingen.")
    page.locator("main form button[type=submit]").last.click()
    given_a_second_look(page)
    expect(page.locator("main")).to_contain_text("§ 71")
    page.goto("/regel/MR-9/")
    row = page.locator("main tr", has=page.get_by_role("rowheader", name=LATE, exact=True)).first
    expect(row).to_contain_text("se upp")


def test_a_new_member_does_the_introduction_and_says_that_it_is_read(page: Page) -> None:
    given_logged_in_as(page, "ledamot, kommunfullmäktige")
    page.goto("/kunskap/kurs/")
    then_axe_is_content(page)
    page.get_by_role("link", name="Börja kursen").click()
    while (onward := page.locator("main a[rel=next]")).count():
        here = page.url
        onward.click()
        page.wait_for_url(lambda url, here=here: url != here)
    page.get_by_role("link", name="Avsluta kursen").click()
    page.get_by_role("button", name=re.compile("^Jag har läst och förstått")).click()
    expect(page.get_by_role("button", name=re.compile("^Jag har läst och förstått"))).to_have_count(0)
    expect(page.locator("main")).to_contain_text("2 november 2026")


def test_an_auditor_traces_a_rule_to_the_vouchers(page: Page) -> None:
    given_logged_in_as(page, "Revisor")
    page.goto("/policyn/MR/")
    page.get_by_role("link", name="Enheten håller sig inom sin ram", exact=True).first.click()
    row = page.locator("main tr", has=page.get_by_role("rowheader", name="Oxelöskolan", exact=True)).first
    row.locator('a[href="/ramar/prognos/oxeloskolan/"]').click()
    page.get_by_role("link", name="Verifikationerna bakom utfallet").click()
    expect(page.locator("main h1")).to_contain_text("Oxelöskolan")
    expect(page.locator("main table tbody tr").first).to_be_visible()
    then_axe_is_content(page)
