"""Stories of signing in with an account of one's own: password, authenticator app, passkey."""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from tests.system.test_stories import then_axe_is_content

pytestmark = pytest.mark.browser
PASSWORD = "grodor äter plommon"


@pytest.fixture
def page(page: Page, address: str) -> Page:
    """A passkey belongs to a host name, so the visitor uses the machine's name and not its number."""
    page.home = address.replace("127.0.0.1", "localhost")  # type: ignore[attr-defined]
    return page


def given_an_account(page: Page, program: Callable[..., str], email: str) -> None:
    """The administrator opens the account, and its holder chooses a password at the address that is printed."""
    page.goto(page.home + program("account", "add", email, "Eva Ek"))
    then_axe_is_content(page)
    fields = page.locator("input[type=password]")
    fields.nth(0).fill(PASSWORD)
    fields.nth(1).fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()


def when_signing_in(page: Page, email: str) -> None:
    page.goto(page.home + "/konto/logga-in/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Logga in", exact=True).click()


def when_showing_that_it_is_oneself(page: Page) -> None:
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").first.click()


def when_signing_out(page: Page) -> None:
    page.context.clear_cookies()


def code_now(secret: str, after: int = 0) -> tuple[str, int]:
    """The code of this half-minute, and which it is; waits for one that is later than `after` and not about to end."""
    while time.time() // 30 <= after or time.time() % 30 > 25:
        time.sleep(0.5)
    step = int(time.time()) // 30
    return format_hotp_value(hotp_value(secret, step)), step


class TestAccountOfOnesOwn:
    def test_a_password_and_an_authenticator_app(self, page, program):
        given_an_account(page, program, "eva.app@kommun.example")
        when_signing_in(page, "eva.app@kommun.example")
        page.goto(page.home + "/konto/")
        then_axe_is_content(page)
        page.get_by_role("link", name="Ett andra steg när du loggar in").click()
        then_axe_is_content(page)
        page.goto(page.home + "/konto/andra-steget/app/")
        when_showing_that_it_is_oneself(page)
        then_axe_is_content(page)
        shown = page.locator("main").inner_html()
        secret = re.search(r"\b[A-Z2-7]{32}\b", shown)[0]
        code, used = code_now(secret)
        page.locator("input[name=code]").fill(code)
        page.locator("main button[type=submit]").first.click()
        then_axe_is_content(page)
        page.goto(page.home + "/konto/andra-steget/koder/")
        when_signing_out(page)
        when_signing_in(page, "eva.app@kommun.example")
        then_axe_is_content(page)
        page.locator("input[name=code]").fill(code_now(secret, after=used)[0])
        page.locator("main button[type=submit]").first.click()
        page.goto(page.home + "/konto/inloggningar/")
        expect(page.locator("main")).to_contain_text("den här")
        then_axe_is_content(page)

    def test_a_passkey_without_any_password(self, page, program):
        given_an_account(page, program, "eva.nyckel@kommun.example")
        when_signing_in(page, "eva.nyckel@kommun.example")
        devtools = page.context.new_cdp_session(page)
        devtools.send("WebAuthn.enable")
        options = {
            "protocol": "ctap2",
            "transport": "internal",
            "hasResidentKey": True,
            "hasUserVerification": True,
            "isUserVerified": True,
            "automaticPresenceSimulation": True,
        }
        device = devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]
        page.goto(page.home + "/konto/andra-steget/nycklar/ny/")
        when_showing_that_it_is_oneself(page)
        then_axe_is_content(page)
        page.locator("input[name=passwordless]").check()
        page.locator("#mfa_webauthn_add").click()
        page.wait_for_url("**/koder/**")
        page.goto(page.home + "/konto/andra-steget/nycklar/")
        then_axe_is_content(page)
        assert len(devtools.send("WebAuthn.getCredentials", {"authenticatorId": device})["credentials"]) == 1
        when_signing_out(page)
        page.goto(page.home + "/konto/logga-in/")
        page.get_by_role("button", name="Logga in med en nyckel").click()
        page.wait_for_url(lambda url: "/konto/" not in url)
        page.goto(page.home + "/konto/")
        expect(page.locator("main")).to_contain_text("eva.nyckel@kommun.example")
